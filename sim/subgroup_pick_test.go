package sim_test

import (
	"math"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func pick(t testing.TB, name string, of *sim.NeuronGroup, list ...int) *sim.Subgroup {
	t.Helper()
	return must[*sim.Subgroup](t)(of.Pick(name, list))
}

// masked is a group whose neurons know by themselves which of a list they are; -1 where they are none of them.
func masked(t testing.TB, list []int) *sim.NeuronGroup {
	rank := make([]int, 9)
	for i := range rank {
		rank[i] = slices.Index(list, i)
	}
	return neurons(t, sim.Neurons{Name: "G", Size: 9, Equations: "dv/dt = (1.1 + 0.1*i - v)/(3*ms) : 1\nx : 1\nrank : integer\nf = x + 100*i : 1",
		Method: "exact", Threshold: "v > 1", Reset: "v = 0", Events: []sim.Event{{Name: "near", Condition: "v > 0.9"}},
		Initial: []sim.Set{{Variable: "v", Value: "0.05*i"}, {Variable: "rank", Value: rank}}})
}

// Listed neurons are a group of their own in whatever names one: what they do is what those do that a mask finds, on every
// engine and to the bit.
func TestPickedNeuronsAreThoseOfAMask(t *testing.T) {
	list := []int{1, 2, 5, 8}
	for _, engine := range sim.Engines() {
		var results [2][]float64
		for k := range results {
			g := masked(t, list)
			h := neurons(t, sim.Neurons{Name: "H", Size: 4, Equations: "y : 1\nz : 1"})
			part := pick(t, "part", g, list...)
			to, back := sim.Synapse{Name: "to", Source: part, Target: h, Model: "w : 1", OnPre: "y += w*(i + 1)", Delay: "(0.1 + 0.2*i)*ms",
				Connect: []sim.Connect{{Condition: "i != j and i_pre + j < 5"}}, Initial: []sim.Set{{Variable: "w", Value: "i + 10*j + N_pre"}}},
				sim.Synapse{Name: "back", Source: g, Target: part, Model: "w : 1", OnPre: "x_post += w", PreEvent: "near",
					Connect: []sim.Connect{{Condition: "i > j"}}, Initial: []sim.Set{{Variable: "w", Value: "j + 0.1*i + 0.01*f_post"}}}
			code := sim.Regularly{Name: "code", Of: part, Code: "x += i + N + 0.001*f", Every: units.Millisecond.Of(0.7)}
			set := sim.Set{Variable: "x", Value: "2*i + N", Where: "i > 1"}
			on := sim.Object(part)
			if k == 1 { // the same without the part
				to.Source, back.Target, code.Of, on = g, g, g, g
				to.OnPre, to.Delay = "y += w*(rank_pre + 1)", "(0.1 + 0.2*rank_pre)*ms"
				to.Connect[0].Condition, to.Initial[0].Value = "rank_pre >= 0 and rank_pre != j and rank_pre + j < 5", "rank_pre + 10*j + 4"
				back.Connect[0].Condition, back.Initial[0].Value = "rank_post >= 0 and i > rank_post", "rank_post + 0.1*i + 0.01*f_post"
				code.Code = "member = int(rank >= 0)\nx += member*(rank + 4 + 0.001*f)"
				set = sim.Set{Variable: "x", Value: "2*rank + 4", Where: "rank > 1"}
			}
			s, b := synapses(t, to), synapses(t, back)
			net := network(t, sim.Options{Engine: engine}, s, b, regularly(t, code))
			check(t, net.Set(on, set))
			run(t, net, "20 ms")
			check(t, net.Set(on, set))
			run(t, net, "3 ms")
			results[k] = slices.Concat(get(t, net, h, "y"), get(t, net, g, "x"), get(t, net, s, "w"), get(t, net, b, "w"))
		}
		if !slices.Equal(results[0], results[1]) || len(results[0]) < 30 {
			t.Errorf("engine %s: picked\n%v\nmasked\n%v", engine, results[0], results[1])
		}
	}
}

// Monitors of listed neurons record what those of the whole group record of them.
func TestMonitorsOfPickedNeurons(t *testing.T) {
	list := []int{1, 2, 5, 8}
	for _, engine := range sim.Engines() {
		g := masked(t, list)
		part := pick(t, "part", g, list...)
		all := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "all", Of: g, Variables: []string{"v", "f"}}))
		some := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "some", Of: part, Variables: []string{"v", "f"}}))
		near := eventMonitor(t, sim.Recording{Name: "near", Of: part, Event: "near"})
		allNear := eventMonitor(t, sim.Recording{Name: "allNear", Of: g, Event: "near"})
		counter := spikeCounter(t, "counter", part)
		rate := must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: "rate", Of: part}))
		trace := stateMonitor(t, sim.Recording{Name: "trace", Of: part, Variables: []string{"v"}, Record: []int{3, 0}})
		whole := stateMonitor(t, sim.Recording{Name: "whole", Of: g, Variables: []string{"v"}, Record: []int{8, 1}})
		net := network(t, sim.Options{Engine: engine}, all, some, near, allNear, counter, rate, trace, whole)
		run(t, net, "15 ms")
		run(t, net, "15 ms")
		expectMembers(t, engine+": spikes", spikes(t, net, some), spikes(t, net, all), list)
		expectMembers(t, engine+": events", must[sim.Spikes](t)(net.Events(near)), must[sim.Spikes](t)(net.Events(allNear)), list)
		if got, want := counts(t, net, counter), countOf(spikes(t, net, some)); !slices.Equal(got, want) {
			t.Errorf("%s: counts %v, want %v", engine, got, want)
		}
		sum := 0.0
		for _, r := range must[sim.Rates](t)(net.Rates(rate)).Rate {
			sum += r
		}
		if want := float64(len(spikes(t, net, some).T)) / 4 / 1e-4; math.Abs(sum-want) > 1e-9*want {
			t.Errorf("%s: the sum of rates is %v, want %v", engine, sum, want)
		}
		tr, wh := must[sim.Traces](t)(net.Traces(trace)), must[sim.Traces](t)(net.Traces(whole))
		if !slices.Equal(tr.Record, []int32{3, 0}) || !slices.Equal(tr.Variables[0].Values, wh.Variables[0].Values) {
			t.Errorf("%s: traces of %v differ from those of the whole", engine, tr.Record)
		}
	}
}

