package barrels

import (
	"math"
	"testing"
)

// A current of that jump makes a potential of that peak, for any time constants. Source: the potential in closed form, jump·r/(r - 1)·(exp(-t/r) - exp(-t))
// with t in units of tauM and r = tau/tauM, and jump·t·exp(-t) for r = 1, at many times.
func TestPeak(t *testing.T) {
	for _, tau := range []float64{2, 9.98, 9.999, 10, 10.00001, 10.005, 10.02, 25, 200} {
		r, most := tau/10, 0.0
		for k := range 200000 {
			x := 1e-4 * float64(k)
			v := x * math.Exp(-x)
			if d := 1 - 1/r; d != 0 {
				v = math.Exp(-x) * math.Expm1(d*x) / d
			}
			most = max(most, v)
		}
		if got := peak(1, tau, 10) * most; math.Abs(got-1) > 1e-7 {
			t.Errorf("tau = %g ms: the peak is %v", tau, got)
		}
	}
}
