package integrate

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

// Tolerances relative to the largest entry of the result or to 1, the size of what decays, if that is larger.
const (
	toGonum = 2e-13 // gonum's own squarings lose this much at the norms below
	toTruth = 2e-15 // analytic results
)

func largest(m []float64) float64 {
	x := 0.0
	for _, v := range m {
		x = max(x, math.Abs(v))
	}
	return x
}

func expectMatrix(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	for k := range want {
		if !(math.Abs(got[k]-want[k]) <= tolerance*max(largest(want), 1)) {
			t.Errorf("%s: entry %d is %v, want %v", what, k, got[k], want[k])
		}
	}
}

// The oracle: gonum's mat.Exp, on random matrices of every size that a model is likely to have.
func TestExpmAgainstGonum(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := 1; n <= 6; n++ {
		for _, norm := range []float64{1e-6, 0.1, 1, 10, 40} {
			for range 20 {
				m := make([]float64, n*n)
				for k := range m {
					m[k] = norm * random.NormFloat64() / float64(n)
				}
				var want mat.Dense
				want.Exp(mat.NewDense(n, n, append([]float64(nil), m...)))
				expectMatrix(t, "random", expm(m, n), want.RawMatrix().Data, toGonum)
			}
		}
	}
}

// Matrices whose exponential is known.
func TestExpmOfKnownMatrices(t *testing.T) {
	e := math.E
	triangle := func(a, b, c float64) ([]float64, []float64) { // [a c; 0 b]
		return []float64{a, c, 0, b}, []float64{math.Exp(a), c * (math.Exp(a) - math.Exp(b)) / (a - b), 0, math.Exp(b)}
	}
	unitsApart, wantUnits := triangle(-1e-2, -5e-2, 5e5) // a current that drives a voltage, in SI units
	stiff, wantStiff := triangle(-1e6, -1e-3, 1)
	for _, c := range []struct {
		name      string
		n         int
		m, want   []float64
		tolerance float64
	}{
		{"zero", 2, []float64{0, 0, 0, 0}, []float64{1, 0, 0, 1}, 0},
		{"number", 1, []float64{1}, []float64{e}, toTruth},
		{"nilpotent", 3, []float64{0, 1, 2, 0, 0, 3, 0, 0, 0}, []float64{1, 1, 3.5, 0, 1, 3, 0, 0, 1}, toTruth},
		{"defective", 3, []float64{1, 1, 0, 0, 1, 1, 0, 0, 1}, []float64{e, e, e / 2, 0, e, e, 0, 0, e}, toTruth},
		{"singular", 2, []float64{1, 1, 1, 1}, []float64{(e*e + 1) / 2, (e*e - 1) / 2, (e*e - 1) / 2, (e*e + 1) / 2}, toTruth},
		{"rotation by 90 degrees", 2, []float64{0, -math.Pi / 2, math.Pi / 2, 0}, []float64{0, -1, 1, 0}, toTruth},
		{"units far apart", 2, unitsApart, wantUnits, toTruth},
		{"stiff", 2, stiff, wantStiff, toTruth},
		{"dead", 1, []float64{-1e9}, []float64{0}, 0},
	} {
		got := expm(c.m, c.n)
		for k, want := range c.want {
			if !(math.Abs(got[k]-want) <= c.tolerance*max(math.Abs(want), 1)) {
				t.Errorf("%s: entry %d is %v, want %v", c.name, k, got[k], want)
			}
		}
	}
	if slow := expm(stiff, 2)[3]; math.Abs(slow-math.Exp(-1e-3)) > 2e-16 {
		t.Errorf("beside a fast variable, the slow one decays by %v, want %v", slow, math.Exp(-1e-3))
	}
	if got := expm([]float64{math.Inf(1), 0, math.NaN(), 1}, 2); !math.IsNaN(got[0]) || !math.IsNaN(got[2]) {
		t.Errorf("what is not finite gives %v", got)
	}
}

// e^(sA) e^(tA) = e^((s+t)A).
func TestExpmIsAGroup(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(rt, "n")
		entry := rapid.Float64Range(-3, 3)
		a, b, sum := make([]float64, n*n), make([]float64, n*n), make([]float64, n*n)
		s, u := entry.Draw(rt, "s"), entry.Draw(rt, "t")
		for k := range a {
			x := entry.Draw(rt, "a")
			a[k], b[k], sum[k] = s*x, u*x, (s+u)*x
		}
		ea, eb := expm(a, n), expm(b, n)
		got, want := product(ea, eb, n), expm(sum, n)
		for k := range want {
			if math.Abs(got[k]-want[k]) > 1e-13*max(largest(ea), 1)*max(largest(eb), 1)*float64(n) {
				rt.Fatalf("entry %d: %v and %v", k, got[k], want[k])
			}
		}
	})
}

// The bits are the same on every machine: these were computed on amd64.
func TestExpmBits(t *testing.T) {
	got := expm([]float64{-0.1, 0.03, 7, 0, -2.5, 1e-3, 0.2, 0, -30}, 3)
	for k, want := range []uint64{
		4606702018278938045, 4577265525771811838, 4597140529679312896,
		4522636519580100378, 4590579269730939336, 4525438098663967296,
		4573939162030760529, 4544809136883984550, 4564458128041299968,
	} {
		if math.Float64bits(got[k]) != want {
			t.Errorf("entry %d is %#x, want %#x", k, math.Float64bits(got[k]), want)
		}
	}
}
