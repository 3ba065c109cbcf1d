package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// StateMonitor records the values of variables at regular times. As Recorded it is
//
//	t              [time] in s
//	record         [element], its number
//	each variable  [time, element] in its unit
type StateMonitor struct{ stateRecorder }

// NewStateMonitor returns a monitor of the variables spec.Variables of spec.Of.
func NewStateMonitor(spec Recording) (*StateMonitor, error) {
	base, err := newStateRecorder("state monitor", spec)
	if err != nil {
		return nil, err
	}
	return &StateMonitor{*base}, nil
}

// stateRecorder is what monitors of variables at regular times have.
type stateRecorder struct {
	monitor
	slot      bind.Slot
	from      elements
	variables recordedVariables
}

func newStateRecorder(kind string, spec Recording) (*stateRecorder, error) {
	base, err := newMonitor(kind, spec)
	m := &stateRecorder{monitor: base}
	if err != nil {
		return nil, err
	}
	if spec.Event != "" {
		return nil, fmt.Errorf("sim: %s: Event is for an EventMonitor", m)
	}
	if m.from = spec.Of.elements(); m.from.of == nil {
		return nil, fmt.Errorf("sim: %s: %s has no variables to record", m, spec.Of)
	}
	if m.slot, err = slotOf(m, spec.When, "start"); err != nil {
		return nil, err
	}
	if len(spec.Variables) == 0 {
		return nil, fmt.Errorf("sim: %s: Variables must name what to record", m)
	}
	m.variables, err = m.readVariables(m.from, map[string]string{"record": "the list of elements has"}, true)
	if err := errors.Join(err, m.checkRecord()); err != nil {
		return nil, err
	}
	return m, nil
}

// checkRecord checks the elements of neurons; those of synapses are checked once there are synapses.
func (m *stateRecorder) checkRecord() error {
	if m.spec.Record != nil && m.spec.Select.given() > 0 {
		return fmt.Errorf("sim: %s: give Record or Select, not both", m)
	}
	if err := m.from.check(m, m.spec.Select); err != nil {
		return err
	}
	n := m.spec.Of.neurons()
	if n.group == nil {
		return nil
	}
	for _, i := range m.spec.Record {
		if i < 0 || i >= n.size {
			return fmt.Errorf("sim: %s: Record has %d, but %s has neurons 0 to %d", m, i, m.spec.Of, n.size-1)
		}
	}
	return nil
}

// declare chooses the elements to record. Those of synapses can only be chosen once they are connected, which this
// does.
func (m *stateRecorder) declare(p *bind.Part) error {
	of := p.Memory().Part(m.from.of.Name())
	p.OnClockOf(of, m.spec.Every.SI())
	if err := m.from.of.prepare(of); err != nil {
		return err
	}
	if err := p.Memory().SetClocks(); err != nil {
		return err
	}
	selected, err := m.selectElements(of)
	if err != nil {
		return err
	}
	p.N = len(selected)
	if of.IsEmpty() {
		p.Empty()
	}
	p.Ints(lower.Selected.Name, "record", selected)
	m.variables.declare(p, p.N)
	return p.Memory().SetClocks()
}

func (m *StateMonitor) declare(p *bind.Part) error {
	if err := m.stateRecorder.declare(p); err != nil {
		return err
	}
	if !p.IsEmpty() {
		p.Records(ir.RowEntries, p.N*len(m.spec.Variables))
	}
	return nil
}

// selectElements returns the elements to record, of all that there are.
func (m *stateRecorder) selectElements(of *bind.Part) (selected []int32, err error) {
	if m.spec.Select.given() > 0 {
		found, err := m.from.find(m, of, m.spec.Select)
		for _, i := range found {
			selected = append(selected, m.from.at(i))
		}
		return selected, err
	}
	if of.IsEmpty() {
		return nil, nil
	}
	size := m.from.size
	if size == whole {
		size = of.N
	}
	for i := 0; m.spec.Record == nil && i < size; i++ {
		selected = append(selected, m.from.at(i))
	}
	for _, i := range m.spec.Record {
		if i < 0 || i >= size {
			return nil, fmt.Errorf("sim: %s: Record has %d, but %s has only %d", m, i, m.spec.Of, size)
		}
		selected = append(selected, m.from.at(i))
	}
	return selected, nil
}

