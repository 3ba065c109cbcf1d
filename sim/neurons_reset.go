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

// readReset returns nil where there is nothing to do.
func (g *NeuronGroup) readReset() (*resetter, error) {
	src := source(g, "reset", g.spec.Reset)
	list, err := syntax.ParseStatements(src)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	if list := equations.CheckStatements(list, src, g.scope()); len(list) > 0 {
		return nil, list
	}
	return &resetter{group: g, template: lower.Statements("reset", list, g.scope(), equations.Reset)}, nil
}

func (r *resetter) schedule(s *bind.Schedule, p *bind.Part) error {
	s.MapSpikes(r.group.when(bind.Resets, "_spike_resetter", p), r.template, p.Site("reset"),
		r.group.neurons().spikes(p.Memory()))
	return nil
}
