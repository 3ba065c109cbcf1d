package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
)

// What Brian 2 writes in brackets selects the same elements here, to read and to set, of groups, subgroups and synapses.
// Numbers: real Brian 2, testdata/groups.py.
func TestSelections(t *testing.T) {
	want := recordedByBrian(t, "selections")
	g := neurons(t, sim.Neurons{Name: "G", Size: 8, Equations: "v : 1\nn : integer\nb : boolean\nf = 2*v + i : 1"})
	h := must[*sim.Subgroup](t)(g.Subgroup("H", 2, 7))
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: h, Model: "w : 1", Connect: []sim.Connect{{Condition: "(i + j) % 2 == 0"}}})
	net := network(t, sim.Options{}, s)
	set := func(o sim.Object, set sim.Set) {
		t.Helper()
		check(t, net.Set(o, set))
	}
	set(g, sim.Set{Variable: "v", Value: "i"})
	set(g, sim.Set{Variable: "v", Value: []float64{0, 0, 0, 0, 0, 10, 20, 30}, Where: "i > 4"})
	set(g, sim.Set{Variable: "v", Value: []float64{10, 20, 30}, Where: "i > 4"}) // the same
	set(g, sim.Set{Variable: "v", Value: "v + 0.5", Slice: "1:4"})
	set(g, sim.Set{Variable: "v", Value: []float64{1, 2}, Slice: "::-4"})
	set(g, sim.Set{Variable: "n", Value: 7, Slice: "-3:"})
	set(g, sim.Set{Variable: "b", Value: true, Where: "v > 3"})
	set(h, sim.Set{Variable: "v", Value: "100 + i", Where: "i >= 3"})
	set(h, sim.Set{Variable: "v", Value: []float64{103, 104}, Where: "i >= 3"})
	set(h, sim.Set{Variable: "v", Value: []float64{-1, -2}, Slice: ":4:2"})
	set(s, sim.Set{Variable: "w", Value: "10*i + j"})
	set(s, sim.Set{Variable: "w", Value: 0.5, Where: "i == j"})
	set(s, sim.Set{Variable: "w", Value: "w + 1000", I: []int{1}})
	set(s, sim.Set{Variable: "w", Value: "w + 2000", J: []int{0, 3}})
	set(s, sim.Set{Variable: "w", Value: []float64{-3, -4}, I: []int{6, 4}, J: []int{2}})
	set(s, sim.Set{Variable: "w", Value: -9.0, Slice: "3:5"})
	for _, c := range []struct {
		name, variable string
		of             sim.Object
		which          sim.Selection
	}{
		{"v", "v", g, sim.Selection{}}, {"n", "n", g, sim.Selection{}}, {"b", "b", g, sim.Selection{}}, {"w", "w", s, sim.Selection{}},
		{"where", "v", g, sim.Selection{Where: "v > 3 and i < 7"}}, {"slice", "f", g, sim.Selection{Slice: "2:6"}},
		{"index", "v", g, sim.Selection{Index: []int{5, 2}}}, {"backwards", "v", h, sim.Selection{Slice: "::-1"}},
		{"sub where", "f", h, sim.Selection{Where: "i % 2 == 0"}}, {"from", "w", s, sim.Selection{I: []int{1}}},
		{"to", "w", s, sim.Selection{J: []int{2, 4}}}, {"both", "j", s, sim.Selection{I: []int{0, 2}, J: []int{0, 2}}},
		{"same", "w", s, sim.Selection{Where: "i == j"}}, {"none", "w", s, sim.Selection{I: []int{1}, J: []int{0}}},
	} {
		got := must[[]float64](t)(net.GetAt(c.of, c.variable, c.which))
		expectRecorded(t, c.name, got, want[c.name])
	}
	found := must[[]int](t)(net.Find(h, sim.Selection{Where: "v > 3"}))
	expectRecorded(t, "found", integers(found), want["found"])
}

func integers(list []int) []float64 {
	out := make([]float64, len(list))
	for k, x := range list {
		out[k] = float64(x)
	}
	return out
}

// Slices are Python's. Source: list(range(5))[…] of Python 3.
func TestSlicesArePythons(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 5, Equations: "v : 1"})
	net := network(t, sim.Options{}, g)
	for text, want := range map[string][]int{
		":": {0, 1, 2, 3, 4}, "::": {0, 1, 2, 3, 4}, "1:3": {1, 2}, "3:1": {}, "-2:": {3, 4}, ":-2": {0, 1, 2}, "-99:2": {0, 1}, "2:99": {2, 3, 4},
		"::2": {0, 2, 4}, "1::2": {1, 3}, "::-1": {4, 3, 2, 1, 0}, "3:0:-1": {3, 2, 1}, "99::-3": {4, 1}, ":1:-1": {4, 3, 2}, "-1:-4:-2": {4, 2},
		"5:": {}, ":0": {}, " 1 : 2 ": {1}, ":-99": {}, "-99::-1": {},
	} {
		got := must[[]int](t)(net.Find(g, sim.Selection{Slice: text}))
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// Initial values may be given to slices and pairs too, and clones share the description.
func TestInitialSelections(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 4, Equations: "v : 1", Initial: []sim.Set{{Variable: "v", Value: "rand()", Slice: "1:3"}}})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1", Connect: []sim.Connect{{}},
		Initial: []sim.Set{{Variable: "w", Value: 1.0}, {Variable: "w", Value: "2 + i", J: []int{3}}, {Variable: "w", Value: 9.0, Slice: "-1:"}}})
	a, b := network(t, sim.Options{Seed: 1}, s), network(t, sim.Options{Seed: 1}, s)
	v := get(t, a, g, "v")
	if v[0] != 0 || v[1] == 0 || v[2] == v[1] || v[3] != 0 || !slices.Equal(v, get(t, b, g, "v")) {
		t.Errorf("v = %v", v)
	}
	if w := get(t, clone(t, a), s, "w"); !slices.Equal(w, []float64{1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1, 9}) {
		t.Errorf("w = %v", w)
	}
}

