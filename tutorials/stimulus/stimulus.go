// Package stimulus is the fourth tutorial: a component of one's own, which is in the network for some time only.
package stimulus

import (
	"errors"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/tutorials/synapses"
	"golgi/units"
)

// P are the parameters of the stimulus.
type P struct {
	Drive  float64 `unit:"Hz" comment:"rate of each input" min:"0"`
	Weight float64 `unit:"mV" comment:"what each spike of an input adds to ge"`
}

// Stimulus is a component: in the subrun "stimulus", 20 Poisson inputs come to each of some neurons.
type Stimulus struct{ component.Base }

// AddParameters is called first: it adds the parameters, with their defaults.
func (Stimulus) AddParameters(traj *trajectory.Trajectory) error {
	return trajectory.Declare(traj, "stimulus", P{Drive: 100, Weight: 1})
}

// PreBuild is called once, before all runs. What it shares, all of them have: here the numbers of the neurons that get the stimulus.
func (Stimulus) PreBuild(b *component.Build) error {
	stimulated := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19}
	return b.Objects.Share("stimulated", stimulated)
}

// Build is called with the parameters of a run, and makes the input. It is shared, and not in the network yet.
func (Stimulus) Build(b *component.Build) error {
	var p P
	neurons, err := component.Get[*sim.NeuronGroup](b.Objects, "neurons")
	stimulated, err2 := component.Get[[]int](b.Objects, "stimulated")
	if err := errors.Join(err, err2, trajectory.Fill(b.Params, "stimulus", &p)); err != nil {
		return err
	}
	group, err := neurons.Pick("stimulated", stimulated)
	if err != nil {
		return err
	}
	input, err := sim.NewPoissonInput(sim.Drive{Name: "input", Of: group, Variable: "ge", N: 20,
		Rate: units.Hertz.Of(p.Drive), Weight: units.Millivolt.Of(p.Weight)})
	return errors.Join(err, b.Objects.Share("input", input))
}

// AddToNetwork is called before each subrun.
func (Stimulus) AddToNetwork(s *component.Subrun) error {
	if s.Current.Name != "stimulus" {
		return nil
	}
	input, err := component.Get[*sim.PoissonInput](s.Objects, "input")
	if err != nil {
		return err
	}
	return s.Network.Add(input)
}

// RemoveFromNetwork is called after each subrun.
func (Stimulus) RemoveFromNetwork(s *component.Subrun) error {
	if s.Current.Name != "stimulus" {
		return nil
	}
	input, err := component.Get[*sim.PoissonInput](s.Objects, "input")
	if err != nil {
		return err
	}
	return s.Network.Remove(input)
}

// Experiment has the network of the third tutorial, and the stimulus.
var Experiment = cli.Experiment{
	Name: "stimulus", Doc: "A component of one's own: a stimulus that comes and goes.",
	Parts: []component.Component{
		synapses.Network, Stimulus{},
		runner.Subruns{{Name: "before", Duration: units.Millisecond.Of(200)}, {Name: "stimulus", Duration: units.Millisecond.Of(200)}},
		components.Record{Spikes: []string{"excitatory", "inhibitory"}},
		analyser.After("stimulus", synapses.Measure),
	},
}
