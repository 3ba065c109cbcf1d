package rng

import (
	"math"

	"golgi/sim/internal/mathlib"
)

const (
	// fewEvents is the mean from which on numbers are drawn by rejection.
	fewEvents = 10
	// maxTries bounds rejection, of which a try fails in less than one of five cases.
	maxTries = 256
)

// Poisson returns a Poisson number of the given mean; 0 where that is not positive. Below a mean of 10 it inverts the
// distribution with a Uniform; from there on it takes blocks in pairs, those of draw, draw + 2^16, draw + 2·2^16, ... as
// tries of a transformed rejection, so that draw is below 2^16.
//
// Source: Hörmann (1993), Insurance Math. Econom. 12:39, algorithm PTRS.
func Poisson(key Key, index uint32, tick uint64, draw uint32, mean float64) float64 {
	switch {
	case !(mean > 0):
		return 0
	case mean >= 1<<63: // where no integer tells it from its neighbours
		return mean
	case mean < fewEvents:
		return fewPoisson(Uniform(key, index, tick, draw), mean)
	}
	b := 0.931 + float64(2.53*math.Sqrt(mean))
	a := float64(0.02483*b) - 0.059
	inverse := 1.1239 + 1.1328/(b-3.4)
	sure := 0.9277 - 3.6224/(b-2)
	logMean := mathlib.Log(mean)
	for try := range uint32(maxTries) {
		w0, w1, w2, w3 := philox(index, uint32(tick), uint32(tick>>32), draw+try<<16, key[0], key[1])
		u, v := unit(w0, w1)-0.5, unit(w2, w3)
		us := 0.5 - math.Abs(u)
		k := math.Floor(float64((2*a/us+b)*u) + mean + 0.43)
		if us >= 0.07 && v <= sure {
			return k
		}
		if k < 0 || us < 0.013 && v > us {
			continue
		}
		if mathlib.Log(float64(v*inverse)/(a/float64(us*us)+b)) <= float64(k*logMean)-mean-logFactorial(k) {
			return k
		}
	}
	return math.Floor(mean)
}

// fewPoisson inverts the distribution of a small mean.
func fewPoisson(u, mean float64) float64 {
	p := mathlib.Exp(-mean)
	sum, k := p, 0.0
	for u >= sum && k < 200 {
		k++
		p = float64(p*mean) / k
		sum += p
	}
	return k
}

// logFactorial returns ln(k!) by Stirling's series, whose error is below 1e-10 from k = 10 on; smaller ones are shifted.
func logFactorial(k float64) float64 {
	shift := 1.0
	for k < 10 {
		k++
		shift = float64(shift * k)
	}
	square := float64(k * k)
	series := (1.0/12 - (1.0/360-1/float64(1260*square))/square) / k
	return float64((k+0.5)*mathlib.Log(k)) - k + 0.91893853320467274 + series - mathlib.Log(shift)
}
