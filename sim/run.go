package sim

import (
	"context"
	"fmt"

	"golgi/sim/internal/engine"
	"golgi/units"
)

// Run simulates for a duration. The steps of a run are those whose time is before its end; exact durations add
// up, so that consecutive runs never repeat or leave out a step. Where ctx is done, Run stops between two
// steps and returns the context's error; the network is then only good for reading and closing.
func (n *Network) Run(ctx context.Context, duration units.Quantity) error {
	if err := n.usable(); err != nil {
		return err
	}
	if !isDuration(duration) {
		return fmt.Errorf("sim: network: cannot run for %s; a duration is a time of 0 or more", duration)
	}
	if err := n.prepare(); err != nil {
		return err
	}
	until := make([]int64, len(n.clocks))
	for c, clock := range n.clocks {
		if until[c] = steps(n.time+duration.SI(), clock.dt); until[c] >= maxSteps {
			return fmt.Errorf("sim: network: cannot run for %s, which are too many steps of %v s", duration, clock.dt)
		}
	}
	if err := n.loop(ctx, until); err != nil {
		return err
	}
	n.time += duration.SI()
	return n.setClocks()
}

// prepare connects synapses and binds the plan, if anything has changed since the last run.
func (n *Network) prepare() error {
	for _, o := range n.members {
		if s, ok := o.(*Synapses); ok {
			if err := n.connect(s); err != nil {
				return err
			}
		}
	}
	if err := n.setClocks(); err != nil {
		return err
	}
	if n.plan != nil {
		return nil
	}
	for _, o := range n.members {
		if g, ok := o.(*NeuronGroup); ok && g.trains != nil {
			if err := n.seekSpikes(g, n.parts[g.Name()]); err != nil {
				return err
			}
		}
	}
	plan, err := n.schedule()
	if err != nil {
		return err
	}
	if err := n.inst.Bind(plan); err != nil {
		return fmt.Errorf("sim: network: %w", err)
	}
	n.plan = plan
	return nil
}

// loop runs the instance to the end, and takes what recorders have gathered.
func (n *Network) loop(ctx context.Context, until []int64) error {
	for {
		reason, err := n.inst.Run(ctx, until)
		if takeErr := n.takeRecorded(); err == nil {
			err = takeErr
		}
		switch {
		case err != nil && reason == engine.Cancelled:
			return err
		case err != nil:
			return fmt.Errorf("sim: network: %w", err)
		case reason == engine.Reached:
			return nil
		}
	}
}
