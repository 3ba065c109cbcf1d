package mathlib

import (
	"math"
	"math/rand/v2"
	"testing"
)

var sink float64

// benchmark times f over 512 arguments from s, as an interpreter's block has them.
func benchmark(b *testing.B, f func(float64) float64, s sampler) {
	r := rand.New(rand.NewPCG(1, 2))
	var x [512]float64
	for i := range x {
		x[i] = s(r)
	}
	b.ResetTimer()
	sum := 0.0
	for i := range b.N {
		sum += f(x[i%512])
	}
	sink = sum
}

// with fixes the second argument.
func with(f func(x, y float64) float64, y float64) func(float64) float64 {
	return func(x float64) float64 { return f(x, y) }
}

func BenchmarkScalar(b *testing.B) {
	for _, c := range []struct {
		name       string
		ours, math func(float64) float64
		arguments  sampler
	}{
		{"Exp", Exp, math.Exp, within(-10, 10)},
		{"Expm1", Expm1, math.Expm1, within(-3, 3)},
		{"Exprel", Exprel, nil, within(-3, 3)},
		{"Log", Log, math.Log, within(0, 10)},
		{"Log10", Log10, math.Log10, within(0, 10)},
		{"Log1p", Log1p, math.Log1p, within(-0.9, 3)},
		{"Sin", Sin, math.Sin, within(-7, 7)},
		{"Cos", Cos, math.Cos, within(-7, 7)},
		{"Tan", Tan, math.Tan, within(-7, 7)},
		{"SinHuge", Sin, math.Sin, within(1e10, 1e12)},
		{"Sinh", Sinh, math.Sinh, within(-3, 3)},
		{"Cosh", Cosh, math.Cosh, within(-3, 3)},
		{"Tanh", Tanh, math.Tanh, within(-3, 3)},
		{"Asin", Asin, math.Asin, within(-1, 1)},
		{"Acos", Acos, math.Acos, within(-1, 1)},
		{"Atan", Atan, math.Atan, within(-4, 4)},
		{"Sqrt", Sqrt, math.Sqrt, within(0, 10)},
		{"Pow", func(x float64) float64 { return Pow(x, 2.3) },
			func(x float64) float64 { return math.Pow(x, 2.3) },
			within(0, 10)},
		{"Mod", func(x float64) float64 { return Mod(x, 2.3) },
			func(x float64) float64 { return math.Mod(x, 2.3) },
			within(-10, 10)},
	} {
		b.Run(c.name, func(b *testing.B) { benchmark(b, c.ours, c.arguments) })
		if c.math != nil {
			b.Run(c.name+"/math", func(b *testing.B) { benchmark(b, c.math, c.arguments) })
		}
	}
}

// The slice forms are timed per number.
func BenchmarkSlice(b *testing.B) {
	for _, form := range sliceForms {
		b.Run(form.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			var x, dst [512]float64
			for i := range x {
				x[i] = within(0, 10)(r)
			}
			for i := 0; i < b.N; i += len(dst) {
				form.slice(dst[:], x[:])
			}
			sink = dst[1]
		})
	}
}
