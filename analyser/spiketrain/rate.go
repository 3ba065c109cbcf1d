package spiketrain

import (
	"fmt"
	"math"
)

// MeanRate returns the mean rate of trains in Hz: the number of spikes with start ≤ t < stop, per neuron and second. It
// returns an error where there are no trains or no time.
func MeanRate(trains [][]float64, start, stop float64) (float64, error) {
	if len(trains) == 0 || !(stop > start) {
		return 0, fmt.Errorf("spiketrain: no rate of %d neurons between %v s and %v s", len(trains), start, stop)
	}
	spikes := 0
	for _, train := range trains {
		spikes += Counts(train, []float64{start, stop})[0]
	}
	return float64(spikes) / (float64(len(trains)) * (stop - start)), nil
}

// CV returns the coefficient of variation of the intervals between spikes,
//
//	CV = sqrt(Var[ISI]) / E[ISI],
//
// with the unbiased variance (n-1). times are sorted. It is NaN where there are fewer than three spikes, and
// where all spikes fall on one moment.
//
// Source: Softky & Koch (1993), J. Neurosci. 13:334.
func CV(times []float64) float64 {
	if len(times) < 3 {
		return math.NaN()
	}
	n := float64(len(times) - 1)
	mean := (times[len(times)-1] - times[0]) / n
	sum := 0.0
	for k := 1; k < len(times); k++ {
		deviation := times[k] - times[k-1] - mean
		sum += float64(deviation * deviation)
	}
	return math.Sqrt(sum/(n-1)) / mean
}

// MeanCV returns the mean CV of the trains that have one; NaN where none has.
func MeanCV(trains [][]float64) float64 { return MeanOf(trains, CV) }
