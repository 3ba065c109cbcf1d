package sim_test

import (
	"context"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// linkedTo describes two neurons that follow a linked variable.
func linkedTo(name string, l sim.Link) sim.Neurons {
	return sim.Neurons{Name: name, Size: 2, Equations: "dy/dt = (x - y)/ms : 1\nx : 1 (linked)\nk : integer\nf = x*2 : 1",
		Linked: map[string]sim.Link{"x": l}}
}

func leaders(t testing.TB) *sim.NeuronGroup {
	return neurons(t, sim.Neurons{Name: "lead", Size: 3, Equations: `dv/dt = (1 - v)/(2*ms) : 1
w : volt
s : 1 (shared)
n : integer
b : boolean
u = scale*v + i/N : 1
z = v + 0*xi_z*ms**0.5 : 1`,
		Namespace: sim.Namespace{"scale": 3.0}, Initial: []sim.Set{{Variable: "v", Value: "i"}, {Variable: "s", Value: 5}, {Variable: "n", Value: "2 - i"}}})
}

// What a link leads to is read from there: by Get, through subexpressions, subgroups, monitors and clones.
func TestLinkedVariables(t *testing.T) {
	lead := leaders(t)
	part := must[*sim.Subgroup](t)(lead.Subgroup("part", 1, 3))
	last := must[*sim.Subgroup](t)(lead.Subgroup("last", 2, 3))
	for _, c := range []struct {
		what string
		link sim.Link
		want []float64
	}{
		{"index", sim.Link{Of: lead, Variable: "v", Index: []int{2, 1}}, []float64{2, 1}},
		{"a subgroup of as many neurons", sim.Link{Of: part, Variable: "v"}, []float64{1, 2}},
		{"index within a subgroup", sim.Link{Of: part, Variable: "v", Index: []int{1, 0}}, []float64{2, 1}},
		{"a subgroup of one neuron", sim.Link{Of: last, Variable: "v"}, []float64{2, 2}},
		{"one value", sim.Link{Of: lead, Variable: "s"}, []float64{5}},
		{"an integer variable as index", sim.Link{Of: lead, Variable: "v", IndexBy: "k"}, []float64{0, 0}},
		{"an integer", sim.Link{Of: lead, Variable: "n", Index: []int{0, 2}}, []float64{2, 0}},
		{"a subexpression", sim.Link{Of: lead, Variable: "u", Index: []int{2, 1}}, []float64{6 + 2.0/3, 3 + 1.0/3}},
	} {
		group := neurons(t, linkedTo("follow", c.link))
		net := clone(t, network(t, sim.Options{}, group)) // which brings its leaders with it
		if got := get(t, net, group, "x"); !slices.Equal(got, c.want) {
			t.Errorf("%s: x = %v, want %v", c.what, got, c.want)
		}
		twice := []float64{2 * c.want[0], 2 * c.want[len(c.want)-1]}
		if got := get(t, net, group, "f"); !slices.Equal(got, twice) {
			t.Errorf("%s: f = %v, want %v", c.what, got, twice)
		}
	}
}

// Variables that lead to others by a chain of links, and synapses at both of whose ends there are such, on all engines; a copy of what
// is linked to gives the same bits.
func TestEnginesFollowLinks(t *testing.T) {
	lead := leaders(t)
	spec := linkedTo("mid", sim.Link{Of: lead, Variable: "u", IndexBy: "k"})
	spec.Initial = []sim.Set{{Variable: "k", Value: "1 + i"}}
	spec.Threshold, spec.Reset = "x > 2.5 and y > 0.1*x", "y = 0\nk = (k + 1) % 3"
	mid := neurons(t, spec)
	end := neurons(t, linkedTo("end", sim.Link{Of: mid, Index: []int{1, 0}, Variable: "x"}))
	syn := synapses(t, sim.Synapse{Name: "syn", Source: mid, Target: end, Model: "w : 1", OnPre: "y_post += x_pre + x_post/10 + w",
		Connect: []sim.Connect{{Condition: "x_post > 3"}}, Initial: []sim.Set{{Variable: "w", Value: "x_pre*x_post"}}})
	trace := stateMonitor(t, sim.Recording{Name: "trace", Of: end, Variables: []string{"x", "y", "f"}})
	var want [][]float64
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, syn, trace)
		run(t, net, "10 ms")
		traces := must[sim.Traces](t)(net.Traces(trace))
		got := [][]float64{get(t, net, mid, "k"), get(t, net, syn, "w")}
		for _, v := range traces.Variables {
			got = append(got, v.Values)
		}
		if engine == sim.Reference {
			want = got
		}
		if !slices.EqualFunc(got, want, slices.Equal) || slices.Max(got[3]) < 5 {
			t.Errorf("engine %s: %v, want %v", engine, got, want)
		}
	}
}

