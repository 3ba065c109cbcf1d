package sim_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"golgi/sim"
)

// rule is a Connect, with what decides which synapses it draws.
type rule struct {
	sim.Connect
	seed     int64
	size     int
	constant float64
}

// connected returns the synapses of a rule, and what was drawn for them.
func (r rule) connected(t *testing.T, engine string) string {
	t.Helper()
	g := neurons(t, sim.Neurons{Name: "g", Size: r.size, Equations: "x : 1", Initial: []sim.Set{{Variable: "x", Value: r.constant}}})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, MultisynapticIndex: "k", Namespace: sim.Namespace{"c": r.constant},
		Connect: []sim.Connect{r.Connect}})
	net := network(t, sim.Options{Engine: engine, Seed: r.seed}, s)
	check(t, net.Connect())
	return fmt.Sprint(get(t, net, s, "i"), get(t, net, s, "j"), get(t, net, s, "k"), net.Drawn())
}

// Networks with the same rules have the same synapses, whether they were drawn before or not, and at once; with another seed, size, constant or
// state of the neurons they have others.
func TestDrawnAgain(t *testing.T) {
	for _, c := range []sim.Connect{
		{Probability: "0.3"}, {Condition: "i > c", Probability: "0.5"}, {Condition: "rand() < 0.05*c"}, {Condition: "x_pre + j > 7.5"},
		{Probability: "c/(i + j + 5.0)"}, {JOf: "k for k in sample(N_post, p=0.03*c)"}, {IOf: "k for k in sample(N_post, size=int(c))"},
		{Probability: "0.2", N: "1 + j % 3"}, {Condition: "i != j"}, {I: []int{2, 1}, J: []int{3, 0}},
	} {
		first := rule{c, 1, 20, 4.0}
		want := first.connected(t, sim.Reference)
		others := map[string]rule{"seed": {c, 2, 20, 4.0}, "size": {c, 1, 21, 4.0}, "constant": {c, 1, 20, 9.0}}
		differ := 0
		for _, r := range others {
			if r.connected(t, sim.Reference) != want {
				differ++
			}
			r.connected(t, sim.Reference)
		}
		if differ == 0 && c.I == nil {
			t.Errorf("%+v: nothing makes a difference", c)
		}
		var at sync.WaitGroup
		again := make([]string, 6)
		for k := range again {
			at.Go(func() { again[k] = first.connected(t, sim.Engines()[k%2]) })
		}
		at.Wait()
		if slices.ContainsFunc(again, func(s string) bool { return s != want }) {
			t.Errorf("%+v: %v, want %v", c, again, want)
		}
	}
}

// Of parts of a group whose neurons are listed, each has synapses of its own neurons.
func TestDrawnAgainBetweenListed(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 30, Equations: "x : 1", Initial: []sim.Set{{Variable: "x", Value: "1.0*i"}}})
	for range 2 {
		for _, list := range [][]int{{1, 3, 7, 20}, {1, 3, 8, 20}} {
			part := must[*sim.Subgroup](t)(g.Pick("part", list))
			s := synapses(t, sim.Synapse{Name: "S", Source: part, Target: g, Model: "w : 1", Connect: []sim.Connect{{Probability: "0.4"}},
				Initial: []sim.Set{{Variable: "w", Value: "x_pre"}}})
			net := network(t, sim.Options{}, s)
			of := get(t, net, s, "i")
			for k, w := range get(t, net, s, "w") {
				if want := float64(list[int(of[k])]); w != want {
					t.Fatalf("%v: synapse %d is of neuron %v, want %v", list, k, w, want)
				}
			}
		}
	}
}

// Synapses that are connected, and have not run yet, have nothing under way.
func TestNothingIsUnderWayBeforeRuns(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "g", Size: 3, Equations: "x : 1", Threshold: "x > 1"})
		s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, OnPre: "x_post += 1", Connect: []sim.Connect{{}}})
		net := network(t, sim.Options{Engine: engine}, s)
		check(t, net.Connect())
		if got := must[sim.UnderWay](t)(net.UnderWay(s, "pre")); len(got.Synapses) > 0 {
			t.Errorf("%s: %+v", engine, got)
		}
	}
}
