package sim

import (
	"golgi/sim/internal/bind"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// A thresholder finds the neurons of a group that spike in a step.
type thresholder struct {
	idle
	group    *NeuronGroup
	template *lower.Template
}

// readThreshold returns nil where the neurons never spike.
func (g *NeuronGroup) readThreshold() (syntax.Expr, error) {
	if g.spec.Threshold == "" {
		return nil, nil
	}
	return condition(source(g, "threshold", g.spec.Threshold), g.scope())
}

func newThresholder(g *NeuronGroup, condition syntax.Expr) *thresholder {
	return &thresholder{group: g, template: lower.Threshold(condition, g.scope(), g.refractory)}
}

func (t *thresholder) declare(p *bind.Part) error {
	p.SpikeList()
	return nil
}

func (t *thresholder) schedule(s *bind.Schedule, p *bind.Part) error {
	s.Map(t.group.when(bind.Thresholds, "_spike_thresholder", p), t.template, p.Site("threshold"), p.N, p.Spikes())
	return nil
}
