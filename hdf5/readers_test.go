package hdf5_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// TestReadersWhileMerging has others read a folder in every way there is, while segments are committed and merged all the time: a
// segment that has gone is in another by then.
func TestReadersWhileMerging(t *testing.T) {
	inFolder(t)
	n := 60
	if slow {
		n = 1000
	}
	traj := tiny(t, n)
	s := create(t, "x.hdf5", hdf5.MergeAt(3))
	must(t, s.SaveTrajectory(traj))
	write := func(i int) {
		_ = execute(t, s, traj, i) // some fail
		must(t, s.Sync())
	}
	write(0)
	var done atomic.Bool
	var readers sync.WaitGroup
	for what, read := range map[string]func() error{
		"Check":        func() error { return hdf5.Check("x.hdf5") },
		"ResultDigest": func() error { _, err := hdf5.ResultDigest("x.hdf5"); return err },
		"Open":         func() error { return readInEveryWay(traj.Name()) },
	} {
		readers.Go(func() {
			for !done.Load() {
				if err := read(); err != nil {
					t.Errorf("%s: %v", what, err)
					return
				}
			}
		})
	}
	for i := 1; i < n && !t.Failed(); i++ {
		write(i)
	}
	done.Store(true)
	readers.Wait()
	must(t, s.Close())
}

// readInEveryWay reads all runs one by one, together, and as a table.
func readInEveryWay(name string) error {
	s, err := hdf5.Open("x.hdf5")
	if err != nil {
		return err
	}
	defer s.Close()
	traj, err := s.LoadTrajectory(name)
	if err != nil {
		return err
	}
	if _, err := trajectory.Rows(s, traj); err != nil {
		return err
	}
	if _, err := s.LoadRuns(traj, 0, traj.Len()); err != nil {
		return err
	}
	_, err = trajectory.FindRuns(s, traj, func(*trajectory.Run) (bool, error) { return true, nil })
	return err
}
