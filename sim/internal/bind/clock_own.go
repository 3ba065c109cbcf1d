package bind

import (
	"errors"
	"maps"
	"slices"
)

// Here is how the network's step size changes. What has a step size of its own keeps that.

// OnClock puts the part on the clock of a step size of its own; 0: on the network's.
func (p *Part) OnClock(dt float64) { p.own, p.with, p.Clock = dt, "", p.mem.Clock(dt) }

// OnClockOf puts the part on the clock of another, whatever that is, or of an interval of its own, if there is one.
func (p *Part) OnClockOf(of *Part, every float64) {
	if p.OnClock(every); every == 0 {
		p.with, p.Clock = of.Owner.Name(), of.Clock
	}
}

// Meets reports whether the next step of the network's clock is at the same time with another step size.
func (m *Memory) Meets(dt float64) bool {
	next := func(dt float64) float64 { return float64(float64(Steps(m.Time(), dt)) * dt) }
	gap := next(m.DT()) - next(dt)
	return max(gap, -gap) <= float64(StepTolerance*dt)
}

// SetDT gives the network's own clock another step size.
func (m *Memory) SetDT(dt float64) error {
	if err := errors.Join(m.catchUp(), m.settle()); err != nil {
		return err
	}
	m.clocks = slices.Clone(m.clocks)
	m.clocks[0].dt, m.clocks[0].inner.DT = dt, dt
	return m.SetClocks()
}

// settle puts the parts whose own step size is the network's on a clock of their own, with those that are on their clock. It has made as
// many steps as the network's, so that random numbers do not come again.
func (m *Memory) settle() error {
	own := -1
	for _, p := range m.Parts() {
		if p.own == 0 || p.Clock != 0 {
			continue
		}
		if own < 0 {
			own = m.addClock(m.DT())
		}
		p.Clock = own
	}
	if own < 0 {
		return nil
	}
	for _, p := range m.Parts() {
		p.Clock = m.clockOf(p)
	}
	if err := m.Allocate(); err != nil {
		return err
	}
	tick := make([]int64, 1)
	if err := m.inst.Read(m.clocks[0].inner.Tick, 0, tick); err != nil {
		return err
	}
	return m.inst.Write(m.clocks[own].inner.Tick, 0, tick)
}

// clockOf returns the clock of a part, where those that are on a clock of their own know it.
func (m *Memory) clockOf(p *Part) int {
	for p.with != "" {
		p = m.parts[p.with]
	}
	return p.Clock
}

// Parts returns all parts, by name.
func (m *Memory) Parts() []*Part {
	list := make([]*Part, 0, len(m.parts))
	for _, name := range slices.Sorted(maps.Keys(m.parts)) {
		list = append(list, m.parts[name])
	}
	return list
}
