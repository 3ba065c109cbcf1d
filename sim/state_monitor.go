package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// StateMonitor records the values of variables at regular times. As Recorded it is
//
//	t              [time] in s
//	record         [element], its number
//	each variable  [time, element] in its unit
type StateMonitor struct {
	monitor
	slot   bind.Slot
	from   elements
	probes []*lower.Template // one per variable
	infos  []equations.Info
}

// NewStateMonitor returns a monitor of the variables spec.Variables of spec.Of.
func NewStateMonitor(spec Recording) (*StateMonitor, error) {
	base, err := newMonitor("state monitor", spec)
	m := &StateMonitor{monitor: base}
	if err != nil {
		return nil, err
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
	if err := errors.Join(m.readVariables(), m.checkRecord()); err != nil {
		return nil, err
	}
	return m, nil
}

func (m *StateMonitor) readVariables() error {
	scope := m.from.of.scope()
	var errs []error
	for k, name := range m.spec.Variables {
		if slices.Contains(m.spec.Variables[:k], name) {
			errs = append(errs, fmt.Errorf("sim: %s: Variables has %q twice", m, name))
			continue
		}
		if name == "record" {
			errs = append(errs, fmt.Errorf("sim: %s: a variable %q cannot be recorded: the list of elements has that name", m, name))
			continue
		}
		sym, ok := scope.Lookup(name)
		if !ok || sym.Kind == equations.Number || sym.Kind == equations.Bound || sym.Side > equations.Own {
			errs = append(errs, fmt.Errorf("sim: %s: %s", m, noVariable(m.from.of, name)))
			continue
		}
		probe, err := probeOf(m.from.of, name, scope, true)
		if err != nil {
			errs = append(errs, fmt.Errorf("sim: %s: %w", m, err))
			continue
		}
		m.probes, m.infos = append(m.probes, probe), append(m.infos, sym.Info)
	}
	return errors.Join(errs...)
}

// checkRecord checks the elements of neurons; those of synapses are checked once there are synapses.
func (m *StateMonitor) checkRecord() error {
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
func (m *StateMonitor) declare(p *bind.Part) error {
	of := p.Memory().Part(m.from.of.Name())
	p.Clock = of.Clock
	if every := m.spec.Every.SI(); every > 0 {
		p.Clock = p.Memory().Clock(every)
	}
	if err := m.from.of.prepare(of); err != nil {
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
	for _, name := range m.spec.Variables {
		p.Array(outputName(name), name, ir.Float64, p.N)
	}
	if p.N > 0 { // or else it is a draft
		p.Records(ir.RowEntries, p.N*len(m.spec.Variables))
	}
	return p.Memory().SetClocks()
}

// outputName is the name of the array into which a monitor's probe of a variable writes.
func outputName(variable string) string { return lower.Output.Name + " " + variable }

// selectElements returns the elements to record, of all that there are.
func (m *StateMonitor) selectElements(of *bind.Part) (selected []int32, err error) {
	if of.IsEmpty() {
		return nil, nil
	}
	size := m.from.size
	if size == whole {
		size = of.N
	}
	for i := 0; m.spec.Record == nil && i < size; i++ {
		selected = append(selected, int32(m.from.start+i))
	}
	for _, i := range m.spec.Record {
		if i < 0 || i >= size {
			return nil, fmt.Errorf("sim: %s: Record has %d, but %s has only %d", m, i, m.spec.Of, size)
		}
		selected = append(selected, int32(m.from.start+i))
	}
	if len(selected) == 0 {
		return nil, fmt.Errorf("sim: %s: there is nothing to record of %s", m, m.spec.Of)
	}
	return selected, nil
}

// schedule adds a probe of each variable and then the recording of all. In subexpressions t and dt are those of the
// recorded object, whatever the monitor's interval.
func (m *StateMonitor) schedule(s *bind.Schedule, p *bind.Part) error {
	when := bind.When{Slot: m.slot, Order: m.spec.Order, Name: m.Name(), Clock: p.Clock}
	site := p.Memory().Part(m.from.of.Name()).Site("monitor "+m.Name()).
		With(lower.Selected.Name, p.ArrayID(lower.Selected.Name))
	record := ir.Record{Recorder: p.Recorder(), Spikes: ir.NoList}
	for k, name := range m.spec.Variables {
		out := p.ArrayID(outputName(name))
		s.Map(when, m.probes[k], site.With(lower.Output.Name, out), p.N, ir.NoList)
		record.Values = append(record.Values, out)
	}
	if !p.IsEmpty() {
		s.Record(when, record)
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
	p, err := n.partOf(m)
	if err == nil && p.IsEmpty() {
		err = n.refuse()
	}
	if err != nil {
		return Traces{}, err
	}
	return m.traces(p), nil
}

func (m *StateMonitor) traces(p *bind.Part) Traces {
	got := p.Recorded()
	out := Traces{Source: m.spec.Of.Name(), T: got.T}
	for _, i := range bind.Content[int32](p, lower.Selected.Name) {
		out.Record = append(out.Record, i-int32(m.from.start))
	}
	for k, name := range m.spec.Variables {
		trace := Trace{Name: name, Values: column(got, k, p.N)}
		if dim := m.infos[k].Dim; !dim.IsDimensionless() && m.infos[k].Type == equations.Float {
			trace.Unit = dim.String()
		}
		out.Variables = append(out.Variables, trace)
	}
	return out
}

// column returns variable k of rows, in which each variable has width values.
func column(e engine.Entries, k, width int) []float64 {
	values := make([]float64, 0, len(e.T)*width)
	for n := range e.T {
		row := e.Rows[n*e.Width : (n+1)*e.Width]
		values = append(values, row[k*width:(k+1)*width]...)
	}
	return values
}

func (m *StateMonitor) recorded(p *bind.Part) (Recorded, error) {
	got := m.traces(p)
	series := []Series{
		{Name: "t", Values: got.T, Unit: "s", Dims: []string{"time"}, Comment: "times of recording"},
		{Name: "record", Values: got.Record, Dims: []string{"element"}, Comment: "elements recorded"},
	}
	shape := []int{len(got.T), len(got.Record)}
	for _, v := range got.Variables {
		series = append(series, Series{Name: v.Name, Values: v.Values, Shape: shape, Unit: v.Unit,
			Dims: []string{"time", "element"}})
	}
	return Recorded{Attributes: m.attributes("StateMonitor"), Series: series}, nil
}
