package reference

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"

	"pgregory.net/rapid"
)

// playground returns an instance with an array of each type and one of topology.
func playground() (*instance, *ir.Memory) {
	m := &ir.Memory{Arrays: []ir.ArrayDecl{
		{Name: "f", Elem: ir.Float64, Len: 3}, {Name: "n", Elem: ir.Int32, Len: 3},
		{Name: "l", Elem: ir.Int64, Len: 3},
		{Name: "b", Elem: ir.Bool8, Len: 3}, {Name: "topo", Elem: ir.Int32, Len: 2, Shared: []int32{7, 8}}},
		Lists:     []ir.ListDecl{{Name: "list", Cap: 5}},
		Recorders: []ir.RecorderDecl{{Name: "rec", Kind: ir.RowEntries, Width: 2}}}
	return newInstance(New(), m), m
}

func TestReadAndWrite(t *testing.T) {
	in, _ := playground()
	must(in.Write(0, 1, []float64{1.5, math.Float64frombits(0xFFF8000000000001)}))
	must(in.Write(1, 0, []int32{4}))
	must(in.Write(2, 2, []int64{5}))
	must(in.Write(3, 1, []uint8{1}))
	got := fmt.Sprint(read[int32](in, 1), read[int64](in, 2), read[uint8](in, 3), read[int32](in, 4))
	if want := "[4 0 0] [0 0 5] [0 1 0] [7 8]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	floats := make([]float64, 2)
	must(in.Read(0, 1, floats))
	if floats[0] != 1.5 || math.Float64bits(floats[1]) != 0x7FF8000000000000 {
		t.Errorf("got %v with bits %#x; a NaN must come out as the one NaN", floats, math.Float64bits(floats[1]))
	}
}

func TestReadAndWriteFaults(t *testing.T) {
	in, _ := playground()
	tests := []struct {
		err  error
		want string
	}{
		{in.Read(9, 0, []float64{0}), "reference: there is no array 9; the instance has 5"},
		{in.Read(-1, 0, []float64{0}), "reference: there is no array -1; the instance has 5"},
		{in.Read(0, 0, []int32{0}), "reference: read array f: its elements are float64, not int32"},
		{in.Read(0, 0, "x"), "reference: read array f: cannot read float64 into string"},
		{in.Read(0, 2, []float64{0, 0}), "reference: read array f: elements 2 to 4 are outside; it has 3"},
		{in.Read(0, -1, []float64{0}), "reference: read array f: elements -1 to 0 are outside; it has 3"},
		{in.Write(0, 3, []float64{0}), "reference: write array f: elements 3 to 4 are outside; it has 3"},
		{in.Write(3, 0, []uint8{0, 2}), "reference: array b: element 1 is 2; a bool8 is 0 or 1"},
		{in.Write(1, 0, []int64{0}), "reference: write array n: its elements are int32, not int64"},
		{in.Write(1, 0, 5), "reference: write array n: cannot write int to int32"},
		{in.Write(4, 0, []int32{1}),
			"reference: write array topo: it is topology, which is replaced and not written"},
	}
	for _, test := range tests {
		expect(t, test.err, test.want)
	}
}

func TestReplace(t *testing.T) {
	in, m := playground()
	must(in.Write(0, 0, []float64{1, 2, 3}))
	must(in.Replace(0, ir.ArrayDecl{Name: "f", Elem: ir.Float64, Len: 5}))
	must(in.Replace(4, ir.ArrayDecl{Name: "topo", Elem: ir.Int32, Len: 1, Shared: []int32{9}}))
	if got, want := fmt.Sprint(read[float64](in, 0), read[int32](in, 4)), "[0 0 0 0 0] [9]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	expect(t, in.Replace(0, ir.ArrayDecl{Name: "f", Elem: ir.Int32, Len: 5}),
		"reference: replace array f: its type and whether it is topology cannot change")
	expect(t, in.Replace(0, ir.ArrayDecl{Name: "f", Elem: ir.Float64, Len: -5}),
		"reference: replace array 0 (f): length -5 is not in 0 to 2147483647")
	expect(t, in.Allocate(m),
		"reference: array 0 is declared as f: float64[3], "+
			"but the instance has f: float64[5]; use Replace to change it\n"+
			"reference: array 4 is declared as topo: int32[2], "+
			"but the instance has topo: int32[1]; use Replace to change it")
}

