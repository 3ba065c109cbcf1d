package hdf5_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// The experiment of these tests has six runs: 0 and 4 finish, 1 fails and 2 is stopped after they have given something,
// 3 fails before, and 5 never begins.
const partialRuns = 6

func partialRun(t testing.TB, traj *trajectory.Trajectory, i int) (run *trajectory.Run, reason error) {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	run.Begin(start)
	if i != 3 {
		must(t, run.AddDerived(trajectory.Parameter{Path: "p", Value: i}))
		must(t, run.AddResult(trajectory.Result{Path: "z", Items: []trajectory.Item{{Name: "z", Value: float64(i)}}}))
	}
	switch i {
	case 1: // what no other run has
		must(t, run.AddResult(trajectory.Result{Path: "only", Items: []trajectory.Item{{Name: "here", Value: 1},
			{Name: "v", Value: slices.Repeat([]float64{1.5}, 2000), Dims: []string{"time"}}}}))
		return run, errors.New("no convergence")
	case 2:
		return run, context.Canceled
	case 3:
		return run, errors.New("no memory")
	}
	return run, nil
}

// savePartial puts runs into a store, each into a segment of its own if alone says so.
func savePartial(t testing.TB, s *hdf5.Store, traj *trajectory.Trajectory, alone bool, runs ...int) {
	t.Helper()
	for _, i := range runs {
		run, reason := partialRun(t, traj, i)
		must(t, trajectory.SaveRun(s, ended(run, reason)))
		if alone {
			must(t, s.Sync())
		}
	}
}

// wantPartial checks that all runs of a file come back with what they gave, that only those that have finished are
// counted, and that nothing is wrong.
func wantPartial(t *testing.T, path string) {
	t.Helper()
	must(t, hdf5.Check(path))
	s := opened(t, reading, path)
	traj, err := s.LoadTrajectory("products")
	must(t, err)
	together, err := s.LoadRuns(traj, 0, partialRuns)
	must(t, err)
	if len(together) != 5 {
		t.Fatalf("%d runs were loaded, wanted 5", len(together))
	}
	for i, run := range together {
		want, reason := partialRun(t, traj, i)
		ended(want, reason)
		one, err := s.LoadRun(traj, i)
		must(t, err)
		for _, got := range []*trajectory.Run{run, one} {
			wantRunText(t, got, want)
			if storetest.RecordText(got) != storetest.RecordText(want) {
				t.Errorf("run %d has the record %+v, wanted %+v", i, got.Record(), want.Record())
			}
		}
	}
	must(t, s.Close())
	if got := digestOf(t, path); got != digestOf(t, "finished.hdf5") {
		t.Errorf("the results in %s are others than those of the finished runs", path)
	}
}

// wantTables checks the tables of a finished file.
func wantTables(t *testing.T, path string) {
	t.Helper()
	file, err := h5.Open(path)
	must(t, err)
	must(t, file.Do(func(root h5.Group) error {
		table, err := root.Open("products/overview/table")
		if err != nil {
			return err
		}
		members, err := table.Members()
		for _, m := range members {
			if m.Name == "results.only.here" {
				t.Error("the table of runs has a column of a result that no finished run has")
			}
		}
		d, err2 := table.Dataset("results.z.z")
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		z, err := d.Read()
		for i, v := range z.Data.([]float64) {
			if finished := i == 0 || i == 4; finished != (v == v) || finished && v != float64(i) {
				t.Errorf("row %d of the table has the result %v", i, v)
			}
		}
		runs, err2 := root.Open("products/results/runs")
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		if members, err = runs.Members(); len(members) != 2 {
			t.Errorf("there are results of %d runs, wanted those of the two that have finished", len(members))
		}
		return err
	}))
	must(t, file.Close())
}

