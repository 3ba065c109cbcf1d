package storetest

import (
	"errors"
	"testing"

	"golgi/trajectory"
)

// testWhole adds results of the trajectory as a whole, after a run, and keeps them when points are added by who does not know of them.
func testWhole(t *testing.T, open Opener) {
	b, traj := opened(t, open, 2)
	run := sampleRun(t, traj, 0)
	must(t, trajectory.SaveRun(b, run))
	must(t, errors.Join(traj.AddResult(sampleResult("fit.all")), traj.AddResult(trajectory.Result{Path: "fit.slope",
		Items: []trajectory.Item{{Name: "a", Value: 1}}}), traj.AddResultLink(trajectory.Link{Path: "best", Target: "slope"})))
	must(t, b.SaveTrajectory(traj))
	must(t, traj.AddResult(trajectory.Result{Path: "fit.slope", Items: []trajectory.Item{{Name: "b", Value: 2.5, Unit: "mV"}}}))
	must(t, b.SaveTrajectory(traj))
	b.again()
	loaded := b.loadTrajectory("sample")
	wantTrajectory(t, loaded, traj)
	best, err := loaded.Result("best")
	must(t, err)
	if best.Path != "fit.slope" || best.Items[0].Name != "b" {
		t.Fatalf("best is %v", best)
	}
	more := plainTrajectory(t, "sample", 3)
	must(t, b.SaveTrajectory(more))
	loaded = b.loadTrajectory("sample")
	wantTrajectory(t, loaded, more)
	if n := len(loaded.Results()); n != 2 || len(loaded.ResultLinks()) != 1 {
		t.Fatalf("there are %d results and the links %v", n, loaded.ResultLinks())
	}
	wantRun(t, b.loadRun(more, 0), run)
	other := plainTrajectory(t, "sample", 3)
	must(t, other.AddResult(trajectory.Result{Path: "fit", Items: []trajectory.Item{{Name: "a", Value: 1}}}))
	wantError(t, "a result where there is a group of some", b.SaveTrajectory(other), trajectory.ErrExists)
	must(t, b.Close())
}
