package sim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/ir"
	"golgi/units"
)

// defaultStep is Brian 2's step size.
var defaultStep = units.Millisecond.Of(0.1)

// Options are the settings of a network.
type Options struct {
	DT    units.Quantity // step size of objects that have none of their own; zero: 0.1 ms
	Seed  int64          // random numbers depend on seed, trial and the names of objects
	Trial int64
	// ByPosition has random numbers depend on the place of objects in the order of adding, instead of their names, for front ends
	// whose names differ from one process to another.
	ByPosition bool
	Engine     string // name of an engine; empty: the default
	// AllowNaN lets variables of differential equations become NaN or infinite, as Brian 2 does; else the run ends. Lists of values that Set gives may then
	// hold NaN.
	AllowNaN bool
	// Unlowered runs models in their plain form, without what makes them faster: a value for each synapse where one for each neuron would do (which may change
	// last bits), and state update and threshold one after the other. It is there to compare.
	Unlowered bool
	// Slots is the order of the slots of a time step, each with its before_ and after_; nil: start, groups, thresholds, synapses,
	// resets, end. Source: Brian 2, Network.schedule.
	Slots   []string
	Profile bool // measure how long each object takes in each slot, as Network.Profile
	// Warn is called with each of Warnings when it is found, in a Run; nil: it is written to standard error.
	Warn func(text string)
}

// Network holds the state of its objects and runs them.
type Network struct {
	engine    *sharedEngine
	memory    *bind.Memory // with a part for each object that was ever added
	members   []Object     // what is in the network now, in the order of adding
	asleep    []Object     // what of it is inactive
	slots     bind.Order   // of a time step
	plan      *ir.Plan     // nil: to be made
	draft     *draft       // nil: it is none
	replay    *replay      // likewise
	closed    bool
	broken    bool    // a run was broken off, at brokenAt
	brokenAt  float64 // s
	unseen    float64 // steps since the state was looked at
	looked    float64 // when the state was looked at, s
	blind     bool    // the state is not looked at
	unlowered bool    // models run in their plain form
	tell      func(string)
	reports   reports
	sinks     []*streamed // in the order of Stream
	profile   profile
	handing   Monitor // whose sink is called just now; nil: none

	prologue bind.Prologue // of the plan
	jobs     []bind.Job    // of the plan
	moments  []bind.When   // of the steps of the plan
	doubts   []string      // of the plan
	inside   *inside       // nil: it is not running, or its engine is
	running  bool          // a Run has begun and not ended
	stepping bool          // its engine is at work
	warnings []string
	warned   []any // who has warned: objects, and texts that stand for themselves
}

// NewNetwork returns an empty network.
func NewNetwork(o Options) (*Network, error) {
	dt := o.DT
	if dt == (units.Quantity{}) {
		dt = defaultStep
	}
	if err := checkStep(networkName{}, "step size", dt); err != nil {
		return nil, err
	}
	slots, err := slotsOf(o.Slots)
	if err != nil {
		return nil, err
	}
	shared, err := openEngine(o.Engine)
	if err != nil {
		return nil, err
	}
	inst, err := shared.NewInstance()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sim: %w", err), shared.release())
	}
	n := &Network{engine: shared, memory: bind.New(inst, dt.SI()), slots: slots, blind: o.AllowNaN, unlowered: o.Unlowered, tell: o.Warn, profile: profile{on: o.Profile}}
	n.memory.NumberStreams(o.ByPosition)
	n.Reseed(o.Seed, o.Trial)
	n.Touched() // not by anybody yet
	return n, nil
}

// slotsOf returns the order of slots by their names; nil: the usual one.
func slotsOf(names []string) (bind.Order, error) {
	if names == nil {
		return bind.Order{}, nil
	}
	order, ok := bind.InOrder(names)
	if !ok {
		return order, fmt.Errorf("sim: network: Slots are %q; wanted each of these once, in the order of your choice: %s",
			names, strings.Join(bind.Slots, ", "))
	}
	return order, nil
}

// networkName names a network in messages.
type networkName struct{}

func (networkName) String() string { return "network" }

// Engine returns the name of the network's engine.
func (n *Network) Engine() string { return n.engine.Name() }

// Time returns how much time the network has simulated; in a network operation, the time of the step.
func (n *Network) Time() units.Quantity {
	if n.inside != nil {
		if t, err := n.memory.TimeOf(n.inside.step.Clock); err == nil {
			return seconds(t)
		}
	}
	return seconds(n.memory.Time())
}

// DT returns the network's step size.
func (n *Network) DT() units.Quantity { return seconds(n.memory.DT()) }

