package hdf5_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/internal/files"
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
	wantSegments(t, 8) // two of each level: 1, 3, 9 and 27 runs
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

// wantSegments waits until there are no more segments than so many: merging comes after the commits.
func wantSegments(t *testing.T, most int) {
	t.Helper()
	var segments []string
	for begun := time.Now(); time.Since(begun) < time.Minute; time.Sleep(10 * time.Millisecond) {
		var err error
		segments, err = filepath.Glob("x.hdf5.parts/0*.hdf5")
		must(t, err)
		if len(segments) <= most {
			return
		}
	}
	t.Errorf("there are %d segments, wanted at most %d: %q", len(segments), most, segments)
}

// whileMerging commits runs 0 to 2, of which two fail, as a segment each, and runs job while these are merged:
// the new segment is written, and has no name yet. The segment after it cannot be committed if broken says so.
func whileMerging(t *testing.T, broken bool, job func(s *hdf5.Store, traj *trajectory.Trajectory)) *hdf5.Store {
	t.Helper()
	inFolder(t)
	reached, ready, merged := make(chan struct{}), make(chan struct{}), make(chan struct{})
	hook := func(op, path string) error {
		switch {
		case op == "rename" && strings.Contains(path, "000004-"):
			select {
			case <-reached: // the second question, after the operation
			default:
				close(reached)
				<-ready
			}
		case op == "remove" && strings.Contains(path, "000001-"):
			select {
			case <-merged:
			default:
				close(merged)
			}
		case broken && op == "sync" && strings.Contains(path, "000005-"):
			<-merged
			return errors.New("input/output error")
		}
		return nil
	}
	traj := tiny(t, 6)
	s := create(t, "x.hdf5", hdf5.MergeAt(3), hdf5.OnDisk(files.Disk{Hook: hook}))
	must(t, s.SaveTrajectory(traj))
	for i := range 3 {
		must(t, execute(t, s, traj, i))
		must(t, s.Sync())
	}
	<-reached
	done := make(chan struct{})
	go func() {
		defer close(done)
		job(s, traj)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Error("others wait for the merging")
	}
	close(ready)
	return s
}

// repeat lets run 1, which has failed, begin again, and finish.
func repeat(t *testing.T, s *hdf5.Store, traj *trajectory.Trajectory) {
	run, err := traj.Run(1)
	if err == nil {
		run.Begin(start.Add(time.Hour))
		err = trajectory.SaveRun(s, ended(run, nil))
	}
	if err != nil {
		t.Error(err)
	}
}

// TestUseWhileMerging reads, and hands over another run and one of those that are merged, while segments are
// merged: nobody waits for that, and nothing is lost.
func TestUseWhileMerging(t *testing.T) {
	s := whileMerging(t, false, func(s *hdf5.Store, traj *trajectory.Trajectory) {
		for i, want := range []trajectory.Status{trajectory.Finished, trajectory.Failed, trajectory.Failed} {
			run, err := s.LoadRun(traj, i)
			if err != nil || run.Record().Status != want {
				t.Errorf("run %d: %v", i, err)
			}
		}
		repeat(t, s, traj)
		if err := execute(t, s, traj, 3); err != nil {
			t.Error(err)
		}
	})
	must(t, s.Sync())
	reader := opened(t, reading, "x.hdf5")
	for _, store := range []*hdf5.Store{s, reader} {
		for i, want := range []trajectory.Status{"finished", "finished", "failed", "finished", "pending"} {
			if status, err := store.Status(tiny(t, 6), i); err != nil || status != want {
				t.Errorf("run %d is %s, %v, wanted %s", i, status, err, want)
			}
		}
	}
	must(t, hdf5.Check("x.hdf5"))
	must(t, s.Finish())
	must(t, hdf5.Check("x.hdf5"))
}

// TestFailureAfterMerging repeats a run that has failed while its segment is merged, and cannot commit it: then
// it is one that is still to be done.
func TestFailureAfterMerging(t *testing.T) {
	s := whileMerging(t, true, func(s *hdf5.Store, traj *trajectory.Trajectory) { repeat(t, s, traj) })
	if err := s.Sync(); err == nil {
		t.Error("the disk is broken, and there is no error")
	}
	traj := tiny(t, 6)
	if _, err := s.LoadRun(traj, 1); !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("run 1: %v", err)
	}
	_, err := s.LoadRun(traj, 2)
	must(t, err)
}

// TestReadWhileMerging has goroutines read all runs, again and again, while these are committed and merged.
func TestReadWhileMerging(t *testing.T) {
	inFolder(t)
	n := 15
	if slow {
		n = 60
	}
	traj := tiny(t, n)
	s := create(t, "x.hdf5", hdf5.MergeAt(3))
	must(t, s.SaveTrajectory(traj))
	reader := opened(t, reading, "x.hdf5")
	done := make(chan struct{})
	var all sync.WaitGroup
	for _, store := range []*hdf5.Store{s, s, reader} {
		all.Go(func() {
			for i := 0; ; i = (i + 1) % n {
				select {
				case <-done:
					return
				default:
				}
				if _, err := store.LoadRun(traj, i); err != nil && !errors.Is(err, trajectory.ErrNotFound) {
					t.Errorf("run %d: %v", i, err)
				}
				if _, err := store.LoadRuns(traj, i, n-i); err != nil {
					t.Errorf("runs from %d on: %v", i, err)
				}
			}
		})
	}
	for i := range n {
		must(t, execute(t, s, traj, i))
		must(t, s.Sync())
	}
	close(done)
	all.Wait()
	must(t, s.Close())
	must(t, hdf5.Check("x.hdf5"))
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
