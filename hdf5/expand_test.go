package hdf5_test

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// TestExpandKeepsRuns appends points at random to a file, finished or not, and runs some of them: whatever a run has given stays, to the last bit,
// and so do its point and the generations.
func TestExpandKeepsRuns(t *testing.T) {
	rounds := 8
	if os.Getenv("GOLGI_SLOW") != "" {
		rounds = 100
	}
	inFolder(t)
	writeProducts(t, "x.hdf5", 3)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	given := map[int]string{}
	generations := []int{0}
	for range rounds {
		s := opened(t, hdf5.Append, "x.hdf5")
		traj, err := s.LoadTrajectory("products")
		must(t, err)
		first := traj.Len()
		xs, ys := make([]float64, 1+random.IntN(5)), make([]float64, 0)
		for i := range xs {
			xs[i], ys = float64(random.IntN(12)), append(ys, float64(random.IntN(2)))
		}
		added, err := traj.Expand(trajectory.Zip{{Path: "x", Values: xs}, {Path: "y", Values: ys}})
		must(t, err)
		if added > 0 {
			generations = append(generations, first)
		}
		must(t, s.SaveTrajectory(traj))
		for i := range traj.Len() {
			status, err := s.Status(traj, i)
			must(t, err)
			if status == trajectory.Finished || random.IntN(3) == 0 {
				continue
			}
			run, err := traj.Run(i)
			must(t, err)
			must(t, run.AddResult(trajectory.Result{Path: "r", Items: []trajectory.Item{
				{Name: "bits", Value: math.Float64frombits(random.Uint64())}, {Name: "list", Value: []float64{random.NormFloat64(), float64(i)}}}}))
			must(t, trajectory.SaveRun(s, run))
		}
		must(t, s.Close()) // a file, if all have finished
		wantKept(t, given, generations)
	}
	must(t, opened(t, hdf5.Append, "x.hdf5").Finish())
	wantKept(t, given, generations)
	must(t, hdf5.Check("x.hdf5"))
}

// wantKept compares all finished runs with what was known of them, and takes down those that are new.
func wantKept(t *testing.T, given map[int]string, generations []int) {
	t.Helper()
	s := opened(t, reading, "x.hdf5")
	traj, err := s.LoadTrajectory("products")
	must(t, err)
	if got := traj.Generations(); len(got) != len(generations) || got[len(got)-1] != generations[len(got)-1] {
		t.Fatalf("the generations begin at %v, wanted %v", got, generations)
	}
	for i := range traj.Len() {
		status, err := s.Status(traj, i)
		must(t, err)
		if status != trajectory.Finished {
			if given[i] != "" {
				t.Fatalf("run %d had finished, and is %s", i, status)
			}
			continue
		}
		run, err := s.LoadRun(traj, i)
		must(t, err)
		p := trajectory.ValuesOf(run)
		text := storetest.RunText(run) + trajectory.Point{"x": p.Float("x"), "y": p.Float("y")}.String()
		if was, known := given[i]; known && was != text {
			t.Fatalf("run %d was\n%s\nand is\n%s", i, was, text)
		}
		given[i] = text
	}
	must(t, s.Close())
}
