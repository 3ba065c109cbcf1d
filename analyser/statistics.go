package analyser

import (
	"fmt"

	"golgi/analyser/spiketrain"
	"golgi/units"
)

// positive refuses what is no time, or no frequency, above 0, as the unit says.
func positive(statistic, what string, q units.Quantity, unit units.Unit) error {
	if q.Dimension() == unit.Dim && q.SI() > 0 {
		return nil
	}
	return fmt.Errorf("%s: the %s is %v; wanted more than %v", statistic, what, q, unit.Of(0))
}

// sure is a statistic without errors.
func sure(of func(spiketrain.Set) float64) func(spiketrain.Set) (float64, error) {
	return func(trains spiketrain.Set) (float64, error) { return of(trains), nil }
}

// Statistics of spike trains. What they are is said in package spiketrain.
var (
	// Rate is the mean rate of the neurons.
	Rate = Statistic{Name: "rate", Unit: "Hz", About: "mean rate of the neurons", Of: sure(spiketrain.Set.Rate)}
	// Spikes is the number of spikes of all neurons together.
	Spikes = Statistic{Name: "spikes", Unit: "1", About: "number of spikes of all neurons", Of: sure(spiketrain.Set.Spikes)}
	// CV is the mean coefficient of variation of the intervals.
	CV = Statistic{Name: "cv", Unit: "1", About: "coefficient of variation of the intervals between spikes", Of: sure(spiketrain.Set.CV)}
	// CV2 is how much successive intervals differ.
	CV2 = Statistic{Name: "cv2", Unit: "1", About: "how much successive intervals between spikes differ", Of: sure(spiketrain.Set.CV2)}
	// LV is the mean local variation of the intervals.
	LV = Statistic{Name: "lv", Unit: "1", About: "local variation of the intervals between spikes", Of: sure(spiketrain.Set.LV)}
	// SpikeDistance is the mean SPIKE distance of pairs of neurons. Its time grows with the number of pairs.
	SpikeDistance = Statistic{Name: "spike_distance", Unit: "1", About: "SPIKE distance of pairs", Of: spiketrain.Set.SpikeDistance}
)

// Fano is the mean Fano factor of the counts in windows of a length.
func Fano(window units.Quantity) Statistic {
	return Statistic{Name: "fano", Unit: "1", About: "Fano factor of counts in windows",
		fault: positive("fano", "window", window, units.Second), least: window,
		Of: func(trains spiketrain.Set) (float64, error) { return trains.Fano(window) }}
}

// Correlation is the mean correlation of pairs of neurons, of their counts in windows of a length.
func Correlation(window units.Quantity) Statistic {
	return Statistic{Name: "correlation", Unit: "1", About: "correlation of pairs, of counts in windows",
		fault: positive("correlation", "window", window, units.Second), least: window,
		Of: func(trains spiketrain.Set) (float64, error) { return trains.Correlation(window) }}
}

// Kappa is the mean coherence of pairs of neurons, with bins of a length.
func Kappa(bin units.Quantity) Statistic {
	return Statistic{Name: "kappa", Unit: "1", About: "coherence of pairs in bins",
		fault: positive("kappa", "bin", bin, units.Second), least: bin,
		Of: func(trains spiketrain.Set) (float64, error) { return trains.Kappa(bin) }}
}

// PopulationCV is how much the rate of all neurons together varies, in bins of a length: its standard deviation over its mean.
func PopulationCV(bin units.Quantity) Statistic {
	return Statistic{Name: "population_cv", Unit: "1", About: "standard deviation of the population's rate in bins, over its mean",
		Of: func(trains spiketrain.Set) (float64, error) { return trains.PopulationCV(bin) }}
}

// Peak is the frequency between low and high at which the spectrum of the population's rate is largest: the rate in bins of a length, in
// stretches of another.
func Peak(bin, stretch, low, high units.Quantity) Statistic {
	return Statistic{Name: "peak", Unit: "Hz", About: "frequency at which the spectrum of the population's rate is largest",
		fault: peakFault(bin, stretch, low, high), least: stretch,
		Of: func(trains spiketrain.Set) (float64, error) { return trains.Peak(bin, stretch, low, high) }}
}

func peakFault(bin, stretch, low, high units.Quantity) error {
	whole := stretch == units.Quantity{} || stretch.Dimension() == units.Second.Dim && stretch.SI() == 0
	switch {
	case positive("peak", "bin", bin, units.Second) != nil:
		return positive("peak", "bin", bin, units.Second)
	case !whole && (stretch.Dimension() != units.Second.Dim || !(stretch.SI() >= bin.SI())):
		return fmt.Errorf("peak: stretches of %v in bins of %v; wanted longer stretches, or 0 s, which is all there is", stretch, bin)
	case low.Dimension() != units.Hertz.Dim || high.Dimension() != units.Hertz.Dim || !(low.SI() >= 0 && low.SI() < high.SI()):
		return fmt.Errorf("peak: frequencies from %v to %v; wanted low below high, such as 5 Hz and 100 Hz", low, high)
	}
	return nil
}

func burstFault(longest units.Quantity, atLeast int) error {
	if atLeast < 2 {
		return fmt.Errorf("burst_fraction: bursts of %d spikes or more; wanted 2 or more", atLeast)
	}
	return positive("burst_fraction", "longest interval", longest, units.Second)
}

// BurstFraction is the part of the spikes that are in bursts: at least so many, at intervals of at most longest.
func BurstFraction(longest units.Quantity, atLeast int) Statistic {
	return Statistic{Name: "burst_fraction", Unit: "1", About: "part of the spikes that are in bursts",
		fault: burstFault(longest, atLeast),
		Of:    func(trains spiketrain.Set) (float64, error) { return trains.BurstFraction(longest, atLeast) }}
}

// F1F0 is how strongly the neurons follow a frequency.
func F1F0(f units.Quantity) Statistic {
	return Statistic{Name: "f1f0", Unit: "1", About: "response at a frequency over the mean response",
		fault: positive("f1f0", "frequency", f, units.Hertz),
		Of:    func(trains spiketrain.Set) (float64, error) { return trains.F1F0(f) }}
}
