package hdf5_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// oldest is the first version of the format of which all files can still be opened. Its files are in
// testdata/version2, one of each form, as the Golgi that had it wrote them. Each later form of the format has a
// folder of its own, made with GOLGI_GOLDEN and the full path of a new folder before the format changes; in
// version2-plans, segments say of which plan they are, so that the digest of a plan can never change; from version3 on, what
// run 2 had given, which has failed, is kept, and in the finished files run 3 is lost. In version4, quantities are in the units in which
// they were written.
//
//	finished.hdf5     the sample
//	kept.hdf5         the sample, with links into the folder beside it
//	begun.hdf5.parts  what an interrupted exploration of the sample has left, in two segments
const (
	oldest   = "version2"
	withLost = "version3"
)

// writeGoldens writes one file of each form into a new folder.
func writeGoldens(t *testing.T, folder string) {
	t.Helper()
	must(t, os.Mkdir(folder, 0o777))
	t.Chdir(folder)
	writeSample(t, "finished.hdf5")
	writeSample(t, "kept.hdf5", hdf5.KeepSegments())
	for path, opts := range map[string][]hdf5.Option{"finished.hdf5": nil, "kept.hdf5": {hdf5.KeepSegments()}} {
		s := opened(t, hdf5.Append, path, opts...)
		must(t, begun(t, s, sample(t), 3).Abort(trajectory.ErrLost))
		must(t, s.Finish())
	}
	s := create(t, "begun.hdf5")
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, trajectory.PreRun, 0)
	must(t, s.Sync())
	save(t, s, 1)
	must(t, s.Close())
	for _, lock := range []string{"kept.hdf5.parts/lock", "begun.hdf5.parts/lock"} {
		must(t, os.Remove(lock)) // which names a machine
	}
}

// TestOldVersions opens, checks, loads and continues the files of each version.
func TestOldVersions(t *testing.T) {
	if folder := os.Getenv("GOLGI_GOLDEN"); folder != "" {
		writeGoldens(t, folder)
		return
	}
	versions, err := filepath.Glob("testdata/version*")
	must(t, err)
	if len(versions) == 0 || filepath.Base(versions[0]) != oldest {
		t.Fatalf("there are the versions %q, wanted %s and later ones", versions, oldest)
	}
	for _, version := range versions {
		t.Run(filepath.Base(version), func(t *testing.T) { readVersion(t, version) })
	}
}

// readVersion works on a copy, since the files must not change.
func readVersion(t *testing.T, version string) {
	t.Helper()
	folder := t.TempDir()
	must(t, os.CopyFS(folder, os.DirFS(version)))
	t.Chdir(folder)
	for _, path := range []string{"finished.hdf5", "kept.hdf5", "kept.hdf5.parts", "begun.hdf5", "begun.hdf5.parts"} {
		must(t, hdf5.Check(path))
		s := opened(t, reading, path)
		for i := trajectory.PreRun; i < 2; i++ {
			wantStatusIn(t, s, path, i, trajectory.Finished)
		}
		wantText(t, s, sample(t)) // which closes it
	}
	wantStatus(t, "finished.hdf5", 2, trajectory.Failed)
	wantStatus(t, "kept.hdf5", 2, trajectory.Failed)
	if filepath.Base(version) >= withLost {
		for _, path := range []string{"finished.hdf5", "kept.hdf5"} {
			wantStatus(t, path, 3, trajectory.Lost)
			run, err := opened(t, reading, path).LoadRun(sample(t), 2)
			must(t, err)
			wantRunText(t, run, sampleRun(t, sample(t), 2))
		}
	}
	whole := digestOf(t, "finished.hdf5")
	for _, path := range []string{"kept.hdf5", "begun.hdf5"} {
		if got := digestOf(t, path); got != whole {
			t.Errorf("%s has other results than finished.hdf5", path)
		}
	}
	for _, path := range []string{"finished.hdf5", "kept.hdf5", "begun.hdf5"} {
		s := opened(t, hdf5.Append, path)
		must(t, s.SaveTrajectory(sample(t)))
		save(t, s, 2, 3)
		must(t, s.Sync())
		wantStatus(t, path+".parts", 3, trajectory.Finished)
		must(t, s.Close())
		s = opened(t, reading, path)
		for i := trajectory.PreRun; i < 4; i++ {
			wantStatusIn(t, s, path, i, trajectory.Finished)
		}
		must(t, errors.Join(s.Close(), hdf5.Check(path)))
	}
	wantNoParts(t)
}

func wantNoParts(t *testing.T) {
	t.Helper()
	must(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if path != "." && d.IsDir() {
			t.Errorf("there is the folder %s", path)
		}
		return err
	}))
}
