package search

import (
	"encoding/binary"
	"math"
	"math/bits"
	"math/rand/v2"
)

// draws are random numbers of one point in one generation.
type draws struct{ *rand.ChaCha8 }

// drawsOf returns those of a kind of search, of which the name has 8 letters.
func drawsOf(kind string, seed int64, generation, i int) draws {
	var key [32]byte
	copy(key[:8], kind)
	binary.LittleEndian.PutUint64(key[8:], uint64(seed))
	binary.LittleEndian.PutUint64(key[16:], uint64(generation))
	binary.LittleEndian.PutUint64(key[24:], uint64(i))
	return draws{rand.NewChaCha8(key)}
}

func (r draws) float() float64 { return math.Ldexp(float64(r.Uint64()>>11), -53) }

func (r draws) below(n int) int {
	k, _ := bits.Mul64(r.Uint64(), uint64(n))
	return int(k)
}
