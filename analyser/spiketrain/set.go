package spiketrain

import (
	"math"

	"golgi/units"
)

// A Set is the spike trains of a group in a window of time: what a component gets from Subrun.Trains.
type Set struct {
	Times       [][]float64 // of each neuron, sorted, in seconds
	Start, Stop float64     // of the window, in seconds
}

// N is the number of neurons.
func (s Set) N() int { return len(s.Times) }

// Rate is [MeanRate], in Hz; NaN where there are no neurons or no time.
func (s Set) Rate() float64 {
	rate, err := MeanRate(s.Times, s.Start, s.Stop)
	if err != nil {
		return math.NaN()
	}
	return rate
}

// Spikes is the number of spikes of all neurons.
func (s Set) Spikes() float64 {
	n := 0
	for _, times := range s.Times {
		n += len(times)
	}
	return float64(n)
}

// CV is [MeanCV].
func (s Set) CV() float64 { return MeanCV(s.Times) }

// Fano is [MeanFano] in windows of a length.
func (s Set) Fano(window units.Quantity) (float64, error) { return s.fano(window, MeanFano) }

// FanoPypet is [MeanFanoPypet] in windows of a length.
func (s Set) FanoPypet(window units.Quantity) (float64, error) { return s.fano(window, MeanFanoPypet) }

func (s Set) fano(window units.Quantity, of func([][]float64, []float64) (float64, error)) (float64, error) {
	length, err := window.In(units.Second)
	if err != nil {
		return 0, err
	}
	edges, err := Windows(s.Start, s.Stop, length)
	if err != nil {
		return 0, err
	}
	return of(s.Times, edges)
}

// CV2 is the mean [CV2] of the neurons.
func (s Set) CV2() float64 { return MeanOf(s.Times, CV2) }

// LV is the mean [LV] of the neurons.
func (s Set) LV() float64 { return MeanOf(s.Times, LV) }

// Correlation is [MeanCorrelation] of counts in windows of a length.
func (s Set) Correlation(window units.Quantity) (float64, error) {
	return s.fano(window, MeanCorrelation)
}

// Kappa is [Kappa] with bins of a length.
func (s Set) Kappa(bin units.Quantity) (float64, error) {
	length, err := bin.In(units.Second)
	if err != nil {
		return 0, err
	}
	return Kappa(s.Times, s.Start, s.Stop, length)
}

// PopulationCV is [PopulationCV] with bins of a length.
func (s Set) PopulationCV(bin units.Quantity) (float64, error) {
	length, err := bin.In(units.Second)
	if err != nil {
		return 0, err
	}
	return PopulationCV(s.Times, s.Start, s.Stop, length)
}

// SpikeDistance is [MeanSpikeDistance].
func (s Set) SpikeDistance() (float64, error) { return MeanSpikeDistance(s.Times, s.Start, s.Stop) }

// Spectrum is the [Spectrum] of the rate of all neurons in bins of a length, in stretches of stretch; a stretch of 0 is all there is.
func (s Set) Spectrum(bin, stretch units.Quantity) (frequencies, power []float64, err error) {
	length, err := bin.In(units.Second)
	if err != nil {
		return nil, nil, err
	}
	rate, err := PopulationRate(s.Times, s.Start, s.Stop, length)
	if err != nil {
		return nil, nil, err
	}
	n := len(rate)
	if stretch != (units.Quantity{}) {
		of, err := stretch.In(units.Second)
		if err != nil {
			return nil, nil, err
		}
		n = int(math.Min(math.Round(of/length), 1e9))
	}
	return Spectrum(rate, length, n)
}

// Peak is the frequency between low and high at which the [Set.Spectrum] is largest, in Hz.
func (s Set) Peak(bin, stretch, low, high units.Quantity) (float64, error) {
	frequencies, power, err := s.Spectrum(bin, stretch)
	if err != nil {
		return 0, err
	}
	from, err := low.In(units.Hertz)
	if err != nil {
		return 0, err
	}
	to, err := high.In(units.Hertz)
	if err != nil {
		return 0, err
	}
	peak, _ := Peak(frequencies, power, from, to)
	return peak, nil
}

// BurstFraction is [BurstFraction].
func (s Set) BurstFraction(longest units.Quantity, atLeast int) (float64, error) {
	interval, err := longest.In(units.Second)
	if err != nil {
		return 0, err
	}
	return BurstFraction(s.Times, interval, atLeast), nil
}

// F1F0 is the mean [F1F0] of the neurons that spike, at a frequency.
func (s Set) F1F0(f units.Quantity) (float64, error) {
	frequency, err := f.In(units.Hertz)
	if err != nil {
		return 0, err
	}
	return MeanOf(s.Times, func(times []float64) float64 { return F1F0(times, s.Start, s.Stop, frequency) }), nil
}
