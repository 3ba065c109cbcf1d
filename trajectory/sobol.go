package trajectory

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
	"sync"
)

// Sobol explores N points of a Sobol sequence, which fill the intervals more evenly than random ones: of the first 2^m points, every
// 2^m-th part of each interval has one, and so have the elementary rectangles of the first two. The N should be a power of two. Points from
// number Skip on are taken, so that a sequence can be continued. A Seed other than 0 shifts all points digitally,
// which keeps these properties; without it the first point is the lower corner. There are intervals for up to 100 parameters.
//
// Source: Sobol' (1967), USSR Comput. Math. Math. Phys. 7:86, in the order of Antonov & Saleev (1979), with the direction numbers of
// Joe & Kuo (2008), SIAM J. Sci. Comput. 30:2635.
type Sobol struct {
	N    int
	Skip int
	Seed int64
	Over []Interval
}

// sobolBits is how many binary digits places have.
const sobolBits = 32

// Columns returns the table of the points.
func (s Sobol) Columns(defaults Reader) ([]Axis, error) {
	if s.Skip < 0 || s.Skip > math.MaxUint32-MaxRuns {
		return nil, fmt.Errorf("a Sobol sequence begins with point 0, and has 2^32; cannot skip %d", s.Skip)
	}
	if most := len(theSobolNumbers()) + 1; len(s.Over) > most {
		return nil, fmt.Errorf("a Sobol sequence is for up to %d parameters, and there are %d; use a LatinHypercube", most, len(s.Over))
	}
	return sampled(defaults, s.Over, s.N, func(dim int) func(int) float64 {
		directions, shift := directionsOf(dim), uint32(0)
		if s.Seed != 0 {
			shift = uint32(stream(s.Seed, dim).Uint64())
		}
		return func(i int) float64 {
			x := shift
			n := uint32(s.Skip + i)
			for gray := n ^ n>>1; gray != 0; gray &= gray - 1 {
				x ^= directions[bits.TrailingZeros32(gray)]
			}
			return math.Ldexp(float64(x), -sobolBits)
		}
	})
}

// directionsOf returns the direction numbers v_1, v_2, … of a dimension, from 0, as binary fractions.
func directionsOf(dim int) (v [sobolBits]uint32) {
	if dim == 0 {
		for k := range v {
			v[k] = 1 << (sobolBits - 1 - k)
		}
		return v
	}
	p := theSobolNumbers()[dim-1]
	s := len(p.m)
	for k := range v {
		if k < s {
			v[k] = p.m[k] << (sobolBits - 1 - k)
			continue
		}
		v[k] = v[k-s] ^ v[k-s]>>s
		for j := 1; j < s; j++ {
			v[k] ^= (p.a >> (s - 1 - j) & 1) * v[k-j]
		}
	}
	return v
}

// A polynomial has the coefficients a between those of the highest and the lowest power, and the first direction numbers.
type polynomial struct {
	a uint32
	m []uint32
}

// theSobolNumbers reads the table, once.
var theSobolNumbers = sync.OnceValue(func() []polynomial {
	lines := strings.Split(strings.TrimSpace(sobolNumbers), "\n")
	all := make([]polynomial, len(lines))
	for k, line := range lines {
		var numbers []uint32
		for _, word := range strings.Fields(line) {
			var n uint32
			if _, err := fmt.Sscan(word, &n); err != nil {
				panic("trajectory: sobolNumbers: " + line)
			}
			numbers = append(numbers, n)
		}
		all[k] = polynomial{numbers[2], numbers[3:]}
	}
	return all
})
