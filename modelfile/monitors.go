package modelfile

import (
	"slices"

	"golgi/sim"
)

// stateMonitor records variables at regular times.
type stateMonitor struct {
	common
	Of        string    `key:"of,needed"`
	Variables []string  `key:"variables,needed"`
	Record    recording `key:"record"`
	When      string    `key:"when"`
}

func (o *stateMonitor) check(c *checker) { c.refers(&o.place, "of", o.Of, variables) }

func (o *stateMonitor) source() string { return o.Of }

// width counts a time, and the variables of all elements that are recorded.
func (o *stateMonitor) width(s *Simulation) int {
	elements := len(o.Record)
	if o.Record == nil {
		elements = s.elements(o.Of)
	}
	return 1 + elements*len(o.Variables)
}

func (o *stateMonitor) spec(s *Simulation) (sim.Recording, error) {
	of, err := placed[sim.Object](s, o.Of)
	return sim.Recording{Name: o.Name, Of: of, Variables: o.Variables, Record: o.Record, Every: optional(o.DT), When: o.When, Order: o.Order}, err
}

func (o *stateMonitor) make(s *Simulation) (sim.Object, error) {
	spec, err := o.spec(s)
	if err != nil {
		return nil, err
	}
	return sim.NewStateMonitor(spec)
}

func (o *stateMonitor) recorded(net *sim.Network, made sim.Object) (map[string]Array, error) {
	got, err := net.Traces(made.(*sim.StateMonitor))
	arrays := map[string]Array{"t": vector(got.T, "s")}
	for _, trace := range got.Variables {
		arrays[trace.Name] = rows(trace, len(got.Record))
	}
	return arrays, err
}

// spikeMonitor records spikes.
type spikeMonitor struct {
	common
	Of        string   `key:"of,needed"`
	Variables []string `key:"variables"`
	When      *string  `key:"when"`
}

func (o *spikeMonitor) check(c *checker) {
	c.refers(&o.place, "of", o.Of, group)
	if slices.Contains(o.Variables, countName) {
		o.faultAt("variables", "a variable %q cannot be recorded: how often it happened to each neuron has that name; give the variable another", countName)
	}
}

func (o *spikeMonitor) source() string { return o.Of }
func (o *spikeMonitor) counts() int    { return 2 } // of a list and of numbers

func (o *spikeMonitor) spec(s *Simulation) (sim.Recording, error) {
	of, err := placed[sim.Object](s, o.Of)
	return sim.Recording{Name: o.Name, Of: of, Variables: o.Variables, Every: optional(o.DT), When: deref(o.When), Order: o.Order}, err
}

func (o *spikeMonitor) make(s *Simulation) (sim.Object, error) {
	spec, err := o.spec(s)
	if err != nil {
		return nil, err
	}
	return sim.NewSpikeMonitor(spec)
}

func (o *spikeMonitor) recorded(net *sim.Network, made sim.Object) (map[string]Array, error) {
	got, err := net.Spikes(made.(*sim.SpikeMonitor))
	return happened(got), err
}

// eventMonitor records another event.
type eventMonitor struct {
	spikeMonitor
	Event string `key:"event,needed"`
}

func (o *eventMonitor) make(s *Simulation) (sim.Object, error) {
	spec, err := o.spec(s)
	if err != nil {
		return nil, err
	}
	spec.Event = o.Event
	return sim.NewEventMonitor(spec)
}

func (o *eventMonitor) recorded(net *sim.Network, made sim.Object) (map[string]Array, error) {
	got, err := net.Events(made.(*sim.EventMonitor))
	return happened(got), err
}

// rateMonitor records the rate of a population.
type rateMonitor struct {
	common
	Of string `key:"of,needed"`
}

func (o *rateMonitor) check(c *checker) { c.refers(&o.place, "of", o.Of, group) }

func (o *rateMonitor) source() string        { return o.Of }
func (o *rateMonitor) width(*Simulation) int { return 2 }

func (o *rateMonitor) make(s *Simulation) (sim.Object, error) {
	of, err := placed[sim.Object](s, o.Of)
	if err != nil {
		return nil, err
	}
	return sim.NewPopulationRateMonitor(sim.Recording{Name: o.Name, Of: of, Every: optional(o.DT), Order: o.Order})
}

func (o *rateMonitor) recorded(net *sim.Network, made sim.Object) (map[string]Array, error) {
	got, err := net.Rates(made.(*sim.PopulationRateMonitor))
	return map[string]Array{"t": vector(got.T, "s"), "rate": vector(got.Rate, "Hz")}, err
}
