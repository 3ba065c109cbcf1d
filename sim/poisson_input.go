package sim

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Drive describes a PoissonInput.
type Drive struct {
	Name      string         // mandatory, unique in a network
	Of        Group          // whose neurons receive it: a NeuronGroup or a Subgroup
	Variable  string         // that it is added to
	N         int            // number of Poisson trains for each neuron
	Rate      units.Quantity // of each train
	Weight    any            // added for each event: a units.Quantity, a number, or a string: an expression of the neuron
	Namespace Namespace      // values of the names that Weight uses, and that Of does not know
	Functions Functions      // that Weight uses, besides those of Of
	When      string         // slot of the schedule; empty: "synapses"
	Order     int            // order among objects in the same slot
}

// PoissonInput adds the events of many Poisson trains to a variable of each neuron of a group, without a neuron or a synapse for
// them: in each step, Weight times the number of N trains that have an event, each with probability Rate·dt. That number is drawn from the
// binomial distribution; where it may have more than 65,536 values, from the normal distribution of the same mean and variance, as
// Brian 2 does from a mean of 5 on. Variables (unless refractory) of refractory neurons are not written.
//
// Source: Brian 2, PoissonInput, BinomialFunction.
type PoissonInput struct {
	plain
	spec             Drive
	slot             bind.Slot
	from             elements
	names            furtherNames
	table, unlimited *lower.Template // by a table of counts, or by the normal distribution
}

// NewPoissonInput checks a description and returns the input it describes, or an error with all faults. That a train has at most one
// event in a step is checked when it is added to a network.
func NewPoissonInput(spec Drive) (*PoissonInput, error) {
	in := &PoissonInput{spec: spec}
	if err := checkName("Poisson input", spec.Name); err != nil {
		return nil, err
	}
	if absent(spec.Of) {
		return nil, fmt.Errorf("sim: %s: Of must say which neurons receive it", in)
	}
	in.from = spec.Of.elements()
	var err error
	in.slot, err = slotOf(in, spec.When, "synapses")
	if err := errors.Join(err, in.checkTrains(), in.read()); err != nil {
		return nil, err
	}
	return in, nil
}

// Name returns the name of the input.
func (in *PoissonInput) Name() string { return in.spec.Name }

// String names the input in messages.
func (in *PoissonInput) String() string { return fmt.Sprintf("Poisson input %q", in.spec.Name) }

func (in *PoissonInput) parts() []Object { return []Object{in.spec.Of} }

func (in *PoissonInput) namespace() equations.Symbols { return in.names.constants }

func (in *PoissonInput) callable() *syntax.Functions { return in.names.functions.callable() }

func (in *PoissonInput) checkTrains() error {
	rate := in.spec.Rate
	switch {
	case in.spec.N < 1 || float64(in.spec.N) >= maxTrains:
		return fmt.Errorf("sim: %s: N = %d is not a number of trains from 1 to 2^53", in, in.spec.N)
	case rate.Dimension() != units.Hertz.Dim || !(rate.SI() >= 0) || !finite(rate.SI()):
		return fmt.Errorf("sim: %s: %s is not a rate of 0 Hz or more", in, rate)
	}
	return nil
}

// maxTrains is where floats begin to miss integers.
const maxTrains = 1 << 53

// read reads the variable and the weight.
func (in *PoissonInput) read() error {
	name := in.spec.Variable
	v, err := settable(in.from.of, name)
	switch {
	case err != nil:
		return fmt.Errorf("sim: %s: Variable: %s", in, strings.TrimPrefix(err.Error(), "sim: "))
	case v.Has("constant") || v.Has("shared") || v.Type == equations.Boolean:
		return fmt.Errorf("sim: %s: %q of %s cannot be added to in each step: it is %s", in, name, in.spec.Of, refusedTarget(v))
	}
	scope, err := in.names.read(in, in.from, in.spec.Namespace, in.spec.Functions)
	if err != nil {
		return err
	}
	weight, weightScope, err := scalarOf(in, in.from.of, v, in.spec.Weight, scope, added)
	if err != nil {
		return err
	}
	selected := in.from.size != whole
	in.table = lower.Input(name, weight, weightScope, selected, false)
	in.unlimited = lower.Input(name, weight, weightScope, selected, true)
	return nil
}

// refusedTarget says what a variable is that nothing can be added to.
func refusedTarget(v *equations.Variable) string {
	switch {
	case v.Has("constant"):
		return "flagged (constant)"
	case v.Has("shared"):
		return "flagged (shared)"
	}
	return v.Type.String()
}

// mostCounts is how many counts a table may have.
const mostCounts = 1 << 16

// pace makes the table of counts at the step size of the group.
func (in *PoissonInput) pace(p *bind.Part) error {
	perStep := float64(in.spec.Rate.SI() * p.DT())
	if perStep > 1+bind.StepTolerance {
		return fmt.Errorf("sim: %s: a rate of %s is more than one event in each step of %s; take a smaller step size, or a larger N",
			in, in.spec.Rate, seconds(p.DT()))
	}
	perStep = min(perStep, 1)
	n := float64(in.spec.N)
	p.Number(lower.MeanCount, float64(n*perStep))
	p.Number(lower.DeviationCount, math.Sqrt(float64(float64(n*perStep)*(1-perStep))))
	table, ok := rng.Binomial(n, perStep, mostCounts)
	p.Number(lower.CountCells, float64(len(table.Keep)))
	p.Number(lower.LeastCount, table.Least)
	switch {
	case !p.Has(lower.KeepCell.Name) && !ok:
		return nil
	case !p.Has(lower.KeepCell.Name):
		p.Fixed(lower.KeepCell.Name, "keep", table.Keep)
		p.Fixed(lower.OtherCell.Name, "other", table.Other)
		return nil
	case !ok:
		table.Keep, table.Other = []float64{}, []int32{}
	}
	return errors.Join(p.Replace(lower.KeepCell.Name, table.Keep), p.Replace(lower.OtherCell.Name, table.Other))
}

// tabled reports whether numbers of events are drawn from a table.
func tabled(p *bind.Part) bool { return p.NumberOf(lower.CountCells) > 0 }

// declare puts the input on the clock of the group.
func (in *PoissonInput) declare(p *bind.Part) error {
	of := p.Memory().Part(in.from.of.Name())
	p.OnClockOf(of, 0)
	if err := in.pace(p); err != nil {
		return err
	}
	p.N = of.N
	if in.from.size != whole {
		p.N = in.from.size
		p.Ints(lower.Selected.Name, "neurons", in.from.all())
	}
	declareTimed(p, in.names.constants)
	return nil
}

func (in *PoissonInput) schedule(s *bind.Schedule, p *bind.Part) error {
	when := bind.When{Slot: in.slot, Order: in.spec.Order, Name: in.Name(), Clock: p.Clock}
	site := p.Memory().Part(in.from.of.Name()).Site("input " + p.Stream()).Within(p)
	if tabled(p) {
		s.Map(when, in.table, site, p.N, ir.NoList)
	} else {
		s.Map(when, in.unlimited, site, p.N, ir.NoList)
	}
	return nil
}

func (in *PoissonInput) explain(b *strings.Builder, p *bind.Part) {
	fmt.Fprintf(b, "%s to %s of %s: %d trains of %s, each event adds %v\n", in, in.spec.Variable, in.spec.Of, in.spec.N, in.spec.Rate, in.spec.Weight)
	if !tabled(p) {
		b.WriteString("  so many that the normal distribution stands for the binomial one\n")
	}
}
