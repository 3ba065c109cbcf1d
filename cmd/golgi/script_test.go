package main

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

// The program as users of a shell meet it: scripts in testdata/script, with what it must say.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}

// Scripts in testdata/files say what the words for files do. Each has files x.hdf5, y.hdf5 and z.hdf5; see makeSample.
func TestFileScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/files", UpdateScripts: os.Getenv("UPDATE") != "", Setup: func(env *testscript.Env) error {
		env.Setenv("TZ", "UTC")
		in := func(name string) string { return filepath.Join(env.WorkDir, name) }
		return errors.Join(makeSample(in("x.hdf5"), false, ""), makeSample(in("y.hdf5"), true, ""), makeSample(in("z.hdf5"), false, "again"))
	}})
}

// makeSample makes a file of six runs: numbers of all sorts, texts that are hard to quote, one run that has failed, one that is pending. The
// other one differs in the engine, a parameter, the result of the trajectory as a whole, what run 2 gave, and in the numbers of runs.
func makeSample(path string, other bool, comment string) error {
	traj, err := trajectory.New("sample")
	if err != nil {
		return err
	}
	traj.Comment = comment
	dt, trials := units.Millisecond.Of(0.1), []int{0, 1, 2}
	traj.Provenance = trajectory.Provenance{Golgi: "v1", Go: "go1.26", Engine: "reference", Seed: 1, Start: time.Date(2026, 11, 21, 9, 30, 59, 0, time.UTC)}
	if other {
		dt, traj.Provenance.Engine, trials = units.Millisecond.Of(0.2), "cc", []int{0, 1, 2, 3}
	}
	store, err := hdf5.Create(path)
	if err != nil {
		return err
	}
	err = errors.Join(traj.Add(trajectory.Parameter{Path: "connections.R_ee", Value: 1.0, Comment: "clustering"},
		trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(5)}, trajectory.Parameter{Path: "simulation.dt", Value: dt},
		trajectory.Parameter{Path: "simulation.trial", Value: 0}, trajectory.Parameter{Path: "neurons.model", Value: "lif"}),
		traj.Explore(trajectory.Product{trajectory.Zip{{Path: "R_ee", Values: []float64{1, 2.5}}, {Path: "tau", Values: units.Millisecond.OfAll(5, 7.5)}},
			trajectory.Axis{Path: "trial", Values: trials}}),
		traj.AddResult(trajectory.Result{Path: "fit", Comment: "of all runs", Items: []trajectory.Item{{Name: "slope", Value: dt.SI()}}}),
		store.SaveTrajectory(traj))
	for i := range traj.Len() {
		if err == nil && i != traj.Len()-1 {
			err = saveSample(store, traj, i, other)
		}
	}
	return errors.Join(err, store.Finish())
}

// What runs gave, by their numbers.
var (
	fanos  = []float64{1.5, math.NaN(), math.Inf(1), 0.25}
	counts = []int{1, 1<<60 + 1, -3, 0}
	words  = []string{"a,b", "two\nlines", `says "x"`, "é"}
)

func saveSample(store *hdf5.Store, traj *trajectory.Trajectory, i int, other bool) error {
	run, err := traj.Run(i)
	if err != nil {
		return err
	}
	start := time.Date(2026, 11, 21, 9, 31, 0, 0, time.UTC)
	run.Begin(start)
	run.Warn("slow")
	k := i % len(fanos)
	rate := 20 + float64(i)
	if other && i == 2 {
		rate += 0.5
	}
	items := []trajectory.Item{{Name: "rate", Value: rate, Unit: "Hz", Comment: "mean"}, {Name: "count", Value: counts[k]}, {Name: "ok", Value: i%2 == 0}, {Name: "word", Value: words[k]}}
	if i != 3 {
		items = append(items, trajectory.Item{Name: "fano", Value: fanos[k]})
	}
	err = errors.Join(run.AddResult(trajectory.Result{Path: "stats", Items: items}),
		run.AddResult(trajectory.Result{Path: "monitors.v", Items: []trajectory.Item{{Name: "v", Value: []float64{rate, -65}, Unit: "mV"},
			{Name: "map", Value: trajectory.NDArray{Shape: []int{2, 3}, Data: make([]float64, 6)}}}}))
	var reason error
	if i == 4 {
		reason = errors.New("no convergence\nat 3 s")
	}
	run.End(start.Add(1500*time.Millisecond), reason)
	return errors.Join(err, trajectory.SaveRun(store, run))
}
