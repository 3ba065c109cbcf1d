package docs_test

import (
	"fmt"

	"golgi/search"
	"golgi/trajectory"
	"golgi/units"
)

func Example_design() {
	explore := trajectory.Product{
		trajectory.LatinHypercube{N: 100, Over: []trajectory.Interval{
			{Path: "R_ee", From: 1.0, To: 3.0},
			{Path: "tau", From: units.Millisecond.Of(5), To: units.Millisecond.Of(50), Log: true},
		}},
		trajectory.Axis{Path: "simulation.trial", Values: trajectory.Range(0, 9, 1)},
	}
	traj := ok(trajectory.New("clustered"))
	check(traj.Add(trajectory.Parameter{Path: "connections.R_ee", Value: 1.0},
		trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(10)}, trajectory.Parameter{Path: "simulation.trial", Value: 0}))
	check(traj.Explore(explore))
	fmt.Println(traj.Len(), "runs")
	// Output:
	// 1000 runs
}

// bisection looks for the bias at which neurons spike at 20 Hz.
var bisection = search.Bisection{Over: trajectory.Interval{Path: "bias", From: 0.8, To: 1.2}, Of: "statistics.rate", Target: 20, Steps: 8}

var _ trajectory.Search = bisection