func TestMistakesInSelections(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 4, Equations: "v : 1\nq : 1 (shared)"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1", Connect: []sim.Connect{{Condition: "i == j"}}})
	m := spikeMonitor(t, "M", neurons(t, membrane(nil)))
	net := network(t, sim.Options{}, s)
	at := func(o sim.Object, variable string, which sim.Selection) error {
		return errorOf(net.GetAt(o, variable, which))
	}
	expectErrors(t, []mistake{
		{"two ways", at(g, "v", sim.Selection{Where: "v > 1", Slice: "1:"}), `
sim: neuron group "G": give one of Where, Index, Slice, and I with J`},
		{"a slice", at(g, "v", sim.Selection{Slice: "3"}), `sim: neuron group "G": "3" is no slice; write start:stop or start:stop:step, such as "3:7"`},
		{"a step of 0", net.Set(g, sim.Set{Variable: "v", Value: 1.0, Slice: "::0"}), `sim: neuron group "G": set "v": slice "::0": its step cannot be 0`},
		{"an index", at(g, "v", sim.Selection{Index: []int{1, 4}}), `sim: neuron group "G": Index has 4, but there are only 4 elements`},
		{"an index from the end", at(g, "v", sim.Selection{Index: []int{1, -1}}),
			`sim: neuron group "G": Index has -1, but elements are numbered from 0; the Slice "-1:" counts from the end`},
		{"pairs of neurons", at(g, "v", sim.Selection{I: []int{1}}), `sim: neuron group "G": I and J select synapses; neurons have an Index`},
		{"a pair", net.Set(s, sim.Set{Variable: "w", Value: 1.0, I: []int{0}, J: []int{4}}), `
sim: synapses "S": set "w": J[0] = 4, but neuron group "G" has neurons 0 to 3`},
		{"a condition", at(g, "v", sim.Selection{Where: "v"}), `
sim: neuron group "G": where: a condition is needed, but this is a float
  | v
  | ^ compare it with something`},
		{"a random condition", at(g, "v", sim.Selection{Where: "rand() < 0.5"}), `
sim: neuron group "G": where: rand() < 0.5 draws random numbers; set a variable to them, and select by it`},
		{"some of what is shared", at(g, "q", sim.Selection{Index: []int{0}}), `
sim: neuron group "G": "q" is shared and has one value; there is nothing to select`},
		{"to set some of it", net.Set(g, sim.Set{Variable: "q", Value: []float64{1}, Where: "i == 3"}), `
sim: neuron group "G": set "q": it is shared and has one value; there is nothing to select`},
		{"values", net.Set(g, sim.Set{Variable: "v", Value: []float64{1, 2, 3}, Where: "i > 1"}), `
sim: neuron group "G": set "v": 3 values, but 2 of 4 elements meet the condition; give one for each of these, or of those`},
		{"values of a slice", net.Set(g, sim.Set{Variable: "v", Value: []float64{1, 2, 3}, Slice: "2:"}), `
sim: neuron group "G": set "v": 3 values for 2 elements`},
		{"a monitor", errorOf(net.Find(m, sim.Selection{})), `sim: spike monitor "M" has no elements to find`},
	})
}

// What is shared has one value, whoever is asked: a group, a part of it, which may be empty, or a group that is linked to it.
func TestSharedValuesAreOne(t *testing.T) {
	for _, size := range []int{1, 3} {
		g := neurons(t, sim.Neurons{Name: "G", Size: size, Equations: "s : 1 (shared)\nd = 2*s : 1 (shared)\nh = 3*s : 1 (shared, constant over dt)",
			Initial: []sim.Set{{Variable: "s", Value: 7.0}}})
		l := neurons(t, sim.Neurons{Name: "L", Size: 4, Equations: "s : 1 (linked)\nd : 1 (linked)\nh : 1 (linked)",
			Linked: map[string]sim.Link{"s": {Of: g}, "d": {Of: g}, "h": {Of: g}}})
		none, some := must[*sim.Subgroup](t)(g.Subgroup("none", 0, 0)), must[*sim.Subgroup](t)(l.Pick("some", []int{1, 3}))
		net := network(t, sim.Options{}, none, some)
		run(t, net, "0.1 ms")
		for _, o := range []sim.Object{g, l, none, some} {
			for variable, want := range map[string]float64{"s": 7, "d": 14, "h": 21} {
				if got := get(t, net, o, variable); !slices.Equal(got, []float64{want}) {
					t.Errorf("%v of %d: %s = %v", o, size, variable, got)
				}
				if got, err := net.GetAt(o, variable, sim.Selection{}); err != nil || !slices.Equal(got, []float64{want}) {
					t.Errorf("%v of %d: %s = %v, %v", o, size, variable, got, err)
				}
			}
		}
		expectError(t, "some of what is shared elsewhere", errorOf(net.GetAt(some, "s", sim.Selection{Index: []int{1}})),
			`sim: subgroup "some": "s" is shared and has one value; there is nothing to select`)
	}
}
