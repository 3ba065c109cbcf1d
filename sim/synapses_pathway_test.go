package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// pulses spike once, neuron i at step i.
func pulses(t *testing.T, size int) *sim.NeuronGroup {
	t.Helper()
	return neurons(t, sim.Neurons{Name: "pulses", Size: size, Equations: "x : 1", Threshold: "t_in_timesteps == i"})
}

func TestMistakesInPathways(t *testing.T) {
	from, to := pulses(t, 2), neurons(t, sim.Neurons{Name: "to", Size: 2, Equations: "y : 1"})
	for _, c := range []struct {
		what string
		path sim.Pathway
		want string
	}{
		{"no name", sim.Pathway{OnPre: "w += 1"}, `
sim: synapses "S": pathway "": a name begins with a letter and has letters, digits and underscores`},
		{"a name twice", sim.Pathway{Name: "pre", OnPre: "w += 1"}, `
sim: synapses "S": there are two pathways "pre"`},
		{"no statements", sim.Pathway{Name: "more"}, `
sim: synapses "S": pathway "more": give statements as OnPre or as OnPost`},
		{"both ends", sim.Pathway{Name: "more", OnPre: "w += 1", OnPost: "w += 1"}, `
sim: synapses "S": pathway "more": give statements as OnPre or as OnPost`},
		{"a silent end", sim.Pathway{Name: "back", OnPost: "w += 1"}, `
sim: synapses "S": pathway "back" waits for spikes of neuron group "to", which has no threshold`},
		{"an unknown event", sim.Pathway{Name: "more", OnPre: "w += 1", Event: "custom"}, `
sim: synapses "S": pathway "more": neuron group "pulses" has no event "custom"; there are spike`},
		{"wrong statements", sim.Pathway{Name: "more", OnPre: "w += 1*mV"}, `
sim: synapses "S": pathway "more": cannot add a number without unit to V
  | w += 1*mV
  |      ^~~~ 1*mV has unit V`},
		{"a delay that is assigned to", sim.Pathway{Name: "more", OnPre: "delay += 1*ms"}, `
sim: synapses "S": pathway "more": "delay" cannot be assigned to
  | delay += 1*ms
  | ^~~~~ it is the delay; set it between runs`},
		{"an unknown slot", sim.Pathway{Name: "more", OnPre: "w += 1", When: "synapse"}, `
sim: synapses "S": unknown slot "synapse"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end; did you mean "synapses"?`},
		{"a delay without unit", sim.Pathway{Name: "more", OnPre: "w += 1", Delay: "3"}, `
sim: synapses "S": more.delay 3 is not a time of 0 or more; write "3 ms"`},
		{"a delay of another unit", sim.Pathway{Name: "more", OnPre: "w += 1", Delay: "i*mV"}, `
sim: synapses "S": more.delay: more.delay has unit s, but the expression has V
  | i*mV
  | ^~~~`},
		{"two delays", sim.Pathway{Name: "more", OnPre: "w += 1", Delay: "1 ms", Delays: units.Second.OfAll(1, 2)}, `
sim: synapses "S": more.delay: give Delay or Delays, not both`},
	} {
		_, err := sim.NewSynapses(sim.Synapse{Name: "S", Source: from, Target: to, Model: "w : 1", OnPre: "w += 1",
			Connect: []sim.Connect{{}}, Pathways: []sim.Pathway{c.path}})
		expectError(t, c.what, err, c.want)
	}
}

