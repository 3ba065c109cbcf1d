package sim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Synapse describes Synapses: what one synapse is and does, and which pairs of neurons have one.
type Synapse struct {
	Name               string
	Source             End    // presynaptic neurons, or synapses
	Target             End    // postsynaptic neurons, or synapses
	Model              string // variables of a synapse
	Method             string // of integration, for equations that are integrated at every step; see Neurons.Method
	Options            MethodOptions
	OnPre              string      // statements executed when the presynaptic neuron spikes
	OnPost             string      // statements executed when the postsynaptic neuron spikes
	PreEvent           string      // event of the presynaptic neuron that OnPre waits for; empty: the spike
	PostEvent          string      // event of the postsynaptic neuron that OnPost waits for; empty: the spike
	Delay              Delay       // of OnPre; empty: there is none
	Delays             units.Array // of OnPre, one for each synapse, instead of Delay
	PostDelay          Delay       // of OnPost; empty: there is none
	PostDelays         units.Array // of OnPost, one for each synapse, instead of PostDelay
	Pathways           []Pathway   // more of them, with names
	Connect            []Connect   // executed one after another; at least one
	MultisynapticIndex string      // name of a variable that numbers the synapses of a pair, in their order, from 0; empty: there is none
	Initial            []Set       // initial values of the variables, after connecting and before delays; see Neurons.Initial for their order
	Namespace          Namespace
	Functions          Functions
	DT                 units.Quantity // step size of equations that are integrated at every step; zero: that of the network
	Order              int            // of these among objects in the same slot of the schedule
}

// Synapses connect the neurons of two groups.
type Synapses struct {
	plain
	spec      Synapse
	source    end
	target    end
	model     *equations.Model
	constants equations.Symbols
	functions functions
	scopes    keptScopes
	connects  []*connect
	driven    *integrate.Update // of what is event-driven; nil: nothing is
	updater   *updater          // of what is integrated at every step; nil: nothing is
	sums      operations
	paths     []*pathway
	specs     []Pathway  // of paths
	traces    *traces    // event-driven variables that may be values of neurons; nil: none
	held      operations // what is constant over a step
	initial   []*assignment
}

// NewSynapses checks a description and returns the synapses it describes, or an error with all faults.
func NewSynapses(spec Synapse) (*Synapses, error) {
	s := &Synapses{spec: spec}
	s.spec.Connect, s.spec.Initial = slices.Clone(spec.Connect), slices.Clone(spec.Initial)
	s.spec.Pathways = slices.Clone(spec.Pathways)
	if err := s.checkPlain(); err != nil {
		return nil, err
	}
	var err error
	if s.functions, err = spec.Functions.read(s, spec.Namespace, nil); err != nil {
		return nil, err
	}
	pathsErr := s.readPathways()
	known, modelErr := s.readModel()
	var codeErr error
	if known {
		codeErr = s.readCode()
	}
	if err := errors.Join(pathsErr, modelErr); err != nil {
		return nil, errors.Join(err, codeErr)
	}
	if err := errors.Join(s.readMultisynapticIndex(), s.readUpdate()); err != nil {
		return nil, errors.Join(err, codeErr)
	}
	if held := newHolder(s, spec.Order); held != nil {
		s.held = operations{held}
	}
	faults := []error{codeErr, s.readDelays(), s.readConnects()}
	s.initial, err = newAssignments(s, spec.Initial)
	if err := errors.Join(append(faults, err)...); err != nil {
		return nil, err
	}
	for _, w := range s.paths {
		w.lower()
	}
	s.findTraces()
	return s, nil
}

// Name returns the name of the synapses.
func (s *Synapses) Name() string { return s.spec.Name }

// String names the synapses in messages.
func (s *Synapses) String() string { return fmt.Sprintf("synapses %q", s.spec.Name) }

func (s *Synapses) parts() []Object             { return []Object{s.spec.Source, s.spec.Target} }
func (s *Synapses) elements() elements          { return elements{of: s, members: members{size: whole}} }
func (s *Synapses) variables() *equations.Model { return s.model }

func (s *Synapses) callable() *syntax.Functions { return s.functions.callable() }

func (s *Synapses) refusedValue(string, float64) string { return "" }

