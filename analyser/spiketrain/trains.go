package spiketrain

import (
	"errors"
	"fmt"
	"math"
)

// Trains returns the spike trains of neurons 0 ≤ i < n, given spikes sorted by time: spike k is of neuron i[k] at
// time t[k]. Neurons without spikes have an empty train. It returns an error where i and t differ in length, or
// a number is not in range.
func Trains(i []int32, t []float64, n int) ([][]float64, error) {
	if len(i) != len(t) {
		return nil, fmt.Errorf("spiketrain: %d neuron numbers for %d times", len(i), len(t))
	}
	counts := make([]int, n)
	for k, neuron := range i {
		if neuron < 0 || int(neuron) >= n {
			return nil, fmt.Errorf("spiketrain: spike %d is of neuron %d, but there are %d", k, neuron, n)
		}
		counts[neuron]++
	}
	trains := make([][]float64, n)
	for neuron, count := range counts {
		trains[neuron] = make([]float64, 0, count)
	}
	for k, neuron := range i {
		trains[neuron] = append(trains[neuron], t[k])
	}
	return trains, nil
}

// Windows returns the edges of as many whole windows of a length as fit between start and stop, all in seconds:
// edge k is start + k·length. A last window that is shorter by a rounding error of less than 1e-9 of its length is
// whole. It returns an error where no window fits.
func Windows(start, stop, length float64) ([]float64, error) {
	if !(length > 0) || math.IsInf(length, 0) || math.IsInf(stop-start, 0) {
		return nil, fmt.Errorf("spiketrain: windows of %v s between %v s and %v s", length, start, stop)
	}
	count := math.Floor((stop-start)/length + 1e-9)
	if !(count >= 1) || count > 1e9 {
		return nil, fmt.Errorf("spiketrain: no whole window of %v s fits between %v s and %v s", length, start, stop)
	}
	edges := make([]float64, int(count)+1)
	for k := range edges {
		edges[k] = start + float64(float64(k)*length)
	}
	return edges, nil
}

// Counts returns how many of the sorted times fall into each window.
func Counts(times, edges []float64) []int {
	counts := make([]int, max(0, len(edges)-1))
	window := 0
	for _, t := range times {
		for window < len(counts) && t >= edges[window+1] {
			window++
		}
		if window == len(counts) {
			break
		}
		if t >= edges[window] {
			counts[window]++
		}
	}
	return counts
}

// checkEdges refuses edges that are not strictly increasing.
func checkEdges(edges []float64, windows int) error {
	if len(edges)-1 < windows {
		return fmt.Errorf("spiketrain: %d windows, but at least %d are needed", max(0, len(edges)-1), windows)
	}
	for k := 1; k < len(edges); k++ {
		if !(edges[k-1] < edges[k]) {
			return errors.New("spiketrain: edges of windows must be strictly increasing")
		}
	}
	return nil
}
