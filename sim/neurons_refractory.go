package sim

import (
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Refractory says how long neurons are refractory after a spike. It is a time, "2 ms", which may be infinite,
// "inf s"; an expression for a time, "rand()*tau"; or a condition, "v > 0.3", as long as which they stay refractory.
type Refractory string

// RefractoryOf returns a time as a Refractory, to the bit.
func RefractoryOf(time units.Quantity) Refractory { return Refractory(textOf(time)) }

// resting is the memory of neurons that are refractory after a spike. Who is refractory when is a matter of the state
// update and the threshold.
type resting struct {
	idle
	long Refractory
}

func (r resting) explain(b *strings.Builder, _ *bind.Part) {
	fmt.Fprintf(b, "  refractory: %s\n", r.long)
}

func (resting) declare(p *bind.Part) error {
	p.Array("lastspike", "lastspike", ir.Float64, p.N)
	p.Array("not_refractory", "not_refractory", ir.Bool8, p.N)
	if err := p.Fill("lastspike", lower.NeverSpiked); err != nil {
		return err
	}
	return p.Fill("not_refractory", 1)
}

// readRefractory reads the refractory period. Its names are those of the model.
func (g *NeuronGroup) readRefractory() error {
	text := string(g.spec.Refractory)
	if text == "" {
		return nil
	}
	if q, is, err := quantityOf(text); is {
		if err != nil {
			return fmt.Errorf("sim: %s: refractory: %w", g, err)
		}
		return g.readRefractoryTime(q)
	}
	src := source(g, "refractory", text)
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return err
	}
	info, list := equations.Check(e, src, g.scope())
	switch {
	case len(list) > 0 || info.Type == equations.Nothing:
		return faults(list)
	case info.Type == equations.Boolean:
		g.refractory.While = e
		return nil
	case info.Dim == units.Second.Dim:
		g.refractory.Duration = e
		return nil
	}
	return syntax.Faults{syntax.Faultf(src, e.Span(), "a refractory period is a time or a condition, not a quantity in %s", info.Dim)}
}

// refractoryName is the constant that holds a refractory period given as a quantity.
const refractoryName = "_refractory"

func (g *NeuronGroup) readRefractoryTime(q units.Quantity) error {
	if q.Dimension() != units.Second.Dim || !(q.SI() >= 0) {
		return fmt.Errorf("sim: %s: refractory period %s is not a time of 0 or more%s", g, q, writtenAsTime(q))
	}
	sym, err := constant(refractoryName, q)
	if err != nil {
		return err
	}
	g.constants[refractoryName] = sym
	g.scopes.forget()
	g.refractory.Duration = &syntax.Ident{Name: refractoryName}
	return nil
}