func TestMemoryOnlyGrows(t *testing.T) {
	in, m := playground()
	must(in.Write(0, 0, []float64{1, 2, 3}))
	larger := *m
	larger.Arrays = append(slices.Clone(m.Arrays), ir.ArrayDecl{Name: "new", Elem: ir.Float64, Len: 1})
	larger.Queues = 2
	must(in.Allocate(&larger))
	if got, want := fmt.Sprint(read[float64](in, 0), read[float64](in, 5)), "[1 2 3] [0]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	expect(t, in.Allocate(m), "reference: the plan's memory is smaller than the instance's; a memory only grows")
	larger.Lists = []ir.ListDecl{{Name: "list", Cap: 6}}
	expect(t, in.Allocate(&larger), "reference: list 0 (list) holds 5 entries, not 6")
	larger.Lists, larger.Recorders = m.Lists, []ir.RecorderDecl{{Name: "rec", Kind: ir.RowEntries, Width: 3}}
	expect(t, in.Allocate(&larger), "reference: recorder 0 (rec) cannot change its kind or width")
	m.Arrays = append(larger.Arrays, ir.ArrayDecl{Name: "odd", Elem: ir.Bool8, Len: 1, Shared: []uint8{3}})
	m.Queues = 2
	expect(t, in.Allocate(m), "reference: array odd: element 0 is 3; a bool8 is 0 or 1")
}

func TestClosedInstance(t *testing.T) {
	in, m := playground()
	open, _ := playground()
	must(in.Close())
	_, cloned := in.Clone()
	_, taken := in.Take(0)
	_, ran := in.Run(context.Background(), nil)
	for _, err := range []error{
		cloned, taken, ran, in.Read(0, 0, nil), in.Write(0, 0, nil), in.Flush(0), in.Allocate(m), in.Bind(nil),
		in.Exec(m, nil, nil, 0), in.Assign(open), in.Replace(0, ir.ArrayDecl{}),
	} {
		expect(t, err, "reference: the instance is closed")
	}
	expect(t, open.Assign(in), "reference: cannot assign from a closed instance")
	expect(t, open.Assign(nil), "reference: cannot assign from an instance of another engine (<nil>)")
}

// state returns all memory of an instance as text.
func state(in *instance) string {
	text := ""
	for _, a := range in.arrays {
		text += fmt.Sprint(a.floats, a.ints, a.narrows, a.bools)
	}
	for _, l := range in.lists {
		text += fmt.Sprint(l.entries)
	}
	for _, q := range in.queues {
		text += fmt.Sprint(q.now, q.slots)
	}
	for _, r := range in.recorders {
		text += fmt.Sprint(r.times, r.spike, r.rows)
	}
	return text
}

// advance runs a bound instance to a step.
func advance(in engine.Instance, until int64) {
	_, err := in.Run(context.Background(), []int64{until})
	must(err)
}

// lively returns a plan with neurons, spikes at random, a pathway with delays, and a recorder.
func lively() *ir.Plan {
	w := newWorkbench()
	w.lif(50)
	k := ir.NewBuilder("pre")
	post := k.Load(k.Array("post", ir.Int32), k.Index())
	k.Incr(k.Array("y", ir.Float64), post, k.Rand(k.Index(), 0), ir.None)
	w.pathway(50, 10, k.Kernel(), true)
	source := ir.NewBuilder("spikes")
	source.Emit(source.Op(ir.Lt, source.Rand(source.Index(), 0), source.Float(0.1)))
	w.Plan.Steps[1].Map.Binding = ir.Binding{Kernel: w.Kernel(source.Kernel())}
	m := w.Plan.Memory
	m.Recorders = []ir.RecorderDecl{{Name: "spikes", Kind: ir.SpikeEntries}}
	w.Step(ir.Step{Name: "spikes", Record: &ir.Record{Recorder: 0, To: 50}})
	return w.Plan
}

