package reference

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/ir"
)

// workbench is a plan that an instance runs for the clock.
type workbench struct {
	*plantest.Case
	instance engine.Instance
}

// newWorkbench returns a workbench with a clock of 0.1 ms.
func newWorkbench() *workbench { return &workbench{Case: plantest.NewCase(0)} }

// bind binds the plan to an instance of a new engine.
func (w *workbench) bind() { w.instance = bound(w.Plan) }

// lif is the state update of the neurons of Litwin-Kumar & Doiron (2012): two synaptic currents with rise
// and decay, forward Euler, and a membrane that rests while it is refractory.
func (w *workbench) lif(n int) {
	b := ir.NewBuilder("stateupdate")
	i := b.Index()
	load := func(name string, elem ir.Elem) (int, ir.Value) {
		a := b.Array(name, elem)
		return a, b.Load(a, i)
	}
	dt, tau, ref := b.Const("dt", ir.Float), b.Const("tau", ir.Float), b.Const("ref", ir.Float)
	v, v0 := load("v", ir.Float64)
	_, mu := load("mu", ir.Float64)
	_, last := load("lastspike", ir.Float64)
	nr := b.Array("not_refractory", ir.Bool8)
	t := b.Load(b.Array("t", ir.Float64), b.Int(0))
	ready := b.Op(ir.Le, ref, b.Op(ir.Sub, t, last))
	input := b.Op(ir.Div, b.Op(ir.Sub, mu, v0), tau)
	type pair struct {
		array int
		value ir.Value
	}
	var stores []pair
	for k, syn := range []string{"e", "i"} {
		x, x0 := load("x_"+syn, ir.Float64)
		y, y0 := load("y_"+syn, ir.Float64)
		rise, decay := b.Const("rise_"+syn, ir.Float), b.Const("decay_"+syn, ir.Float)
		input = b.Op([]ir.Op{ir.Add, ir.Sub}[k], input, x0)
		gain := b.Op(ir.Div, b.Op(ir.Sub, decay, rise), decay)
		dx := b.Op(ir.Div, b.Op(ir.Sub, b.Op(ir.Mul, gain, y0), x0), rise)
		dy := b.Op(ir.Div, b.Op(ir.Neg, y0), decay)
		stores = append(stores, pair{x, b.Op(ir.Add, x0, b.Op(ir.Mul, dt, dx))},
			pair{y, b.Op(ir.Add, y0, b.Op(ir.Mul, dt, dy))})
	}
	dv := b.Op(ir.Mul, input, b.Op(ir.ToFloat, ready))
	b.Store(v, i, b.Op(ir.Add, v0, b.Op(ir.Mul, dt, dv)), ir.None)
	b.Store(nr, i, ready, ir.None)
	for _, s := range stores {
		b.Store(s.array, i, s.value, ir.None)
	}
	k := w.Kernel(b.Kernel())
	m := &ir.Map{N: n, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{Kernel: k}}
	for _, a := range w.Plan.Kernels[k].Arrays {
		if a.Name == "t" {
			m.Arrays = append(m.Arrays, w.Plan.Clocks[0].Time)
		} else {
			m.Arrays = append(m.Arrays, w.State(a.Name, a.Elem, n))
		}
	}
	for _, x := range []float64{1e-4, 0.015, 0.005, 0.001, 0.003, 0.001, 0.002} {
		m.Consts = append(m.Consts, ir.Num{Float: x})
	}
	w.Step(ir.Step{Name: "neurons", Map: m})
}

// run runs a number of steps and reports the time per unit of work.
func (w *workbench) run(b *testing.B, units float64, unit string) {
	at := []int64{0}
	for b.Loop() {
		at[0] += 100
		if _, err := w.instance.Run(context.Background(), at); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(100*units), unit)
}

// BenchmarkNeurons is the state update of the model that matters: 23 operations on floats, 5 of them
// divisions.
func BenchmarkNeurons(b *testing.B) {
	for _, n := range []int{100, 4000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := newWorkbench()
			w.lif(n)
			w.bind()
			w.run(b, float64(n), "ns/neuron")
		})
	}
}

