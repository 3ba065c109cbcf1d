package rng

import (
	"math"
	"testing"

	"golgi/sim/internal/mathlib"
)

// Gaps give the bits of GeometricGap, also of numbers at which the gap is just about to change, and of probabilities at the ends.
func TestGapsAreThoseOfOneNumber(t *testing.T) {
	s := NewStream(Key{11, 5}, 1, 0)
	for _, p := range []float64{0, 5e-324, 1e-300, 1e-12, 1e-9, 3e-8, 1e-6, 1e-3, 0.02, 0.1, 0.25, 0.5, 0.9, 0.999999, 1 - 0x1p-53, 1} {
		log1mp := mathlib.Log1p(-p)
		gaps := NewGaps(log1mp)
		look := func(u float64) {
			if got, want := gaps.At(u), GeometricGap(u, log1mp); got != want {
				t.Fatalf("p = %v, u = %v: %d, want %d", p, u, got, want)
			}
		}
		look(1)
		look(0x1p-53)
		for k := range 20000 {
			look(1 - s.Next())
			edge := math.Exp(log1mp * float64(k/10))
			for range k % 10 {
				edge = math.Nextafter(edge, float64(k%2))
			}
			if edge > 0x1p-54 && edge <= 1 {
				look(edge)
			}
		}
	}
}

// A stream has the halves of its blocks, whoever takes them and wherever it is copied.
func TestStreamsAreBlocks(t *testing.T) {
	key := Key{3, 8}
	s := NewStream(key, 7, 1<<40+9)
	for draw := range uint32(50) {
		w := Block(key, 7, 1<<40+9, draw)
		fork := s
		for _, x := range []*Stream{&s, &fork} {
			if a, b := x.Next(), x.Next(); a != unit(w[0], w[1]) || b != unit(w[2], w[3]) {
				t.Fatalf("block %d: %v and %v", draw, a, b)
			}
		}
	}
}
