package sim

import (
	"fmt"
	"strings"
	"sync"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// Here are the traces of synapses, which are values of neurons where that is legal; see package lower for the rule.

// traces are what is known of the event-driven variables of synapses.
type traces struct {
	synapses *Synapses
	found    *lower.Traces
	lowered  func() []lower.TracePathway // of all pathways
}

// findTraces is called when all texts of the synapses are known to be right.
func (s *Synapses) findTraces() {
	if s.driven == nil {
		return
	}
	var codes []lower.PathwayCode
	for _, w := range s.paths {
		codes = append(codes, lower.PathwayCode{Side: w.side, Code: w.code, Scope: w.scope()})
	}
	found := lower.FindTraces(s.driven, codes, s.scope())
	s.traces = &traces{s, found, sync.OnceValue(func() []lower.TracePathway {
		list := make([]lower.TracePathway, len(codes))
		for n := range list {
			list[n] = found.Pathway(n)
		}
		return list
	})}
}

// declare is called when the synapses have been made.
func (t *traces) declare(p *bind.Part) {
	if len(t.found.Names) == 0 {
		return
	}
	size := map[equations.Side]int{}
	for _, w := range t.synapses.paths {
		from, to := w.from.span()
		size[w.side] = int(to)
		p.Queue(w.neuronQueue())
		if !p.Has(w.neuronRows()) {
			p.Longs(w.neuronRows(), w.side.String()+".neurons", upTo(int64(from), int64(to)))
		}
	}
	p.DeclareTraces(t.found, size)
}

// upTo lists the numbers from one to another.
func upTo(from, to int64) []int64 {
	list := make([]int64, to-from+1)
	for k := range list {
		list[k] = from + int64(k)
	}
	return list
}

// Names of what a pathway declares for the spikes of neurons with traces: a queue, and rows in which each neuron has itself alone.
func (w *pathway) neuronQueue() string { return "_" + w.name + "_neurons" }
func (w *pathway) neuronRows() string  { return "_" + w.side.String() + "_each" }

// schedule offers the steps with traces of neurons, in place of the pathways among the steps from number first on.
func (t *traces) schedule(s *bind.Schedule, p *bind.Part, first int) error {
	if t.obstacle(p) != "" {
		return nil
	}
	var paths []bind.TracePath
	for _, w := range t.synapses.paths {
		delay, err := w.delaySteps(p.NumberOf(w.seconds()), w.from.part(p.Memory()).DT())
		if err != nil {
			return err
		}
		from, _ := w.from.span()
		paths = append(paths, bind.TracePath{Queue: w.name, Neurons: w.neuronQueue(), Rows: w.rows(), Order: w.sorted(), First: from, Delay: delay})
	}
	s.Hoist(p, t.found, paths, first, func() {
		for n, w := range t.synapses.paths {
			w.scheduleTraces(s, p, t.lowered()[n], paths[n].Delay)
		}
	})
	return nil
}

// obstacle says why the traces cannot be values of neurons in a network, as far as it is not looked at the state and other objects; empty: they can.
func (t *traces) obstacle(p *bind.Part) string {
	if len(t.found.Names) == 0 || p.IsEmpty() {
		return "there are none"
	}
	clock := -1
	for _, w := range t.synapses.paths {
		of := w.from.part(p.Memory()).Clock
		switch {
		case p.Has(w.seconds()):
			return w.title() + " has delays of its own for each synapse"
		case w.template == nil:
			return w.title() + " has no statements"
		case clock >= 0 && of != clock:
			return "neurons of both ends have step sizes of their own"
		}
		clock = of
	}
	return ""
}

// dense is how many pairs of neurons there are at most for each synapse where the traces of all neurons of the other side are computed, in the steps
// in which there are spikes. Otherwise each synapse computes what it reads. Both give the same bits.
const dense = 4

// scheduleTraces adds the steps of the pathway with traces of neurons.
func (w *pathway) scheduleTraces(s *bind.Schedule, p *bind.Part, lowered lower.TracePathway, delay int32) {
	spiking := w.from.part(p.Memory())
	site := p.Site(w.site()).On(spiking.Clock)
	when := bind.When{Slot: w.slot, Order: w.order, Name: w.synapses.Name() + "_" + w.name, Clock: spiking.Clock}
	spikes := w.from.happen(p.Memory(), w.event)
	if delay > 0 {
		s.Propagate(when, lowered.Neurons, site, spikes, ir.Propagate{Rows: p.ArrayID(w.neuronRows()), Order: ir.NoArray, Delays: ir.NoArray,
			Delay: delay, Queue: p.QueueID(w.neuronQueue())})
		s.Propagate(when, lowered.Alone, site, spikes, w.rowsOf(p, delay))
		return
	}
	s.MapSpikes(when, lowered.Neurons, site, spikes)
	if lowered.Done {
		return
	}
	template, others := lowered.Alone, w.others(p)
	if lowered.Others != nil && others.list == nil && float64(dense)*float64(p.N) >= float64(w.from.size)*float64(others.size) {
		s.MapWhen(when, lowered.Others, site, others.size, spikes)
		template = lowered.Synapse
	}
	s.Propagate(when, template, site, spikes, w.rowsOf(p, 0))
}

// others are the neurons at the other end.
func (w *pathway) others(p *bind.Part) members {
	e := w.synapses.target
	if w.side == equations.Post {
		e = w.synapses.source
	}
	return e.in(p.Memory())
}

func (t *traces) explain(b *strings.Builder, p *bind.Part) {
	is, why := p.Memory().Hoisted(p)
	if !is && why == "" {
		why = t.obstacle(p)
	}
	for _, v := range t.synapses.driven.Values {
		name := v.Variable.Name
		switch side := t.found.Side[name]; {
		case side == 0:
			fmt.Fprintf(b, "  %s is a value of each synapse: %s\n", name, t.found.Why[name])
		case is:
			fmt.Fprintf(b, "  %s is kept as one value for each %ssynaptic neuron\n", name, side)
		default:
			fmt.Fprintf(b, "  %s is a value of each synapse: %s\n", name, why)
		}
	}
}
