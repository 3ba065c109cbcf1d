package integrate

import (
	"testing"

	"golgi/sim/internal/syntax"
)

// FuzzScheme: no text makes a scheme panic, neither when it is read nor when it is applied.
func FuzzScheme(f *testing.F) {
	for _, s := range theSchemes {
		f.Add(s.text)
	}
	f.Add("k = dt*f(x, t) + g(x, t)*dW\nx_new = x + k")
	f.Add("a = -(x)*2\nb = +a/2 - dW*x/dt**0.5\nx_new = sqrt(b)*sqrt(a) + 0*g(a, t - dt)*dW")
	systems := []*System{
		system(f, "dv/dt = (w - v*v)/tau : 1 (unless refractory)\ndw/dt = (s - w)/tau : 1\ns = sin(v + t/tau) : 1 where tau = 10 ms"),
		system(f, "dv/dt = (1 - v)/tau + (v*xi_1 + xi_2)*tau**-0.5 : 1\ndw/dt = xi_1*tau**-0.5 : 1 where tau = 10 ms"),
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, faults := readScheme(&syntax.Source{Name: "method", Text: text}, "scheme", Multiplicative)
		if faults != nil {
			_ = faults.Error()
			return
		}
		for _, sys := range systems {
			if u, fault := s.update(sys); fault == nil && len(u.Values) != len(sys.Variables) {
				t.Errorf("%d values", len(u.Values))
			}
		}
	})
}

// FuzzDefault: no equation makes the choice of a method panic or hang.
func FuzzDefault(f *testing.F) {
	f.Add("-x/tau", "y*(a + b)**2/(a - b)")
	f.Add("(1 + x)**2 - x**2 + 0*y", "x**3/y**-2 - exp(x)/1e400")
	f.Add("x*y/y - 3*x", "(a*b - 2)**16*y")
	f.Add("x*((((9e49)**16)**16)**16)**16", "((1 + a)**16*(1 + b)**16)**16*y*y")
	f.Fuzz(func(t *testing.T, x, y string) {
		text := "dx/dt = (" + x + ")/second : 1\ndy/dt = (" + y + ")/second : 1\na : 1\nb : 1"
		sys, err := read(text)
		if err != nil {
			t.Skip()
		}
		if u, faults := Choose(sys, Method{}); faults == nil && len(u.Values) != 2 {
			t.Errorf("%d values", len(u.Values))
		}
	})
}
