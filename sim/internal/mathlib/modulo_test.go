package mathlib

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

var (
	inf     = math.Inf(1)
	negZero = math.Copysign(0, -1)
)

// Source: CPython 3.11.7, x % y and x // y.
var moduloCases = []struct{ x, y, mod, div float64 }{
	{7.0, 3.0, 1.0, 2.0},
	{-7.0, 3.0, 2.0, -3.0},
	{7.0, -3.0, -2.0, -3.0},
	{-7.0, -3.0, -1.0, 2.0},
	{0, 3.0, 0, 0},
	{negZero, 3.0, 0, negZero},
	{0, -3.0, negZero, negZero},
	{negZero, -3.0, negZero, 0},
	{6.0, 3.0, 0, 2.0},
	{-6.0, 3.0, 0, -2.0},
	{6.0, -3.0, negZero, -2.0},
	{5.5, 0.1, 0.0999999999999997, 54.0},
	{1.0, 0.1, 0.09999999999999995, 9.0},
	{-1.0, 0.1, 5.551115123125783e-17, -10.0},
	{-1e-20, 1.0, 1.0, -1.0},
	{1e-20, -1.0, -1.0, -1.0},
	{0.3, 0.1, 0.09999999999999998, 2.0},
	{1e+300, 7e-300, 5.651755366164927e-300, inf},
	{-1e+300, 7e-300, 1.348244633835073e-300, -inf},
	{1e+16, 3.0, 1.0, 3333333333333333.0},
	{-1e+16, 3.0, 2.0, -3333333333333335.0},
	{9007199254740992.0, 2.0, 0, 4503599627370496.0},
	{1.1529215046068472e+18, 3.0, 2.0, 3.8430716820228243e+17},
	{-1.152921504606847e+18, 3.0, 2.0, -3.843071682022823e+17},
	{5e-324, 1e+300, 5e-324, 0},
	{-5e-324, 1e+300, 1e+300, -1.0},
	{5e-324, 2.5e-323, 5e-324, 0},
	{-5e-324, 2.5e-323, 2e-323, -1.0},
	{1.0, inf, 1.0, 0},
	{-1.0, inf, inf, -1.0},
	{1.0, -inf, -inf, -1.0},
	{-1.0, -inf, -1.0, 0},
	{0, inf, 0, 0},
	{negZero, inf, 0, negZero},
	{0, -inf, negZero, negZero},
	{1.7976931348623157e+308, 5e-324, 0, inf},
	{-1.7976931348623157e+308, 0.3, 0.016994786337522105, -inf},
}

func TestModuloAgreesWithPython(t *testing.T) {
	for _, c := range moduloCases {
		checkBits(t, Mod(c.x, c.y), c.mod, "Mod(%g, %g)", c.x, c.y)
		checkBits(t, FloorDiv(c.x, c.y), c.div, "FloorDiv(%g, %g)", c.x, c.y)
	}
}

// Where Python raises an error, the doc comments say what holds.
func TestModuloBeyondPython(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct{ x, y, mod, div float64 }{
		{1, 0, NaN(), inf},
		{-1, 0, NaN(), -inf},
		{1, negZero, NaN(), -inf},
		{0, 0, NaN(), NaN()},
		{inf, 0, NaN(), inf},
		{inf, 1, NaN(), NaN()},
		{-inf, inf, NaN(), NaN()},
		{nan, 1, NaN(), NaN()},
		{1, nan, NaN(), NaN()},
		{nan, 0, NaN(), NaN()},
		{inf, nan, NaN(), NaN()},
	} {
		checkBits(t, Mod(c.x, c.y), c.mod, "Mod(%g, %g)", c.x, c.y)
		checkBits(t, FloorDiv(c.x, c.y), c.div, "FloorDiv(%g, %g)", c.x, c.y)
	}
}

// TestModuloIsExact holds Mod to the once rounded remainder, and FloorDiv to the quotient where it is a
// float64 below 2^51.
func TestModuloIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.Float64Range(-1e6, 1e6).Filter(func(y float64) bool { return y != 0 }).Draw(t, "y")
		x := rapid.OneOf(
			rapid.Float64Range(-1e9, 1e9),
			rapid.Map(rapid.Int64Range(-1<<50, 1<<50), func(n int64) float64 { return float64(n) * y }),
			rapid.Map(rapid.Int64Range(-99, 99), func(n int64) float64 {
				return math.Nextafter(float64(n)*y, math.Inf(int(n)))
			}),
		).Draw(t, "x")
		q, r := exactModulo(x, y)
		if got, want := Mod(x, y), rounded(r); got != want {
			t.Fatalf("Mod(%x, %x) = %x, want %x", x, y, got, want)
		}
		if got, want := FloorDiv(x, y), rounded(q); math.Abs(want) < quotientFast && got != want {
			t.Fatalf("FloorDiv(%x, %x) = %g, want %g", x, y, got, want)
		}
	})
}

// exactModulo returns floor(x/y) and x - y*floor(x/y).
func exactModulo(x, y float64) (q, r *big.Rat) {
	rx, ry := new(big.Rat).SetFloat64(x), new(big.Rat).SetFloat64(y)
	quotient := new(big.Rat).Quo(rx, ry)
	floor := new(big.Int).Div(quotient.Num(), quotient.Denom())
	q = new(big.Rat).SetInt(floor)
	return q, rx.Sub(rx, ry.Mul(ry, q))
}

func rounded(r *big.Rat) float64 {
	x, _ := r.Float64()
	return x
}

func TestToInt(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want int64
	}{
		{0, 0}, {negZero, 0}, {0.9, 0}, {-0.9, 0}, {1.5, 1}, {-1.5, -1}, {5e-324, 0},
		{0x1p53, 1 << 53}, {-0x1p53, -1 << 53},
		{0x1.fffffffffffffp62, 0x1.fffffffffffffp62}, {0x1p63, math.MaxInt64}, {1e300, math.MaxInt64},
		{-0x1p63, math.MinInt64}, {-0x1.0000000000001p63, math.MinInt64}, {-1e300, math.MinInt64},
		{inf, math.MaxInt64}, {-inf, math.MinInt64}, {math.NaN(), 0},
	} {
		if got := ToInt(c.x); got != c.want {
			t.Errorf("ToInt(%g) = %d, want %d", c.x, got, c.want)
		}
	}
}

// checkBits compares bit by bit; two NaNs are equal only where their bits are.
func checkBits(t *testing.T, got, want float64, format string, args ...any) {
	t.Helper()
	if math.Float64bits(got) != math.Float64bits(want) {
		t.Errorf(format+" = %x (%#x), want %x", append(args, got, math.Float64bits(got), want)...)
	}
}
