package components

import (
	"fmt"

	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
)

// A Subgroup is neurons of a group that follow each other, as a group of their own: for a [Connection], a [Record], and all else that expects
// the name of a group. Its parameters are Name.start, the first neuron, and Name.stop, the one behind the last.
//
//	components.Neurons{Name: "neurons", Size: 5000, Model: components.LIF, …},
//	components.Subgroup{Name: "exc", Of: "neurons", Stop: 4000},
//	components.Subgroup{Name: "inh", Of: "neurons", Start: 4000},
//	components.Connection{From: "exc", To: "neurons", …},
//
// Source: Brian 2, Subgroup.
type Subgroup struct {
	component.Base
	Name, Of    string
	Start, Stop int // defaults; Stop 0: the end of the group
}

type bordersOf struct {
	Start int `comment:"first neuron" min:"0"`
	Stop  int `comment:"neuron behind the last; 0: the end of the group" min:"0"`
}

// TypeName is what messages call it.
func (c Subgroup) TypeName() string { return "Subgroup " + c.Name }

// Needs names the group.
func (c Subgroup) Needs() []string { return []string{c.Of} }

// Gives names the subgroup.
func (c Subgroup) Gives() []string { return []string{c.Name} }

// AddParameters declares the borders.
func (c Subgroup) AddParameters(traj *trajectory.Trajectory) error {
	if err := given.All("components: Subgroup", given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	switch {
	case !isName(c.Name):
		return fmt.Errorf("components: subgroup %q: a name begins with a letter and has letters, digits and underscores", c.Name)
	case c.Of == "":
		return fmt.Errorf("components: subgroup %q: it is of no group; name one in Of", c.Name)
	}
	return trajectory.Declare(traj, c.Name, bordersOf{c.Start, c.Stop})
}

// Build adds the subgroup.
func (c Subgroup) Build(b *component.Build) error {
	if err := given.All("components: Subgroup", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	var borders bordersOf
	if err := trajectory.Fill(b.Params, c.Name, &borders); err != nil {
		return err
	}
	of, err := component.Get[interface {
		sim.Group
		Subgroup(name string, start, stop int) (*sim.Subgroup, error)
	}](b.Objects, c.Of)
	if err != nil {
		return err
	}
	if borders.Stop == 0 {
		borders.Stop = of.Size()
	}
	part, err := of.Subgroup(c.Name, borders.Start, borders.Stop)
	if err != nil {
		return err
	}
	return b.Objects.Add(c.Name, part)
}
