package reference

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// network is a plan of n neurons that count their steps and spike in turns, with a recorder of all spikes,
// one of part of them with a value, one of values and one of the rate.
func network(n int) *ir.Plan {
	p := &ir.Plan{Memory: &ir.Memory{
		Lists: []ir.ListDecl{{Name: "spikes", Cap: n}},
		Recorders: []ir.RecorderDecl{
			{Name: "spikes", Kind: ir.SpikeEntries}, {Name: "some", Kind: ir.SpikeEntries, Width: 1},
			{Name: "values", Kind: ir.RowEntries, Width: n + 1}, {Name: "rate", Kind: ir.RowEntries, Width: 1}},
	}}
	p.Clocks = []ir.Clock{clockOf(p, 1e-3)}
	v := ir.ArrayID(len(p.Memory.Arrays))
	p.Memory.Arrays = append(p.Memory.Arrays, ir.ArrayDecl{Name: "v", Elem: ir.Float64, Len: n})
	b := ir.NewBuilder("neurons")
	x := b.Array("v", ir.Float64)
	next := b.Op(ir.Add, b.Load(x, b.Index()), b.Op(ir.ToFloat, b.Index()))
	b.Store(x, b.Index(), next, ir.None)
	b.Emit(b.Op(ir.Lt, b.Rand(b.Index(), 0), b.Float(0.5)))
	p.Kernels = []*ir.Kernel{b.Kernel()}
	to := int32(n)
	p.Steps = []ir.Step{
		{Name: "neurons", Map: &ir.Map{N: n, List: ir.NoList, Binding: ir.Binding{Arrays: []ir.ArrayID{v}}}},
		{Name: "spikes", Record: &ir.Record{Recorder: 0, To: to}},
		{Name: "some", Record: &ir.Record{Recorder: 1, From: to / 2, To: to, Values: []ir.ArrayID{v}}},
		{Name: "values", Record: &ir.Record{Recorder: 2, Values: []ir.ArrayID{v, 1}}},
		{Name: "rate", Record: &ir.Record{Recorder: 3, From: to / 2, To: to, Rate: 0.5}},
	}
	return p
}

// gathered is all that the recorders of a network held.
type gathered [4]engine.Entries

// take adds what the recorders hold now.
func (g *gathered) take(in engine.Instance) {
	for id := range g {
		e, err := in.Take(ir.RecorderID(id))
		must(err)
		g[id].T = append(g[id].T, e.T...)
		g[id].I = append(g[id].I, e.I...)
		g[id].Rows = append(g[id].Rows, e.Rows...)
		g[id].Width = e.Width
	}
}

// record runs to the end, at most chunk steps at a time, and returns all entries and how often a block was
// full.
func record(in engine.Instance, steps, chunk int64) (all gathered, full int) {
	for at := min(chunk, steps); ; {
		reason, err := in.Run(context.Background(), []int64{at})
		must(err)
		if reason == engine.BlockFull {
			full++
		}
		all.take(in)
		if reason == engine.Reached {
			if at == steps {
				return all, full
			}
			at = min(at+chunk, steps)
		}
	}
}

func TestRecorders(t *testing.T) {
	p := network(4)
	all, _ := record(bound(p), 3, 3)
	spikes := all[0]
	some, values, rate := gathered{}[1], all[2], all[3]
	counts := make([]float64, 3)
	for k, i := range spikes.I {
		if i >= 2 {
			step := int(spikes.T[k]*1e3 + 0.5)
			some.T, some.I = append(some.T, spikes.T[k]), append(some.I, i-2)
			some.Rows = append(some.Rows, float64(i)*float64(step+1)) // neuron i adds i in each step
			counts[step] += 0.5
		}
	}
	if len(spikes.I) == 0 || !slices.IsSorted(spikes.T) {
		t.Errorf("spikes are %v", spikes)
	}
	if !slices.Equal(some.T, all[1].T) || !slices.Equal(some.I, all[1].I) || !slices.Equal(some.Rows, all[1].Rows) {
		t.Errorf("part of the spikes is %v, want %v", all[1], some)
	}
	if got, want := fmt.Sprint(values), "{[0 0.001 0.002] [] [0 1 2 3 0 0 2 4 6 1 0 3 6 9 2] 5}"; got != want {
		t.Errorf("values are %v, want %v", got, want)
	}
	if !slices.Equal(rate.Rows, counts) || rate.Width != 1 {
		t.Errorf("rates are %v, want %v", rate, counts)
	}
}

