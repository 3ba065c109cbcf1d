package sim

import (
	"fmt"
	"slices"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/units"
)

// Monitor is an object that records another.
type Monitor interface {
	Object
	// Of returns what is monitored.
	Of() Object

	// recorded says what a part has recorded.
	recorded(p *bind.Part) (Recorded, error)
}

// Recording describes a monitor. Name and Of are mandatory; the other fields are those of a StateMonitor.
type Recording struct {
	Name      string
	Of        Object         // a NeuronGroup, a Subgroup or, for a StateMonitor, Synapses
	Variables []string       // variables or subexpressions to record; of a SpikeMonitor, those of the neuron that spikes
	Record    []int          // elements to record, in this order; nil: all
	Every     units.Quantity // interval of recording; zero: every step of the monitored object
	When      string         // slot of the schedule; empty: "start"
	Order     int            // order among objects in the same slot
}

// Recorded is what a monitor has recorded, whatever its kind.
type Recorded struct {
	// Attributes say what the numbers do not: monitor, the kind of monitor; source, the name of what was
	// monitored; and where neurons were counted, neurons, how many there are.
	Attributes map[string]any
	Series     []Series
}

// Series is an array of a recording. Where it has several dimensions, those of the last vary fastest.
type Series struct {
	Name    string
	Values  any      // []float64 or []int32
	Shape   []int    // nil: it has one dimension
	Dims    []string // names of the dimensions
	Unit    string   // SI unit; empty where there is none
	Comment string
}

// Recorded returns all that a monitor has recorded so far, in the words of the monitor itself. The slices are the
// network's own: they are not to be changed.
func (n *Network) Recorded(m Monitor) (Recorded, error) {
	p, err := n.partOf(m)
	if err == nil && p.IsEmpty() {
		err = n.refuse()
	}
	if err != nil {
		return Recorded{}, err
	}
	return m.recorded(p)
}

// monitor is what all monitors have.
type monitor struct {
	plain
	spec Recording
	kind string // in messages
}

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

// Name returns the monitor's name.
func (m *monitor) Name() string { return m.spec.Name }

// String names the monitor in messages.
func (m *monitor) String() string { return fmt.Sprintf("%s %q", m.kind, m.spec.Name) }

// Of returns what is monitored.
func (m *monitor) Of() Object { return m.spec.Of }

func (m *monitor) parts() []Object { return []Object{m.spec.Of} }

func (m *monitor) explain(b *strings.Builder, _ *bind.Part) {
	fmt.Fprintf(b, "%s of %s\n", m, m.spec.Of)
}

// attributes are those of what the monitor records; kind is the name of its type.
func (m *monitor) attributes(kind string) map[string]any {
	return map[string]any{"monitor": kind, "source": m.spec.Of.Name()}
}

// spikeRecorder is what monitors of the spikes of a group have.
type spikeRecorder struct {
	monitor
	from neurons
}

func newSpikeRecorder(kind string, spec Recording) (spikeRecorder, error) {
	m, err := newMonitor(kind, spec)
	if err != nil {
		return spikeRecorder{}, err
	}
	from := spec.Of.neurons()
	switch {
	case from.group == nil:
		err = fmt.Errorf("sim: %s: %s does not spike; record a NeuronGroup or a Subgroup", &m, spec.Of)
	case !from.group.spiking:
		err = fmt.Errorf("sim: %s: %s has no threshold and never spikes", &m, from.group)
	case spec.Record != nil || spec.Every != (units.Quantity{}) || spec.When != "" || spec.Order != 0:
		err = fmt.Errorf("sim: %s: Record, Every, When and Order are for a StateMonitor", &m)
	}
	return spikeRecorder{m, from}, err
}

// withoutVariables refuses variables, for monitors that record none.
func (m *spikeRecorder) withoutVariables() error {
	if m.spec.Variables != nil {
		return fmt.Errorf("sim: %s: Variables are for a StateMonitor or a SpikeMonitor", m)
	}
	return nil
}

// declare puts the monitor on the clock of the group.
func (m *spikeRecorder) declare(p *bind.Part) error {
	p.Clock = m.from.part(p.Memory()).Clock
	return nil
}

// afterThresholds is the moment at which the spikes of a step are known.
func (m *spikeRecorder) afterThresholds(p *bind.Part) bind.When {
	return bind.When{Slot: bind.Thresholds, Order: m.from.group.spec.Order + 1, Name: m.Name(), Clock: p.Clock}
}

// countedAttributes are attributes with the number of neurons.
func (m *spikeRecorder) countedAttributes(kind string) map[string]any {
	all := m.attributes(kind)
	all["neurons"] = m.from.size
	return all
}
