package hdf5_test

import (
	"path/filepath"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// Runs that are loaded together are the runs that are loaded one by one: from segments, from one file, from a file
// that links to its segments, and from one that has some of them in itself.
func TestLoadRuns(t *testing.T) {
	const n = 9
	traj := products(t, n)
	path := filepath.Join(t.TempDir(), "x.hdf5")
	wanted := func(i int) string {
		run, err := traj.Run(i)
		must(t, err)
		must(t, run.AddResult(trajectory.Result{Path: "z", Items: []trajectory.Item{{Name: "z", Value: float64(i) * float64(i%7)}}}))
		return storetest.RunText(run)
	}
	wantTogether := func(s *hdf5.Store, runs ...int) {
		t.Helper()
		got, err := s.LoadRuns(traj, 0, n)
		must(t, err)
		if len(got) != len(runs) {
			t.Fatalf("there are %d runs, wanted %v", len(got), runs)
		}
		for k, i := range runs {
			if storetest.RunText(got[k]) != wanted(i) || got[k].Record().Status != trajectory.Finished {
				t.Errorf("run %d is %s\n%s", i, got[k].Record().Status, storetest.RunText(got[k]))
			}
		}
	}
	s := create(t, path, hdf5.KeepSegments())
	must(t, s.SaveTrajectory(traj))
	for _, i := range []int{4, 0, 1, 7} {
		saveProduct(t, s, traj, i)
		must(t, s.Sync()) // a segment each
	}
	wantTogether(s, 0, 1, 4, 7)
	must(t, s.Finish())
	linked := opened(t, reading, path)
	wantTogether(linked, 0, 1, 4, 7)
	if _, err := linked.LoadRuns(traj, 0, n+1); err == nil {
		t.Error("a run that there is not was loaded")
	}
	must(t, linked.Close())
	again, err := hdf5.Append(path)
	must(t, err)
	for _, i := range []int{2, 3, 5, 6, 8} {
		saveProduct(t, again, traj, i)
	}
	wantTogether(again, 0, 1, 2, 3, 4, 5, 6, 7, 8)
	must(t, again.Close())
	whole := opened(t, reading, path)
	wantTogether(whole, 0, 1, 2, 3, 4, 5, 6, 7, 8)
	must(t, whole.Close())
}
