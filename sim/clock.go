package sim

import (
	"fmt"
	"math"

	"golgi/sim/internal/ir"
	"golgi/units"
)

func seconds(x float64) units.Quantity { return units.FromSI(x, units.Second.Dim) }

// isDuration reports whether a quantity is a finite time of 0 or more.
func isDuration(q units.Quantity) bool {
	return q.Dimension() == units.Second.Dim && q.SI() >= 0 && finite(q.SI())
}

// clock is a step size with the objects on it. Clock 0 is the network's own.
type clock struct {
	dt    float64 // s
	inner ir.Clock
}

// stepTolerance is how near to an integer the ratio of a time and a step size counts as that integer.
//
// Source: Brian 2, Clock: epsilon_dt.
const stepTolerance = 1e-4

// maxSteps is where floats begin to miss integers, so that k·dt would no longer tell one step from the next.
const maxSteps = 1 << 53

// steps returns the number of the first step at or after a time, or maxSteps if that is less.
func steps(time, dt float64) int64 {
	ratio := time / dt
	if !(ratio < maxSteps) {
		return maxSteps
	}
	if nearest := math.Round(ratio); math.Abs(ratio-nearest) < stepTolerance {
		return int64(nearest)
	}
	return int64(math.Ceil(ratio))
}

// clockOf returns the number of the clock with a step size, which is made where there is none; 0 stands for the
// network's own.
func (n *Network) clockOf(dt float64) int {
	for c, clock := range n.clocks {
		if dt == 0 || clock.dt == dt {
			return c
		}
	}
	return n.addClock(dt)
}

func (n *Network) addClock(dt float64) int {
	n.clocks = append(n.clocks[:len(n.clocks):len(n.clocks)], &clock{dt: dt, inner: ir.Clock{
		DT:   dt,
		Time: n.declare(ir.ArrayDecl{Name: "t", Elem: ir.Float64, Len: 1}),
		Step: n.declare(ir.ArrayDecl{Name: "t_in_timesteps", Elem: ir.Int64, Len: 1}),
		Tick: n.declare(ir.ArrayDecl{Name: "tick", Elem: ir.Int64, Len: 1}),
	}})
	return len(n.clocks) - 1
}

// setClocks makes every clock stand at the network's time.
func (n *Network) setClocks() error {
	if err := n.inst.Allocate(&n.memory); err != nil {
		return err
	}
	for _, c := range n.clocks {
		k := steps(n.time, c.dt)
		if k >= maxSteps {
			return fmt.Errorf("sim: network: %s are too many steps of %v s", n.Time(), c.dt)
		}
		if err := n.inst.Write(c.inner.Step, 0, []int64{k}); err != nil {
			return err
		}
		if err := n.inst.Write(c.inner.Time, 0, []float64{float64(float64(k) * c.dt)}); err != nil {
			return err
		}
	}
	return nil
}