// Delays are read and set like variables, also in parts, from expressions and from themselves.
func TestDelaysAreSet(t *testing.T) {
	from, to := pulses(t, 2), neurons(t, sim.Neurons{Name: "to", Size: 3, Equations: "y : 1"})
	s := synapses(t, sim.Synapse{Name: "S", Source: from, Target: to, Model: "w : 1", OnPre: "w += 1", Delay: "1 ms",
		Connect: []sim.Connect{{}}, Pathways: []sim.Pathway{{Name: "more", OnPre: "w += 10", Delay: "j*ms"}}})
	net := network(t, sim.Options{}, s)
	for _, c := range []struct {
		set  sim.Set
		want []float64 // ms
	}{
		{sim.Set{Variable: "delay", Value: units.MustParse("2 ms")}, []float64{2}},
		{sim.Set{Variable: "delay", Value: "(1 + j)*ms"}, []float64{1, 2, 3, 1, 2, 3}},
		{sim.Set{Variable: "pre.delay", Value: "2*delay", Where: "i == 1"}, []float64{1, 2, 3, 2, 4, 6}},
		{sim.Set{Variable: "delay", Value: units.Millisecond.OfAll(5, 7), Index: []int{0, 2}}, []float64{5, 2, 7, 2, 4, 6}},
		{sim.Set{Variable: "more.delay", Value: "delay + 1*ms"}, []float64{1, 2, 3, 1, 2, 3}},
		{sim.Set{Variable: "more.delay", Value: "4*ms", I: []int{1}}, []float64{1, 2, 3, 4, 4, 4}},
		{sim.Set{Variable: "more.delay", Value: "0*ms"}, []float64{0, 0, 0, 0, 0, 0}},
	} {
		check(t, net.Set(s, c.set))
		got := get(t, net, s, c.set.Variable)
		for k := range got {
			got[k] = float64(int(got[k]*1e6+0.5)) / 1e3
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v gives delays of %v ms, want %v", c.set, got, c.want)
		}
		some := must[[]float64](t)(net.GetAt(s, c.set.Variable, sim.Selection{I: []int{1}}))
		if all := get(t, net, s, c.set.Variable); !slices.Equal(some, slices.Repeat(all, 6/len(all))[3:]) {
			t.Errorf("%+v gives delays of %v s behind neuron 1", c.set, some)
		}
	}
	expectErrors(t, []mistake{
		{"a number", net.Set(s, sim.Set{Variable: "delay", Value: 1.0}), `
sim: synapses "S": "delay" has unit s, but 1 has none; give a quantity such as units.MustParse("1 s")`},
		{"negative", net.Set(s, sim.Set{Variable: "delay", Value: units.MustParse("-1 ms")}), `
sim: synapses "S": set "delay": -1 ms is not a time of 0 or more`},
		{"negative as it turns out", net.Set(s, sim.Set{Variable: "more.delay", Value: "(1 - j)*ms"}), `
sim: synapses "S": set "more.delay": of element 2, -1 ms is not a time of 0 or more`},
		{"very long", net.Set(s, sim.Set{Variable: "delay", Value: units.MustParse("1 Ms")}), `
sim: synapses "S": delay 1e+06 s is more than 1048576 steps of 0.0001 s`},
		{"very long, of another pathway", net.Set(s, sim.Set{Variable: "more.delay", Value: units.MustParse("1 Ms")}), `
sim: synapses "S": more.delay 1e+06 s is more than 1048576 steps of 0.0001 s`},
		{"another unit", net.Set(s, sim.Set{Variable: "delay", Value: "j*mV"}), `
sim: synapses "S": value of delay: delay has unit s, but the expression has V
  | j*mV
  | ^~~~`},
		{"no such pathway", net.Set(s, sim.Set{Variable: "post.delay", Value: "1*ms"}), `
sim: synapses "S": there is no "post.delay": it has no pathway "post"`},
		{"read of no pathway", errorOf(net.Get(s, "other.delay")), `
sim: synapses "S": there is no "other.delay": it has no pathway "other"`},
		{"of neurons", net.Set(from, sim.Set{Variable: "delay", Value: "1*ms"}), `
sim: neuron group "pulses" has no variable "delay"; there are: x`},
	})
	if got := get(t, net, s, "delay"); got[0] != 0.005 {
		t.Errorf("what was refused has changed delays: %v", got)
	}
}

// Spikes under way arrive when they would have; a clone and a snapshot keep their own delays.
func TestDelaysAreOfTheNetwork(t *testing.T) {
	from, to := pulses(t, 1), neurons(t, sim.Neurons{Name: "to", Size: 2, Equations: "at : integer"})
	s := synapses(t, sim.Synapse{Name: "S", Source: from, Target: to, OnPre: "at = t_in_timesteps", Delay: "(5 + j)*0.1*ms",
		Connect: []sim.Connect{{}}})
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, s)
		before := must[*sim.Snapshot](t)(net.Snapshot())
		other := clone(t, net)
		check(t, other.Set(s, sim.Set{Variable: "delay", Value: "(1 + j)*0.1*ms"}))
		run(t, net, "0.1 ms") // the spike is under way
		check(t, net.Set(s, sim.Set{Variable: "delay", Value: "70*ms"}))
		run(t, net, "1 ms")
		run(t, other, "1 ms")
		for _, c := range []struct {
			what string
			net  *sim.Network
			want []float64
		}{{"set too late", net, []float64{5, 6}}, {"a clone", other, []float64{1, 2}}} {
			if got := get(t, c.net, to, "at"); !slices.Equal(got, c.want) {
				t.Errorf("%s: %s: spikes arrive at steps %v, want %v", engine, c.what, got, c.want)
			}
		}
		check(t, net.Restore(before))
		run(t, net, "1 ms")
		if got := get(t, net, to, "at"); !slices.Equal(got, []float64{5, 6}) {
			t.Errorf("%s: restored, spikes arrive at steps %v", engine, got)
		}
		check(t, before.Close())
	}
}

