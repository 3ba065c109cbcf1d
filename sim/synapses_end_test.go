package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// below are synapses, of which others can be the source or the target: from neurons 1, 2, 3 of a group to neurons 1 and 3 of
// another. Their pairs are (1, 1), (1, 3), (2, 3), (3, 1), (3, 3).
func below(t *testing.T) (*sim.NeuronGroup, *sim.Synapses) {
	t.Helper()
	g := neurons(t, sim.Neurons{Name: "G", Size: 4, Equations: "x : 1\nscaled = scale*x + stimulus(t) : 1", Threshold: "True",
		Initial:   []sim.Set{{Variable: "x", Value: "i + 1"}},
		Namespace: sim.Namespace{"scale": 10.0, "stimulus": must[*sim.TimedArray](t)(sim.NewTimedArray(sim.Timed{Values: []float64{0.5}, DT: units.Second.Of(1)}))}})
	h := neurons(t, sim.Neurons{Name: "H", Size: 4, Equations: "y : 1", Initial: []sim.Set{{Variable: "y", Value: "100*i"}}})
	from := must[*sim.Subgroup](t)(g.Subgroup("from", 1, 4))
	to := must[*sim.Subgroup](t)(h.Pick("to", []int{1, 3}))
	return g, synapses(t, sim.Synapse{Name: "S", Source: from, Target: to, Model: "w : 1\nn : integer\nshared : 1 (shared)\nfull = w + factor*x_pre + y : 1\nplace = 10*i + j : integer",
		OnPre: "n += 1", Connect: []sim.Connect{{Condition: "i != 1 or j == 1"}}, MultisynapticIndex: "copy",
		Initial: []sim.Set{{Variable: "w", Value: "0.1*(i + 1)"}, {Variable: "shared", Value: 7.0}}, Namespace: sim.Namespace{"factor": 2.0}})
}

// What a synapse knows of the synapse at which it ends, and of the neurons of that. Source: the neurons' own values in below.
func TestNamesOfSynapsesAtAnEnd(t *testing.T) {
	_, s := below(t)
	g := neurons(t, sim.Neurons{Name: "M", Size: 2, Equations: "m : 1"})
	for _, c := range []struct {
		text string
		want []float64
	}{
		{"w_post", []float64{0.1, 0.1, 0.2, 0.3, 0.3}},
		{"w", []float64{0.1, 0.1, 0.2, 0.3, 0.3}},
		{"i_post", []float64{0, 0, 1, 2, 2}}, // counted in the source of S, as i is there
		{"j_post", []float64{0, 1, 1, 0, 1}},
		{"j", []float64{0, 1, 2, 3, 4}},
		{"i", []float64{0, 1, 0, 1, 0}},
		{"N", []float64{5, 5, 5, 5, 5}},
		{"N_pre", []float64{2, 2, 2, 2, 2}},
		{"N_post", []float64{5, 5, 5, 5, 5}},
		{"N_pre_post", []float64{3, 3, 3, 3, 3}},
		{"N_post_post", []float64{2, 2, 2, 2, 2}},
		{"N_incoming", []float64{1, 1, 1, 1, 1}},
		{"N_incoming_post", []float64{2, 3, 3, 2, 3}},
		{"N_outgoing", []float64{3, 2, 3, 2, 3}},
		{"N_outgoing_post", []float64{2, 2, 1, 2, 2}},
		{"copy", []float64{0, 0, 0, 0, 0}},
		{"copy_post", []float64{0, 0, 0, 0, 0}},
		{"shared_post", []float64{7, 7, 7, 7, 7}},
		{"place_post", []float64{0, 1, 11, 20, 21}},
		{"x_pre_post", []float64{2, 2, 3, 4, 4}},
		{"y_post_post", []float64{100, 300, 300, 100, 300}},
		{"i_pre_post", []float64{0, 0, 1, 2, 2}},
		{"scaled_pre_post", []float64{20.5, 20.5, 30.5, 40.5, 40.5}},
		{"full_post - w_post", []float64{104, 304, 306, 108, 308}},
	} {
		above := synapses(t, sim.Synapse{Name: "A", Source: g, Target: s, Model: "value : 1",
			Connect: []sim.Connect{{Condition: "i == j % 2"}}, Initial: []sim.Set{{Variable: "value", Value: c.text}}})
		net := network(t, sim.Options{}, above)
		got, at := get(t, net, above, "value"), get(t, net, above, "j")
		for k, j := range at {
			if want := c.want[int(j)]; got[k] < want-1e-9 || got[k] > want+1e-9 {
				t.Errorf("%s of synapse %v is %v, want %v", c.text, j, got[k], want)
			}
		}
		if len(got) != 5 {
			t.Errorf("there are %d synapses, want 5", len(got))
		}
	}
}

