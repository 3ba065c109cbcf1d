package hdf5_test

import (
	"context"
	"errors"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// TestLinksAndResultsOfTheWhole: they are there after a file was renamed in, runs were deleted, and others were added.
func TestLinksAndResultsOfTheWhole(t *testing.T) {
	inFolder(t)
	traj, s := tiny(t, 3), create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	for i := range 3 {
		run, err := traj.Run(i)
		must(t, err)
		must(t, errors.Join(run.Add("deep.r", "x", i, ""), run.AddLink(trajectory.Link{Path: "short", Target: "deep.r"}), trajectory.SaveRun(s, run)))
	}
	must(t, traj.AddResult(trajectory.Result{Path: "fit.line", Items: []trajectory.Item{{Name: "slope", Value: 2.5}}}))
	must(t, traj.AddResultLink(trajectory.Link{Path: "best", Target: "fit.line"}))
	must(t, errors.Join(s.SaveTrajectory(traj), s.Close()))
	wantLinks := func(path, name string, runs ...int) {
		t.Helper()
		must(t, hdf5.Check(path))
		s := opened(t, reading, path)
		loaded, err := s.LoadTrajectory(name)
		must(t, err)
		if best, err := loaded.Result("best"); err != nil || best.Items[0].Value != 2.5 {
			t.Errorf("the best is %v, %v", best, err)
		}
		for _, i := range runs {
			run, err := s.LoadRun(loaded, i)
			must(t, err)
			if x, err := run.Float("short.x"); x != float64(i) || err != nil {
				t.Errorf("of run %d there is %v, %v", i, x, err)
			}
		}
		must(t, s.Close())
	}
	wantLinks("x.hdf5", traj.Name(), 0, 1, 2)
	ctx := context.Background()
	must(t, hdf5.Rename(ctx, "x.hdf5", "", "other"))
	wantLinks("x.hdf5", "other", 0, 1, 2)
	must(t, hdf5.Rename(ctx, "x.hdf5", "other", traj.Name()))
	more := opened(t, hdf5.Append, "x.hdf5")
	grown := tiny(t, 4) // which knows nothing of the results
	must(t, more.SaveTrajectory(grown))
	run, err := grown.Run(3)
	must(t, err)
	must(t, errors.Join(run.Add("deep.r", "x", 3, ""), run.AddLink(trajectory.Link{Path: "short", Target: "deep.r"}), trajectory.SaveRun(more, run), more.Close()))
	wantLinks("x.hdf5", traj.Name(), 0, 1, 2, 3)
}
