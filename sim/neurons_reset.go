package sim

import (
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// A resetter executes statements for the neurons of a group to which an event happens in a step: a spike, where it is the reset.
type resetter struct {
	idle
	event    *event
	slot     bind.Slot
	order    int // beyond the group's
	code     []*syntax.Assign
	template *lower.Template
}

// readReset returns none where there is nothing to do.
func (g *NeuronGroup) readReset() ([]*resetter, error) {
	list, err := statements(source(g, "reset", g.spec.Reset), g.scope())
	if len(list) == 0 {
		return nil, err
	}
	return []*resetter{{event: g.events[spikeEvent], slot: bind.Resets, code: list}}, err
}

// lower is called when all texts of the group are known to be right.
func (r *resetter) lower() {
	r.template = lower.Statements("reset", r.code, r.event.group.scope(), equations.Reset)
}

func (r *resetter) explain(b *strings.Builder, _ *bind.Part) {
	explainCode(b, "on "+r.event.name, r.code)
}

func (r *resetter) schedule(s *bind.Schedule, p *bind.Part) error {
	group, site := r.event.group, "reset"
	if r.slot != bind.Resets || r.event.name != spikeEvent {
		site = "on event " + r.event.name
	}
	when := group.when(r.slot, "_"+r.event.name+"_resetter", p)
	when.Order += r.order
	s.MapSpikes(when, r.template, p.Site(site), group.neurons().happen(p.Memory(), r.event))
	return nil
}