// TestBlockFull checks that coming back when a block is full changes nothing: spikes and values are the
// same as when they are taken after every step, and no moment is executed by half.
func TestBlockFull(t *testing.T) {
	const n, steps = 1500, 200
	few, full := record(bound(network(n)), steps, steps)
	many, none := record(bound(network(n)), steps, 1)
	if full < 2 || none > 0 {
		t.Errorf("%d and %d times full, want some and 0", full, none)
	}
	for id := range few {
		a, b := few[id], many[id]
		if !slices.Equal(a.T, b.T) || !slices.Equal(a.I, b.I) || !slices.Equal(a.Rows, b.Rows) ||
			a.Width != b.Width {
			t.Errorf("recorder %d: blocks differ", id)
		}
	}
	if len(few[0].I) <= engine.SpikesPerBlock {
		t.Errorf("%d spikes are no test of blocks of %d", len(few[0].I), engine.SpikesPerBlock)
	}
}

// TestBlockHoldsOneStep checks that a recorder whose step is larger than a block comes back after each
// step, and goes on.
func TestBlockHoldsOneStep(t *testing.T) {
	const n = engine.FloatsPerBlock + 10
	all, full := record(bound(network(n)), 3, 3)
	if full != 2 || len(all[2].T) != 3 || len(all[2].Rows) != 3*(n+1) {
		t.Errorf("%d times full with %d rows of %d floats in all", full, len(all[2].T), len(all[2].Rows))
	}
}

// TestRecordersOutlivePlans checks that entries stay when their step is gone, and that later ones follow.
func TestRecordersOutlivePlans(t *testing.T) {
	p := network(4)
	in := bound(p)
	run := func(steps []ir.Step, until int64) {
		q := *p
		q.Steps = steps
		must(in.Bind(&q))
		_, err := in.Run(context.Background(), []int64{until})
		must(err)
	}
	run(p.Steps, 2)
	run(p.Steps[:1], 4)
	run(p.Steps, 5)
	e, err := in.Take(2)
	must(err)
	if got, want := fmt.Sprint(e.T), "[0 0.001 0.004]"; got != want {
		t.Errorf("recorded at %v, want %v", got, want)
	}
	if e, err = in.Take(2); err != nil || len(e.T)+len(e.Rows) != 0 {
		t.Errorf("a recorder that was emptied holds %v (%v)", e, err)
	}
	_, err = in.Take(4)
	expect(t, err, "reference: there is no recorder 4; the instance has 4")
}

// TestFewValuesOfSpikes checks that there are values for all elements that may spike where an array was replaced.
func TestFewValuesOfSpikes(t *testing.T) {
	p := network(4)
	p.Steps = p.Steps[2:3]
	in := bound(p)
	must(in.Replace(3, ir.ArrayDecl{Name: "v", Elem: ir.Float64, Len: 3}))
	_, err := in.Run(context.Background(), []int64{1})
	expect(t, err, "reference: step some at t = 0 s: array v has 3 values to record; 4 elements may spike")
}

// TestRecordedWidth checks that a replaced array does not break rows.
func TestRecordedWidth(t *testing.T) {
	in := bound(network(4))
	must(in.Replace(3, ir.ArrayDecl{Name: "v", Elem: ir.Float64, Len: 6}))
	_, err := in.Run(context.Background(), []int64{1})
	expect(t, err, "reference: step values at t = 0 s: there are 7 values to record; "+
		"recorder values has rows of 5")
}
