package storetest

import (
	"testing"

	"golgi/trajectory"
)

func testTrajectory(t *testing.T, open Opener) {
	b := newBox(t, open)
	traj := sampleTrajectory(t, "sample-1_T", 12)
	must(t, b.SaveTrajectory(traj))
	wantTrajectory(t, b.loadTrajectory("sample-1_T"), traj)
	b.again()
	loaded := b.loadTrajectory("sample-1_T")
	wantTrajectory(t, loaded, traj)
	wantFrozen(t, loaded)
	must(t, b.Close())
}

func testUnexplored(t *testing.T, open Opener) {
	b := newBox(t, open)
	traj := sampleTrajectory(t, "sample", 0)
	must(t, b.SaveTrajectory(traj))
	run := sampleRun(t, traj, 0)
	must(t, trajectory.SaveRun(b, run))
	b.again()
	loaded := b.loadTrajectory("sample")
	wantFrozen(t, loaded)
	wantTrajectory(t, loaded, traj)
	wantRun(t, b.loadRun(loaded, 0), run)
	must(t, b.Close())
}

// testContinued appends points to a stored trajectory, also to one that was loaded.
func testContinued(t *testing.T, open Opener) {
	b := newBox(t, open)
	traj := sampleTrajectory(t, "sample", 2)
	must(t, b.SaveTrajectory(traj))
	must(t, b.SaveTrajectory(traj))
	first := sampleRun(t, traj, 1)
	must(t, trajectory.SaveRun(b, first))
	must(t, traj.Explore(samplePoints(2, 3)))
	must(t, b.SaveTrajectory(traj))
	must(t, trajectory.SaveRun(b, sampleRun(t, traj, 2)))
	b.again()
	loaded := b.loadTrajectory("sample")
	wantTrajectory(t, loaded, traj)
	must(t, loaded.Explore(samplePoints(3, 5)))
	must(t, b.SaveTrajectory(loaded))
	last := sampleRun(t, loaded, 4)
	must(t, trajectory.SaveRun(b, last))
	wantTrajectory(t, b.loadTrajectory("sample"), loaded)
	wantRun(t, b.loadRun(loaded, 1), first)
	wantRun(t, b.loadRun(loaded, 4), last)
	must(t, b.Close())
}

func testOtherRefused(t *testing.T, open Opener) {
	b := newBox(t, open)
	traj := sampleTrajectory(t, "sample", 3)
	must(t, b.SaveTrajectory(traj))
	wantError(t, "saving fewer points under the name",
		b.SaveTrajectory(sampleTrajectory(t, "sample", 2)), trajectory.ErrExists)
	changed := sampleTrajectory(t, "sample", 0)
	must(t, changed.Set("plain", 4))
	must(t, changed.Explore(samplePoints(0, 3)))
	wantError(t, "saving another default under the name", b.SaveTrajectory(changed), trajectory.ErrExists)
	b.again()
	wantTrajectory(t, b.loadTrajectory("sample"), traj)
	must(t, b.Close())
}

func testSeveral(t *testing.T, open Opener) {
	b := newBox(t, open)
	one, two := sampleTrajectory(t, "one", 2), sampleTrajectory(t, "two", 4)
	must(t, b.SaveTrajectory(one))
	must(t, b.SaveTrajectory(two))
	run := sampleRun(t, two, 0)
	must(t, trajectory.SaveRun(b, run))
	b.again()
	wantTrajectory(t, b.loadTrajectory("one"), one)
	wantTrajectory(t, b.loadTrajectory("two"), two)
	wantRun(t, b.loadRun(two, 0), run)
	_, err := b.LoadRun(one, 0)
	wantError(t, "loading a run of the other trajectory", err, trajectory.ErrNotFound)
	must(t, b.Close())
}

func testNotFound(t *testing.T, open Opener) {
	b := newBox(t, open)
	traj := sampleTrajectory(t, "sample", 2)
	_, err := b.LoadTrajectory("sample")
	wantError(t, "loading from an empty store", err, trajectory.ErrNotFound)
	_, err = b.Begin(sampleRun(t, traj, 0))
	wantError(t, "a run of a trajectory that was not saved", err, trajectory.ErrNotFound)
	_, err = b.LoadRun(traj, 0)
	wantError(t, "loading a run of a trajectory that was not saved", err, trajectory.ErrNotFound)
	must(t, b.SaveTrajectory(traj))
	_, err = b.LoadTrajectory("sampel")
	wantError(t, "loading a misspelled trajectory", err, trajectory.ErrNotFound)
	for _, i := range []int{0, trajectory.PreRun, 2, -2} {
		_, err = b.LoadRun(traj, i)
		wantError(t, "loading a run that was not stored", err, trajectory.ErrNotFound)
	}
	must(t, b.Close())
}

func wantFrozen(t fails, loaded *trajectory.Trajectory) {
	t.Helper()
	err := loaded.Add(trajectory.Parameter{Path: "late", Value: 1})
	wantError(t, "adding to a loaded trajectory", err, trajectory.ErrFrozen)
}

func wantTrajectory(t fails, got, want *trajectory.Trajectory) {
	t.Helper()
	gotText, err := TrajectoryText(got)
	must(t, err)
	wantedText, err := TrajectoryText(want)
	must(t, err)
	wantText(t, gotText, wantedText)
}
