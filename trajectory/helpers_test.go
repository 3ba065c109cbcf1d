package trajectory_test

import (
	"errors"
	"reflect"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// clustered is a trajectory with a parameter of each kind that the tests need.
func clustered(t *testing.T) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("clustered")
	must(t, err)
	must(t, traj.Add(
		trajectory.Parameter{Path: "connections.R_ee", Value: 1.0, Comment: "clustering factor"},
		trajectory.Parameter{Path: "connections.p_ee", Value: 0.2},
		trajectory.Parameter{Path: "neurons.e.tau", Value: units.Millisecond.Of(15)},
		trajectory.Parameter{Path: "neurons.i.tau", Value: units.Millisecond.Of(10)},
		trajectory.Parameter{Path: "neurons.e.size", Value: 4000},
		trajectory.Parameter{Path: "simulation.durations.initial", Value: units.Second.Of(0.5),
			Annotations: trajectory.Annotations{"order": 0, "label": "settle"}},
		trajectory.Parameter{Path: "simulation.durations.measurement", Value: units.Second.Of(2),
			Annotations: trajectory.Annotations{"order": 1}},
		trajectory.Parameter{Path: "simulation.trial", Value: 0},
		trajectory.Parameter{Path: "simulation.engine", Value: "reference"},
		trajectory.Parameter{Path: "simulation.record", Value: true},
		trajectory.Parameter{Path: "lists.ints", Value: []int{1, 2}},
		trajectory.Parameter{Path: "lists.floats", Value: []float64{0.5}},
		trajectory.Parameter{Path: "lists.names", Value: []string{"a", "b"}},
		trajectory.Parameter{Path: "lists.flags", Value: []bool{true}},
		trajectory.Parameter{Path: "lists.weights", Value: units.Nanosiemens.OfAll(1, 2)},
	))
	return traj
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

// wantFault pins the whole text of an error, and what it wraps if kind is not nil.
func wantFault(t testing.TB, err error, text string, kind error) {
	t.Helper()
	if err == nil {
		t.Fatalf("there is no error, wanted\n%s", text)
	}
	if err.Error() != text {
		t.Errorf("the error is\n%s\nwanted\n%s", err, text)
	}
	if kind != nil && !errors.Is(err, kind) {
		t.Errorf("the error %q does not wrap %q", err, kind)
	}
}

func axesOf(t fails, traj *trajectory.Trajectory) []trajectory.Axis {
	t.Helper()
	axes, err := traj.Axes()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	return axes
}

func wantAxes(t fails, traj *trajectory.Trajectory, want []trajectory.Axis) {
	t.Helper()
	if got := axesOf(t, traj); !reflect.DeepEqual(got, want) {
		t.Fatalf("the axes are %v, wanted %v", got, want)
	}
}

// fails is a test, or a check of rapid's.
type fails interface {
	Helper()
	Fatalf(format string, args ...any)
}

func run(t testing.TB, traj *trajectory.Trajectory, i int) *trajectory.Run {
	t.Helper()
	r, err := traj.Run(i)
	must(t, err)
	return r
}
