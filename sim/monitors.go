package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Recording describes a monitor. Name and Of are mandatory; the other fields are those of a StateMonitor.
type Recording struct {
	Name      string
	Of        Object         // a NeuronGroup, a Subgroup or, for a StateMonitor, Synapses
	Variables []string       // variables or subexpressions to record
	Record    []int          // elements to record, in this order; nil: all
	Every     units.Quantity // interval of recording; zero: every step of the monitored object
	When      string         // slot of the schedule; empty: "start"
	Order     int            // order among objects in the same slot
}

// monitor is what all monitors have.
type monitor struct {
	spec Recording
	kind string
}

// Name returns the monitor's name.
func (m *monitor) Name() string { return m.spec.Name }

// String names the monitor in messages.
func (m *monitor) String() string { return fmt.Sprintf("%s %q", m.kind, m.spec.Name) }

func (m *monitor) parts() []Object { return []Object{m.spec.Of} }

// Of returns what is monitored.
func (m *monitor) Of() Object { return m.spec.Of }

func newMonitor(kind string, spec Recording) (monitor, error) {
	m := monitor{spec: spec, kind: kind}
	m.spec.Variables, m.spec.Record = slices.Clone(spec.Variables), slices.Clone(spec.Record)
	if err := checkName(kind, spec.Name); err != nil {
		return m, err
	}
	if absent(spec.Of) {
		return m, fmt.Errorf("sim: %s: Of must say what to record", &m)
	}
	return m, checkStep(&m, "interval", spec.Every)
}

// spiking checks that a monitor of spikes has only what it can have.
func (m *monitor) spiking() error {
	group, ok := m.spec.Of.(Group)
	if !ok {
		return fmt.Errorf("sim: %s: %s does not spike; record a NeuronGroup or a Subgroup", m, m.spec.Of)
	}
	if g, _ := group.neurons(); g.threshold == nil {
		return fmt.Errorf("sim: %s: %s has no threshold and never spikes", m, g)
	}
	if m.spec.Variables != nil || m.spec.Record != nil || m.spec.Every != (units.Quantity{}) || m.spec.When != "" {
		return fmt.Errorf("sim: %s: Variables, Record, Every and When are for a StateMonitor", m)
	}
	return nil
}

// SpikeMonitor records the spikes of a group: who, and when.
type SpikeMonitor struct{ monitor }

// NewSpikeMonitor returns a monitor of the spikes of spec.Of.
func NewSpikeMonitor(spec Recording) (*SpikeMonitor, error) {
	m, err := newMonitor("spike monitor", spec)
	if err == nil {
		err = m.spiking()
	}
	if err != nil {
		return nil, err
	}
	return &SpikeMonitor{m}, nil
}

// PopulationRateMonitor records the rate of a group in every step: its spikes per neuron and second.
type PopulationRateMonitor struct{ monitor }

// NewPopulationRateMonitor returns a monitor of the rate of spec.Of.
func NewPopulationRateMonitor(spec Recording) (*PopulationRateMonitor, error) {
	m, err := newMonitor("population rate monitor", spec)
	if err == nil {
		err = m.spiking()
	}
	if err != nil {
		return nil, err
	}
	return &PopulationRateMonitor{m}, nil
}

// StateMonitor records the values of variables at regular times.
type StateMonitor struct {
	monitor
	object modelled
	start  int               // of a subgroup
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
	if err := m.readObject(); err != nil {
		return nil, err
	}
	if _, err := slotNumber(m, m.spec.When, "start"); err != nil {
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

func (m *StateMonitor) readObject() error {
	switch of := m.spec.Of.(type) {
	case Group:
		m.object, m.start = of.neurons()
	case *Synapses:
		m.object = of
	default:
		return fmt.Errorf("sim: %s: %s has no variables to record", m, m.spec.Of)
	}
	return nil
}

func (m *StateMonitor) readVariables() error {
	scope := m.object.ownScope()
	var errs []error
	for _, name := range m.spec.Variables {
		sym, ok := scope.Lookup(name)
		if !ok || sym.Kind == equations.Number || sym.Kind == equations.Bound || sym.Side > equations.Own {
			errs = append(errs, fmt.Errorf("sim: %s: %s", m, noVariable(m.object, name)))
			continue
		}
		m.probes = append(m.probes, lower.Probe(&syntax.Ident{Name: name}, scope, true))
		m.infos = append(m.infos, sym.Info)
	}
	return errors.Join(errs...)
}

// checkRecord checks the elements of neurons; those of synapses are checked once there are synapses.
func (m *StateMonitor) checkRecord() error {
	group, ok := m.spec.Of.(Group)
	if !ok {
		return nil
	}
	for _, i := range m.spec.Record {
		if i < 0 || i >= group.Size() {
			return fmt.Errorf("sim: %s: Record has %d, but %s has neurons 0 to %d", m, i, group, group.Size()-1)
		}
	}
	return nil
}
