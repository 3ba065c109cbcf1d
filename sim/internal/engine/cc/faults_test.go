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

func TestPathwayFaults(t *testing.T) {
	e := ordinary()
	for _, fault := range plantest.PathwayFaults() {
		got, err := plantest.SmallPathway(fault.Spoil).Run(e)
		must(err)
		if want := ": step pathway at t = 0 s: " + fault.Says; got.Err != want {
			t.Errorf("%s:\n got %s\nwant %s", fault.Name, got.Err, want)
		}
	}
}

func TestDelayFaults(t *testing.T) {
	e := ordinary()
	bind := func(spoil func(c *plantest.Case, p *ir.Propagate)) error {
		in, err := e.NewInstance()
		must(err)
		defer in.Close()
		return in.Bind(plantest.SmallPathway(spoil).Plan)
	}
	expect(t, bind(func(c *plantest.Case, p *ir.Propagate) {
		p.Delays = c.Topology("delays", ir.Int32, 4, []int32{0, 5, -1, 2})
	}), "cc: step 1 (pathway): the delay of synapse 2 is -1 steps; it cannot be negative")
	expect(t, bind(func(c *plantest.Case, p *ir.Propagate) { p.Delay = engine.MaxDelay + 1 }),
		"cc: step 1 (pathway): a delay is 1048577 steps; at most 1048576 are possible")
}

// indexKernel loads, stores or increments x at the index that n says.
func indexKernel(op ir.Op, own bool) *ir.Kernel {
	b := ir.NewBuilder("reach")
	x, y, at := b.Array("x", ir.Float64), b.Array("y", ir.Float64), b.Index()
	if !own {
		at = b.Load(b.Array("n", ir.Int64), b.Index())
	}
	value := b.Op(ir.Exp, b.Load(y, b.Index()))
	switch op {
	case ir.Load:
		b.Store(y, b.Index(), b.Op(ir.Add, b.Load(x, at), value), ir.None)
	case ir.Store:
		b.Store(x, at, value, ir.None)
	case ir.Incr:
		b.Incr(x, at, value, ir.None)
	}
	return b.Kernel()
}

// TestIndexFaults compares what both engines say about indices outside an array, in vector loops, plain ones
// and lists.
func TestIndexFaults(t *testing.T) {
	e := ordinary()
	for _, op := range []ir.Op{ir.Load, ir.Store, ir.Incr} {
		for _, bad := range []int64{-1, 7, 1 << 40} {
			for length := range 8 {
				for _, list := range []bool{false, true} {
					c := indexCase(op, bad, length, list)
					diff, err := plantest.NoDiff(c, reference.New(), e)
					if err != nil || diff != "" {
						t.Errorf("%v at %d of %d, list %v: %v %s", op, bad, length, list, err, diff)
					}
				}
			}
		}
	}
}

// indexCase is a map over 70 elements of which one reaches for an index, in an array of the given length.
func indexCase(op ir.Op, bad int64, length int, list bool) *plantest.Case {
	const n = 70
	c := plantest.NewCase(1)
	at, fires := make([]int64, n), make([]uint8, n)
	for k := range at {
		at[k], fires[k] = int64(k%max(1, length)), 1
	}
	at[66] = bad
	k := indexKernel(op, false)
	m := &ir.Map{N: n, List: ir.NoList, To: n, Out: ir.NoList, Binding: ir.Binding{Kernel: c.Kernel(k),
		Arrays: []ir.ArrayID{
			c.State("x", ir.Float64, length), c.State("y", ir.Float64, n), c.StateOf("n", ir.Int64, n, at)}}}
	if list {
		m.List = c.Emitter(n, fires)
	}
	c.Step(ir.Step{Name: "reach", Map: m})
	return c
}

// TestOwnIndexFaults does the same for a domain that is larger than an array.
func TestOwnIndexFaults(t *testing.T) {
	e := ordinary()
	for _, op := range []ir.Op{ir.Load, ir.Store, ir.Incr} {
		c := plantest.NewCase(1)
		c.Step(ir.Step{Name: "reach", Map: &ir.Map{N: 70, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
			Kernel: c.Kernel(indexKernel(op, true)),
			Arrays: []ir.ArrayID{c.State("x", ir.Float64, 69), c.State("y", ir.Float64, 70)}}}})
		o, err := c.Run(e)
		must(err)
		want := ": step reach at t = 0 s: index 69 is outside x, " +
			"whose elements are 0 to 68"
		if o.Err != want {
			t.Errorf("%v: got %q\nwant %q", op, o.Err, want)
		}
	}
}