// lends lends delays: "post.delay" is that of the pathway "post", and "delay" that of "pre".
func (s *Synapses) lends(variable string) (loan, error) {
	name, isDelay := strings.CutSuffix(variable, ".delay")
	switch {
	case variable == "delay":
		name = "pre"
	case !isDelay:
		return nil, nil
	}
	w := s.pathway(name)
	if w == nil {
		return nil, fmt.Errorf("sim: %s: there is no %q: it has no pathway %q", s, variable, name)
	}
	return newDelayLoan(w, variable), nil
}

func (s *Synapses) checkPlain() error {
	if err := checkName("synapses", s.spec.Name); err != nil {
		return err
	}
	if absent(s.spec.Source) || absent(s.spec.Target) {
		return fmt.Errorf("sim: %s: Source and Target must be given", s)
	}
	s.source, s.target = s.spec.Source.end(), s.spec.Target.end()
	if len(s.spec.Connect) == 0 {
		return fmt.Errorf("sim: %s: no synapse was ever made; give Connect, such as []sim.Connect{{}} for all pairs", s)
	}
	return checkStep(s, "step size", s.spec.DT)
}

// readModel reads the model; known says whether it is known what all names refer to, so that other texts can be checked as well.
func (s *Synapses) readModel() (known bool, err error) {
	src := source(s, "model", s.spec.Model)
	model, list := equations.ReadModel(src, equations.Synapses)
	if model == nil {
		return false, faults(list)
	}
	list = append(list, s.ambiguous(model)...)
	s.model = model
	s.addLastUpdate()
	if s.constants, err = s.spec.Namespace.symbols(s, model); err != nil {
		return false, errors.Join(faults(list), err)
	}
	if err := s.checkEnds(); err != nil {
		return false, errors.Join(faults(list), err)
	}
	if err := s.functions.add(s, s.constants, nil, model); err != nil {
		return false, errors.Join(faults(list), err)
	}
	scope := s.scope()
	list = append(list, model.Check(scope)...)
	if list = append(list, model.CheckDriven(scope)...); len(list) == 0 {
		s.scopes.forget()
		list = s.readSums()
	}
	s.scopes.forget()
	return true, faults(list)
}

// declare says between which neurons the synapses will be. They are connected when they are first needed, so that the
// expressions of Connect see what is set before.
func (s *Synapses) declare(p *bind.Part) error {
	p.OnClock(s.spec.DT.SI())
	p.Ends(s.source.part(p.Memory()), s.target.part(p.Memory()))
	declareTimed(p, s.constants)
	return nil
}

func (s *Synapses) prepare(p *bind.Part) error {
	if connected(p) {
		return nil
	}
	if err := s.makeEnds(p.Memory()); err != nil {
		return err
	}
	return p.Later(func() error { return p.Try(func() error { return s.connect(p) }) })
}

// pace has nothing to do before there are synapses.
func (s *Synapses) pace(p *bind.Part) error {
	if !connected(p) {
		return nil
	}
	return s.operations().pace(p)
}

func (s *Synapses) schedule(to *bind.Schedule, p *bind.Part) error {
	first := to.Len()
	if err := s.operations().schedule(to, p); err != nil || s.traces == nil {
		return err
	}
	return s.traces.schedule(to, p, first)
}

// operations are what the synapses do in a step.
func (s *Synapses) operations() operations {
	list := slices.Clone(s.sums)
	for _, w := range s.paths {
		list = append(list, w)
	}
	list = append(list, s.held...)
	if s.updater != nil {
		list = append(list, s.updater)
	}
	return list
}

func (s *Synapses) explain(b *strings.Builder, p *bind.Part) {
	fmt.Fprintf(b, "%s: %d synapses from %s to %s\n", s, p.N, s.spec.Source, s.spec.Target)
	explainVariables(b, s.model)
	if s.spec.MultisynapticIndex != "" {
		fmt.Fprintf(b, "  %s: number among the synapses of a pair\n", s.spec.MultisynapticIndex)
	}
	if s.driven != nil {
		fmt.Fprintf(b, "  when a spike arrives, _dt after %s:\n", equations.LastUpdate)
		explainUpdate(b, s.driven)
	}
	if s.traces != nil {
		s.traces.explain(b, p)
	}
	s.operations().explain(b, p)
}
