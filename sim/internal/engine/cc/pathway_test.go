package cc

import (
	"context"
	"fmt"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"

	"pgregory.net/rapid"
)

// pathwayKernel writes down the numbers of synapses one after another, and adds their weights up by target.
func pathwayKernel() *ir.Kernel {
	b := ir.NewBuilder("pre")
	position, post := b.Array("position", ir.Int64), b.Load(b.Array("post", ir.Int32), b.Index())
	b.Incr(b.Array("sum", ir.Float64), post, b.Load(b.Array("w", ir.Float64), b.Index()), ir.None)
	b.Store(b.Array("log", ir.Int32), b.Load(position, b.Int(0)), b.Index(), ir.None)
	b.Incr(position, b.Int(0), b.Int(1), ir.None)
	return b.Kernel()
}

const pathwaySteps = 24

// pathway is a random pathway from a few neurons, in two phases that differ in the delay of all synapses.
type pathway struct {
	phases [2]*plantest.Case
	middle int64
	p      *ir.Propagate // of the present phase
}

// drawPathway draws one. Delays are of each synapse, or of all.
func drawPathway(t *rapid.T) *pathway {
	w := &pathway{middle: rapid.Int64Range(0, pathwaySteps).Draw(t, "middle")}
	neurons := rapid.IntRange(1, 6).Draw(t, "neurons")
	size := pathwaySteps * neurons
	raster := rapid.SliceOfN(rapid.Uint8Range(0, 1), size, size).Draw(t, "raster")
	from := rapid.IntRange(0, neurons).Draw(t, "from")
	rows := []int64{0}
	for n := range neurons - from {
		rows = append(rows, rows[n]+rapid.Int64Range(0, 7).Draw(t, "row"))
	}
	synapses := int(rows[len(rows)-1])
	numbers := make([]int32, synapses)
	for s := range numbers {
		numbers[s] = int32(s)
	}
	order := rapid.Permutation(numbers).Draw(t, "order")
	delays := rapid.SliceOfN(rapid.Int32Range(0, 12), synapses, synapses).Draw(t, "delay of each")
	post := rapid.SliceOfN(rapid.Int32Range(0, 2), synapses, synapses).Draw(t, "post")
	weights := rapid.SliceOfN(rapid.Float64Range(-1, 1), synapses, synapses).Draw(t, "weights")
	ordered, delayed := rapid.Bool().Draw(t, "ordered"), rapid.Bool().Draw(t, "delays")
	for n := range w.phases {
		c := plantest.NewCase(pathwaySteps)
		spikes := c.Emitter(neurons, raster)
		w.p = &ir.Propagate{Spikes: spikes, From: int32(from), To: int32(neurons),
			Delay: rapid.Int32Range(0, 9).Draw(t, "delay of all"), Order: ir.NoArray, Delays: ir.NoArray,
			Rows:    c.Topology("rows", ir.Int64, len(rows), rows),
			Binding: ir.Binding{Kernel: c.Kernel(pathwayKernel())}}
		w.p.Arrays = []ir.ArrayID{c.State("position", ir.Int64, 1), c.Topology("post", ir.Int32, synapses, post),
			c.State("sum", ir.Float64, 3), c.Topology("w", ir.Float64, synapses, weights),
			c.State("log", ir.Int32, pathwaySteps*synapses+1)}
		orders := c.Topology("order", ir.Int32, synapses, order)
		eachs := c.Topology("delays", ir.Int32, synapses, delays)
		if ordered {
			w.p.Order = orders
		}
		if delayed {
			w.p.Delays = eachs
		}
		c.Plan.Memory.Queues = 1
		c.Step(ir.Step{Name: "pathway", Propagate: w.p})
		w.phases[n] = c
	}
	return w
}

// run runs both phases on an engine, going on with a clone in between, and returns what the synapses did.
func (w *pathway) run(e engine.Engine) string {
	in, err := e.NewInstance()
	must(err)
	for n, c := range w.phases {
		must(in.Bind(c.Plan))
		_, err := in.Run(context.Background(), []int64{[]int64{w.middle, pathwaySteps}[n]})
		must(err)
		next, err := in.Clone()
		must(err)
		must(in.Close())
		in = next
	}
	defer in.Close()
	position, sum := make([]int64, 1), make([]float64, 3)
	must(in.Read(w.p.Arrays[0], 0, position))
	must(in.Read(w.p.Arrays[2], 0, sum))
	served := make([]int32, position[0])
	must(in.Read(w.p.Arrays[4], 0, served))
	return fmt.Sprint(served, sum)
}

// TestPathways compares the order in which synapses are served, and sums that depend on it, with the
// reference engine: rows with and without order, delays of each and of all, which may change while spikes
// are under way.
func TestPathways(t *testing.T) {
	e := openTest(t, options{})
	rapid.Check(t, func(t *rapid.T) {
		w := drawPathway(t)
		if got, want := w.run(e), w.run(reference.New()); got != want {
			t.Fatalf("got %v\nwant %v", got, want)
		}
	})
}
