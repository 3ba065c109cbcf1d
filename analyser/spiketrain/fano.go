package spiketrain

import "math"

// FanoFactor returns the variance of spike counts over their mean,
//
//	F = Var[N] / E[N],
//
// with N counted in the len(edges)-1 windows. times are in seconds and sorted; edges are in seconds and strictly
// increasing. F is dimensionless, and NaN where the mean count is zero. It returns an error where fewer than
// two windows are given. The unbiased variance (n-1) is used.
//
// Source: Litwin-Kumar & Doiron (2012), Nat. Neurosci. 15:1498, Methods.
func FanoFactor(times, edges []float64) (float64, error) {
	if err := checkEdges(edges, 2); err != nil {
		return 0, err
	}
	mean, sumOfSquares, n := moments(Counts(times, edges))
	return sumOfSquares / (n - 1) / mean, nil
}

// FanoPypet returns the Fano factor with the variance of the population (n), and 0 where there are no spikes. It
// is the estimator of pypet's example 24, and biased towards 0 by both.
//
// Source: pypet 0.7.0, example 24, CNFanoFactorComputer.
func FanoPypet(times, edges []float64) (float64, error) {
	if err := checkEdges(edges, 1); err != nil {
		return 0, err
	}
	mean, sumOfSquares, n := moments(Counts(times, edges))
	if mean == 0 {
		return 0, nil
	}
	return sumOfSquares / n / mean, nil
}

// moments returns the mean of counts, the sum of the squares of their deviations from it, and how many they are.
func moments(counts []int) (mean, sumOfSquares, n float64) {
	n = float64(len(counts))
	for _, count := range counts {
		mean += float64(count)
	}
	mean /= n
	for _, count := range counts {
		deviation := float64(count) - mean
		sumOfSquares += float64(deviation * deviation)
	}
	return mean, sumOfSquares, n
}

// MeanFano returns the mean Fano factor of the trains that have spikes, by FanoFactor; NaN where none has.
func MeanFano(trains [][]float64, edges []float64) (float64, error) {
	return meanOf(trains, edges, FanoFactor)
}

// MeanFanoPypet returns the mean Fano factor of all trains by FanoPypet: silent neurons count 0.
func MeanFanoPypet(trains [][]float64, edges []float64) (float64, error) {
	return meanOf(trains, edges, FanoPypet)
}

// meanOf returns the mean of a statistic over the trains for which it is a number.
func meanOf(trains [][]float64, edges []float64, statistic func(times, edges []float64) (float64, error)) (float64, error) {
	sum, n := 0.0, 0
	for _, train := range trains {
		x, err := statistic(train, edges)
		if err != nil {
			return 0, err
		}
		if !math.IsNaN(x) {
			sum += x
			n++
		}
	}
	return sum / float64(n), nil
}
