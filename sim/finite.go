package sim

import (
	"context"
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/units"
)

// Variables of differential equations that are integrated at every step must stay finite. It is looked at every stepsBetweenLooks steps of the network's own clock,
// which costs less than a thousandth of a run, and not in each step: so the error says between which times it happened. A
// StateMonitor that records the neuron in a second run shows the step, and Options.AllowNaN lets such a run go on.
const stepsBetweenLooks = 1000

// fewestSteps is after how many steps the end of a run is looked at, or after as many as there were before: who runs step by step would
// otherwise pay for it in each.
const fewestSteps = 100

// runLooking runs to an end, and looks at the state on the way.
func (n *Network) runLooking(ctx context.Context, duration float64) error {
	start, end := n.memory.Now(), n.memory.Now().Plus(duration)
	last := start.Seconds()
	chunk := float64(stepsBetweenLooks * n.memory.DT())
	pace := n.newPacer(ctx, last, end.Seconds())
	defer func() { pace.cancel() }()
	for k := 1.0; ; k++ {
		next := min(start.Seconds()+float64(k*chunk), end.Seconds())
		until, err := n.memory.Until(next)
		if err != nil {
			return err
		}
		stopped, err := n.loop(pace, until)
		if err != nil {
			return err
		}
		if stopped {
			if next, err = n.memory.Next(); err != nil {
				return err
			}
			if next < end.Seconds() {
				end = bind.At(next)
			}
			next = end.Seconds()
		}
		if n.unseen += (next - last) / n.memory.DT(); n.unseen >= min(fewestSteps, n.looked/n.memory.DT()) && !n.blind {
			if err := n.look(min(n.looked, last), next); err != nil {
				return err
			}
			n.unseen, n.looked = 0, next
		}
		if err := n.observe(); err != nil {
			return err
		}
		if last = next; next == end.Seconds() {
			return n.memory.SetTime(end)
		}
	}
}

// look returns an error where a variable of a differential equation is not finite at a time, which it may have become since
// another.
func (n *Network) look(since, now float64) error {
	for _, o := range n.members {
		e := o.elements()
		if e.of == nil || Object(e.of) != o {
			continue
		}
		for _, v := range e.of.variables().ClockDriven() {
			if err := n.lookAt(o, v, since, now); err != nil {
				return err
			}
		}
	}
	return nil
}

func (n *Network) lookAt(o Object, v *equations.Variable, since, now float64) error {
	values, err := n.memory.Part(o.Name()).Read(v.Name)
	if err != nil {
		return err
	}
	for i, x := range values {
		if !finite(x) {
			return fmt.Errorf("sim: %s: %q of element %d is %v; it became so between %v and %v. A smaller step size, or another "+
				"method of integration, may help; a StateMonitor shows the step", o, v.Name, i, x,
				units.FromSI(since, units.Second.Dim), units.FromSI(now, units.Second.Dim))
		}
	}
	return nil
}
