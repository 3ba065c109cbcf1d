package engine

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"golgi/sim/internal/ir"
)

// memory returns declarations of everything.
func memory() *ir.Memory {
	return &ir.Memory{
		Arrays: []ir.ArrayDecl{
			{Name: "time", Elem: ir.Float64, Len: 1}, {Name: "step", Elem: ir.Int64, Len: 1},
			{Name: "tick", Elem: ir.Int64, Len: 1}, {Name: "b", Elem: ir.Bool8, Len: 3},
			{Name: "topo", Elem: ir.Int32, Len: 2, Shared: []int32{7, 8}},
		},
		Lists:     []ir.ListDecl{{Name: "list", Cap: 5}},
		Queues:    1,
		Recorders: []ir.RecorderDecl{{Name: "rec", Kind: ir.RowEntries, Width: 2}},
	}
}

// holding returns the guard of an instance that has a memory.
func holding(t *testing.T, m *ir.Memory) Guard {
	t.Helper()
	g := NewGuard("test")
	if err := g.Allocate(m); err != nil {
		t.Fatal(err)
	}
	g.Grown(m)
	return g
}

// expect checks the whole text of an error.
func expect(t *testing.T, err error, want string) {
	t.Helper()
	if got := fmt.Sprint(err); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestGuardedSpikes(t *testing.T) {
	g := holding(t, memory())
	for _, c := range []struct {
		err  error
		want string
	}{
		{g.SetList(0, []int32{0, 3, 4}), "<nil>"},
		{g.SetList(1, nil), "test: there is no list 1; the instance has 1"},
		{g.SetList(0, []int32{0, 3, 3}), "test: list list: entry 2, 3, is not above the one before it and below 5"},
		{g.SetList(0, []int32{5}), "test: list list: entry 0, 5, is not above the one before it and below 5"},
		{g.SetList(0, []int32{-1}), "test: list list: entry 0, -1, is not above the one before it and below 5"},
		{g.SetQueue(0, []Due{{0, []Batch{{0, 4, nil}, {0, 0, []int32{3}}}}, {MaxDelay, nil}}, 4), "<nil>"},
		{g.SetQueue(1, nil, 4), "test: there is no queue 1; the instance has 1"},
		{g.SetQueue(0, []Due{{3, nil}, {3, nil}}, 4), "test: queue 0: what is due after 3 steps is not behind what is due after 3, and within 1048576"},
		{g.SetQueue(0, []Due{{MaxDelay + 1, nil}}, 4), "test: queue 0: what is due after 1048577 steps is not behind what is due after -1, and within 1048576"},
		{g.SetQueue(0, []Due{{1, []Batch{{0, 5, nil}}}}, 4), "test: queue 0: what is due after 1 steps is not among 4 synapses"},
		{g.SetQueue(0, []Due{{1, []Batch{{3, 2, nil}}}}, 4), "test: queue 0: what is due after 1 steps is not among 4 synapses"},
		{g.SetQueue(0, []Due{{1, []Batch{{0, 0, []int32{0, 4}}}}}, 4), "test: queue 0: what is due after 1 steps is not among 4 synapses"},
	} {
		expect(t, c.err, c.want)
	}
}

func TestGuardedContent(t *testing.T) {
	g := holding(t, memory())
	tests := []struct {
		err  error
		want string
	}{
		{g.Read(0, 0, []float64{0}), "<nil>"},
		{g.Read(4, 2, []int32{}), "<nil>"},
		{g.Read(5, 0, nil), "test: there is no array 5; the instance has 5"},
		{g.Read(-1, 0, nil), "test: there is no array -1; the instance has 5"},
		{g.Read(0, 0, "x"), "test: read array time: cannot read float64 into string"},
		{g.Read(0, 0, []int32{0}), "test: read array time: its elements are float64, not int32"},
		{g.Read(3, 2, []uint8{0, 0}), "test: read array b: elements 2 to 4 are outside; it has 3"},
		{g.Read(3, -1, []uint8{0}), "test: read array b: elements -1 to 0 are outside; it has 3"},
		{g.Read(3, math.MaxInt, []uint8{}),
			"test: read array b: elements 9223372036854775807 to 9223372036854775807 are outside; it has 3"},
		{g.Write(3, 1, []uint8{0, 1}), "<nil>"},
		{g.Write(3, 1, []uint8{0, 2}), "test: array b: element 1 is 2; a bool8 is 0 or 1"},
		{g.Write(3, 0, 5), "test: write array b: cannot write int to bool8"},
		{g.Write(4, 0, []int32{1}),
			"test: write array topo: it is topology, which is replaced and not written"},
		{g.Replace(3, &ir.ArrayDecl{Name: "b", Elem: ir.Bool8, Len: 9}), "<nil>"},
		{g.Replace(3, &ir.ArrayDecl{Name: "b", Elem: ir.Bool8, Len: -9}),
			"test: replace array 3 (b): length -9 is not in 0 to 2147483647"},
		{g.Replace(4, &ir.ArrayDecl{Name: "topo", Elem: ir.Int32, Len: 2}),
			"test: replace array topo: its type and whether it is topology cannot change"},
		{g.Take(0), "<nil>"},
		{g.Take(1), "test: there is no recorder 1; the instance has 1"},
		{g.Flush(0), "<nil>"},
		{g.Stretch(0, 0.5), "<nil>"},
		{g.Stretch(1, 0.5), "test: there is no queue 1; the instance has 1"},
		{g.Stretch(0, 0), "test: queue 0 cannot be stretched by 0"},
		{g.Flush(-1), "test: there is no queue -1; the instance has 1"},
	}
	for _, test := range tests {
		expect(t, test.err, test.want)
	}
}

// TestGuardedMemory contradicts a memory in every way at once.
func TestGuardedMemory(t *testing.T) {
	g, m := holding(t, memory()), memory()
	m.Arrays[3].Len = 4
	m.Arrays[4] = ir.ArrayDecl{Name: "state", Elem: ir.Int32, Len: 2}
	m.Lists[0].Cap = 6
	m.Recorders[0].Width = 3
	m.Arrays = append(m.Arrays, ir.ArrayDecl{Name: "odd", Elem: ir.Bool8, Len: 1, Shared: []uint8{3}})
	expect(t, g.Allocate(m), strings.TrimPrefix(`
test: array 3 is declared as b: bool8[4], but the instance has b: bool8[3]; use Replace to change it
test: array 4 is declared as state: int32[2], but the instance has topo: int32[2]; use Replace to change it
test: list 0 (list) holds 5 entries, not 6
test: recorder 0 (rec) cannot change its kind or width
test: array odd: element 0 is 3; a bool8 is 0 or 1`, "\n"))
	m = memory()
	m.Queues = 0
	expect(t, g.Allocate(m), "test: the plan's memory is smaller than the instance's; a memory only grows")
}

// TestGuardLives goes through the life of an instance: what the guard was told decides what it lets pass.
func TestGuardLives(t *testing.T) {
	m := memory()
	plan := &ir.Plan{Memory: m, Clocks: []ir.Clock{{DT: 1e-4, Time: 0, Step: 1, Tick: 2}}}
	g := holding(t, m)
	expect(t, g.Run(nil), "test: run: no plan is bound")
	expect(t, g.Bind(plan), "<nil>")
	g.Bound(plan)
	expect(t, g.Run(nil), "test: run: 0 ends are given for 1 clocks")
	expect(t, g.Run([]int64{1}), "<nil>")

	clone := g.Unbound()
	expect(t, clone.Run([]int64{1}), "test: run: no plan is bound")
	g.Replaced(1, ir.ArrayDecl{Name: "step", Elem: ir.Int64, Len: 2})
	expect(t, g.Run([]int64{1}), "test: run: the arrays of clock 0 do not have one element each")
	expect(t, clone.Read(1, 0, make([]int64, 2)),
		"test: read array step: elements 0 to 2 are outside; it has 1")

	larger := memory()
	larger.Arrays = append(larger.Arrays, ir.ArrayDecl{Name: "new", Elem: ir.Int64, Len: 1})
	expect(t, clone.Allocate(larger), "<nil>")
	clone.Grown(larger)
	expect(t, clone.Read(5, 0, []int64{0}), "<nil>")
	expect(t, g.Read(5, 0, []int64{0}), "test: there is no array 5; the instance has 5")

	g.Close()
	for _, err := range []error{
		g.Usable(), g.Bind(nil), g.Allocate(nil), g.Exec(nil, nil, nil), g.Run(nil), g.Read(0, 0, nil),
		g.Write(0, 0, nil), g.Replace(0, nil), g.Take(0), g.Flush(0), g.Stretch(0, 1),
	} {
		expect(t, err, "test: the instance is closed")
	}
	expect(t, clone.Usable(), "<nil>")
}
