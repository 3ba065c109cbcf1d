package reference

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// diary is a plan whose steps write down which of them ran at which time.
type diary struct {
	plan     ir.Plan
	instance *instance
	position ir.ArrayID
	names    ir.ArrayID
	times    ir.ArrayID
}

// newDiary returns a diary with clocks of the given dt, in seconds, and steps on the given clocks.
func newDiary(dts []float64, clocks []int) *diary {
	const length = 1000
	d := &diary{plan: ir.Plan{Memory: &ir.Memory{Arrays: []ir.ArrayDecl{
		{Name: "position", Elem: ir.Int64, Len: 1},
		{Name: "names", Elem: ir.Int32, Len: length},
		{Name: "times", Elem: ir.Float64, Len: length},
	}}}, position: 0, names: 1, times: 2}
	for _, dt := range dts {
		d.plan.Clocks = append(d.plan.Clocks, clockOf(&d.plan, dt))
	}
	b := ir.NewBuilder("diary")
	position := b.Array("position", ir.Int64)
	at := b.Load(position, b.Int(0))
	b.Store(b.Array("names", ir.Int32), at, b.Const("name", ir.Int), ir.None)
	b.Store(b.Array("times", ir.Float64), at, b.Load(b.Array("t", ir.Float64), b.Int(0)), ir.None)
	b.Incr(position, b.Int(0), b.Int(1), ir.None)
	d.plan.Kernels = []*ir.Kernel{b.Kernel()}
	for name, c := range clocks {
		d.plan.Steps = append(d.plan.Steps, ir.Step{Name: fmt.Sprint("step", name), Clock: c, Map: &ir.Map{
			N: 1, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
				Arrays: []ir.ArrayID{0, 1, 2, d.plan.Clocks[c].Time}, Consts: []ir.Num{{Int: int64(name)}}}}})
	}
	d.instance = bound(&d.plan)
	return d
}

// clockOf declares the arrays of a clock.
func clockOf(p *ir.Plan, dt float64) ir.Clock {
	n := ir.ArrayID(len(p.Memory.Arrays))
	p.Memory.Arrays = append(p.Memory.Arrays, ir.ArrayDecl{Name: "t", Elem: ir.Float64, Len: 1},
		ir.ArrayDecl{Name: "step", Elem: ir.Int64, Len: 1}, ir.ArrayDecl{Name: "tick", Elem: ir.Int64, Len: 1})
	return ir.Clock{DT: dt, Time: n, Step: n + 1, Tick: n + 2}
}

// must panics on an error that is a fault of the test.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// bound returns an instance of a new engine that is bound to the plan.
func bound(p *ir.Plan) *instance {
	in, err := New().NewInstance()
	must(err)
	must(in.Bind(p))
	return in.(*instance)
}

// read returns all elements of an array.
func read[T word](in *instance, id ir.ArrayID) []T {
	x := make([]T, in.arrays[id].len())
	must(in.Read(id, 0, x))
	return x
}

// entries returns what was written down as "step@time in ms", and forgets it.
func (d *diary) entries() string {
	n := read[int64](d.instance, d.position)[0]
	names, times := read[int32](d.instance, d.names), read[float64](d.instance, d.times)
	var out []string
	for k := range n {
		out = append(out, fmt.Sprintf("%d@%.6g", names[k], times[k]*1e3))
	}
	must(d.instance.Write(d.position, 0, []int64{0}))
	return strings.Join(out, " ")
}

// run runs to the end and returns what was written down.
func (d *diary) run(until ...int64) string {
	reason, err := d.instance.Run(context.Background(), until)
	must(err)
	if reason != engine.Reached {
		return fmt.Sprint("reason ", reason)
	}
	return d.entries()
}

