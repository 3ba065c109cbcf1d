package manager_test

import (
	"strings"
	"testing"

	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// labelling adds neurons, one for each object that there is, which have the length of its name: a part that goes through what
// others have added, in its order.
func labelling(b *component.Build, p cells) error {
	names := b.Objects.Names()
	lengths := make([]float64, len(names))
	for i, name := range names {
		lengths[i] = float64(len(name))
	}
	of, err := component.Add(b, sim.Neurons{Name: "labels", Size: len(names), Equations: "v : 1"})
	if err != nil {
		return err
	}
	return b.Set(of, sim.Set{Variable: "v", Value: lengths})
}

// Which objects there are, and in which order, does not depend on what was built once.
func TestListsAreThoseOfTheRun(t *testing.T) {
	for _, says := range []component.Placement{component.Anywhere, component.Once} {
		for _, path := range []string{"first.V0", "second.V0", "last.V0"} {
			if says == component.Once && path != "last.V0" {
				continue // it is told that it cannot be
			}
			explored := func(place component.Placement) map[string]string {
				parts := []component.Component{hooks{name: "hand", preBuild: func(b *component.Build) error { return group("before", "1")(b, cells{N: 1}) }}}
				for _, name := range []string{"first", "second"} {
					parts = append(parts, bound(name, place, group(strings.ToUpper(name), "V0")))
				}
				labels := place
				if place == component.Anywhere {
					labels = says
				}
				return placedExperiment(t, append(parts, bound("labelling", labels, labelling), bound("last", component.Anywhere, group("LAST", "V0")),
					runner.PreSubruns{{Name: "settle", Duration: units.Millisecond.Of(1)}}, components.Record{States: map[string][]string{"labels": {"v"}}}),
					trajectory.Axis{Path: path, Values: []float64{1, 2}}).mustExplore(1)
			}
			wantSame(t, explored(component.Anywhere), explored(component.PerRun))
		}
	}
}

// Nor does it depend on that what a network says of its objects, to a part that is built once, and to one that is built in each run.
func TestNetworksListTheObjectsOfTheRun(t *testing.T) {
	count := func(b *component.Build, of *sim.NeuronGroup) error {
		network, err := b.Objects.Network()
		if err != nil {
			return err
		}
		total := 0
		for i, o := range network.Objects() {
			total += i * len(o.Name())
		}
		return b.Set(of, sim.Set{Variable: "v", Value: float64(total)})
	}
	for _, path := range []string{"first.V0", "counting.V0", "last_of_all.V0"} {
		explored := func(place component.Placement) map[string]string {
			return placedExperiment(t, []component.Component{bound("first", place, group("FIRST", "V0")), bound("second", place, group("SECOND", "V0")),
				bound("counting", place, func(b *component.Build, p cells) error {
					of, err := component.Add(b, sim.Neurons{Name: "count", Size: 1, Equations: "v : 1", Namespace: sim.NamespaceOf(p)})
					if err != nil {
						return err
					}
					return count(b, of)
				}), bound("last_of_all", place, group("LAST_OF_ALL", "V0")), components.Record{States: map[string][]string{"count": {"v"}}}},
				trajectory.Axis{Path: path, Values: []float64{1, 2, 3}}).mustExplore(1)
		}
		wantSame(t, explored(component.Anywhere), explored(component.PerRun))
	}
}
