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
	Rate = Statistic{Name: "rate", Unit: "Hz", About: "mean rate", Of: sure(spiketrain.Set.Rate)}
	// CV is the mean coefficient of variation of the intervals.
	CV = Statistic{Name: "cv", Unit: "1", About: "coefficient of variation of the intervals between spikes", Of: sure(spiketrain.Set.CV)}
)

// Fano is the mean Fano factor of the counts in windows of a length.
func Fano(window units.Quantity) Statistic {
	return Statistic{Name: "fano", Unit: "1", About: "Fano factor of counts in windows",
		Of: func(trains spiketrain.Set) (float64, error) { return trains.Fano(window) }}
}
