package manager_test

import (
	"context"
	"fmt"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/search"
	"golgi/trajectory"
)

// parabola gives y = x^2.
type parabola struct{ component.Base }

func (parabola) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "x", Value: 1.0})
}

func (parabola) Build(b *component.Build) error {
	x, err := trajectory.Value[float64](b.Params, "x")
	if err != nil {
		return err
	}
	return b.Run.AddResult(trajectory.Result{Path: "parabola", Items: []trajectory.Item{{Name: "y", Value: x * x}}})
}

// Where is y = 2?
func ExampleNetworkManager_Search() {
	m := manager.New([]component.Component{parabola{}, runner.None{}})
	defer m.Close()
	traj, err := trajectory.New("root")
	if err == nil {
		err = m.AddParameters(traj)
	}
	store := trajectory.NewMemoryStore()
	if err == nil {
		err = m.Search(context.Background(), traj, store, 0, search.Bisection{
			Over: trajectory.Interval{Path: "x", From: 0, To: 2}, Of: "y", Target: 2, Steps: 4,
		})
	}
	axes, _ := traj.Axes()
	fmt.Println(axes[0].Values, err)

	// The same by hand: a function sees the results, and says which points are next.
	again, err := trajectory.New("grid")
	if err == nil {
		err = manager.New([]component.Component{parabola{}, runner.None{}}).AddParameters(again)
	}
	refine := trajectory.SearchFunc(func(so *trajectory.Results) (trajectory.Exploration, error) {
		switch so.Generation() {
		case 0:
			return trajectory.Axis{Path: "x", Values: trajectory.Range(-1, 2, 1)}, nil
		case 1:
			best, _, err := search.Best(so, "y", false)
			x := best["x"].(float64)
			return trajectory.Axis{Path: "x", Values: trajectory.Linear(x-0.5, x+0.5, 3)}, err
		}
		return nil, nil
	})
	if err == nil {
		err = manager.New([]component.Component{parabola{}, runner.None{}}).Search(context.Background(), again, store, 0, refine)
	}
	axes, _ = again.Axes()
	fmt.Println(axes[0].Values, again.Generations(), err)
	// Output:
	// [0 2 1 1.5 1.25 1.375] <nil>
	// [-1 0 1 2 -0.5 0.5] [0 4] <nil>
}
