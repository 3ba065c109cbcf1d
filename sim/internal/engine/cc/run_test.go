package cc

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/rng"
)

// clocked is a case with clocks of the given dt, in seconds, each with a step that writes the time and its
// number down on one list of all.
func clocked(dts []float64, starts, until []int64) *plantest.Case {
	c := plantest.NewCase(0)
	c.Plan.Clocks, c.Until = nil, until
	b := ir.NewBuilder("diary")
	position := b.Array("position", ir.Int64)
	at := b.Load(position, b.Int(0))
	b.Store(b.Array("numbers", ir.Int32), at, b.Const("number", ir.Int), ir.None)
	b.Store(b.Array("times", ir.Float64), at, b.Load(b.Array("t", ir.Float64), b.Int(0)), ir.None)
	b.Incr(position, b.Int(0), b.Int(1), ir.None)
	k := c.Kernel(b.Kernel())
	ids := []ir.ArrayID{
		c.State("position", ir.Int64, 1), c.State("numbers", ir.Int32, 500), c.State("times", ir.Float64, 500)}
	for n, dt := range dts {
		clock := ir.Clock{DT: dt, Time: c.State("t", ir.Float64, 1), Step: c.State("step", ir.Int64, 1),
			Tick: c.State("tick", ir.Int64, 1)}
		c.Content[clock.Step] = []int64{starts[n]}
		c.Plan.Clocks = append(c.Plan.Clocks, clock)
		m := &ir.Map{N: 1, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
			Kernel: k, Arrays: append(slices.Clone(ids), clock.Time), Consts: []ir.Num{{Int: int64(n)}}}}
		c.Step(ir.Step{Name: "diary", Clock: n, Map: m})
	}
	return c
}

// TestClocks compares the order of steps on several clocks with the reference engine, whose tests work it
// out by hand.
func TestClocks(t *testing.T) {
	e := ordinary()
	for _, c := range []*plantest.Case{
		clocked([]float64{1e-4}, []int64{0}, []int64{3}),
		clocked([]float64{1e-4, 2.5e-4}, []int64{0, 0}, []int64{6, 3}),
		clocked([]float64{2.5e-4, 1e-4}, []int64{0, 0}, []int64{2, 4}),
		clocked([]float64{1e-4, 2.5e-4}, []int64{4, 2}, []int64{7, 3}),
		clocked([]float64{1e-4, 2.5e-4}, []int64{0, 0}, []int64{1, 3}),
		clocked([]float64{1e-4, 2.5e-4}, []int64{0, 9}, []int64{2, 3}),
		clocked([]float64{1e-4, 1e-4}, []int64{2, 0}, []int64{4, 4}),
		clocked([]float64{1e-4, 3e-4 * (1 + 1e-5)}, []int64{3, 1}, []int64{4, 2}),
		clocked([]float64{1e-4, 3e-4 * (1 + 1e-5)}, []int64{15, 5}, []int64{16, 6}),
		clocked([]float64{1e-4, 3e-4, 7e-5}, []int64{0, 0, 0}, []int64{100, 30, 140}),
		clocked(nil, nil, nil),
	} {
		diff, err := plantest.NoDiff(c, reference.New(), e)
		if err != nil || diff != "" {
			t.Errorf("clocks %v, until %v: %v %s", c.Plan.Clocks, c.Until, err, diff)
		}
	}
}

// recorded is a case of n neurons that spike at random, with recorders of all spikes, of part of them with two values,
// of values of all types, of the rate, and of nothing but the time.
func recorded(n int, until int64) *plantest.Case {
	c := plantest.NewCase(until)
	b := ir.NewBuilder("neurons")
	x := b.Array("v", ir.Float64)
	b.Store(x, b.Index(), b.Op(ir.Add, b.Load(x, b.Index()), b.Op(ir.ToFloat, b.Index())), ir.None)
	b.Emit(b.Op(ir.Lt, b.Rand(b.Index(), 0), b.Float(0.5)))
	v, list := c.State("v", ir.Float64, n), c.List("spikes", n)
	c.Step(ir.Step{Name: "neurons", Map: &ir.Map{N: n, List: ir.NoList, Out: list, Binding: ir.Binding{
		Kernel: c.Kernel(b.Kernel()), Arrays: []ir.ArrayID{v}, Key: rng.Key{3, 4}}}})
	values := []ir.ArrayID{v, c.Plan.Clocks[0].Step, c.Topology("n", ir.Int32, 2, []int32{-7, 8}),
		c.Topology("b", ir.Bool8, 2, []uint8{0, 1})}
	c.Plan.Memory.Recorders = []ir.RecorderDecl{
		{Name: "spikes", Kind: ir.SpikeEntries}, {Name: "some", Kind: ir.SpikeEntries, Width: 2},
		{Name: "values", Kind: ir.RowEntries, Width: n + 5}, {Name: "rate", Kind: ir.RowEntries, Width: 1},
		{Name: "times", Kind: ir.RowEntries}}
	to := int32(n)
	for id, r := range []ir.Record{
		{Spikes: list, To: to}, {Spikes: list, From: to / 2, To: to, Values: []ir.ArrayID{v, v}}, {Values: values},
		{Spikes: list, From: to / 2, To: to, Rate: 0.5}, {}} {
		r.Recorder = ir.RecorderID(id)
		c.Step(ir.Step{Name: c.Plan.Memory.Recorders[id].Name, Record: &r})
	}
	return c
}

