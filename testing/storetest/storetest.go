// Package storetest is what every trajectory.Store must pass.
//
//	func TestConformance(t *testing.T) {
//		storetest.Run(t, func(t *testing.T) (trajectory.Store, func() trajectory.Store) {
//			file := filepath.Join(t.TempDir(), "store.hdf5")
//			return create(t, file), func() trajectory.Store { return open(t, file) }
//		})
//	}
//
// Equal means Exact: all that goes into a store comes back with the same types, in the same order, and with
// the same bits. [TrajectoryText], [RunText] and [RecordText] write out what is compared, for tests elsewhere
// that compare runs.
package storetest

import (
	"errors"
	"testing"

	"golgi/trajectory"
)

// An Opener opens an empty store. The suite closes it and calls reopen, at most once, for a store on the
// same data, which it closes as well.
type Opener = func(t *testing.T) (store trajectory.Store, reopen func() trajectory.Store)

// Run runs the suite, each test in stores of its own.
func Run(t *testing.T, open Opener) {
	tests := []struct {
		name string
		test func(*testing.T, Opener)
	}{
		{"TrajectoryRoundTrip", testTrajectory},
		{"TrajectoryUnexplored", testUnexplored},
		{"TrajectoryContinued", testContinued},
		{"TrajectoryOtherRefused", testOtherRefused},
		{"SeveralTrajectories", testSeveral},
		{"NotFound", testNotFound},
		{"ResultsOfTheWhole", testWhole},
		{"RunRoundTrip", testRun},
		{"RunWithoutResults", testEmptyRun},
		{"RunStreamed", testStreamed},
		{"RunStreamAborted", testStreamAborted},
		{"RunStreamRefused", testStreamRefused},
		{"BlocksUsedAgain", testBlocksUsedAgain},
		{"RunUnfinishedInvisible", testUnfinished},
		{"RunFailed", testFailed},
		{"RunFailedThenRepeated", testRepeated},
		{"RunFinishedStays", testFinishedStays},
		{"RunAbortedWithoutReason", testAbortNil},
		{"RunDroppedByClose", testDropped},
		{"CommitOfFailedRefused", testCommitFailed},
		{"WriterOnceDone", testWriterDone},
		{"StatusOfRuns", testStatus},
		{"Witness", testWitness},
		{"Checkpoints", testCheckpoints},
		{"Sync", testSync},
		{"OrderOfCommits", testOrder},
		{"Concurrent", testConcurrent},
		{"RunAmended", testAmended},
		{"RunAmendedRefused", testAmendRefused},
		{"RandomTrees", testRandom},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) { c.test(t, open) })
	}
}

// A box is a store under test, and closes what it opens.
type box struct {
	trajectory.Store
	t      *testing.T
	reopen func() trajectory.Store
}

func newBox(t *testing.T, open Opener) *box {
	t.Helper()
	store, reopen := open(t)
	return &box{store, t, reopen}
}

// again closes the store and opens it anew, so that only what was really stored can be read.
func (b *box) again() {
	b.t.Helper()
	must(b.t, b.Close())
	b.Store = b.reopen()
}

func (b *box) loadTrajectory(name string) *trajectory.Trajectory {
	b.t.Helper()
	traj, err := b.LoadTrajectory(name)
	must(b.t, err)
	return traj
}

func (b *box) loadRun(traj *trajectory.Trajectory, i int) *trajectory.Run {
	b.t.Helper()
	run, err := b.LoadRun(traj, i)
	must(b.t, err)
	return run
}

func (b *box) begin(run *trajectory.Run) trajectory.RunWriter {
	b.t.Helper()
	w, err := b.Begin(run)
	must(b.t, err)
	return w
}

// fails is the part of *testing.T and *rapid.T that the checks need.
type fails interface {
	Helper()
	Fatalf(format string, args ...any)
}

func must(t fails, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

func wantError(t fails, doing string, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("%s: the error is %v, wanted one that wraps %q", doing, err, kind)
	}
}

func wantRefused(t fails, doing string, err error) {
	t.Helper()
	if err == nil {
		t.Fatalf("%s: there is no error", doing)
	}
}

// wantText compares two texts and shows the first line in which they differ.
func wantText(t fails, got, want string) {
	t.Helper()
	if got != want {
		t.Fatalf("what came back differs: %s", firstDifference(got, want))
	}
}

func wantRun(t fails, got, want *trajectory.Run) {
	t.Helper()
	wantText(t, RunText(got)+RecordText(got), RunText(want)+RecordText(want))
}
