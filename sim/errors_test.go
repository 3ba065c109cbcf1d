package sim_test

import (
	"context"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// expectError compares the whole text of an error.
func expectError(t *testing.T, what string, err error, want string) {
	t.Helper()
	got := "no error"
	if err != nil {
		got = err.Error()
	}
	if want = strings.TrimSpace(want); got != want {
		t.Errorf("%s:\n got\n%s\nwant\n%s", what, got, want)
	}
}

func mV(x float64) units.Quantity { return units.Millivolt.Of(x) }

// membrane is a group without fault; mistaken changes it.
func membrane(mistaken func(*sim.Neurons)) sim.Neurons {
	spec := sim.Neurons{
		Name: "exc", Size: 10,
		Equations: "dv/dt = (El - v + R*I)/tau : volt (unless refractory)\nI : amp\nn : integer\nb : boolean\nw = 2*v : volt\nc : 1 (constant)\ns : 1 (shared)",
		Threshold: "v > -50*mV", Reset: "v = El", Refractory: millisecondsOf(2),
		Namespace: sim.Namespace{"El": mV(-70), "R": units.MustParse("100 Mohm"), "tau": millisecondsOf(10)},
		Initial:   []sim.Set{{Variable: "v", Value: "El"}},
	}
	if mistaken != nil {
		mistaken(&spec)
	}
	return spec
}

func TestMistakesInNeurons(t *testing.T) {
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Neurons)
		want     string
	}{
		{"no name", func(s *sim.Neurons) { s.Name = "" }, ``},
		{"a bad name", func(s *sim.Neurons) { s.Name = "2nd layer" }, ``},
		{"no size", func(s *sim.Neurons) { s.Size = 0 }, ``},
		{"a huge size", func(s *sim.Neurons) { s.Size = 1 << 40 }, ``},
		{"a reset without threshold", func(s *sim.Neurons) { s.Threshold = "" }, ``},
		{"a step size", func(s *sim.Neurons) { s.DT = mV(1) }, ``},
		{"a negative step size", func(s *sim.Neurons) { s.DT = millisecondsOf(-1) }, ``},

		{"a bad equation", func(s *sim.Neurons) { s.Equations = "dv/dt = (El - v/tau : volt" }, ``},
		{"several bad equations", func(s *sim.Neurons) {
			s.Equations = "dv/dt = (El - v + I)/tau : volt\nI : amps\nu = 2*x : 1\nt : 1"
		}, ``},
		{"an unknown name", func(s *sim.Neurons) {
			s.Namespace = sim.Namespace{"El": mV(-70), "R": mV(1), "taum": millisecondsOf(1)}
		}, ``},
		{"a constant of the wrong unit", func(s *sim.Neurons) { s.Namespace["tau"] = 10.0 }, ``},
		{"a constant of zero", func(s *sim.Neurons) { s.Namespace["tau"] = millisecondsOf(0) }, ``},
		{"a circle", func(s *sim.Neurons) { s.Equations += "\np = q : 1\nq = p : 1" }, ``},

		{"a namespace of the wrong type", func(s *sim.Neurons) { s.Namespace["tau"] = "10 ms" }, ``},
		{"namespace names", func(s *sim.Neurons) {
			s.Namespace["t"], s.Namespace["v"], s.Namespace["mV"], s.Namespace["a b"], s.Namespace["_x"], s.Namespace["exp"] = 1, 1, 1, 1, 1, 1
		}, ``},
		{"a huge integer", func(s *sim.Neurons) { s.Namespace["k"] = int64(1) << 60 }, ``},

		{"an unknown method", func(s *sim.Neurons) { s.Method = "eluer" }, ``},
		{"a method that cannot", func(s *sim.Neurons) { s.Equations, s.Method = s.Equations+"\ndx/dt = x*x/tau : 1", "exact" }, ``},

		{"a threshold that is no condition", func(s *sim.Neurons) { s.Threshold = "v" }, ``},
		{"a threshold of the wrong unit", func(s *sim.Neurons) { s.Threshold = "v > -50" }, ``},
		{"a threshold that does not parse", func(s *sim.Neurons) { s.Threshold = "v > " }, ``},
		{"a blank threshold", func(s *sim.Neurons) { s.Threshold = " " }, ``},
		{"an assignment as threshold", func(s *sim.Neurons) { s.Threshold = "v = 3*mV" }, ``},
		{"a reset of the wrong unit", func(s *sim.Neurons) { s.Reset = "v = 5; n += 0.5; b = 1" }, ``},
		{"a reset of nobody", func(s *sim.Neurons) { s.Reset = "V = El\nu += 1" }, ``},
		{"a reset of what cannot be written", func(s *sim.Neurons) {
			s.Reset = "w = El; c = 1; s = 1; El = v; i = 3; lastspike = t; not_refractory = True"
		}, ``},
		{"a reset that is none", func(s *sim.Neurons) { s.Reset = "v" }, ``},
		{"threshold and reset", func(s *sim.Neurons) { s.Threshold, s.Reset = "v > x", "v = y" }, ``},

		{"a refractory period of the wrong unit", func(s *sim.Neurons) { s.Refractory = mV(2) }, ``},
		{"a refractory period of the wrong type", func(s *sim.Neurons) { s.Refractory = 2 }, ``},
		{"a negative refractory period", func(s *sim.Neurons) { s.Refractory = millisecondsOf(-1) }, ``},
		{"a refractory text of the wrong unit", func(s *sim.Neurons) { s.Refractory = "2*mV" }, ``},
		{"a refractory text with an unknown name", func(s *sim.Neurons) { s.Refractory = "tau_ref" }, ``},

		{"initial values of nobody", func(s *sim.Neurons) {
			s.Initial = []sim.Set{{Variable: "u", Value: 1}, {Variable: "w", Value: 1}, {Variable: "i", Value: 1}}
		}, ``},
	} {
		_, err := sim.NewNeuronGroup(membrane(c.mistaken))
		expectError(t, c.what, err, c.want)
	}
	if _, err := sim.NewNeuronGroup(membrane(nil)); err != nil {
		t.Error(err)
	}
}