// TestRecorders compares what recorders hold with the reference engine, in many blocks, and in blocks of one
// step.
func TestRecorders(t *testing.T) {
	e := ordinary()
	wide := recorded(engine.FloatsPerBlock+10, 3)
	for _, c := range []*plantest.Case{recorded(5, 40), recorded(1500, 200), wide} {
		diff, err := plantest.NoDiff(c, reference.New(), e)
		if err != nil || diff != "" {
			t.Errorf("%v %s", err, diff)
		}
	}
}

// TestBlockFull checks that Run comes back as often as that of the reference engine.
func TestBlockFull(t *testing.T) {
	count := func(e engine.Engine) (full int) {
		in, err := e.NewInstance()
		must(err)
		defer in.Close()
		c := recorded(1500, 200)
		must(in.Bind(c.Plan))
		for {
			reason, err := in.Run(context.Background(), c.Until)
			must(err)
			if reason == engine.Reached {
				return full
			}
			full++
			for id := range c.Plan.Memory.Recorders {
				_, err := in.Take(ir.RecorderID(id))
				must(err)
			}
		}
	}
	if got, want := count(ordinary()), count(reference.New()); got != want || want < 2 {
		t.Errorf("%d times full, want %d", got, want)
	}
}

// TestFewValuesOfSpikes checks that there are values for all elements that may spike where an array was replaced.
func TestFewValuesOfSpikes(t *testing.T) {
	c := recorded(4, 3)
	c.Plan.Steps = c.Plan.Steps[2:3]
	in, err := ordinary().NewInstance()
	must(err)
	defer in.Close()
	must(in.Bind(c.Plan))
	must(in.Replace(3, ir.ArrayDecl{Name: "v", Elem: ir.Float64, Len: 3}))
	_, err = in.Run(context.Background(), c.Until)
	expect(t, err, "cc: step some at t = 0 s: array v has 3 values to record; 4 elements may spike")
}

// TestRecordedWidth checks that a replaced array does not break rows.
func TestRecordedWidth(t *testing.T) {
	c := recorded(4, 3)
	in, err := ordinary().NewInstance()
	must(err)
	defer in.Close()
	must(in.Bind(c.Plan))
	must(in.Replace(3, ir.ArrayDecl{Name: "v", Elem: ir.Float64, Len: 6}))
	_, err = in.Run(context.Background(), c.Until)
	expect(t, err, "cc: step values at t = 0 s: there are 11 values to record; recorder values has rows of 9")
}

// TestCancelled stops a run that would take years, and finishes what it began.
func TestCancelled(t *testing.T) {
	c := recorded(50, 0)
	c.Plan.Steps = c.Plan.Steps[:1]
	in, err := ordinary().NewInstance()
	must(err)
	defer in.Close()
	must(in.Bind(c.Plan))
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	began := time.Now()
	reason, err := in.Run(ctx, []int64{1 << 50})
	if reason != engine.Cancelled || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got reason %v, error %v", reason, err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v to stop", took)
	}
	step, tick, v := make([]int64, 1), make([]int64, 1), make([]float64, 2)
	must(errorsOf(in.Read(1, 0, step), in.Read(2, 0, tick), in.Read(3, 0, v)))
	if step[0] == 0 || step[0] != tick[0] || v[1] != float64(step[0]) {
		t.Errorf("step, tick and the sum of a neuron are %d, %d, %v; they must agree", step[0], tick[0], v[1])
	}
	reason, err = in.Run(ctx, []int64{1 << 50})
	if reason != engine.Cancelled || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("again: got reason %v, error %v", reason, err)
	}
}