func TestMistakesInLinks(t *testing.T) {
	lead := leaders(t)
	other := neurons(t, sim.Neurons{Name: "slow", Size: 2, Equations: "v : 1\nu = v + t/ms : 1", DT: units.Millisecond.Of(1)})
	part := must[*sim.Subgroup](t)(lead.Subgroup("part", 1, 3))
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Neurons, *sim.Link)
		want     string
	}{
		{"no group", func(_ *sim.Neurons, l *sim.Link) { l.Of = nil }, `
sim: neuron group "b": "x" is flagged (linked), but Linked does not say to what; give Linked["x"] a group in Of, or Own`},
		{"the group itself, which changes", func(s *sim.Neurons, l *sim.Link) { *l = sim.Link{Own: true, Variable: "y"} }, `
sim: neuron group "b": "x" cannot be linked to "y" of the group itself, which may change while it is read; link to a (constant) variable, or to before = y : 1 (constant over dt)`},
		{"the group itself, in which there is none", func(s *sim.Neurons, l *sim.Link) { *l = sim.Link{Own: true, Variable: "v"} }, `
sim: neuron group "b": "x" cannot be linked: neuron group "b" has no variable "v"; there are: y, x, k, f`},
		{"the group itself, in another unit", func(s *sim.Neurons, l *sim.Link) {
			s.Equations += "\nw : volt (constant)"
			*l = sim.Link{Own: true, Variable: "w"}
		}, `
sim: neuron group "b": "x" has no unit and cannot be linked to "w", which has unit V`},
		{"the group itself, in a circle", func(s *sim.Neurons, l *sim.Link) {
			s.Equations += "\nbefore = z + y : 1 (constant over dt)\nz = x/2 : 1"
			*l = sim.Link{Own: true, Variable: "before", IndexBy: "k"}
		}, `
sim: neuron group "b": "x" is linked to "before", which reads a link to the group itself; neurons would wait for each other`},
		{"the group itself, and another", func(s *sim.Neurons, l *sim.Link) { l.Own = true }, `
sim: neuron group "b": "x" is flagged (linked), but Linked does not say to what; give Linked["x"] a group in Of, or Own`},
		{"no variable of that name", func(_ *sim.Neurons, l *sim.Link) { l.Variable = "vv" }, `
sim: neuron group "b": "x" cannot be linked: neuron group "lead" has no variable "vv"; did you mean "v"?`},
		{"a constant", func(_ *sim.Neurons, l *sim.Link) { l.Variable = "scale" }, `
sim: neuron group "b": "x" cannot be linked: neuron group "lead" has no variable "scale"; there are: v, w, s, n, b, u, z`},
		{"a unit", func(_ *sim.Neurons, l *sim.Link) { l.Variable = "w" }, `
sim: neuron group "b": "x" has no unit and cannot be linked to "w" of neuron group "lead", which has unit V`},
		{"a type", func(_ *sim.Neurons, l *sim.Link) { l.Variable = "b" }, `
sim: neuron group "b": "x" is a float and cannot be linked to "b" of neuron group "lead", which is a boolean`},
		{"noise", func(_ *sim.Neurons, l *sim.Link) { l.Variable = "z" }, `
sim: neuron group "b": "x" cannot be linked to "z" of neuron group "lead", which has noise, and so no value at one moment`},
		{"a subexpression on another clock", func(_ *sim.Neurons, l *sim.Link) { l.Of, l.Variable = other, "u" }, `
sim: neuron group "b": "x" cannot be linked to "u" of neuron group "slow", a subexpression of a group with another step size, yet; link to the variables that it uses`},
		{"sizes", func(_ *sim.Neurons, l *sim.Link) { l.Index = nil }, `
sim: neuron group "b": Linked["x"]: neuron group "b" has 2 neurons and neuron group "lead" has 3; give Index, the number of the element for each neuron`},
		{"too few indices", func(_ *sim.Neurons, l *sim.Link) { l.Index = []int{1} }, `
sim: neuron group "b": Linked["x"]: Index has 1 numbers for 2 neurons`},
		{"an index beyond", func(_ *sim.Neurons, l *sim.Link) { l.Index[1] = 3 }, `
sim: neuron group "b": Linked["x"]: Index has 3, but neuron group "lead" has neurons 0 to 2`},
		{"an index beyond a subgroup", func(_ *sim.Neurons, l *sim.Link) { l.Of, l.Index[1] = part, 2 }, `
sim: neuron group "b": Linked["x"]: Index has 2, but subgroup "part" has neurons 0 to 1`},
		{"two kinds of index", func(_ *sim.Neurons, l *sim.Link) { l.IndexBy = "k" }, `
sim: neuron group "b": Linked["x"]: give Index or IndexBy, not both`},
		{"an index that is none", func(_ *sim.Neurons, l *sim.Link) { l.Index, l.IndexBy = nil, "y" }, `
sim: neuron group "b": Linked["x"]: IndexBy is "y", which is no integer variable of the neurons`},
		{"an index into a subgroup", func(_ *sim.Neurons, l *sim.Link) { l.Of, l.Index, l.IndexBy = part, nil, "k" }, `
sim: neuron group "b": Linked["x"]: IndexBy cannot count in subgroup "part" yet; link to neuron group "lead", and count in that`},
		{"an index into one value", func(_ *sim.Neurons, l *sim.Link) { l.Variable = "s" }, `
sim: neuron group "b": Linked["x"]: the variable is shared and has one value; there is nothing to number`},

		{"no flag", func(s *sim.Neurons, _ *sim.Link) { s.Equations = "x : 1" }, `
sim: neuron group "b": Linked: "x" is not flagged (linked); write x : 1 (linked)`},
		{"no such variable here", func(s *sim.Neurons, _ *sim.Link) { s.Equations = "xx : 1" }, `
sim: neuron group "b": Linked: neuron group "b" has no variable "x"; did you mean "xx"?`},
		{"two flags", func(s *sim.Neurons, _ *sim.Link) { s.Equations = "x : 1 (linked, shared)" }, `
sim: neuron group "b": equations: "x" cannot be flagged (linked) and something else
  | x : 1 (linked, shared)
  |        ^~~~~~ it is what it is linked to`},
		{"a subexpression", func(s *sim.Neurons, _ *sim.Link) { s.Equations = "x = 2 : 1 (linked)" }, `
sim: neuron group "b": equations: "x" cannot be flagged (linked)
  | x = 2 : 1 (linked)
  |            ^~~~~~ the flag is not for subexpressions`},
		{"an initial value", func(s *sim.Neurons, _ *sim.Link) { s.Initial = []sim.Set{{Variable: "x", Value: 1}} }, `
sim: neuron group "b": "x" cannot be set: it is linked; set what it is linked to`},
		{"a reset of what two share", func(s *sim.Neurons, l *sim.Link) { s.Threshold, s.Reset, l.Index = "y > 1", "x = 0", []int{2, 2} }, `
sim: neuron group "b": reset: "x" cannot be assigned to
  | x = 0
  | ^ it is linked to neuron group "lead", of which two may have the same element`},
		{"a reset of an integer", func(s *sim.Neurons, l *sim.Link) { s.Threshold, s.Reset, l.Variable = "y > 1", "x = 0", "n" }, `
sim: neuron group "b": reset: "x" cannot be assigned to
  | x = 0
  | ^ it is linked to neuron group "lead", where it is an integer`},
		{"a reset of a subexpression", func(s *sim.Neurons, l *sim.Link) { s.Threshold, s.Reset, l.Variable = "y > 1", "x = 0", "u" }, `
sim: neuron group "b": reset: "x" cannot be assigned to
  | x = 0
  | ^ it is linked to "u" of neuron group "lead", a subexpression`},
	} {
		spec, l := linkedTo("b", sim.Link{}), sim.Link{Of: lead, Variable: "v", Index: []int{2, 1}}
		c.mistaken(&spec, &l)
		spec.Linked["x"] = l
		_, err := sim.NewNeuronGroup(spec)
		expectError(t, c.what, err, c.want)
	}
}

