package plantest

import (
	"math"

	"golgi/sim/internal/ir"
)

// OddFloats are numbers at which operations and functions change their ways.
var OddFloats = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 2, 3, -2, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, -5e-324,
	0x1p-1022, math.MaxFloat64, -math.MaxFloat64, 1e300, -7.25, 0x1p53, 0x1p63, -0x1p63, 0x1p20, 1e22,
	700.5, -700.5,
	708.5, -708.5, 709.9, 710.5, -744, -746, 0x1p-60, 1 - 0x1p-53, 1 + 0x1p-52, math.Pi, 19.5, 31, 1e-300, 0.1,
}

// OddInts likewise.
var OddInts = []int64{
	0, 1, -1, 2, 7, math.MaxInt32, math.MinInt32, math.MaxInt64, math.MinInt64, 1 << 32, -40, 1<<53 + 1,
}

// Source is a small generator of test data: a linear congruential one, so that content is a function of its
// seed.
type Source uint64

// next returns a non-negative number of 31 bits.
func (s *Source) next() int64 {
	*s = *s*6364136223846793005 + 1442695040888963407
	return int64(*s >> 33)
}

// Float returns an odd number, or one of ordinary size.
func (s *Source) Float() float64 {
	r := s.next()
	if r%3 == 0 {
		return OddFloats[(r>>8)%int64(len(OddFloats))]
	}
	return float64((float64(s.next())/(1<<30) - 1) * float64(int64(1)<<(r%12)))
}

// Int returns an odd number.
func (s *Source) Int() int64 { return OddInts[s.next()%int64(len(OddInts))] }

// Content returns the content of an array of the given type: numbers of all kinds, or, for indices, numbers
// below length.
func (s *Source) Content(elem ir.Elem, length int, indices bool) any {
	integer := s.Int
	if indices {
		integer = func() int64 { return s.next() % int64(length) }
	}
	switch elem {
	case ir.Float64:
		return fill(length, s.Float)
	case ir.Int32:
		return fill(length, func() int32 { return int32(integer()) })
	case ir.Int64:
		return fill(length, integer)
	}
	return fill(length, func() uint8 { return uint8(s.next() & 1) })
}

// permutation returns the numbers below n in some order.
func (s *Source) permutation(n int) []int32 {
	x := numbers(n)
	for k := n - 1; k > 0; k-- {
		other := s.next() % int64(k+1)
		x[k], x[other] = x[other], x[k]
	}
	return x
}

// numbers returns the numbers below n.
func numbers(n int) []int32 {
	x := make([]int32, n)
	for k := range x {
		x[k] = int32(k)
	}
	return x
}

// fill returns n results of a function.
func fill[T any](n int, f func() T) []T {
	x := make([]T, n)
	for k := range x {
		x[k] = f()
	}
	return x
}
