package conformance

import (
	"fmt"
	"slices"

	"golgi/sim"
	"golgi/units"
)

// place makes an object and puts it into the network.
func (s *stage) place(o object) error {
	made, err := s.make(o)
	if err != nil {
		return err
	}
	s.objects[o.base().Name] = made
	if err := s.net.Add(made); err != nil {
		return err
	}
	if _, isSynapses := made.(*sim.Synapses); isSynapses {
		if _, err = s.net.Get(made, "i"); err != nil { // connects now: the suite connects before the next object is made
			return err
		}
	}
	if err := s.initialise(o, made); err != nil {
		return err
	}
	return s.runRegularly(o, made)
}

// initialise gives an object its initial values one after another as they are written, after its delays: Initial would have
// texts wait for what they read.
func (s *stage) initialise(o object, made sim.Object) error {
	var list []assignment
	switch o := o.(type) {
	case *neurons:
		list = o.Init
	case *synapses:
		list = slices.Concat(o.strays(), o.Init)
	}
	sets, err := allToSim(list, s.declared(o.base().Name))
	if err != nil {
		return err
	}
	for _, set := range sets {
		if err := s.net.Set(made, set); err != nil {
			return err
		}
	}
	return nil
}

// placed returns an object that has been placed.
func placed[T sim.Object](s *stage, name string) (T, error) {
	var none T
	o, ok := s.objects[name]
	if !ok {
		return none, malformed("no object before is named %q", name)
	}
	t, ok := o.(T)
	if !ok {
		return none, malformed("%q is a %T, which is the wrong kind of object here", name, o)
	}
	return t, nil
}

// make makes an object of what the model says.
func (s *stage) make(o object) (sim.Object, error) {
	switch o := o.(type) {
	case *neurons:
		return s.neurons(o)
	case *spikeGenerator:
		return o.toSim()
	case *poissonGroup:
		return s.poissonGroup(o)
	case *subgroup:
		return s.subgroup(o)
	case *synapses:
		return s.synapses(o)
	case *networkOperation:
		return s.operation(o)
	case *stateMonitor:
		return s.stateMonitor(o)
	case *spikeMonitor:
		of, err := placed[sim.Object](s, o.Of)
		if err != nil {
			return nil, err
		}
		return sim.NewSpikeMonitor(o.toSim(of))
	case *eventMonitor:
		of, err := placed[sim.Object](s, o.Of)
		if err != nil {
			return nil, err
		}
		spec := o.toSim(of)
		spec.Event = o.Event
		return sim.NewEventMonitor(spec)
	case *rateMonitor:
		of, err := placed[sim.Object](s, o.Of)
		if err != nil {
			return nil, err
		}
		return sim.NewPopulationRateMonitor(sim.Recording{Name: o.Name, Of: of, Every: optional(o.DT), Order: o.Order})
	case *poissonInput:
		return s.poissonInput(o)
	}
	return nil, malformed("the kit cannot say %T, and no need tells", o)
}

func (s *stage) neurons(o *neurons) (sim.Object, error) {
	declared := declarations(o.Model)
	spec := sim.Neurons{Name: o.Name, Size: o.N, Equations: o.Model, Threshold: o.Threshold, Reset: o.Reset,
		Method: o.Method, DT: optional(o.DT), Order: o.Order}
	var err error
	if spec.Namespace, err = s.model.namespace(declared); err != nil {
		return nil, err
	}
	if spec.Refractory, err = o.Refractory.toSim(); err != nil {
		return nil, err
	}
	if spec.Linked, err = s.links(o); err != nil {
		return nil, err
	}
	o.eventsToSim(&spec)
	return sim.NewNeuronGroup(spec)
}

func (s *stage) links(o *neurons) (map[string]sim.Link, error) {
	out := make(map[string]sim.Link)
	for name, l := range o.Linked {
		if l.Of == o.Name {
			out[name] = sim.Link{Own: true, Variable: l.Variable, Index: l.Index}
			continue
		}
		of, err := placed[sim.Group](s, l.Of)
		if err != nil {
			return nil, err
		}
		out[name] = sim.Link{Of: of, Variable: l.Variable, Index: l.Index}
	}
	return out, nil
}

func (o *spikeGenerator) toSim() (sim.Object, error) {
	return sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: o.Name, Size: o.N, Indices: o.Indices,
		Times: units.Second.OfAll(o.Times...), Period: optional(o.Period), DT: optional(o.DT), When: deref(o.When), Order: o.Order})
}

