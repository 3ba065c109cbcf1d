package trajectory_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

type statistics struct {
	Rate   float64        `unit:"Hz" comment:"mean rate"`
	Jitter units.Quantity `unit:"ms"`
	N      int
	Counts []int
	Name   string
	Peak   units.Quantity `unit:"mV"`
	Peaks  units.Array    `unit:"mV"`
	Own    units.Quantity
	Latest struct{ V float64 }
}

// Items come one by one or as the fields of a struct, and are found by the end of their paths.
func TestAddingResults(t *testing.T) {
	traj := declared(t, "", struct{ X float64 }{2})
	run, err := traj.Run(0)
	if err != nil {
		t.Fatal(err)
	}
	s := statistics{Rate: 5, Jitter: units.Millisecond.Of(2), N: 3, Counts: []int{1, 2}, Name: "a",
		Peak: units.Microvolt.Of(500), Peaks: units.Volt.OfAll(1), Own: units.Microvolt.Of(100)}
	s.Latest.V = 7
	for _, c := range []struct {
		err  error
		want string
	}{
		{run.Add("early", "cv", 0.5, ""), "<nil>"},
		{run.Add("early", "fano", 2, ""), "<nil>"},
		{run.Add("early", "cv", 0.5, ""), `trajectory: run_00000000: cannot add to result "early": item "cv": there is an item of that name already`},
		{run.Add("early", "x", 1.0, "foo"), `trajectory: run_00000000: cannot add to result "early": item "x": unit "foo": units: unknown unit "foo"`},
		{run.Add("early.cv", "x", 1.0, ""), `trajectory: run_00000000: cannot add result "early.cv": early is a result, and nothing can be below it`},
		{run.AddStruct("late", s), "<nil>"},
		{run.AddStruct("bad", struct {
			F func()
			X float64 `min:"1"`
		}{}), "trajectory: struct.F: a func() is no item of a result; there are bool, integers, floats, string, units.Quantity, lists of these and units.Array\n" +
			"trajectory: struct.X: a result has no bounds; leave out min and max"},
		{run.AddStruct("bad", nil), "trajectory: AddStruct: the struct is nil"},
		{run.AddStruct("bad", 3), "trajectory: int is no struct"},
	} {
		if got, _, _ := strings.Cut(fmt.Sprint(c.err), "\n  |"); got != c.want && !strings.HasPrefix(got, c.want+";") {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	if got := fmt.Sprint(run.Contents()); got != "[early early.cv early.fano late late.N late.counts late.jitter late.latest_V late.name late.own late.peak late.peaks late.rate]" {
		t.Error(got)
	}
	res, err := run.Result("late")
	if err != nil || fmt.Sprint(res.Items) != "[N = 3 counts = [1, 2] jitter = 2 ms latest_V = 7 name = \"a\" own = 100 uV "+
		"peak = 0.5 mV peaks = [1000] mV rate = 5 Hz  # mean rate]" {
		t.Error(res.Items, err)
	}
	for name, want := range map[string]string{"rate": "5 <nil>", "early.fano": "2 <nil>", "late.jitter": "2 <nil>",
		"name":   "0 trajectory: run_00000000: name is a string, and no number",
		"ratio":  `0 trajectory: run_00000000: there is no item "ratio"; did you mean late.rate?`,
		"counts": "0 trajectory: run_00000000: counts is a []int64, and no number"} {
		x, err := run.Float(name)
		if got := fmt.Sprint(x, " ", err); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if err := run.Add("other", "rate", 1, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := run.Float("rate"); err == nil || err.Error() != `trajectory: run_00000000: the item "rate" is ambiguous; write more of its path: late.rate, other.rate` {
		t.Error(err)
	}
}

func TestValuesKeepTheFirstError(t *testing.T) {
	traj := declared(t, "a", struct {
		N     int
		X     float64
		Tau   float64 `unit:"ms"`
		On    bool
		Words string
	}{3, 2.5, 7, true, "w"})
	p := trajectory.ValuesOf(traj)
	if got := fmt.Sprint(p.Int("N"), p.Float("X"), p.Quantity("tau"), p.Bool("on"), p.Text("words"), p.Err()); got != "3 2.5 7 ms truew<nil>" {
		t.Error(got)
	}
	p.Int("M")
	p.Float("words")
	if !errors.Is(p.Err(), trajectory.ErrNotFound) {
		t.Error(p.Err())
	}
}
