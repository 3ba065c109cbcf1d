package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
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
	traj := plainTrajectory(t, "sample", n)
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
	b, traj := newBox(t, open), sampleTrajectory(t, "sample", 3)
	must(t, b.SaveTrajectory(traj))
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

// testFailed aborts one run by hand and saves some that have ended early: all have what they gave until then.
func testFailed(t *testing.T, open Opener) {
	b, traj := opened(t, open, 4)
	aborted := sampleRun(t, traj, 0)
	w := b.begin(aborted)
	must(t, w.Append("all", sampleResult("all")))
	must(t, w.Abort(errors.New("the disk is full")))

	reason := panicked{"component \"Größe\": index 3\nout of range \x00\xff", "goroutine 1:\n\tmain.go:3"}
	const storableMessage = "component \"Größe\": index 3\nout of range \uFFFD\uFFFD"
	runs := []*trajectory.Run{aborted, endedRun(t, traj, 1, reason), endedRun(t, traj, 2, context.Canceled),
		endedRun(t, traj, 3, fmt.Errorf("%w: twice", trajectory.ErrLost))}
	runs[1].Warn("only 3 spikes\nin all")
	runs[1].Warn("Größe \x00")
	runs[1].Warn("only 3 spikes in all")
	runs[1].KeepLog("0.1 s warn only 3 spikes\nGröße \x00")
	runs[2].KeepLog(strings.Repeat("a long line\n", 6000))
	for _, run := range runs[1:] {
		must(t, trajectory.SaveRun(b, run))
	}
	b.again()
	for i, want := range []trajectory.Record{
		{Status: trajectory.Failed, Error: "the disk is full"},
		{Status: trajectory.Failed, Error: storableMessage, Stack: reason.stack, Warnings: "only 3 spikes in all\nGröße \uFFFD", Log: "0.1 s warn only 3 spikes\nGröße \uFFFD"},
		{Status: trajectory.Stopped, Error: "context canceled", Log: strings.Repeat("a long line\n", 6000)},
		{Status: trajectory.Lost, Error: "the program has died with it: twice"},
	} {
		want.Start, want.Duration = runs[i].Record().Start, runs[i].Record().Duration
		partial := freshRun(t, traj, i)
		must(t, partial.AddResult(sampleResult("all")))
		must(t, partial.Restore(want))
		wantRun(t, b.loadRun(traj, i), partial)
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

// testRepeated has a run fail, each time with other results or none, and then finish: what it gave last replaces what it
// gave before.
func testRepeated(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	reasons := []error{errors.New("no convergence"), context.Canceled, trajectory.ErrLost}
	for k, gives := range []bool{true, false, true} {
		failed := freshRun(t, traj, 0)
		failed.Begin(sampleStart.Add(time.Duration(k) * time.Second))
		if gives {
			must(t, failed.AddResult(sampleResult(fmt.Sprint("attempt", k))))
			must(t, failed.AddDerived(trajectory.Parameter{Path: "p_ee", Value: k}))
		}
		failed.End(sampleStart.Add(time.Hour), reasons[k])
		must(t, trajectory.SaveRun(b, failed))
		wantRun(t, b.loadRun(traj, 0), failed)
		if k == 1 {
			b.again()
			b.reopen = nil
			wantRun(t, b.loadRun(traj, 0), failed)
		}
	}
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
	if n := len(loaded.Results()); n != 1 || loaded.Record().Status != trajectory.Failed {
		t.Fatalf("the run came back %s with %d results, wanted failed with one", loaded.Record().Status, n)
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
	traj := plainTrajectory(t, "sample", 5)
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

// testWitness notes which runs are under way, if the store is one that does. None has died.
func testWitness(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	witness, is := b.Store.(trajectory.Witness)
	if !is {
		t.Skip("the store does not know of programs that have died")
	}
	done, err := witness.Watch(traj, trajectory.PreRun)
	must(t, err)
	must(t, errors.Join(done(false), done(false)))
	must(t, witness.Stopping(true))
	must(t, witness.Stopping(false))
	b.begin(freshRun(t, traj, 0))
	must(t, trajectory.SaveRun(b, endedRun(t, traj, 1, errors.New("no convergence"))))
	for range 2 {
		deaths, err := b.Store.(trajectory.Witness).Deaths(traj)
		must(t, err)
		if len(deaths) > 0 {
			t.Fatalf("programs have died: %v", deaths)
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
		for _, d := range runs[i].Descriptions() {
			must(t, writers[i].Append(d.Path, d))
		}
		for _, l := range runs[i].Links() {
			must(t, writers[i].Append(l.Path, l))
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
	const workers, each = 8, 2
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
