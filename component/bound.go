package component

import (
	"errors"
	"fmt"

	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
)

// A Bound is a component whose parameters are the fields of a struct, as [trajectory.Declare] reads it. Give it as a value:
//
//	type P struct {
//		N   int     `comment:"number of neurons" min:"1"`
//		Tau float64 `unit:"ms" comment:"membrane time constant"`
//	}
//
//	component.Bound[P]{Group: "neurons", Default: P{N: 100, Tau: 10}, Make: func(b *component.Build, p P) error {
//		_, err := component.Add(b, sim.Neurons{Name: "neurons", Size: p.N, Equations: "dv/dt = -v/tau : 1", Namespace: sim.NamespaceOf(p)})
//		return err
//	}}
//
// Messages call it as its group. When Make is called is decided by Golgi: once, or in each run; see [Placement].
type Bound[P any] struct {
	Base
	Group   string                    // of its parameters
	Default P                         // their defaults
	Make    func(b *Build, p P) error // builds, with the parameters at the point of the run
	Place   Placement                 // says when, if it matters
	Fixed   bool                      // its random numbers depend on simulation.build_seed alone; see [Fixing]
}

// Name is the group.
func (c Bound[P]) Name() string { return c.Group }

// Placement is that of Place.
func (c Bound[P]) Placement() Placement { return c.Place }

// DrawsFixed is Fixed.
func (c Bound[P]) DrawsFixed() bool { return c.Fixed }

// AddParameters declares the fields.
func (c Bound[P]) AddParameters(traj *trajectory.Trajectory) error {
	switch {
	case c.Group == "":
		return fmt.Errorf("component: a Bound[%s] has no Group; name the group of its parameters", typeName[P]())
	case c.Make == nil:
		return fmt.Errorf("component: the Bound[%s] %q has no Make, and would build nothing", typeName[P](), c.Group)
	}
	return trajectory.Declare(traj, c.Group, &c.Default)
}

// Build reads the parameters, and makes what is to be made.
func (c Bound[P]) Build(b *Build) error {
	if err := given.All("component: Bound", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	if c.Make == nil {
		return errors.New("component: a Bound has no Make")
	}
	var p P
	if err := trajectory.Fill(b.Params, c.Group, &p); err != nil {
		return err
	}
	return c.Make(b, p)
}

// A Maker is a description of an object, such as [sim.Neurons], [sim.Synapse] or [sim.SpikeRecording].
type Maker[O sim.Object] interface{ Make() (O, error) }

// Add makes the object that is described, adds it to the network and to the blackboard, under its own name, and returns it.
func Add[O sim.Object](b *Build, description Maker[O]) (O, error) {
	var none O
	if err := given.All("component: Add", given.Arg{Name: "build", Value: b}, given.Arg{Name: "description", Value: description}); err != nil {
		return none, err
	}
	object, err := description.Make()
	if err != nil {
		return none, err
	}
	if err := b.Objects.Add(object.Name(), object); err != nil {
		return none, err
	}
	return object, nil
}
