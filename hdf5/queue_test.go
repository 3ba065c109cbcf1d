package hdf5_test

import (
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/internal/files"
	"golgi/trajectory"
)

// TestCommittedInTime waits for a run to be on the disk without asking for it.
func TestCommittedInTime(t *testing.T) {
	inFolder(t)
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, 0)
	for begun := time.Now(); time.Since(begun) < time.Minute; time.Sleep(10 * time.Millisecond) {
		segments, err := filepath.Glob("x.hdf5.parts/0*.hdf5")
		must(t, err)
		if len(segments) == 1 {
			return
		}
	}
	t.Error("after a minute there is no segment")
}

// TestSlowDisk has a disk that takes nothing for a while: then workers wait, and memory is not filled.
func TestSlowDisk(t *testing.T) {
	inFolder(t)
	const n, size = 24, 1 << 20 // runs of 8 MiB
	ready := make(chan struct{})
	slow := func(op, path string) error {
		if op == "sync" && strings.Contains(path, "000001-") {
			<-ready
		}
		return nil
	}
	s := create(t, "x.hdf5", hdf5.OnDisk(files.Disk{Hook: slow}))
	must(t, s.SaveTrajectory(products(t, 50)))
	var handed atomic.Int32
	done := make(chan error)
	go func() {
		for i := range n {
			if err := large(t, s, i, size); err != nil {
				done <- err
				return
			}
			handed.Add(1)
		}
		done <- s.Sync()
	}()
	var before int32 = -1
	for now := handed.Load(); now != before || now == 0; now = handed.Load() {
		before = now
		time.Sleep(300 * time.Millisecond)
	}
	// The segment that is committed, the next, what may wait, and the one that waits for that.
	if before > 8+8+2+1 {
		t.Errorf("%d runs were handed over", before)
	}
	close(ready)
	must(t, <-done)
}

// TestFailureWhileFilling lets a segment fail when it is committed, while the next is filled already: what
// was committed before is there, no run after it, and the store says so from then on.
func TestFailureWhileFilling(t *testing.T) {
	inFolder(t)
	const size = 1 << 20 // runs of 8 MiB, 8 of them a segment
	broken := func(op, path string) error {
		if op == "sync" && strings.Contains(path, "000002-") {
			time.Sleep(100 * time.Millisecond)
			return errors.New("input/output error")
		}
		return nil
	}
	s := create(t, "x.hdf5", hdf5.OnDisk(files.Disk{Hook: broken}))
	must(t, s.SaveTrajectory(products(t, 50)))
	var err error
	for i := 0; i < 50 && err == nil; i++ {
		err = large(t, s, i, size)
	}
	err = errors.Join(err, s.Sync())
	const want = "hdf5: cannot write x.hdf5.parts/000002-T.hdf5: input/output error; " +
		"what was committed before is there"
	for line := range strings.Lines(errors.Join(err, s.Close()).Error()) {
		if got := anyToken.ReplaceAllString(strings.TrimSpace(line), "-T"); got != want {
			t.Errorf("the error is\n  %s\nwanted\n  %s", got, want)
		}
	}
	wantFiles(t, "x.hdf5.parts/000001-T.hdf5 x.hdf5.parts/lock x.hdf5.parts/plan-products-000001.hdf5")
	wantFull(t, committed(t))
}

// committed returns how many runs are in x.hdf5, of which there must be some.
func committed(t *testing.T) (n int) {
	t.Helper()
	s := opened(t, reading, "x.hdf5")
	for ; n < 50; n++ {
		status, err := s.Status(products(t, 50), n)
		must(t, err)
		if status == trajectory.Pending {
			break
		}
	}
	must(t, s.Close())
	if n == 0 || n == 50 {
		t.Errorf("%d runs are committed, wanted those of one segment", n)
	}
	return n
}