// Reseed sets the seed and the trial on which the random numbers from now on depend, those of steps from the next Run on.
func (n *Network) Reseed(seed, trial int64) {
	if n == nil {
		return
	}
	n.memory.Reseed(bind.Seeds{Seed: seed, Trial: trial})
	n.plan = nil
}

// Has reports whether an object is in the network.
func (n *Network) Has(o Object) bool { return slices.Contains(n.members, o) }

// Objects returns the objects in the network in the order of adding.
func (n *Network) Objects() []Object {
	n.memory.Listed()
	return slices.Clone(n.members)
}

// Add puts objects into the network, and the groups that they refer to before them. A new object gets its
// memory and its initial values at once; one that was in the network before has kept its state. Synapses are
// connected when they are first needed: by a Run, by Get or Set of their variables, or by a StateMonitor of them. Set calls
// before that are seen by the expressions of Connect.
func (n *Network) Add(objects ...Object) error {
	for _, o := range objects {
		if err := n.add(o); err != nil {
			return err
		}
	}
	return nil
}

func (n *Network) add(o Object) error {
	if err := n.unused(); err != nil {
		return err
	}
	if absent(o) {
		return errNoObject
	}
	if n.Has(o) {
		return nil
	}
	for _, part := range o.parts() {
		if err := n.add(part); err != nil {
			return err
		}
	}
	switch p := n.memory.Part(o.Name()); {
	case p == nil:
		if err := n.declare(o); err != nil {
			return err
		}
	case p.Owner != bind.Owner(o) && !n.hasName(o.Name()):
		return fmt.Errorf("sim: network: %s cannot take the name of %s, which was removed, but has kept its state", o, p.Owner)
	case p.Owner != bind.Owner(o):
		return fmt.Errorf("sim: network: %s and %s have one name; names are unique within a network", p.Owner, o)
	}
	n.members = append(n.members, o) // clones have none of its room
	n.plan = nil
	return nil
}

// hasName reports whether an object of a name is in the network.
func (n *Network) hasName(name string) bool {
	return slices.ContainsFunc(n.members, func(o Object) bool { return o.Name() == name })
}

// declare gives an object its part of the memory.
func (n *Network) declare(o Object) error {
	p := n.memory.Add(o)
	err := o.declare(p)
	if err == nil {
		err = n.memory.Allocate()
	}
	if err != nil {
		n.memory.Drop(p)
	}
	return err
}

// Remove takes objects out of the network. They keep their state, and monitors what they have recorded, until
// the network is closed. A group cannot leave before what refers to it.
func (n *Network) Remove(objects ...Object) error {
	if err := n.unused(); err != nil {
		return err
	}
	for _, o := range objects {
		if !n.Has(o) {
			return fmt.Errorf("sim: network: cannot remove %v, which is not in it", o)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(n.members), func(o Object) bool { return slices.Contains(objects, o) })
	for _, o := range rest {
		for _, part := range o.parts() {
			if slices.Contains(objects, part) {
				return fmt.Errorf("sim: network: cannot remove %s while %s refers to it", part, o)
			}
		}
	}
	n.members, n.plan = rest, nil
	n.asleep = slices.DeleteFunc(slices.Clone(n.asleep), func(o Object) bool { return slices.Contains(objects, o) })
	return nil
}

var errNoObject = errors.New("sim: network: there is no object: it is nil, or no constructor has made it")

// partOf returns an object's part, also where the object has been removed.
func (n *Network) partOf(o Object) (*bind.Part, error) {
	if err := n.usable(); err != nil {
		return nil, err
	}
	if absent(o) {
		return nil, errNoObject
	}
	p := n.memory.Part(o.Name())
	if p == nil || p.Owner != bind.Owner(o) {
		return nil, fmt.Errorf("sim: %s was never added to this network", o)
	}
	if err := n.lacked(o); err != nil {
		return nil, err
	}
	if n.inside == nil {
		return p, nil
	}
	if !n.Has(o) {
		return nil, fmt.Errorf("sim: %s is not in the network that is running", o)
	}
	return p, p.Take()
}

func (n *Network) usable() error {
	switch {
	case n == nil:
		return errors.New("sim: network: there is none: it is nil")
	case n.memory == nil:
		return errors.New("sim: network: it is empty; NewNetwork makes one")
	case n.closed:
		return errors.New("sim: network: it is closed")
	case n.handing != nil:
		return errHanding
	case n.stepping:
		return errors.New("sim: network: it is in the middle of a step: a GoFunction depends on its arguments alone, and cannot use it")
	}
	return nil
}

// Close frees the network's memory. It must not be used any more; clones are not touched.
func (n *Network) Close() error {
	if n == nil || n.memory == nil || n.closed {
		return nil
	}
	if err := n.unused(); err != nil {
		return err
	}
	n.closed = true
	return errors.Join(n.memory.Close(), n.engine.release())
}
