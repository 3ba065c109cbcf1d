package bind

import (
	"fmt"
	"math"

	"golgi/sim/internal/ir"
	"golgi/units"
)

// clock is a step size with the objects on it. Clock 0 is the network's own.
type clock struct {
	dt    float64 // s
	inner ir.Clock
}

// StepTolerance is how near to an integer the ratio of a time and a step size counts as that integer.
//
// Source: Brian 2, Clock: epsilon_dt.
const StepTolerance = 1e-4

// MaxSteps is where floats begin to miss integers, so that k·dt would no longer tell one step from the next.
const MaxSteps = 1 << 53

// Steps returns the number of the first step at or after a time, or MaxSteps if that is less.
func Steps(time, dt float64) int64 {
	ratio := time / dt
	if !(ratio < MaxSteps) {
		return MaxSteps
	}
	if nearest := math.Round(ratio); math.Abs(ratio-nearest) < StepTolerance {
		return int64(nearest)
	}
	return int64(math.Ceil(ratio))
}

// StepAt returns the time of the first step at or after a time, which is where a run until then has simulated to. A time that is
// a step but for rounding stays as it is.
func StepAt(time, dt float64) float64 {
	ratio, steps := time/dt, Steps(time, dt)
	if steps >= MaxSteps || math.Abs(ratio-float64(steps)) < StepTolerance {
		return time
	}
	return float64(float64(steps) * dt)
}

// An Instant is a time, as a sum of two floats, so that durations add up with hardly any rounding: a million runs of 0.1 ms
// end where one of 100 s does. The zero Instant is the beginning.
type Instant struct{ time, rest float64 } // s

// At returns the instant at a time in seconds.
func At(time float64) Instant { return Instant{time: time} }

// Seconds returns the nearest float.
func (t Instant) Seconds() float64 { return t.time }

// Plus returns the instant after a duration in seconds.
//
// Source: Knuth, The Art of Computer Programming 2, 4.2.2, theorem B: the rounding error of a sum is a float.
func (t Instant) Plus(duration float64) Instant {
	duration += t.rest
	sum := t.time + duration
	part := sum - t.time
	return Instant{sum, (t.time - (sum - part)) + (duration - part)}
}

// Now returns how much time the network has simulated.
func (m *Memory) Now() Instant { return m.time }

// Time returns how much time the network has simulated, in seconds.
func (m *Memory) Time() float64 { return m.time.Seconds() }

// DT returns the network's own step size in seconds.
func (m *Memory) DT() float64 { return m.clocks[0].dt }

// Clock returns the number of the clock with a step size, which is made where there is none; 0 stands for the
// network's own.
func (m *Memory) Clock(dt float64) int {
	for c, clock := range m.clocks {
		if dt == 0 || clock.dt == dt {
			return c
		}
	}
	return m.addClock(dt)
}

func (m *Memory) addClock(dt float64) int {
	m.clocks = append(clip(m.clocks), clock{dt: dt, inner: ir.Clock{
		DT:   dt,
		Time: m.declare(ir.ArrayDecl{Name: "t", Elem: ir.Float64, Len: 1}),
		Step: m.declare(ir.ArrayDecl{Name: "t_in_timesteps", Elem: ir.Int64, Len: 1}),
		Tick: m.declare(ir.ArrayDecl{Name: "tick", Elem: ir.Int64, Len: 1}),
	}})
	return len(m.clocks) - 1
}

// Until returns for each clock its first step at or after a time, which is where a run to that time ends.
func (m *Memory) Until(time float64) ([]int64, error) {
	until := make([]int64, len(m.clocks))
	for c, clock := range m.clocks {
		if until[c] = Steps(time, clock.dt); until[c] >= MaxSteps {
			return nil, fmt.Errorf("too many steps of %v s", clock.dt)
		}
	}
	return until, nil
}

// SetTime makes every clock stand at a time.
func (m *Memory) SetTime(t Instant) error {
	if err := m.watch(true); err != nil {
		return err
	}
	m.time = t
	time := t.Seconds()
	if err := m.Allocate(); err != nil {
		return err
	}
	now, err := m.Until(time)
	if err != nil {
		return fmt.Errorf("sim: network: %s are %w", units.FromSI(time, units.Second.Dim), err)
	}
	for c, clock := range m.clocks {
		if err := m.inst.Write(clock.inner.Step, 0, []int64{now[c]}); err != nil {
			return err
		}
		if err := m.inst.Write(clock.inner.Time, 0, []float64{float64(float64(now[c]) * clock.dt)}); err != nil {
			return err
		}
	}
	return m.watch(false)
}

// Next returns the time of the next step of any clock.
func (m *Memory) Next() (float64, error) {
	next := math.Inf(1)
	for _, clock := range m.clocks {
		step := make([]int64, 1)
		if err := m.inst.Read(clock.inner.Step, 0, step); err != nil {
			return 0, err
		}
		next = min(next, float64(float64(step[0])*clock.dt))
	}
	return next, nil
}

// TimeOf returns the time at which a clock stands, in seconds.
func (m *Memory) TimeOf(clock int) (float64, error) {
	time := make([]float64, 1)
	err := m.inst.Read(m.clocks[clock].inner.Time, 0, time)
	return time[0], err
}

// SetClocks makes every clock stand at the network's time, those that were made since the last run too.
func (m *Memory) SetClocks() error { return m.SetTime(m.time) }
