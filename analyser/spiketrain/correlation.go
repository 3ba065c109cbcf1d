package spiketrain

import (
	"fmt"
	"math"
)

// Correlation returns Pearson's coefficient of the counts of two trains in the windows,
//
//	r = Cov[N, M] / sqrt(Var[N]·Var[M]),
//
// between -1 and 1, and NaN where one of them does not vary. times are sorted, in seconds. It returns an error where fewer than two
// windows are given.
//
// Source: Perkel et al. (1967), Biophys. J. 7:419; Elephant 1.1, spike_train_correlation.correlation_coefficient.
func Correlation(a, b, edges []float64) (float64, error) {
	return MeanCorrelation([][]float64{a, b}, edges)
}

// MeanCorrelation returns the mean of [Correlation] over all pairs of trains whose counts vary; NaN where there is no such pair. Its
// time and memory grow with the number of trains, not of pairs.
func MeanCorrelation(trains [][]float64, edges []float64) (float64, error) {
	if err := checkEdges(edges, 2); err != nil {
		return 0, err
	}
	sum := make([]float64, len(edges)-1)
	n := 0.0
	for _, train := range trains {
		counts := Counts(train, edges)
		mean, sumOfSquares, _ := moments(counts)
		if sumOfSquares == 0 {
			continue
		}
		n++
		for k, count := range counts {
			sum[k] += (float64(count) - mean) / math.Sqrt(sumOfSquares)
		}
	}
	return meanOverPairs(sum, n), nil
}

// meanOverPairs is the mean product of two different ones of n vectors of length 1 whose sum is given.
func meanOverPairs(sum []float64, n float64) float64 {
	square := 0.0
	for _, x := range sum {
		square += float64(x * x)
	}
	return (square - n) / (n * (n - 1))
}

// Kappa returns the coherence of trains: the mean over all pairs of
//
//	κ = Σ X[l]·Y[l] / sqrt(Σ X[l] · Σ Y[l]),
//
// where X[l] is 1 if there is a spike in bin l, and 0 otherwise. It is between 0 and 1, and NaN where fewer than two trains have spikes.
// Bins have the length bin, in seconds, from start on; it returns an error where none fits.
//
// Source: Wang & Buzsaki (1996), J. Neurosci. 16:6402, eq. 2.
func Kappa(trains [][]float64, start, stop, bin float64) (float64, error) {
	edges, err := Windows(start, stop, bin)
	if err != nil {
		return 0, err
	}
	sum := make([]float64, len(edges)-1)
	n := 0.0
	for _, train := range trains {
		counts := Counts(train, edges)
		filled := 0.0
		for _, count := range counts {
			filled += float64(min(count, 1))
		}
		if filled == 0 {
			continue
		}
		n++
		for k, count := range counts {
			sum[k] += float64(min(count, 1)) / math.Sqrt(filled)
		}
	}
	return meanOverPairs(sum, n), nil
}

// SpikeDistance returns the SPIKE distance of two trains between start and stop,
//
//	D = 1/T ∫ (S1·x2 + S2·x1) / (2·((x1 + x2)/2)²) dt,  Sn = (P·f + F·p) / xn,
//
// where at each moment xn is the interval of train n around it, p and f are the times since the spike before and to the spike after it, and P and
// F how far these spikes are from the nearest one of the other train. It is 0 for trains that are the same, and below 1. At start and
// stop both trains have a spike besides. times are sorted; spikes outside are left out. It returns an error where there is no time.
//
// Source: Kreuz et al. (2013), J. Neurophysiol. 109:1457, eq. 17 to 20.
func SpikeDistance(a, b []float64, start, stop float64) (float64, error) {
	if !(stop > start) || math.IsInf(stop-start, 0) {
		return 0, fmt.Errorf("spiketrain: no SPIKE distance between %v s and %v s", start, stop)
	}
	x, y := newWalk(a, start, stop), newWalk(b, start, stop)
	area := 0.0
	for from := start; from < stop; {
		for x.after() <= from {
			x.k++
		}
		for y.after() <= from {
			y.k++
		}
		to := min(x.after(), y.after())
		area += (dissimilarity(x, y, from) + dissimilarity(x, y, to)) / 2 * (to - from) // it is linear between
		from = to
	}
	return area / (stop - start), nil
}

// A walk goes along a train that has spikes at start and stop besides; it is behind spike k.
type walk struct {
	times []float64
	k     int
}

func newWalk(times []float64, start, stop float64) walk {
	w := walk{times: []float64{start}}
	for _, t := range times {
		if t > start && t < stop {
			w.times = append(w.times, t)
		}
	}
	w.times = append(w.times, stop)
	return w
}

func (w walk) before() float64 { return w.times[w.k] }
func (w walk) after() float64  { return w.times[w.k+1] }

// nearest is how far a time is from the nearest spike, which is not far from where the walk is.
func (w walk) nearest(t float64) float64 {
	k := w.k
	for k > 0 && w.times[k] > t {
		k--
	}
	for k < len(w.times)-1 && w.times[k+1] <= t {
		k++
	}
	distance := math.Abs(t - w.times[k])
	if k < len(w.times)-1 {
		distance = min(distance, math.Abs(w.times[k+1]-t))
	}
	return distance
}

// dissimilarity is that of two trains at a time within the intervals where they are.
func dissimilarity(a, b walk, t float64) float64 {
	of := func(w, other walk) (s, interval float64) {
		interval = w.after() - w.before()
		return (other.nearest(w.before())*(w.after()-t) + other.nearest(w.after())*(t-w.before())) / interval, interval
	}
	s1, x1 := of(a, b)
	s2, x2 := of(b, a)
	mean := (x1 + x2) / 2
	return (s1*x2 + s2*x1) / (2 * mean * mean)
}

// MeanSpikeDistance returns the mean of [SpikeDistance] over all pairs of trains, NaN where there is none. Its time grows with the number of pairs.
func MeanSpikeDistance(trains [][]float64, start, stop float64) (float64, error) {
	sum, n := 0.0, 0.0
	for i, a := range trains {
		for _, b := range trains[:i] {
			d, err := SpikeDistance(a, b, start, stop)
			if err != nil {
				return 0, err
			}
			sum += d
			n++
		}
	}
	return sum / n, nil
}
