package modelfile

import (
	"encoding/json"
	"errors"
	"fmt"

	"golgi/sim"
)

// An object is one of a model: what a kind does not say itself, common says.
type object interface {
	base() *common
	// make makes the object of the simulator.
	make(s *Simulation) (sim.Object, error)
	// equations are the text that declares its variables.
	equations() string
	// partOf names the object of whose variables it has some; empty: it has its own, or none.
	partOf() string
	// initial are values that it gets one after another once it is in the network.
	initial() []assignment
	// regular is the code that it runs regularly.
	regular() []timedCode
	// takesConstants reports whether constants of the model can change in it.
	takesConstants() bool
	// final names the variables that results have.
	final() []string
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
	"rate_monitor":      func() object { return new(rateMonitor) },
	"network_operation": func() object { return new(networkOperation) },
}

// common is what all objects have.
type common struct {
	Kind  string   `json:"kind"`
	Name  string   `json:"name"`
	DT    *float64 `json:"dt"` // nil: the default clock
	Order int      `json:"order"`
}

func (c *common) base() *common         { return c }
func (c *common) equations() string     { return "" }
func (c *common) partOf() string        { return "" }
func (c *common) initial() []assignment { return nil }
func (c *common) regular() []timedCode  { return nil }
func (c *common) takesConstants() bool  { return false }
func (c *common) final() []string       { return nil }

func (c *common) recorded(*sim.Network, sim.Object) (map[string]Array, error) { return nil, nil }

// objects are the objects of a model in the order in which they are made.
type objects []object

// UnmarshalJSON reads each object as what its kind says.
func (o *objects) UnmarshalJSON(text []byte) error {
	var list []json.RawMessage
	if err := json.Unmarshal(text, &list); err != nil {
		return fmt.Errorf("objects: %w", err)
	}
	for k, text := range list {
		read, err := readObject(text)
		if err != nil {
			return fmt.Errorf("objects[%d]: %w", k, err)
		}
		*o = append(*o, read)
	}
	return nil
}

func readObject(text []byte) (object, error) {
	var c common
	if err := json.Unmarshal(text, &c); err != nil {
		return nil, err
	}
	make := kinds[c.Kind]
	switch {
	case make == nil:
		return nil, fmt.Errorf("%q is no kind of object", c.Kind)
	case c.Name == "":
		return nil, errors.New("it has no name")
	}
	o := make()
	return o, decode(text, o)
}

// timing moves an event or a pathway in the schedule.
type timing struct {
	Event   string  `json:"event"`
	Pathway string  `json:"pathway"`
	When    *string `json:"when"`
	Order   *int    `json:"order"`
}

// timedCode is code that runs regularly, or on an event.
type timedCode struct {
	Event string   `json:"event"`
	Code  string   `json:"code"`
	DT    *float64 `json:"dt"`
	When  *string  `json:"when"`
	Order *int     `json:"order"`
}