// expectMembers compares what was recorded of listed neurons with what was recorded of all.
func expectMembers(t *testing.T, what string, some, all sim.Spikes, list []int) {
	t.Helper()
	n := 0
	for k, i := range all.I {
		rank := slices.Index(list, int(i))
		if rank < 0 {
			continue
		}
		if n == len(some.I) || some.I[n] != int32(rank) || some.T[n] != all.T[k] {
			t.Fatalf("%s: entry %d of %d is wrong", what, n, len(some.I))
		}
		for v := range some.Variables {
			if some.Variables[v].Values[n] != all.Variables[v].Values[k] {
				t.Errorf("%s: %s of entry %d differs", what, some.Variables[v].Name, n)
			}
		}
		n++
	}
	if n != len(some.I) || n == 0 || some.N != len(list) {
		t.Errorf("%s: %d entries of %d neurons, want %d of %d", what, len(some.I), some.N, n, len(list))
	}
}

// State of listed neurons is read and set by their own numbers, also where the subgroup is in no network.
func TestStateOfPickedNeurons(t *testing.T) {
	g := masked(t, nil)
	part := pick(t, "part", g, 1, 4, 6, 7)
	inner := must[*sim.Subgroup](t)(part.Pick("inner", []int{0, 2, 3})) // 1, 6, 7
	row := must[*sim.Subgroup](t)(part.Subgroup("row", 2, 4))           // 6, 7
	net := network(t, sim.Options{}, g)
	check(t, net.Set(part, sim.Set{Variable: "x", Value: []float64{1, 2, 3, 4}}))
	check(t, net.Set(inner, sim.Set{Variable: "x", Value: "x + 10*(i + 1) + 100*N", Where: "i > 0"}))
	check(t, net.Set(row, sim.Set{Variable: "x", Value: 5.0, Index: []int{1}}))
	for _, c := range []struct {
		of       sim.Object
		variable string
		want     []float64
	}{
		{g, "x", []float64{0, 1, 0, 0, 2, 0, 323, 5, 0}}, {part, "x", []float64{1, 2, 323, 5}}, {inner, "x", []float64{1, 323, 5}},
		{row, "x", []float64{323, 5}}, {part, "i", []float64{0, 1, 2, 3}}, {inner, "i", []float64{0, 1, 2}},
		{part, "f", []float64{101, 402, 923, 705}},
	} {
		if got := get(t, net, c.of, c.variable); !slices.Equal(got, c.want) {
			t.Errorf("%s of %s: %v, want %v", c.variable, c.of, got, c.want)
		}
	}
	if part.Size() != 4 || inner.Size() != 3 || row.Size() != 2 {
		t.Errorf("sizes %d, %d, %d", part.Size(), inner.Size(), row.Size())
	}
	empty := must[*sim.Subgroup](t)(g.Pick("empty", nil))
	check(t, net.Set(empty, sim.Set{Variable: "x", Value: "i"}))
	if got := get(t, net, empty, "x"); len(got) != 0 {
		t.Errorf("the empty subgroup has %v", got)
	}
}

