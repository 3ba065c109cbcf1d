package storetest

import (
	"context"
	"reflect"
	"testing"

	"golgi/trajectory"
)

// testStreamed appends the rows of each item in blocks of several lengths.
func testStreamed(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	run := freshRun(t, traj, 1)
	w := b.begin(run)
	must(t, w.Append("monitors.v", rows(0, 2)))
	from := 2
	for _, to := range []int{3, 3, 10} {
		for _, item := range rows(from, to).Items {
			must(t, w.Append("monitors.v", trajectory.Item{Name: item.Name, Value: item.Value}))
		}
		from = to
	}
	must(t, w.Append("monitors.late", trajectory.Result{Items: rows(0, 0).Items}))
	for _, item := range rows(0, 10).Items {
		must(t, w.Append("monitors.late", item))
	}
	must(t, w.Append("p_ee", trajectory.Parameter{Value: 0.2}))
	must(t, w.Append("monitors.v", rest))
	must(t, w.Append("monitors.v", trajectory.Rest{Annotations: trajectory.Annotations{"stop": 0.5}}))
	must(t, w.Append("monitors.late", trajectory.Rest{Items: rest.Items}))
	must(t, w.Commit())

	want := freshRun(t, traj, 1)
	whole := rows(0, 10)
	must(t, want.AddResult(whole.With(rest).With(trajectory.Rest{Annotations: trajectory.Annotations{"stop": 0.5}})))
	must(t, want.AddResult(trajectory.Result{Path: "monitors.late", Items: append(whole.Items, rest.Items...)}))
	must(t, want.AddDerived(trajectory.Parameter{Path: "p_ee", Value: 0.2}))
	must(t, want.Restore(run.Record()))
	b.again()
	wantRun(t, b.loadRun(traj, 1), want)
	must(t, b.Close())
}

// rest is what a result gets when it has streamed. One item comes before others, and one behind.
var rest = trajectory.Rest{
	Items:       []trajectory.Item{{Name: "zones", Value: []int32{3, 1}, Dims: []string{"zone"}}, {Name: "a", Value: 2.5, Unit: "mV"}},
	Annotations: trajectory.Annotations{"start": 0.25, "source": "exc"},
}

// testStreamAborted keeps the rows that a run has streamed before it fails.
func testStreamAborted(t *testing.T, open Opener) {
	b, traj := opened(t, open, 1)
	run := freshRun(t, traj, 0)
	w := b.begin(run)
	must(t, w.Append("monitors.v", rows(0, 2)))
	for _, item := range rows(2, 10).Items {
		must(t, w.Append("monitors.v", trajectory.Item{Name: item.Name, Value: item.Value}))
	}
	must(t, w.Append("p_ee", trajectory.Parameter{Value: 0.2}))
	must(t, w.Abort(context.Canceled))

	want := freshRun(t, traj, 0)
	must(t, want.AddResult(rows(0, 10)))
	must(t, want.AddDerived(trajectory.Parameter{Path: "p_ee", Value: 0.2}))
	must(t, want.Restore(run.Record()))
	wantRun(t, b.loadRun(traj, 0), want)
	b.again()
	wantRun(t, b.loadRun(traj, 0), want)
	must(t, b.Close())
}

// testBlocksUsedAgain appends the same lists in run after run, with other numbers: a store has what they held
// when it was given them. Small lists and large ones may be kept in different ways.
func testBlocksUsedAgain(t *testing.T, open Opener) {
	for _, n := range []int{1, 20_000} {
		b, traj := opened(t, open, 4)
		lists := constants(n, 0)
		for i := range traj.Len() {
			w := b.begin(freshRun(t, traj, i))
			lists.set(i)
			must(t, w.Append("m", trajectory.Result{Items: lists.items()}))
			lists.set(10 + i)
			for _, item := range lists.items() {
				must(t, w.Append("m", item))
			}
			lists.set(-1)
			must(t, w.Commit())
		}
		must(t, b.Sync())
		for i := range traj.Len() {
			res, err := b.loadRun(traj, i).Result("m")
			must(t, err)
			for _, want := range constants(2*n, i).then(n, 10+i).items() {
				if got, err := res.Item(want.Name); err != nil || !reflect.DeepEqual(got.Value, want.Value) {
					t.Errorf("%s came back with other %s than were appended (%v)", trajectory.RunName(i), want.Name, err)
				}
			}
		}
		must(t, b.Close())
	}
}

// A sameEverywhere has lists of each kind of number.
type sameEverywhere struct {
	floats []float64
	ints   []int64
	shorts []int32
	bools  []bool
}

// constants returns lists of n elements that are all k.
func constants(n, k int) sameEverywhere {
	lists := sameEverywhere{make([]float64, n), make([]int64, n), make([]int32, n), make([]bool, n)}
	lists.set(k)
	return lists
}

