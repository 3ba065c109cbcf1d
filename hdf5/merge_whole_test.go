package hdf5_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// writeFitted writes a file with results of the trajectory as a whole.
func writeFitted(t testing.TB, path string, x float64, fits map[string]float64) {
	t.Helper()
	points := finished(x)
	traj := twoFactors(t, 1, points)
	for name, value := range fits {
		must(t, traj.AddResult(trajectory.Result{Path: "fits." + name, Items: []trajectory.Item{{Name: "slope", Value: value}}}))
	}
	must(t, traj.AddResultLink(trajectory.Link{Path: "best", Target: "fits.linear"}))
	s := create(t, path)
	must(t, s.SaveTrajectory(traj))
	must(t, trajectory.SaveRun(s, factorRun(t, traj, 0, trajectory.Finished, "")))
	must(t, s.Close())
}

func fitsOf(t testing.TB, path string) string {
	t.Helper()
	s, err := hdf5.Open(path)
	must(t, err)
	defer s.Close()
	traj, err := s.LoadTrajectory("factors")
	must(t, err)
	return strings.ReplaceAll(fmt.Sprint(traj.Results(), traj.ResultLinks()), "\n  ", ".")
}

// Results of trajectories as a whole are all there; those that differ are refused, or one is preferred; and they can be deleted.
func TestMergeOfWhole(t *testing.T) {
	inFolder(t)
	writeFitted(t, "a.hdf5", 1, map[string]float64{"linear": 1})
	writeFitted(t, "b.hdf5", 2, map[string]float64{"linear": 1, "square": 2})
	writeFitted(t, "c.hdf5", 3, map[string]float64{"linear": 3})
	merge(t, "ab.hdf5", hdf5.Merging{}, "a.hdf5", "b.hdf5")
	if got, want := fitsOf(t, "ab.hdf5"), "[fits.linear.slope = 1 fits.square.slope = 2] [{best fits.linear}]"; got != want {
		t.Errorf("there is %s, wanted %s", got, want)
	}
	_, err := hdf5.Merge(context.Background(), "all.hdf5", []string{"ab.hdf5", "c.hdf5"}, hdf5.Merging{})
	wantError(t, err, "hdf5: cannot merge into all.hdf5: results of the trajectories as a whole differ: fits.linear of ab.hdf5 and of c.hdf5; say which to "+
		"prefer (Prefer, --prefer), or delete one (Delete, golgi delete --result)")
	merge(t, "all.hdf5", hdf5.Merging{Prefer: hdf5.Last}, "ab.hdf5", "c.hdf5")
	if got, want := fitsOf(t, "all.hdf5"), "[fits.linear.slope = 3 fits.square.slope = 2] [{best fits.linear}]"; got != want {
		t.Errorf("there is %s, wanted %s", got, want)
	}
	before := contents(t, "all.hdf5")
	if d := deleteFrom(t, "all.hdf5", hdf5.Deletion{Results: []string{"fits.linear"}}); d.Results != 1 || d.Runs != 0 {
		t.Error(*d)
	}
	if got, want := fitsOf(t, "all.hdf5"), "[fits.square.slope = 2] []"; got != want {
		t.Errorf("there is %s, wanted %s", got, want)
	}
	if now := contents(t, "all.hdf5"); fmt.Sprint(now) != fmt.Sprint(before) {
		t.Errorf("runs have changed:\n%s", now)
	}
	must(t, hdf5.Rename(context.Background(), "all.hdf5", "", "other"))
	must(t, hdf5.Rename(context.Background(), "all.hdf5", "", "factors"))
	if got, want := fitsOf(t, "all.hdf5"), "[fits.square.slope = 2] []"; got != want {
		t.Errorf("there is %s, wanted %s", got, want)
	}
}