// TestMistakesInSets: values of the wrong kind.
func TestMistakesInSets(t *testing.T) {
	group := neurons(t, membrane(nil))
	net := network(t, sim.Options{}, group)
	for _, c := range []struct {
		what string
		set  sim.Set
		want string
	}{
		{"no variable", sim.Set{Value: 1}, ``},
		{"no value", sim.Set{Variable: "v"}, ``},
		{"a misspelt variable", sim.Set{Variable: "V", Value: mV(1)}, ``},
		{"a subexpression", sim.Set{Variable: "w", Value: mV(1)}, ``},
		{"a constant", sim.Set{Variable: "El", Value: mV(1)}, ``},
		{"the time", sim.Set{Variable: "t", Value: 1}, ``},
		{"a number for a voltage", sim.Set{Variable: "v", Value: -70}, ``},
		{"a float for a voltage", sim.Set{Variable: "v", Value: -70.5}, ``},
		{"a current for a voltage", sim.Set{Variable: "v", Value: units.Nanoamp.Of(2)}, ``},
		{"a voltage for a number", sim.Set{Variable: "c", Value: mV(3)}, ``},
		{"a float for an integer", sim.Set{Variable: "n", Value: 2.5}, ``},
		{"a number for a boolean", sim.Set{Variable: "b", Value: 1}, ``},
		{"a boolean for a number", sim.Set{Variable: "c", Value: true}, ``},
		{"a type", sim.Set{Variable: "c", Value: []string{"a"}}, ``},
		{"a text of another unit", sim.Set{Variable: "v", Value: "i + 1"}, ``},
		{"a text that does not parse", sim.Set{Variable: "v", Value: "El +"}, ``},
		{"a text with an unknown name", sim.Set{Variable: "v", Value: "E1"}, ``},
		{"a shared variable that differs", sim.Set{Variable: "s", Value: "i"}, ``},
		{"too many values", sim.Set{Variable: "c", Value: make([]float64, 11)}, ``},
		{"values for a subset", sim.Set{Variable: "c", Value: []float64{1, 2, 3}, Index: []int{1, 2}}, ``},
		{"values of another unit", sim.Set{Variable: "v", Value: units.Nanoamp.OfAll(1, 2)}, ``},
		{"floats for integers", sim.Set{Variable: "n", Value: make([]float64, 10)}, ``},
		{"huge integers", sim.Set{Variable: "n", Value: []int{0, 0, 0, 0, 0, 0, 0, 0, 0, 1 << 40}}, ``},
		{"a huge integer", sim.Set{Variable: "n", Value: 1 << 40}, ``},
		{"an index out of range", sim.Set{Variable: "c", Value: 1, Index: []int{3, 10}}, ``},
		{"a negative index", sim.Set{Variable: "c", Value: 1, Index: []int{-1}}, ``},
		{"a condition that is none", sim.Set{Variable: "c", Value: 1, Where: "i"}, ``},
		{"a condition and an index", sim.Set{Variable: "c", Value: 1, Where: "i > 3", Index: []int{1}}, ``},
	} {
		expectError(t, c.what, net.Set(group, c.set), c.want)
	}
}

