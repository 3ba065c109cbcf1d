package manager_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// lasts notes how long subruns last.
type lasts struct {
	component.Base
	seen *[]string
}

func (l lasts) AddToNetwork(s *component.Subrun) error {
	*l.seen = append(*l.seen, fmt.Sprintf("%s %v", s.Current.Name, s.Current.Duration))
	return nil
}

// The list says the order, and each duration can be explored.
func TestSubrunsAsValues(t *testing.T) {
	var seen []string
	ms := units.Millisecond
	m := manager.New([]component.Component{lasts{seen: &seen},
		runner.Subruns{{Name: "initial", Duration: ms.Of(2)}, {Name: "a_measure", Duration: ms.Of(1), Comment: "measured"}},
		runner.PreSubruns{{Name: "settle", Duration: ms.Of(3)}}}, manager.WithoutTrials())
	defer m.Close()
	traj, err := trajectory.New("test")
	err = errors.Join(err, m.AddParameters(traj), traj.Explore(trajectory.Cartesian{{Path: "a_measure", Values: ms.OfAll(4, 5)}}))
	if err == nil {
		err = m.Explore(context.Background(), traj, trajectory.NewMemoryStore(), 1)
	}
	if got := fmt.Sprint(seen, err); got != "[settle 3 ms initial 2 ms a_measure 4 ms initial 2 ms a_measure 5 ms] <nil>" {
		t.Error(got)
	}
	type plan struct {
		Cue, Delay units.Quantity
		Steps      runner.Subruns
	}
	p := plan{Steps: runner.Subruns{{Name: "z", Duration: ms.Of(1)}, {Name: "y", Duration: ms.Of(2)}}}
	other, err := trajectory.New("other")
	err = errors.Join(err, trajectory.Declare(other, "task", p), other.Set("task.steps.y", ms.Of(7)), trajectory.Fill(other, "task", &p))
	if got := fmt.Sprint(p.Steps, err); got != "[{z 1 ms } {y 7 ms }] <nil>" {
		t.Error(got)
	}
}

func TestMisuseOfSubruns(t *testing.T) {
	for _, c := range []struct {
		parts []component.Component
		want  string
	}{
		{[]component.Component{runner.Subruns{{Duration: units.Second.Of(1)}}},
			`component "Subruns": AddParameters: trajectory: cannot add parameter "simulation.durations.": a name is empty`},
		{[]component.Component{runner.Subruns{{Name: "a", Duration: units.Volt.Of(1)}, {Name: "a", Duration: units.Second.Of(1)}}},
			`component "Subruns": AddParameters: runner: simulation.durations.a lasts 1 V; wanted a time of 0 s or more, such as 500 ms
trajectory: cannot add parameter "simulation.durations.a": there is a parameter of that path already`},
		{[]component.Component{runner.None{}}, ""},
	} {
		m := manager.New(c.parts)
		traj, err := trajectory.New("test")
		if err == nil {
			err = m.AddParameters(traj)
		}
		if err == nil {
			err = m.Explore(context.Background(), traj, trajectory.NewMemoryStore(), 1)
		}
		if got := fmt.Sprint(err); got != c.want && !(err == nil && c.want == "") {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
