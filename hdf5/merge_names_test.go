package hdf5_test

import (
	"context"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// writeNamed writes a file with runs whose results have their names in their paths.
func writeNamed(t testing.TB, path string, salt float64, xs ...float64) {
	t.Helper()
	traj := twoFactors(t, 1, finished(xs...))
	must(t, traj.AddResult(trajectory.Result{Path: "fits." + path[:1], Items: []trajectory.Item{{Name: "slope", Value: 1.5}}}))
	must(t, traj.AddResultLink(trajectory.Link{Path: "best", Target: "fits." + path[:1]}))
	s := create(t, path)
	must(t, s.SaveTrajectory(traj))
	for i, x := range xs {
		run, err := traj.Run(i)
		must(t, err)
		run.Begin(start)
		must(t, run.Add("all.$set.of_$.z", "z", x+salt, "mV"))
		must(t, run.AddLink(trajectory.Link{Path: "short.$", Target: "all.$set.of_$"}))
		must(t, trajectory.SaveRun(s, ended(run, nil)))
	}
	must(t, s.Close())
}

// The name that a run has in one file, and other runs in others, is no difference of what it gave; its numbers are. So what is merged again stays. Links of the whole
// are preferred like its results.
func TestMergeNamesOfRuns(t *testing.T) {
	inFolder(t)
	writeNamed(t, "a.hdf5", 0, 1, 2)
	writeNamed(t, "b.hdf5", 0, 2, 3)
	writeNamed(t, "c.hdf5", 0.5, 3)
	_, err := hdf5.Merge(context.Background(), "no.hdf5", []string{"a.hdf5", "b.hdf5"}, hdf5.Merging{})
	wantError(t, err, "hdf5: cannot merge into no.hdf5: results of the trajectories as a whole differ: the link best, to fits.a and to fits.b in b.hdf5; say which to "+
		"prefer (Prefer, --prefer), or delete one (Delete, golgi delete --result)")
	for prefer, want := range map[hdf5.Choice]string{hdf5.First: "fits.a", hdf5.Last: "fits.b"} {
		merge(t, "ab.hdf5", hdf5.Merging{Prefer: prefer}, "a.hdf5", "b.hdf5")
		s := opened(t, reading, "ab.hdf5")
		traj, err := s.LoadTrajectory("factors")
		must(t, err)
		if l := traj.ResultLinks(); len(l) != 1 || l[0].Target != want {
			t.Errorf("of %v and %v the links are %v", "a.hdf5", "b.hdf5", l)
		}
		must(t, s.Close())
	}
	deleteFrom(t, "a.hdf5", hdf5.Deletion{Results: []string{"best"}})
	deleteFrom(t, "b.hdf5", hdf5.Deletion{Results: []string{"best"}})
	merge(t, "ab.hdf5", hdf5.Merging{}, "a.hdf5", "b.hdf5")
	want := digestOf(t, "ab.hdf5")
	merge(t, "again.hdf5", hdf5.Merging{}, "ab.hdf5", "b.hdf5")
	if digestOf(t, "again.hdf5") != want {
		t.Error("what was merged again has changed")
	}
	_, err = hdf5.Merge(context.Background(), "no.hdf5", []string{"b.hdf5", "c.hdf5"}, hdf5.Merging{})
	wantError(t, err, "hdf5: cannot merge into no.hdf5: runs of one point gave different results: run_00000001 of b.hdf5 and run_00000000 of c.hdf5, at "+
		"model.x = 3 mV, simulation.trial = 0; say which to prefer (Prefer, --prefer), or tell the files apart by a parameter (Number, --number)")
	_, err = hdf5.Merge(context.Background(), "no.hdf5", []string{"b.hdf5", "c.hdf5"}, hdf5.Merging{Prefer: 3})
	wantError(t, err, "hdf5: cannot merge into no.hdf5: 3 says nothing of which run counts; there are Neither, First and Last")
	if d := deleteFrom(t, "ab.hdf5", hdf5.Deletion{Results: []string{"short"}}); d.Results != 3 {
		t.Errorf("%d links are deleted", d.Results)
	}
}
