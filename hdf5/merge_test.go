package hdf5_test

import (
	"os"
	"path/filepath"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// TestMerge commits runs one by one: few segments are left of them, and who reads meanwhile finds all.
func TestMerge(t *testing.T) {
	inFolder(t)
	const n = 40
	traj := tiny(t, n)
	s := create(t, "x.hdf5", hdf5.MergeAt(3))
	must(t, s.SaveTrajectory(traj))
	var reader *hdf5.Store
	for i := range n {
		must(t, execute(t, s, traj, i))
		must(t, s.Sync())
		if i == 20 {
			reader = opened(t, reading, "x.hdf5")
		}
	}
	segments, err := filepath.Glob("x.hdf5.parts/0*")
	must(t, err)
	if len(segments) > 8 { // two of each level: 1, 3, 9 and 27 runs
		t.Errorf("there are %d segments: %q", len(segments), segments)
	}
	for i := range n {
		wantRight(t, "while it is written", s, traj, i)
		wantRight(t, "before and after a merge", reader, traj, i)
		if status, err := s.Status(traj, i); err != nil || status == trajectory.Pending {
			t.Errorf("run %d is %s, %v", i, status, err)
		}
	}
	for i := range 21 {
		if status, err := reader.Status(traj, i); err != nil || status == trajectory.Pending {
			t.Errorf("to the reader, run %d is %s, %v", i, status, err)
		}
	}
	must(t, hdf5.Check("x.hdf5"))
	want := digestOf(t, "x.hdf5")
	must(t, reader.Close())
	must(t, s.Close())
	wantFiles(t, "x.hdf5")
	if digestOf(t, "x.hdf5") != want {
		t.Error("the finished file has other results")
	}
}

// TestDamagedSegment changes a byte, and cuts the end off: that is found, and without the segment the runs
// that were in it are executed again.
func TestDamagedSegment(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"changed": func(file []byte) []byte { file[len(file)/2] ^= 1; return file },
		"cut":     func(file []byte) []byte { return file[:len(file)-1] },
		"empty":   func([]byte) []byte { return nil },
	} {
		inFolder(t)
		leave(t, "x.hdf5", 0, 1)
		segments, err := filepath.Glob("x.hdf5.parts/0*")
		must(t, err)
		raw, err := os.ReadFile(segments[0])
		must(t, err)
		must(t, os.WriteFile(segments[0], damage(raw), 0o666))
		for _, path := range []string{"x.hdf5", "x.hdf5.parts"} {
			if _, err := hdf5.Open(path); err == nil {
				t.Errorf("%s: there is no error", name)
			}
		}
		if _, err := hdf5.Append("x.hdf5"); err == nil {
			t.Errorf("%s: there is no error", name)
		}
		must(t, os.Remove(segments[0]))
		wantStatus(t, "x.hdf5", 0, trajectory.Pending)
		s := opened(t, hdf5.Append, "x.hdf5")
		save(t, s, 0, 1, 2, 3)
		must(t, s.Close())
		wantFiles(t, "x.hdf5")
	}
}
