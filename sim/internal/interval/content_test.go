package interval

import (
	"math"
	"math/rand/v2"
	"testing"

	"golgi/sim/internal/ir"
)

// Bounds of a content are those of its elements one by one.
func TestContentAgainstLoop(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 15, 16, 17, 100, 1000} {
		values := make([]float64, n)
		for k := range values {
			values[k] = source.NormFloat64()
		}
		if n == 100 {
			values[40], values[41] = math.NaN(), math.Inf(1)
		}
		c := NewContent(values)
		for range 500 {
			from := source.IntN(n)
			to := from + source.IntN(n-from)
			want := nothing
			for _, x := range values[from : to+1] {
				want = both(want, Point(x))
			}
			if got := c.load(&ir.Instr{Type: ir.Float}, Range{Lo: float64(from), Hi: float64(to)}); got != want {
				t.Fatalf("elements %d to %d of %d lie in %v, want %v", from, to, n, got, want)
			}
		}
	}
	for _, index := range []Range{{Lo: -1, Hi: 3}, {Lo: 0, Hi: 1000}, Anything(ir.Int)} {
		if got := NewContent(make([]float64, 10)).load(&ir.Instr{Type: ir.Float}, index); !got.NaN {
			t.Errorf("elements %v of 10 lie in %v", index, got)
		}
	}
}
