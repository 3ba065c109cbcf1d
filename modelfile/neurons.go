package modelfile

import (
	"maps"
	"slices"

	"golgi/sim"
)

// neurons are a group with equations.
type neurons struct {
	common
	N             int               `json:"n"`
	Model         string            `json:"model"`
	Threshold     string            `json:"threshold"`
	Reset         string            `json:"reset"`
	Refractory    amount            `json:"refractory"`
	Method        string            `json:"method"`
	Events        map[string]string `json:"events"`
	EventSchedule []timing          `json:"event_schedule"`
	RunOnEvent    []timedCode       `json:"run_on_event"`
	Linked        map[string]link   `json:"linked"`
	Init          []assignment      `json:"init"`
	RunRegularly  []timedCode       `json:"run_regularly"`
}

// link says what a linked variable stands for.
type link struct {
	Of       string `json:"of"`
	Variable string `json:"variable"`
	Index    []int  `json:"index"` // nil: there is none
}

func (o *neurons) equations() string     { return o.Model }
func (o *neurons) initial() []assignment { return o.Init }
func (o *neurons) regular() []timedCode  { return o.RunRegularly }
func (o *neurons) takesConstants() bool  { return true }
func (o *neurons) final() []string       { return stateOf(o.Model) }

func (o *neurons) make(s *Simulation) (sim.Object, error) {
	spec := sim.Neurons{Name: o.Name, Size: o.N, Equations: o.Model, Threshold: o.Threshold, Reset: o.Reset,
		Method: o.Method, DT: optional(o.DT), Order: o.Order}
	var err error
	if spec.Namespace, err = s.model.namespace(declarations(o.Model)); err != nil {
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
			sim.RunOnEvent{Event: c.Event, Code: c.Code, When: deref(c.When), Order: order(c.Order)})
	}
}
