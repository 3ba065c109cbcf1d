package runner_test

import (
	"errors"
	"strings"
	"testing"

	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// duration is a parameter with that value, and with that order unless it is nil.
func duration(path string, value, order any) trajectory.Parameter {
	p := trajectory.Parameter{Path: path, Value: value}
	if order != nil {
		p.Annotations = trajectory.Annotations{"order": order}
	}
	return p
}

func newTrajectory(t *testing.T, ps ...trajectory.Parameter) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("test")
	if err == nil {
		err = traj.Add(ps...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return traj
}

func TestSpansAreSorted(t *testing.T) {
	second := units.Second.Of(1)
	traj := newTrajectory(t,
		duration("simulation.durations.a", second, 1.5),
		duration("simulation.durations.b", second, 1),
		duration("simulation.durations.early.c", units.Millisecond.Of(0), -3),
		duration("simulation.durations.d", second, 10),
		duration("simulation.pre_durations.e", second, 0),
	)
	spans, err := runner.Spans(traj, "durations")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range spans {
		names = append(names, s.Name)
	}
	if got, want := strings.Join(names, " "), "c b a d"; got != want {
		t.Errorf("the order is %s, wanted %s", got, want)
	}
	s := spans[0]
	if s.Path != "simulation.durations.early.c" || s.Duration.SI() != 0 || s.Annotations["order"] != int64(-3) {
		t.Errorf("the first span is %+v", s)
	}
}

func TestSpansErrors(t *testing.T) {
	ms := units.Millisecond.Of(100)
	for _, c := range []struct {
		name string
		ps   []trajectory.Parameter
		want string
	}{
		{"nothing there", []trajectory.Parameter{{Path: "x", Value: 1}}, `runner: there is no subrun, since no parameter is below ` +
			`simulation.durations; add one, as in runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}} among the parts`},
		{"no order", []trajectory.Parameter{duration("simulation.durations.measure", ms, nil)},
			`runner: simulation.durations.measure has no order among the subruns; annotate it with ` +
				`one, as in ` +
				`trajectory.Annotations{"order": 1}`},
		{"equal orders", []trajectory.Parameter{
			duration("simulation.durations.initial", ms, 2), duration("simulation.durations.measure", ms, 2.0)},
			`runner: simulation.durations.initial and simulation.durations.measure have one order, ` +
				`2; give each its own`},
		{"all at once", []trajectory.Parameter{
			duration("simulation.durations.a", 5.0, 1),
			duration("simulation.durations.b", units.Millivolt.Of(5), 1),
			duration("simulation.durations.c", units.Second.Of(-1), "first"),
			duration("simulation.durations.d", ms, nil),
			duration("simulation.durations.e", units.Second.Of(1e30), 2)},
			`runner: simulation.durations.a is 5, and so not a time; give its default a unit, as in ` +
				"units.Millisecond.Of(500)\n" +
				"runner: simulation.durations.b lasts 5 mV; wanted a time of 0 s or more, such as 500 ms\n" +
				"runner: simulation.durations.c lasts -1 s; wanted a time of 0 s or more, such as 500 ms\n" +
				`trajectory: parameter simulation.durations.c: annotation "order": "first" is a string; ` +
				"read it as string, not as float64\n" +
				`runner: simulation.durations.d has no order among the subruns; annotate it with ` +
				`one, as in ` +
				`trajectory.Annotations{"order": 1}` + "\n" +
				"runner: simulation.durations.e lasts 1e+30 s, and a subrun lasts at most 1e+10 s; give a shorter one\n" +
				`runner: simulation.durations.a and simulation.durations.b have one order, 1; give ` +
				`each its own`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := runner.Spans(newTrajectory(t, c.ps...), runner.Durations)
			if err == nil || err.Error() != c.want {
				t.Errorf("the error is\n%v\nwanted\n%s", err, c.want)
			}
			if is := errors.Is(err, runner.ErrNoSubrun); is != (c.name == "nothing there") {
				t.Errorf("the error wraps ErrNoSubrun: %v", is)
			}
		})
	}
}
