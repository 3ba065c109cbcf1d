package cc

import (
	"fmt"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// alike returns a case of pathways between parts of a population, that follow each other in the plan: each adds its number to a target and
// then takes a third of it away, so that their order shows. Neuron i spikes in the steps of which the number has bit i.
func alike(parts [][2]int32, delays []int32) *plantest.Case {
	const n = 8
	c := plantest.NewCase(0)
	b := ir.NewBuilder("threshold")
	step := b.Load(b.Array("step", ir.Int64), b.Int(0))
	halved := b.Op(ir.FloorDiv, step, b.Load(b.Array("power", ir.Int32), b.Index()))
	b.Emit(b.Op(ir.Eq, b.Op(ir.Mod, halved, b.Int(2)), b.Int(1)))
	powers := make([]int32, n)
	for i := range powers {
		powers[i] = 1 << i
	}
	spikes, y := c.List("spikes", n), c.State("y", ir.Float64, 3)
	c.Step(ir.Step{Name: "threshold", Map: &ir.Map{N: n, List: ir.NoList, Out: spikes, Binding: ir.Binding{Kernel: c.Kernel(b.Kernel()),
		Arrays: []ir.ArrayID{c.Plan.Clocks[0].Step, c.Topology("power", ir.Int32, n, powers)}}}})
	q := equations{ir.NewBuilder("pre")}
	post, target := q.Load(q.Array("post", ir.Int32), q.Index()), q.Array("y", ir.Float64)
	q.Store(target, post, q.mul(q.add(q.Load(target, post), q.k("J")), q.Float(2.0/3)), ir.None)
	kernel := c.Kernel(q.Kernel())
	for k, part := range parts {
		size := int(part[1] - part[0])
		rows, posts := make([]int64, size+1), make([]int32, 2*size)
		for s := range posts {
			rows[s/2+1], posts[s] = int64(s+1), int32(s%3)
		}
		c.Step(ir.Step{Name: fmt.Sprint("pathway ", k), Propagate: &ir.Propagate{Spikes: spikes, From: part[0], To: part[1], Delay: delays[k],
			Order: ir.NoArray, Delays: ir.NoArray, Queue: ir.QueueID(c.Plan.Memory.Queues),
			Rows: c.Topology(fmt.Sprint("rows ", k), ir.Int64, size+1, rows), Binding: ir.Binding{Kernel: kernel,
				Arrays: []ir.ArrayID{c.Topology(fmt.Sprint("post ", k), ir.Int32, 2*size, posts), y}, Consts: []ir.Num{{Float: float64(k + 1)}}}}})
		c.Plan.Memory.Queues++
	}
	c.Until[0] = 300
	return c
}

// Pathways that are looked at together do what each does alone, whichever of them have a delay.
func TestPathwaysThatAreAlike(t *testing.T) {
	parts := [][2]int32{{0, 3}, {3, 8}, {2, 6}, {7, 8}, {0, 8}, {5, 5}}
	for _, delays := range [][]int32{{0, 0, 0, 0, 0, 0}, {0, 0, 2, 0, 0, 0}, {1, 0, 0, 0, 0, 3}} {
		if diff, err := plantest.NoDiff(alike(parts, delays), reference.New(), ordinary()); err != nil || diff != "" {
			t.Errorf("delays %v: %v %s", delays, err, diff)
		}
	}
}