// TestClone checks that a clone goes on as the original does, and that neither touches the other.
func TestClone(t *testing.T) {
	p := lively()
	original := bound(p)
	advance(original, 20)
	cloned, err := original.Clone()
	must(err)
	before := state(original)
	expect(t, func() error { _, err := cloned.Run(context.Background(), nil); return err }(),
		"reference: run: no plan is bound")
	must(cloned.Bind(p))
	advance(cloned, 45)
	if state(original) != before {
		t.Error("running a clone changes the original")
	}
	after := state(cloned.(*instance))
	advance(original, 45)
	if state(original) != after {
		t.Error("the original goes on otherwise than the clone")
	}
	if state(cloned.(*instance)) != after {
		t.Error("running the original changes the clone")
	}
}

// TestAssign checks that a snapshot brings all memory back.
func TestAssign(t *testing.T) {
	p := lively()
	in := bound(p)
	advance(in, 20)
	snapshot, err := in.Clone()
	must(err)
	advance(in, 45)
	after := state(in)
	must(in.Assign(snapshot))
	_, err = in.Run(context.Background(), []int64{45})
	expect(t, err, "reference: run: no plan is bound")
	must(in.Bind(p))
	advance(in, 45)
	if state(in) != after {
		t.Error("after a restored snapshot, time goes on otherwise")
	}
	must(in.Assign(in))
	if state(in) != after {
		t.Error("assigning an instance to itself changes it")
	}
}

// TestClonesRunAtOnce runs clones of one instance concurrently, for the race detector.
func TestClonesRunAtOnce(t *testing.T) {
	p := lively()
	original := bound(p)
	advance(original, 5)
	states := make([]string, 8)
	var wg sync.WaitGroup
	b := ir.NewBuilder("new")
	b.Incr(b.Array("v", ir.Float64), b.Index(), b.Float(1), ir.None)
	fresh := b.Kernel()
	m := &ir.Map{N: 50, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{Arrays: []ir.ArrayID{3}}}
	for k := range states {
		wg.Go(func() {
			c, err := original.Clone()
			must(err)
			must(c.Exec(p.Memory, fresh, m, 0)) // which compiles
			must(c.Bind(p))
			advance(c, 60)
			states[k] = state(c.(*instance))
		})
	}
	wg.Wait()
	for k := range states {
		if states[k] != states[0] {
			t.Errorf("clone %d has come to another state than clone 0", k)
		}
	}
}

// TestProgramsAreShared checks that kernels that differ in names only are compiled once.
func TestProgramsAreShared(t *testing.T) {
	e := New()
	p := lively()
	for range 3 {
		in, err := e.NewInstance()
		must(err)
		must(in.Bind(p))
		for _, k := range p.Kernels {
			renamed := *k
			renamed.Role = "renamed"
			e.program(&renamed, false)
		}
	}
	if got, want := len(e.programs), 5; got != want { // four kernels by range, and the pathway by list
		t.Errorf("%d programs, want %d", got, want)
	}
	if e.Name() != "reference" || e.Version() == "" || e.Close() != nil {
		t.Error("the engine does not know itself")
	}
}

