package hdf5_test

import (
	"errors"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

// start is when the sample runs began.
var start = time.Date(2026, 11, 21, 9, 30, 59, 123456000, time.UTC)

// sample returns a trajectory of four runs, with a quantity, texts, booleans and lists among the explored.
func sample(t testing.TB) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("clustered")
	must(t, err)
	traj.Comment = "Litwin-Kumar & Doiron (2012), größer"
	traj.Provenance = trajectory.Provenance{Golgi: "v0.1.0", Revision: "8c5d23b", Go: "go1.26.8",
		Engine: "reference", Seed: 1, Start: start}
	must(t, traj.Add(
		trajectory.Parameter{Path: "connections.R_ee", Value: 1.0, Comment: "clustering factor"},
		trajectory.Parameter{Path: "connections.clusters", Value: []int{50, 50}},
		trajectory.Parameter{Path: "connections.kind", Value: "clustered"},
		trajectory.Parameter{Path: "connections.plastic", Value: false},
		trajectory.Parameter{Path: "neurons.N", Value: 1 << 40},
		trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(15),
			Annotations: trajectory.Annotations{"order": 1, "reset": units.Millivolt.Of(-70), "note": "τ"}},
	))
	must(t, traj.Explore(trajectory.Zip{
		{Path: "R_ee", Values: []float64{1, 1.6, 2.5, 3.2}},
		{Path: "clusters", Values: []any{[]int{50}, []int{}, []int{25, 25}, []int{1, 2, 3}}},
		{Path: "kind", Values: []string{"clustered", "", "größer", "clustered"}},
		{Path: "plastic", Values: []bool{true, false, true, true}},
		{Path: "neurons.tau", Values: units.Millisecond.OfAll(1, 2, 3, 4)},
	}))
	return traj
}

// sampleRun returns run i of the sample with results, not ended.
func sampleRun(t testing.TB, traj *trajectory.Trajectory, i int) *trajectory.Run {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	run.Begin(start.Add(time.Duration(i) * time.Second))
	must(t, run.AddDerived(trajectory.Parameter{
		Path: "connections.p_in", Value: 0.5, Comment: "within a cluster",
	}))
	must(t, run.AddResult(trajectory.Result{
		Path: "fano", Comment: "in windows of 100 ms", Items: []trajectory.Item{
			{Name: "mean", Value: 0.8 + float64(i)}, {Name: "ok", Value: true}, {Name: "name", Value: "größe"},
		},
	}))
	if i == 0 {
		addMonitors(t, run)
	}
	return run
}

// addMonitors adds results with every kind of axis: named, with and without coordinates, and without name.
func addMonitors(t testing.TB, run *trajectory.Run) {
	t.Helper()
	must(t, run.AddResult(trajectory.Result{Path: "monitors.spikes", Items: []trajectory.Item{
		{Name: "t", Value: []float64{0.1, 0.1, 7}, Unit: "ms", Dims: []string{"spike"}},
		{Name: "i", Value: []int32{5, 3, 5}, Dims: []string{"spike"}},
	}}))
	v := trajectory.NDArray{Shape: []int{3, 2}, Data: []float64{-70, -69.5, -69, -68.5, -68, -67.5}}
	must(t, run.AddResult(trajectory.Result{
		Path: "monitors.v", Annotations: trajectory.Annotations{"source": "exc"},
		Items: []trajectory.Item{
			{Name: "time", Value: []float64{0, 0.1, 0.2}, Unit: "ms"},
			{Name: "neuron", Value: []int64{3, 7}},
			{Name: "v", Value: v, Unit: "mV", Dims: []string{"time", "neuron"}, Comment: "membrane potential"},
			{Name: "spiked", Value: []bool{true, false}, Dims: []string{"neuron"}},
			{Name: "labels", Value: []string{"a", "ä"}},
			{Name: "square", Value: trajectory.NDArray{Shape: []int{2, 2}, Data: []int32{1, 2, 3, 4}}},
			{Name: "none", Value: []float64{}, Unit: "s"},
		},
	}))
}

func ended(run *trajectory.Run, reason error) *trajectory.Run {
	run.End(run.Record().Start.Add(1500*time.Microsecond), reason)
	return run
}

// writeSample writes the sample to a file: the pre-run, two finished runs, a failed one, and one to come.
func writeSample(t testing.TB, path string, opts ...hdf5.Option) *trajectory.Trajectory {
	t.Helper()
	traj := sample(t)
	s := create(t, path, opts...)
	must(t, s.SaveTrajectory(traj))
	for i := trajectory.PreRun; i < 2; i++ {
		must(t, trajectory.SaveRun(s, ended(sampleRun(t, traj, i), nil)))
	}
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, traj, 2), errors.New("no convergence"))))
	must(t, s.Finish())
	return traj
}

// continued is the sample with one more point.
func continued(t testing.TB) *trajectory.Trajectory {
	t.Helper()
	more := sample(t)
	must(t, more.Explore(trajectory.Zip{
		{Path: "R_ee", Values: []float64{9}},
		{Path: "clusters", Values: []any{[]int{9}}},
		{Path: "kind", Values: []string{"9"}},
		{Path: "plastic", Values: []bool{true}},
		{Path: "neurons.tau", Values: units.Millisecond.OfAll(9)},
	}))
	return more
}
