package plantest

import (
	"fmt"
	"math"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/rng"

	"pgregory.net/rapid"
)

// Case is a plan with the content that state has at the beginning and the ends of its clocks.
type Case struct {
	Plan    *ir.Plan
	Content map[ir.ArrayID]any
	Until   []int64
	Next    *Case // what a clone of the instance goes on with, over the same memory; nil: this is all
}

// NewCase returns a case with one clock of 0.1 ms and nothing to do.
func NewCase(until int64) *Case {
	c := &Case{Plan: &ir.Plan{Memory: &ir.Memory{}}, Content: map[ir.ArrayID]any{}, Until: []int64{until}}
	c.Plan.Clocks = []ir.Clock{{DT: 1e-4,
		Time: c.State("t", ir.Float64, 1), Step: c.State("step", ir.Int64, 1), Tick: c.State("tick", ir.Int64, 1)}}
	return c
}

// State declares an array of zeros.
func (c *Case) State(name string, elem ir.Elem, n int) ir.ArrayID {
	m := c.Plan.Memory
	m.Arrays = append(m.Arrays, ir.ArrayDecl{Name: name, Elem: elem, Len: n})
	return ir.ArrayID(len(m.Arrays) - 1)
}

// StateOf declares an array of state with content.
func (c *Case) StateOf(name string, elem ir.Elem, n int, content any) ir.ArrayID {
	id := c.State(name, elem, n)
	c.Content[id] = content
	return id
}

// Topology declares an array of shared content.
func (c *Case) Topology(name string, elem ir.Elem, n int, content any) ir.ArrayID {
	m := c.Plan.Memory
	m.Arrays = append(m.Arrays, ir.ArrayDecl{Name: name, Elem: elem, Len: n, Shared: content})
	return ir.ArrayID(len(m.Arrays) - 1)
}

// Array returns the array of a name.
func (c *Case) Array(name string) ir.ArrayID {
	for id, d := range c.Plan.Memory.Arrays {
		if d.Name == name {
			return ir.ArrayID(id)
		}
	}
	panic("plantest: there is no array " + name)
}

// Share gives topology another content of the same length.
func (c *Case) Share(name string, content any) { c.Plan.Memory.Arrays[c.Array(name)].Shared = content }

// List declares a list.
func (c *Case) List(name string, capacity int) ir.ListID {
	m := c.Plan.Memory
	m.Lists = append(m.Lists, ir.ListDecl{Name: name, Cap: capacity})
	return ir.ListID(len(m.Lists) - 1)
}

// Kernel adds a kernel and returns its number.
func (c *Case) Kernel(k *ir.Kernel) int {
	c.Plan.Kernels = append(c.Plan.Kernels, k)
	return len(c.Plan.Kernels) - 1
}

// Step adds a step.
func (c *Case) Step(s ir.Step) { c.Plan.Steps = append(c.Plan.Steps, s) }

// Watch adds a recorder of a list's entries below n.
func (c *Case) Watch(list ir.ListID, n int) {
	m := c.Plan.Memory
	m.Recorders = append(m.Recorders, ir.RecorderDecl{Name: "spikes", Kind: ir.SpikeEntries})
	c.Step(ir.Step{Name: "spikes", Record: &ir.Record{
		Recorder: ir.RecorderID(len(m.Recorders) - 1), Spikes: list, To: int32(n)}})
}

// Emitter adds a step that puts the elements below n whose byte in fires is 1 on a new list, n bytes for
// each step in turn.
func (c *Case) Emitter(n int, fires []uint8) ir.ListID {
	list := c.List("fired", n)
	b := ir.NewBuilder("raster")
	step := b.Load(b.Array("step", ir.Int64), b.Int(0))
	at := b.Op(ir.Add, b.Op(ir.Mul, step, b.Const("n", ir.Int)), b.Index())
	b.Emit(b.Load(b.Array("fires", ir.Bool8), b.Op(ir.Mod, at, b.Int(int64(len(fires))))))
	c.Step(ir.Step{Name: "raster", Map: &ir.Map{N: n, List: ir.NoList, Out: list, Binding: ir.Binding{
		Kernel: c.Kernel(b.Kernel()), Consts: []ir.Num{{Int: int64(n)}},
		Arrays: []ir.ArrayID{c.Plan.Clocks[0].Step, c.Topology("fires", ir.Bool8, len(fires), fires)}}}})
	return list
}

// chances are probabilities of elements to come up, and what is none.
var chances = []float64{0.3, 0.01, 1, 2.5, 0, -1, math.NaN(), math.Inf(1), 1e-300}

