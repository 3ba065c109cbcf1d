// Package spikes says which numbers of files can be spikes.
package spikes

import (
	"fmt"
	"math"
)

// mostIndex bounds the numbers of neurons, as package sim does.
const mostIndex = 1 << 30

// Fault says what is wrong with a spike of a neuron, numbered from 0, at a time in any unit; it is empty where nothing is.
func Fault(index, time float64) string {
	switch {
	case !(index >= 0 && index < mostIndex && index == math.Trunc(index)):
		return fmt.Sprintf("%v is no number of a neuron; they are whole, from 0 on", index)
	case !(time >= 0) || math.IsInf(time, 0):
		return fmt.Sprintf("%v is no time of a spike; they are 0 or more", time)
	}
	return ""
}
