package spiketrain

import "math"

// Distribution is what [Weights] says of numbers.
type Distribution struct {
	Mean, SD          float64 // with the unbiased variance (n-1)
	Min, Max          float64
	Low, Middle, High float64 // parts of them in the lowest, the middle and the highest tenth of what they may be
}

// Weights returns how weights are distributed that may be between low and high. What is NaN does not count; of no weights, all is NaN.
//
// Source: Song et al. (2000), Nat. Neurosci. 3:919, fig. 2: plastic weights gather at both ends.
func Weights(w []float64, low, high float64) Distribution {
	d := Distribution{Min: math.NaN(), Max: math.NaN()}
	n, sum := 0.0, 0.0
	for _, x := range w {
		if math.IsNaN(x) {
			continue
		}
		n++
		sum += x
		if !(d.Min <= x) {
			d.Min = x
		}
		if !(d.Max >= x) {
			d.Max = x
		}
		if x < low+(high-low)/10 {
			d.Low++
		}
		if math.Abs(x-(low+high)/2) < (high-low)/20 {
			d.Middle++
		}
		if x > high-(high-low)/10 {
			d.High++
		}
	}
	d.Mean, d.Low, d.Middle, d.High = sum/n, d.Low/n, d.Middle/n, d.High/n
	for _, x := range w {
		if !math.IsNaN(x) {
			d.SD += float64((x - d.Mean) * (x - d.Mean))
		}
	}
	d.SD = math.Sqrt(d.SD / max(n-1, 0))
	return d
}