// TestClocks pins the order of steps. Expected: conformance suite, section 6, worked out by hand.
func TestClocks(t *testing.T) {
	tests := []struct {
		name   string
		dts    []float64
		clocks []int
		starts []int64
		until  []int64
		want   string
	}{
		{"one clock", []float64{1e-4}, []int{0, 0}, nil, []int64{3}, "0@0 1@0 0@0.1 1@0.1 0@0.2 1@0.2"},
		{"two clocks", []float64{1e-4, 2.5e-4}, []int{1, 0, 1}, nil, []int64{6, 3},
			"0@0 1@0 2@0 1@0.1 1@0.2 0@0.25 2@0.25 1@0.3 1@0.4 0@0.5 1@0.5 2@0.5"},
		{"the slow clock first", []float64{2.5e-4, 1e-4}, []int{1, 0}, nil, []int64{2, 4},
			"0@0 1@0 0@0.1 0@0.2 1@0.25 0@0.3"},
		{"clocks that have advanced", []float64{1e-4, 2.5e-4}, []int{0, 1}, []int64{4, 2}, []int64{7, 3},
			"0@0.4 0@0.5 1@0.5 0@0.6"},
		{"a clock at its end does not hold the other up", []float64{1e-4, 2.5e-4}, []int{0, 1}, nil, []int64{1, 3},
			"0@0 1@0 1@0.25 1@0.5"},
		{"a clock beyond its end", []float64{1e-4, 2.5e-4}, []int{0, 1}, []int64{0, 9}, []int64{2, 3}, "0@0 0@0.1"},
		{"a clock that lags behind", []float64{1e-4, 1e-4}, []int{0, 1}, []int64{2, 0}, []int64{4, 4},
			"1@0 1@0.1 0@0.2 1@0.2 0@0.3 1@0.3"},
		{"nearly equal times are equal", []float64{1e-4, 3e-4 * (1 + 1e-5)}, []int{1, 0},
			[]int64{3, 1}, []int64{4, 2}, "0@0.300003 1@0.3"}, // 3e-9 s apart, 3e-5 of the smaller dt
		{"nearly equal times, written by two moments", []float64{1e-4, 3e-4 * (1 + 1e-5)}, []int{1, 0},
			[]int64{15, 5}, []int64{16, 6}, "1@1.5 0@1.50002"}, // 1.5e-4 of the smaller dt: two moments
		{"nothing to do", []float64{1e-4}, []int{0}, []int64{3}, []int64{3}, ""},
		{"no clocks", nil, nil, nil, nil, ""},
	}
	for _, test := range tests {
		d := newDiary(test.dts, test.clocks)
		for c, k := range test.starts {
			must(d.instance.Write(d.plan.Clocks[c].Step, 0, []int64{k}))
		}
		if got := d.run(test.until...); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

// TestClockScalars pins what the arrays of a clock hold between runs, and that ticks count executed steps.
func TestClockScalars(t *testing.T) {
	d := newDiary([]float64{1e-4}, []int{0})
	clock := d.plan.Clocks[0]
	scalars := func() string {
		return fmt.Sprint(read[float64](d.instance, clock.Time), read[int64](d.instance, clock.Step),
			read[int64](d.instance, clock.Tick))
	}
	must(d.instance.Write(clock.Step, 0, []int64{1000}))
	d.run(1003)
	if got, want := scalars(), "[0.1003] [1003] [3]"; got != want {
		t.Errorf("after a run: %s, want %s", got, want)
	}
	must(d.instance.Write(clock.Step, 0, []int64{7}))
	if got, want := d.run(9), "0@0.7 0@0.8"; got != want {
		t.Errorf("from a new step: %s, want %s", got, want)
	}
	if got, want := scalars(), "[0.0009000000000000001] [9] [5]"; got != want {
		t.Errorf("after another run: %s, want %s", got, want)
	}
}

// TestTimesAreProducts checks that t is k·dt rounded once, not a sum.
func TestTimesAreProducts(t *testing.T) {
	d := newDiary([]float64{1e-4}, []int{0})
	_, err := d.instance.Run(context.Background(), []int64{900})
	must(err)
	for k, got := range read[float64](d.instance, d.times)[:900] {
		if want := float64(k) * 1e-4; got != want {
			t.Fatalf("step %d is at %v s, want %v", k, got, want)
		}
	}
}

func TestRunFaults(t *testing.T) {
	ctx := context.Background()
	empty, _ := New().NewInstance()
	_, err := empty.Run(ctx, nil)
	expect(t, err, "reference: run: no plan is bound")
	d := newDiary([]float64{1e-4}, []int{0})
	_, err = d.instance.Run(ctx, []int64{1, 2})
	expect(t, err, "reference: run: 2 ends are given for 1 clocks")
	must(d.instance.Write(d.position, 0, []int64{1000}))
	_, err = d.instance.Run(ctx, []int64{1})
	expect(t, err, "reference: step step0 at t = 0 s: index 1000 is outside names, "+
		"whose elements are 0 to 999")
	must(d.instance.Replace(d.plan.Clocks[0].Step, ir.ArrayDecl{Name: "step", Elem: ir.Int64, Len: 0}))
	_, err = d.instance.Run(ctx, []int64{1})
	expect(t, err, "reference: run: the arrays of clock 0 do not have one element each")
}

// expect checks the whole text of an error.
func expect(t *testing.T, err error, want string) {
	t.Helper()
	if got := fmt.Sprint(err); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestCancelledBeforehand(t *testing.T) {
	d := newDiary([]float64{1e-4}, []int{0})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	reason, err := d.instance.Run(ctx, []int64{3})
	if reason != engine.Cancelled || !errors.Is(err, context.Canceled) {
		t.Errorf("got reason %v, error %v", reason, err)
	}
	if got := d.entries(); got != "" {
		t.Errorf("ran %s", got)
	}
}

// TestCancelledMeanwhile stops a run that would take years, and finishes what it began.
func TestCancelledMeanwhile(t *testing.T) {
	p := ir.Plan{Memory: &ir.Memory{}}
	p.Clocks = []ir.Clock{clockOf(&p, 1e-4)}
	b := ir.NewBuilder("count")
	b.Incr(b.Array("n", ir.Int64), b.Index(), b.Int(1), ir.None)
	p.Kernels = []*ir.Kernel{b.Kernel()}
	count := func(id ir.ArrayID) ir.Step {
		p.Memory.Arrays = append(p.Memory.Arrays, ir.ArrayDecl{Name: "n", Elem: ir.Int64, Len: 1})
		return ir.Step{Map: &ir.Map{N: 1, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
			Arrays: []ir.ArrayID{id}}}}
	}
	p.Steps = []ir.Step{count(3), count(4)}
	in := bound(&p)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	reason, err := in.Run(ctx, []int64{1 << 50})
	if reason != engine.Cancelled || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got reason %v, error %v", reason, err)
	}
	ran := []int64{read[int64](in, 1)[0], read[int64](in, 2)[0], read[int64](in, 3)[0], read[int64](in, 4)[0]}
	if ran[0] == 0 || !slices.Equal(ran, slices.Repeat(ran[:1], 4)) {
		t.Errorf("step, tick and the counts of both steps are %v; they must agree", ran)
	}
}
