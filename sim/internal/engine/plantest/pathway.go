package plantest

import (
	"golgi/sim/internal/ir"

	"pgregory.net/rapid"
)

// What the kernels of pathways do, each on arrays of its own.

// addUp adds weights up by target: the order of synapses shows in the last digits.
func addUp(b *ir.Builder) {
	post := b.Load(b.Array("post", ir.Int32), b.Index())
	b.Incr(b.Array("sum", ir.Float64), post, b.Load(b.Array("w", ir.Float64), b.Index()), ir.None)
}

// writeDown writes the numbers of synapses down one after another.
func writeDown(b *ir.Builder) {
	position := b.Array("position", ir.Int64)
	b.Store(b.Array("log", ir.Int32), b.Load(position, b.Int(0)), b.Index(), ir.None)
	b.Incr(position, b.Int(0), b.Int(1), ir.None)
}

// wear halves the synapse's own variable and adds 1: no use of a synapse can be lost.
func wear(b *ir.Builder) {
	used := b.Array("used", ir.Float64)
	half := b.Op(ir.Mul, b.Load(used, b.Index()), b.Float(0.5))
	b.Store(used, b.Index(), b.Op(ir.Add, half, b.Float(1)), ir.None)
}

// pathwayKernel is a kernel that does some of the above.
func pathwayKernel(does ...func(b *ir.Builder)) *ir.Kernel {
	b := ir.NewBuilder("pre")
	for _, do := range does {
		do(b)
	}
	return b.Kernel()
}

// synapses are what a pathway serves, from neurons whose spikes are given.
type synapses struct {
	steps, neurons int
	raster         []uint8 // steps × neurons
	rows           []int64
	post           []int32 // 0 to 2
	weights        []float64
}

// declare declares the arrays that kernels of pathways use, and the neurons, and returns their spikes.
func (s *synapses) declare(c *Case) ir.ListID {
	n := len(s.post)
	c.Topology("rows", ir.Int64, len(s.rows), s.rows)
	c.Topology("post", ir.Int32, n, s.post)
	c.Topology("w", ir.Float64, n, s.weights)
	c.State("sum", ir.Float64, 3)
	c.State("position", ir.Int64, 1)
	c.State("log", ir.Int32, s.steps*n+1)
	c.State("used", ir.Float64, n)
	return c.Emitter(s.neurons, s.raster)
}

// pathway returns a pathway with a kernel over declared synapses, with a queue of its own.
func (c *Case) pathway(spikes ir.ListID, neurons int, k *ir.Kernel) *ir.Propagate {
	p := &ir.Propagate{Spikes: spikes, To: int32(neurons), Rows: c.Array("rows"), Order: ir.NoArray,
		Delays: ir.NoArray, Queue: ir.QueueID(c.Plan.Memory.Queues), Binding: ir.Binding{Kernel: c.Kernel(k)}}
	c.Plan.Memory.Queues++
	for _, a := range k.Arrays {
		p.Arrays = append(p.Arrays, c.Array(a.Name))
	}
	return p
}

// Pathways draws a few neurons that spike at random and three pathways from them to the same synapses: one
// whose kernel adds up, one that has an order to keep, and one that changes what it reads. Rows have an order
// or none, and delays are of each synapse, or of all; those change in the middle, where a clone goes on.
func Pathways(t *rapid.T) *Case {
	const steps = 24
	s := drawSynapses(t, steps)
	n := len(s.post)
	from := s.neurons + 1 - len(s.rows)
	order := rapid.Permutation(numbers(n)).Draw(t, "order")
	delays := rapid.SliceOfN(rapid.Int32Range(0, 12), n, n).Draw(t, "delay of each")
	ordered, delayed := rapid.Bool().Draw(t, "ordered"), rapid.Bool().Draw(t, "delays")
	phase := func(until int64) *Case {
		c := NewCase(until)
		spikes := s.declare(c)
		c.Topology("order", ir.Int32, n, order)
		c.Topology("delays", ir.Int32, n, delays)
		delay := rapid.Int32Range(0, 9).Draw(t, "delay of all")
		for _, does := range []func(b *ir.Builder){addUp, writeDown, wear} {
			p := c.pathway(spikes, s.neurons, pathwayKernel(does))
			p.From, p.Delay = int32(from), delay
			if ordered {
				p.Order = c.Array("order")
			}
			if delayed {
				p.Delays = c.Array("delays")
			}
			c.Step(ir.Step{Name: "pathway", Propagate: p})
		}
		return c
	}
	c := phase(rapid.Int64Range(0, steps).Draw(t, "middle"))
	c.Next = phase(steps)
	return c
}

