package trajectory_test

import (
	"fmt"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// The default has the unit in which it was written, and the values explored have that of the default, to the bit. Where no number
// of it gives the bits, a value stays as it was written.
func TestExploredInTheUnitOfTheDefault(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Add(trajectory.Parameter{Path: "small", Value: units.MustParse("0.1 mV")},
		trajectory.Parameter{Path: "list", Value: units.Millivolt.OfAll(1, 2)}))
	values := []units.Quantity{units.MustParse("1e-4 V"), units.MustParse("2 V"), units.MustParse("300 uV"), units.MustParse("7.1 uV")}
	lists := []any{units.Volt.OfAll(1, 2), units.Millivolt.OfAll(3), units.Microvolt.OfAll(100), units.Volt.OfAll()}
	must(t, traj.Explore(trajectory.Zip{{Path: "small", Values: values}, {Path: "list", Values: lists}}))
	if got := valueOf(t, traj, "small"); got != "0.1 mV" {
		t.Errorf("the default is %s", got)
	}
	for i, want := range []string{"0.1 mV [1000, 2000] mV", "2000 mV [3] mV", "0.3 mV [0.09999999999999999] mV", "7.1 uV [] mV"} {
		r := run(t, traj, i)
		if got := valueOf(t, r, "small") + " " + valueOf(t, r, "list"); got != want {
			t.Errorf("run %d has %s, wanted %s", i, got, want)
		}
		q, err := trajectory.Value[units.Quantity](r, "small")
		must(t, err)
		if q.SI() != values[i].SI() {
			t.Errorf("run %d has %v, wanted %v", i, q.SI(), values[i].SI())
		}
	}
	axes, err := traj.Axes()
	must(t, err)
	if got := axes[0].Values.(units.Array).Unit(); got.Name != "mV" {
		t.Errorf("the axis is in %v", got)
	}
}

func valueOf(t *testing.T, r trajectory.Reader, path string) string {
	t.Helper()
	p, err := r.Parameter(path)
	must(t, err)
	return fmt.Sprint(p.Value)
}

// 0.1 mV and 100 uV differ in their last bit, and mean the same: as point, default, bound, annotation, and group of a table.
func TestTheSameInAnotherUnit(t *testing.T) {
	a, b := units.MustParse("0.1 mV"), units.MustParse("100 uV")
	if a.SI() == b.SI() {
		t.Fatal("they have the same bits")
	}
	with := func(q units.Quantity) *trajectory.Trajectory {
		traj, err := trajectory.New("x")
		must(t, err)
		must(t, traj.Add(trajectory.Parameter{Path: "v", Value: q, Annotations: trajectory.Annotations{"q": q}},
			trajectory.Parameter{Path: "list", Value: units.ArrayFromSI([]float64{q.SI()}, q.Dimension())}))
		return traj
	}
	explored := func(q units.Quantity) *trajectory.Trajectory {
		traj := with(a)
		must(t, traj.Explore(trajectory.Zip{{Path: "v", Values: []units.Quantity{q}}}))
		return traj
	}
	if !with(a).Same(with(b)) || !explored(a).Same(explored(b)) {
		t.Error("trajectories differ")
	}
	if explored(a).Same(explored(units.MustParse("0.1000000000001 mV"))) {
		t.Error("trajectories of other points are the same")
	}
	wantFault(t, explored(a).Explore(trajectory.Zip{{Path: "v", Values: []units.Quantity{b}}}), "trajectory: cannot explore: point 1 repeats "+
		"point 0 (v = 100 uV), and would give the same results; to repeat an experiment, explore simulation.trial with it", nil)
	means, err := (&trajectory.Table{Columns: []trajectory.Column{{Path: "v", Parameter: true}, {Path: "r.x"}},
		Rows: []trajectory.Row{{Values: []any{a, 1.0}}, {Values: []any{b, 3.0}}}}).Means("v")
	if err != nil || len(means.Groups) != 1 || means.Groups[0].Mean[0] != 2 {
		t.Error(means, err)
	}
	bounded := declared(t, "", struct {
		V units.Quantity `unit:"mV" min:"0.1"`
	}{units.Millivolt.Of(1)})
	must(t, bounded.Set("V", b))
}

// A unit that somebody has made up cannot be read again.
func TestUnitsOfOnesOwn(t *testing.T) {
	traj := clustered(t)
	spike := units.Unit{Name: "spike", Scale: 2, Dim: units.Volt.Dim}
	huge := units.Unit{Name: "mV", Scale: 7, Dim: units.Volt.Dim}
	wantFault(t, traj.Add(trajectory.Parameter{Path: "q", Value: spike.Of(3)}, trajectory.Parameter{Path: "r", Value: huge.OfAll(3)}),
		`trajectory: cannot add parameter "q": its unit "spike" is none that units.ParseUnit reads as such; make it by that
trajectory: cannot add parameter "r": its unit "mV" is none that units.ParseUnit reads as such; make it by that`, nil)
}

// A result has the number and the unit as they were written, or as they are asked for; what was computed is in SI units.
func TestResultsInTheirUnits(t *testing.T) {
	r := run(t, clustered(t), 0)
	mean, err := units.Millivolt.Of(20).Add(units.Millivolt.Of(5))
	must(t, err)
	for _, c := range []struct {
		value      any
		unit, want string
	}{
		{units.MustParse("0.1 mV"), "", "0.1 mV"},
		{units.MustParse("100 uV"), "", "100 uV"},
		{units.MustParse("2 mV").Neg(), "mV", "-2 mV"},
		{units.MustParse("2 mV"), "uV", "2000 uV"},
		{units.MustParse("2 mV"), "V", "0.002 V"},
		{mean, "", "0.025 V"},
		{mean, "mV", "25 mV"},
		{units.Millivolt.OfAll(1, 2), "", "[1 2] mV"},
		{units.Millivolt.OfAll(), "", "[] mV"},
		{2.5, "mV", "2.5 mV"},
	} {
		name := fmt.Sprint("item", len(r.Contents()))
		must(t, r.Add("statistics", name, c.value, c.unit))
		res, err := r.Result("statistics")
		must(t, err)
		item, err := res.Item(name)
		must(t, err)
		if got := fmt.Sprint(item.Value, " ", item.Unit); got != c.want {
			t.Errorf("%v in %q is stored as %s, wanted %s", c.value, c.unit, got, c.want)
		}
	}
}
