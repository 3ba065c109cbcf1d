package rng

import (
	"math"

	"golgi/sim/internal/mathlib"
)

// Normal returns a number of mean 0 and variance 1, from all four words of the counter's Block:
//
//	sqrt(-2 ln(1-u)) cos(2 pi v)
//
// with u, v in [0, 1) as Uniform makes them of words 0, 1 and of words 2, 3. Its size is at most 8.58.
//
// Source: Box & Muller (1958), Ann. Math. Stat. 29:610. The sine, a second normal number, is not used: a
// counter has one value.
func Normal(key Key, index uint32, tick uint64, draw uint32) float64 {
	w0, w1, w2, w3 := philox(index, uint32(tick), uint32(tick>>32), draw, key[0], key[1])
	radius := normalRadius(mathlib.Log(1 - unit(w0, w1)))
	return float64(radius * mathlib.Cos(normalAngle(w2, w3)))
}

// NormalSlice sets dst[i] = Normal(key, first+i, tick, draw). first + len(dst) is at most 2^32.
func NormalSlice(dst []float64, key Key, first uint32, tick uint64, draw uint32) {
	var scratch [128]float64
	for len(dst) > 0 {
		n := min(len(dst), len(scratch))
		normalChunk(dst[:n], scratch[:n], key, first, tick, draw)
		dst, first = dst[n:], first+uint32(n)
	}
}

func normalChunk(dst, cosines []float64, key Key, first uint32, tick uint64, draw uint32) {
	for i := range dst {
		w0, w1, w2, w3 := philox(first+uint32(i), uint32(tick), uint32(tick>>32), draw, key[0], key[1])
		dst[i], cosines[i] = 1-unit(w0, w1), normalAngle(w2, w3)
	}
	mathlib.LogSlice(dst, dst)
	mathlib.CosSlice(cosines, cosines)
	for i, cosine := range cosines {
		dst[i] = float64(normalRadius(dst[i]) * cosine)
	}
}

// normalRadius returns sqrt(-2 l) for the logarithm l <= 0.
func normalRadius(l float64) float64 { return math.Sqrt(float64(-2 * l)) }

func normalAngle(a, b uint32) float64 { return float64(unit(a, b) * (2 * math.Pi)) }
