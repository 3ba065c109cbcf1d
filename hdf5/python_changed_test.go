package hdf5_test

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// TestPythonReadsChanged has the libraries of Python read the sample after it was merged of two files, renamed and shrunk: they find
// in it what they find in the sample itself.
func TestPythonReadsChanged(t *testing.T) {
	if !slow {
		t.Skip("GOLGI_SLOW has Python read what was merged, renamed and shrunk")
	}
	script, err := filepath.Abs(filepath.Join("testdata", "readback.py"))
	must(t, err)
	inFolder(t)
	ctx := context.Background()
	half := func(path string, runs ...int) {
		traj := sample(t)
		s := create(t, path)
		must(t, s.SaveTrajectory(traj))
		for _, i := range runs {
			run := sampleRun(t, traj, i)
			must(t, run.Add("large.more", "x", make([]float64, 1000), ""))
			reason := map[int]error{2: errors.New("no convergence")}[i]
			must(t, trajectory.SaveRun(s, ended(run, reason)))
		}
		must(t, s.Finish())
	}
	half("a.hdf5", trajectory.PreRun, 1)
	half("b.hdf5", 0, 2)
	merge(t, "merged.hdf5", hdf5.Merging{}, "a.hdf5", "b.hdf5")
	deleteFrom(t, "merged.hdf5", hdf5.Deletion{Results: []string{"large"}})
	must(t, hdf5.Rename(ctx, "merged.hdf5", "", "other"))
	must(t, hdf5.Rename(ctx, "merged.hdf5", "other", "clustered"))
	writeKinds(t, "kinds.hdf5")
	merge(t, "all.hdf5", hdf5.Merging{}, "kinds.hdf5")
	writeSample(t, "links.hdf5", hdf5.KeepSegments())
	must(t, hdf5.Backup(ctx, "links.hdf5", "backup.hdf5"))
	wantReadBack(t, script, "merged.hdf5", "all.hdf5", "backup.hdf5")

	writeSample(t, "deleted.hdf5")
	deleteFrom(t, "deleted.hdf5", hdf5.Deletion{Runs: []int{0, 2}})
	wantReadBack(t, filepath.Join(filepath.Dir(script), "readdeleted.py"), "deleted.hdf5")
}

// wantReadBack runs a script that says in a line what has become of each library.
func wantReadBack(t *testing.T, script string, files ...string) {
	t.Helper()
	if _, err := exec.LookPath(python); err != nil {
		t.Skipf("there is no %s", python)
	}
	out, err := exec.Command(python, append([]string{script}, files...)...).Output()
	must(t, err)
	for line := range strings.Lines(string(out)) {
		library, outcome, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case strings.HasPrefix(outcome, "missing"):
			t.Logf("%s is not tried: %s", library, outcome)
		case outcome != "ok":
			t.Errorf("%s: %s", library, strings.ReplaceAll(outcome, " | ", "\n"))
		}
	}
}
