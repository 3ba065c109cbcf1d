package hdf5_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/internal/files"
	"golgi/trajectory"
)

// promised is how long after the end of the first of its runs a segment is closed, and slack what a busy machine
// may need besides.
const (
	promised = 200 * time.Millisecond
	slack    = 10 * time.Second
)

// TestCommittedUnderLoad hands over runs without a pause, faster than they can be written, so that the queue is
// never empty: the segment of each begins to be put on the disk in time all the same.
func TestCommittedUnderLoad(t *testing.T) {
	span := 500 * time.Millisecond
	if slow {
		span = 5 * time.Second
	}
	for name, sync := range map[string]time.Duration{"fast disk": 0, "slow disk": 600 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			inFolder(t)
			var closed firstSyncs
			slowly := func(op, path string) error {
				if op == "sync" && closed.note(path) {
					time.Sleep(sync)
				}
				return nil
			}
			ended := handOverFor(t, span+sync, hdf5.MergeAt(1<<20), hdf5.OnDisk(files.Disk{Hook: slowly}))
			segments, err := filepath.Glob("x.hdf5.parts/0*.hdf5")
			must(t, err)
			late := time.Duration(0)
			for _, path := range segments {
				for _, i := range runsIn(t, path) {
					late = max(late, closed.when(filepath.Base(path)).Sub(ended[i]))
					ended[i] = time.Time{}
				}
			}
			for i, when := range ended {
				if !when.IsZero() {
					t.Fatalf("run %d was handed over, and is in no segment", i)
				}
			}
			t.Logf("%d runs in %d segments, which were closed at most %v after the end of a run",
				len(ended), len(segments), late)
			if late > promised+sync+slack { // a segment waits for the one before
				t.Errorf("a segment was closed %v after the end of a run in it", late)
			}
			if len(segments) < 2 {
				t.Errorf("all runs are in %d segments", len(segments))
			}
		})
	}
}

// A firstSyncs has when segments were synced first, by the names that they get then.
type firstSyncs struct {
	mu  sync.Mutex
	all map[string]time.Time
}

// note notes that the file at path is synced, and reports whether it is a segment that was not noted yet.
func (s *firstSyncs) note(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	name, _, temporary := strings.Cut(filepath.Base(path), ".hdf5.")
	if _, known := s.all[name]; known || !temporary || name[0] != '0' {
		return false
	}
	if s.all == nil {
		s.all = map[string]time.Time{}
	}
	s.all[name] = time.Now()
	return true
}

func (s *firstSyncs) when(segment string) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all[strings.TrimSuffix(segment, ".hdf5")]
}

// handOverFor has several workers store tiny runs as fast as they can, and returns when each had ended.
func handOverFor(t *testing.T, span time.Duration, opts ...hdf5.Option) []time.Time {
	t.Helper()
	const most, workers = 100_000, 4
	traj := products(t, most+1) // so that the file is not finished
	s := create(t, "x.hdf5", opts...)
	must(t, s.SaveTrajectory(traj))
	ended := make([]time.Time, most)
	var next atomic.Int32
	var all sync.WaitGroup
	begun := time.Now()
	for range workers {
		all.Go(func() {
			for time.Since(begun) < span {
				i := int(next.Add(1)) - 1
				if i >= most {
					return
				}
				ended[i] = time.Now()
				saveProduct(t, s, traj, i)
			}
		})
	}
	all.Wait()
	must(t, s.Close())
	return ended[:min(next.Load(), most)]
}

// runsIn returns the runs of products that a segment has.
func runsIn(t *testing.T, path string) (runs []int) {
	t.Helper()
	file, err := h5.OpenSealed(path)
	must(t, err)
	err = file.Do(func(root h5.Group) error {
		return layout.Within(root, "products", func(group h5.Group) error {
			rows, err := layout.ReadRecords(group)
			for _, r := range rows {
				runs = append(runs, r.Index)
			}
			return err
		})
	})
	must(t, errors.Join(err, file.Close()))
	return runs
}

// TestSettled breaks the disk at one segment or another, while workers hand over runs: when Sync returns, the
// store says of each run what is on the disk, however far it had come.
func TestSettled(t *testing.T) {
	for _, broken := range []string{"000001-", "000002-", "000003-"} {
		inFolder(t)
		hook := func(op, path string) error {
			if op == "sync" && strings.Contains(path, broken) {
				time.Sleep(20 * time.Millisecond) // while the next is filled
				return errors.New("no space left on device")
			}
			return nil
		}
		const n, workers = 50_000, 4
		traj := products(t, n)
		s := create(t, "x.hdf5", hdf5.OnDisk(files.Disk{Hook: hook}))
		must(t, s.SaveTrajectory(traj))
		var next atomic.Int32
		var all sync.WaitGroup
		lost := make([]bool, n)
		for range workers {
			all.Go(func() {
				for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
					run, err := traj.Run(i)
					if err == nil {
						err = run.AddResult(trajectory.Result{Path: "v",
							Items: []trajectory.Item{{Name: "v", Value: make([]float64, 200)}}})
					}
					if err == nil {
						err = trajectory.SaveRun(s, run)
					}
					if lost[i] = err != nil; lost[i] {
						return
					}
				}
			})
		}
		all.Wait()
		if err := s.Sync(); err == nil {
			t.Fatalf("%s: the disk is broken, and there is no error", broken)
		}
		var said [n]trajectory.Status
		for i := range said {
			status, err := s.Status(traj, i)
			must(t, err)
			if said[i] = status; lost[i] && status != trajectory.Pending {
				t.Fatalf("%s: run %d was refused, and is %s", broken, i, status)
			}
		}
		_ = s.Close()
		r := opened(t, reading, "x.hdf5")
		stored := 0
		for i := range said {
			status, err := r.Status(traj, i)
			must(t, err)
			if status != said[i] {
				t.Fatalf("%s: run %d is %s, and was said to be %s", broken, i, status, said[i])
			}
			if status == trajectory.Finished {
				stored++
			}
		}
		must(t, r.Close())
		if (stored > 0) != (broken != "000001-") {
			t.Errorf("%s: %d runs are stored", broken, stored)
		}
		must(t, os.RemoveAll("x.hdf5.parts"))
	}
}
