package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
)

// A monitor records the elements that are selected, as Brian 2's StateMonitor(S, 'w', record=S[0, :]) does.
func TestMonitorsOfSelectedElements(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 4, Equations: "x : 1", Threshold: "False", Initial: []sim.Set{{Variable: "x", Value: "10*i"}}})
	part := must[*sim.Subgroup](t)(g.Subgroup("part", 1, 4))
	s := synapses(t, sim.Synapse{Name: "S", Source: part, Target: g, Model: "w : 1", Connect: []sim.Connect{{Condition: "i + 1 != j", N: "1 + i % 2"}},
		Initial: []sim.Set{{Variable: "w", Value: "x_pre + j"}}, MultisynapticIndex: "copy"}) // the pairs (0, 0), (0, 2), (0, 3), twice (1, 0), (1, 1), (1, 3), ...
	for _, c := range []struct {
		what string
		of   sim.Object
		pick sim.Selection
		want []int32
	}{
		{"of one neuron", s, sim.Selection{I: []int{0}}, []int32{0, 1, 2}},
		{"onto one neuron", s, sim.Selection{J: []int{0}}, []int32{0, 3, 4, 9}},
		{"of a pair", s, sim.Selection{I: []int{1}, J: []int{3, 1}}, []int32{5, 6, 7, 8}},
		{"of no pair", s, sim.Selection{I: []int{2}, J: []int{3}}, nil},
		{"second ones", s, sim.Selection{Where: "copy == 1"}, []int32{4, 6, 8}},
		{"by state", s, sim.Selection{Where: "w > 30 and x_post < 20"}, []int32{10}},
		{"a slice", s, sim.Selection{Slice: "-3:"}, []int32{9, 10, 11}},
		{"backwards", s, sim.Selection{Slice: "4::-2"}, []int32{4, 2, 0}},
		{"listed", s, sim.Selection{Index: []int{5, 2, 5}}, []int32{5, 2, 5}},
		{"neurons", g, sim.Selection{Where: "x >= 20"}, []int32{2, 3}},
		{"neurons of a part", part, sim.Selection{Where: "x >= 20 and i < 2"}, []int32{1}},
		{"all", part, sim.Selection{}, []int32{0, 1, 2}},
	} {
		name, variable := c.of.Name(), "x"
		if name == "S" {
			variable = "w"
		}
		states := stateMonitor(t, sim.Recording{Name: "states", Of: c.of, Variables: []string{variable}, Select: c.pick})
		means := must[*sim.MeanMonitor](t)(sim.NewMeanMonitor(sim.Recording{Name: "means", Of: c.of, Variables: []string{variable}, Select: c.pick}))
		net := network(t, sim.Options{}, states, means)
		run(t, net, "0.2 ms")
		got, mean := must[sim.Traces](t)(net.Traces(states)), must[sim.Means](t)(net.Means(means))
		if !slices.Equal(got.Record, c.want) || !slices.Equal(mean.Record, c.want) {
			t.Errorf("%s: states of %v and means of %v are recorded, want %v", c.what, got.Record, mean.Record, c.want)
		}
		all := get(t, net, c.of, variable)
		for k, i := range c.want {
			if v := got.Variables[0].Values[len(c.want)+k]; v != all[i] || v != mean.Variables[0].Mean[k] {
				t.Errorf("%s: element %d has %v, mean %v; want %v", c.what, i, v, mean.Variables[0].Mean[k], all[i])
			}
		}
	}
}

// What is selected is so when the monitor is added.
func TestMonitorSelectsWhenAdded(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "x : 1"})
	m := stateMonitor(t, sim.Recording{Name: "M", Of: g, Variables: []string{"x"}, Select: sim.Selection{Where: "x > 0 and t >= 1*ms"}})
	net := network(t, sim.Options{}, g)
	run(t, net, "1 ms")
	check(t, net.Set(g, sim.Set{Variable: "x", Value: "i"}))
	check(t, net.Add(m))
	check(t, net.Set(g, sim.Set{Variable: "x", Value: "-i"}))
	run(t, net, "0.1 ms")
	if got := must[sim.Traces](t)(net.Traces(m)); !slices.Equal(got.Record, []int32{1, 2}) || !slices.Equal(got.Variables[0].Values, []float64{-1, -2}) {
		t.Errorf("got %+v", got)
	}
}

func TestMistakesInSelectionsOfMonitors(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "x : volt"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1", Connect: []sim.Connect{{}}})
	of := func(o sim.Object, variable string, pick sim.Selection, record ...int) error {
		m, err := sim.NewStateMonitor(sim.Recording{Name: "M", Of: o, Variables: []string{variable}, Select: pick, Record: record})
		if err != nil {
			return err
		}
		return network(t, sim.Options{}).Add(m)
	}
	for _, c := range []struct {
		what string
		err  error
		want string
	}{
		{"both", of(s, "w", sim.Selection{I: []int{0}}, 1), `
sim: state monitor "M": give Record or Select, not both`},
		{"two ways", of(s, "w", sim.Selection{I: []int{0}, Where: "w > 0"}), `
sim: state monitor "M": give one of Where, Index, Slice, and I with J`},
		{"pairs of neurons", of(g, "x", sim.Selection{I: []int{0}}), `
sim: state monitor "M": I and J select synapses; neurons have an Index`},
		{"a name", of(s, "w", sim.Selection{Where: "v > 0"}), `
sim: state monitor "M": where: unknown name "v"
  | v > 0
  | ^ it is no variable here, no constant of the namespace and no unit`},
		{"a unit", of(g, "x", sim.Selection{Where: "x > 1"}), `
sim: state monitor "M": where: cannot compare V with a number without unit
  | x > 1
  |     ^ 1 has no unit; write 1*mV`},
		{"chance", of(g, "x", sim.Selection{Where: "rand() < 0.5"}), `
sim: state monitor "M": where: rand() < 0.5 draws random numbers; set a variable to them, and select by it`},
		{"beyond", of(s, "w", sim.Selection{Index: []int{9}}), `
sim: state monitor "M": Index has 9, but there are only 9 elements`},
		{"no neuron", of(s, "w", sim.Selection{J: []int{3}}), `
sim: state monitor "M": J[0] = 3, but neuron group "G" has neurons 0 to 2`},
		{"no slice", of(s, "w", sim.Selection{Slice: "2"}), `
sim: state monitor "M": "2" is no slice; write start:stop or start:stop:step, such as "3:7"`},
	} {
		expectError(t, c.what, c.err, c.want)
	}
}
