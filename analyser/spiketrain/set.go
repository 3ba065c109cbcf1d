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
