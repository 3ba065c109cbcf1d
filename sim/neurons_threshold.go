package sim

import (
	"golgi/sim/internal/build"
	"golgi/sim/internal/equations"
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

// condition parses and checks a text that must be a condition.
func condition(src *syntax.Source, scope equations.Scope) (syntax.Expr, error) {
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return nil, err
	}
	info, list := equations.Check(e, src, scope)
	if len(list) == 0 && info.Type != equations.Boolean {
		list = syntax.Faults{syntax.Faultf(src, e.Span(), "a condition is needed, but this is %s", info.Type).
			WithNote("compare it with something")}
	}
	return e, faults(list)
}

func (t *thresholder) declare(p *build.Part) error {
	p.SpikeList()
	return nil
}

func (t *thresholder) schedule(s *build.Schedule, p *build.Part) error {
	s.Map(t.group.when(build.Thresholds, "_spike_thresholder", p), t.template, p.Site("threshold"), p.N, p.Spikes())
	return nil
}
