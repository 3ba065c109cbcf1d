package trajectory_test

import (
	"fmt"

	"golgi/trajectory"
	"golgi/units"
)

// An exploration of two parameters, into a store and out of it again.
func Example() {
	if err := explore(trajectory.NewMemoryStore()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// run_00000000: R_ee = 1, tau = 15 ms, gain = 0.015
	// run_00000001: R_ee = 1, tau = 20 ms, gain = 0.02
	// run_00000002: R_ee = 2.5, tau = 15 ms, gain = 0.0375
	// run_00000003: R_ee = 2.5, tau = 20 ms, gain = 0.05
}

func explore(store trajectory.Store) error {
	traj, err := trajectory.New("example")
	if err != nil {
		return err
	}
	if err := traj.Add(
		trajectory.Parameter{Path: "connections.R_ee", Value: 1.0, Comment: "clustering factor"},
		trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(15)},
	); err != nil {
		return err
	}
	if err := traj.Explore(trajectory.Cartesian{
		{Path: "R_ee", Values: []float64{1, 2.5}},
		{Path: "tau", Values: units.Millisecond.OfAll(15, 20)},
	}); err != nil {
		return err
	}
	if err := store.SaveTrajectory(traj); err != nil {
		return err
	}
	for i := range traj.Len() {
		run, err := traj.Run(i)
		if err != nil {
			return err
		}
		if err := simulate(run); err != nil {
			return err
		}
		if err := trajectory.SaveRun(store, run); err != nil {
			return err
		}
		if err := printRun(store, traj, i); err != nil {
			return err
		}
	}
	return nil
}

func simulate(run *trajectory.Run) error {
	ree, err := trajectory.Value[float64](run, "R_ee")
	if err != nil {
		return err
	}
	tau, err := trajectory.Value[units.Quantity](run, "tau")
	if err != nil {
		return err
	}
	return run.AddResult(trajectory.Result{Path: "gain", Items: []trajectory.Item{
		{Name: "mean", Value: ree * tau.SI()},
	}})
}

func printRun(store trajectory.Store, traj *trajectory.Trajectory, i int) error {
	run, err := store.LoadRun(traj, i)
	if err != nil {
		return err
	}
	ree, err := run.Parameter("R_ee")
	if err != nil {
		return err
	}
	tau, err := run.Parameter("tau")
	if err != nil {
		return err
	}
	gain, err := run.Result("gain")
	if err != nil {
		return err
	}
	mean, err := gain.Item("mean")
	if err != nil {
		return err
	}
	fmt.Printf("%s: R_ee = %v, tau = %v, gain = %v\n", run.Name(), ree.Value, tau.Value, mean.Value)
	return nil
}