// TestSkippedWrites checks that a write that does not happen may go to an array that is too short.
func TestSkippedWrites(t *testing.T) {
	e := ordinary()
	for _, write := range []int64{0, 1} {
		b := ir.NewBuilder("skip")
		x, y := b.Array("x", ir.Float64), b.Array("y", ir.Float64)
		b.Store(x, b.Index(), b.Op(ir.Exp, b.Load(y, b.Index())), b.Const("write", ir.Bool))
		c := plantest.NewCase(1)
		c.Step(ir.Step{Name: "skip", Map: &ir.Map{N: 70, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
			Kernel: c.Kernel(b.Kernel()), Consts: []ir.Num{{Int: write}},
			Arrays: []ir.ArrayID{c.State("x", ir.Float64, 1), c.State("y", ir.Float64, 70)}}}})
		o, err := c.Run(e)
		must(err)
		if (o.Err != "") != (write == 1) {
			t.Errorf("write %d: %q", write, o.Err)
		}
	}
}

func TestRunFaults(t *testing.T) {
	ctx := context.Background()
	e := ordinary()
	in, err := e.NewInstance()
	must(err)
	_, err = in.Run(ctx, nil)
	expect(t, err, "cc: run: no plan is bound")
	c := plantest.SmallPathway()
	must(in.Bind(c.Plan))
	_, err = in.Run(ctx, []int64{1, 2})
	expect(t, err, "cc: run: 2 ends are given for 1 clocks")
	must(in.Replace(c.Plan.Clocks[0].Step, ir.ArrayDecl{Name: "step", Elem: ir.Int64, Len: 0}))
	_, err = in.Run(ctx, []int64{1})
	expect(t, err, "cc: run: the arrays of clock 0 do not have one element each")
	must(in.Close())
	open, err := e.NewInstance()
	must(err)
	defer open.Close()
	expect(t, open.Assign(in), "cc: cannot assign from a closed instance")
	expect(t, open.Assign(nil), "cc: cannot assign from an instance of another engine (<nil>)")
	for _, err := range closedErrors(in) {
		expect(t, err, "cc: the instance is closed")
	}
	expect(t, open.Flush(1), "cc: there is no queue 1; the instance has 0")
	_, err = open.Take(4)
	expect(t, err, "cc: there is no recorder 4; the instance has 0")
}

// closedErrors returns what all methods but Close say.
func closedErrors(in engine.Instance) []error {
	_, cloned := in.Clone()
	_, taken := in.Take(0)
	_, ran := in.Run(context.Background(), nil)
	return []error{
		cloned, taken, ran, in.Read(0, 0, nil), in.Write(0, 0, nil), in.Flush(0), in.Allocate(nil), in.Bind(nil),
		in.Exec(nil, nil, nil, 0), in.Assign(nil), in.Replace(0, ir.ArrayDecl{}),
	}
}

func TestReadAndWrite(t *testing.T) {
	in, err := ordinary().NewInstance()
	must(err)
	defer in.Close()
	m := &ir.Memory{Arrays: []ir.ArrayDecl{
		{Name: "f", Elem: ir.Float64, Len: 3}, {Name: "n", Elem: ir.Int32, Len: 3},
		{Name: "b", Elem: ir.Bool8, Len: 3},
		{Name: "topo", Elem: ir.Int32, Len: 2, Shared: []int32{7, 8}}}}
	must(in.Allocate(m))
	must(in.Write(0, 1, []float64{1.5}))
	must(in.Replace(1, ir.ArrayDecl{Name: "n", Elem: ir.Int32, Len: 4}))
	must(in.Replace(3, ir.ArrayDecl{Name: "topo", Elem: ir.Int32, Len: 1, Shared: []int32{9}}))
	floats, ints, topo := make([]float64, 3), make([]int32, 4), make([]int32, 1)
	must(errorsOf(in.Read(0, 0, floats), in.Read(1, 0, ints), in.Read(3, 0, topo)))
	if got, want := fmt.Sprint(floats, ints, topo), "[0 1.5 0] [0 0 0 0] [9]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	expect(t, in.Read(9, 0, floats), "cc: there is no array 9; the instance has 4")
	expect(t, in.Read(0, 0, ints), "cc: read array f: its elements are float64, not int32")
	expect(t, in.Read(0, 0, "x"), "cc: read array f: cannot read float64 into string")
	expect(t, in.Read(0, 2, []float64{0, 0}), "cc: read array f: elements 2 to 4 are outside; it has 3")
	expect(t, in.Write(2, 0, []uint8{0, 2}), "cc: array b: element 1 is 2; a bool8 is 0 or 1")
	expect(t, in.Write(3, 0, []int32{1}),
		"cc: write array topo: it is topology, which is replaced and not written")
	expect(t, in.Replace(0, ir.ArrayDecl{Name: "f", Elem: ir.Int32, Len: 5}),
		"cc: replace array f: its type and whether it is topology cannot change")
	expect(t, in.Allocate(m),
		"cc: array 1 is declared as n: int32[3], but the instance has n: int32[4]; use Replace to change it\n"+
			"cc: array 3 is declared as topo: int32[2], but the instance has topo: int32[1]; use Replace to change it")
	expect(t, in.Allocate(&ir.Memory{}),
		"cc: the plan's memory is smaller than the instance's; a memory only grows")
}
