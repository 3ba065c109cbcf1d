package manager_test

import (
	"context"
	"testing"

	"golgi/component"
	"golgi/components"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// grown adds neurons that spike now and then.
func grown(b *component.Build, name string) (*sim.NeuronGroup, error) {
	return component.Add(b, sim.Neurons{Name: name, Size: 3, Equations: "dv/dt = 1/ms : 1", Method: "euler", Threshold: "v > 0.55", Reset: "v = 0"})
}

// What a Build may do with its network beside adding to it, with neurons of its own and those of a part before it.
var deeds = map[string]func(b *component.Build, n *sim.Network, other sim.Group, own *sim.NeuronGroup) error{
	"deactivates another": func(_ *component.Build, n *sim.Network, other sim.Group, _ *sim.NeuronGroup) error {
		return n.Deactivate(other)
	},
	"deactivates its own": func(_ *component.Build, n *sim.Network, _ sim.Group, own *sim.NeuronGroup) error {
		return n.Deactivate(own)
	},
	"removes another": func(_ *component.Build, n *sim.Network, other sim.Group, _ *sim.NeuronGroup) error {
		return n.Remove(other)
	},
	"runs": func(_ *component.Build, n *sim.Network, _ sim.Group, _ *sim.NeuronGroup) error {
		return n.Run(context.Background(), units.Millisecond.Of(0.3))
	},
	"reseeds": func(_ *component.Build, n *sim.Network, _ sim.Group, own *sim.NeuronGroup) error {
		n.Reseed(5, 6)
		return n.Set(own, sim.Set{Variable: "v", Value: "rand()"})
	},
	"restores": func(_ *component.Build, n *sim.Network, _ sim.Group, own *sim.NeuronGroup) error {
		s, err := n.Snapshot()
		if err == nil {
			err = n.Set(own, sim.Set{Variable: "v", Value: "rand()"})
		}
		if err != nil {
			return err
		}
		return n.Restore(s)
	},
	"counts objects": func(_ *component.Build, n *sim.Network, _ sim.Group, own *sim.NeuronGroup) error {
		return n.Set(own, sim.Set{Variable: "v", Value: float64(len(n.Objects()))})
	},
	"explains": func(_ *component.Build, n *sim.Network, _ sim.Group, own *sim.NeuronGroup) error {
		return n.Set(own, sim.Set{Variable: "v", Value: float64(len(n.Explain()))})
	},
	"looks ahead": func(_ *component.Build, n *sim.Network, other sim.Group, own *sim.NeuronGroup) error {
		ahead, err := n.Clone()
		if err != nil {
			return err
		}
		defer ahead.Close()
		if err := ahead.Run(context.Background(), units.Millisecond.Of(0.2)); err != nil {
			return err
		}
		v, err := ahead.Get(other, "v")
		if err != nil {
			return err
		}
		return n.Set(own, sim.Set{Variable: "v", Value: v[0]})
	},
}

// Whatever it does, it is as if each run had built it.
func TestWhateverBuildDoes(t *testing.T) {
	for name, deed := range deeds {
		explored := func(place component.Placement) map[string]string {
			return placedExperiment(t, []component.Component{
				bound("read", component.Anywhere, group("R", "V0*rand()")),
				bound("other", place, func(b *component.Build, _ cells) error { _, err := grown(b, "A"); return err }),
				bound("doing", place, func(b *component.Build, _ cells) error {
					own, err := grown(b, "X")
					if err != nil {
						return err
					}
					network, err := b.Objects.Network()
					if err != nil {
						return err
					}
					other, err := component.Get[sim.Group](b.Objects, "A")
					if err != nil {
						return err
					}
					return deed(b, network, other, own)
				}),
				bound("last", place, group("Z", "V0 + rand()")),
				components.Record{Spikes: []string{"X"}, States: map[string][]string{"X": {"v"}, "Z": {"v"}}},
			}, trajectory.Axis{Path: "read.V0", Values: []int{1, 2}}).mustExplore(1)
		}
		t.Run(name, func(t *testing.T) { wantSame(t, explored(component.Anywhere), explored(component.PerRun)) })
	}
}