// TestAliases checks that two parameters that are bound to one array see each other's writes.
func TestAliases(t *testing.T) {
	b := ir.NewBuilder("neighbours")
	pre, post := b.Array("v_pre", ir.Float64), b.Array("v_post", ir.Float64)
	right := b.Op(ir.Mod, b.Op(ir.Add, b.Index(), b.Int(1)), b.Int(3))
	b.Incr(post, right, b.Op(ir.Mul, b.Load(pre, b.Index()), b.Float(2)), ir.None)
	in, m := playground()
	must(in.Write(0, 0, []float64{1, 10, 100}))
	must(in.Exec(m, b.Kernel(), &ir.Map{N: 3, List: ir.NoList, Out: ir.NoList,
		Binding: ir.Binding{Arrays: []ir.ArrayID{0, 0}}}, 0))
	if got, want := fmt.Sprint(read[float64](in, 0)), "[249 12 124]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestExecOver checks that a kernel works where lent memory lies, also where two parameters are one array.
func TestExecOver(t *testing.T) {
	b := ir.NewBuilder("neighbours")
	left, right := b.Array("left", ir.Float64), b.Array("right", ir.Float64)
	next := b.Load(b.Array("next", ir.Int32), b.Index())
	b.Incr(right, next, b.Load(left, b.Index()), ir.None)
	k := b.Kernel()
	v, n := []float64{1, 10, 100}, []int32{1, 2, 0}
	lent := []Lent{{"v", v}, {"v", v}, {"next", n}}
	m := &ir.Map{N: 3, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{Arrays: []ir.ArrayID{7, 7, 2}}}
	must(New().ExecOver(lent, k, m, 0))
	if got, want := fmt.Sprint(v), "[112 11 111]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	n[1] = 3
	expect(t, New().ExecOver(lent, k, m, 0),
		"index 3 is outside v, whose elements are 0 to 2")
}

func TestExecFaults(t *testing.T) {
	in, m := playground()
	b := ir.NewBuilder("fill")
	b.Store(b.Array("x", ir.Float64), b.Index(), b.Float(1), ir.None)
	fill := func(n int) *ir.Map {
		return &ir.Map{N: n, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{Arrays: []ir.ArrayID{0}}}
	}
	expect(t, in.Exec(m, b.Kernel(), fill(4), 0),
		"reference: index 3 is outside f, whose elements are 0 to 2")
	expect(t, in.Exec(m, b.Kernel(), fill(-4), 0),
		"ir: kernel fill: the domain has -4 elements; it can have 0 to 2147483647")
	expect(t, in.Exec(&ir.Memory{}, b.Kernel(), fill(3), 0), "ir: kernel fill: there is no array 0 for x")
}

// TestMutatedPlans changes a valid plan at random: Bind and Run may refuse it, but not panic.
func TestMutatedPlans(t *testing.T) {
	e := New()
	rapid.Check(t, func(t *rapid.T) {
		p := lively()
		for range rapid.IntRange(1, 4).Draw(t, "mutations") {
			mutate(t, p)
		}
		in, err := e.NewInstance()
		must(err)
		if err := in.Bind(p); err != nil {
			return
		}
		_, _ = in.Run(context.Background(), []int64{3})
	})
}

// mutate changes one number of a plan.
func mutate(t *rapid.T, p *ir.Plan) {
	small := rapid.IntRange(-3, 60)
	a := &p.Memory.Arrays[rapid.IntRange(0, len(p.Memory.Arrays)-1).Draw(t, "array")]
	step := &p.Steps[rapid.IntRange(0, len(p.Steps)-1).Draw(t, "step")]
	kernel := p.Kernels[rapid.IntRange(0, len(p.Kernels)-1).Draw(t, "kernel")]
	in := &kernel.Body[rapid.IntRange(0, len(kernel.Body)-1).Draw(t, "instruction")]
	switch rapid.IntRange(0, 9).Draw(t, "field") {
	case 0:
		a.Len, a.Shared = small.Draw(t, "length"), nil
	case 1:
		a.Elem, a.Shared = ir.Elem(rapid.IntRange(0, 5).Draw(t, "elem")), nil
	case 2:
		in.Args[rapid.IntRange(0, 2).Draw(t, "position")] = ir.Value(small.Draw(t, "operand"))
	case 3:
		in.Op = ir.Op(small.Draw(t, "op"))
	case 4:
		in.Array = small.Draw(t, "parameter")
	case 5:
		p.Memory.Lists[0].Cap = small.Draw(t, "capacity")
	case 6:
		if step.Map != nil {
			step.Map.N, step.Map.Out = small.Draw(t, "n"), ir.ListID(rapid.IntRange(-1, 1).Draw(t, "out"))
		}
	case 7:
		if step.Map != nil && len(step.Map.Arrays) > 0 {
			step.Map.Arrays[0] = ir.ArrayID(small.Draw(t, "id"))
		}
	case 8:
		if q := step.Propagate; q != nil {
			q.From, q.To = int32(small.Draw(t, "from")), int32(small.Draw(t, "to"))
			q.Order = ir.ArrayID(rapid.IntRange(-1, len(p.Memory.Arrays)).Draw(t, "order"))
			q.Rows = ir.ArrayID(rapid.IntRange(-1, len(p.Memory.Arrays)).Draw(t, "rows"))
		}
	case 9:
		if step.Record != nil {
			step.Record.From, step.Record.To = int32(small.Draw(t, "from")), int32(small.Draw(t, "to"))
		}
	}
}