func TestMistakesInSynapses(t *testing.T) {
	exc := neurons(t, membrane(nil))
	silent := neurons(t, sim.Neurons{Name: "silent", Size: 3, Equations: "x : 1"})
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Synapse)
		want     string
	}{
		{"no name", func(s *sim.Synapse) { s.Name = "" }, ``},
		{"no source", func(s *sim.Synapse) { s.Source = nil }, ``},
		{"no target", func(s *sim.Synapse) { s.Target = (*sim.NeuronGroup)(nil) }, ``},
		{"no connection", func(s *sim.Synapse) { s.Connect = nil }, ``},
		{"a silent source", func(s *sim.Synapse) { s.Source = silent }, ``},
		{"a silent target", func(s *sim.Synapse) { s.Target, s.OnPre, s.OnPost = silent, "x_post += 1", "w = 0*mV" }, ``},
		{"a bad model", func(s *sim.Synapse) { s.Model = "w : mV\nj : 1\ndx/dt = -x/tau : 1" }, ``},
		{"a differential equation", func(s *sim.Synapse) { s.Model += "\ndx/dt = -x/ms : 1" }, ``},
		{"on_pre of the wrong unit", func(s *sim.Synapse) { s.OnPre = "v_post += 1; v += w*w" }, ``},
		{"on_pre with unknown names", func(s *sim.Synapse) { s.OnPre = "u_post += w\nv_pre += x_post\ntau = 3*ms\nv_post += Wmax" }, ``},
		{"on_pre and on_post", func(s *sim.Synapse) { s.OnPre, s.OnPost = "v_post += 1", "w +=" }, ``},
		{"on_pre that writes constants", func(s *sim.Synapse) { s.OnPre = "c_post = 1; i = 1; N_pre = 3; w_post = 2*mV; s_post = 1" }, ``},

		{"a probability", func(s *sim.Synapse) { s.Connect = []sim.Connect{{Probability: 1.5}} }, ``},
		{"a negative probability", func(s *sim.Synapse) { s.Connect = []sim.Connect{{Probability: -0.1}} }, ``},
		{"a probability with unit", func(s *sim.Synapse) { s.Connect = []sim.Connect{{Probability: mV(0.1)}} }, ``},
		{"a probability of the wrong type", func(s *sim.Synapse) { s.Connect = []sim.Connect{{Probability: 1}} }, ``},
		{"a probability text", func(s *sim.Synapse) {
			s.Connect = []sim.Connect{{Probability: "v_pre"}, {Probability: "i == j"}, {Probability: "p"}}
		}, ``},
		{"a condition", func(s *sim.Synapse) {
			s.Connect = []sim.Connect{{Condition: "i + j"}, {Condition: "w > 0*mV"}, {Condition: "v_pre > 1"}}
		}, ``},
		{"pairs", func(s *sim.Synapse) { s.Connect = []sim.Connect{{I: []int{1, 2}, J: []int{3}}} }, ``},
		{"pairs and a condition", func(s *sim.Synapse) { s.Connect = []sim.Connect{{I: []int{1}, J: []int{3}, Probability: 0.5}} }, ``},
		{"pairs out of range", func(s *sim.Synapse) {
			s.Connect = []sim.Connect{{I: []int{1, 10}, J: []int{3, 3}}, {I: []int{1}, J: []int{-1}}}
		}, ``},

		{"a negative delay", func(s *sim.Synapse) { s.Delay = millisecondsOf(-1) }, ``},
		{"a delay of the wrong unit", func(s *sim.Synapse) { s.Delay = mV(1) }, ``},
		{"a delay of the wrong type", func(s *sim.Synapse) { s.Delay = 3 }, ``},
		{"a delay text", func(s *sim.Synapse) { s.Delay = "2*mV" }, ``},
		{"delays of the wrong unit", func(s *sim.Synapse) { s.Delay = units.Millivolt.OfAll(1, 2) }, ``},
		{"initial values", func(s *sim.Synapse) { s.Initial = []sim.Set{{Variable: "w", Value: 3}, {Variable: "v", Value: mV(3)}} }, ``},
		{"a namespace", func(s *sim.Synapse) { s.Namespace = sim.Namespace{"j": 3, "w": 3, "x_post": 1} }, ``},
	} {
		spec := sim.Synapse{Name: "S", Source: exc, Target: exc, Model: "w : volt", OnPre: "v_post += w", Connect: []sim.Connect{{}}}
		c.mistaken(&spec)
		_, err := sim.NewSynapses(spec)
		expectError(t, c.what, err, c.want)
	}
}

