package sim

import (
	"fmt"
	"math"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// A watcher keeps the lowest rate that each neuron of a Poisson group has had.
type watcher struct {
	idle
	group *NeuronGroup
	text  bool // the rates are a text, which the threshold evaluates; otherwise only other texts may write them
}

// watched is what the threshold of a group watches; nil for nothing.
func (g *NeuronGroup) watched() syntax.Expr {
	if g.rates == nil || !g.rates.text {
		return nil
	}
	if _, known := equations.Eval(ratesName, g.scope()); known {
		return nil
	}
	return ratesName
}

func (w *watcher) declare(p *bind.Part) error {
	p.Array(lower.LowestValue.Name, lower.LowestValue.Name, ir.Float64, p.N)
	return nil
}

func (w *watcher) schedule(s *bind.Schedule, p *bind.Part) error {
	if !w.text {
		s.MapAgain(w.group.when(bind.Thresholds, "_rates", p), lower.Lowest(ratesName, w.group.scope()), p.Site("rates"), p.N)
	}
	return nil
}

// observe finds rates that are none.
func (g *NeuronGroup) observe(p *bind.Part) (warning string, err error) {
	if g.rates == nil || !p.Has(lower.LowestValue.Name) {
		return "", nil
	}
	lowest, err := p.Read(lower.LowestValue.Name)
	if err != nil {
		return "", err
	}
	for i, rate := range lowest {
		switch {
		case math.IsNaN(rate):
			return warning, fmt.Errorf("sim: %s: the rate of neuron %d was NaN, which is no number", g, i)
		case rate < 0 && warning == "":
			warning = fmt.Sprintf("%s: the rate of neuron %d was %s; a negative rate counts as 0", g, i, units.FromSI(rate, units.Hertz.Dim))
		}
	}
	return warning, nil
}
