package sim_test

import (
	"maps"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func eventMonitor(t testing.TB, spec sim.Recording) *sim.EventMonitor {
	t.Helper()
	return must[*sim.EventMonitor](t)(sim.NewEventMonitor(spec))
}

// rising is a group whose event "half" comes before its spikes.
func rising(changed func(*sim.Neurons)) sim.Neurons {
	spec := sim.Neurons{Name: "G", Size: 4, Equations: "dv/dt = (1.3 + 0.2*i)/(2*ms) : 1\nk : integer\nseen : 1",
		Method: "euler", Threshold: "v > 1.01", Reset: "v = 0", Events: []sim.Event{{Name: "half", Condition: "v > 0.5"}}}
	if changed != nil {
		changed(&spec)
	}
	return spec
}

// Synapses that wait for events, parts of groups that are monitored, and monitors in other slots give what Brian 2 gives, on
// every engine. Numbers: real Brian 2, testdata/groups.py.
func TestEvents(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, rising(func(n *sim.Neurons) {
			n.EventSchedule = []sim.EventSchedule{{Event: "half", When: "before_synapses", Order: 1}}
			n.RunOnEvent = []sim.RunOnEvent{{Event: "half", Code: "k += 1\nseen = v"}}
		}))
		h := neurons(t, sim.Neurons{Name: "H", Size: 3, Equations: "x : 1\ny : 1", Threshold: "x > 5", Reset: "x = 0",
			Events: []sim.Event{{Name: "odd", Condition: "int(y) % 2 == 1"}}})
		s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: h, Model: "w : 1", OnPre: "x_post += 1\ny_post += w", PreEvent: "half",
			OnPost: "w += 1", PostEvent: "odd", Delay: "0.2 ms", Connect: []sim.Connect{{Condition: "i != j"}},
			Initial: []sim.Set{{Variable: "w", Value: 1.0}}})
		part := must[*sim.Subgroup](t)(g.Subgroup("part", 1, 3))
		half := eventMonitor(t, sim.Recording{Name: "half", Of: g, Event: "half", Variables: []string{"v", "k"}})
		late := eventMonitor(t, sim.Recording{Name: "late", Of: g, Event: "half", Variables: []string{"v"}, When: "start"})
		spiked := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "spiked", Of: g, Variables: []string{"v", "k"}, When: "after_resets"}))
		some := eventMonitor(t, sim.Recording{Name: "some", Of: part, Event: "half", Variables: []string{"v"}})
		net := network(t, sim.Options{Engine: engine}, s, half, late, spiked, some)
		run(t, net, "2 ms")
		run(t, net, "3 ms")
		want := recordedByBrian(t, "events")
		compare := func(name string, got sim.Spikes) {
			expectRecorded(t, engine+": "+name+".t", got.T, want[name+".t"])
			expectRecorded(t, engine+": "+name+".i", floats(got.I), want[name+".i"])
			for _, v := range got.Variables {
				expectRecorded(t, engine+": "+name+"."+v.Name, v.Values, want[name+"."+v.Name])
			}
		}
		compare("half", must[sim.Spikes](t)(net.Events(half)))
		compare("late", must[sim.Spikes](t)(net.Events(late)))
		compare("spiked", spikes(t, net, spiked))
		expectRecorded(t, "x", get(t, net, h, "x"), want["x"])
		expectRecorded(t, "y", get(t, net, h, "y"), want["y"])
		expectRecorded(t, "w", get(t, net, s, "w"), want["w"])
		expectRecorded(t, "seen", get(t, net, g, "seen"), want["seen"])

		all, inPart := must[sim.Spikes](t)(net.Events(half)), must[sim.Spikes](t)(net.Events(some))
		n := 0
		for k, i := range all.I {
			if i < 1 || i >= 3 {
				continue
			}
			if inPart.I[n] != i-1 || inPart.T[n] != all.T[k] || inPart.Variables[0].Values[n] != all.Variables[0].Values[k] {
				t.Errorf("entry %d of the part is %d at %v s, want %d at %v s", n, inPart.I[n], inPart.T[n], i-1, all.T[k])
			}
			n++
		}
		if n != len(inPart.I) || n == 0 || inPart.N != 2 {
			t.Errorf("the part has %d events of %d neurons, want %d of 2", len(inPart.I), inPart.N, n)
		}
	}
}

func floats(list []int32) []float64 {
	out := make([]float64, len(list))
	for k, x := range list {
		out[k] = float64(x)
	}
	return out
}

