package cc

import (
	"context"
	"fmt"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// equations builds kernels in the notation of equations.
type equations struct{ *ir.Builder }

func (q equations) load(name string) ir.Value { return q.Load(q.Array(name, ir.Float64), q.Index()) }
func (q equations) store(name string, v ir.Value) {
	q.Store(q.Array(name, ir.Float64), q.Index(), v, ir.None)
}
func (q equations) add(a, b ir.Value) ir.Value { return q.Op(ir.Add, a, b) }
func (q equations) sub(a, b ir.Value) ir.Value { return q.Op(ir.Sub, a, b) }
func (q equations) mul(a, b ir.Value) ir.Value { return q.Op(ir.Mul, a, b) }
func (q equations) div(a, b ir.Value) ir.Value { return q.Op(ir.Div, a, b) }
func (q equations) exp(a ir.Value) ir.Value    { return q.Op(ir.Exp, a) }
func (q equations) k(name string) ir.Value     { return q.Const(name, ir.Float) }

// cuba is the exact state update of Vogels & Abbott (2005): three linear equations, and a membrane that
// rests while it is refractory, for which times are compared in whole steps, as sim lowers it.
func cuba() *ir.Kernel {
	q := equations{ir.NewBuilder("stateupdate")}
	v, ge, gi := q.load("v"), q.load("ge"), q.load("gi")
	dt := q.k("dt")
	slack := q.mul(q.Float(1e-3), dt)
	rest := q.Op(ir.ToFloat, q.Op(ir.ToInt, q.div(q.add(q.k("ref"), slack), dt)))
	now := q.add(q.Load(q.Array("t", ir.Float64), q.Int(0)), slack)
	ready := q.Op(ir.Le, q.load("lastspike"), q.sub(now, q.mul(rest, dt)))
	next := q.add(q.add(q.mul(v, q.k("vv")), q.mul(ge, q.k("ve"))), q.add(q.mul(gi, q.k("vi")), q.k("v0")))
	q.store("v", q.Op(ir.Select, ready, next, v))
	q.store("ge", q.mul(ge, q.k("ee")))
	q.store("gi", q.mul(gi, q.k("ii")))
	q.Store(q.Array("ready", ir.Bool8), q.Index(), ready, ir.None)
	return q.Kernel()
}

// hodgkinHuxley is COBAHH of Brette et al. (2007) by the exponential Euler method: six rates of gates, and
// four decays of membrane and gates: ten exponentials.
func hodgkinHuxley() *ir.Kernel {
	q := equations{ir.NewBuilder("stateupdate")}
	v, m, n, h := q.load("v"), q.load("m"), q.load("n"), q.load("h")
	ge, gi := q.load("ge"), q.load("gi")
	one, dt := q.Float(1), q.k("dt")
	rate := func(scale, offset, width float64) ir.Value { // scale·x/(e^x - 1)
		x := q.div(q.sub(q.Float(offset), v), q.Float(width))
		return q.div(q.Float(scale), q.Op(ir.Exprel, x))
	}
	decay := func(scale, offset, width float64) ir.Value {
		return q.mul(q.Float(scale), q.exp(q.div(q.sub(q.Float(offset), v), q.Float(width))))
	}
	gate := func(name string, x, alpha, beta ir.Value) {
		sum := q.add(alpha, beta)
		limit := q.div(alpha, sum)
		q.store(name, q.add(limit, q.mul(q.sub(x, limit), q.exp(q.mul(q.Op(ir.Neg, dt), sum)))))
	}
	m3h := q.mul(q.mul(q.mul(m, m), q.mul(m, h)), q.k("gNa"))
	n4 := q.mul(q.mul(q.mul(n, n), q.mul(n, n)), q.k("gK"))
	g := q.add(q.add(q.add(m3h, n4), q.add(ge, gi)), q.k("gl"))
	drive := q.add(q.add(q.mul(m3h, q.k("ENa")), q.mul(n4, q.k("EK"))),
		q.add(q.add(q.mul(ge, q.k("Ee")), q.mul(gi, q.k("Ei"))), q.k("glEl")))
	rest := q.div(drive, g)
	q.store("v", q.add(rest, q.mul(q.sub(v, rest), q.exp(q.mul(q.Op(ir.Neg, dt), g)))))
	gate("m", m, rate(1.28, -50, 4), rate(1.4, -23, 5))
	gate("n", n, rate(0.16, -48, 5), decay(0.5, -53, 40))
	gate("h", h, decay(0.128, -46, 18),
		q.div(q.Float(4), q.add(one, q.exp(q.div(q.sub(q.Float(-23), v), q.Float(5))))))
	q.store("ge", q.mul(ge, q.k("ee")))
	q.store("gi", q.mul(gi, q.k("ii")))
	return q.Kernel()
}

// stateUpdate returns a case that runs a state update over n neurons.
func stateUpdate(
	k *ir.Kernel, n int, state func(name string) float64, consts map[string]float64,
) *plantest.Case {
	c := plantest.NewCase(0)
	m := &ir.Map{N: n, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{Kernel: c.Kernel(k)}}
	for _, a := range k.Arrays {
		switch {
		case a.Name == "t":
			m.Arrays = append(m.Arrays, c.Plan.Clocks[0].Time)
		case a.Elem == ir.Float64:
			x := make([]float64, n)
			for i := range x {
				x[i] = state(a.Name) * (1 + float64(i%7)/100)
			}
			m.Arrays = append(m.Arrays, c.StateOf(a.Name, a.Elem, n, x))
		default:
			m.Arrays = append(m.Arrays, c.State(a.Name, a.Elem, n))
		}
	}
	for _, p := range k.Consts {
		m.Consts = append(m.Consts, ir.Num{Float: consts[p.Name]})
	}
	c.Step(ir.Step{Name: "neurons", Map: m})
	return c
}

// cubaCase and hodgkinHuxleyCase have constants of ordinary size: v in mV, dt = 0.1 ms. Conductances do not
// decay, lest benchmarks measure subnormal numbers.
func cubaCase(n int) *plantest.Case {
	return stateUpdate(cuba(), n, func(name string) float64 {
		return map[string]float64{"v": -60, "ge": 1.5, "gi": -9, "lastspike": -1}[name]
	}, map[string]float64{"dt": 1e-4, "ref": 5e-3, "vv": 0.995, "ve": 4.9e-3, "vi": 4.9e-3, "v0": -0.245,
		"ee": 1, "ii": 1})
}

func hodgkinHuxleyCase(n int) *plantest.Case {
	return stateUpdate(hodgkinHuxley(), n, func(name string) float64 {
		return map[string]float64{"v": -60, "m": 0.05, "n": 0.3, "h": 0.6, "ge": 0.05, "gi": 0.1}[name]
	}, map[string]float64{"dt": 0.1, "gNa": 100, "gK": 30, "gl": 0.05, "ENa": 50, "EK": -90, "Ee": 0, "Ei": -80,
		"glEl": -3, "ee": 1, "ii": 1})
}

// start returns an instance that is ready to run a case.
func start(b *testing.B, e engine.Engine, c *plantest.Case) engine.Instance {
	in, err := e.NewInstance()
	must(err)
	b.Cleanup(func() { in.Close() })
	must(in.Bind(c.Plan))
	for id, content := range c.Content {
		must(in.Write(id, 0, content))
	}
	return in
}

// measure runs a number of steps and reports the time per unit of work.
func measure(b *testing.B, in engine.Instance, units float64, unit string) {
	at := []int64{0}
	for b.Loop() {
		at[0] += 100
		if _, err := in.Run(context.Background(), at); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(100*units), unit)
}

// BenchmarkStateUpdate is what a step costs per neuron.
func BenchmarkStateUpdate(b *testing.B) {
	for _, model := range []struct {
		name string
		make func(n int) *plantest.Case
	}{{"CUBA", cubaCase}, {"HH", hodgkinHuxleyCase}} {
		for _, n := range []int{100, 4000, 100000} {
			b.Run(fmt.Sprint(model.name, "/", n), func(b *testing.B) {
				measure(b, start(b, openTest(b, options{}), model.make(n)), float64(n), "ns/neuron")
			})
		}
	}
}

// TestBenchmarksAgree checks that the models of the benchmarks do something, and the same on both engines.
func TestBenchmarksAgree(t *testing.T) {
	for name, c := range map[string]*plantest.Case{"CUBA": cubaCase(333), "HH": hodgkinHuxleyCase(333)} {
		c.Until[0] = 300
		diff, err := plantest.NoDiff(c, reference.New(), ordinary())
		if err != nil || diff != "" {
			t.Errorf("%s: %v %s", name, err, diff)
		}
	}
}

// synapses returns a case that delivers the spikes of 80 of 4000 neurons a step, to fan synapses each.
func synapses(fan int, kernel *ir.Kernel, delays bool, delay int32) *plantest.Case {
	const n = 4000
	c := plantest.NewCase(0)
	fires := make([]uint8, n)
	for i := 0; i < n; i += 50 {
		fires[i] = 1
	}
	rows, post, later := make([]int64, n+1), make([]int32, n*fan), make([]int32, n*fan)
	seed := uint32(1)
	for s := range post {
		seed = seed*1664525 + 1013904223
		post[s] = int32(uint64(seed) * n >> 32)
		later[s] = int32(seed % 16)
		rows[s/fan+1] = int64(s + 1)
	}
	b := ir.NewBuilder("threshold")
	b.Emit(b.Load(b.Array("fires", ir.Bool8), b.Index()))
	spikes := c.List("spikes", n)
	c.Step(ir.Step{Name: "threshold", Map: &ir.Map{N: n, List: ir.NoList, Out: spikes, Binding: ir.Binding{
		Kernel: c.Kernel(b.Kernel()), Arrays: []ir.ArrayID{c.Topology("fires", ir.Bool8, n, fires)}}}})
	p := &ir.Propagate{Spikes: spikes, To: n, Order: ir.NoArray, Delays: ir.NoArray, Delay: delay,
		Rows: c.Topology("rows", ir.Int64, n+1, rows), Binding: ir.Binding{Kernel: c.Kernel(kernel)}}
	if delays {
		p.Delays = c.Topology("delays", ir.Int32, n*fan, later)
	}
	for _, a := range kernel.Arrays {
		switch a.Name {
		case "post":
			p.Arrays = append(p.Arrays, c.Topology("post", ir.Int32, n*fan, post))
		case "w":
			p.Arrays = append(p.Arrays, c.State("w", ir.Float64, n*fan))
		default:
			p.Arrays = append(p.Arrays, c.State(a.Name, a.Elem, n))
		}
	}
	for range kernel.Consts {
		p.Consts = append(p.Consts, ir.Num{Float: 0.1})
	}
	c.Plan.Memory.Queues++
	c.Step(ir.Step{Name: "pathway", Propagate: p})
	return c
}

// increment is the kernel that adds a weight to a target: one for all, or one each.
func increment(weighted bool) *ir.Kernel {
	q := equations{ir.NewBuilder("pre")}
	post := q.Load(q.Array("post", ir.Int32), q.Index())
	if weighted {
		q.Incr(q.Array("y", ir.Float64), post, q.load("w"), ir.None)
	} else {
		q.Incr(q.Array("y", ir.Float64), post, q.k("J"), ir.None)
	}
	return q.Kernel()
}

// BenchmarkSynapses is what an event costs, with the emission of spikes.
func BenchmarkSynapses(b *testing.B) {
	for _, s := range []struct {
		name     string
		fan      int
		weighted bool
		delays   bool
		delay    int32
	}{
		{"constant/80", 80, false, false, 0},
		{"constant/1000", 1000, false, false, 0},
		{"weighted/80", 80, true, false, 0},
		{"weighted/1000", 1000, true, false, 0},
		{"weighted, one delay/80", 80, true, false, 15},
		{"weighted, delays/80", 80, true, true, 0},
		{"weighted, delays/1000", 1000, true, true, 0},
	} {
		b.Run(s.name, func(b *testing.B) {
			c := synapses(s.fan, increment(s.weighted), s.delays, s.delay)
			measure(b, start(b, openTest(b, options{}), c), float64(80*s.fan), "ns/event")
		})
	}
}

// BenchmarkStep is what the time loop costs a small network: a map over one neuron.
func BenchmarkStep(b *testing.B) {
	measure(b, start(b, openTest(b, options{}), cubaCase(1)), 1, "ns/step")
}

// BenchmarkBind is what a bind costs that compiles everything, and one that finds everything in the cache.
func BenchmarkBind(b *testing.B) {
	for _, cold := range []bool{true, false} {
		b.Run(map[bool]string{true: "cold", false: "warm"}[cold], func(b *testing.B) {
			o := options{cacheDir: b.TempDir()}
			c := cubaCase(4000)
			c.Plan.Kernels = append(c.Plan.Kernels, hodgkinHuxley())
			for b.Loop() {
				if cold {
					o.cacheDir = b.TempDir()
				}
				start(b, openTest(b, o), c)
			}
		})
	}
}
