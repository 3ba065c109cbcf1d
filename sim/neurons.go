package sim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// maxSize is the largest number of neurons in a group.
const maxSize = 1 << 30

// Neurons describes a NeuronGroup.
type Neurons struct {
	Name       string          // mandatory, unique in a network
	Size       int             // number of neurons, at least 1
	Equations  string          // the model, in Brian 2's language
	Threshold  string          // condition for a spike; empty: the neurons never spike
	Reset      string          // statements executed after a spike
	Refractory Refractory      // how long neurons are refractory after a spike; empty: they are not
	Method     string          // method of integration, by name or as a scheme; empty: what Brian 2 would choose
	Options    MethodOptions   // of the method
	Namespace  Namespace       // values of the names that the texts use and do not define
	Functions  Functions       // that the texts use and the language does not have
	Linked     map[string]Link // what the variables flagged (linked) stand for
	Initial    []Set           // initial values, in this order but what a text reads comes before it; variables start as 0
	DT         units.Quantity  // step size; zero: that of the network
	Order      int             // order among objects in the same slot of the schedule

	// ThresholdFunc is a threshold in Go, instead of Threshold: it returns the neurons that spike, of which those that are refractory do
	// not. ResetFunc is a reset in Go, instead of Reset: it is called with the neurons that have spiked, in ascending order, where there
	// are any. Both are called in each step of a run, by several networks at once where they share the group, and keep nothing. An error
	// ends the run.
	ThresholdFunc func(now NeuronState) ([]int, error)
	ResetFunc     func(now NeuronState, neurons []int) error

	Events        []Event         // what may happen to neurons beside spikes
	EventSchedule []EventSchedule // where events are tested, if not where they are by default
	RunOnEvent    []RunOnEvent    // statements executed after events, one text for each event
}

// NeuronGroup is a group of neurons that follow the same equations.
type NeuronGroup struct {
	plain
	kind       string // in messages
	spec       Neurons
	model      *equations.Model
	constants  equations.Symbols
	functions  functions
	scopes     keptScopes
	refractory lower.Refractory
	method     string            // of integration; empty: there is nothing to integrate
	update     *updater          // nil: there is nothing to do
	events     map[string]*event // by name; a group that spikes has "spike"
	spike      *thresholder      // finds the neurons that spike; nil: they never do, or spikes are given
	operations operations        // what the group does in a step
	trains     *spikeTrains      // nil: its spikes are not given
	rates      *watcher          // nil: it has no rates
	initial    []*assignment
	links      []*link
	law        func(variable string, x float64) string // why a variable cannot have a value; nil: it can
}

// NewNeuronGroup checks a description and returns the group it describes, or an error with all faults.
func NewNeuronGroup(spec Neurons) (*NeuronGroup, error) {
	g := &NeuronGroup{kind: "neuron group", spec: spec}
	g.spec.Initial = slices.Clone(spec.Initial)
	if err := errors.Join(g.checkPlain(), g.readFunctions()); err != nil {
		return nil, err
	}
	src := source(g, "equations", spec.Equations)
	if err := g.read(equations.ReadModel(src, equations.Neurons)); err != nil {
		return nil, err
	}
	return g, nil
}

// read reads a description whose plain fields have been checked, and whose model has been read, with those faults; nil:
// it could not be read.
func (g *NeuronGroup) read(model *equations.Model, list syntax.Faults) error {
	g.model = model
	if model == nil {
		return faults(list)
	}
	var err error
	if g.constants, err = g.spec.Namespace.symbols(g, model); err != nil {
		return errors.Join(faults(list), err)
	}
	if err := errors.Join(g.functions.add(g, g.constants, nil, model), g.readLinks()); err != nil {
		return errors.Join(faults(list), err)
	}
	g.scopes.forget()
	modelErr := faults(append(list, model.Check(g.scope())...))
	g.scopes.forget()
	refractoryErr := g.readRefractory()
	threshold, thresholdErr := g.readThreshold()
	reset, resetErr := g.readReset()
	events, eventsErr := g.readEvents()
	onEvents, onEventsErr := g.readRunOnEvent()
	if err := errors.Join(modelErr, refractoryErr, thresholdErr, resetErr, eventsErr, onEventsErr); err != nil {
		return err
	}
	if g.update, err = g.readUpdate(); err != nil {
		return err
	}
	g.contain(append(threshold, events...), append(reset, onEvents...))
	g.initial, err = newAssignments(g, g.spec.Initial)
	return err
}