// TestCopies checks that clones and snapshots go on as the original does, and that each has memory of its
// own.
func TestCopies(t *testing.T) {
	e := ordinary()
	c := plantest.SmallPathway(func(c *plantest.Case, p *ir.Propagate) {
		p.Delays = c.Topology("delays", ir.Int32, 4, []int32{2, 5, 1, 0})
	})
	run := func(in engine.Instance, until int64) string {
		must(in.Bind(c.Plan))
		_, err := in.Run(context.Background(), []int64{until})
		must(err)
		sum := make([]float64, 3)
		must(in.Read(c.Array("sum"), 0, sum))
		return fmt.Sprint(sum)
	}
	in, err := e.NewInstance()
	must(err)
	must(in.Bind(c.Plan))
	run(in, 2)
	clone, err := in.Clone()
	must(err)
	restored, err := e.NewInstance()
	must(err)
	run(restored, 1)
	must(restored.Assign(in))
	must(restored.Assign(restored))
	for k, copy := range []engine.Instance{in, clone, restored} {
		_, unbound := copy.Run(context.Background(), []int64{2})
		if k > 0 && unbound == nil {
			t.Error("a copy is bound")
		}
		if got, want := run(copy, 10), "[1 2 0]"; got != want {
			t.Errorf("copy %d: got %s, want %s", k, got, want)
		}
		must(copy.Close())
		must(copy.Close())
	}
}

// TestFlush checks that spikes under way are forgotten.
func TestFlush(t *testing.T) {
	c := plantest.SmallPathway()
	in, err := ordinary().NewInstance()
	must(err)
	defer in.Close()
	must(in.Bind(c.Plan))
	for _, until := range []int64{2, 10} {
		_, err := in.Run(context.Background(), []int64{until})
		must(err)
		must(in.Flush(0))
	}
	position := make([]int64, 1)
	must(in.Read(c.Array("position"), 0, position))
	if position[0] != 0 {
		t.Errorf("%d synapses were served", position[0])
	}
}

// TestStretch checks that spikes under way come after so many steps times the factor, or that they cannot.
func TestStretch(t *testing.T) {
	for factor, want := range map[float64]string{0.5: "<nil>: 2", 3: "<nil>: 2", 100: "<nil>: 0",
		1e7: "cc: a delay is 1048577 steps; at most 1048576 are possible: 2"} {
		c := plantest.SmallPathway()
		in, err := ordinary().NewInstance()
		must(err)
		must(in.Bind(c.Plan))
		position := make([]int64, 1)
		_, err = in.Run(context.Background(), []int64{2})
		must(err)
		stretched := in.Stretch(0, factor)
		_, err = in.Run(context.Background(), []int64{7})
		must(err)
		must(in.Read(c.Array("position"), 0, position))
		if got := fmt.Sprintf("%v: %d", stretched, position[0]); got != want {
			t.Errorf("stretched by %v: %s, want %s", factor, got, want)
		}
		must(in.Close())
	}
}

// TestForgottenInstances checks that the memory of instances that nobody closes is given back.
func TestForgottenInstances(t *testing.T) {
	e := ordinary()
	freed := make(chan bool, 1)
	func() {
		in := newInstance(e)
		must(in.Allocate(&ir.Memory{Arrays: []ir.ArrayDecl{
			{Name: "v", Elem: ir.Float64, Len: 10},
			{Name: "post", Elem: ir.Int32, Len: 1, Shared: []int32{1}}}, Queues: 1}))
		runtime.AddCleanup(in, func(done chan bool) { done <- true }, freed)
	}()
	for range 100 {
		runtime.GC()
		select {
		case <-freed:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Error("an instance was not given back")
}

// TestExec compares kernels that run once, over a range and over a list.
func TestExec(t *testing.T) {
	run := func(e engine.Engine) string {
		c := plantest.NewCase(1)
		fires := []uint8{1, 0, 1, 1, 0}
		list := c.Emitter(5, fires)
		b := ir.NewBuilder("initialiser")
		v, w := b.Array("v", ir.Float64), b.Array("w", ir.Float64)
		b.Store(v, b.Index(), b.Op(ir.Add, b.Load(w, b.Index()), b.Randn(b.Index(), 0)), ir.None)
		b.Incr(b.Array("count", ir.Int64), b.Int(0), b.Int(1), ir.None)
		k := b.Kernel()
		m := ir.Map{N: 5, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{Key: rng.Key{1, 2},
			Arrays: []ir.ArrayID{
				c.State("v", ir.Float64, 5), c.State("w", ir.Float64, 5), c.State("count", ir.Int64, 1)}}}
		in, err := e.NewInstance()
		must(err)
		defer in.Close()
		must(in.Bind(c.Plan))
		_, err = in.Run(context.Background(), c.Until)
		must(err)
		must(in.Exec(c.Plan.Memory, k, &m, 5))
		m.List, m.To, m.Arrays[1] = list, 4, m.Arrays[0]
		must(in.Exec(c.Plan.Memory, k, &m, 6))
		floats, count := make([]float64, 5), make([]int64, 1)
		must(errorsOf(in.Read(m.Arrays[0], 0, floats), in.Read(m.Arrays[2], 0, count)))
		m.List, m.N = ir.NoList, 6
		return fmt.Sprint(floats, count, in.Exec(c.Plan.Memory, k, &m, 7).Error()[len(e.Name()):])
	}
	if got, want := run(ordinary()), run(reference.New()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