func (s sameEverywhere) set(k int) { s.then(0, k) }

// then makes all elements from one on be k.
func (s sameEverywhere) then(from, k int) sameEverywhere {
	for i := from; i < len(s.floats); i++ {
		s.floats[i], s.ints[i], s.shorts[i], s.bools[i] = float64(k), int64(k), int32(k), k%2 == 0
	}
	return s
}

func (s sameEverywhere) items() []trajectory.Item {
	return []trajectory.Item{{Name: "floats", Value: s.floats}, {Name: "ints", Value: s.ints},
		{Name: "shorts", Value: s.shorts}, {Name: "bools", Value: s.bools},
		{Name: "wide", Value: array(s.floats, len(s.floats), 1)}}
}

// rows is a result with rows from..to-1 of lists and of arrays of every kind.
func rows(from, to int) trajectory.Result {
	items := rowsOf("floats", oddFloats, from, to)
	items = append(items, rowsOf("ints", oddInts, from, to)...)
	items = append(items, rowsOf("ints32", []int32{7, -7, 0}, from, to)...)
	items = append(items, rowsOf("bools", []bool{true, false, false}, from, to)...)
	items = append(items, rowsOf("strings", oddStrings, from, to)...)
	items[0].Unit = "mV"
	return trajectory.Result{Path: "monitors.v", Comment: "streamed", Items: items}
}

// rowsOf cycles through list, by one element per row and by two.
func rowsOf[T any](name string, list []T, from, to int) []trajectory.Item {
	narrow, wide := []T{}, []T{}
	for i := from; i < to; i++ {
		narrow = append(narrow, list[i%len(list)])
		wide = append(wide, list[2*i%len(list)], list[(2*i+1)%len(list)])
	}
	return []trajectory.Item{
		{Name: name, Value: narrow, Dims: []string{"time"}, Comment: "by blocks"},
		{Name: name + "_wide", Value: array(wide, to-from, 2), Dims: []string{"time", "neuron"}},
	}
}

// testStreamRefused appends what does not fit; the stream goes on without it.
func testStreamRefused(t *testing.T, open Opener) {
	b, traj := opened(t, open, 1)
	run := freshRun(t, traj, 0)
	w := b.begin(run)
	rates := trajectory.Result{Path: "rates", Items: []trajectory.Item{
		{Name: "rate", Value: []float64{1}, Unit: "Hz"}, {Name: "mean", Value: 1.5},
		{Name: "wide", Value: array([]int{1, 2}, 1, 2)},
	}}
	must(t, w.Append("rates", rates))
	type item = trajectory.Item
	refused := []struct {
		doing, path string
		block       any
	}{
		{"a block of no kind", "rates", 3.5},
		{"an item of a result that was not declared", "rate", item{Name: "rate", Value: []float64{2}}},
		{"an item that was not declared", "rates", item{Name: "rat", Value: []float64{2}}},
		{"a further scalar", "rates", item{Name: "mean", Value: 2.5}},
		{"another type", "rates", item{Name: "rate", Value: []int{2}}},
		{"another unit", "rates", item{Name: "rate", Value: []float64{2}, Unit: "mV"}},
		{"another rank", "rates", item{Name: "wide", Value: []int{1, 2}}},
		{"another width", "rates", item{Name: "wide", Value: array([]int{1, 2, 3}, 1, 3)}},
		{"the result again", "rates", rates},
		{"the rest of a result that was not declared", "rate", rest},
		{"the rest with an item that is there", "rates", trajectory.Rest{Items: []item{{Name: "mean", Value: 2.5}}}},
		{"the rest with one item twice", "rates", trajectory.Rest{Items: []item{{Name: "b", Value: 2.5}, {Name: "b", Value: 1}}}},
		{"the rest with a bad annotation", "rates", trajectory.Rest{Annotations: trajectory.Annotations{"a": struct{}{}}}},
		{"a result below the result", "rates.more", trajectory.Result{Items: rates.Items}},
		{"a result without items", "empty", trajectory.Result{}},
		{"a derived parameter of no type", "p", trajectory.Parameter{Value: nil}},
	}
	for _, c := range refused {
		wantRefused(t, c.doing, w.Append(c.path, c.block))
	}
	must(t, w.Append("rates", trajectory.Item{Name: "rate", Value: []float64{2}, Unit: "Hz"}))
	must(t, w.Commit())

	want := freshRun(t, traj, 0)
	rates.Items[0].Value = []float64{1, 2}
	must(t, want.AddResult(rates))
	must(t, want.Restore(run.Record()))
	b.again()
	wantRun(t, b.loadRun(traj, 0), want)
	must(t, b.Close())
}
