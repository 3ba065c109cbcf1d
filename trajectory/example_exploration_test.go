package trajectory_test

import (
	"fmt"
	"strings"

	"golgi/trajectory"
	"golgi/units"
)

// network is a trajectory for the examples.
func network() *trajectory.Trajectory {
	traj, err := trajectory.New("network")
	if err == nil {
		err = traj.Add(
			trajectory.Parameter{Path: "connections.R_ee", Value: 1.0},
			trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(10)},
			trajectory.Parameter{Path: "neurons.N", Value: 100},
			trajectory.Parameter{Path: "simulation.trial", Value: 0})
	}
	if err != nil {
		panic(err)
	}
	return traj
}

// printPoints prints the points of a trajectory.
func printPoints(traj *trajectory.Trajectory, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range traj.Len() {
		run, err := traj.Run(i)
		if err != nil {
			fmt.Println(err)
			return
		}
		var values []string
		for _, path := range traj.ExploredPaths() {
			p, err := run.Parameter(path)
			if err != nil {
				fmt.Println(err)
				return
			}
			values = append(values, fmt.Sprint(p.Value))
		}
		fmt.Printf("%d: %s\n", i, strings.Join(values, ", "))
	}
}

// Two parameters that are linked, and each of their points in two trials.
func ExampleProduct() {
	traj := network()
	printPoints(traj, traj.Explore(trajectory.Product{
		trajectory.Zip{
			{Path: "R_ee", Values: trajectory.Range(1, 2, 0.5)},
			{Path: "tau", Values: units.Millisecond.OfAll(5, 10, 20)},
		},
		trajectory.Axis{Path: "trial", Values: []int{0, 1}},
	}))
	// Output:
	// 0: 1, 5 ms, 0
	// 1: 1, 5 ms, 1
	// 2: 1.5, 10 ms, 0
	// 3: 1.5, 10 ms, 1
	// 4: 2, 20 ms, 0
	// 5: 2, 20 ms, 1
}

// The same as a text, as it stands on the command line.
func ExampleLine() {
	traj := network()
	printPoints(traj, traj.Explore(trajectory.Line("R_ee=1:2:0.5 with tau=5ms,10ms,20ms; trial=0,1")))
	// Output:
	// 0: 1, 5 ms, 0
	// 1: 1, 5 ms, 1
	// 2: 1.5, 10 ms, 0
	// 3: 1.5, 10 ms, 1
	// 4: 2, 20 ms, 0
	// 5: 2, 20 ms, 1
}

func ExampleZip() {
	traj := network()
	fmt.Println(traj.Explore(trajectory.Zip{}))
	printPoints(traj, traj.Explore(trajectory.Zip{{Path: "R_ee", Values: []int{1, 2}}, {Path: "N", Values: []int{100, 400}}}))
	// Output:
	// trajectory: cannot explore: no parameter is given; without Explore there is one run, at the defaults
	// 0: 1, 100
	// 1: 2, 400
}

func ExampleCartesian() {
	traj := network()
	printPoints(traj, traj.Explore(trajectory.Cartesian{{Path: "R_ee", Values: []int{1, 2}}, {Path: "N", Values: []int{100, 400}}}))
	// Output:
	// 0: 1, 100
	// 1: 1, 400
	// 2: 2, 100
	// 3: 2, 400
}

func ExampleExplicit() {
	traj := network()
	printPoints(traj, traj.Explore(trajectory.Explicit{
		{"R_ee": 1, "tau": units.Millisecond.Of(5)},
		{"R_ee": 2.5, "tau": units.Millisecond.Of(20)},
	}))
	// Output:
	// 0: 1, 5 ms
	// 1: 2.5, 20 ms
}

func ExampleOneAtATime() {
	traj := network()
	printPoints(traj, traj.Explore(trajectory.OneAtATime{
		{Path: "R_ee", Values: []float64{1, 2, 3}},
		{Path: "tau", Values: units.Millisecond.OfAll(5, 20)},
	}))
	// Output:
	// 0: 1, 10 ms
	// 1: 2, 10 ms
	// 2: 3, 10 ms
	// 3: 1, 5 ms
	// 4: 1, 20 ms
}

func ExampleSobol() {
	traj := network()
	printPoints(traj, traj.Explore(trajectory.Sobol{N: 4, Over: []trajectory.Interval{
		{Path: "R_ee", From: 1, To: 3},
		{Path: "tau", From: units.Millisecond.Of(5), To: units.Millisecond.Of(80), Log: true},
	}}))
	// Output:
	// 0: 1, 5 ms
	// 1: 2, 20 ms
	// 2: 2.5, 10 ms
	// 3: 1.5, 40 ms
}

