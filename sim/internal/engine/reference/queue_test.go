package reference

import (
	"context"
	"fmt"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/ir"
)

// sums runs an instance to a step and returns what a small pathway has added up.
func sums(c *plantest.Case, in *instance, until int64) string {
	_, err := in.Run(context.Background(), []int64{until})
	must(err)
	return fmt.Sprint(read[float64](in, c.Array("sum")))
}

func TestFlush(t *testing.T) {
	c := plantest.SmallPathway()
	for flush, want := range map[bool]string{false: "[1 2 0]", true: "[0 0 0]"} {
		in := bound(c.Plan)
		sums(c, in, 2)
		if flush {
			must(in.Flush(0))
		}
		if got := sums(c, in, 10); got != want {
			t.Errorf("flush %v: got %v, want %v", flush, got, want)
		}
	}
	expect(t, bound(c.Plan).Flush(1), "reference: there is no queue 1; the instance has 1")
}

func TestDelayFaults(t *testing.T) {
	bind := func(spoil func(c *plantest.Case, p *ir.Propagate)) error {
		return newInstance(New(), &ir.Memory{}).Bind(plantest.SmallPathway(spoil).Plan)
	}
	expect(t, bind(func(c *plantest.Case, p *ir.Propagate) {
		p.Delays = c.Topology("delays", ir.Int32, 4, []int32{0, 5, -1, 2})
	}), "reference: step 1 (pathway): the delay of synapse 2 is -1 steps; it cannot be negative")
	expect(t, bind(func(c *plantest.Case, p *ir.Propagate) { p.Delay = engine.MaxDelay + 1 }),
		"reference: step 1 (pathway): a delay is 1048577 steps; at most 1048576 are possible")
}

// TestDelaysWrittenAfterBind checks that delays in state may change while a plan is bound.
func TestDelaysWrittenAfterBind(t *testing.T) {
	for delay, want := range map[int32]string{
		1: "[1 2 0]", 100: "[0 2 0]", // the first synapse is still under way, the ring has grown
	} {
		c := plantest.SmallPathway(func(c *plantest.Case, p *ir.Propagate) {
			p.Delays = c.State("delays", ir.Int32, 4)
		})
		in := bound(c.Plan)
		must(in.Write(c.Array("delays"), 0, []int32{delay}))
		if got := sums(c, in, 10); got != want {
			t.Errorf("delay %d: got %v, want %v", delay, got, want)
		}
	}
}

func TestPathwayFaults(t *testing.T) {
	for _, fault := range plantest.PathwayFaults() {
		got, err := plantest.SmallPathway(fault.Spoil).Run(New())
		must(err)
		if want := ": step pathway at t = 0 s: " + fault.Says; got.Err != want {
			t.Errorf("%s:\n got %s\nwant %s", fault.Name, got.Err, want)
		}
	}
}
