package interval

import (
	"errors"
	"math"
	"testing"

	"golgi/sim/internal/ir"
)

// conditionOf returns the test of a condition on i and j.
func conditionOf(condition func(b *ir.Builder, i, j ir.Value) ir.Value) *Test {
	b := ir.NewBuilder("probe")
	e := b.Index()
	i := b.Const("row", ir.Int)
	j := b.Op(ir.Add, e, b.Const("first", ir.Int))
	b.Store(b.Array("output", ir.Bool8), e, condition(b, i, j), ir.None)
	return NewTest(b.Kernel(), make([]ir.Num, 2), "row", "first", nil)
}

func identity(k int) int32 { return int32(k) }

func never() error { return nil }

// What is left to be examined goes with the synapses: a few blocks of pairs for each row. (The numbers are those of blocks of 32.)
func TestSpansFollowTheSynapses(t *testing.T) {
	const n = 4096
	distance := func(b *ir.Builder, i, j ir.Value) ir.Value { return b.Op(ir.Abs, b.Op(ir.Sub, i, j)) }
	for name, c := range map[string]struct {
		condition        func(b *ir.Builder, i, j ir.Value) ir.Value
		perhaps, certain int // per row, at most and at least
	}{
		"i == j":     {func(b *ir.Builder, i, j ir.Value) ir.Value { return b.Op(ir.Eq, i, j) }, leaf, 0},
		"j == i + 1": {func(b *ir.Builder, i, j ir.Value) ir.Value { return b.Op(ir.Eq, j, b.Op(ir.Add, i, b.Int(1))) }, 2 * leaf, 0},
		"i < j":      {func(b *ir.Builder, i, j ir.Value) ir.Value { return b.Op(ir.Lt, i, j) }, leaf, n/2 - leaf},
		"i != j":     {func(b *ir.Builder, i, j ir.Value) ir.Value { return b.Op(ir.Ne, i, j) }, leaf, n - leaf},
		"abs(i - j) < 5": {func(b *ir.Builder, i, j ir.Value) ir.Value {
			return b.Op(ir.Lt, distance(b, i, j), b.Int(5))
		}, 3 * leaf, 0},
		"i // 100 == j // 100": {func(b *ir.Builder, i, j ir.Value) ir.Value {
			return b.Op(ir.Eq, b.Op(ir.FloorDiv, i, b.Int(100)), b.Op(ir.FloorDiv, j, b.Int(100)))
		}, 6 * leaf, leaf},
		"exp(-abs(i - j)) > 0.5 and not i == j": {func(b *ir.Builder, i, j ir.Value) ir.Value {
			near := b.Op(ir.Exp, b.Op(ir.ToFloat, b.Op(ir.Neg, distance(b, i, j))))
			return b.Op(ir.And, b.Op(ir.Lt, b.Float(0.5), near), b.Op(ir.Not, b.Op(ir.Eq, i, j)))
		}, 3 * leaf, 0},
		"j == (i + 1) % 4096": {func(b *ir.Builder, i, j ir.Value) ir.Value {
			return b.Op(ir.Eq, j, b.Op(ir.Mod, b.Op(ir.Add, i, b.Int(1)), b.Int(n)))
		}, 4 * leaf, 0},
	} {
		perhaps, certain, last := 0, 0, -1
		block := Block{Size: n, At: identity}
		err := conditionOf(c.condition).Spans(block, block, never, func(i int, spans []Span) error {
			if i <= last {
				t.Errorf("%s: row %d comes after %d", name, i, last)
			}
			last = i
			for k, s := range spans {
				if s.From >= s.To || k > 0 && s.From < spans[k-1].To {
					t.Fatalf("%s: spans %v", name, spans)
				}
				if s.Certain {
					certain += s.To - s.From
				} else {
					perhaps += s.To - s.From
				}
			}
			return nil
		})
		if err != nil || perhaps > c.perhaps*n || certain < c.certain*n {
			t.Errorf("%s: %v; %d pairs per row are uncertain and %d certain, want %d and %d", name, err, perhaps/n, certain/n, c.perhaps, c.certain)
		}
	}
}

// An error ends the search, whoever has it; no neurons are no error.
func TestSpansEnd(t *testing.T) {
	test := conditionOf(func(b *ir.Builder, i, j ir.Value) ir.Value { return b.Op(ir.Lt, i, j) })
	stop, block := errors.New("stop"), Block{Size: 40, At: identity}
	calls := 0
	visit := func(int, []Span) error { calls++; return stop }
	if err := test.Spans(block, block, never, visit); err != stop || calls != 1 {
		t.Errorf("%v after %d rows", err, calls)
	}
	if err := test.Spans(block, block, func() error { return stop }, visit); err != stop || calls != 1 {
		t.Errorf("%v after %d rows", err, calls)
	}
	if err := test.Spans(block, Block{}, never, visit); err != nil || calls != 1 {
		t.Errorf("no columns: %v", err)
	}
}

// What the bounds of some operations are, and that what may be NaN or wrap round is not followed.
func TestRanges(t *testing.T) {
	r := func(lo, hi float64) Range { return Range{Lo: lo, Hi: hi} }
	all, integers := Anything(ir.Float), Anything(ir.Int)
	for _, c := range []struct {
		op         ir.Op
		typ        ir.Type
		a, b, want Range
	}{
		{ir.Sub, ir.Int, r(1, 3), r(2, 5), r(-4, 1)},
		{ir.Mul, ir.Int, r(-2, 3), r(-5, 4), r(-15, 12)},
		{ir.Mul, ir.Int, r(1<<40, 1<<41), r(1, 1<<30), integers},
		{ir.Abs, ir.Int, r(-2, 7), Range{}, r(0, 7)},
		{ir.Mod, ir.Int, r(7, 9), r(5, 5), r(2, 4)},
		{ir.Mod, ir.Int, r(-1, 1), r(5, 5), r(0, 5)},
		{ir.Mod, ir.Int, r(0, 9), r(0, 5), integers},
		{ir.FloorDiv, ir.Int, r(-7, 9), r(2, 2), r(-4, 4)},
		{ir.Div, ir.Float, r(1, 2), r(-4, -1), r(-2, -0.25)},
		{ir.Div, ir.Float, r(1, 2), r(0, 1), all},
		{ir.Add, ir.Float, r(1, math.Inf(1)), r(0, 1), all},
		{ir.Sqrt, ir.Float, r(-1, 4), Range{}, all},
		{ir.Sqrt, ir.Float, r(1, 4), Range{}, r(1, 2)},
		{ir.Lt, ir.Bool, all, r(0, 1), r(0, 1)},
		{ir.Lt, ir.Bool, Range{Lo: 0, Hi: 1, NaN: true}, r(2, 3), r(0, 1)},
		{ir.Lt, ir.Bool, Range{Lo: 3, Hi: 4, NaN: true}, r(2, 3), r(0, 0)},
		{ir.Ne, ir.Bool, Range{Lo: 3, Hi: 3, NaN: true}, r(3, 3), r(0, 1)},
		{ir.Pow, ir.Float, r(1, 2), r(1, 2), all},
	} {
		in := &ir.Instr{Op: c.op, Type: c.typ}
		if got := apply(in, ir.Float, c.a, c.b, Range{}, false); got != c.want {
			t.Errorf("op %d of %v and %v is in %v, want %v", c.op, c.a, c.b, got, c.want)
		}
	}
}
