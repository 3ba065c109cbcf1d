package sim

import (
	"golgi/sim/internal/bind"
	"golgi/sim/internal/lower"
)

// A thresholder finds the neurons of a group that spike in a step.
type thresholder struct {
	idle
	group    *NeuronGroup
	template *lower.Template
}

// readThreshold returns nil where the neurons never spike.
func (g *NeuronGroup) readThreshold() (*thresholder, error) {
	if g.spec.Threshold == "" {
		return nil, nil
	}
	e, err := condition(source(g, "threshold", g.spec.Threshold), g.scope())
	if err != nil {
		return nil, err
	}
	return &thresholder{group: g, template: lower.Threshold(e, g.scope(), g.refractory)}, nil
}

func (t *thresholder) declare(p *bind.Part) error {
	p.SpikeList()
	return nil
}

func (t *thresholder) schedule(s *bind.Schedule, p *bind.Part) error {
	s.Map(t.group.when(bind.Thresholds, "_spike_thresholder", p), t.template, p.Site("threshold"), p.N, p.Spikes())
	return nil
}
