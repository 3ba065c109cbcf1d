package sim

import (
	"errors"
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Regularly describes a RunRegularly: statements that are executed for all elements of an object at regular times.
type Regularly struct {
	Name      string         // mandatory, unique in a network
	Of        Object         // a NeuronGroup, a Subgroup or Synapses
	Code      string         // the statements; those that write shared variables come first, and are executed once
	Every     units.Quantity // interval; zero: every step of Of
	When      string         // slot of the schedule; empty: "start"
	Order     int            // order among objects in the same slot
	Namespace Namespace      // values of the names that Code uses, and that Of does not know
	Functions Functions      // that Code uses, besides those of Of
}

// RunRegularly executes statements for all elements of a group, a subgroup or synapses, in the slot "start" of every step or
// of another clock. In its statements t and dt are those of Of, whatever the interval. Variables (unless refractory) of refractory
// neurons are not written. An object may have several; those in one slot are ordered by Order, then by Name.
//
// Source: Brian 2, Group.run_regularly.
type RunRegularly struct {
	plain
	spec   Regularly
	slot   bind.Slot
	from   elements
	forAll lower.ForAll
	names  furtherNames
}

// NewRunRegularly checks a description and returns the object it describes, or an error with all faults.
func NewRunRegularly(spec Regularly) (*RunRegularly, error) {
	r := &RunRegularly{spec: spec}
	if err := checkName(r.kind(), spec.Name); err != nil {
		return nil, err
	}
	if absent(spec.Of) {
		return nil, fmt.Errorf("sim: %s: Of must say for which object the code runs", r)
	}
	if r.from = spec.Of.elements(); r.from.of == nil {
		return nil, fmt.Errorf("sim: %s: %s has no variables; Of is a NeuronGroup, a Subgroup or Synapses", r, spec.Of)
	}
	var slotErr error
	r.slot, slotErr = slotOf(r, spec.When, "start")
	if err := errors.Join(checkStep(r, "interval", spec.Every), slotErr, r.read()); err != nil {
		return nil, err
	}
	return r, nil
}

// Name returns the name.
func (r *RunRegularly) Name() string { return r.spec.Name }

// String names the object in messages.
func (r *RunRegularly) String() string { return fmt.Sprintf("%s %q", r.kind(), r.spec.Name) }

func (r *RunRegularly) kind() string { return "run_regularly" }

func (r *RunRegularly) parts() []Object { return []Object{r.spec.Of} }

func (r *RunRegularly) namespace() equations.Symbols { return r.names.constants }

func (r *RunRegularly) callable() *syntax.Functions { return r.names.functions.callable() }

// read reads the statements.
func (r *RunRegularly) read() error {
	scope, err := r.names.read(r, r.from, r.spec.Namespace, r.spec.Functions)
	if err != nil {
		return err
	}
	src := source(r, "code", r.spec.Code)
	list, err := syntax.ParseStatements(src)
	if err == nil && len(list) == 0 {
		return fmt.Errorf("sim: %s: Code must say what to do, such as \"v = 0\"", r)
	}
	shared, found := equations.CheckForAll(list, src, scope)
	if err := faults(append(syntax.FaultsOf(err), found...)); err != nil {
		return err
	}
	r.forAll = lower.StatementsForAll("run regularly", list, shared, scope, r.from.size != whole)
	return nil
}

// declare puts the object on its clock. The part has the elements that it is about, in the order of their numbers.
func (r *RunRegularly) declare(p *bind.Part) error {
	of := p.Memory().Part(r.from.of.Name())
	p.OnClockOf(of, r.spec.Every.SI())
	for _, kept := range r.forAll.Kept {
		p.Array(kept.Name, kept.Name, kept.Elem, 1)
	}
	if r.from.size != whole {
		p.N = r.from.size
		p.Ints(lower.Selected.Name, "elements", r.from.all())
	}
	declareTimed(p, r.names.constants)
	return p.Memory().SetClocks()
}

func (r *RunRegularly) schedule(s *bind.Schedule, p *bind.Part) error {
	of := p.Memory().Part(r.from.of.Name())
	when := bind.When{Slot: r.slot, Order: r.spec.Order, Name: r.Name(), Clock: p.Clock}
	site := of.Site("run_regularly " + p.Stream()).On(of.Clock).Within(p)
	if r.forAll.Once != nil {
		s.Map(when, r.forAll.Once, site.Keyed("run_regularly "+p.Stream()+" shared"), 1, ir.NoList)
	}
	if r.forAll.Each == nil {
		return nil
	}
	count := of.N
	if r.from.size != whole {
		count = p.N
	}
	s.Map(when, r.forAll.Each, site, count, ir.NoList)
	return nil
}

func (r *RunRegularly) explain(b *strings.Builder, p *bind.Part) {
	fmt.Fprintf(b, "%s of %s, every %v\n", r, r.spec.Of, seconds(p.DT()))
	for line := range strings.Lines(strings.TrimSpace(r.spec.Code)) {
		fmt.Fprintf(b, "  %s\n", strings.TrimSpace(line))
	}
}
