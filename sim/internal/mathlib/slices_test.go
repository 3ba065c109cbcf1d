package mathlib

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

var sliceForms = []struct {
	name   string
	scalar func(float64) float64
	slice  func(dst, x []float64)
}{
	{"Exp", Exp, ExpSlice},
	{"Log", Log, LogSlice},
	{"Sin", Sin, SinSlice},
	{"Cos", Cos, CosSlice},
}

// anyFloat draws every bit pattern, and ordinary numbers often.
func anyFloat() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Float64Range(-800, 800),
		rapid.Map(rapid.Uint64(), math.Float64frombits),
		rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1, math.Inf(1), math.Inf(-1), math.NaN()}),
	)
}

func TestSlicesAreScalars(t *testing.T) {
	for _, form := range sliceForms {
		t.Run(form.name, rapid.MakeCheck(func(t *rapid.T) {
			x := rapid.SliceOf(anyFloat()).Draw(t, "x")
			n := rapid.IntRange(0, len(x)).Draw(t, "len(dst)")
			dst := make([]float64, n)
			form.slice(dst, x)
			for i, got := range dst {
				if want := form.scalar(x[i]); math.Float64bits(got) != math.Float64bits(want) {
					t.Fatalf("%sSlice at %x: %x, want %x", form.name, x[i], got, want)
				}
			}
			form.slice(x[:n], x)
			for i, want := range dst {
				if math.Float64bits(x[i]) != math.Float64bits(want) {
					t.Fatalf("%sSlice in place: dst[%d] = %x, want %x", form.name, i, x[i], want)
				}
			}
		}))
	}
}