// contain adds the operations that are there. They are declared and scheduled in this order.
func (g *NeuronGroup) contain(tests []*thresholder, code []*resetter) {
	if held := newHolder(g, g.spec.Order); held != nil {
		g.operations = append(g.operations, held)
	}
	if g.update != nil {
		g.operations = append(g.operations, g.update)
	}
	if g.refractory.Given() {
		g.operations = append(g.operations, resting{long: g.spec.Refractory})
	}
	if g.spec.ThresholdFunc != nil {
		g.operations = append(g.operations, &goThreshold{event: g.events[spikeEvent], which: g.spec.ThresholdFunc})
	}
	for _, t := range tests {
		if t.event.name == spikeEvent {
			g.spike = t
		}
		t.lower()
		g.operations = append(g.operations, t)
	}
	if r := g.goReset(); r != nil {
		g.operations = append(g.operations, r)
	}
	for _, r := range code {
		r.lower()
		g.operations = append(g.operations, r)
	}
}

// Name returns the group's name.
func (g *NeuronGroup) Name() string { return g.spec.Name }

// String names the group in messages.
func (g *NeuronGroup) String() string { return fmt.Sprintf("%s %q", g.kind, g.spec.Name) }

// Size returns the number of neurons.
func (g *NeuronGroup) Size() int { return g.spec.Size }

// Method returns the method by which the equations are integrated; empty where there is nothing to integrate. With a TimedArray it may
// hang on the step size: then it is that at the group's own or, where it has none, at 0.1 ms; see Network.Method.
func (g *NeuronGroup) Method() string { return g.method }

func (g *NeuronGroup) callable() *syntax.Functions { return g.functions.callable() }

func (g *NeuronGroup) readFunctions() (err error) {
	g.functions, err = g.spec.Functions.read(g, g.spec.Namespace, nil)
	return err
}

func (g *NeuronGroup) remarks() []string {
	if g.method == "" || g.spec.Method != "" {
		return nil
	}
	remark := fmt.Sprintf("no method of integration is named: it is %q, as in Brian 2", g.method)
	if g.update.hangs {
		remark += fmt.Sprintf(", at a step size of %s", defaultStep)
	}
	return []string{remark}
}

func (g *NeuronGroup) neurons() neurons {
	return neurons{g, members{size: g.Size()}, g.spec.Order}
}
func (g *NeuronGroup) elements() elements          { return elements{of: g, members: members{size: whole}} }
func (g *NeuronGroup) variables() *equations.Model { return g.model }

func (g *NeuronGroup) between(_, _ []int) (func(p *bind.Part) ([]int32, error), error) {
	return nil, errors.New("I and J select synapses; neurons have an Index")
}

func (g *NeuronGroup) lends(string) (loan, error) { return nil, nil }

func (g *NeuronGroup) refusedValue(variable string, x float64) string {
	if g.law == nil {
		return ""
	}
	return g.law(variable, x)
}

func (g *NeuronGroup) checkPlain() error {
	if err := checkName(g.kind, g.spec.Name); err != nil {
		return err
	}
	if g.spec.Size < 1 || g.spec.Size > maxSize {
		return fmt.Errorf("sim: %s: size %d is not between 1 and %d", g, g.spec.Size, maxSize)
	}
	if g.resets() && g.spec.Threshold == "" && g.spec.ThresholdFunc == nil {
		return fmt.Errorf("sim: %s: it has a reset but no threshold; set Threshold to the condition for a spike", g)
	}
	return errors.Join(checkStep(g, "step size", g.spec.DT), g.checkGoFunctions())
}

func (g *NeuronGroup) declare(p *bind.Part) error {
	if err := g.checkMemory(); err != nil {
		return err
	}
	p.OnClock(g.spec.DT.SI())
	p.N = g.Size()
	p.Variables(g.model)
	g.declareLinks(p)
	declareTimed(p, g.constants)
	if err := g.operations.declare(p); err != nil {
		return err
	}
	if err := p.Memory().SetClocks(); err != nil {
		return err
	}
	return assignAll(p, g.initial)
}

func (g *NeuronGroup) pace(p *bind.Part) error {
	return errors.Join(g.checkKnownRate(withConstantsOf(p, g.scope())), g.operations.pace(p))
}

func (g *NeuronGroup) prepare(p *bind.Part) error { return g.operations.prepare(p) }

func (g *NeuronGroup) schedule(s *bind.Schedule, p *bind.Part) error {
	if err := g.operations.schedule(s, p); err != nil {
		return err
	}
	return g.offerFused(s, p)
}

func (g *NeuronGroup) sleep(s *bind.Schedule, p *bind.Part) error { return g.operations.sleep(s, p) }

func (g *NeuronGroup) explain(b *strings.Builder, p *bind.Part) {
	fmt.Fprintf(b, "%s: %d neurons, dt = %v\n", g, g.Size(), seconds(p.DT()))
	explainVariables(b, g.model)
	g.explainLinks(b)
	g.operations.explain(b, p)
}

// when is the moment of one of the group's operations, which is known as the group with a suffix.
func (g *NeuronGroup) when(slot bind.Slot, suffix string, p *bind.Part) bind.When {
	return bind.When{Slot: slot, Order: g.spec.Order, Name: g.Name() + suffix, Clock: p.Clock}
}