// Points that are there already are not run again.
func ExampleTrajectory_Expand() {
	traj := network()
	if err := traj.Explore(trajectory.Axis{Path: "R_ee", Values: []float64{1, 2}}); err != nil {
		fmt.Println(err)
	}
	added, err := traj.Expand(trajectory.Axis{Path: "R_ee", Values: trajectory.Range(1, 3, 0.5)})
	fmt.Println(added, "are new; generations begin at", traj.Generations(), "explored is", traj.ExploredPaths())
	printPoints(traj, err)
	// Output:
	// 3 are new; generations begin at [0 2] explored is [connections.R_ee]
	// 0: 1
	// 1: 2
	// 2: 1.5
	// 3: 2.5
	// 4: 3
}

// Runs are found by their parameters, and some of them make a trajectory of their own.
func ExampleTrajectory_Find() {
	traj := network()
	if err := traj.Explore(trajectory.Cartesian{
		{Path: "R_ee", Values: []float64{1, 2, 3}}, {Path: "trial", Values: []int{0, 1}},
	}); err != nil {
		fmt.Println(err)
	}
	runs, err := traj.Find(func(p *trajectory.Values) bool { return p.Float("R_ee") > 1 && p.Int("trial") == 0 })
	fmt.Println(runs, err)
	small, err := traj.Shrink(runs...)
	printPoints(small, err)
	// Output:
	// [2 4] <nil>
	// 0: 2, 0
	// 1: 3, 0
}

func ExampleTrajectory_UniquePoints() {
	traj := network()
	if err := traj.Explore(trajectory.Cartesian{
		{Path: "R_ee", Values: []float64{1, 2}}, {Path: "trial", Values: []int{0, 1, 2}},
	}); err != nil {
		fmt.Println(err)
	}
	points, err := traj.UniquePoints("R_ee")
	for _, p := range points {
		fmt.Println(p.Point, p.Runs)
	}
	fmt.Println(err)
	// Output:
	// connections.R_ee = 1 [0 1 2]
	// connections.R_ee = 2 [3 4 5]
	// <nil>
}

// Runs are found by what they gave, and shown as a table.
func ExampleFindRuns() {
	traj, store := network(), trajectory.NewMemoryStore()
	err := traj.Explore(trajectory.Axis{Path: "R_ee", Values: []float64{1, 2, 3}})
	if err == nil {
		err = store.SaveTrajectory(traj)
	}
	for i := range traj.Len() {
		run, _ := traj.Run(i)
		ree, _ := trajectory.Value[float64](run, "R_ee")
		_ = run.AddResult(trajectory.Result{Path: "fano", Items: []trajectory.Item{{Name: "mean", Value: 0.5 * ree}}})
		_ = trajectory.SaveRun(store, run)
	}
	fmt.Println(err)
	fmt.Println(trajectory.FindRuns(store, traj, func(r *trajectory.Run) (bool, error) {
		fano, err := r.Float("fano.mean")
		return fano >= 1, err
	}))
	table, err := trajectory.Rows(store, traj, "R_ee", "fano.mean")
	fmt.Println(table.Rows, err)
	status, err := store.Status(traj, 1)
	fmt.Println(trajectory.RunName(1), status, err)
	run, err := store.LoadRun(traj, 1)
	fmt.Println(run.Record().Status, run.Record().Error == "", err)
	// Output:
	// <nil>
	// [1 2] <nil>
	// [{0 [1 0.5]} {1 [2 1]} {2 [3 1.5]}] <nil>
	// run_00000001 finished <nil>
	// finished true <nil>
}

// A search sees what runs gave, and says which points are next. Package manager executes the runs in
// between; here a loop does.
func ExampleSearchFunc() {
	traj, store := network(), trajectory.NewMemoryStore()
	search := trajectory.SearchFunc(func(so *trajectory.Results) (trajectory.Exploration, error) {
		switch so.Generation() {
		case 0:
			return trajectory.Axis{Path: "R_ee", Values: []float64{1, 2, 3}}, nil
		case 1:
			runs, err := so.At(trajectory.Point{"R_ee": 2})
			if err != nil {
				return nil, err
			}
			fano, n, err := so.Mean("fano.mean", runs...)
			fmt.Println("at R_ee = 2 the mean of", n, "run is", fano)
			return trajectory.Axis{Path: "R_ee", Values: trajectory.Range(1.5, 2.5, 0.5)}, err
		}
		return nil, nil
	})
	so := trajectory.ResultsOf(store, traj)
	for {
		first := so.Len()
		added, err := so.Extend(search)
		if err != nil || added == 0 {
			fmt.Println(traj.Generations(), err)
			return
		}
		if err := store.SaveTrajectory(traj); err != nil {
			fmt.Println(err)
		}
		for i := first; i < so.Len(); i++ {
			run, _ := traj.Run(i)
			ree, _ := trajectory.Value[float64](run, "R_ee")
			_ = run.AddResult(trajectory.Result{Path: "fano", Items: []trajectory.Item{{Name: "mean", Value: 0.5 * ree}}})
			_ = trajectory.SaveRun(store, run)
		}
	}
	// Output:
	// at R_ee = 2 the mean of 1 run is 1
	// [0 3] <nil>
}