// drawSynapses draws up to seven synapses for each of some neurons.
func drawSynapses(t *rapid.T, steps int) *synapses {
	s := &synapses{steps: steps, neurons: rapid.IntRange(1, 6).Draw(t, "neurons"), rows: []int64{0}}
	cells := steps * s.neurons
	s.raster = rapid.SliceOfN(rapid.Uint8Range(0, 1), cells, cells).Draw(t, "raster")
	for n := range rapid.IntRange(0, s.neurons).Draw(t, "rows") {
		s.rows = append(s.rows, s.rows[n]+rapid.Int64Range(0, 7).Draw(t, "row"))
	}
	n := int(s.rows[len(s.rows)-1])
	s.post = rapid.SliceOfN(rapid.Int32Range(0, 2), n, n).Draw(t, "post")
	s.weights = rapid.SliceOfN(rapid.Float64Range(-1, 1), n, n).Draw(t, "weights")
	return s
}

// SmallPathway returns a pathway of two neurons with two synapses each, of which the first spikes at step 0;
// three steps later its kernel adds up and writes down. Functions may change it.
func SmallPathway(changes ...func(c *Case, p *ir.Propagate)) *Case {
	s := &synapses{steps: 2, neurons: 2, rows: []int64{0, 2, 4}, post: []int32{0, 1, 2, 0},
		weights: []float64{1, 2, 3, 4}, raster: make([]uint8, 20)}
	s.raster[0] = 1
	c := NewCase(10)
	p := c.pathway(s.declare(c), s.neurons, pathwayKernel(addUp, writeDown))
	p.Delay = 3
	for _, change := range changes {
		change(c, p)
	}
	c.Step(ir.Step{Name: "pathway", Propagate: p})
	return c
}

// PathwayFault is a fault that shows in a step of SmallPathway, and what an engine then says.
type PathwayFault struct {
	Name  string
	Spoil func(c *Case, p *ir.Propagate)
	Says  string
}

// PathwayFaults returns faults of all kinds.
func PathwayFaults() []PathwayFault {
	orderedBy := func(c *Case, p *ir.Propagate, order ...int32) {
		p.Delay, p.Order = 0, c.Topology("order", ir.Int32, len(order), order)
	}
	delayedBy := func(c *Case, p *ir.Propagate, delays ...int32) {
		p.Delays = c.Topology("delays", ir.Int32, len(delays), delays)
	}
	writtenDelay := func(delay int32) func(c *Case, p *ir.Propagate) { // which Bind does not see
		return func(c *Case, p *ir.Propagate) {
			p.Delays = c.StateOf("delays", ir.Int32, 4, []int32{delay, 0, 0, 0})
		}
	}
	return []PathwayFault{
		{"backwards", func(c *Case, p *ir.Propagate) { c.Share("rows", []int64{3, 2, 4}) },
			"array rows: row 0 goes from 3 to 2, not within 0 to 2147483647"},
		{"beyond the order", func(c *Case, p *ir.Propagate) {
			c.Share("rows", []int64{0, 5, 5})
			orderedBy(c, p, 0, 1, 2, 3)
		}, "array rows: row 0 goes from 0 to 5, not within 0 to 4"},
		{"beyond the delays", func(c *Case, p *ir.Propagate) {
			c.Share("rows", []int64{0, 5, 5})
			delayedBy(c, p, 1, 1, 1, 1)
		}, "array rows: row 0 goes from 0 to 5, not within 0 to 4"},
		{"order without delay", func(c *Case, p *ir.Propagate) {
			orderedBy(c, p, 9, 1, 2, 3)
			delayedBy(c, p, 1, 1, 1, 1)
		}, "array delays has no delay for synapse 9"},
		{"beyond the synapses", func(c *Case, p *ir.Propagate) {
			p.Delay = 0
			c.Share("rows", []int64{0, 5, 5})
		}, "index 4 is outside post, whose elements are 0 to 3"},
		{"order beyond the synapses", func(c *Case, p *ir.Propagate) { orderedBy(c, p, 0, -4, 2, 3) },
			"index -4 is outside post, whose elements are 0 to 3"},
		{"no such target", func(c *Case, p *ir.Propagate) {
			p.Delay = 0
			c.Share("post", []int32{0, 3, 2, 0})
		}, "index 3 is outside sum, whose elements are 0 to 2"},
		{"negative delay", writtenDelay(-1), "the delay of synapse 0 is -1 steps; it cannot be negative"},
		{"long delay", writtenDelay(1<<20 + 1), "a delay is 1048577 steps; at most 1048576 are possible"},
	}
}
