package sim

import (
	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// A resetter executes statements for the neurons of a group that spike in a step.
type resetter struct {
	idle
	group    *NeuronGroup
	template *lower.Template
}

func newResetter(g *NeuronGroup, list []*syntax.Assign) *resetter {
	return &resetter{group: g, template: lower.Statements("reset", list, g.scope(), equations.Reset)}
}

func (r *resetter) schedule(s *bind.Schedule, p *bind.Part) error {
	s.MapSpikes(r.group.when(bind.Resets, "_spike_resetter", p), r.template, p.Site("reset"),
		r.group.neurons().spikes(p.Memory()))
	return nil
}
