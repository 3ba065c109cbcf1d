package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// pacemaker spikes at steps that are not regular.
func pacemaker(t *testing.T) *sim.NeuronGroup {
	t.Helper()
	return neurons(t, sim.Neurons{Name: "pacemaker", Size: 4, Equations: "p : 1", Threshold: "(t_in_timesteps*(i + 3)) % 23 == i"})
}

// What is event-driven has the values, whenever a spike arrives, that it would have if it were integrated exactly at every step:
// single equations, one that drives another with the same and with another time constant, a chain, a circle that swings, one
// without a leak, and coefficients that differ between synapses.
func TestEventDrivenIsExact(t *testing.T) {
	for _, c := range []struct{ name, equations string }{
		{"decay", "da/dt = -a/(5*ms) : 1\ndb/dt = -b/tau : 1"},
		{"input", "da/dt = (0.3*w - a)/(5*ms) : 1\ndb/dt = (1 - b)/tau : 1"},
		{"driven", "da/dt = (b - a)/(5*ms) : 1\ndb/dt = -b/(3*ms) : 1"},
		{"driven alike", "da/dt = (b - a)/tau : 1\ndb/dt = -b/tau : 1"},
		{"driven by input", "da/dt = (w*b - a)/tau : 1\ndb/dt = (w - b)/(3*ms) : 1"},
		{"chain", "da/dt = (b - a)/(5*ms) : 1\ndb/dt = (c - b)/tau : 1\ndc/dt = -c/(2*ms) : 1"},
		{"circle", "da/dt = (4*b - a)/(5*ms) : 1\ndb/dt = (-4*a - b)/tau : 1"},
		{"integrator", "da/dt = w*b/ms : 1\ndb/dt = (0.1 - b)/tau : 1"},
		{"no leak", "da/dt = -0.01/ms : 1\ndb/dt = w*a/ms : 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			from := pacemaker(t)
			made := map[string]*sim.Synapses{}
			net := network(t, sim.Options{})
			for driven, method := range map[string]string{"event": "", "clock": "exact"} {
				flagged := strings.ReplaceAll(c.equations, ": 1", ": 1 ("+driven+"-driven)")
				s := synapses(t, sim.Synapse{Name: driven, Source: from, Target: from, Connect: []sim.Connect{{}},
					Model: flagged + "\nw : 1\nsum : 1\ntau = (2 + j)*ms : second",
					OnPre: "sum += a + 2*b; b += 1 - w*b; w += 0.01", OnPost: "sum -= a; a -= 0.3*b + 0.1", Delay: "i*0.3*ms", Method: method,
					Initial: []sim.Set{{Variable: "w", Value: "0.1*i - 0.05*j"}}})
				made[driven] = s
				check(t, net.Add(s))
			}
			// The first step of what is integrated at every step comes before the first spikes can.
			check(t, net.Set(made["event"], sim.Set{Variable: "lastupdate", Value: "-dt"}))
			run(t, net, "60 ms")
			event, clock := get(t, net, made["event"], "sum"), get(t, net, made["clock"], "sum")
			for k := range event {
				if !(math.Abs(event[k]-clock[k]) <= 1e-11*(1+math.Abs(clock[k]))) || clock[k] == 0 {
					t.Errorf("synapse %d: %v, integrated at every step %v", k, event[k], clock[k])
				}
			}
		})
	}
}

// Explain says how what is event-driven goes on.
func TestExplainEventDriven(t *testing.T) {
	g := pacemaker(t)
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{{}}, OnPre: "a += 1",
		Model: "da/dt = -a/(5*ms) : 1 (event-driven)\ndb/dt = (1 - b)/tau : 1 (event-driven)\ntau : second"})
	want := `  when a spike arrives, _dt after lastupdate:
    a <- a*exp(-1/(5*ms)*_dt)`
	if text := network(t, sim.Options{}, s).Explain(); !strings.Contains(text, want) {
		t.Errorf("%s\n is not in\n%s", want, text)
	}
}

// An equation that says neither is integrated at every step, which is remarked; and so is a method that is chosen.
func TestRemarksOfSynapses(t *testing.T) {
	g := pacemaker(t)
	spec := sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{{}},
		Model: "dx/dt = -x/ms : 1\ndy/dt = (x - y)/ms : 1\ndz/dt = -z/ms : 1 (event-driven)"}
	want := []string{"x, y is integrated at every step, as in Brian 2: its equation is neither flagged (clock-driven) nor " +
		"(event-driven), which costs much less where the value is wanted only when spikes arrive",
		`no method of integration is named: it is "exact", as in Brian 2`}
	if got := sim.Remarks(synapses(t, spec)); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("remarks %q, want %q", got, want)
	}
	spec.Model, spec.Method = "dx/dt = -x/ms : 1 (clock-driven)", "rk4"
	if s := synapses(t, spec); len(sim.Remarks(s)) > 0 || s.Method() != "rk4" {
		t.Errorf("remarks %q, method %q", sim.Remarks(s), s.Method())
	}
	spec.Method = "exact" // Brian 2 takes it, too
	spec.Model = "dz/dt = -z/ms : 1 (event-driven)"
	want = []string{`the method of integration "exact" has nothing to do: no equation is integrated at every step, and what is event-driven is ` +
		"integrated exactly"}
	if got := sim.Remarks(synapses(t, spec)); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("remarks %q, want %q", got, want)
	}
	spec.Method = ""
	if s := synapses(t, spec); len(sim.Remarks(s)) > 0 || s.Method() != "" {
		t.Errorf("remarks %q, method %q", sim.Remarks(s), s.Method())
	}
}

// Clock-driven synapses have a clock of their own, and pathways stay on those of the neurons.
func TestStepSizeOfSynapses(t *testing.T) {
	g := pacemaker(t)
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{{Condition: "i == j"}},
		Model: "dx/dt = 1/ms : 1 (clock-driven)\nn : integer\nstep : second", OnPre: "n += 1; step = dt", Method: "euler",
		DT: units.MustParse("0.5 ms")})
	m := stateMonitor(t, sim.Recording{Name: "M", Of: s, Variables: []string{"x"}})
	spiked := spikeMonitor(t, "spiked", g)
	net := network(t, sim.Options{}, s, m, spiked)
	run(t, net, "2.1 ms")
	if x := get(t, net, s, "x")[0]; x != 2.5 { // steps at 0, 0.5, 1, 1.5 and 2 ms
		t.Errorf("x = %v, want 2.5", x)
	}
	if n := len(must[sim.Traces](t)(net.Traces(m)).T); n != 5 {
		t.Errorf("the monitor is on another clock than the synapses: %d recordings, want 5", n)
	}
	total := 0.0
	for _, n := range get(t, net, s, "n") {
		total += n
	}
	if want := len(spikes(t, net, spiked).T); total != float64(want) || get(t, net, s, "step")[0] != 1e-4 {
		t.Errorf("%v spikes arrived of %d, at steps of %v s", total, want, get(t, net, s, "step")[0])
	}
}