// BenchmarkHodgkinHuxley is the state update of the neurons of COBAHH (Traub & Miles, 1991) by forward
// Euler: six exponentials, about 60 operations.
func BenchmarkHodgkinHuxley(b *testing.B) {
	const n = 4000
	w := newWorkbench()
	k := ir.NewBuilder("stateupdate")
	i, dt := k.Index(), k.Const("dt", ir.Float)
	op := func(o ir.Op, x, y ir.Value) ir.Value { return k.Op(o, x, y) }
	load := func(name string) ir.Value { return k.Load(k.Array(name, ir.Float64), i) }
	step := func(name string, slope ir.Value) {
		k.Store(k.Array(name, ir.Float64), i, op(ir.Add, load(name), op(ir.Mul, dt, slope)), ir.None)
	}
	v, m, h, g := load("v"), load("m"), load("h"), load("n")
	scaled := func(at, width float64) ir.Value { return op(ir.Div, op(ir.Sub, k.Float(at), v), k.Float(width)) }
	fall := func(rate, at, width float64) ir.Value {
		return op(ir.Mul, k.Float(rate), k.Op(ir.Exp, scaled(at, width)))
	}
	ramp := func(rate, at, width float64) ir.Value {
		return op(ir.Div, k.Float(rate), k.Op(ir.Exprel, scaled(at, width)))
	}
	sigmoid := func(rate, at, width float64) ir.Value {
		return op(ir.Div, k.Float(rate), op(ir.Add, k.Float(1), k.Op(ir.Exp, scaled(at, width))))
	}
	gate := func(x, opens, closes ir.Value) ir.Value {
		return op(ir.Sub, op(ir.Mul, opens, op(ir.Sub, k.Float(1), x)), op(ir.Mul, closes, x))
	}
	current := func(g ir.Value, reversal float64) ir.Value {
		return op(ir.Mul, g, op(ir.Sub, k.Float(reversal), v))
	}
	sodium := op(ir.Mul, op(ir.Mul, op(ir.Mul, op(ir.Mul, m, m), m), h), k.Const("gNa", ir.Float))
	potassium := op(ir.Mul, op(ir.Mul, op(ir.Mul, op(ir.Mul, g, g), g), g), k.Const("gK", ir.Float))
	sum := op(ir.Add, op(ir.Add, current(k.Float(0.05), -60), current(sodium, 50)), current(potassium, -90))
	slopes := []ir.Value{sum, gate(m, ramp(1.28, -50, 4), ramp(1.4, -23, -5)),
		gate(h, fall(0.128, -46, 18), sigmoid(4, -23, 5)), gate(g, ramp(0.16, -48, 5), fall(0.5, -53, 40))}
	for s, name := range []string{"v", "m", "h", "n"} {
		step(name, slopes[s])
	}
	mapping := &ir.Map{N: n, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
		Consts: []ir.Num{{Float: 0.01}, {Float: 100}, {Float: 30}}}}
	for _, name := range []string{"v", "m", "h", "n"} {
		mapping.Arrays = append(mapping.Arrays, w.State(name, ir.Float64, n))
	}
	mapping.Kernel = w.Kernel(k.Kernel())
	w.Plan.Steps = []ir.Step{{Name: "neurons", Map: mapping}}
	w.bind()
	must(w.instance.Write(mapping.Arrays[0], 0, slices.Repeat([]float64{-65}, n)))
	w.run(b, n, "ns/neuron")
}

// BenchmarkThreshold is the test for spikes: two loads, a comparison, and, emission.
func BenchmarkThreshold(b *testing.B) {
	const n = 4000
	w := newWorkbench()
	k := ir.NewBuilder("threshold")
	v := k.Load(k.Array("v", ir.Float64), k.Index())
	ready := k.Load(k.Array("ready", ir.Bool8), k.Index())
	k.Emit(k.Op(ir.And, k.Op(ir.Lt, k.Const("vt", ir.Float), v), ready))
	w.Plan.Steps = []ir.Step{{Map: &ir.Map{N: n, List: ir.NoList, Out: w.List("spikes", n), Binding: ir.Binding{
		Kernel: w.Kernel(k.Kernel()), Consts: []ir.Num{{Float: 1}},
		Arrays: []ir.ArrayID{w.State("v", ir.Float64, n), w.State("ready", ir.Bool8, n)}}}}}
	w.bind()
	w.run(b, n, "ns/neuron")
}

// spikes adds a step that emits every 50th neuron, and returns the list.
func (w *workbench) spikes(n int) ir.ListID {
	k := ir.NewBuilder("spikes")
	spikes := w.List("spikes", n)
	k.Emit(k.Load(k.Array("fires", ir.Bool8), k.Index()))
	fires := make([]uint8, n)
	for i := 0; i < n; i += 50 {
		fires[i] = 1
	}
	w.Step(ir.Step{Name: "spikes", Map: &ir.Map{N: n, List: ir.NoList, Out: spikes,
		Binding: ir.Binding{Kernel: w.Kernel(k.Kernel()),
			Arrays: []ir.ArrayID{w.Topology("fires", ir.Bool8, n, fires)}}}})
	return spikes
}

