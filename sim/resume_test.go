package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// handed is a network without random numbers in which all there is can be handed on: spikes under way on several delays, refractory
// periods, event-driven variables, spikes that are given.
type handed struct {
	net    *sim.Network
	group  *sim.NeuronGroup
	syn    *sim.Synapses
	spikes *sim.SpikeMonitor
}

func newHanded(t testing.TB, engine string) handed {
	h := handed{}
	h.group = neurons(t, sim.Neurons{Name: "G", Size: 12, Equations: "dv/dt = (1.1 + 0.05*i - v)/(4*ms) : 1 (unless refractory)", Threshold: "v > 1",
		Reset: "v = 0", Refractory: "(1 + i % 3)*ms", Method: "exact"})
	given := must[*sim.NeuronGroup](t)(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "given", Size: 1, Indices: []int{0, 0, 0},
		Times: units.Millisecond.OfAll(1, 6.9, 9)}))
	h.syn = synapses(t, sim.Synapse{Name: "S", Source: h.group, Target: h.group, Model: "da/dt = -a/(3*ms) : 1 (event-driven)",
		OnPre: "a += 0.05; v_post += a", OnPost: "a *= 0.9", Delay: "(0.1 + 0.3*((i + j) % 20))*ms", Connect: []sim.Connect{{Condition: "i != j"}}})
	kick := synapses(t, sim.Synapse{Name: "kick", Source: given, Target: h.group, OnPre: "v_post += 0.3", Connect: []sim.Connect{{}}})
	h.spikes = spikeMonitor(t, "spikes", h.group)
	h.net = network(t, sim.Options{Engine: engine}, h.group, given, h.syn, kick, h.spikes)
	return h
}

// A network that gets time, state and spikes under way of another goes on as that would have, on each engine.
func TestGoingOn(t *testing.T) {
	whole := newHanded(t, sim.Reference)
	run(t, whole.net, "20 ms")
	want := spikes(t, whole.net, whole.spikes)
	for _, engine := range sim.Engines() {
		first, second := newHanded(t, engine), newHanded(t, engine)
		run(t, first.net, "6.8 ms")
		check(t, second.net.SetTime(first.net.Time()))
		for _, variable := range []string{"v", "lastspike", "not_refractory"} {
			check(t, second.net.Set(second.group, sim.Set{Variable: variable, Value: get(t, first.net, first.group, variable)}))
		}
		for _, variable := range []string{"a", "lastupdate"} {
			check(t, second.net.Set(second.syn, sim.Set{Variable: variable, Value: get(t, first.net, first.syn, variable)}))
		}
		under := must[sim.UnderWay](t)(first.net.UnderWay(first.syn, "pre"))
		if len(under.Steps) == 0 || !slices.IsSorted(under.Steps) {
			t.Fatalf("under way is %v", under)
		}
		check(t, second.net.SetUnderWay(second.syn, "pre", under))
		if back := must[sim.UnderWay](t)(second.net.UnderWay(second.syn, "pre")); fmt.Sprint(back) != fmt.Sprint(under) {
			t.Errorf("%s: under way is %v, want %v", engine, back, under)
		}
		run(t, second.net, "13.2 ms")
		before, after := spikes(t, first.net, first.spikes), spikes(t, second.net, second.spikes)
		if !slices.Equal(slices.Concat(before.T, after.T), want.T) || !slices.Equal(slices.Concat(before.I, after.I), want.I) {
			t.Errorf("%s: spikes at %v and %v, want %v", engine, before.T, after.T, want.T)
		}
		if got, want := get(t, second.net, second.group, "v"), get(t, whole.net, whole.group, "v"); !slices.Equal(got, want) {
			t.Errorf("%s: v is %v, want %v", engine, got, want)
		}
	}
}

