package spiketrain

import "math"

// Intervals returns the intervals between successive spikes, in seconds. times are sorted.
func Intervals(times []float64) []float64 {
	if len(times) < 2 {
		return nil
	}
	intervals := make([]float64, len(times)-1)
	for k := range intervals {
		intervals[k] = times[k+1] - times[k]
	}
	return intervals
}

// CV2 returns how much successive intervals differ,
//
//	CV2 = mean of 2·|I[k+1] - I[k]| / (I[k+1] + I[k]),
//
// which is 1 for a Poisson process, also for one whose rate changes slowly. times are sorted. It is NaN where there are fewer than
// three spikes. Intervals of 0 next to each other do not count.
//
// Source: Holt et al. (1996), J. Neurophysiol. 75:1806, eq. 3.
func CV2(times []float64) float64 {
	return overPairs(times, func(a, b float64) float64 { return 2 * math.Abs(b-a) / (b + a) })
}

// LV returns the local variation,
//
//	LV = mean of 3·(I[k] - I[k+1])² / (I[k] + I[k+1])²,
//
// which is 1 for a Poisson process. times are sorted. It is NaN where there are fewer than three spikes.
//
// Source: Shinomoto et al. (2003), Neural Comput. 15:2823, eq. 2.2.
func LV(times []float64) float64 {
	return overPairs(times, func(a, b float64) float64 { return 3 * (a - b) * (a - b) / ((a + b) * (a + b)) })
}

// overPairs is the mean of a function over successive intervals, but for those that are both 0.
func overPairs(times []float64, of func(a, b float64) float64) float64 {
	intervals := Intervals(times)
	sum, n := 0.0, 0.0
	for k := 1; k < len(intervals); k++ {
		if intervals[k-1]+intervals[k] > 0 {
			sum += of(intervals[k-1], intervals[k])
			n++
		}
	}
	return sum / n
}

// MeanOf returns the mean of a statistic over the trains for which it is a number; NaN where there is none.
func MeanOf(trains [][]float64, statistic func(times []float64) float64) float64 {
	sum, n := 0.0, 0
	for _, train := range trains {
		if x := statistic(train); !math.IsNaN(x) {
			sum += x
			n++
		}
	}
	return sum / float64(n)
}
