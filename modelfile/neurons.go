package modelfile

import (
	"maps"
	"slices"

	"golgi/sim"
)

// neurons are a group with equations.
type neurons struct {
	common
	ownNamespace
	N             int               `key:"n,needed"`
	Model         text              `key:"model"`
	Threshold     string            `key:"threshold"`
	Reset         text              `key:"reset"`
	Refractory    amount            `key:"refractory"`
	Method        string            `key:"method"`
	Events        map[string]string `key:"events"`
	EventSchedule []eventTiming     `key:"event_schedule"`
	RunOnEvent    []eventCode       `key:"run_on_event"`
	Linked        map[string]link   `key:"linked"`
	Init          []assignment      `key:"init"`
	RunRegularly  []regularCode     `key:"run_regularly"`
}

// link says what a linked variable stands for.
type link struct {
	place
	Of       string `key:"of,needed"`
	Variable string `key:"variable,needed"`
	Index    ints   `key:"index"` // nil: there is none
}

func (o *neurons) is() role               { return group | variables }
func (o *neurons) equations() string      { return string(o.Model) }
func (o *neurons) initial() []assignment  { return o.Init }
func (o *neurons) regular() []regularCode { return o.RunRegularly }
func (o *neurons) takesConstants() bool   { return true }
func (o *neurons) final() []string        { return stateOf(o.equations()) }

func (o *neurons) check(c *checker) {
	for _, a := range o.Init {
		a.check()
	}
	for _, name := range slices.Sorted(maps.Keys(o.Linked)) {
		if l := o.Linked[name]; l.Of != o.Name {
			c.refers(&l.place, "of", l.Of, group)
		}
	}
}

func (o *neurons) make(s *Simulation) (sim.Object, error) {
	spec := sim.Neurons{Functions: s.model.functions(), Name: o.Name, Size: o.N, Equations: o.equations(), Threshold: o.Threshold, Reset: string(o.Reset),
		Method: o.Method, DT: optional(o.DT), Order: o.Order}
	var err error
	if spec.Namespace, err = s.model.namespace(declarations(o.equations()), o.Namespace); err != nil {
		return nil, err
	}
	if spec.Refractory, err = o.Refractory.refractory(); err != nil {
		return nil, err
	}
	if spec.Linked, err = o.links(s); err != nil {
		return nil, err
	}
	o.eventsToSim(&spec)
	return sim.NewNeuronGroup(spec)
}

func (o *neurons) links(s *Simulation) (map[string]sim.Link, error) {
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
			sim.RunOnEvent{Event: c.Event, Code: string(c.Code), When: deref(c.When), Order: order(c.Order)})
	}
}