// What is wrong with a time and with spikes under way is said before anything changes.
func TestGoingOnIsRefused(t *testing.T) {
	h := newHanded(t, sim.Reference)
	set := func(pathway string, steps []int64, synapses ...int32) error {
		return h.net.SetUnderWay(h.syn, pathway, sim.UnderWay{Steps: steps, Synapses: synapses})
	}
	at := func(q units.Quantity) error { return h.net.SetTime(q) }
	plain := neurons(t, sim.Neurons{Name: "plain", Size: 1, Equations: "v : 1"})
	check(t, h.net.Add(plain))
	for _, c := range []struct {
		err  error
		want string
	}{
		{at(units.Second.Of(-1)), "sim: network: cannot begin at -1 s; wanted a time of 0 or more"},
		{at(units.Scalar(3)), "sim: network: cannot begin at 3; wanted a time of 0 or more; it has no unit: units.MustParse(\"3 ms\") has one"},
		{at(units.Second.Of(1e300)), "sim: network: 1e+300 s are too many steps of 0.0001 s"},
		{set("late", nil), "sim: synapses \"S\": there is no pathway \"late\""},
		{set("pre", []int64{1}), "sim: synapses \"S\": on_pre: spikes under way: 1 Steps and 0 Synapses; they list spikes"},
		{set("pre", []int64{-1}, 0), "sim: synapses \"S\": on_pre: spikes under way: Steps[0] is -1; wanted 0 to 1048576"},
		{set("pre", []int64{2, 1}, 0, 0), "sim: synapses \"S\": on_pre: spikes under way: Steps[1] is 1, after 2; list spikes in the order in which they will arrive"},
		{set("post", []int64{2}, 132), "sim: synapses \"S\": on_post: spikes under way: Synapses[0] is 132, but there are 132 synapses"},
		{h.net.Set(plain, sim.Set{Variable: "lastspike", Value: 1}), "sim: neuron group \"plain\" has no variable \"lastspike\"; there are: v"},
		{h.net.Set(h.group, sim.Set{Variable: "lastspike", Value: 1}),
			"sim: neuron group \"G\": \"lastspike\" has unit s, but 1 has none; give a quantity such as units.MustParse(\"1 s\")"},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", c.err, c.want)
		}
	}
	run(t, h.net, "1 ms")
	if h.net.Time().SI() != 1e-3 {
		t.Errorf("the time is %s", h.net.Time())
	}
}

// By position, random numbers are the same whatever objects are called, and differ between objects.
func TestStreamsByPosition(t *testing.T) {
	draw := func(byPosition bool, names ...string) (all [][]float64) {
		var groups []*sim.NeuronGroup
		var objects []sim.Object
		for _, name := range names {
			g := neurons(t, sim.Neurons{Name: name, Size: 3, Equations: "dv/dt = -v/ms + xi/ms**0.5 : 1\nx : 1", Method: "euler", Initial: []sim.Set{{Variable: "x", Value: "rand()"}}})
			input := must[*sim.PoissonInput](t)(sim.NewPoissonInput(sim.Drive{Name: "input_of_" + name, Of: g, Variable: "v", N: 5, Rate: units.Hertz.Of(300), Weight: 0.1}))
			regular := must[*sim.RunRegularly](t)(sim.NewRunRegularly(sim.Regularly{Name: "regular_of_" + name, Of: g, Code: "v += rand()"}))
			groups, objects = append(groups, g), append(objects, g, input, regular)
		}
		net := network(t, sim.Options{Engine: sim.Reference, Seed: 3, Trial: 4, ByPosition: byPosition}, objects...)
		run(t, net, "1 ms")
		clone := must[*sim.Network](t)(net.Clone())
		defer clone.Close()
		run(t, net, "1 ms")
		run(t, clone, "1 ms")
		for _, g := range groups {
			if v := get(t, net, g, "v"); !slices.Equal(v, get(t, clone, g, "v")) {
				t.Errorf("a clone has other random numbers: %v", v)
			}
			all = append(all, get(t, net, g, "v"), get(t, net, g, "x"))
		}
		return all
	}
	one, other := draw(true, "A", "B"), draw(true, "C", "A")
	if fmt.Sprint(one) != fmt.Sprint(other) || slices.Equal(one[0], one[2]) || slices.Equal(one[1], one[3]) {
		t.Errorf("by position: %v\n%v", one, other)
	}
	if named := draw(false, "C", "A"); fmt.Sprint(named[2:]) == fmt.Sprint(other[2:]) || fmt.Sprint(named[2:]) != fmt.Sprint(draw(false, "A")) {
		t.Errorf("by name: %v", named)
	}
}
