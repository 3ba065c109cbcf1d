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
	// refill makes a part have recorded that: the inverse of recorded.
	refill(p *bind.Part, r recording) error
}

// Recording describes a monitor. Name and Of are mandatory; Record, Select and Every are those of a StateMonitor.
type Recording struct {
	Name      string
	Of        Object         // a NeuronGroup, a Subgroup or, for a StateMonitor, Synapses
	Event     string         // of an EventMonitor: the event
	Variables []string       // variables or subexpressions to record; of spikes and events, those of the neuron
	Record    []int          // elements to record, in this order; nil: all
	Select    Selection      // elements to record, instead of Record: those that are selected when the monitor is added
	Bins      units.Array    // of an ISIHistogramMonitor: the lower bounds of its bins, in ascending order
	Every     units.Quantity // interval of recording; zero: every step of the monitored object
	When      string         // slot of the schedule; empty: "start", and for spikes and events behind their test
	Order     int            // order among objects in the same slot
}

// Recorded is what a monitor has recorded, whatever its kind.
type Recorded struct {
	// Attributes say what the numbers do not: monitor, the kind of monitor; source, the name of what was
	// monitored; where neurons were counted, neurons, how many there are; dt, the step size of the recording in s; and once there was a
	// run, start and stop, the times in s between which it was in the network. Where it was not all the time, or the step size has
	// changed, there are the series windows [window, end] and window_dt [window].
	Attributes map[string]any
	Series     []Series
}

// Series is an array of a recording. Where it has several dimensions, those of the last vary fastest.
type Series struct {
	Name    string
	Grows   bool     // it has a row for each time or event, which Stream hands on
	Values  any      // []float64, []int32 or []int64
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
	r, err := m.recorded(p)
	if err != nil {
		return r, err
	}
	if n.Sink(m) != nil {
		r.withoutRows()
	}
	windows, err := n.Windows(m)
	r.addWindows(windows, p.DT())
	return r, err
}

// monitor is what all monitors have.
type monitor struct {
	plain
	spec Recording
	kind string // in messages
}

func newMonitor(kind string, spec Recording) (monitor, error) {
	m := monitor{spec: spec, kind: kind}
	m.spec.Variables, m.spec.Record, m.spec.Select = slices.Clone(spec.Variables), slices.Clone(spec.Record), spec.Select.clone()
	if err := checkName(kind, spec.Name); err != nil {
		return m, err
	}
	if absent(spec.Of) {
		return m, fmt.Errorf("sim: %s: Of must say what to record", &m)
	}
	if spec.Bins.Len() > 0 {
		return m, fmt.Errorf("sim: %s: Bins are for an ISIHistogramMonitor", &m)
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
