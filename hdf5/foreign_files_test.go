package hdf5_test

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// unpacked puts a file of testdata/foreign into the working folder.
func unpacked(t *testing.T, name string) {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", "foreign", name+".gz"))
	must(t, err)
	defer packed.Close()
	source, err := gzip.NewReader(packed)
	must(t, err)
	all, err := io.ReadAll(source)
	must(t, err)
	t.Chdir(t.TempDir())
	write(t, name, string(all))
}

// TestForeignFiles reads files that pypet wrote (cases, old) or might have written (odd; see testdata/foreign), with one
// odd thing in each trajectory, in every way there is, and compares all with what was found right once.
func TestForeignFiles(t *testing.T) {
	for _, name := range []string{"cases", "releases", "old", "odd"} {
		t.Run(name, func(t *testing.T) {
			back, err := os.Getwd()
			must(t, err)
			unpacked(t, name+".hdf5")
			text := foreignText(t, name+".hdf5")
			t.Chdir(back)
			golden(t, filepath.Join("foreign", name+".txt"), text)
		})
	}
}

// TestForeignRuns has every trajectory of a file with all its runs, and z of each that has finished.
func TestForeignRuns(t *testing.T) {
	for file, runs := range map[string]map[string]int{
		"old": {"old_2026_11_29_07h26m59s": 9},
		"cases": {"aborted": 3, "repeated_points": 3, "range_nan": 3, "range_complex": 3, "range_complex_array": 2,
			"range_pickled": 2, "range_sparse": 2, "range_array": 2, "pickle_result_underscore": 3, "plain": 3},
	} {
		t.Run(file, func(t *testing.T) {
			unpacked(t, file+".hdf5")
			s := opened(t, reading, file+".hdf5")
			for name, want := range runs {
				traj, err := s.LoadTrajectory(name)
				must(t, err)
				if traj.Len() != want {
					t.Errorf("%s has %d runs, wanted %d", name, traj.Len(), want)
				}
				all, err := s.LoadRuns(traj, 0, traj.Len())
				must(t, err)
				if finished := len(all); finished != want && !(name == "aborted" && finished == 1) {
					t.Errorf("%s: %d of %d runs have finished", name, finished, want)
				}
				for _, run := range all {
					_, err := run.Result("z")
					must(t, err)
				}
			}
		})
	}
}

// TestForeignIsSavedByOurLaws makes Golgi's files of pypet's, where that keeps the laws.
func TestForeignIsSavedByOurLaws(t *testing.T) {
	unpacked(t, "cases.hdf5")
	s := opened(t, reading, "cases.hdf5")
	ours := create(t, "ours.hdf5")
	plain, err := s.LoadTrajectory("plain")
	must(t, err)
	must(t, ours.SaveTrajectory(plain))
	repeats, err := s.LoadTrajectory("repeated_points")
	must(t, err)
	wantError(t, ours.SaveTrajectory(repeats), `trajectory: "repeated_points" was written by another program, and `+
		"cannot be saved as it is: trajectory: cannot explore: point 2 repeats point 0 (x = 1), and would give the "+
		"same results; to repeat an experiment, explore simulation.trial with it")
}

// foreignText writes out all that is in a file.
func foreignText(t *testing.T, path string) string {
	t.Helper()
	var text strings.Builder
	s := opened(t, reading, path)
	names, err := s.Trajectories()
	must(t, err)
	for _, name := range names {
		traj, err := s.LoadTrajectory(name)
		if err != nil {
			fmt.Fprintf(&text, "\n%s: %v\n", name, err)
			continue
		}
		all, err := storetest.TrajectoryText(traj)
		must(t, errors.Join(err, traj.Fetch()))
		fmt.Fprintf(&text, "\n%s", all)
		for _, note := range traj.Notes {
			fmt.Fprintf(&text, "note %s\n", note)
		}
		text.WriteString(foreignRuns(t, s, traj))
	}
	fmt.Fprintf(&text, "\nCheck says: %v\n", hdf5.Check(path))
	if _, err := hdf5.ResultDigest(path); err != nil {
		fmt.Fprintf(&text, "ResultDigest says: %v\n", err)
	}
	return text.String()
}

func foreignRuns(t *testing.T, s *hdf5.Store, traj *trajectory.Trajectory) string {
	t.Helper()
	var text strings.Builder
	ended := 0
	for i := trajectory.PreRun; i < traj.Len(); i++ {
		status, err := s.Status(traj, i)
		must(t, err)
		run, err := s.LoadRun(traj, i)
		switch {
		case status == trajectory.Pending && errors.Is(err, trajectory.ErrNotFound):
			fmt.Fprintf(&text, "%s is pending\n", trajectory.RunName(i))
			continue
		case err != nil:
			fmt.Fprintf(&text, "%s: %v\n", trajectory.RunName(i), err)
		}
		if i >= 0 {
			ended++
		}
		text.WriteString(storetest.RunText(run))
	}
	runs, err := s.LoadRuns(traj, 0, traj.Len())
	if err != nil || len(runs) != ended {
		fmt.Fprintf(&text, "LoadRuns: %d of %d runs: %v\n", len(runs), ended, err)
	}
	return text.String()
}
