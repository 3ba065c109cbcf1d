package storetest

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"golgi/trajectory"
)

// panicked is an error with a stack, as a recovered panic makes one.
type panicked struct{ message, stack string }

func (p panicked) Error() string { return p.message }
func (p panicked) Stack() string { return p.stack }

// opened is a box with a stored trajectory of n points.
func opened(t *testing.T, open Opener, n int) (*box, *trajectory.Trajectory) {
	t.Helper()
	b := newBox(t, open)
	traj := sampleTrajectory(t, "sample", n)
	must(t, b.SaveTrajectory(traj))
	return b, traj
}

func freshRun(t fails, traj *trajectory.Trajectory, i int) *trajectory.Run {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	return run
}

func testRun(t *testing.T, open Opener) {
	b, traj := opened(t, open, 3)
	var runs []*trajectory.Run
	for _, i := range []int{trajectory.PreRun, 0, 2} {
		run := sampleRun(t, traj, i)
		runs = append(runs, run)
		must(t, trajectory.SaveRun(b, run))
		wantRun(t, b.loadRun(traj, run.Index()), run)
	}
	b.again()
	loaded := b.loadTrajectory("sample")
	for _, run := range runs {
		wantRun(t, b.loadRun(loaded, run.Index()), run)
	}
	_, err := b.LoadRun(loaded, 1)
	wantError(t, "loading the run that was not stored", err, trajectory.ErrNotFound)
	must(t, b.Close())
}

func testEmptyRun(t *testing.T, open Opener) {
	b, traj := opened(t, open, 1)
	run := freshRun(t, traj, 0)
	must(t, trajectory.SaveRun(b, run))
	if status := run.Record().Status; status != trajectory.Finished {
		t.Fatalf("a run that SaveRun has stored is %s, wanted finished", status)
	}
	b.again()
	wantRun(t, b.loadRun(traj, 0), run)
	must(t, b.Close())
}

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
	must(t, w.Commit())

	want := freshRun(t, traj, 1)
	must(t, want.AddResult(rows(0, 10)))
	must(t, want.AddResult(trajectory.Result{Path: "monitors.late", Items: rows(0, 10).Items}))
	must(t, want.AddDerived(trajectory.Parameter{Path: "p_ee", Value: 0.2}))
	must(t, want.Restore(run.Record()))
	b.again()
	wantRun(t, b.loadRun(traj, 1), want)
	must(t, b.Close())
}

