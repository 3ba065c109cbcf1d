package conformance

import (
	"fmt"
	"maps"
	"slices"

	"golgi/sim"
	"golgi/units"
)

// runRegularly puts into the network what an object runs regularly, under the names that Brian 2 gives.
func (s *stage) runRegularly(o object, of sim.Object) error {
	var list []timedCode
	switch o := o.(type) {
	case *neurons:
		list = o.RunRegularly
	case *synapses:
		list = o.RunRegularly
	case *subgroup:
		list = o.RunRegularly
	}
	if len(list) == 0 {
		return nil
	}
	for k, code := range list {
		spec := sim.Regularly{Name: o.base().Name + "_run_regularly", Of: of, Code: code.Code, Every: optional(code.DT),
			When: deref(code.When), Order: deref(code.Order)}
		if k > 0 {
			spec.Name += fmt.Sprintf("_%d", k)
		}
		made, err := sim.NewRunRegularly(spec)
		if err != nil {
			return err
		}
		if err := s.net.Add(made); err != nil {
			return err
		}
		name := o.base().Name
		s.with[name] = append(s.with[name], made)
	}
	return nil
}

// poissonGroup makes a group whose rates are a text or a quantity.
func (s *stage) poissonGroup(o *poissonGroup) (sim.Object, error) {
	namespace, err := s.model.namespace(nil)
	if err != nil {
		return nil, err
	}
	spec := sim.Poisson{Name: o.Name, Size: o.N, Rates: o.Rates.text, Namespace: namespace, DT: optional(o.DT), Order: o.Order}
	if o.Rates.text == "" {
		spec.Rates, err = quantity(float64(o.Rates.Value), o.Rates.Unit)
	}
	if err != nil {
		return nil, err
	}
	return sim.NewPoissonGroup(spec)
}

// poissonInput makes an input. Its texts know what those of its target know.
func (s *stage) poissonInput(o *poissonInput) (sim.Object, error) {
	of, err := placed[sim.Group](s, o.Of)
	if err != nil {
		return nil, err
	}
	spec := sim.Drive{Name: o.Name, Of: of, Variable: o.Variable, N: o.N, Rate: units.Hertz.Of(o.Rate), Weight: o.Weight.text, When: o.When, Order: o.Order}
	if o.Weight.text == "" {
		spec.Weight, err = quantity(float64(o.Weight.Value), o.Weight.Unit)
	}
	if err != nil {
		return nil, err
	}
	return sim.NewPoissonInput(spec)
}

// deref returns what is there, and else the default.
func deref[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}

// eventsToSim gives spec the events of neurons. An event called spike is another word for the threshold.
func (o *neurons) eventsToSim(spec *sim.Neurons) {
	for _, name := range slices.Sorted(maps.Keys(o.Events)) {
		if name == "spike" && o.Threshold == "" {
			spec.Threshold = o.Events[name]
			continue
		}
		spec.Events = append(spec.Events, sim.Event{Name: name, Condition: o.Events[name]})
	}
	order := func(absolute *int) int { // the simulator counts from that of the group
		if absolute == nil {
			return 0
		}
		return *absolute - o.Order
	}
	for _, t := range o.EventSchedule {
		spec.EventSchedule = append(spec.EventSchedule, sim.EventSchedule{Event: t.Event, When: deref(t.When), Order: order(t.Order)})
	}
	for _, c := range o.RunOnEvent {
		spec.RunOnEvent = append(spec.RunOnEvent,
			sim.RunOnEvent{Event: c.Event, Code: c.Code, When: deref(c.When), Order: order(c.Order)})
	}
}

// toSim returns the recording of spikes or events.
func (o *spikeMonitor) toSim(of sim.Object) sim.Recording {
	return sim.Recording{Name: o.Name, Of: of, Variables: o.Variables, Every: optional(o.DT), When: deref(o.When), Order: o.Order}
}

// setActive activates or deactivates an object, with what it runs regularly, as in Brian 2.
func (s *stage) setActive(name string, set func(...sim.Object) error) error {
	o, err := placed[sim.Object](s, name)
	if err != nil {
		return err
	}
	return set(append([]sim.Object{o}, s.with[name]...)...)
}

// operation returns a network operation.
func (s *stage) operation(o *networkOperation) (sim.Object, error) {
	calls := 0
	return sim.NewNetworkOperation(sim.Operation{Name: o.Name, Every: optional(o.DT), When: o.When, Order: o.Order,
		Do: func(net *sim.Network) error {
			calls++
			for k := range o.Sets {
				if err := s.set(&o.Sets[k]); err != nil {
					return err
				}
			}
			if slices.Contains(o.StopAfter, calls) {
				net.Stop()
			}
			return nil
		}})
}
