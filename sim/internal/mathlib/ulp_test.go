package mathlib

import (
	"flag"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// ulpSamples is the number of arguments tried per function and sampler. The bounds were met with 100,000,
// in ten minutes.
var ulpSamples = flag.Int("ulp.samples", 200, "arguments per function and sampler in TestULP")

// A sampler draws one argument.
type sampler func(r *rand.Rand) float64

// within draws uniformly from [lo, hi].
func within(lo, hi float64) sampler {
	return func(r *rand.Rand) float64 { return lo + float64((hi-lo)*r.Float64()) }
}

// magnitudes draws +-m * 2^e with e uniform in [lo, hi], m in [1, 2): every exponent alike.
func magnitudes(lo, hi int) sampler {
	return func(r *rand.Rand) float64 {
		x := math.Ldexp(1+r.Float64(), lo+r.IntN(hi-lo+1))
		return math.Copysign(x, r.Float64()-0.5)
	}
}

// positive draws the absolute value of what s draws.
func positive(s sampler) sampler {
	return func(r *rand.Rand) float64 { return math.Abs(s(r)) }
}

// near draws center plus s.
func near(center float64, s sampler) sampler {
	return func(r *rand.Rand) float64 { return center + s(r) }
}

// nearMultiples draws one of the doubles about n*step, 1 <= n <= limit: where an argument reduction cancels.
func nearMultiples(step *big.Float, limit int64) sampler {
	return func(r *rand.Rand) float64 {
		x, _ := quoMul(step, 1+r.Int64N(limit)).Float64()
		return math.Float64frombits(math.Float64bits(x) + uint64(r.IntN(5)) - 2)
	}
}

var (
	everywhere = magnitudes(-1074, 1023)
	halfPi     = bigShift(bigNew().Set(refPi), -1)
)

// accuracies states the largest error of every function, in ULP, and where it is looked for.
var accuracies = []struct {
	name     string
	f        func(float64) float64
	ref      func(*big.Float) *big.Float
	bound    float64
	samplers []sampler
}{
	{"Exp", Exp, refExp, 0.65, []sampler{
		within(-1, 1), within(-708, 709.78), magnitudes(-1074, 8),
		nearMultiples(bigShift(refLn2, -1), 2047)}},
	{"Exp, subnormal", Exp, refExp, 0.8, []sampler{within(-746, -708.4)}},
	{"Expm1", Expm1, refExpm1, 0.95, []sampler{
		within(-1, 1), within(-50, 50), within(-708, 709.78), magnitudes(-1074, 8)}},
	{"Exprel", Exprel, refExprel, 0.9, []sampler{
		within(-1, 1), within(-50, 50), within(-1000, 716.3), magnitudes(-1074, 8)}},
	{"Log", Log, refLog, 0.52, []sampler{
		within(0.5, 2), near(1, magnitudes(-52, -5)), positive(everywhere), within(0, 0x1p-1022)}},
	{"Log10", Log10, refLog10, 0.52, []sampler{
		within(0.5, 2), near(1, magnitudes(-52, -5)), positive(everywhere), within(0, 0x1p-1022)}},
	{"Log1p", Log1p, refLog1p, 0.52, []sampler{
		within(-1, 1), magnitudes(-60, -1), near(-1, positive(magnitudes(-53, -1))), positive(everywhere),
		magnitudes(-1074, -1)}},
	{"Sin", Sin, refSin, 0.85, []sampler{
		within(-4, 4), within(-1e6, 1e6), everywhere, magnitudes(0, 1023), nearMultiples(halfPi, 1<<20),
		nearMultiples(halfPi, 1<<50)}},
	{"Cos", Cos, refCos, 0.85, []sampler{
		within(-4, 4), within(-1e6, 1e6), everywhere, magnitudes(0, 1023), nearMultiples(halfPi, 1<<20),
		nearMultiples(halfPi, 1<<50)}},
	{"Tan", Tan, refTan, 1, []sampler{
		within(-4, 4), within(-1e6, 1e6), everywhere, magnitudes(0, 1023), nearMultiples(halfPi, 1<<20),
		nearMultiples(halfPi, 1<<50)}},
	{"Sinh", Sinh, refSinh, 0.75, []sampler{
		within(-2, 2), within(-50, 50), within(-710.47, 710.47), magnitudes(-1074, 8)}},
	{"Cosh", Cosh, refCosh, 0.75, []sampler{
		within(-2, 2), within(-50, 50), within(-710.47, 710.47), magnitudes(-1074, 8)}},
	{"Tanh", Tanh, refTanh, 0.75, []sampler{within(-2, 2), within(-30, 30), everywhere}},
	{"Asin", Asin, refAsin, 0.7, []sampler{within(-1, 1), magnitudes(-1074, -1), near(1, within(-1e-6, 0))}},
	{"Acos", Acos, refAcos, 0.7, []sampler{
		within(-1, 1), magnitudes(-1074, -1), near(1, within(-1e-6, 0)), near(-1, within(0, 1e-6))}},
	{"Atan", Atan, refAtanOdd, 0.7, []sampler{within(-3, 3), within(-100, 100), everywhere}},
	{"Sqrt", Sqrt, bigSqrt, 0.5, []sampler{positive(everywhere)}},
}

func TestULP(t *testing.T) {
	for _, a := range accuracies {
		t.Run(a.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			worst, at := 0.0, 0.0
			for _, draw := range a.samplers {
				for range *ulpSamples {
					x := draw(r)
					if e := ulpError(a.f(x), a.ref(bigOf(x))); !(e <= worst) {
						worst, at = e, x
					}
				}
			}
			t.Logf("worst error %.4f ULP, at %x (%g)", worst, at, at)
			if !(worst <= a.bound) {
				t.Errorf("error %.4f ULP at %x, want at most %g", worst, at, a.bound)
			}
		})
	}
}

// RoughlyLog is as near as it says, over all intervals of its table and at their ends.
func TestRoughlyLog(t *testing.T) {
	for k := range 1_000_000 {
		x := math.Ldexp(1+float64(k%999_983)/999_983, -k%60)
		if got, want := RoughlyLog(x), Log(x); math.Abs(got-want) > RoughLog {
			t.Fatalf("RoughlyLog(%v) = %v, want %v: off by %v", x, got, want, math.Abs(got-want))
		}
	}
}
