package mathlib

import (
	"math"
	"math/rand/v2"
	"testing"
)

const powBound = 0.85 // ULP

// powSamplers draw x > 0 and y such that x^y neither overflows nor vanishes.
var powSamplers = []func(r *rand.Rand) (x, y float64){
	// any result, from any x
	func(r *rand.Rand) (x, y float64) { return powPair(math.Abs(everywhere(r)), within(-745, 709.7)(r)) },
	// ordinary numbers
	func(r *rand.Rand) (x, y float64) { return within(0, 10)(r), within(-10, 10)(r) },
	// x near 1, y large
	func(r *rand.Rand) (x, y float64) {
		return powPair(1+magnitudes(-52, -2)(r), within(-745, 709.7)(r))
	},
	// integer exponents
	func(r *rand.Rand) (x, y float64) { return within(0, 100)(r), float64(r.IntN(201) - 100) },
	// results near 1
	func(r *rand.Rand) (x, y float64) { return math.Abs(everywhere(r)), magnitudes(-1074, -10)(r) },
}

// powPair returns x and a y with y ln x = t, about.
func powPair(x, t float64) (_, y float64) {
	if x == 1 {
		return x, t
	}
	return x, t / Log(x)
}

func TestPowULP(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	worst, atX, atY := 0.0, 0.0, 0.0
	for _, draw := range powSamplers {
		for range *ulpSamples {
			x, y := draw(r)
			if e := ulpError(Pow(x, y), refPow(bigOf(x), bigOf(y))); !(e <= worst) {
				worst, atX, atY = e, x, y
			}
		}
	}
	t.Logf("worst error %.4f ULP, at %x, %x", worst, atX, atY)
	if !(worst <= powBound) {
		t.Errorf("error %.4f ULP at %x, %x, want at most %g", worst, atX, atY, powBound)
	}
}

// TestPowIsExactWhereItCan: where x^y is a float64.
func TestPowIsExactWhereItCan(t *testing.T) {
	for base := int64(2); base < 100; base++ {
		for y, want := int64(1), base; want < int64(1)<<53; y, want = y+1, want*base {
			checkBits(t, Pow(float64(base), float64(y)), float64(want), "Pow(%d, %d)", base, y)
		}
	}
	for k := -1074; k < 1024; k++ {
		checkBits(t, Pow(2, float64(k)), math.Ldexp(1, k), "Pow(2, %d)", k)
		checkBits(t, Pow(4, float64(k)/2), math.Ldexp(1, k), "Pow(4, %g)", float64(k)/2)
	}
	r := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		x := everywhere(r)
		checkBits(t, Pow(x, 1), x, "Pow(%x, 1)", x)
		n := float64(r.IntN(1 << 26))
		checkBits(t, Pow(n*n, 0.5), n, "Pow(%g, 0.5)", n*n)
		checkBits(t, Pow(-n, 2), n*n, "Pow(%g, 2)", -n)
	}
}

// Source: C99 Annex F.9.4.4.
func TestPowSpecialCases(t *testing.T) {
	nan := math.NaN()
	for _, c := range [][3]float64{
		// y = 0 and x = 1 win over all
		{2, 0, 1}, {nan, 0, 1}, {nan, negZero, 1}, {inf, 0, 1}, {-inf, negZero, 1}, {0, 0, 1},
		{1, 2, 1}, {1, nan, 1}, {1, inf, 1}, {1, -inf, 1}, {1, tiny, 1}, {1, largest, 1},
		// NaN
		{nan, 1, NaN()}, {2, nan, NaN()}, {nan, nan, NaN()}, {-1, nan, NaN()}, {0, nan, NaN()},
		{nan, inf, NaN()},
		{-2, 0.5, NaN()}, {-largest, 1.5, NaN()}, {-tiny, 0.25, NaN()}, {-1, tiny, NaN()},
		// zeros
		{0, 3, 0}, {negZero, 3, negZero}, {0, 2, 0}, {negZero, 2, 0}, {0, 0.5, 0}, {negZero, 0.5, 0},
		{0, -3, inf}, {negZero, -3, -inf}, {0, -2, inf}, {negZero, -2, inf}, {negZero, -0.5, inf},
		{negZero, -inf, inf},
		{0, inf, 0}, {0, -inf, inf}, {negZero, inf, 0}, {negZero, 0x1p53, 0}, {negZero, 0x1p53 - 1, negZero},
		// infinite x
		{inf, 3, inf}, {inf, -3, 0}, {inf, 0.5, inf}, {-inf, 3, -inf}, {-inf, 2, inf}, {-inf, -3, negZero},
		{-inf, -2, 0}, {-inf, 0.5, inf}, {-inf, -0.5, 0}, {inf, tiny, inf}, {-inf, inf, inf}, {-inf, -inf, 0},
		// infinite y
		{-1, inf, 1}, {-1, -inf, 1}, {2, inf, inf}, {2, -inf, 0}, {0.5, inf, 0}, {0.5, -inf, inf},
		{-0.5, inf, 0},
		{-0.5, -inf, inf}, {-2, inf, inf}, {-2, -inf, 0}, {inf, inf, inf}, {inf, -inf, 0}, {tiny, -inf, inf},
		// signs
		{-2, 3, -8}, {-2, 2, 4}, {-2, -1, -0.5}, {-1, 0x1p53, 1}, {-1, 0x1p53 - 1, -1}, {-1, largest, 1},
		// overflow and underflow
		{2, 1024, inf}, {-2, 1025, -inf}, {2, -1075, 0}, {-2, -1075, negZero}, {2, -1074, tiny},
		{-2, -1073, -2 * tiny},
		{largest, largest, inf}, {largest, -largest, 0}, {tiny, largest, 0}, {tiny, -largest, inf},
		{tiny, 1, tiny},
		{largest, 1, largest}, {0x1.fffffffffffffp-1, largest, 0}, {0x1.0000000000001p+0, largest, inf},
	} {
		checkBits(t, Pow(c[0], c[1]), c[2], "Pow(%g, %g)", c[0], c[1])
	}
}
