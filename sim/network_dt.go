package sim

import (
	"errors"
	"fmt"

	"golgi/units"
)

// SetDT gives the network another step size from now on. What has a step size of its own, or an interval, keeps that; all else follows:
// propagators, the method that hangs on the step size, delays, refractory periods, given spikes, rates, timed arrays. Spikes that are
// under way arrive when they would have, to the nearest step.
//
// It is an error where the next step would be at another time than with the present step size, so that time were lost or came twice: the
// time so far must be a multiple of both. Where an object cannot have the step size, that is an error, too, and nothing has changed.
//
// Source: Brian 2, defaultclock.dt between runs; Clock.
func (n *Network) SetDT(dt units.Quantity) error {
	if err := n.unused(); err != nil {
		return err
	}
	if dt == (units.Quantity{}) {
		return errors.New("sim: network: SetDT needs a step size, a positive time")
	}
	if err := checkStep(networkName{}, "step size", dt); err != nil {
		return err
	}
	before := n.memory.DT()
	switch {
	case dt.SI() == before:
		return nil
	case !n.memory.Meets(dt.SI()):
		return fmt.Errorf("sim: network: the step size cannot change from %s to %s at %s, which is no multiple of both; run to a time that is",
			n.DT(), dt, n.Time())
	}
	n.plan = nil
	if err := n.pace(dt.SI()); err != nil {
		return errors.Join(err, n.pace(before))
	}
	return nil
}

// pace gives all objects, those that were removed as well, another step size.
func (n *Network) pace(dt float64) error {
	if err := n.memory.SetDT(dt); err != nil {
		return err
	}
	return n.repace()
}

// repace has all objects take over step sizes and constants.
func (n *Network) repace() error {
	for _, p := range n.memory.Parts() {
		if err := p.Owner.(Object).pace(p); err != nil {
			return err
		}
	}
	return n.memory.Allocate()
}
