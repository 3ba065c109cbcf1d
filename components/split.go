package components

import (
	"errors"
	"fmt"
	"math"

	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
)

// A Split gives two parts of a group names: the first neurons, and the rest. It expects the group Of, and adds the Subgroups First and Rest, from and to which
// connections go as from and to any other group.
//
//	components.Neurons{Name: "neurons", Size: 4000, Model: components.LIF, …},
//	components.Split{Of: "neurons", First: "exc", Rest: "inh", Fraction: 0.8},
//	components.Connection{From: "exc", To: "neurons", …},
//
// So excitatory and inhibitory neurons of one kind have one set of parameters. The fraction is a parameter of First, as exc.fraction; neurons are counted to the nearest whole one.
type Split struct {
	component.Base
	Of          string  // group, or part of one
	First, Rest string  // names of the parts
	Fraction    float64 // of the neurons, which First has: the default of the parameter
}

// TypeName is what messages call it.
func (c Split) TypeName() string { return "Split of " + c.Of }

// Needs names the group.
func (c Split) Needs() []string { return []string{c.Of} }

// Gives names the parts.
func (c Split) Gives() []string { return []string{c.First, c.Rest} }

// Groups names them, too.
func (c Split) Groups() []string { return c.Gives() }

// AddParameters declares the fraction.
func (c Split) AddParameters(traj *trajectory.Trajectory) error {
	if err := given.All("components: Split", given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	if !isName(c.First) || !isName(c.Rest) || c.First == c.Rest {
		return fmt.Errorf("components: Split of %q: First is %q and Rest is %q; wanted two names, which begin with a letter and have letters, digits and underscores", c.Of, c.First, c.Rest)
	}
	return traj.Add(trajectory.Parameter{Path: c.First + ".fraction", Value: c.Fraction, Bounds: trajectory.Bounds{Min: "0", Max: "1"},
		Comment: fmt.Sprintf("part of %s that is %s; what is left is %s", c.Of, c.First, c.Rest)})
}

// Build adds the parts.
func (c Split) Build(b *component.Build) error {
	if err := given.All("components: Split", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	group, err := component.Get[interface {
		sim.Group
		Subgroup(name string, start, stop int) (*sim.Subgroup, error)
	}](b.Objects, c.Of)
	fraction, err2 := trajectory.Value[float64](b.Params, c.First+".fraction")
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	n := group.Size()
	middle := int(math.Round(fraction * float64(n)))
	first, err := group.Subgroup(c.First, 0, middle)
	rest, err2 := group.Subgroup(c.Rest, middle, n)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	return errors.Join(b.Objects.Add(c.First, first), b.Objects.Add(c.Rest, rest))
}