func (r refractory) toSim() (sim.Refractory, error) {
	switch {
	case r.value != nil && r.unit == "":
		return sim.RefractoryOf(seconds(*r.value)), nil
	case r.value != nil:
		time, err := quantity(*r.value, r.unit)
		return sim.RefractoryOf(time), err
	}
	return sim.Refractory(r.text), nil
}

func (s *stage) subgroup(o *subgroup) (sim.Object, error) {
	of, err := placed[interface {
		sim.Group
		Subgroup(name string, start, stop int) (*sim.Subgroup, error)
	}](s, o.Of)
	if err != nil {
		return nil, err
	}
	return of.Subgroup(o.Name, o.Start, o.Stop)
}

func (s *stage) synapses(o *synapses) (sim.Object, error) {
	declared := declarations(o.Model)
	spec := sim.Synapse{Name: o.Name, Model: o.Model,
		Method: o.Method, DT: optional(o.DT), Order: o.Order, MultisynapticIndex: o.MultisynapticIndex}
	var err error
	if spec.Source, err = placed[sim.Group](s, o.Source); err != nil {
		return nil, err
	}
	if spec.Target, err = placed[sim.Group](s, o.Target); err != nil {
		return nil, err
	}
	if spec.Namespace, err = s.model.namespace(declared); err != nil {
		return nil, err
	}
	if err = o.pathwaysToSim(&spec); err != nil {
		return nil, err
	}
	for _, c := range o.Connect {
		if !c.All && c.Condition == "" && c.Generator == "" && (c.I == nil || c.J == nil) {
			return nil, malformed("connect has one of all, condition, generator, and i with j")
		}
		connect := sim.Connect{Condition: c.Condition, I: c.I, J: c.J, JOf: sim.Generator(c.Generator), SkipIfInvalid: c.SkipIfInvalid}
		if c.Over == "i" {
			connect.IOf, connect.JOf = connect.JOf, ""
		}
		if c.N != nil {
			connect.N = sim.Count(fmt.Sprint(c.N))
		}
		spec.Connect = append(spec.Connect, connect)
	}
	return sim.NewSynapses(spec)
}

func (s *stage) stateMonitor(o *stateMonitor) (sim.Object, error) {
	of, err := placed[sim.Object](s, o.Of)
	if err != nil {
		return nil, err
	}
	return sim.NewStateMonitor(sim.Recording{Name: o.Name, Of: of, Variables: o.Variables, Record: o.Record,
		Every: optional(o.DT), When: o.When, Order: o.Order})
}

// namespace returns the constants and timed arrays of a model for an object: those that the object does not define itself.
func (m *model) namespace(declared map[string]declaration) (sim.Namespace, error) {
	ns := make(sim.Namespace)
	for name, c := range m.Constants {
		if _, own := declared[name]; own {
			continue
		}
		value, err := c.toSim()
		if err != nil {
			return nil, fmt.Errorf("constant %q: %w", name, err)
		}
		ns[name] = value
	}
	for name, a := range m.TimedArrays {
		if _, own := declared[name]; own {
			continue
		}
		array, err := a.toSim()
		if err != nil {
			return nil, fmt.Errorf("timed array %q: %w", name, err)
		}
		ns[name] = array
	}
	return ns, nil
}

// toSim returns the array with floats, which Brian 2 makes of all values.
func (a timedArray) toSim() (*sim.TimedArray, error) {
	unit, err := unitOf(a.Unit)
	if err != nil {
		return nil, err
	}
	spec := sim.Timed{Values: units.ArrayFromSI(a.Values.values, unit.Dim), DT: seconds(a.DT)}
	if len(a.Values.shape) == 2 {
		spec.Columns = a.Values.shape[1]
	}
	return sim.NewTimedArray(spec)
}

func (c constant) toSim() (any, error) {
	switch c.Type {
	case "integer":
		n := int(c.Value)
		if number(n) != c.Value {
			return nil, malformed("%v is no integer", c.Value)
		}
		return n, nil
	case "boolean":
		return c.Value != 0, nil
	case "":
		return quantity(float64(c.Value), c.Unit)
	}
	return nil, malformed("there is no type %q", c.Type)
}

// quantity returns x in a unit; an empty unit is 1.
func quantity(x float64, unit string) (units.Quantity, error) {
	u, err := unitOf(unit)
	return u.Of(x), err
}

func unitOf(text string) (units.Unit, error) {
	if text == "" {
		text = "1"
	}
	u, err := units.ParseUnit(text)
	if err != nil {
		return units.Unit{}, malformed("unit %q: %w", text, err)
	}
	return u, nil
}
