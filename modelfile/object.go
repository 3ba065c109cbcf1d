package modelfile

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"golgi/sim"
)

// An object is one of a model: what a kind does not say itself, common says.
type object interface {
	base() *common
	// is says what it can be for others.
	is() role
	// check finds what is wrong beyond the types of keys, and needs no simulator.
	check(c *checker)
	// make makes the object of the simulator.
	make(s *Simulation) (sim.Object, error)
	// equations are the text that declares its variables.
	equations() string
	// partOf names the object of whose variables it has some; empty: it has its own, or none.
	partOf() string
	// connects reports whether it makes connections once it is in the network.
	connects() bool
	// initial are values that it gets one after another once it is in the network.
	initial() []assignment
	// pending are spikes that are under way at the start.
	pending() []underWay
	// regular is the code that it runs regularly.
	regular() []regularCode
	// inRun are the assignments that it carries out in a run.
	inRun() []setting
	// takesConstants reports whether constants of the model can change in it.
	takesConstants() bool
	// final names the variables that results have.
	final() []string
	// source names the object on whose clock it is; empty: it has its own.
	source() string
	// width is how many numbers it records at each step; 0: none, or it cannot be told.
	width(s *Simulation) int
	// counts is how many numbers it has for each element of its source.
	counts() int
	// recorded returns what it has recorded; nil where it records nothing.
	recorded(net *sim.Network, made sim.Object) (map[string]Array, error)
}

// kinds are all that there are.
var kinds = map[string]func() object{
	"neurons":           func() object { return new(neurons) },
	"spike_generator":   func() object { return new(spikeGenerator) },
	"poisson_group":     func() object { return new(poissonGroup) },
	"poisson_input":     func() object { return new(poissonInput) },
	"subgroup":          func() object { return new(subgroup) },
	"synapses":          func() object { return new(synapses) },
	"state_monitor":     func() object { return new(stateMonitor) },
	"spike_monitor":     func() object { return new(spikeMonitor) },
	"event_monitor":     func() object { return new(eventMonitor) },
	"mean_monitor":      func() object { return new(meanMonitor) },
	"spike_counter":     func() object { return new(spikeCounter) },
	"rate_monitor":      func() object { return new(rateMonitor) },
	"network_operation": func() object { return new(networkOperation) },
}

// brians are the names that Brian 2 has for kinds.
var brians = map[string]string{"NeuronGroup": "neurons", "Synapses": "synapses", "SpikeGeneratorGroup": "spike_generator", "PoissonGroup": "poisson_group",
	"PoissonInput": "poisson_input", "Subgroup": "subgroup", "StateMonitor": "state_monitor", "SpikeMonitor": "spike_monitor", "EventMonitor": "event_monitor",
	"PopulationRateMonitor": "rate_monitor", "NetworkOperation": "network_operation"}

// common is what all objects have.
type common struct {
	place
	Kind  string    `key:"kind,needed"`
	Name  string    `key:"name,needed"`
	DT    *duration `key:"dt"` // nil: the default clock
	Order int       `key:"order"`
}

func (c *common) base() *common          { return c }
func (c *common) is() role               { return 0 }
func (c *common) check(*checker)         {}
func (c *common) equations() string      { return "" }
func (c *common) partOf() string         { return "" }
func (c *common) connects() bool         { return false }
func (c *common) initial() []assignment  { return nil }
func (c *common) pending() []underWay    { return nil }
func (c *common) regular() []regularCode { return nil }
func (c *common) inRun() []setting       { return nil }
func (c *common) takesConstants() bool   { return false }
func (c *common) final() []string        { return nil }

func (c *common) source() string        { return "" }
func (c *common) width(*Simulation) int { return 0 }
func (c *common) counts() int           { return 0 }

func (c *common) recorded(*sim.Network, sim.Object) (map[string]Array, error) { return nil, nil }

// objects are the objects of a model in the order in which they are made.
type objects []object

// read reads each object as what its kind says.
func (list *objects) read(v value) {
	if v.first() != '[' {
		v.wants("a list of objects in brackets")
		return
	}
	v.elements(func(k int, element value) {
		*list = append(*list, readObject(k, element))
	})
}

// broken stands for an object of which not even the kind is known.
type broken struct{ common }

func (o *broken) is() role { return group | variables }
func (o *broken) make(*Simulation) (sim.Object, error) {
	return nil, malformed("%s is broken", o.at.where())
}

// readObject reads one object, which is broken where its kind cannot be told.
func readObject(k int, v value) object {
	left := new(broken)
	left.put(v)
	if v.first() != '{' {
		v.wants("an object in braces, with keys")
		return left
	}
	if name := v.key("name"); name.from != v.from && name.first() == '"' {
		left.Name = name.string()
		v.path, v.element = fmt.Sprintf("objects[%d] %q", k, left.Name), 0
	}
	left.put(v)
	kind := v.key("kind")
	if kind.from == v.from {
		v.fault("the key \"kind\" is missing; there are %s", listed(slices.Sorted(maps.Keys(kinds))))
		return left
	}
	make := kinds[kind.string()]
	if make == nil {
		if ours := brians[kind.string()]; ours != "" {
			kind.fault("%s are called %q here", kind.string(), ours)
			return left
		}
		kind.noneOf("kind of object", kind.string(), slices.Sorted(maps.Keys(kinds)))
		return left
	}
	o := make()
	v.into(reflect.ValueOf(o).Elem())
	return o
}

// eventTiming moves the test of an event in the schedule, pathwayTiming a pathway.
type eventTiming struct {
	Event string  `key:"event,needed"`
	When  *string `key:"when"`
	Order *int    `key:"order"`
}

type pathwayTiming struct {
	place
	Pathway string  `key:"pathway,needed"`
	When    *string `key:"when"`
	Order   *int    `key:"order"`
}

// regularCode is code that runs regularly, eventCode on an event.
type regularCode struct {
	Code  text      `key:"code,needed"`
	DT    *duration `key:"dt"`
	When  *string   `key:"when"`
	Order *int      `key:"order"`
}

type eventCode struct {
	Event string  `key:"event,needed"`
	Code  text    `key:"code,needed"`
	When  *string `key:"when"`
	Order *int    `key:"order"`
}
