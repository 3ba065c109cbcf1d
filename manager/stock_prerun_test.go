package manager_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// What takes part in the pre-run is the same in all trials, whoever draws its numbers: initial values, rules in sim and in Go, weights.
func TestPreRunOfStockParts(t *testing.T) {
	for _, pre := range []bool{true, false} {
		seen := map[string]bool{} // networks of the trials
		note := analyser.After("measure", func(s *component.Subrun) error {
			text := ""
			for _, of := range []struct{ name, variable string }{{"neurons", "v"}, {"between", "j"}, {"between", "w"}, {"drawn", "i"}} {
				object, err := component.Get[sim.Object](s.Objects, of.name)
				if err != nil {
					return err
				}
				values, err := s.Network.Get(object, of.variable)
				if err != nil {
					return err
				}
				text += fmt.Sprint(values)
			}
			seen[text] = true
			return nil
		})
		parts := []component.Component{
			components.Source{Name: "input", Size: 20, Kind: components.Packet, Set: components.Values{"time": "1 s"}, PreRun: pre},
			components.Neurons{Name: "neurons", Size: 10, Model: components.LIF, Currents: components.Currents{"exc": components.ExponentialConductance}, Initial: components.Values{"v": "E_L + rand()*mV"}, PreRun: pre},
			components.Connection{Name: "between", From: "input", To: "neurons", Onto: "exc", Rule: components.Probability(0.5), Weight: components.Uniform("0 nS", "1 nS"), PreRun: pre},
			components.Connection{Name: "drawn", From: "input", To: "neurons", Onto: "exc", Rule: components.FixedTotal(15), Weight: components.Exactly("1 nS"), PreRun: pre},
			components.AlignPre{Name: "aligned", From: "input", To: "summing", Onto: "sum", Trace: components.ExponTrace, Weight: components.Exactly("1 nS"), PreRun: pre},
			runner.Subruns{{Name: "measure", Duration: units.Millisecond.Of(1)}}, note,
		}
		parts = append([]component.Component{components.Neurons{Name: "summing", Size: 2, Model: components.LIF, Currents: components.Currents{"sum": components.SummedConductance}, PreRun: pre}}, parts...)
		if pre {
			parts = append(parts, runner.PreSubruns{{Name: "settle", Duration: units.Millisecond.Of(1)}})
		}
		traj, err := trajectory.New("prerun")
		m := manager.New(parts, manager.WithEngine(sim.Reference))
		err = errors.Join(err, m.AddParameters(traj), traj.Explore(trajectory.Axis{Path: manager.Trial, Values: []int{0, 1, 2}}))
		if err = errors.Join(err, m.Explore(context.Background(), traj, trajectory.NewMemoryStore(), 1), m.Close()); err != nil {
			t.Fatal(err)
		}
		if want := map[bool]int{true: 1, false: 3}[pre]; len(seen) != want {
			t.Errorf("with PreRun %v, 3 trials have %d networks, and not %d", pre, len(seen), want)
		}
	}
}
