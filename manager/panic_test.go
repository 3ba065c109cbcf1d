package manager_test

import (
	"context"
	"errors"
	"regexp"
	"testing"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// A panicky part panics in one of its methods.
type panicky struct {
	component.Base
	where string
}

func (p panicky) at(method string) {
	if p.where == method {
		panic("oh no")
	}
}

func (p panicky) Name() string          { p.at("Name"); return "panicky" }
func (p panicky) Needs() []string       { p.at("Needs"); return nil }
func (p panicky) Gives() []string       { p.at("Gives"); return nil }
func (p panicky) Subruns() []string     { p.at("Subruns"); return nil }
func (p panicky) AddsSubruns() []string { p.at("AddsSubruns"); return nil }

// panickyRunner panics in Planned.
type panickyRunner struct{ runner.Ordered }

func (panickyRunner) Planned(trajectory.Reader) (component.Spans, error) { panic("oh no") }

// A panic in whatever an experiment is asked ends its exploration with an error that says whose it was, and where.
func TestPanicsOfWhatPartsDeclare(t *testing.T) {
	place := regexp.MustCompile(`panicked at manager/panic_test\.go:\d+: oh no`)
	for _, c := range []struct{ where, want string }{
		{"Name", `component "manager_test.panicky": Name HERE`}, {"Needs", `component "panicky": Needs HERE`},
		{"Gives", `component "panicky": Gives HERE`}, {"Subruns", `component "panicky": Subruns HERE`},
		{"AddsSubruns", `component "panicky": AddsSubruns HERE`}, {"Planned", `runner "panickyRunner": Planned HERE`},
		{"progress", "manager: the function of WithProgress HERE"},
	} {
		var r runner.Runner = runner.Ordered{}
		var opts []manager.Option
		switch c.where {
		case "Planned":
			r = panickyRunner{}
		case "progress":
			opts = []manager.Option{manager.WithProgress(func(p manager.Progress) { panicky{where: "progress"}.at("progress") })}
		}
		m := manager.New([]component.Component{r, panicky{where: c.where}}, opts...)
		traj, err := trajectory.New("test")
		if err != nil {
			t.Fatal(err)
		}
		if err = m.AddParameters(traj); err == nil {
			err = errors.Join(traj.Add(trajectory.Parameter{Path: "simulation.durations.x", Value: units.Millisecond.Of(1),
				Annotations: trajectory.Annotations{"order": 1}}), traj.Explore(trajectory.Cartesian{{Path: manager.Trial, Values: []int{0, 1}}}))
			if err == nil {
				err = m.Explore(context.Background(), traj, trajectory.NewMemoryStore(), 2)
			}
		}
		if err == nil {
			t.Errorf("%s: no error", c.where)
			continue
		}
		wantText(t, place.ReplaceAllString(err.Error(), "HERE"), c.want)
	}
}