// probe adds a probe of each variable, and returns where the values are. In subexpressions t and dt are those of the
// recorded object, whatever the monitor's interval; a TimedArray rounds times to that, as in Brian 2.
func (m *stateRecorder) probe(s *bind.Schedule, p *bind.Part) (when bind.When, outputs []ir.ArrayID) {
	when = bind.When{Slot: m.slot, Order: m.spec.Order, Name: m.Name(), Clock: p.Clock}
	return when, m.variables.outputs(p, m.site(p), func(t *lower.Template, at bind.Site) { s.Map(when, t, at, p.N, ir.NoList) })
}

// site is where the probes are bound.
func (m *stateRecorder) site(p *bind.Part) bind.Site {
	return p.Memory().Part(m.from.of.Name()).Site("monitor "+p.Stream()).
		With(lower.Selected.Name, p.ArrayID(lower.Selected.Name)).Stepping(p.Clock)
}

func (m *StateMonitor) schedule(s *bind.Schedule, p *bind.Part) error {
	when, outputs := m.probe(s, p)
	if !p.IsEmpty() {
		s.Record(when, ir.Record{Recorder: p.Recorder(), Spikes: ir.NoList, Values: outputs})
	}
	return nil
}

// Traces are what a StateMonitor has recorded.
type Traces struct {
	Source    string
	Record    []int32   // numbers of the recorded elements, within the monitored group
	T         []float64 // s
	Variables []Trace
}

// Trace is one variable of Traces: the value of element Record[k] at time T[n] is Values[n*len(Record)+k].
type Trace struct {
	Name   string
	Unit   string // SI unit; empty where there is none
	Values []float64
}

// Traces returns what a monitor has recorded so far.
func (n *Network) Traces(m *StateMonitor) (Traces, error) {
	p, err := n.recordings(m)
	if err == nil && p.IsEmpty() {
		err = n.refuse()
	}
	if err != nil {
		return Traces{}, err
	}
	return m.traces(p), nil
}

// record returns the numbers of the recorded elements, within what is monitored.
func (m *stateRecorder) record(p *bind.Part) (list []int32) {
	for _, i := range bind.Content[int32](p, lower.Selected.Name) {
		list = append(list, m.from.number(i))
	}
	return list
}

func (m *StateMonitor) traces(p *bind.Part) Traces {
	got := p.Recorded()
	out := Traces{Source: m.spec.Of.Name(), T: got.T}
	out.Record = m.record(p)
	out.Variables = m.variables.traces(got, p.N)
	return out
}

func (m *StateMonitor) recorded(p *bind.Part) (Recorded, error) {
	got := m.traces(p)
	series := []Series{
		{Name: "t", Grows: true, Values: got.T, Unit: "s", Dims: []string{"time"}, Comment: "times of recording"},
		{Name: "record", Values: got.Record, Dims: []string{"element"}, Comment: "elements recorded"},
	}
	for _, v := range got.Variables {
		series = append(series, Series{Name: v.Name, Grows: true, Values: v.Values, Shape: []int{len(got.T), len(got.Record)}, Unit: v.Unit,
			Dims: []string{"time", "element"}})
	}
	return Recorded{Attributes: m.attributes("StateMonitor"), Series: series}, nil
}

func (m *StateMonitor) refill(p *bind.Part, r recording) error {
	t, err := r.times()
	if err == nil {
		err = m.sameElements(p, r)
	}
	if err != nil {
		return err
	}
	e := engine.Entries{T: append([]float64(nil), t...)}
	if err := m.variables.refill(&e, r, p.N); err != nil {
		return err
	}
	p.Refill(e)
	return nil
}

// sameElements returns an error where a recording has other elements. Which synapses a monitor has is not known to a replay.
func (m *stateRecorder) sameElements(p *bind.Part, r recording) error {
	if p.IsEmpty() {
		return fmt.Errorf("%w: which synapses of %s it records is not known; take the numbers from the result itself", ErrReplay, m.spec.Of)
	}
	was, err := listOf[int32](r.Recorded, "record")
	if is := m.record(p); err == nil && !slices.Equal(was, is) {
		err = fmt.Errorf("its recording is of %d elements, and it records %d, or others", len(was), len(is))
	}
	return err
}
