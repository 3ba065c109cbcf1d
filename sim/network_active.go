package sim

import (
	"fmt"
	"slices"
)

// Deactivate has objects do nothing in the runs from now on, until they are activated again. They stay in the network and keep
// their state: neurons have no events, spikes on their way through synapses wait, and monitors record nothing. What refers to an
// object is not deactivated with it, such as what runs regularly for it.
//
// Source: Brian 2, BrianObject.active.
func (n *Network) Deactivate(objects ...Object) error { return n.setActive(false, objects) }

// Activate has deactivated objects take part in runs again.
func (n *Network) Activate(objects ...Object) error { return n.setActive(true, objects) }

// Active reports whether an object is in the network and takes part in runs.
func (n *Network) Active(o Object) bool { return n.Has(o) && !slices.Contains(n.asleep, o) }

func (n *Network) setActive(active bool, objects []Object) error {
	if err := n.unused(); err != nil {
		return err
	}
	for _, o := range objects {
		if absent(o) {
			return errNoObject
		}
		if !n.Has(o) {
			return fmt.Errorf("sim: network: %v is not in it, and can be neither activated nor deactivated", o)
		}
	}
	asleep := slices.DeleteFunc(slices.Clone(n.asleep), func(o Object) bool { return slices.Contains(objects, o) })
	if !active {
		asleep = append(asleep, objects...)
	}
	n.asleep, n.plan = asleep, nil
	return nil
}
