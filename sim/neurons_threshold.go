package sim

import (
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// A thresholder finds the neurons of a group to which an event happens in a step: a spike, where it is the threshold.
type thresholder struct {
	idle
	event     *event
	condition syntax.Expr
	template  *lower.Template
	chance    *lower.Template // finds the largest probability; nil: all neurons are tested
}

// readThreshold returns none where the neurons never spike.
func (g *NeuronGroup) readThreshold() ([]*thresholder, error) {
	if g.spec.ThresholdFunc != nil {
		marked, _ := g.overMark()
		return []*thresholder{{event: g.newEvent(spikeEvent, bind.Thresholds), condition: marked}}, nil
	}
	if g.spec.Threshold == "" {
		return nil, nil
	}
	spike := g.newEvent(spikeEvent, bind.Thresholds) // also where its condition is wrong: others may name it
	e, err := condition(source(g, "threshold", g.spec.Threshold), g.scope())
	return []*thresholder{{event: spike, condition: e}}, err
}

// lower is called when all texts of the group are known to be right. Refractory neurons do not spike; all else may happen to them.
func (t *thresholder) lower() {
	group := t.event.group
	scope := group.scope()
	if group.spec.ThresholdFunc != nil {
		_, scope = group.overMark()
	}
	if group.drawn() {
		t.template, t.chance = lower.ChosenThreshold(poissonChance, scope), lower.LargestChance(poissonChance, scope)
	} else if t.event.name == spikeEvent {
		t.template = lower.Threshold(t.condition, group.watched(), scope, group.refractory)
	} else {
		t.template = lower.Threshold(t.condition, nil, scope, lower.Refractory{})
	}
}

func (t *thresholder) declare(p *bind.Part) error {
	if t.chance != nil {
		p.Array(lower.Chance.Name, lower.Chance.Name, ir.Float64, 1)
	}
	return t.event.declare(p)
}

func (t *thresholder) schedule(s *bind.Schedule, p *bind.Part) error {
	if t.chance != nil {
		s.MapAgain(t.event.group.when(bind.Thresholds, "_chance", p), t.chance, p.Site("chance"), p.N)
		s.MapSome(t.event.tested(p), t.template, t.event.site(p), p.N, lower.Chance.Name, t.event.list(p))
		return nil
	}
	s.Map(t.event.tested(p), t.template, t.event.site(p), p.N, t.event.list(p))
	return nil
}

// explain says when the event happens.
func (t *thresholder) explain(b *strings.Builder, _ *bind.Part) {
	condition := t.condition.String()
	if t.event.name == spikeEvent && t.event.group.spec.ThresholdFunc != nil {
		condition = "a function in Go says so"
	}
	how := ""
	if t.chance != nil {
		how = ", by gaps between those that may"
	}
	fmt.Fprintf(b, "  %s when %s%s\n", t.event.name, condition, how)
}

// sleep finds none, so that nobody takes the neurons of the last step for those of the next ones.
func (t *thresholder) sleep(s *bind.Schedule, p *bind.Part) error {
	s.Map(t.event.tested(p), t.template, t.event.site(p), 0, t.event.list(p))
	return nil
}