// TestPartial keeps what runs had given that did not finish, in each way in which a file comes into being.
func TestPartial(t *testing.T) {
	inFolder(t)
	traj := tiny(t, partialRuns)
	s := create(t, "finished.hdf5")
	must(t, s.SaveTrajectory(traj))
	savePartial(t, s, traj, false, 0, 4)
	must(t, s.Finish())
	all := []int{0, 1, 2, 3, 4}
	for _, c := range []struct {
		name  string
		opts  []hdf5.Option
		alone bool // each run has a segment
	}{
		{"in one segment", nil, false},
		{"in segments", nil, true},
		{"merged", []hdf5.Option{hdf5.MergeAt(2)}, true},
		{"kept", []hdf5.Option{hdf5.KeepSegments()}, true},
		{"compressed", []hdf5.Option{hdf5.Compress(4)}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := create(t, "x.hdf5", append(c.opts, hdf5.Overwrite())...)
			must(t, s.SaveTrajectory(traj))
			savePartial(t, s, traj, c.alone, all...)
			for _, i := range all { // while the file is written
				want, _ := partialRun(t, traj, i)
				run, err := s.LoadRun(traj, i)
				must(t, err)
				wantRunText(t, run, want)
			}
			must(t, s.Close())
			wantPartial(t, "x.hdf5.parts")
			s = opened(t, hdf5.Append, "x.hdf5", c.opts...)
			must(t, s.Finish())
			wantPartial(t, "x.hdf5")
			wantTables(t, "x.hdf5")
			s = opened(t, hdf5.Append, "x.hdf5") // what is in the file itself, or linked, is continued
			must(t, s.SaveTrajectory(traj))
			must(t, s.Sync())
			wantPartial(t, "x.hdf5")
			must(t, s.Finish())
			wantPartial(t, "x.hdf5")
			must(t, os.RemoveAll("x.hdf5.parts"))
		})
	}
}

// TestPartialOfShares has shares of an exploration, each with runs that did not finish; the last one finishes the file.
func TestPartialOfShares(t *testing.T) {
	inFolder(t)
	traj := tiny(t, partialRuns)
	s := create(t, "finished.hdf5")
	must(t, s.SaveTrajectory(traj))
	savePartial(t, s, traj, false, 0, 4)
	must(t, s.Finish())
	one, two := create(t, "x.hdf5", hdf5.Share(1, 2)), create(t, "x.hdf5", hdf5.Share(2, 2))
	must(t, errors.Join(one.SaveTrajectory(traj), two.SaveTrajectory(traj)))
	savePartial(t, one, traj, true, 0, 2, 4)
	savePartial(t, two, traj, true, 1, 3)
	must(t, one.Close())
	wantPartial(t, "x.hdf5.parts")
	must(t, two.Finish())
	wantPartial(t, "x.hdf5")
}

// TestPartialReplaced executes runs again: what they gave before goes, whether they finish or not.
func TestPartialReplaced(t *testing.T) {
	for _, opts := range [][]hdf5.Option{nil, {hdf5.KeepSegments()}} {
		inFolder(t)
		traj := tiny(t, partialRuns)
		s := create(t, "x.hdf5", opts...)
		must(t, s.SaveTrajectory(traj))
		savePartial(t, s, traj, true, 0, 1, 2, 3, 4)
		must(t, s.Finish())
		s = opened(t, hdf5.Append, "x.hdf5", opts...)
		must(t, s.SaveTrajectory(traj))
		again := func(i int, reason error) *trajectory.Run {
			run, err := traj.Run(i)
			must(t, err)
			must(t, run.AddResult(trajectory.Result{Path: "again", Items: []trajectory.Item{{Name: "n", Value: i}}}))
			run.End(start.AddDate(0, 0, 1), reason)
			must(t, trajectory.SaveRun(s, run))
			return run
		}
		runs := []*trajectory.Run{again(1, nil), again(2, errors.New("no luck"))}
		must(t, s.Finish())
		must(t, hdf5.Check("x.hdf5"))
		s = opened(t, reading, "x.hdf5")
		for _, want := range runs {
			got, err := s.LoadRun(traj, want.Index())
			must(t, err)
			wantRunText(t, got, want)
		}
		must(t, s.Close())
	}
}

// TestPartialIsWorthKeeping has a run that was stopped, and one that has given nothing: the folder with what the first
// found is not emptied by the next exploration, the other is.
func TestPartialIsWorthKeeping(t *testing.T) {
	for _, gave := range []bool{true, false} {
		inFolder(t)
		traj := tiny(t, partialRuns)
		s := create(t, "x.hdf5")
		must(t, s.SaveTrajectory(traj))
		run, _ := partialRun(t, traj, 2)
		if !gave {
			run, _ = partialRun(t, traj, 3)
		}
		must(t, trajectory.SaveRun(s, ended(run, context.Canceled)))
		must(t, s.Close())
		_, err := hdf5.Create("x.hdf5")
		if errors.Is(err, os.ErrExist) != gave {
			t.Errorf("with results: %t; creating the file again gives %v", gave, err)
		}
	}
}

// TestKeptWithoutLinks finishes a file of failed runs, to which no segment is linked: the folder goes.
func TestKeptWithoutLinks(t *testing.T) {
	inFolder(t)
	traj := tiny(t, partialRuns)
	s := create(t, "x.hdf5", hdf5.KeepSegments())
	must(t, s.SaveTrajectory(traj))
	savePartial(t, s, traj, false, 3)
	must(t, s.Finish())
	wantFiles(t, "x.hdf5")
}
