package manager_test

import (
	"context"
	"fmt"

	"golgi/analyser"
	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// Neurons have run, and their spikes are stored. Later somebody wants to know how regular they are.
func ExampleNetworkManager_Post() {
	parts := []component.Component{
		component.Bound[struct{ Tau float64 }]{Group: "neurons", Default: struct{ Tau float64 }{10}, Make: func(b *component.Build, p struct{ Tau float64 }) error {
			_, err := component.Add(b, sim.Neurons{Name: "neurons", Size: 2, Equations: "dv/dt = (2 - v)/(tau*ms) : 1", Method: "exact",
				Threshold: "v > 1", Reset: "v = 0", Namespace: sim.NamespaceOf(p)})
			return err
		}},
		runner.Subruns{{Name: "measure", Duration: units.Second.Of(0.1)}},
		components.Record{Spikes: []string{"neurons"}},
	}
	store := trajectory.NewMemoryStore()
	explore := func(m *manager.NetworkManager) error {
		defer m.Close()
		traj, err := trajectory.New("regular")
		if err == nil {
			err = m.AddParameters(traj)
		}
		if err == nil {
			err = traj.Explore(trajectory.Cartesian{{Path: "tau", Values: []float64{5, 10}}})
		}
		if err != nil {
			return err
		}
		return m.Explore(context.Background(), traj, store, 0)
	}
	fmt.Println(explore(manager.New(parts)))

	// The program has gained an analyser.
	m := manager.New(append(parts, analyser.After("measure", func(s *component.Subrun) error {
		trains, err := s.Trains("neurons")
		if err != nil {
			return err
		}
		return s.Run.Add("statistics", "rate", trains.Rate(), "Hz")
	})))
	defer m.Close()
	traj, err := trajectory.New("regular")
	if err == nil {
		err = m.AddParameters(traj)
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	posted, err := m.Post(context.Background(), traj, store, manager.Post{})
	fmt.Println(posted.Analysed, err)
	stored, err := store.LoadTrajectory("regular")
	if err == nil {
		rows, _ := trajectory.Rows(store, stored, "rate")
		fmt.Println(rows.Rows[0].Values[0], rows.Rows[1].Values[0], len(stored.Provenance.Posts), err)
	}
	// Output:
	// <nil>
	// 2 <nil>
	// 280 140 1 <nil>
}
