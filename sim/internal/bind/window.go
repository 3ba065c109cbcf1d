package bind

// A Window is a span of simulated time in which an object took part in runs, with the step size of its clock.
type Window struct{ From, To, DT float64 } // s

// Ran notes that the object took part in a run from one time to another.
func (p *Part) Ran(from, to float64) {
	now := Window{from, to, p.DT()}
	last := len(p.windows) - 1
	if last >= 0 && p.windows[last].To == from && p.windows[last].DT == now.DT {
		now.From = p.windows[last].From
		p.windows = append(clip(p.windows[:last]), now)
		return
	}
	p.windows = append(p.windows, now)
}

// Since returns from when on the object, which takes part in a run, has done so without a gap.
func (p *Part) Since() float64 {
	since := p.mem.Time()
	for k := len(p.windows) - 1; k >= 0 && p.windows[k].To == since; k-- {
		since = p.windows[k].From
	}
	return since
}

// Windows returns the times in which the object took part in runs. They are not to be changed.
func (p *Part) Windows() []Window { return p.windows }
