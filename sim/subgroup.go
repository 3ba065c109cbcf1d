package sim

import (
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/syntax"
)

// Subgroup is a part of a NeuronGroup, which may be empty: neurons that follow each other, or any others, in ascending order. It
// has no state of its own.
type Subgroup struct {
	plain
	name string
	from neurons
}

// Subgroup returns neurons start ≤ i < stop of the group as a group of their own, numbered from 0.
func (g *NeuronGroup) Subgroup(name string, start, stop int) (*Subgroup, error) {
	return newSubgroup(name, g, start, stop)
}

// Subgroup returns neurons start ≤ i < stop of the subgroup as a group of their own, numbered from 0.
func (s *Subgroup) Subgroup(name string, start, stop int) (*Subgroup, error) {
	return newSubgroup(name, s, start, stop)
}

// Pick returns some neurons of the group as a group of their own, numbered from 0. They are listed in ascending order, each
// once.
func (g *NeuronGroup) Pick(name string, list []int) (*Subgroup, error) {
	return pickSubgroup(name, g, list)
}

// Pick returns some neurons of the subgroup as a group of their own, numbered from 0. They are listed by their numbers in the
// subgroup, in ascending order, each once.
func (s *Subgroup) Pick(name string, list []int) (*Subgroup, error) {
	return pickSubgroup(name, s, list)
}

// newSubgroup makes a part that has an order of its own. Source: Brian 2, Subgroup.
func newSubgroup(name string, of Group, start, stop int) (*Subgroup, error) {
	if err := checkSubgroup(name, of); err != nil {
		return nil, err
	}
	if start < 0 || stop > of.Size() || start > stop {
		return nil, fmt.Errorf("sim: subgroup %q: neurons %d to %d (exclusive) are no part of %s with %d neurons",
			name, start, stop, of, of.Size())
	}
	n := of.neurons()
	return &Subgroup{name: name, from: neurons{n.group, n.members.part(start, stop), n.group.spec.Order + 1}}, nil
}

// pickSubgroup refuses what Brian 2 refuses since its version 2.6, in which there are such subgroups: neurons that are listed
// twice or in another order.
func pickSubgroup(name string, of Group, list []int) (*Subgroup, error) {
	if err := checkSubgroup(name, of); err != nil {
		return nil, err
	}
	n := of.neurons()
	picked := make([]int32, len(list))
	for k, i := range list {
		switch {
		case i < 0 || i >= of.Size():
			return nil, fmt.Errorf("sim: subgroup %q: neuron %d is no part of %s with %d neurons", name, i, of, of.Size())
		case k > 0 && i == list[k-1]:
			return nil, fmt.Errorf("sim: subgroup %q: neuron %d is listed twice", name, i)
		case k > 0 && i < list[k-1]:
			return nil, fmt.Errorf("sim: subgroup %q: neuron %d is listed behind %d; list neurons in ascending order", name, i, list[k-1])
		}
		picked[k] = n.at(i)
	}
	return &Subgroup{name: name, from: neurons{n.group, membersOf(picked), n.group.spec.Order + 1}}, nil
}

func checkSubgroup(name string, of Group) error {
	if err := checkName("subgroup", name); err != nil {
		return err
	}
	if absent(of) {
		return fmt.Errorf("sim: subgroup %q: there is no group: it is nil, or no constructor has made it", name)
	}
	return nil
}

// Name returns the subgroup's name.
func (s *Subgroup) Name() string { return s.name }

// String names the subgroup in messages.
func (s *Subgroup) String() string { return fmt.Sprintf("subgroup %q", s.name) }

// Size returns the number of neurons.
func (s *Subgroup) Size() int { return s.from.size }

func (s *Subgroup) parts() []Object    { return []Object{s.from.group} }
func (s *Subgroup) elements() elements { return elements{of: s.from.group, members: s.from.members} }
func (s *Subgroup) neurons() neurons   { return s.from }

func (s *Subgroup) declare(p *bind.Part) error {
	s.from.declare(s.from.part(p.Memory()))
	return nil
}

func (s *Subgroup) calls() bool                 { return s.from.group.calls() }
func (s *Subgroup) callable() *syntax.Functions { return s.from.group.callable() }

func (s *Subgroup) explain(b *strings.Builder, _ *bind.Part) {
	fmt.Fprintf(b, "%s of %s\n", s, s.from.group)
}
