package spiketrain

import (
	"fmt"
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/dsp/fourier"
)

// Spectrum returns the one-sided power density of a signal with values every dt seconds, at the frequencies k/(length·dt) in Hz: the mean
// over as many whole stretches of length values as there are, each without its mean,
//
//	P[k] = 2·dt/length · |Σ x[n]·exp(-2πi·k·n/length)|²,
//
// and half of that at 0 and at half the sampling rate. Its unit is that of the signal, squared, over Hz. It returns an error where
// there is no whole stretch, or one of less than 2 values.
//
// Source: Bartlett (1948), Nature 161:686; scipy.signal.welch with window='boxcar', noverlap=0.
func Spectrum(signal []float64, dt float64, length int) (frequencies, power []float64, err error) {
	if length < 2 || len(signal) < length || !(dt > 0) || math.IsInf(dt, 0) {
		return nil, nil, fmt.Errorf("spiketrain: no spectrum of %d values every %v s in stretches of %d; wanted a positive time between values, and a stretch, of 2 values or more, that fits: measure for longer, or in shorter stretches", len(signal), dt, length)
	}
	fft := fourier.NewFFT(length)
	frequencies, power = make([]float64, length/2+1), make([]float64, length/2+1)
	stretches := len(signal) / length
	stretch := make([]float64, length)
	for s := range stretches {
		mean := 0.0
		for _, x := range signal[s*length : (s+1)*length] {
			mean += x / float64(length)
		}
		for k := range stretch {
			stretch[k] = signal[s*length+k] - mean
		}
		for k, c := range fft.Coefficients(nil, stretch) {
			power[k] += float64(real(c)*real(c)) + float64(imag(c)*imag(c))
		}
	}
	for k := range power {
		frequencies[k] = float64(k) / (float64(length) * dt)
		power[k] *= 2 * dt / float64(length) / float64(stretches)
		if k == 0 || 2*k == length {
			power[k] /= 2
		}
	}
	return frequencies, power, nil
}

// Peak returns the frequency between low and high, in Hz, at which the power is largest, and that power; NaN where there is no
// frequency.
func Peak(frequencies, power []float64, low, high float64) (frequency, height float64) {
	frequency, height = math.NaN(), math.NaN()
	for k, f := range frequencies {
		if f >= low && f <= high && k < len(power) && !(power[k] <= height) {
			frequency, height = f, power[k]
		}
	}
	return frequency, height
}

// PopulationRate returns the rate of all trains together, in Hz per train, in the bins of a length from start on: what [Spectrum] may have.
func PopulationRate(trains [][]float64, start, stop, bin float64) ([]float64, error) {
	edges, err := Windows(start, stop, bin)
	if err != nil {
		return nil, err
	}
	if len(trains) == 0 {
		return nil, fmt.Errorf("spiketrain: no rate of 0 neurons")
	}
	rate := make([]float64, len(edges)-1)
	for _, train := range trains {
		for k, count := range Counts(train, edges) {
			rate[k] += float64(count)
		}
	}
	for k := range rate {
		rate[k] /= float64(len(trains)) * bin
	}
	return rate, nil
}

// PopulationCV returns how much the rate of all trains together varies: its standard deviation in bins of a length, over its mean,
//
//	CV = sqrt(Var[N]) / E[N],
//
// with N the spikes of a bin, and the population's variance. It is 1/√E[N] for independent Poisson trains, and the larger, the more they spike together. It is NaN where there are no spikes.
// It returns an error where no bin fits, or there are no trains.
func PopulationCV(trains [][]float64, start, stop, bin float64) (float64, error) {
	rate, err := PopulationRate(trains, start, stop, bin)
	if err != nil {
		return 0, err
	}
	mean, squares, n := 0.0, 0.0, float64(len(rate))
	for _, r := range rate {
		mean += r / n
	}
	for _, r := range rate {
		squares += float64((r - mean) * (r - mean))
	}
	return math.Sqrt(squares/n) / mean, nil
}

// F1F0 returns how strongly spikes follow a stimulus of a frequency f in Hz,
//
//	F1/F0 = 2·|Σ exp(-2πi·f·t)| / n,
//
// the amplitude of the response at f over its mean: 0 where spikes do not care, 1 for a rate that is modulated to 0, π/2 for a half-rectified sine, 2 for
// spikes at one phase. Between start and stop there must be a whole number of periods for this to hold. It is NaN where there are no spikes.
//
// Source: Skottun et al. (1991), Vision Res. 31:1079: simple cells above 1, complex cells below.
func F1F0(times []float64, start, stop, f float64) float64 {
	var sum complex128
	n := 0.0
	for _, t := range times {
		if t >= start && t < stop {
			sum += cmplx.Exp(complex(0, -2*math.Pi*f*(t-start)))
			n++
		}
	}
	return 2 * cmplx.Abs(sum) / n
}