// AddRandom adds a random kernel on arrays of its own, as a map over a range or over some of it, a map over a part of a list, or
// a propagation.
func (c *Case) AddRandom(t *rapid.T) {
	length := rapid.SampledFrom([]int{1, 2, 9, 37, 130, 530, 1100}).Draw(t, "length")
	k := Kernel(t, length)
	binding := c.randomBinding(t, c.Kernel(k), length)
	source := Source(rapid.Uint64().Draw(t, "domain"))
	out := ir.NoList
	if k.Emits() {
		out = c.List("out", length)
	}
	from := rapid.Int32Range(0, int32(length)).Draw(t, "from")
	to := rapid.Int32Range(from, int32(length)).Draw(t, "to")
	kind := rapid.IntRange(0, 3).Draw(t, "domain")
	switch {
	case kind == 0 && source.next()%2 == 0:
		chance := chances[uint64(source.next())%uint64(len(chances))]
		c.Step(ir.Step{Name: "some", Map: &ir.Map{Binding: binding, N: length, List: ir.NoList, Out: out,
			Skip: &ir.Skip{Chance: c.StateOf("chance", ir.Float64, 1, []float64{chance})}}})
	case kind == 1 && out == ir.NoList && source.next()%2 == 0:
		fires := source.Content(ir.Bool8, length, false).([]uint8)
		c.Step(ir.Step{Name: "waiting", Map: &ir.Map{Binding: binding, N: length, List: ir.NoList, Out: out,
			When: &ir.Range{List: c.Emitter(length, fires), From: from, To: min(to, from+1)}}})
	case kind <= 1:
		c.Step(ir.Step{Name: "range", Map: &ir.Map{Binding: binding, N: length, List: ir.NoList, Out: out}})
	case kind == 2 || k.Emits():
		fires := source.Content(ir.Bool8, length, false).([]uint8)
		c.Step(ir.Step{Name: "list", Map: &ir.Map{
			Binding: binding, List: c.Emitter(length, fires), From: from, To: to, Out: out}})
	default:
		c.Step(ir.Step{Name: "pathway", Propagate: c.randomPathway(t, &source, binding, length)})
	}
	if k.Emits() {
		c.Watch(out, length)
	}
}

// randomBinding draws what the parameters of a random kernel are bound to; some share an array of their type.
func (c *Case) randomBinding(t *rapid.T, kernel, length int) ir.Binding {
	source := Source(rapid.Uint64().Draw(t, "content"))
	b := ir.Binding{
		Kernel: kernel,
		Consts: []ir.Num{{Float: source.Float()}, {Int: source.Int()}, {Int: source.next() & 1}},
		Key:    rng.Key{rapid.Uint32().Draw(t, "key"), 7},
	}
	for _, name := range c.Plan.Kernels[kernel].Calls {
		b.Calls = append(b.Calls, Calls[name])
	}
	for n, elem := range Parameters {
		content := source.Content(elem, length, n == indices || n == indices+1)
		b.Arrays = append(b.Arrays, c.StateOf(fmt.Sprintf("m%d", n), elem, length, content))
	}
	if rapid.IntRange(0, 3).Draw(t, "sharing") == 0 {
		b.Arrays[1], b.Arrays[4] = b.Arrays[0], b.Arrays[3]
	}
	return b
}

// randomPathway draws a propagation to synapses of the given number, from a few neurons that spike at random.
func (c *Case) randomPathway(t *rapid.T, source *Source, binding ir.Binding, synapses int) *ir.Propagate {
	const neurons = 5
	raster := rapid.SliceOfN(rapid.Uint8Range(0, 1), 7*neurons, 7*neurons).Draw(t, "raster")
	rows := []int64{0}
	for n := range neurons {
		rows = append(rows, rapid.Int64Range(rows[n], int64(synapses)).Draw(t, "row"))
	}
	p := &ir.Propagate{Binding: binding, Spikes: c.Emitter(neurons, raster), To: neurons,
		Rows: c.Topology("rows", ir.Int64, len(rows), rows), Order: ir.NoArray, Delays: ir.NoArray,
		Delay: rapid.Int32Range(0, 4).Draw(t, "delay"), Queue: ir.QueueID(c.Plan.Memory.Queues)}
	c.Plan.Memory.Queues++
	if rapid.Bool().Draw(t, "ordered") {
		p.Order = c.Topology("order", ir.Int32, synapses, source.permutation(synapses))
	}
	if rapid.Bool().Draw(t, "delays") {
		delays := fill(synapses, func() int32 { return int32(source.next() % 7) })
		p.Delays = c.Topology("delays", ir.Int32, synapses, delays)
	}
	return p
}