// An integer variable that leads outside is found in the run, whichever engine it is.
func TestLinkThatLeadsOutside(t *testing.T) {
	group := neurons(t, linkedTo("b", sim.Link{Of: leaders(t), Variable: "v", IndexBy: "k"}))
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, group)
		check(t, net.Set(group, sim.Set{Variable: "k", Value: 3, Index: []int{1}}))
		expectError(t, engine, net.Run(context.Background(), units.Millisecond.Of(1)),
			"sim: network: "+engine+": step b_stateupdater at t = 0 s: index 3 is outside lead.v, whose elements are 0 to 2\n"+
				`sim: neuron group "b": "x" is linked to element 3 of neuron group "lead" for element 1, by "k"; it must be 0 to 2`)
	}
}

// A subexpression behind a link has the functions and constants of its own group, also where this one has others of the same name.
func TestLinkedSubexpressionKeepsItsNames(t *testing.T) {
	times := func(k float64) sim.GoFunction {
		return sim.GoFunction{Units: []string{"1"}, Result: "1", Value: func(x ...float64) float64 { return k * x[0] }}
	}
	lead := neurons(t, sim.Neurons{Name: "lead", Size: 2, Equations: "v = f(c) + g2(i) : 1", Namespace: sim.Namespace{"c": 5},
		Functions: sim.Functions{"f(x)": times(10), "g2(x)": "x/c"}})
	group := neurons(t, sim.Neurons{Name: "b", Size: 2, Equations: "v : 1 (linked)\ny = f(c) + v : 1\nz : 1", Namespace: sim.Namespace{"c": 7},
		Functions: sim.Functions{"f(x)": times(100), "g2(x)": "x*c"}, Linked: map[string]sim.Link{"v": {Of: lead}}, Threshold: "True", Reset: "z = y + f(v)"})
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, group)
		run(t, net, "0.1 ms")
		if got := get(t, net, group, "z"); !slices.Equal(got, []float64{750 + 5000, 750.2 + 5020}) {
			t.Errorf("engine %s: z = %v", engine, got)
		}
	}
}

