// Package spikes says which numbers of files can be spikes, or connections.
package spikes

import (
	"fmt"
	"math"
)

// mostIndex bounds the numbers of neurons, as package sim does.
const mostIndex = 1 << 30

// Fault says what is wrong with a spike of a neuron, numbered from 0, at a time in any unit; it is empty where nothing is.
func Fault(index, time float64) string {
	if fault := NeuronFault(index); fault != "" {
		return fault
	}
	if !(time >= 0) || math.IsInf(time, 0) {
		return fmt.Sprintf("%v is no time of a spike; they are 0 or more", time)
	}
	return ""
}

// NeuronFault says what is wrong with the number of a neuron; it is empty where nothing is.
func NeuronFault(index float64) string {
	if !(index >= 0 && index < mostIndex && index == math.Trunc(index)) {
		return fmt.Sprintf("%v is no number of a neuron; they are whole, from 0 on", index)
	}
	return ""
}

// PairFault says what is wrong with a connection of a weight, in any unit, between two neurons; it is empty where nothing is.
func PairFault(i, j, weight float64) string {
	for _, neuron := range []float64{i, j} {
		if fault := NeuronFault(neuron); fault != "" {
			return fault
		}
	}
	if math.IsNaN(weight) || math.IsInf(weight, 0) {
		return fmt.Sprintf("%v is no weight", weight)
	}
	return ""
}
