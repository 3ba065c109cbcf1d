package manager_test

import (
	"context"
	"testing"

	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// adding adds a subrun from its hook.
type adding struct{ component.Base }

func (adding) AddsSubruns() []string { return []string{"extra"} }
func (adding) AddToNetwork(s *component.Subrun) error {
	if s.Current.Name == "measure" {
		s.Remaining.Append(component.Span{Name: "extra", Duration: units.Millisecond.Of(1)})
	}
	return nil
}

// ownPlan is a runner that says nothing of its subruns before.
type ownPlan struct{ component.Base }

func (ownPlan) ExecutePreRun(context.Context, *runner.Plan) error { return runner.ErrNoSubrun }
func (ownPlan) ExecuteRun(ctx context.Context, p *runner.Plan) error {
	return p.Execute(ctx, component.Spans{{Name: "own", Duration: units.Millisecond.Of(1)}})
}

// Who waits for a subrun that does not come is told before the first run.
func TestSubrunsThatAreNotThere(t *testing.T) {
	for _, c := range []struct {
		name   string
		runner runner.Runner
		parts  []component.Component
		during []string
		want   string
	}{
		{"all", runner.Ordered{}, nil, nil, ""},
		{"there", runner.Ordered{}, nil, []string{"measure", "settle"}, ""},
		{"added", runner.Ordered{}, []component.Component{adding{}}, []string{"extra"}, ""},
		{"a runner that cannot tell", ownPlan{}, nil, []string{"own", "other"}, ""},
		{"misspelt", runner.Ordered{}, nil, []string{"mesure", "measure"}, `analyser: "Record" waits for subrun "mesure", ` +
			`and there is none of that name (there are: measure, settle); did you mean "measure"?; ` +
			`a component whose hooks add subruns names them by a method AddsSubruns() []string`},
	} {
		m := manager.New(append(c.parts, c.runner, components.Record{During: c.during}))
		traj, err := trajectory.New("test")
		if err == nil {
			err = m.AddParameters(traj)
		}
		if err == nil {
			order := trajectory.Annotations{"order": 1}
			err = traj.Add(trajectory.Parameter{Path: "simulation.durations.measure", Value: units.Millisecond.Of(1), Annotations: order},
				trajectory.Parameter{Path: "simulation.pre_durations.settle", Value: units.Millisecond.Of(1), Annotations: order})
		}
		if err == nil {
			err = m.Explore(context.Background(), traj, trajectory.NewMemoryStore(), 1)
		}
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: the error is\n%s\nwanted\n%s", c.name, got, c.want)
		}
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Where there are no subruns at all, it says how to give some.
func TestNoSubrunsAtAll(t *testing.T) {
	e := newBareExperiment(t, []component.Component{runner.PreSubruns{}, components.Record{During: []string{"measure"}}}, nil)
	_, err := e.explore(1)
	wantError(t, err, `analyser: "Record" waits for subrun "measure", and there are no subruns; name them in a part, as in `+
		`runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}}`)
}