func TestMistakesInPickedNeurons(t *testing.T) {
	g := masked(t, nil)
	part := pick(t, "part", g, 1, 4, 6)
	refused := func(name string, list ...int) error { return errorOf(g.Pick(name, list)) }
	expectErrors(t, []mistake{
		{"a name", refused("a b", 1), `sim: subgroup "a b": a name begins with a letter and has letters, digits and underscores`},
		{"twice", refused("p", 1, 3, 3), `sim: subgroup "p": neuron 3 is listed twice`},
		{"unsorted", refused("p", 1, 3, 2), `sim: subgroup "p": neuron 2 is listed behind 3; list neurons in ascending order`},
		{"outside", refused("p", 1, 9), `sim: subgroup "p": neuron 9 is no part of neuron group "G" with 9 neurons`},
		{"negative", refused("p", -1), `sim: subgroup "p": neuron -1 is no part of neuron group "G" with 9 neurons`},
		{"outside of a subgroup", errorOf(part.Pick("p", []int{3})), `sim: subgroup "p": neuron 3 is no part of subgroup "part" with 3 neurons`},
		{"no group", errorOf((*sim.NeuronGroup)(nil).Pick("p", nil)), `
sim: subgroup "p": there is no group: it is nil, or no constructor has made it`},
		{"an element", errorOf(sim.NewStateMonitor(sim.Recording{Name: "M", Of: part, Variables: []string{"v"}, Record: []int{3}})), `
sim: state monitor "M": Record has 3, but subgroup "part" has neurons 0 to 2`},
	})
}

// Sums reach listed neurons alone, and interleaved lists do not get in each other's way.
func TestSumsOntoPickedNeurons(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "G", Size: 6, Equations: "x : 1\nv : 1", Initial: []sim.Set{{Variable: "v", Value: "i + 1"}, {Variable: "x", Value: -1.0}}})
		even, odd := pick(t, "even", g, 0, 2, 4), pick(t, "odd", g, 1, 5)
		net := network(t, sim.Options{Engine: engine})
		for _, part := range []*sim.Subgroup{even, odd} {
			check(t, net.Add(synapses(t, sim.Synapse{Name: "S" + part.Name(), Source: g, Target: part, Model: "w : 1\nx_post = w*v_pre : 1 (summed)",
				Connect: []sim.Connect{{Condition: "i < j + 2"}}, Initial: []sim.Set{{Variable: "w", Value: "10**j"}}})))
		}
		run(t, net, "1 ms")
		// even: j = 0 sums v of i < 2, j = 1 that of i < 3, …; odd likewise
		if got := get(t, net, g, "x"); !slices.Equal(got, []float64{3, 3, 60, -1, 1000, 60}) {
			t.Errorf("engine %s: x = %v", engine, got)
		}
		again := synapses(t, sim.Synapse{Name: "again", Source: g, Target: pick(t, "last", g, 3, 5), Model: "x_post = v_pre : 1 (summed)", Connect: []sim.Connect{{}}})
		check(t, net.Add(again))
		expectError(t, "neuron 5 twice", net.Run(t.Context(), units.Millisecond.Of(1)), `
sim: synapses "again": "x_post" is summed onto neurons of neuron group "G" onto which synapses "Sodd" sums already; give each a variable of its own, and add them in the equations`)
	}
}