// The order of code on events is counted from that of the group, as everything that a group does.
func TestEventsFollowTheGroup(t *testing.T) {
	for _, order := range []int{0, -7} {
		g := neurons(t, rising(func(n *sim.Neurons) {
			n.Order, n.DT = order, units.Millisecond.Of(0.25)
			n.RunOnEvent = []sim.RunOnEvent{{Event: "half", Code: "seen = k\nk += 1", When: "resets", Order: -1}}
		}))
		first := regularly(t, sim.Regularly{Name: "R", Of: g, Code: "k = 100", When: "resets", Order: order - 2})
		m := eventMonitor(t, sim.Recording{Name: "M", Of: g, Event: "half"})
		net := network(t, sim.Options{}, g, first, m)
		run(t, net, "1 ms")
		if seen := get(t, net, g, "seen"); seen[3] != 100 {
			t.Errorf("order %d: seen %v, want 100", order, seen)
		}
		recorded := must[sim.Recorded](t)(net.Recorded(m))
		want := map[string]any{"monitor": "EventMonitor", "source": "G", "neurons": 4, "event": "half", "dt": 0.00025, "start": 0.0, "stop": 0.001}
		if !maps.Equal(recorded.Attributes, want) || !slices.Equal(recorded.Series[0].Dims, []string{"event"}) {
			t.Errorf("recorded %v", recorded)
		}
	}
}

func TestMistakesInEvents(t *testing.T) {
	made := func(changed func(*sim.Neurons)) error { return errorOf(sim.NewNeuronGroup(rising(changed))) }
	g := neurons(t, rising(nil))
	silent := neurons(t, sim.Neurons{Name: "silent", Size: 3, Equations: "x : 1"})
	synapse := func(s sim.Synapse) error {
		s.Name, s.Source, s.Target, s.Connect = "S", g, silent, []sim.Connect{{}}
		return errorOf(sim.NewSynapses(s))
	}
	expectErrors(t, []mistake{
		{"events", made(func(n *sim.Neurons) {
			n.Events = []sim.Event{{Name: "a b"}, {Name: "spike", Condition: "v > 1"}, {Name: "e", Condition: "v"}, {Name: "e", Condition: "v > 1"}, {Name: "f"}}
		}), `
sim: neuron group "G": event "a b": a name begins with a letter and has letters, digits and underscores
sim: neuron group "G": an event cannot be named "spike"; the condition for a spike is Threshold
sim: neuron group "G": event e: a condition is needed, but this is a float
  | v
  | ^ compare it with something
sim: neuron group "G": there are two events "e"
sim: neuron group "G": event f: an expression is missing`},
		{"schedules", made(func(n *sim.Neurons) {
			n.EventSchedule = []sim.EventSchedule{{Event: "haf"}, {Event: "half", When: "now"}, {Event: "half"}, {Event: "spike", When: "end"}}
		}), `
sim: neuron group "G": event schedule: neuron group "G" has no event "haf"; there are half, spike; did you mean "half"?
sim: neuron group "G": unknown slot "now"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end
sim: neuron group "G": event schedule: event "half" is moved twice`},
		{"code", made(func(n *sim.Neurons) {
			n.RunOnEvent = []sim.RunOnEvent{{Event: "full", Code: "v = 0"}, {Event: "spike", Code: "v = 0"}, {Event: "half", Code: "v = 1*mV", When: "soon"},
				{Event: "half", Code: "k = 0"}}
		}), `
sim: neuron group "G": run_on_event: neuron group "G" has no event "full"; there are half, spike
sim: neuron group "G": run_on_event: there is code for event "spike" already; join the two
sim: neuron group "G": unknown slot "soon"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end
sim: neuron group "G": code on event half: v has no unit, but the expression has V
  | v = 1*mV
  |     ^~~~
sim: neuron group "G": run_on_event: there is code for event "half" already; join the two`},
		{"a monitor of no event", errorOf(sim.NewEventMonitor(sim.Recording{Name: "M", Of: g})), `
sim: event monitor "M": Event must name what to record`},
		{"a monitor of an unknown event", errorOf(sim.NewEventMonitor(sim.Recording{Name: "M", Of: g, Event: "hlf"})), `
sim: event monitor "M": neuron group "G" has no event "hlf"; there are half, spike; did you mean "half"?`},
		{"a monitor of a group without", errorOf(sim.NewEventMonitor(sim.Recording{Name: "M", Of: silent, Event: "half"})), `
sim: event monitor "M": neuron group "silent" has no event "half", and no other`},
		{"synapses", errorOf(0, synapse(sim.Synapse{OnPre: "x_post += 1", PreEvent: "halb", PostEvent: "half"})), `
sim: synapses "S": OnPre: neuron group "G" has no event "halb"; there are half, spike; did you mean "half"?
sim: synapses "S": event "half" is that of OnPost, and there is none`},
		{"synapses of silent neurons", errorOf(0, synapse(sim.Synapse{OnPost: "x_post += 1"})), `
sim: synapses "S": OnPost waits for spikes of neuron group "silent", which has no threshold`},
	})
}
