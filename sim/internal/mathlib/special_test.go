package mathlib

import (
	"math"
	"math/rand/v2"
	"testing"
)

const (
	tiny      = 0x1p-1074 // the smallest subnormal number
	largest   = math.MaxFloat64
	halfPi64  = 0x1.921fb54442d18p+0
	quarter64 = 0x1.921fb54442d18p-1
	halfLn2   = 0x1.62e42fefa39efp-2

	// Of all float64, this comes closest to a multiple of pi/2. Source: W. Kahan, in Muller (2016),
	// Elementary Functions, 3rd ed., on the worst cases of range reduction.
	nearestToZero = 6381956970095103 * 0x1p797
)

// Source: C99 Annex F.9 where it speaks; else the function's value, rounded (mpmath 1.3.0).
var specialCases = []struct {
	name    string
	f       func(float64) float64
	results [][2]float64 // x, f(x)
}{
	{"Exp", Exp, [][2]float64{{0, 1}, {negZero, 1}, {inf, inf}, {-inf, 0}, {tiny, 1}, {-tiny, 1}, {1, math.E},
		{expMax, 0x1.fffffffffff2ap+1023}, {0x1.62e42fefa39f0p9, inf}, {largest, inf}, {-largest, 0},
		{expMin, tiny}, {-0x1.74910d52d3052p9, 0}}},
	{"Expm1", Expm1, [][2]float64{{0, 0}, {negZero, negZero}, {inf, inf}, {-inf, -1}, {tiny, tiny},
		{-tiny, -tiny},
		{-40, -1}, {-largest, -1}, {0x1.62e42fefa39f0p9, inf}, {709.5, 0x1.81e9b4b52d0c9p+1023}}},
	{"Exprel", Exprel, [][2]float64{{0, 1}, {negZero, 1}, {inf, inf}, {-inf, 0}, {tiny, 1}, {-tiny, 1},
		{-largest, 1 / largest}, {-1000, 0.001}, {717, inf}, {largest, inf}}},
	{"Log", Log, [][2]float64{{0, -inf}, {negZero, -inf}, {1, 0}, {-1, NaN()}, {inf, inf}, {-inf, NaN()},
		{-tiny, NaN()}, {tiny, -0x1.74385446d71c3p+9}, {largest, 0x1.62e42fefa39efp+9}, {2, math.Ln2}}},
	{"Log10", Log10, [][2]float64{{0, -inf}, {negZero, -inf}, {1, 0}, {-1, NaN()}, {inf, inf}, {-inf, NaN()},
		{10, 1}, {100, 2}, {1e22, 22}, {0.1, -1}, {1e-5, -5}}},
	{"Log1p", Log1p, [][2]float64{{0, 0}, {negZero, negZero}, {-1, -inf}, {-1.5, NaN()}, {inf, inf},
		{-inf, NaN()},
		{tiny, tiny}, {-tiny, -tiny}, {1, math.Ln2}, {largest, 0x1.62e42fefa39efp+9}}},
	{"Sin", Sin, [][2]float64{{0, 0}, {negZero, negZero}, {inf, NaN()}, {-inf, NaN()}, {tiny, tiny},
		{-tiny, -tiny},
		{halfPi64, 1}, {-halfPi64, -1}, {nearestToZero, 1}, {math.Pi, 0x1.1a62633145c07p-53}}},
	{"Cos", Cos, [][2]float64{{0, 1}, {negZero, 1}, {inf, NaN()}, {-inf, NaN()}, {tiny, 1}, {math.Pi, -1},
		{halfPi64, 0x1.1a62633145c07p-54}, {-math.Pi, -1}, {nearestToZero, -0x1.14ae72e6ba22fp-61}}},
	{"Tan", Tan, [][2]float64{{0, 0}, {negZero, negZero}, {inf, NaN()}, {-inf, NaN()}, {tiny, tiny},
		{-tiny, -tiny},
		{nearestToZero, -0x1.d9ba9a7975636p+60}}},
	{"Sinh", Sinh, [][2]float64{{0, 0}, {negZero, negZero}, {inf, inf}, {-inf, -inf}, {tiny, tiny},
		{-tiny, -tiny},
		{0x1.633ce8fb9f87ep+9, inf}, {-0x1.633ce8fb9f87ep+9, -inf},
		{hyperbolicOverflow, 0x1.ffffffffffd3bp+1023}}},
	{"Cosh", Cosh, [][2]float64{{0, 1}, {negZero, 1}, {inf, inf}, {-inf, inf}, {tiny, 1},
		{-0x1.633ce8fb9f87ep+9, inf}, {-hyperbolicOverflow, 0x1.ffffffffffd3bp+1023}}},
	{"Tanh", Tanh, [][2]float64{{0, 0}, {negZero, negZero}, {inf, 1}, {-inf, -1}, {tiny, tiny},
		{-tiny, -tiny},
		{20, 1}, {-largest, -1}}},
	{"Asin", Asin, [][2]float64{{0, 0}, {negZero, negZero}, {1, halfPi64}, {-1, -halfPi64}, {1.1, NaN()},
		{-1.1, NaN()}, {inf, NaN()}, {-inf, NaN()}, {tiny, tiny}, {0.5, math.Pi / 6}}},
	{"Acos", Acos, [][2]float64{{1, 0}, {-1, math.Pi}, {0, halfPi64}, {negZero, halfPi64}, {1.1, NaN()},
		{-1.1, NaN()}, {inf, NaN()}, {-inf, NaN()}, {0.5, math.Pi / 3}}},
	{"Atan", Atan, [][2]float64{{0, 0}, {negZero, negZero}, {inf, halfPi64}, {-inf, -halfPi64}, {tiny, tiny},
		{-tiny, -tiny}, {1, quarter64}, {-1, -quarter64}, {largest, halfPi64}}},
	{"Sqrt", Sqrt, [][2]float64{{0, 0}, {negZero, negZero}, {inf, inf}, {-inf, NaN()}, {-1, NaN()},
		{-tiny, NaN()},
		{4, 2}, {tiny, 0x1p-537}}},
	{"Canonical", Canonical, [][2]float64{{0, 0}, {negZero, negZero}, {inf, inf}, {-inf, -inf}, {1.5, 1.5}}},
}

