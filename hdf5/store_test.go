package hdf5_test

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// TestConformance runs the suite for stores; and every file that it makes must pass Check.
func TestConformance(t *testing.T) {
	fewChecks(t, 12)
	storetest.Run(t, func(t *testing.T) (trajectory.Store, func() trajectory.Store) {
		path := filepath.Join(t.TempDir(), "store.hdf5")
		return create(t, path), func() trajectory.Store {
			must(t, hdf5.Check(path))
			return opened(t, hdf5.Append, path)
		}
	})
}

// fewChecks has rapid draw few examples, since each waits for the disk.
func fewChecks(t *testing.T, n int) {
	if !slow {
		checks := flag.Lookup("rapid.checks").Value
		t.Cleanup(func() { must(t, checks.Set("100")) })
		must(t, checks.Set(fmt.Sprint(n)))
	}
}

// TestSixteenWorkers has goroutines write, stream, read and be refused on one store.
func TestSixteenWorkers(t *testing.T) {
	const workers, each = 16, 4
	path := filepath.Join(t.TempDir(), "x.hdf5")
	traj, err := trajectory.New("many")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "x", Value: 0}))
	xs := make([]int, workers*each)
	for i := range xs {
		xs[i] = i
	}
	must(t, traj.Explore(trajectory.Zip{{Path: "x", Values: xs}}))
	s := create(t, path)
	must(t, s.SaveTrajectory(traj))
	var all sync.WaitGroup
	for worker := range workers {
		all.Go(func() {
			for i := worker; i < len(xs); i += workers {
				if err := oneRun(s, traj, i); err != nil {
					t.Errorf("run %d: %v", i, err)
				}
			}
		})
	}
	all.Wait()
	must(t, s.Close())
	must(t, hdf5.Check(path))
}

// oneRun streams a run, loads it again, and is refused to write it twice.
func oneRun(s *hdf5.Store, traj *trajectory.Trajectory, i int) error {
	run, err := traj.Run(i)
	if err != nil {
		return err
	}
	w, err := s.Begin(run)
	if err != nil {
		return err
	}
	item := trajectory.Item{Name: "x", Value: []int{i}}
	declared := trajectory.Result{Items: []trajectory.Item{item}}
	if err := errors.Join(w.Append("m", declared), w.Append("m", item), w.Commit()); err != nil {
		return err
	}
	if _, err := s.Begin(run); !errors.Is(err, trajectory.ErrExists) {
		return fmt.Errorf("a finished run may begin: %v", err)
	}
	loaded, err := s.LoadTrajectory("many")
	if err != nil {
		return err
	}
	again, err := s.LoadRun(loaded, i)
	if err != nil {
		return err
	}
	res, err := again.Result("m")
	if err != nil || fmt.Sprint(res.Items[0].Value) != fmt.Sprint([]int{i, i}) {
		return fmt.Errorf("the result came back as %v, %v", res, err)
	}
	return nil
}