// In a run delays stay as they are.
func TestDelaysStayInARun(t *testing.T) {
	from := pulses(t, 1)
	s := synapses(t, sim.Synapse{Name: "S", Source: from, Target: from, Model: "w : 1", OnPre: "w += 1", Connect: []sim.Connect{{}}})
	op := must[*sim.NetworkOperation](t)(sim.NewNetworkOperation(sim.Operation{Name: "op", Do: func(net *sim.Network) error {
		return net.Set(s, sim.Set{Variable: "delay", Value: "1*ms"})
	}}))
	expectError(t, "set", network(t, sim.Options{}, s, op).Run(t.Context(), units.MustParse("1 ms")), `
sim: network operation "op", at 0 s: sim: synapses "S": "delay" stays as it is in a run: set it before or after`)
}

// OnPost has delays as OnPre has, of its own, of all synapses or of each.
func TestDelaysOfOnPost(t *testing.T) {
	from, to := pulses(t, 1), neurons(t, sim.Neurons{Name: "to", Size: 3, Threshold: "t_in_timesteps == 2"})
	for name, c := range map[string]struct {
		spec sim.Synapse
		seen []float64 // steps at which the postsynaptic spikes of step 2 arrive
	}{
		"none":          {sim.Synapse{}, []float64{2, 2, 2}},
		"of OnPre":      {sim.Synapse{Delay: "0.3 ms"}, []float64{2, 2, 2}},
		"of all":        {sim.Synapse{Delay: "0.3 ms", PostDelay: "0.2 ms"}, []float64{4, 4, 4}},
		"an expression": {sim.Synapse{PostDelay: "lag*(j + 1)", Initial: []sim.Set{{Variable: "lag", Value: "0.1*ms"}}}, []float64{3, 4, 5}},
		"a list":        {sim.Synapse{PostDelays: units.Millisecond.OfAll(0.5, 0, 0.1)}, []float64{7, 2, 3}},
		"that it reads": {sim.Synapse{PostDelay: "0.4 ms", OnPost: "seen = t_in_timesteps + int(delay > 0.3*ms)"}, []float64{7, 7, 7}},
	} {
		c.spec.Name, c.spec.Source, c.spec.Target, c.spec.Model = "S", from, to, "seen : integer\nlag : second"
		c.spec.Connect, c.spec.OnPre = []sim.Connect{{}}, "lag += 0*ms"
		if c.spec.OnPost == "" {
			c.spec.OnPost = "seen = t_in_timesteps"
		}
		s := synapses(t, c.spec)
		net := network(t, sim.Options{}, s)
		run(t, net, "1 ms")
		if got := get(t, net, s, "seen"); !slices.Equal(got, c.seen) {
			t.Errorf("%s: seen in steps %v, want %v", name, got, c.seen)
		}
	}
	for name, c := range map[string]struct {
		spec sim.Synapse
		want string
	}{
		"without OnPost": {sim.Synapse{OnPre: "w += 1", PostDelay: "1 ms"}, `
sim: synapses "S": PostDelay is that of OnPost, and there is none`},
		"without OnPost, a list": {sim.Synapse{OnPre: "w += 1", PostDelays: units.Millisecond.OfAll(1)}, `
sim: synapses "S": PostDelay is that of OnPost, and there is none`},
		"twice": {sim.Synapse{OnPost: "w += 1", PostDelay: "1 ms", PostDelays: units.Millisecond.OfAll(1)}, `
sim: synapses "S": post.delay: give Delay or Delays, not both`},
		"no time": {sim.Synapse{OnPost: "w += 1", PostDelay: "1 mV"}, `
sim: synapses "S": post.delay 1 mV is not a time of 0 or more`},
	} {
		c.spec.Name, c.spec.Source, c.spec.Target, c.spec.Model, c.spec.Connect = "S", from, to, "w : 1", []sim.Connect{{}}
		_, err := sim.NewSynapses(c.spec)
		expectError(t, name, err, c.want)
	}
}