// pathway adds synapses from n neurons to n neurons, fan of each.
func (w *workbench) pathway(n, fan int, kernel *ir.Kernel, delays bool) *ir.Propagate {
	rows, post, later := make([]int64, n+1), make([]int32, n*fan), make([]int32, n*fan)
	seed := uint32(1)
	for s := range post {
		seed = seed*1664525 + 1013904223
		post[s] = int32(uint64(seed) * uint64(n) >> 32)
		later[s] = int32(seed % 16)
		rows[s/fan+1] = int64(s + 1)
	}
	k := w.Kernel(kernel)
	p := &ir.Propagate{Spikes: w.spikes(n), To: int32(n), Order: ir.NoArray, Delays: ir.NoArray,
		Rows:    w.Topology("rows", ir.Int64, n+1, rows),
		Binding: ir.Binding{Kernel: k}}
	if delays {
		p.Delays = w.Topology("delays", ir.Int32, n*fan, later)
	}
	for _, a := range w.Plan.Kernels[k].Arrays {
		switch a.Name {
		case "post":
			p.Arrays = append(p.Arrays, w.Topology("post", ir.Int32, n*fan, post))
		case "w":
			p.Arrays = append(p.Arrays, w.State("w", ir.Float64, n*fan))
		default:
			p.Arrays = append(p.Arrays, w.State(a.Name, a.Elem, n))
		}
	}
	for range w.Plan.Kernels[k].Consts {
		p.Consts = append(p.Consts, ir.Num{Float: 0.1})
	}
	w.Plan.Memory.Queues++
	w.Step(ir.Step{Name: "pathway", Propagate: p})
	return p
}

// BenchmarkSynapses delivers the spikes of 80 of 4000 neurons a step.
func BenchmarkSynapses(b *testing.B) {
	increment := func(weight func(k *ir.Builder) ir.Value, masked bool) *ir.Kernel {
		k := ir.NewBuilder("pre")
		post := k.Load(k.Array("post", ir.Int32), k.Index())
		mask := ir.None
		if masked {
			mask = k.Load(k.Array("ready", ir.Bool8), post)
		}
		k.Incr(k.Array("y", ir.Float64), post, weight(k), mask)
		return k.Kernel()
	}
	constant := func(k *ir.Builder) ir.Value { return k.Const("J", ir.Float) }
	weighted := func(k *ir.Builder) ir.Value { return k.Load(k.Array("w", ir.Float64), k.Index()) }
	conductance := ir.NewBuilder("pre") // reads what it writes: one synapse at a time
	post := conductance.Load(conductance.Array("post", ir.Int32), conductance.Index())
	v := conductance.Array("v", ir.Float64)
	distance := conductance.Op(ir.Sub, conductance.Const("E", ir.Float), conductance.Load(v, post))
	conductance.Incr(v, post, conductance.Op(ir.Mul, weighted(conductance), distance), ir.None)
	for _, c := range []struct {
		name   string
		fan    int
		kernel *ir.Kernel
		delays bool
		delay  int32
	}{
		{"constant/80", 80, increment(constant, false), false, 0},
		{"constant/1000", 1000, increment(constant, false), false, 0},
		{"constant masked/1000", 1000, increment(constant, true), false, 0},
		{"weighted/80", 80, increment(weighted, false), false, 0},
		{"weighted/1000", 1000, increment(weighted, false), false, 0},
		{"weighted, one delay/80", 80, increment(weighted, false), false, 15},
		{"weighted, delays/80", 80, increment(weighted, false), true, 0},
		{"weighted, delays/1000", 1000, increment(weighted, false), true, 0},
		{"sequential/80", 80, conductance.Kernel(), false, 0},
	} {
		b.Run(c.name, func(b *testing.B) {
			const n = 4000
			w := newWorkbench()
			p := w.pathway(n, c.fan, c.kernel, c.delays)
			p.Delay = c.delay
			w.bind()
			for id, a := range w.Plan.Memory.Arrays {
				if a.Name == "ready" {
					must(w.instance.Write(ir.ArrayID(id), 0, slices.Repeat([]uint8{1}, n)))
				}
			}
			w.run(b, float64(n/50*c.fan), "ns/event")
		})
	}
}

// BenchmarkSpikeSource is the part of the above that makes spikes.
func BenchmarkSpikeSource(b *testing.B) {
	w := newWorkbench()
	w.spikes(4000)
	w.bind()
	w.run(b, 1, "ns/step")
}
