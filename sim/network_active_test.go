package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// What is deactivated keeps its state and comes back with it: neurons that have no spikes meanwhile, synapses whose spikes wait,
// monitors. Numbers: real Brian 2, testdata/groups.py.
func TestDeactivatedObjects(t *testing.T) {
	for _, engine := range sim.Engines() {
		for _, who := range []string{"G", "S", "M"} {
			g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "dv/dt = 1/(0.5*ms) : 1", Method: "euler", Threshold: "v >= 0.999", Reset: "v = 0"})
			h := neurons(t, sim.Neurons{Name: "H", Size: 2, Equations: "x : 1"})
			s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: h, OnPre: "x_post += 1", Delay: "0.3 ms", Connect: []sim.Connect{{Condition: "i == j"}}})
			m := spikeMonitor(t, "M", g)
			net := network(t, sim.Options{Engine: engine}, s, m)
			sleeper := map[string]sim.Object{"G": g, "S": s, "M": m}[who]
			run(t, net, "0.5 ms")
			check(t, net.Deactivate(sleeper))
			c := clone(t, net)
			run(t, net, "1 ms")
			asleep := get(t, net, h, "x")
			check(t, net.Activate(sleeper))
			run(t, net, "1 ms")
			want := recordedByBrian(t, "asleep_"+who)
			expectRecorded(t, engine+": x while "+who+" is asleep", asleep, want["asleep"])
			expectRecorded(t, engine+": x after "+who, get(t, net, h, "x"), want["x"])
			expectRecorded(t, engine+": v after "+who, get(t, net, g, "v"), want["v"])
			expectRecorded(t, engine+": spikes, with "+who, spikes(t, net, m).T, want["t"])
			run(t, c, "1 ms") // the clone has it asleep, too
			if got := get(t, c, h, "x"); !slices.Equal(got, asleep) || c.Active(sleeper) || !net.Active(sleeper) {
				t.Errorf("%s: in a clone %v, want %v", engine, got, asleep)
			}
		}
	}
}

func TestMistakesInActivating(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "x : 1"})
	other := neurons(t, sim.Neurons{Name: "other", Size: 1, Equations: "x : 1"})
	net := network(t, sim.Options{}, g)
	r := regularly(t, sim.Regularly{Name: "R", Of: g, Code: "x += 1", Every: units.Millisecond.Of(0.5)})
	check(t, net.Add(r))
	expectErrors(t, []mistake{
		{"a stranger", net.Deactivate(g, other), `sim: network: neuron group "other" is not in it, and can be neither activated nor deactivated`},
		{"nothing", net.Activate(nil), `sim: network: there is no object: it is nil, or no constructor has made it`},
	})
	if !net.Active(g) || net.Active(other) {
		t.Error("a refused call has changed who is active")
	}
	check(t, net.Deactivate(r, r))
	run(t, net, "1 ms")
	check(t, net.Remove(r))
	check(t, net.Add(r)) // who comes back is active
	run(t, net, "1 ms")
	if x := get(t, net, g, "x"); x[0] != 2 {
		t.Errorf("x = %v, want 2", x)
	}
}
