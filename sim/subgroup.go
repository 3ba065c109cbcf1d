package sim

import (
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/syntax"
)

// Subgroup is a contiguous part of a NeuronGroup, which may be empty. It has no state of its own.
type Subgroup struct {
	plain
	name  string
	of    *NeuronGroup
	start int
	size  int
}

// Subgroup returns neurons start ≤ i < stop of the group as a group of their own, numbered from 0.
func (g *NeuronGroup) Subgroup(name string, start, stop int) (*Subgroup, error) {
	return newSubgroup(name, g, start, stop)
}

// Subgroup returns neurons start ≤ i < stop of the subgroup as a group of their own, numbered from 0.
func (s *Subgroup) Subgroup(name string, start, stop int) (*Subgroup, error) {
	return newSubgroup(name, s, start, stop)
}

func newSubgroup(name string, of Group, start, stop int) (*Subgroup, error) {
	if err := checkName("subgroup", name); err != nil {
		return nil, err
	}
	if absent(of) {
		return nil, fmt.Errorf("sim: subgroup %q: there is no group: it is nil, or no constructor has made it", name)
	}
	if start < 0 || stop > of.Size() || start > stop {
		return nil, fmt.Errorf("sim: subgroup %q: neurons %d to %d (exclusive) are no part of %s with %d neurons",
			name, start, stop, of, of.Size())
	}
	n := of.neurons()
	return &Subgroup{name: name, of: n.group, start: n.start + start, size: stop - start}, nil
}

// Name returns the subgroup's name.
func (s *Subgroup) Name() string { return s.name }

// String names the subgroup in messages.
func (s *Subgroup) String() string { return fmt.Sprintf("subgroup %q", s.name) }

// Size returns the number of neurons.
func (s *Subgroup) Size() int { return s.size }

func (s *Subgroup) parts() []Object    { return []Object{s.of} }
func (s *Subgroup) elements() elements { return elements{s.of, s.start, s.size} }

func (s *Subgroup) callable() *syntax.Functions { return s.of.callable() }

// neurons gives a part an order of its own. Source: Brian 2, Subgroup.
func (s *Subgroup) neurons() neurons {
	return neurons{group: s.of, start: s.start, size: s.size, order: s.of.spec.Order + 1}
}

func (s *Subgroup) explain(b *strings.Builder, _ *bind.Part) { fmt.Fprintf(b, "%s of %s\n", s, s.of) }
