package sim

import (
	"fmt"
	"slices"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/sim/internal/topology"
	"golgi/units"
)

// Pathway describes what synapses do, some time after it happened, when neurons at one of their ends spike. OnPre and OnPost of a
// Synapse are the pathways "pre" and "post"; others have names of their own, and each has its delays and its place in the schedule.
type Pathway struct {
	Name   string
	OnPre  string      // statements executed when the presynaptic neuron spikes
	OnPost string      // statements executed when the postsynaptic neuron spikes, instead of OnPre
	Event  string      // event of that neuron which they wait for; empty: the spike
	Delay  Delay       // empty: there is none
	Delays units.Array // one for each synapse, instead of Delay
	When   string      // slot of the schedule; empty: "synapses"
	Order  int         // added to what Brian 2 gives a pathway within the slot: -1 for OnPre, 1 for OnPost
}

// A pathway is a checked Pathway.
type pathway struct {
	idle
	name     string
	synapses *Synapses
	side     equations.Side // of the neurons
	from     neurons
	event    *event // that it waits for
	slot     bind.Slot
	order    int // within the slot
	code     []*syntax.Assign
	template *lower.Template // nil: nothing happens
	delay    delay
}

// read reads the statements of the pathway.
func (w *pathway) read(text string) (err error) {
	w.code, err = statements(source(w.synapses, w.title(), text), w.scope())
	return err
}

// lower is called when all texts of the synapses are known to be right.
func (w *pathway) lower() {
	if len(w.code) > 0 {
		w.template = lower.Pathway(w.side.String(), w.code, w.scope(), w.synapses.driven)
	}
}

// scope is what the names in the statements refer to: to all that synapses know, and to the delay of the pathway.
func (w *pathway) scope() equations.Scope {
	sym := equations.Symbol{Name: w.seconds(), Kind: equations.Stored, Info: timeInfo, Side: equations.Own,
		ReadOnly: "it is the delay; set it between runs"}
	return equations.Layers{equations.Symbols{"delay": sym}, w.synapses.scope()}
}

// readsDelay reports whether the statements read the delay, which each synapse then has for itself.
func (w *pathway) readsDelay() bool {
	return w.template != nil && slices.Contains(w.template.Arrays, lower.Ref{Side: equations.Own, Name: w.seconds()})
}

// title names the pathway in messages.
func (w *pathway) title() string {
	if w.name == w.side.String() {
		return "on_" + w.name
	}
	return fmt.Sprintf("pathway %q", w.name)
}

// site names where random numbers are drawn: by other names than anything else of the synapses has.
func (w *pathway) site() string {
	if w.name == w.side.String() {
		return w.name
	}
	return w.title()
}

// Names of what a pathway declares, and of the index that it has in common with others of its side.
func (w *pathway) rows() string    { return "_" + w.side.String() + "_rows" }
func (w *pathway) sorted() string  { return "_" + w.side.String() + "_order" }
func (w *pathway) delays() string  { return "_" + w.name + "_delays" }
func (w *pathway) queued() string  { return "_" + w.name + "_queued" }
func (w *pathway) seconds() string { return "_" + w.name + "_seconds" }

// declare is called when the synapses have been made.
func (w *pathway) declare(p *bind.Part) error {
	if w.template != nil {
		w.declareIndex(p)
		p.Queue(w.name)
		p.AlterNumber(w.queued(), w.from.part(p.Memory()).DT())
	}
	return w.declareDelays(p)
}

// declareIndex declares the index by which the synapses of a neuron are found, unless another pathway has.
func (w *pathway) declareIndex(p *bind.Part) {
	if p.Has(w.rows()) {
		return
	}
	index := w.newIndex(p)
	p.Longs(w.rows(), w.side.String()+".rows", index.Rows)
	if index.Order != nil {
		p.Ints(w.sorted(), w.side.String()+".order", index.Order)
	}
}

// newIndex makes that index.
func (w *pathway) newIndex(p *bind.Part) *topology.Index {
	from, to := w.from.span()
	switch {
	case w.side == equations.Post:
		return topology.NewIndex(bind.Content[int32](p, lower.PostIndex.Name), from, int(to-from))
	case p.Derives(lower.PreIndex.Name): // they are sorted
		return topology.IndexOf(bind.Content[int32](p, outgoing)[from:to])
	}
	return topology.NewIndex(bind.Content[int32](p, lower.PreIndex.Name), from, int(to-from))
}

// explain says what happens, and how long after which event. Delays of each synapse are told by the shortest and the longest.
func (w *pathway) explain(b *strings.Builder, p *bind.Part) {
	after := seconds(p.NumberOf(w.seconds())).String()
	if p.Has(w.seconds()) {
		after = "the delay of each"
		if each := bind.Content[float64](p, w.seconds()); len(each) > 0 {
			after = fmt.Sprintf("%s to %s", seconds(slices.Min(each)), seconds(slices.Max(each)))
		}
	}
	explainCode(b, fmt.Sprintf("%s, %s after %s of %s", w.title(), after, w.event.name, w.from.group), w.code)
}

func (w *pathway) schedule(s *bind.Schedule, p *bind.Part) error {
	spiking := w.from.part(p.Memory())
	site := p.Site(w.site()).On(spiking.Clock)
	delay, err := w.inSteps(p, site.DT())
	if err != nil || w.template == nil {
		return err
	}
	if err := w.stretch(p, site.DT()); err != nil {
		return err
	}
	when := bind.When{Slot: w.slot, Order: w.order, Name: w.synapses.Name() + "_" + w.name, Clock: spiking.Clock}
	s.Propagate(when, w.template, site, w.from.happen(p.Memory(), w.event), w.rowsOf(p, delay))
	return nil
}

// rowsOf says where the synapses of the pathway are, and how many steps spikes take to them.
func (w *pathway) rowsOf(p *bind.Part, delay int32) ir.Propagate {
	return ir.Propagate{Rows: p.Find(w.rows()), Order: p.Find(w.sorted()), Delays: p.Find(w.delays()), Delay: delay, Queue: p.QueueID(w.name)}
}

// stretch has the spikes that are under way arrive when they would have, to the nearest step, where the step size has changed.
//
// Source: Brian 2, SpikeQueue.prepare.
func (w *pathway) stretch(p *bind.Part, dt float64) error {
	before := p.NumberOf(w.queued())
	if before == dt {
		return nil
	}
	if err := p.Memory().Stretch(p.QueueID(w.name), before/dt); err != nil {
		return fmt.Errorf("sim: %s: %s: spikes under way: %w", w.synapses, w.title(), err)
	}
	p.AlterNumber(w.queued(), dt)
	return nil
}

// pace says where a delay is too long in the new steps; schedule counts them.
func (w *pathway) pace(p *bind.Part) error {
	if err := w.checkKept(p); err != nil {
		return err
	}
	longest := slices.Max(append((&delayLoan{Synapses: w.synapses, pathway: w}).values(p), 0))
	_, err := w.delaySteps(longest, w.from.part(p.Memory()).DT())
	return err
}
