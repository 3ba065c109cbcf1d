package sim

import (
	"slices"

	"golgi/sim/internal/bind"
	"golgi/units"
)

// Window is a span of simulated time in which a monitor recorded: From ≤ t < To, in steps of DT.
type Window struct{ From, To, DT float64 } // s

// Windows returns when a monitor was in the network and active while that ran: the times at which it would have recorded. A window ends
// where the next does not follow at once, or where the step size changes. One that is no multiple of DT long begins and ends with steps: see [StepAt].
func (n *Network) Windows(m Monitor) ([]Window, error) {
	p, err := n.partOf(m)
	if err != nil {
		return nil, err
	}
	list := make([]Window, len(p.Windows()))
	for k, w := range p.Windows() {
		list[k] = Window{bind.StepAt(w.From, w.DT), bind.StepAt(w.To, w.DT), w.DT}
	}
	return list, nil
}

// StepAt returns the time of the first of the steps of dt at or after a time t ≥ 0. That is how far a network has simulated which has run until t, and where
// its next run goes on: where durations are no multiples of the step size, this is later than [Network.Time], the sum of what was asked for. A time that is a
// step but for rounding is returned as it is.
func StepAt(t, dt units.Quantity) units.Quantity {
	if !(dt.SI() > 0) {
		return t
	}
	return seconds(bind.StepAt(t.SI(), dt.SI()))
}

// noteWindows notes for all objects that are active that the network has run since a time; broken off, up to its next step.
func (n *Network) noteWindows(since float64, broken bool) error {
	now := n.memory.Time()
	if broken {
		var err error
		if now, err = n.memory.Next(); err != nil {
			return err
		}
	}
	if now == since {
		return nil
	}
	for _, o := range n.members {
		if n.Active(o) {
			n.memory.Part(o.Name()).Ran(since, now)
		}
	}
	return nil
}

// addWindows adds to a recording when it was made: dt, start and stop, and where it has several windows these with their step sizes.
func (r *Recorded) addWindows(list []Window, dt float64) {
	r.Attributes["dt"] = dt
	if len(list) == 0 {
		return
	}
	r.Attributes["start"], r.Attributes["stop"] = list[0].From, list[len(list)-1].To
	if len(list) == 1 {
		return
	}
	var ends, steps []float64
	for _, w := range list {
		ends, steps = append(ends, w.From, w.To), append(steps, w.DT)
	}
	r.Series = append(slices.Clip(r.Series),
		Series{Name: windowsName, Values: ends, Shape: []int{len(list), 2}, Unit: "s", Dims: []string{"window", "end"}, Comment: "times in which was recorded"},
		Series{Name: windowStepsName, Values: steps, Unit: "s", Dims: []string{"window"}, Comment: "step sizes in these"})
}

// Names of the series that say when was recorded; no variable can be recorded under them.
const windowsName, windowStepsName = "windows", "window_dt"

var windowsTaken = "the times in which was recorded have"
