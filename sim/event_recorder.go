package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/units"
)

// eventRecorder is what monitors of spikes and other events of a group have.
type eventRecorder struct {
	monitor
	from  neurons
	event *event
	slot  bind.Slot
	order int
}

// newSpikeRecorder returns a recorder of spikes.
func newSpikeRecorder(kind string, spec Recording) (eventRecorder, error) {
	if spec.Event != "" {
		return eventRecorder{}, fmt.Errorf("sim: %s %q: Event is for an EventMonitor", kind, spec.Name)
	}
	spec.Event = spikeEvent
	return newEventRecorder(kind, spec)
}

func newEventRecorder(kind string, spec Recording) (eventRecorder, error) {
	base, err := newMonitor(kind, spec)
	m := eventRecorder{monitor: base}
	if err != nil {
		return m, err
	}
	if m.from = spec.Of.neurons(); m.from.group == nil {
		return m, fmt.Errorf("sim: %s: %s does not spike; record a NeuronGroup or a Subgroup", &m, spec.Of)
	}
	if m.event, err = m.from.event(spec.Event); err != nil {
		return m, fmt.Errorf("sim: %s: %w", &m, err)
	}
	switch {
	case spec.Record != nil || spec.Select.given() > 0:
		err = fmt.Errorf("sim: %s: Record and Select are for a StateMonitor; give it a Subgroup, or one that Pick returns", &m)
	case spec.Every != (units.Quantity{}):
		err = fmt.Errorf("sim: %s: Every is for a StateMonitor; here it would miss what happens in the steps between", &m)
	}
	return m, errors.Join(err, m.place())
}

// place finds the place in the schedule: directly behind the test, or where the user wants it.
//
// Source: Brian 2, EventMonitor.
func (m *eventRecorder) place() (err error) {
	if m.spec.When == "" {
		m.slot, m.order = m.event.slot, m.from.group.spec.Order+m.event.order+1
		if m.spec.Order != 0 {
			err = fmt.Errorf("sim: %s: Order is that in a slot; give When as well", m)
		}
		return err
	}
	m.slot, err = slotOf(m, m.spec.When, "")
	m.order = m.spec.Order
	return err
}

// withoutVariables refuses variables, for monitors that record none.
func (m *eventRecorder) withoutVariables() error {
	if m.spec.Variables != nil {
		return fmt.Errorf("sim: %s: Variables are for a StateMonitor, a SpikeMonitor or an EventMonitor", m)
	}
	return nil
}

// declare puts the monitor on the clock of the group.
func (m *eventRecorder) declare(p *bind.Part) error {
	p.OnClockOf(m.from.part(p.Memory()), 0)
	if m.from.list != nil {
		p.N = m.from.group.Size()
		p.List(membersList)
	}
	return nil
}

// when is the moment at which the monitor records.
func (m *eventRecorder) when(p *bind.Part) bind.When {
	return bind.When{Slot: m.slot, Order: m.order, Name: m.Name(), Clock: p.Clock}
}

// events are those of a step. Where the neurons are listed, a step is added that takes them from among others.
func (m *eventRecorder) events(s *bind.Schedule, p *bind.Part) bind.Spikes {
	among := m.from.happen(p.Memory(), m.event)
	if m.from.list == nil {
		return among
	}
	site := p.Site("members").With(lower.Rank.Name, m.from.part(p.Memory()).ArrayID(m.from.rank()))
	s.Filter(m.when(p), lower.Members(), site, among, p.ListID(membersList))
	return bind.Spikes{List: p.ListID(membersList), To: among.To}
}

// numbered returns the numbers of recorded neurons within what is monitored. Where they are listed, they are recorded by their numbers in
// the group.
func (m *eventRecorder) numbered(recorded []int32) []int32 {
	if m.from.list == nil {
		return recorded
	}
	list := slices.Clone(recorded)
	for k, i := range list {
		list[k] = m.from.number(i)
	}
	return list
}

// recordable are the numbers under which neurons are recorded.
func (m *eventRecorder) recordable() bind.Members {
	if m.from.list == nil {
		return bind.Members{To: int32(m.from.size)}
	}
	from, to := m.from.span()
	return bind.Members{From: from, To: to, List: m.from.list}
}

// membersList is the list of the listed neurons to which an event happens in a step.
const membersList = "_members"

// countedAttributes are attributes with the number of neurons.
func (m *eventRecorder) countedAttributes(kind string) map[string]any {
	all := m.attributes(kind)
	all["neurons"] = m.from.size
	return all
}

// A happeningMonitor lists what happens to the neurons of a group, with values of variables.
type happeningMonitor struct {
	eventRecorder
	variables recordedVariables
}

// read reads the names of the variables.
func (m *happeningMonitor) read() (err error) {
	m.variables, err = m.readVariables(m.spec.Of.elements(), map[string]string{"i": "the numbers of the neurons have"}, false)
	return err
}

func (m *happeningMonitor) happened(p *bind.Part) Spikes {
	got := p.Recorded()
	return Spikes{Source: m.spec.Of.Name(), N: m.from.size, I: m.numbered(got.I), T: got.T, Variables: m.variables.traces(got, 1)}
}

// declare has an element for each neuron of the whole group, by whose numbers events are listed.
func (m *happeningMonitor) declare(p *bind.Part) error {
	m.variables.declare(p, m.from.group.Size())
	p.RecordsSpikes(len(m.variables.names), m.recordable())
	return m.eventRecorder.declare(p)
}

func (m *happeningMonitor) schedule(s *bind.Schedule, p *bind.Part) error {
	events, when := m.events(s, p), m.when(p)
	site := m.from.part(p.Memory()).Site("monitor " + p.Stream())
	outputs := m.variables.outputs(p, site, func(t *lower.Template, at bind.Site) { s.MapSpikes(when, t, at, events) })
	s.Record(when, ir.Record{Recorder: p.Recorder(), Spikes: events.List, From: events.From, To: events.To, Values: outputs})
	return nil
}

// series are what was recorded; dim is the name of the dimension.
func (m *happeningMonitor) series(p *bind.Part, dim, times, neurons string) []Series {
	got := m.happened(p)
	series := []Series{
		{Name: "t", Grows: true, Values: got.T, Unit: "s", Dims: []string{dim}, Comment: times},
		{Name: "i", Grows: true, Values: got.I, Dims: []string{dim}, Comment: neurons},
	}
	for _, v := range got.Variables {
		series = append(series, Series{Name: v.Name, Grows: true, Values: v.Values, Unit: v.Unit, Dims: []string{dim}})
	}
	return series
}

func (m *happeningMonitor) refill(p *bind.Part, r recording) error {
	t, err := r.times()
	if err != nil {
		return err
	}
	i, err := listOf[int32](r.Recorded, "i")
	if err == nil && len(i) < len(t) {
		err = fmt.Errorf("its recording has %d times, and %d neurons", len(t), len(i))
	}
	if n := r.number("neurons"); err == nil && n != int64(m.from.size) {
		err = fmt.Errorf("its recording is of %d neurons, and it has %d", n, m.from.size)
	}
	if err != nil {
		return err
	}
	e := engine.Entries{T: append([]float64(nil), t...), I: append([]int32(nil), i[:len(t)]...)}
	for k, number := range e.I {
		if number < 0 || int(number) >= m.from.size {
			return fmt.Errorf("its recording has neuron %d of %d", number, m.from.size)
		}
		if m.from.list != nil {
			e.I[k] = m.from.at(int(number))
		}
	}
	if err := m.variables.refill(&e, r, 1); err != nil {
		return err
	}
	p.Refill(e)
	return nil
}
