package hdf5_test

import (
	"math/rand/v2"
	"os"
	"sync"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// TestLargeRuns has 16 workers, each with a list of its own that it fills anew for each run: of up to 5 MB,
// stored in one piece, kept, streamed, or given up first. Every number comes back.
func TestLargeRuns(t *testing.T) {
	n := 40
	if os.Getenv("GOLGI_SLOW") != "" {
		n = 400
	}
	inFolder(t)
	traj := products(t, n)
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	runs := make(chan int)
	var workers sync.WaitGroup
	for range 16 {
		workers.Go(func() {
			list := make([]float64, 700_000)
			for i := range runs {
				if err := saveLarge(s, traj, i, largeValues(i, list)); err != nil {
					t.Errorf("run %d: %v", i, err)
				}
			}
		})
	}
	for _, i := range rand.Perm(n) {
		runs <- i
	}
	close(runs)
	workers.Wait()
	must(t, s.Close())
	must(t, hdf5.Check("x.hdf5"))
	wantLarge(t, traj)
}

// largeValues returns the values of run i, in a list that is used again.
func largeValues(i int, list []float64) []float64 {
	list = list[:i*7919%len(list)+1]
	for k := range list {
		list[k] = float64(i) + float64(k)/1e6
	}
	return list
}

// saveLarge stores a run in one of several ways.
func saveLarge(s *hdf5.Store, traj *trajectory.Trajectory, i int, values []float64) error {
	run, err := traj.Run(i)
	if err != nil {
		return err
	}
	whole := trajectory.Result{Path: "v", Items: []trajectory.Item{{Name: "v", Value: values}}}
	if i%4 == 0 {
		if err := run.AddResult(whole); err != nil {
			return err
		}
		return trajectory.SaveRun(s, run)
	}
	w, err := s.Begin(run)
	if err != nil {
		return err
	}
	switch i % 4 {
	case 1:
		err = w.Append("v", whole)
	case 2:
		err = stream(w, values)
	case 3: // begins again as the next kind
		if err := w.Append("v", whole); err != nil {
			return err
		}
		if err := w.Abort(nil); err != nil {
			return err
		}
		if w, err = s.Begin(run); err == nil {
			err = stream(w, values)
		}
	}
	if err != nil {
		return err
	}
	return w.Commit()
}

// stream appends values in blocks of several lengths.
func stream(w trajectory.RunWriter, values []float64) error {
	none := trajectory.Item{Name: "v", Value: []float64{}}
	err := w.Append("v", trajectory.Result{Items: []trajectory.Item{none}})
	for err == nil && len(values) > 0 {
		n := min(len(values), 1+rand.IntN(100_000))
		err = w.Append("v", trajectory.Item{Name: "v", Value: values[:n]})
		values = values[n:]
	}
	return err
}

// wantLarge checks what saveLarge has stored in x.hdf5.
func wantLarge(t *testing.T, traj *trajectory.Trajectory) {
	t.Helper()
	s := opened(t, reading, "x.hdf5")
	list := make([]float64, 700_000)
	for i := range traj.Len() {
		run, err := s.LoadRun(traj, i)
		must(t, err)
		got := run.Results()[0].Items[0].Value.([]float64)
		want := largeValues(i, list)
		if len(got) != len(want) {
			t.Errorf("run %d has %d values, wanted %d", i, len(got), len(want))
			continue
		}
		for k := range want {
			if got[k] != want[k] {
				t.Errorf("value %d of run %d is %v, wanted %v", k, i, got[k], want[k])
				break
			}
		}
	}
	must(t, s.Close())
}