// testBlocksUsedAgain appends the same lists in run after run, with other numbers: a store has what they held
// when it was given them. Small lists and large ones may be kept in different ways.
func testBlocksUsedAgain(t *testing.T, open Opener) {
	for _, n := range []int{1, 100_000} {
		b, traj := opened(t, open, 6)
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

func testUnfinished(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	w := b.begin(freshRun(t, traj, 1))
	must(t, w.Append("all", sampleResult("all")))
	_, err := b.LoadRun(traj, 1)
	wantError(t, "loading a run before its commit", err, trajectory.ErrNotFound)
	_, err = b.Begin(freshRun(t, traj, 1))
	wantRefused(t, "beginning a run that is open", err)
	must(t, w.Commit())
	b.loadRun(traj, 1)
	must(t, b.Close())
}

func testDropped(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	w := b.begin(freshRun(t, traj, 1))
	must(t, w.Append("all", sampleResult("all")))
	b.again()
	_, err := b.LoadRun(traj, 1)
	wantError(t, "loading a run that was open on Close", err, trajectory.ErrNotFound)
	must(t, b.Close())
}

// testFailed aborts one run by hand and saves two that have ended early; all three have records alone.
func testFailed(t *testing.T, open Opener) {
	b, traj := opened(t, open, 3)
	aborted := sampleRun(t, traj, 0)
	w := b.begin(aborted)
	must(t, w.Append("all", sampleResult("all")))
	must(t, w.Abort(errors.New("the disk is full")))

	reason := panicked{"component \"Größe\": index 3\nout of range \x00\xff", "goroutine 1:\n\tmain.go:3"}
	const storableMessage = "component \"Größe\": index 3\nout of range \uFFFD\uFFFD"
	runs := []*trajectory.Run{aborted, endedRun(t, traj, 1, reason), endedRun(t, traj, 2, context.Canceled)}
	must(t, trajectory.SaveRun(b, runs[1]))
	must(t, trajectory.SaveRun(b, runs[2]))
	b.again()
	for i, want := range []trajectory.Record{
		{Status: trajectory.Failed, Error: "the disk is full"},
		{Status: trajectory.Failed, Error: storableMessage, Stack: reason.stack},
		{Status: trajectory.Stopped, Error: "context canceled"},
	} {
		want.Start, want.Duration = runs[i].Record().Start, runs[i].Record().Duration
		empty := freshRun(t, traj, i)
		must(t, empty.Restore(want))
		wantRun(t, b.loadRun(traj, i), empty)
	}
	must(t, b.Close())
}

// endedRun has results and has ended early.
func endedRun(t fails, traj *trajectory.Trajectory, i int, reason error) *trajectory.Run {
	t.Helper()
	run := freshRun(t, traj, i)
	run.Begin(sampleStart)
	must(t, run.AddResult(sampleResult("all")))
	run.End(sampleStart.Add(time.Second), reason)
	return run
}

func testRepeated(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	for range 2 {
		failed := freshRun(t, traj, 0)
		failed.End(sampleStart, errors.New("no convergence"))
		must(t, trajectory.SaveRun(b, failed))
	}
	b.again()
	run := sampleRun(t, traj, 0)
	must(t, trajectory.SaveRun(b, run))
	wantRun(t, b.loadRun(traj, 0), run)
	must(t, b.Close())
}

func testFinishedStays(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	run := sampleRun(t, traj, 0)
	must(t, trajectory.SaveRun(b, run))
	_, err := b.Begin(freshRun(t, traj, 0))
	wantError(t, "beginning a finished run", err, trajectory.ErrExists)
	b.again()
	_, err = b.Begin(freshRun(t, traj, 0))
	wantError(t, "beginning a finished run of a store opened again", err, trajectory.ErrExists)
	wantRun(t, b.loadRun(traj, 0), run)
	must(t, b.Close())
}

func testAbortNil(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	w := b.begin(freshRun(t, traj, 0))
	must(t, w.Append("all", sampleResult("all")))
	must(t, w.Abort(nil))
	_, err := b.LoadRun(traj, 0)
	wantError(t, "loading a run that was aborted without a reason", err, trajectory.ErrNotFound)
	run := sampleRun(t, traj, 0)
	must(t, trajectory.SaveRun(b, run))
	b.again()
	wantRun(t, b.loadRun(traj, 0), run)
	must(t, b.Close())
}

func testCommitFailed(t *testing.T, open Opener) {
	b, traj := opened(t, open, 1)
	run := freshRun(t, traj, 0)
	w := b.begin(run)
	must(t, w.Append("all", sampleResult("all")))
	run.End(sampleStart, errors.New("no convergence"))
	wantRefused(t, "committing a failed run", w.Commit())
	b.again()
	loaded := b.loadRun(traj, 0)
	if n := len(loaded.Results()); n != 0 || loaded.Record().Status != trajectory.Failed {
		t.Fatalf("the run came back %s with %d results, wanted failed with none", loaded.Record().Status, n)
	}
	must(t, b.Close())
}

func testWriterDone(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	abort := func(w trajectory.RunWriter) error { return w.Abort(errors.New("no convergence")) }
	for i, done := range []func(trajectory.RunWriter) error{trajectory.RunWriter.Commit, abort} {
		w := b.begin(freshRun(t, traj, i))
		must(t, done(w))
		wantRefused(t, "appending when done", w.Append("all", sampleResult("all")))
		wantRefused(t, "committing when done", w.Commit())
		wantRefused(t, "aborting when done", w.Abort(nil))
	}
	must(t, b.Close())
}

// testStatus asks for runs that have ended in each way, that are open, and that are not there.
func testStatus(t *testing.T, open Opener) {
	b := newBox(t, open)
	traj := sampleTrajectory(t, "sample", 5)
	wantStatus(t, b, traj, 0, trajectory.Pending)
	must(t, b.SaveTrajectory(traj))
	must(t, trajectory.SaveRun(b, sampleRun(t, traj, trajectory.PreRun)))
	must(t, trajectory.SaveRun(b, sampleRun(t, traj, 0)))
	must(t, trajectory.SaveRun(b, endedRun(t, traj, 1, errors.New("no convergence"))))
	must(t, trajectory.SaveRun(b, endedRun(t, traj, 2, context.Canceled)))
	b.begin(freshRun(t, traj, 3))
	for range 2 {
		for i, want := range map[int]trajectory.Status{
			trajectory.PreRun: trajectory.Finished, 0: trajectory.Finished, 1: trajectory.Failed,
			2: trajectory.Stopped, 3: trajectory.Pending, 4: trajectory.Pending,
		} {
			wantStatus(t, b, traj, i, want)
		}
		if b.reopen != nil {
			b.again()
			b.reopen = nil
		}
	}
	must(t, b.Close())
}

func wantStatus(t fails, s trajectory.Store, traj *trajectory.Trajectory, i int, want trajectory.Status) {
	t.Helper()
	got, err := s.Status(traj, i)
	must(t, err)
	if got != want {
		t.Fatalf("%s is %s, wanted %s", trajectory.RunName(i), got, want)
	}
}

// testSync makes runs safe while another is open, with nothing to do, and twice.
func testSync(t *testing.T, open Opener) {
	b, traj := opened(t, open, 3)
	must(t, b.Sync())
	w := b.begin(freshRun(t, traj, 2))
	run := sampleRun(t, traj, 0)
	must(t, trajectory.SaveRun(b, run))
	must(t, b.Sync())
	must(t, b.Sync())
	wantRun(t, b.loadRun(traj, 0), run)
	must(t, w.Append("all", sampleResult("all")))
	must(t, w.Commit())
	must(t, b.Sync())
	b.again()
	wantRun(t, b.loadRun(traj, 0), run)
	b.loadRun(traj, 2)
	must(t, b.Close())
}

// testOrder commits runs from last to first, with all of them open at once.
func testOrder(t *testing.T, open Opener) {
	const n = 5
	b, traj := opened(t, open, n)
	writers := make([]trajectory.RunWriter, n)
	runs := make([]*trajectory.Run, n)
	for i := range n {
		runs[i] = sampleRun(t, traj, i)
		writers[i] = b.begin(runs[i])
	}
	for i := n - 1; i >= 0; i-- {
		for _, res := range runs[i].Results() {
			must(t, writers[i].Append(res.Path, res))
		}
		for _, p := range runs[i].Derived() {
			must(t, writers[i].Append(p.Path, p))
		}
	}
	for _, i := range []int{4, 0, 3, 1, 2} {
		must(t, writers[i].Commit())
	}
	b.again()
	for i := range n {
		wantRun(t, b.loadRun(traj, i), runs[i])
	}
	must(t, b.Close())
}

func testConcurrent(t *testing.T, open Opener) {
	const workers, each = 16, 4
	b, traj := opened(t, open, workers*each)
	runs := make([]*trajectory.Run, workers*each)
	faults := make([]error, workers*each)
	for i := range runs {
		runs[i] = sampleRun(t, traj, i)
	}
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			for i := worker; i < len(runs); i += workers {
				faults[i] = trajectory.SaveRun(b, runs[i])
				_, err := b.LoadRun(traj, i)
				faults[i] = errors.Join(faults[i], err)
			}
		})
	}
	group.Wait()
	must(t, errors.Join(faults...))
	b.again()
	for i := range runs {
		wantRun(t, b.loadRun(traj, i), runs[i])
	}
	must(t, b.Close())
}
