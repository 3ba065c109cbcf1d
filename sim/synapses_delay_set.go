package sim

import (
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
)

// delayLoan is the delay of a pathway as a variable of its synapses. Spikes that are under way arrive when they would have.
type delayLoan struct {
	*Synapses
	pathway *pathway
	model   *equations.Model
}

func newDelayLoan(w *pathway, name string) *delayLoan {
	model, _ := equations.NewModel(source(w.synapses, name, ""), nil, equations.Synapses)
	v := w.delayVariable()
	v.Name = name
	model.Add(v)
	return &delayLoan{w.synapses, w, model}
}

func (d *delayLoan) name() string                { return d.model.Variables[0].Name }
func (d *delayLoan) elements() elements          { return elements{of: d, members: members{size: whole}} }
func (d *delayLoan) variables() *equations.Model { return d.model }

// scope knows the delay under its whole name, and as delay.
func (d *delayLoan) scope() equations.Scope {
	sym := equations.Symbol{Name: d.name(), Kind: equations.Stored, Info: timeInfo, Side: equations.Own}
	return equations.Layers{equations.Symbols{d.name(): sym, "delay": sym}, d.Synapses.scope()}
}

func (d *delayLoan) refusedValue(_ string, x float64) string {
	if x >= 0 {
		return ""
	}
	return seconds(x).String() + " is not a time of 0 or more"
}

func (d *delayLoan) values(p *bind.Part) []float64 {
	if p.Has(d.pathway.seconds()) {
		return bind.Content[float64](p, d.pathway.seconds())
	}
	return []float64{p.NumberOf(d.pathway.seconds())}
}

func (d *delayLoan) take(p *bind.Part) error {
	id, err := p.Memory().Scratch("delay", ir.Float64, p.N)
	if err != nil {
		return err
	}
	p.Lend(d.name(), id)
	values := d.values(p)
	if len(values) < p.N {
		values = slices.Repeat(values, p.N)
	}
	return p.Memory().Instance().Write(id, 0, values)
}

func (d *delayLoan) settle(p *bind.Part, broken bool) error {
	values, err := p.Read(d.name())
	p.Forget(d.name())
	if err != nil || broken {
		return err
	}
	values = values[:p.N]
	if !p.Has(d.pathway.seconds()) && len(values) > 0 && !slices.ContainsFunc(values, func(x float64) bool { return x != values[0] }) {
		p.AlterNumber(d.pathway.seconds(), values[0])
		return nil
	}
	return d.pathway.setDelays(p, values)
}