// Synapses on synapses on synapses know all that is below.
func TestNamesOfSynapsesThreeDeep(t *testing.T) {
	g, s := below(t)
	middle := synapses(t, sim.Synapse{Name: "middle", Source: s, Target: s, Model: "a = full_pre - w_pre : 1", Connect: []sim.Connect{{Condition: "j == i + 1"}}})
	top := synapses(t, sim.Synapse{Name: "top", Source: middle, Target: s, Model: "x : 1\nb : 1\nk : integer", Connect: []sim.Connect{{Condition: "i == j"}},
		Initial: []sim.Set{{Variable: "x", Value: "x_pre_post_pre"}, {Variable: "b", Value: "a_pre"}, {Variable: "k", Value: "100*i_pre_pre + 10*j_post_pre + i_pre"}}})
	net := network(t, sim.Options{}, top)
	for variable, want := range map[string][]float64{
		"x": {2, 3, 4, 4}, // of the synapses 1 to 4
		"b": {104, 304, 306, 108},
		"k": {10, 11, 102, 213},
	} {
		if got := get(t, net, top, variable); !slices.EqualFunc(got, want, func(x, y float64) bool { return x-y < 1e-9 && y-x < 1e-9 }) {
			t.Errorf("%s = %v, want %v", variable, got, want)
		}
	}
	check(t, net.SetConstant(s, "factor", 3.0))
	check(t, net.SetConstant(g, "scale", 1.0))
	check(t, net.Set(top, sim.Set{Variable: "x", Value: "scaled_pre_post_pre + a_pre"}))
	if got, want := get(t, net, top, "x"), []float64{108.5, 309.5, 313.5, 116.5}; !slices.Equal(got, want) {
		t.Errorf("with other constants x = %v, want %v", got, want)
	}
}

func TestMistakesAtEndsThatAreSynapses(t *testing.T) {
	g, s := below(t)
	pair := func(i, j int) []sim.Connect { return []sim.Connect{{I: []int{0, i}, J: []int{0, j}}} }
	for _, c := range []struct {
		what string
		spec sim.Synapse
		want string
	}{
		{"spikes of the source", sim.Synapse{Source: s, Target: g, OnPre: "x += 1"}, `
sim: synapses "A": OnPre waits for spikes of synapses "S", and synapses do not spike`},
		{"spikes of the target", sim.Synapse{Source: g, Target: s, Pathways: []sim.Pathway{{Name: "back", OnPost: "w += 1"}}}, `
sim: synapses "A": pathway "back" waits for spikes of synapses "S", and synapses do not spike`},
		{"a name", sim.Synapse{Source: g, Target: s, Model: "w : 1"}, `
sim: synapses "A": model: a synapse cannot have a variable "w"
  | w : 1
  | ^ the postsynaptic synapses have one; call it w_syn`},
		{"a number of synapses", sim.Synapse{Source: s, Target: g, Model: "copy : integer"}, `
sim: synapses "A": model: a synapse cannot have a variable "copy"
  | copy : integer
  | ^~~~ the presynaptic synapses have one; call it copy_syn`},
		{"a neuron's name without its ending", sim.Synapse{Source: g, Target: s, OnPre: "y += 1"}, `
sim: synapses "A": on_pre: unknown variable "y"
  | y += 1
  | ^ it is no variable here`},
		{"writing to neurons", sim.Synapse{Source: g, Target: s, OnPre: "y_post_post += 1"}, `
sim: synapses "A": on_pre: "y_post_post" cannot be assigned to
  | y_post_post += 1
  | ^~~~~~~~~~~ it belongs to the neurons of synapses "S"`},
		{"a sum onto a subexpression", sim.Synapse{Source: g, Target: s, Model: "full_post = x_pre : 1 (summed)"}, `
sim: synapses "A": model: "full_post" cannot be summed onto synapses "S"
  | full_post = x_pre : 1 (summed)
  | ^~~~~~~~~ "full" is no parameter there; declare it as full : 1`},
		{"a matrix", sim.Synapse{Source: g, Target: s, Model: "v : 1", Connect: []sim.Connect{{W: sim.Weights{Matrix: units.ArrayFromSI(make([]float64, 20), units.Dimension{}), To: "v"}}}}, `
sim: synapses "A": connect: W is a matrix between neurons; between synapses list pairs, in I and J`},
		{"a negative number", sim.Synapse{Source: g, Target: s, Connect: pair(1, -1)}, `
sim: synapses "A": connect: J[1] = -1 is no number of a synapse`},
	} {
		if c.spec.Name = "A"; c.spec.Connect == nil {
			c.spec.Connect = []sim.Connect{{}}
		}
		_, err := sim.NewSynapses(c.spec)
		expectError(t, c.what, err, c.want)
	}
	for _, c := range []struct {
		what    string
		connect sim.Connect
		want    string
	}{
		{"a pair", pair(1, 5)[0], `
sim: synapses "A": connect: J[1] = 5, but synapses "S" has synapses 0 to 4`},
		{"a generator", sim.Connect{JOf: "i + 3"}, `
sim: synapses "A": connect: of i = 2: j = 5, but synapses "S" has synapses 0 to 4; SkipIfInvalid leaves such pairs out`},
	} {
		net := network(t, sim.Options{}, synapses(t, sim.Synapse{Name: "A", Source: g, Target: s, Connect: []sim.Connect{c.connect}}))
		expectError(t, c.what, net.Connect(), c.want)
	}
}

