package plantest

import (
	"math"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"

	"pgregory.net/rapid"
)

// TestCompare pins what is said of two outcomes that differ, by a bit.
func TestCompare(t *testing.T) {
	m := &ir.Memory{
		Arrays:    []ir.ArrayDecl{{Name: "v", Elem: ir.Float64, Len: 2}, {Name: "n", Elem: ir.Int32, Len: 1}},
		Recorders: []ir.RecorderDecl{{Name: "spikes", Kind: ir.SpikeEntries}},
	}
	outcome := func() *Outcome {
		return &Outcome{Arrays: []any{[]float64{1, math.NaN()}, []int32{-1}},
			Entries: []engine.Entries{{T: []float64{0, 0.1}, I: []int32{3, 4}}}}
	}
	for _, test := range []struct {
		spoil func(o *Outcome)
		want  string
	}{
		{func(o *Outcome) {}, ""},
		{func(o *Outcome) { o.Arrays[0] = []float64{1 + 0x1p-52, math.NaN()} }, "array 0 (v): element 0 is " +
			"0x3ff0000000000000 and 0x3ff0000000000001 (1 and 1.0000000000000002)"},
		{func(o *Outcome) { o.Arrays[1] = []int32{7} },
			"array 1 (n): element 0 is 0xffffffffffffffff and 0x7 (-1 and 7)"},
		{func(o *Outcome) { o.Arrays[1] = []int32{} }, "array 1 (n): 1 values and 0"},
		{func(o *Outcome) { o.Entries[0].I[1] = 5 }, "recorder 0 (spikes): element 1 is 0x4 and 0x5 (4 and 5)"},
		{func(o *Outcome) { o.Entries[0].T[0] = math.Copysign(0, -1) },
			"recorder 0 (spikes): element 0 is 0x0 and 0x8000000000000000 (0 and -0)"},
		{func(o *Outcome) { o.Err = ": no" }, `one says "", the other ": no"`},
	} {
		other := outcome()
		test.spoil(other)
		if got := Compare(m, outcome(), other); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

// TestFailedRunsAgree checks that runs that fail alike are alike, whatever they left behind.
func TestFailedRunsAgree(t *testing.T) {
	x, y := &Outcome{Err: ": no"}, &Outcome{Err: ": no", Arrays: []any{[]float64{1}}}
	if diff := Compare(&ir.Memory{}, x, y); diff != "" {
		t.Error(diff)
	}
}

// TestCasesAreValid checks that what is drawn is a plan, and that both phases of pathways have one memory.
func TestCasesAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := NewCase(1)
		c.AddRandom(t)
		p := Pathways(t)
		for _, plan := range []*ir.Plan{c.Plan, p.Plan, p.Next.Plan, SmallPathway().Plan} {
			if err := plan.Validate(); err != nil {
				t.Fatalf("%v\n%v", err, plan)
			}
		}
		if first, next := len(p.Plan.Memory.Arrays), len(p.Next.Plan.Memory.Arrays); first != next {
			t.Fatalf("%d arrays, then %d", first, next)
		}
	})
}