// Mistakes that are seen only when the synapses are made.
func TestMistakesInConnecting(t *testing.T) {
	exc := neurons(t, membrane(nil))
	for _, c := range []struct {
		what string
		spec sim.Synapse
		want string
	}{
		{"a probability", sim.Synapse{Connect: []sim.Connect{{Probability: "i*0.25"}}}, ``},
		{"delays", sim.Synapse{Connect: []sim.Connect{{}}, Delay: []float64{1e-3, 2e-3}}, ``},
		{"a negative delay", sim.Synapse{Connect: []sim.Connect{{}}, Delay: "(j - 3)*ms"}, ``},
		{"a delay too long", sim.Synapse{Connect: []sim.Connect{{}}, Delay: units.Second.Of(1e6)}, ``},
		{"values", sim.Synapse{Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "w", Value: units.Millivolt.OfAll(1, 2, 3)}}}, ``},
	} {
		c.spec.Name, c.spec.Source, c.spec.Target, c.spec.Model, c.spec.OnPre = "S", exc, exc, "w : volt", "v_post += w"
		net := network(t, sim.Options{}, synapses(t, c.spec))
		expectError(t, c.what, net.Run(context.Background(), millisecondsOf(1)), c.want)
	}
}

func TestMistakesInMonitors(t *testing.T) {
	exc := neurons(t, membrane(nil))
	silent := neurons(t, sim.Neurons{Name: "silent", Size: 3, Equations: "x : 1"})
	syn := synapses(t, sim.Synapse{Name: "S", Source: exc, Target: exc, Connect: []sim.Connect{{Probability: 0.0}}})
	spikes := spikeMonitor(t, "spikes", exc)
	for _, c := range []struct {
		what string
		spec sim.Recording
		want string
	}{
		{"no name", sim.Recording{Of: exc}, ``},
		{"of nothing", sim.Recording{Name: "M"}, ``},
		{"of a nil group", sim.Recording{Name: "M", Of: (*sim.NeuronGroup)(nil)}, ``},
		{"of synapses", sim.Recording{Name: "M", Of: syn}, ``},
		{"of a silent group", sim.Recording{Name: "M", Of: silent}, ``},
		{"of variables", sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}}, ``},
	} {
		_, err := sim.NewSpikeMonitor(c.spec)
		expectError(t, "spikes "+c.what, err, c.want)
	}
	_, err := sim.NewPopulationRateMonitor(sim.Recording{Name: "R", Of: exc, Record: []int{1}})
	expectError(t, "rates", err, ``)
	for _, c := range []struct {
		what string
		spec sim.Recording
		want string
	}{
		{"no variables", sim.Recording{Name: "M", Of: exc}, ``},
		{"unknown variables", sim.Recording{Name: "M", Of: exc, Variables: []string{"v", "V", "tau", "u"}}, ``},
		{"of a monitor", sim.Recording{Name: "M", Of: spikes, Variables: []string{"v"}}, ``},
		{"out of range", sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}, Record: []int{1, 10}}, ``},
		{"a slot", sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}, When: "befor_start"}, ``},
		{"an interval", sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}, Every: mV(1)}, ``},
	} {
		_, err := sim.NewStateMonitor(c.spec)
		expectError(t, "state "+c.what, err, c.want)
	}
	net := network(t, sim.Options{}, exc, syn)
	expectError(t, "state of no synapse", net.Add(stateMonitor(t, sim.Recording{Name: "M", Of: syn, Variables: []string{"i"}})), ``)
	expectError(t, "state of a synapse", net.Add(stateMonitor(t, sim.Recording{Name: "M", Of: syn, Variables: []string{"i"}, Record: []int{7}})), ``)
}

func TestMistakesInSubgroups(t *testing.T) {
	exc := neurons(t, membrane(nil))
	part := must[*sim.Subgroup](t)(exc.Subgroup("part", 2, 6))
	_, err := exc.Subgroup("", 0, 3)
	expectError(t, "no name", err, ``)
	_, err = exc.Subgroup("x", 3, 11)
	expectError(t, "too far", err, ``)
	_, err = exc.Subgroup("x", 3, 3)
	expectError(t, "empty", err, ``)
	_, err = part.Subgroup("x", -1, 2)
	expectError(t, "of a subgroup", err, ``)
}

