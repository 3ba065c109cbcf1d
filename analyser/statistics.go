package analyser

import (
	"golgi/analyser/spiketrain"
	"golgi/units"
)

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
		Of: func(trains spiketrain.Set) (float64, error) { return trains.Fano(window) }}
}

// Correlation is the mean correlation of pairs of neurons, of their counts in windows of a length.
func Correlation(window units.Quantity) Statistic {
	return Statistic{Name: "correlation", Unit: "1", About: "correlation of pairs, of counts in windows",
		Of: func(trains spiketrain.Set) (float64, error) { return trains.Correlation(window) }}
}

// Kappa is the mean coherence of pairs of neurons, with bins of a length.
func Kappa(bin units.Quantity) Statistic {
	return Statistic{Name: "kappa", Unit: "1", About: "coherence of pairs in bins",
		Of: func(trains spiketrain.Set) (float64, error) { return trains.Kappa(bin) }}
}

// Peak is the frequency between low and high at which the spectrum of the population's rate is largest: the rate in bins of a length, in
// stretches of another.
func Peak(bin, stretch, low, high units.Quantity) Statistic {
	return Statistic{Name: "peak", Unit: "Hz", About: "frequency at which the spectrum of the population's rate is largest",
		Of: func(trains spiketrain.Set) (float64, error) { return trains.Peak(bin, stretch, low, high) }}
}

// BurstFraction is the part of the spikes that are in bursts: at least so many, at intervals of at most longest.
func BurstFraction(longest units.Quantity, atLeast int) Statistic {
	return Statistic{Name: "burst_fraction", Unit: "1", About: "part of the spikes that are in bursts",
		Of: func(trains spiketrain.Set) (float64, error) { return trains.BurstFraction(longest, atLeast) }}
}

// F1F0 is how strongly the neurons follow a frequency.
func F1F0(f units.Quantity) Statistic {
	return Statistic{Name: "f1f0", Unit: "1", About: "response at a frequency over the mean response",
		Of: func(trains spiketrain.Set) (float64, error) { return trains.F1F0(f) }}
}
