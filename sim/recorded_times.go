package sim

import "slices"

// Window is a span of simulated time in which a monitor recorded: From ≤ t < To, in steps of DT.
type Window struct{ From, To, DT float64 } // s

// Windows returns when a monitor was in the network and active while that ran: the times at which it would have recorded. A window ends
// where the next does not follow at once, or where the step size changes.
func (n *Network) Windows(m Monitor) ([]Window, error) {
	p, err := n.partOf(m)
	if err != nil {
		return nil, err
	}
	list := make([]Window, len(p.Windows()))
	for k, w := range p.Windows() {
		list[k] = Window(w)
	}
	return list, nil
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