// Every NaN goes in: quiet, signalling, negative, with payload.
var nans = []uint64{
	0x7FF8000000000000, 0x7FF8000000000001, 0xFFF8000000000000, 0x7FF0000000000001, 0xFFFFFFFFFFFFFFFF,
}

func TestSpecialCases(t *testing.T) {
	for _, c := range specialCases {
		for _, r := range c.results {
			checkBits(t, c.f(r[0]), r[1], "%s(%g)", c.name, r[0])
		}
		for _, bits := range nans {
			checkBits(t, c.f(math.Float64frombits(bits)), NaN(), "%s(NaN %#x)", c.name, bits)
		}
	}
}

// TestLog10IsExact at powers of ten.
func TestLog10IsExact(t *testing.T) {
	for n, power := 0, 1.0; n <= 22; n, power = n+1, power*10 {
		checkBits(t, Log10(power), float64(n), "Log10(%g)", power)
	}
}

// TestNaNIsPinned: engines in other languages write these bits.
func TestNaNIsPinned(t *testing.T) {
	if got := math.Float64bits(NaN()); got != 0x7FF8000000000000 {
		t.Errorf("NaN() = %#x, want 0x7FF8000000000000", got)
	}
}

// TestMonotonic walks along neighbouring numbers, most of all where an interval, a table line or a sign of k
// changes. Neither accuracy nor symmetry promises it, but a jump would show a broken seam.
func TestMonotonic(t *testing.T) {
	for _, c := range []struct {
		name  string
		f     func(float64) float64
		seams []float64
	}{
		{"Exp", Exp, []float64{0, 1, halfLn2, -halfLn2, 30, -30, expFast, -expFast}},
		{"Expm1", Expm1, []float64{1e-300, 1e-10, halfLn2, -halfLn2, 37, -37, expFast}},
		{"Exprel", Exprel, []float64{exprelTiny, expFast, -expFast}},
		{"Log", Log, []float64{1, 0.9921875, 1.015625, 0.6953125, 1.390625, 0x1p-1022}},
		{"Log10", Log10, []float64{1, 0.9921875, 1.015625, 0.6953125, 1.390625, 0x1p-1022}},
		{"Log1p", Log1p, []float64{1e-300, 0x1p-53, 0.015625, -0.0078125, -0.3046875, 0.390625, log1pFast}},
		{"Sin", Sin, []float64{1e-300, 0.5, 0x1.921fb54442d18p-1, 6.2, trigFast}},
		{"Sinh", Sinh, []float64{1e-300, halfLn2, 1, 18, hyperbolicFast}},
		{"Cosh", Cosh, []float64{1e-300, halfLn2, 1, 18, hyperbolicFast}},
		{"Tanh", Tanh, []float64{1e-300, halfLn2, 1, 18, tanhOne}},
		{"Asin", Asin, []float64{0.5, -0.5, 0.1, 0.99}},
		{"Atan", Atan, []float64{tanEighthTurn, cotEighthTurn, 1, atanHalfPi}},
	} {
		for _, seam := range c.seams {
			checkMonotonic(t, c.name, c.f, seam)
		}
	}
}

// checkMonotonic steps from 200 numbers below the seam to 200 above.
func checkMonotonic(t *testing.T, name string, f func(float64) float64, seam float64) {
	t.Helper()
	x := seam
	for range 200 {
		x = math.Nextafter(x, -inf)
	}
	before := f(x)
	for range 400 {
		x = math.Nextafter(x, inf)
		y := f(x)
		if y < before {
			t.Errorf("%s falls from %x to %x at %x", name, before, y, x)
		}
		before = y
	}
}

// TestSymmetry: odd and even functions are so bit by bit.
func TestSymmetry(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		x := everywhere(r)
		for _, odd := range []func(float64) float64{Sin, Tan, Sinh, Tanh, Asin, Atan} {
			checkBits(t, Canonical(-odd(-x)), odd(x), "an odd function of %g", x)
		}
		for _, even := range []func(float64) float64{Cos, Cosh} {
			checkBits(t, even(-x), even(x), "an even function of %g", x)
		}
	}
}
