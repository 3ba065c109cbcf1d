package trajectory_test

import (
	"fmt"

	"golgi/trajectory"
	"golgi/units"
)

// recorded is a store with four runs, over tau and trials, that have recorded something; the last has failed.
func recorded() (trajectory.Store, *trajectory.Trajectory) {
	traj, _ := trajectory.New("recorded")
	_ = traj.Add(trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(5)}, trajectory.Parameter{Path: "simulation.trial", Value: 0})
	_ = traj.Explore(trajectory.Cartesian{{Path: "tau", Values: units.Millisecond.OfAll(5, 10)}, {Path: "trial", Values: []int{0, 1}}})
	store := trajectory.NewMemoryStore()
	_ = store.SaveTrajectory(traj)
	for i := range traj.Len() {
		run, _ := traj.Run(i)
		_ = run.AddResult(trajectory.Result{Path: "monitors.v", Items: []trajectory.Item{
			{Name: "v", Value: []float64{float64(i), 0.5}, Unit: "mV", Dims: []string{"time"}},
			{Name: "raw", Value: make([]float64, 1000)},
		}})
		_ = run.Add("statistics", "rate", 10+float64(i), "Hz")
		if i == 3 {
			w, _ := store.Begin(run)
			_ = w.Abort(fmt.Errorf("no convergence"))
			continue
		}
		_ = trajectory.SaveRun(store, run)
	}
	return store, traj
}

// A run is loaded in part: by branch, by depth, and without what is large.
func ExampleLoadPart() {
	store, traj := recorded()
	run, err := trajectory.LoadPart(store, traj, 2, trajectory.Excerpt{Paths: []string{"results.monitors"}, Depth: 1, Most: 1000})
	fmt.Println(run.Contents(), err)
	_, err = trajectory.LoadPart(store, traj, 2, trajectory.Excerpt{Paths: []string{"monitor"}})
	fmt.Println(err)
	// Output:
	// [monitors.v monitors.v.v] <nil>
	// trajectory: run_00000002: there is no result, group or item "monitor"; did you mean results.monitors?
}

// Many runs are loaded one after another, and only a few of them are in memory.
func ExampleLoadParts() {
	store, traj := recorded()
	for run, err := range trajectory.LoadParts(store, traj, trajectory.Excerpt{Paths: []string{"statistics"}}) {
		fmt.Println(run.Name(), run.Record().Status, run.Contents(), err)
	}
	// Output:
	// run_00000000 finished [statistics statistics.rate] <nil>
	// run_00000001 finished [statistics statistics.rate] <nil>
	// run_00000002 finished [statistics statistics.rate] <nil>
	// run_00000003 failed [] <nil>
}

// What a run gave is listed without the arrays.
func ExampleOutlines() {
	store, traj := recorded()
	all, err := trajectory.Outlines(store, traj, 0)
	for _, o := range all {
		fmt.Println(o.Path, o.Kind, o.Shape, o.Unit, o.Value)
	}
	fmt.Println(err)
	// Output:
	// monitors.v.raw float64 [1000]  <nil>
	// monitors.v.v float64 [2] mV <nil>
	// statistics.rate float64 [] Hz 10
	// <nil>
}

// One item of all runs is one array, with the explored parameters as coordinates.
func ExampleGather() {
	store, traj := recorded()
	g, err := trajectory.Gather(store, traj, "v.v")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(g.Path, g.Unit, g.Dims, g.Shape)
	for _, axis := range g.Axes {
		fmt.Println(axis.Coordinates)
	}
	fmt.Println(g.Data, g.Present)
	// Output:
	// monitors.v.v mV [neurons.tau simulation.trial time] [2 2 2]
	// [{neurons.tau [5, 10] ms}]
	// [{simulation.trial [0 1]}]
	// [0 0.5 1 0.5 2 0.5 NaN NaN] [true true true false]
}