// Links to the group's own neurons see the beginning of the step, as do subexpressions that are computed there.
func TestLinksToTheGroupItself(t *testing.T) {
	spec := sim.Neurons{Name: "ring", Size: 5, Method: "euler", Equations: "after = 10*x + 0*y : 1 (constant over dt)\ndv/dt = (x - v)/(0.1*ms) : 1\n" +
		"before = v : 1 (constant over dt)\nx : 1 (linked)\ny : 1 (linked)\nw : 1 (constant)\nk : integer\nn : 1", Threshold: "True", Reset: "n = after + y",
		Linked:  map[string]sim.Link{"x": {Own: true, Variable: "before", Index: []int{4, 0, 1, 2, 3}}, "y": {Own: true, Variable: "w", IndexBy: "k"}},
		Initial: []sim.Set{{Variable: "v", Value: "i"}, {Variable: "w", Value: "100*i"}, {Variable: "k", Value: "4 - i"}}}
	group := neurons(t, spec)
	syn := synapses(t, sim.Synapse{Name: "s", Source: group, Target: group, Model: "u : 1", OnPre: "u = x_pre + 100*y_post",
		Connect: []sim.Connect{{Condition: "i == j"}}})
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, syn)
		run(t, net, "0.2 ms") // in each step, values move on by one neuron
		for name, want := range map[string][]float64{"v": {3, 4, 0, 1, 2}, "before": {4, 0, 1, 2, 3}, "x": {3, 4, 0, 1, 2}, "n": {430, 340, 200, 110, 20}} {
			if got := get(t, net, group, name); !slices.Equal(got, want) {
				t.Errorf("engine %s: %s = %v, want %v", engine, name, got, want)
			}
		}
		if got := get(t, net, syn, "u"); !slices.Equal(got, []float64{40003, 30004, 20000, 10001, 2}) {
			t.Errorf("engine %s: u = %v", engine, got)
		}
	}
}

// Neurons write what they are linked to, each its own element; what is not written is as it was. Source: Brian 2.5.1,
// test_linked_var_in_reset and test_linked_var_in_reset_size_1.
func TestLinkedVariablesAreWritten(t *testing.T) {
	for _, c := range []struct {
		what  string
		sizes [2]int
		index []int
		want  []float64
	}{
		{"by number", [2]int{3, 3}, nil, []float64{0, 25, 0}},
		{"one to one", [2]int{1, 1}, nil, []float64{0}},
		{"by index", [2]int{4, 3}, []int{3, 2, 0}, []float64{0, 0, 25, 0}},
	} {
		lead := neurons(t, sim.Neurons{Name: "lead", Size: c.sizes[0], Equations: "v : 1"})
		group := neurons(t, sim.Neurons{Name: "b", Size: c.sizes[1], Equations: "x : 1 (linked)\ny : 1", Threshold: "y > 1", Reset: "y -= 2; x += 1",
			Linked: map[string]sim.Link{"x": {Of: lead, Variable: "v", Index: c.index}}, Initial: []sim.Set{{Variable: "y", Value: "3.5*(i == 1)"}}})
		regular, err := sim.NewRunRegularly(sim.Regularly{Name: "often", Of: group, Code: "x = x*5 + y"})
		check(t, err)
		for _, engine := range sim.Engines() {
			net := network(t, sim.Options{Engine: engine}, lead, group, regular)
			run(t, net, "0.2 ms") // 0*5 + 3.5 + 1, *5 + 1.5 + 1
			if got := get(t, net, lead, "v"); !slices.Equal(got, c.want) {
				t.Errorf("%s, engine %s: v = %v, want %v", c.what, engine, got, c.want)
			}
		}
	}
}
