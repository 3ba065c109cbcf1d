package sim_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"golgi/sim"
)

// What is long or deep is built or refused, and soon: within seconds of the processor's time, however busy the
// machine is, and with the race detector, which takes ten times as long.
func TestHostileTexts(t *testing.T) {
	chain := "x0 = v/mV : 1\n"
	for k := 1; k < 60; k++ {
		chain += fmt.Sprintf("x%d = x%d + x%d : 1\n", k, k-1, k-1)
	}
	wide := "dy0/dt = -y0/tau : 1\n"
	for k := 1; k < 900; k++ {
		wide += fmt.Sprintf("dy%d/dt = (y%d - y%d)/tau : 1\n", k, k-1, k)
	}
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Neurons)
		refused  string // empty: built
	}{
		{"a chain that doubles", func(s *sim.Neurons) { s.Equations += "\n" + chain }, "more than 20000 operations"},
		{"a chain that nearly does", func(s *sim.Neurons) {
			s.Equations += "\n" + strings.Join(strings.Split(chain, "\n")[:13], "\n")
			s.Threshold = "x12 > 3"
		}, ""},
		{"a long sum", func(s *sim.Neurons) { s.Threshold = "v > El" + strings.Repeat(" + v", 9000) }, ""},
		{"a longer sum", func(s *sim.Neurons) { s.Threshold = "v > El" + strings.Repeat(" + v", 90000) }, "more than 10000 operators"},
		{"parentheses", func(s *sim.Neurons) { s.Threshold = strings.Repeat("(", 9000) + "v" }, "nested too deeply"},
		{"signs", func(s *sim.Neurons) { s.Threshold = strings.Repeat("-", 9000) + "v > El" }, "nested too deeply"},
		{"powers", func(s *sim.Neurons) { s.Threshold = "1" + strings.Repeat("**2", 900) + " > 3" }, ""},
		{"statements", func(s *sim.Neurons) { s.Reset = strings.Repeat("n += 1\n", 5000) }, ""},
		{"more statements", func(s *sim.Neurons) { s.Reset = strings.Repeat("n += 1\n", 50000) }, "more than 20000 operations"},
		{"many equations", func(s *sim.Neurons) { s.Equations += "\n" + wide; s.Method = "rk4" }, ""},
		{"many equations at once", func(s *sim.Neurons) { s.Equations += "\n" + wide }, "at most 64; use euler"},
		{"many coupled blocks", func(s *sim.Neurons) {
			for k := range 300 {
				s.Equations += fmt.Sprintf("\ndy%d/dt = (y%d - 2*y%d)/tau : 1", k, k/60*60+(k+1)%60, k)
			}
			s.Method = "exact"
		}, ""},
		{"a long linear equation", func(s *sim.Neurons) {
			s.Equations += "\ndz/dt = (1" + strings.Repeat(" + z - 2*z", 3000) + ")/tau : 1"
		}, ""},
		{"a long equation that is not linear", func(s *sim.Neurons) {
			s.Equations += "\ndz/dt = (1" + strings.Repeat(" + z*z/(1 + z) - 2*z", 1000) + ")/tau : 1"
		}, ""},
		{"what is long once it is multiplied out", func(s *sim.Neurons) {
			s.Equations += "\ndz/dt = (1" + strings.Repeat(" + ((1 + z)**9*(1 + w)**9)**9", 500) + ")/tau : 1\ndw/dt = z/tau : 1"
		}, ""},
		{"a long text", func(s *sim.Neurons) { s.Equations = strings.Repeat(" ", 2_000_000) }, "at most 1048576 are read"},
	} {
		start := processorTime(t)
		_, err := sim.NewNeuronGroup(membrane(c.mistaken))
		if took := processorTime(t) - start; took > 10*time.Second {
			t.Errorf("%s took %v", c.what, took)
		}
		if c.refused == "" && err != nil || c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)) {
			t.Errorf("%s: %.300v", c.what, err)
		}
	}
}

// processorTime returns how long this process has computed.
func processorTime(t testing.TB) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// FuzzNeuronGroup: no text makes the making of a group panic, and a group that was made can be put into a network.
func FuzzNeuronGroup(f *testing.F) {
	whole := membrane(nil)
	f.Add(whole.Equations, whole.Threshold, whole.Reset, "2*ms", "rand()*mV")
	f.Add("dv/dt = (x - v)/tau : volt (unless refractory)\nx = 2*El : volt\ndw/dt = v/tau : volt", "v > w or not (v < x)",
		"d = v; v = El; w += d**2/d; w /= 2", "v > El", "El*i/N")
	f.Add("b : boolean\nn : integer\nv : volt\ndx/dt = -x*n*Hz : 1", "b and n % 2 == 0", "n //= 2; b = not b; n **= 2", "timestep(t, dt) > 3",
		"clip(v, El, 0*mV)")
	f.Add("dv/dt = (El - v + noise)/tau : volt (unless refractory)\nnoise = k*xi_1*mV*ms**0.5 : volt\nk = poisson(2)/(1 + v/mV)**2 : 1",
		"v > El and rand() < 0.5", "v -= poisson(3)*mV", "poisson(2)*dt", "El")
	f.Add("dv/dt = (El - v - k*w)/tau : volt (unless refractory)\ndw/dt = (k*v - w)/(2*tau) : volt\nk : 1", "v > El", "k += 1", "2*ms", "El*(1 + i)")
	f.Fuzz(func(t *testing.T, equations, threshold, reset, refractory, value string) {
		spec := sim.Neurons{Name: "G", Size: 2, Equations: equations, Threshold: threshold, Reset: reset, Refractory: sim.Refractory(refractory),
			Namespace: whole.Namespace, Initial: []sim.Set{{Variable: "v", Value: value}}}
		group, err := sim.NewNeuronGroup(spec)
		if err != nil {
			if group != nil || err.Error() == "" {
				t.Errorf("%v beside %v", group, err)
			}
			return
		}
		run(t, network(t, sim.Options{}, group), "0.3 ms")
	})
}
