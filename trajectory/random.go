package trajectory

import (
	"encoding/binary"
	"math"
	"math/bits"
	"math/rand/v2"
)

// Random explores N points of which each value is drawn by itself, uniformly from its interval. The same Seed gives the same points
// on every machine, and fewer of them if N is less. Integers may repeat; see [Distinct].
type Random struct {
	N    int
	Seed int64
	Over []Interval
}

// Columns returns the table of the points.
func (r Random) Columns(defaults Reader) ([]Axis, error) {
	return sampled(defaults, r.Over, r.N, func(dim int) func(int) float64 {
		source := stream(r.Seed, dim)
		return func(int) float64 { return math.Ldexp(float64(source.Uint64()>>11), -53) }
	})
}

// LatinHypercube explores N points of which, in each interval, every Nth part has one: stratum by stratum in a random order, with a
// random place in it. The same Seed gives the same points on every machine.
//
// Source: McKay, Beckman & Conover (1979), Technometrics 21:239.
type LatinHypercube struct {
	N    int
	Seed int64
	Over []Interval
}

// Columns returns the table of the points.
func (l LatinHypercube) Columns(defaults Reader) ([]Axis, error) {
	return sampled(defaults, l.Over, l.N, func(dim int) func(int) float64 {
		source := stream(l.Seed, dim)
		strata := shuffled(l.N, source)
		return func(i int) float64 { // 20 bits for the stratum, as MaxRuns is below 2^20, 32 for the place, and half a step
			place := float64(strata[i])*(1<<32) + float64(source.Uint64()>>32) + 0.5
			return place / (float64(l.N) * (1 << 32))
		}
	})
}

// stream returns the random numbers of a dimension, which no other one has. ChaCha8 is defined for good (C2SP, chacha8rand).
func stream(seed int64, dim int) *rand.ChaCha8 {
	var key [32]byte
	copy(key[:], "golgi trajectory")
	binary.LittleEndian.PutUint64(key[16:], uint64(seed))
	binary.LittleEndian.PutUint64(key[24:], uint64(dim))
	return rand.NewChaCha8(key)
}

// shuffled returns the numbers below n in a random order.
func shuffled(n int, source *rand.ChaCha8) []int {
	order := make([]int, n)
	for i := range order {
		j, _ := bits.Mul64(source.Uint64(), uint64(i)+1)
		order[i] = order[j]
		order[j] = i
	}
	return order
}
