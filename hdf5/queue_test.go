package hdf5_test

import (
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/hdf5/internal/parts"
)

// TestCommittedInTime waits for a run to be on the disk without asking for it.
func TestCommittedInTime(t *testing.T) {
	inFolder(t)
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, 0)
	for begun := time.Now(); time.Since(begun) < 10*time.Second; time.Sleep(10 * time.Millisecond) {
		segments, err := filepath.Glob("x.hdf5.parts/0*.hdf5")
		must(t, err)
		if len(segments) == 1 {
			return
		}
	}
	t.Error("after 10 s there is no segment")
}

// TestSlowDisk has a disk that takes nothing for a while: then workers wait, and memory is not filled.
func TestSlowDisk(t *testing.T) {
	inFolder(t)
	const n, size = 30, 1 << 20 // runs of 8 MiB
	ready := make(chan struct{})
	slow := func(op, path string) error {
		if op == "sync" && strings.Contains(path, "000001-") {
			<-ready
		}
		return nil
	}
	s := create(t, "x.hdf5", hdf5.OnDisk(parts.Disk{Hook: slow}))
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
	if before > 8+8+1 { // a segment, what may wait, and the one that waits for that
		t.Errorf("%d runs were handed over", before)
	}
	close(ready)
	must(t, <-done)
}
