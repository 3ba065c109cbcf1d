package sim

import (
	"errors"
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/ir"
	"golgi/units"
)

// Operation describes a NetworkOperation: a function in Go that is called during a run.
type Operation struct {
	Name string // mandatory, unique in a network
	// Do is called in each step with the network that runs, which it may read and set: Time, which is that of the step, Get, Set,
	// Spikes and what else monitors have recorded. It may end the run by Stop. What is not in the network at that time, and
	// whatever changes what is in it or runs it, is refused. An error ends the run at once.
	Do    func(net *Network) error
	Every units.Quantity // interval; zero: every step of the network
	When  string         // slot of the schedule; empty: "start"
	Order int            // order among objects in the same slot
}

// NetworkOperation calls a function in Go in the slot "start" of every step, or in another slot and on another clock. Several
// networks may share one: the function keeps nothing, but in what it gets.
//
// Source: Brian 2, NetworkOperation.
type NetworkOperation struct {
	plain
	spec Operation
	slot bind.Slot
}

// NewNetworkOperation checks a description and returns the operation it describes, or an error with all faults.
func NewNetworkOperation(spec Operation) (*NetworkOperation, error) {
	o := &NetworkOperation{spec: spec}
	if err := checkName("network operation", spec.Name); err != nil {
		return nil, err
	}
	var noFunction, slotErr error
	if spec.Do == nil {
		noFunction = fmt.Errorf("sim: %s: Do must be the function to call", o)
	}
	o.slot, slotErr = slotOf(o, spec.When, "start")
	if err := errors.Join(noFunction, slotErr, checkStep(o, "interval", spec.Every)); err != nil {
		return nil, err
	}
	return o, nil
}

// Name returns the name.
func (o *NetworkOperation) Name() string { return o.spec.Name }

// String names the operation in messages.
func (o *NetworkOperation) String() string { return fmt.Sprintf("network operation %q", o.spec.Name) }

func (o *NetworkOperation) calls() bool { return true }

func (o *NetworkOperation) declare(p *bind.Part) error {
	p.OnClock(o.spec.Every.SI())
	return p.Memory().SetClocks()
}

func (o *NetworkOperation) schedule(s *bind.Schedule, p *bind.Part) error {
	when := bind.When{Slot: o.slot, Order: o.spec.Order, Name: o.Name(), Clock: p.Clock}
	s.Host(when, func(network any) error {
		net := network.(*Network)
		if err := o.spec.Do(net); err != nil {
			return fmt.Errorf("sim: %s, at %s: %w", o, net.Time(), err)
		}
		return nil
	})
	return nil
}

func (o *NetworkOperation) explain(b *strings.Builder, p *bind.Part) {
	fmt.Fprintf(b, "%s, every %v: a function in Go\n", o, seconds(p.DT()))
}

// Stop ends the run that is under way when its present step is over. Who may call it is a network operation, and the function of Report; outside of
// a run it does nothing.
func (n *Network) Stop() {
	switch {
	case n == nil:
	case n.inside != nil:
		n.memory.Instance().Stop()
	default:
		n.reports.stop = true
	}
}

// inside is a step of a run that is done in Go.
type inside struct{ step *ir.Step }

// hostStep does the step at which the instance came back. A panic there is an error.
func (n *Network) hostStep(plan *ir.Plan, jobs []bind.Job) (err error) {
	step := &plan.Steps[n.memory.Instance().At()]
	n.inside = &inside{step}
	done := false
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("sim: network: step %s at %s: its function in Go panics: %v", step.Name, n.Time(), p)
		}
		n.inside = nil
		if !done {
			n.plan = nil // the moment has been broken off
		}
	}()
	err = jobs[step.Host.Job](n)
	done = err == nil
	return err
}

// unused returns an error where the network cannot be used, or is running just now.
func (n *Network) unused() error {
	if err := n.usable(); err != nil {
		return err
	}
	if n.inside != nil {
		return fmt.Errorf("sim: network: it is running: %q may get and set values, and stop the run; do this before or after it", n.inside.step.Name)
	}
	if n.running {
		return errors.New("sim: network: it is running: what it reports or warns to may get and set values; do this before or after it")
	}
	return nil
}

// setClocks makes every clock stand at the network's time, where it does not run: then they stand where they should.
func (n *Network) setClocks() error {
	if n.running {
		return nil
	}
	return n.memory.SetClocks()
}