// Whatever asks for synapses makes those first at which they end; what was set before is seen by both.
func TestSynapsesConnectBelowFirst(t *testing.T) {
	ask := map[string]func(net *sim.Network, a *sim.Synapses) error{
		"get":     func(net *sim.Network, a *sim.Synapses) error { _, err := net.Get(a, "i"); return err },
		"connect": func(net *sim.Network, a *sim.Synapses) error { return net.Connect() },
		"run":     func(net *sim.Network, a *sim.Synapses) error { return net.Run(t.Context(), units.Second.Of(0)) },
	}
	for name, ask := range ask {
		g := neurons(t, sim.Neurons{Name: "G", Size: 5, Equations: "x : 1", Threshold: "x > 0"})
		s := synapses(t, sim.Synapse{Name: "Z", Source: g, Target: g, Model: "w : 1", Connect: []sim.Connect{{Condition: "x_pre > 2 and x_post > 2", Probability: "0.9"}}})
		a := synapses(t, sim.Synapse{Name: "A", Source: g, Target: s, Model: "u : 1", OnPre: "w += x_pre", Connect: []sim.Connect{{Condition: "x_pre == x_post_post"}}})
		base := network(t, sim.Options{}, a)
		check(t, base.Set(g, sim.Set{Variable: "x", Value: "i"}))
		check(t, ask(base, a))
		net := clone(t, base)
		check(t, net.Set(g, sim.Set{Variable: "x", Value: "i + 1"})) // too late for connecting
		run(t, net, "0.1 ms")
		i, j, w := get(t, net, a, "i"), get(t, net, s, "j"), get(t, net, s, "w")
		if !slices.Equal(i, j) || len(i) < 3 {
			t.Errorf("%s: A begins at %v, but S ends at %v", name, i, j)
		}
		for k := range w {
			if w[k] != j[k]+1 {
				t.Errorf("%s: the weights are %v after neurons %v have spiked", name, w, j)
			}
		}
	}
}

// Synapses that nobody can hold are refused when it is known how many there are below.
func TestTooManySynapsesOnSynapses(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 300, Equations: "x : 1"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{{}}})
	a := synapses(t, sim.Synapse{Name: "A", Source: s, Target: s, Connect: []sim.Connect{{}}})
	expectError(t, "all with all", network(t, sim.Options{}, a).Connect(), `
sim: synapses "A": about 8.1e+09 synapses are expected, and one object has at most 2147483647; divide it`)
}

// Synapses between no synapses at all are none.
func TestSynapsesOnNone(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "x : 1", Threshold: "True"})
	none := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1\nq : 1", Connect: []sim.Connect{{Condition: "False"}}})
	for _, c := range []sim.Connect{{}, {Condition: "i == j"}, {JOf: "i", SkipIfInvalid: true}, {Probability: "0.5"}, {Probability: "w_post"}, {I: []int{}, J: []int{}}} {
		a := synapses(t, sim.Synapse{Name: "A", Source: g, Target: none, Model: "q_post = x_pre : 1 (summed)", OnPre: "w += 1", Connect: []sim.Connect{c}})
		net := network(t, sim.Options{}, a)
		run(t, net, "0.3 ms")
		if got := get(t, net, a, "j"); len(got) != 0 {
			t.Errorf("%+v gives synapses at %v", c, got)
		}
	}
}

// Neurons of either end select synapses, and synapses do.
func TestSelectionAtEndsThatAreSynapses(t *testing.T) {
	g, s := below(t)
	a := synapses(t, sim.Synapse{Name: "A", Source: g, Target: s, Connect: []sim.Connect{{Condition: "(i + j) % 2 == 0"}}})
	net := network(t, sim.Options{}, a)
	found, err := net.Find(a, sim.Selection{I: []int{1, 2}, J: []int{3, 4}})
	check(t, err)
	if want := []int{4, 7}; !slices.Equal(found, want) {
		t.Errorf("found %v, want %v", found, want)
	}
	_, err = net.Find(a, sim.Selection{J: []int{5}})
	expectError(t, "beyond", err, `
sim: synapses "A": J[0] = 5, but synapses "S" has synapses 0 to 4`)
}