func TestMistakesWithNetworks(t *testing.T) {
	for _, c := range []struct {
		what    string
		options sim.Options
		want    string
	}{
		{"an engine", sim.Options{Engine: "referense"}, ``},
		{"another engine", sim.Options{Engine: "fortran"}, ``},
		{"a step size", sim.Options{DT: mV(1)}, ``},
		{"a step size of nothing", sim.Options{DT: millisecondsOf(-0.1)}, ``},
	} {
		_, err := sim.NewNetwork(c.options)
		expectError(t, c.what, err, c.want)
	}

	exc := neurons(t, membrane(nil))
	other := neurons(t, membrane(nil))
	stranger := neurons(t, membrane(func(s *sim.Neurons) { s.Name = "stranger" }))
	part := must[*sim.Subgroup](t)(exc.Subgroup("part", 2, 6))
	syn := synapses(t, sim.Synapse{Name: "S", Source: exc, Target: part, OnPre: "v_post += 1*mV", Connect: []sim.Connect{{}}})
	monitor := spikeMonitor(t, "spikes", exc)
	net := network(t, sim.Options{}, exc, syn)
	ctx, cancel := context.WithCancel(context.Background())

	for _, c := range []struct {
		what string
		err  error
		want string
	}{
		{"two objects of one name", net.Add(other), ``},
		{"nothing", net.Add(nil), ``},
		{"a nil group", net.Add((*sim.NeuronGroup)(nil)), ``},
		{"what is not in it", net.Remove(stranger), ``},
		{"what others need", net.Remove(exc), ``},
		{"what others need, through a subgroup", net.Remove(part), ``},
		{"a negative time", net.Run(ctx, millisecondsOf(-1)), ``},
		{"no time", net.Run(ctx, mV(1)), ``},
		{"for ever", net.Run(ctx, units.Second.Of(1e300)), ``},
		{"values of a stranger", net.Set(stranger, sim.Set{Variable: "v", Value: mV(1)}), ``},
		{"values of a monitor", net.Set(monitor, sim.Set{Variable: "v", Value: mV(1)}), ``},
		{"values of nothing", net.Set(nil, sim.Set{Variable: "v", Value: mV(1)}), ``},
		{"values of a subgroup", net.Set(part, sim.Set{Variable: "v", Value: mV(1)}), ``},
		{"a snapshot of nothing", net.Restore(nil), ``},
	} {
		expectError(t, c.what, c.err, c.want)
	}
	_, err := net.Get(exc, "V")
	expectError(t, "reading a misspelt variable", err, ``)
	_, err = net.Get(exc, "tau")
	expectError(t, "reading a constant", err, ``)
	_, err = net.Get(stranger, "v")
	expectError(t, "reading a stranger", err, ``)
	_, err = net.Get(monitor, "v")
	expectError(t, "reading a monitor", err, ``)
	_, err = net.Spikes(monitor)
	expectError(t, "a monitor that is not in it", err, ``)

	elsewhere := network(t, sim.Options{}, exc)
	snapshot := must[*sim.Snapshot](t)(elsewhere.Snapshot())
	expectError(t, "another network's snapshot", net.Restore(snapshot), ``)
	check(t, snapshot.Close())
	expectError(t, "a closed snapshot", elsewhere.Restore(snapshot), ``)

	cancel()
	expectError(t, "cancelled", net.Run(ctx, units.Second.Of(1e6)), ``)

	closed := network(t, sim.Options{}, exc, monitor)
	check(t, closed.Close())
	expectError(t, "closed", closed.Run(ctx, millisecondsOf(1)), ``)
	expectError(t, "adding to a closed one", closed.Add(stranger), ``)
	expectError(t, "setting in a closed one", closed.Set(exc, sim.Set{Variable: "v", Value: mV(1)}), ``)
	_, err = closed.Get(exc, "v")
	expectError(t, "reading a closed one", err, ``)
	_, err = closed.Clone()
	expectError(t, "cloning a closed one", err, ``)
	_, err = closed.Spikes(monitor)
	expectError(t, "spikes of a closed one", err, ``)
	if text := closed.Explain(); !strings.Contains(text, "closed") {
		t.Errorf("explained: %s", text)
	}
}
