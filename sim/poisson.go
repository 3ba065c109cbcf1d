package sim

import (
	"errors"
	"fmt"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Poisson describes a PoissonGroup: neurons that spike at random, each independently of the others and of its
// past.
type Poisson struct {
	Name      string         // mandatory, unique in a network
	Size      int            // number of neurons, at least 1
	Rates     any            // a units.Quantity for all, a units.Array or []float64 (Hz), or a string: an expression
	Namespace Namespace      // values of the names that Rates uses
	Functions Functions      // that Rates uses
	DT        units.Quantity // step size; zero: that of the network
	Order     int            // order among objects in the same slot of the schedule
}

// ratesName is the variable of the rates.
var ratesName = &syntax.Ident{Name: "rates"}

// poissonThreshold is the condition for a spike in a step.
//
// Source: Brian 2, PoissonGroup.
const poissonThreshold = "rand() < rates*dt"

// poissonChance is the probability of a spike in a step.
var poissonChance = &syntax.Binary{Op: syntax.Mul, X: ratesName, Y: &syntax.Ident{Name: "dt"}}

// NewPoissonGroup checks a description and returns the group it describes, or an error with all faults. In each
// step a neuron spikes with probability rates·dt, with certainty from 1/dt on: a Poisson process as far as
// rates·dt is small. The group is a NeuronGroup with one variable, rates, in Hz. Rates given as values can be
// changed by Set; an expression, of i, N, t, dt and the namespace, is evaluated in every step. A rate that a text makes negative
// counts as 0, of which the network warns; one that is NaN ends the run.
func NewPoissonGroup(spec Poisson) (*NeuronGroup, error) {
	g := &NeuronGroup{kind: "Poisson group", spec: Neurons{Name: spec.Name, Size: spec.Size,
		Threshold: poissonThreshold, Namespace: spec.Namespace, Functions: spec.Functions, DT: spec.DT, Order: spec.Order}}
	if err := errors.Join(g.checkPlain(), g.readFunctions()); err != nil {
		return nil, err
	}
	g.law = refusedRate
	src, rates, err := g.readRates(spec.Rates)
	if err != nil {
		return nil, err
	}
	g.rates = &watcher{group: g, text: rates.Kind == syntax.Subexpression}
	if err := g.read(equations.NewModel(src, []*syntax.Equation{rates}, equations.Neurons)); err != nil {
		return nil, err
	}
	if _, known := equations.Eval(ratesName, g.scope()); known {
		return g, g.checkKnownRate(g.scope())
	}
	g.operations = append(g.operations, g.rates)
	return g, nil
}

// drawn reports whether the neurons spike at random at rates that are values, so that those that do not need no draws.
func (g *NeuronGroup) drawn() bool { return g.rates != nil && g.watched() == nil }

// checkKnownRate checks the rate, where it is made of constants.
func (g *NeuronGroup) checkKnownRate(scope equations.Scope) error {
	if g.rates == nil {
		return nil
	}
	if x, known := equations.Eval(ratesName, scope); known {
		return g.checkRate(units.Hertz.Of(x))
	}
	return nil
}

// readRates returns the equation of the rates with its source: a subexpression, or a parameter with an initial
// value.
func (g *NeuronGroup) readRates(rates any) (*syntax.Source, *syntax.Equation, error) {
	eq := &syntax.Equation{Kind: syntax.Parameter, Unit: syntax.Text{Text: "Hz"}}
	eq.Name.Name = ratesName.Name
	text, isText := rates.(string)
	src := source(g, "rates", text)
	if !isText {
		g.spec.Initial = []Set{{Variable: eq.Name.Name, Value: rates}}
		return src, eq, g.checkRates(rates)
	}
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return nil, nil, err
	}
	eq.Kind, eq.Expr, eq.Name.At = syntax.Subexpression, e, e.Span()
	return src, eq, nil
}

// checkRates checks rates that are given as values.
func (g *NeuronGroup) checkRates(rates any) error {
	var list units.Array
	switch rates := rates.(type) {
	case units.Quantity:
		return g.checkRate(rates)
	case units.Array:
		list = rates
	case []float64:
		list = units.Hertz.OfAll(rates...)
	default:
		return fmt.Errorf("sim: %s: rates of type %T; give a units.Quantity, a string or an array", g, rates)
	}
	if list.Len() != g.Size() {
		return fmt.Errorf("sim: %s: %d rates for %d neurons", g, list.Len(), g.Size())
	}
	for i := range list.Len() {
		if err := g.checkRate(list.At(i)); err != nil {
			return err
		}
	}
	return nil
}

// refusedRate says why the rates of a Poisson group cannot have a value.
func refusedRate(variable string, x float64) string {
	if variable == ratesName.Name && (!(x >= 0) || !finite(x)) {
		return fmt.Sprintf("%v Hz is not a rate of 0 Hz or more", x)
	}
	return ""
}

func (g *NeuronGroup) checkRate(rate units.Quantity) error {
	if rate.Dimension() != units.Hertz.Dim || !(rate.SI() >= 0) || !finite(rate.SI()) {
		return fmt.Errorf("sim: %s: %s is not a rate of 0 Hz or more", g, rate)
	}
	return nil
}
