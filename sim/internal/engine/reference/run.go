package reference

import (
	"context"
	"math"
	"slices"
	"time"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/rng"
)

// sameMoment is how far apart the times of two clocks may be, in units of the smaller dt, to count as one.
//
// Source: Brian2 2.5.1, Network._nextclocks and Clock.epsilon_dt.
const sameMoment = 1e-4

// moment is what a step may want to know about time.
type moment struct {
	time float64 // s
	tick uint64
}

// task is a bound step.
type task interface{ run(moment) error }

// scheduled is a task and the clock on which it runs.
type scheduled struct {
	name  string
	clock int
	task  task // nil: the host's
}

// schedule is a bound plan.
type schedule struct {
	clocks     []*clock
	steps      []scheduled
	recordings []*recording    // those of steps
	times      []time.Duration // of each step; nil: they are not measured

	next int  // step with which a moment goes on; 0: it has not begun
	stop bool // after the moment
}

// clock is a clock of the plan; its arrays have one element each.
type clock struct {
	dt   float64
	time *array
	step *array
	tick *array
	due  bool
}

// now returns the time of the clock's next step, in seconds.
func (c *clock) now() float64 { return float64(float64(c.step.ints[0]) * c.dt) }

// set writes the time of the next step to memory.
func (c *clock) set() { c.time.floats[0] = c.now() }

// mapping is a bound map.
type mapping struct {
	frame    *frame
	n        int
	list     *list // nil: all elements
	from, to int32

	when             *list // it waits for; nil: nothing
	whenFrom, whenTo int32

	chance *array // of each element to come up; nil: all do

	again *frame // over what was emitted; nil where there is one round
	spare []int32
	plan  *ir.Map
}

// run runs the kernel over the domain, and over what it emits where that is wanted.
func (m *mapping) run(t moment) error {
	err := m.once(t)
	for round := 1; err == nil && m.again != nil && len(m.frame.out.entries) > 0; round++ {
		out := m.frame.out
		if round == m.plan.Rounds {
			return engine.Endless(m.plan, int64(out.entries[0]))
		}
		m.spare, out.entries = append(m.spare[:0], out.entries...), out.entries[:0]
		if err = m.again.begin(t.tick); err == nil {
			err = m.again.runList(m.spare)
		}
	}
	return err
}

// once runs the kernel over the domain.
func (m *mapping) once(t moment) error {
	if m.frame.out != nil {
		m.frame.out.entries = m.frame.out.entries[:0]
	}
	if m.when != nil && len(m.when.between(m.whenFrom, m.whenTo)) == 0 {
		return nil
	}
	if m.chance != nil {
		return m.some(t)
	}
	if m.list == nil {
		if m.n == 0 {
			return nil
		}
		if err := m.frame.begin(t.tick); err != nil {
			return err
		}
		return m.frame.runRange(0, m.n)
	}
	entries := m.list.between(m.from, m.to)
	if len(entries) == 0 {
		return nil
	}
	if err := m.frame.begin(t.tick); err != nil {
		return err
	}
	return m.frame.runList(entries)
}

// some runs the kernel over the elements that come up.
func (m *mapping) some(t moment) error {
	m.spare = m.spare[:0]
	if len(m.chance.floats) == 0 {
		return nil
	}
	gaps := rng.NewGaps(mathlib.Log1p(-min(m.chance.floats[0], 1)))
	numbers := rng.NewStream(m.frame.key, ir.SkipIndex, t.tick)
	for e := numbers.Gap(gaps); e < int64(m.n); e += 1 + numbers.Gap(gaps) {
		m.spare = append(m.spare, int32(e))
	}
	if len(m.spare) == 0 {
		return nil
	}
	if err := m.frame.begin(t.tick); err != nil {
		return err
	}
	return m.frame.runList(m.spare)
}

// Run executes steps in order of time until every clock is at its end.
func (in *instance) Run(ctx context.Context, until []int64) (engine.Reason, error) {
	if err := in.guard.Run(until); err != nil {
		return 0, err
	}
	s := in.schedule
	done := ctx.Done()
	for {
		select {
		case <-done:
			if !s.within() {
				return engine.Cancelled, ctx.Err()
			}
		default:
		}
		if !s.within() {
			if !s.mark(until) {
				return engine.Reached, nil
			}
			if s.full() {
				return engine.BlockFull, nil
			}
		}
		if reason, err := in.execute(s); err != nil || reason != 0 {
			return reason, err
		}
	}
}

// run runs a step, and measures it where that is wanted.
func (s *schedule) run(n int, t moment) error {
	if s.times == nil {
		return s.steps[n].task.run(t)
	}
	begun := time.Now()
	err := s.steps[n].task.run(t)
	s.times[n] += time.Since(begun)
	return err
}

// Profile has steps measured, or not.
func (in *instance) Profile(on bool) error {
	if err := in.guard.Profile(); err != nil {
		return err
	}
	in.schedule.times = nil
	if on {
		in.schedule.times = make([]time.Duration, len(in.schedule.steps))
	}
	return nil
}

// Times returns how long each step took.
func (in *instance) Times() []time.Duration {
	if in.schedule == nil || in.schedule.times == nil {
		return nil
	}
	times := slices.Clone(in.schedule.times)
	clear(in.schedule.times)
	return times
}

// within reports whether a moment has begun, and goes on behind a step of the host.
func (s *schedule) within() bool { return s.next > 0 }

// At returns the step at which Run came back for the host.
func (in *instance) At() int {
	if in.schedule == nil {
		return 0
	}
	return in.schedule.next - 1
}

// Stop has the run end after the moment that it is in.
func (in *instance) Stop() {
	if in.schedule != nil && in.schedule.within() {
		in.schedule.stop = true
	}
}

// mark marks the clocks that run at the next moment: of those not at their end, all with the earliest time.
// It reports whether there are any.
func (s *schedule) mark(until []int64) bool {
	var first *clock
	earliest := math.Inf(1)
	for n, c := range s.clocks {
		if c.due = c.step.ints[0] < until[n]; !c.due {
			continue
		}
		if now := c.now(); first == nil || now < earliest {
			first, earliest = c, now
		}
	}
	if first == nil {
		return false
	}
	for _, c := range s.clocks {
		if c.due && c != first {
			c.due = math.Abs(c.now()-earliest)/min(c.dt, first.dt) < sameMoment
		}
	}
	return true
}

// full reports whether a recorder lacks room for the moment.
func (s *schedule) full() bool {
	for _, r := range s.recordings {
		if s.clocks[r.clock].due && r.full() {
			return true
		}
	}
	return false
}

// execute runs the steps of the clocks that are due, from where it left off, and advances these clocks. It comes back with a
// reason where a step is the host's, or the run is to stop.
func (in *instance) execute(s *schedule) (engine.Reason, error) {
	if !s.within() {
		for _, c := range s.clocks {
			if c.due {
				c.set()
			}
		}
	}
	for n := s.next; n < len(s.steps); n++ {
		step := &s.steps[n]
		c := s.clocks[step.clock]
		if !c.due {
			continue
		}
		if step.task == nil {
			s.next = n + 1
			return engine.HostStep, nil
		}
		t := moment{time: c.time.floats[0], tick: uint64(c.tick.ints[0])}
		if err := s.run(n, t); err != nil {
			s.next = 0
			return 0, in.guard.StepFailed(step.name, t.time, err)
		}
	}
	s.next = 0
	for _, c := range s.clocks {
		if c.due {
			c.step.ints[0]++
			c.tick.ints[0]++
			c.set()
		}
	}
	if s.stop {
		s.stop = false
		return engine.Stopped, nil
	}
	return 0, nil
}
