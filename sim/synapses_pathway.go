package sim

import (
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/topology"
)

// A pathway is what synapses do when neurons at one of their ends spike.
type pathway struct {
	idle
	synapses *Synapses
	side     equations.Side // of the neurons
	from     neurons
	event    *event          // that it waits for; nil where nothing happens
	order    int             // within the slot
	template *lower.Template // nil: nothing happens
	delay    delay
}

// waitFor finds the event that the pathway waits for; of its statements it only asks whether there are any.
func (w *pathway) waitFor(field, statements, name string) (err error) {
	switch {
	case statements == "" && name != "":
		return fmt.Errorf("sim: %s: event %q is that of %s, and there is none", w.synapses, name, field)
	case statements == "":
		return nil
	case name == "" || name == spikeEvent:
		if w.event, err = w.from.event(spikeEvent); err != nil {
			return fmt.Errorf("sim: %s: %s waits for spikes of %s, which has no threshold", w.synapses, field, w.from.group)
		}
		return nil
	}
	if w.event, err = w.from.event(name); err != nil {
		return fmt.Errorf("sim: %s: %s: %w", w.synapses, field, err)
	}
	return nil
}

// read reads the statements of the pathway.
func (w *pathway) read(text string) error {
	scope := w.synapses.scope()
	list, err := statements(source(w.synapses, "on_"+w.name(), text), scope)
	if err == nil && len(list) > 0 {
		w.template = lower.Pathway(w.name(), list, scope, w.synapses.driven)
	}
	return err
}

func (w *pathway) name() string { return w.side.String() }

// Names of what a pathway declares.
func (w *pathway) rows() string   { return "_" + w.name() + "_rows" }
func (w *pathway) sorted() string { return "_" + w.name() + "_order" }
func (w *pathway) delays() string { return "_" + w.name() + "_delays" }

// declare is called when the synapses have been made.
func (w *pathway) declare(p *bind.Part) error {
	if w.template != nil {
		w.declareIndex(p)
	}
	return w.declareDelays(p)
}

// declareIndex declares the index by which the synapses of a neuron are found, and the queue of spikes under way.
func (w *pathway) declareIndex(p *bind.Part) {
	end := lower.PreIndex
	if w.side == equations.Post {
		end = lower.PostIndex
	}
	neurons := bind.Content[int32](p, end.Name)
	from, to := w.from.span()
	index := topology.NewIndex(neurons, from, int(to-from))
	p.Longs(w.rows(), w.name()+".rows", index.Rows)
	if index.Order != nil {
		p.Ints(w.sorted(), w.name()+".order", index.Order)
	}
	p.Queue(w.name())
}

func (w *pathway) schedule(s *bind.Schedule, p *bind.Part) error {
	spiking := w.from.part(p.Memory())
	site := p.Site(w.name()).On(spiking.Clock)
	delay, err := delaySteps(w.synapses, w.delay.all, site.DT())
	if err != nil || w.template == nil {
		return err
	}
	when := bind.When{Slot: bind.Synapses, Order: w.order, Name: w.synapses.Name() + "_" + w.name(), Clock: spiking.Clock}
	s.Propagate(when, w.template, site, w.from.happen(p.Memory(), w.event), ir.Propagate{
		Rows: p.Find(w.rows()), Order: p.Find(w.sorted()), Delays: p.Find(w.delays()), Delay: delay,
		Queue: p.QueueID(w.name()),
	})
	return nil
}
