package sim

import (
	"errors"
	"fmt"
	"math"

	"golgi/sim/internal/mathlib"
	"golgi/units"
)

// Smooth returns the rates, in Hz, convolved with a window, of as many steps as there are rates; beyond these they count as 0. The window is
//
//	"gaussian"  exp(-k²/2·(dt/width)²) for steps k from -m to m, m = 2·width/dt rounded to the nearest
//	"flat"      1 for 2·int(width/2/dt) + 1 steps
//
// divided by its sum. A window longer than the recording is an error, and so are rates of several step sizes. It costs time in proportion
// to the number of rates times that of the steps of the window.
//
// Source: Brian 2.5.1, PopulationRateMonitor.smooth_rate, whose result is as long as the window where that is longer.
func (r Rates) Smooth(window string, width units.Quantity) ([]float64, error) {
	if !isDuration(width) || width.SI() == 0 {
		return nil, fmt.Errorf("sim: smoothing rates: width %s is not a positive time", width)
	}
	if !(r.DT > 0) {
		return nil, errors.New("sim: smoothing rates: they have no single step size DT; smooth those of each")
	}
	var half, deviation float64 // steps
	switch window {
	case "gaussian":
		half, deviation = math.RoundToEven(2*width.SI()/r.DT), width.SI()/r.DT
	case "flat":
		half, deviation = math.Trunc(width.SI()/2/r.DT), math.Inf(1)
	default:
		return nil, fmt.Errorf("sim: smoothing rates: unknown window %q; there are gaussian, flat", window)
	}
	steps := float64(2*half) + 1
	if steps > float64(len(r.Rate)) {
		return nil, fmt.Errorf("sim: smoothing rates: a %s window of %s has %.0f steps, but there are only %d rates; take a smaller width",
			window, width, steps, len(r.Rate))
	}
	weights := make([]float64, int(steps))
	for i := range weights {
		k := float64(i) - half
		weights[i] = mathlib.Exp(-float64(k*k) / float64(2*float64(deviation*deviation)))
	}
	return smoothed(r.Rate, weights), nil
}

// smoothed convolves with weights of an odd number, divided by their sum.
func smoothed(rate, weights []float64) []float64 {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	half, out := len(weights)/2, make([]float64, len(rate))
	for n := range out {
		sum := 0.0
		for k := max(0, n-half); k <= min(len(rate)-1, n+half); k++ {
			sum += float64(rate[k] * (weights[k-n+half] / total))
		}
		out[n] = sum
	}
	return out
}
