package manager_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// cells are neurons with a parameter.
type cells struct {
	N  int
	V0 float64
}

func bound(name string, place component.Placement, make func(b *component.Build, p cells) error) component.Bound[cells] {
	return component.Bound[cells]{Group: name, Default: cells{N: 5, V0: 0.5}, Make: make, Place: place}
}

// group makes neurons of a name, with initial values.
func group(name, v string) func(b *component.Build, p cells) error {
	return func(b *component.Build, p cells) error {
		_, err := component.Add(b, sim.Neurons{Name: name, Size: p.N, Equations: "v : 1", Namespace: sim.NamespaceOf(p), Initial: []sim.Set{{Variable: "v", Value: v}}})
		return err
	}
}

// joined makes synapses between neurons.
func joined(name, of, condition string, probability sim.Probability) func(b *component.Build, p cells) error {
	return func(b *component.Build, p cells) error {
		group, err := component.Get[sim.Group](b.Objects, of)
		if err == nil {
			_, err = component.Add(b, sim.Synapse{Name: name, Source: group, Target: group, Model: "w : 1", Connect: []sim.Connect{{Condition: condition, Probability: probability}}})
		}
		return err
	}
}

// given gives values to neurons.
func given(of, value string) func(b *component.Build, p cells) error {
	return func(b *component.Build, p cells) error {
		group, err := component.Get[sim.Group](b.Objects, of)
		if err == nil {
			err = b.Set(group, sim.Set{Variable: "v", Value: value})
		}
		return err
	}
}

// restless does not know where to be.
type restless struct{ component.Base }

func (restless) Placement() component.Placement { panic("where?") }

func sharing(b *component.Build, p cells) error { return b.Objects.Share("map", map[string]int{}) }

func finding(b *component.Build, p cells) error {
	return errors.Join(group("found", "1")(b, p), b.Run.Add("r", "x", 1, ""))
}

func warning(b *component.Build, p cells) error {
	b.Log.Warn().Msg("few cells")
	return group("W", "1")(b, p)
}

func placedExperiment(t *testing.T, parts []component.Component, axes ...trajectory.Axis) experiment {
	t.Helper()
	parts = append(parts, runner.Subruns{{Name: "main", Duration: units.Millisecond.Of(1)}})
	return newBareExperiment(t, parts, nil).over(axes...)
}

// What is built when, and why.
func TestPlan(t *testing.T) {
	fixed := bound("fixed", component.Anywhere, group("F", "rand()"))
	fixed.Fixed = true
	parts := []component.Component{
		bound("plain", component.Anywhere, group("P", "1")), bound("read", component.Anywhere, group("R", "V0")), bound("drawn", component.Anywhere, group("D", "rand()")),
		fixed, bound("asked", component.PerRun, group("A", "1")), bound("once", component.Once, group("O", "1")),
		bound("synapses of plain", component.Anywhere, joined("SP", "P", "i != j", "")), bound("synapses of read", component.Anywhere, joined("SR", "R", "", "")),
		bound("drawn synapses", component.Anywhere, joined("SD", "P", "", "0.5")), bound("setting", component.Anywhere, given("P", "2")),
		bound("sharing", component.Anywhere, sharing), bound("finding", component.Anywhere, finding),
		bound("warning", component.Anywhere, warning), bound("counting", component.Anywhere, counting("C", "operation")), bound("counting once", component.Once, counting("C2", "reset")),
		bound("missing", component.Anywhere, joined("SM", "nobody", "", "")), components.Record{Spikes: nil, States: map[string][]string{"P": {"v"}}},
	}
	for k := range parts {
		if of, is := parts[k].(component.Bound[cells]); is {
			of.Group = strings.ReplaceAll(of.Group, " ", "_")
			parts[k] = of
		}
	}
	e := placedExperiment(t, parts, trajectory.Axis{Path: "read.V0", Values: []float64{1, 2}}, trajectory.Axis{Path: manager.Trial, Values: []int{0, 1}})
	got, err := e.Plan(context.Background(), e.Trajectory)
	if err != nil {
		t.Fatal(err)
	}
	wantGolden(t, "testdata/plan.golden", got)
}

// A part that says Once is told where that cannot be, before the first run, and so is a PreBuild by hand that draws.
func TestWhatCannotBeBuiltOnce(t *testing.T) {
	over := trajectory.Axis{Path: "x.V0", Values: []float64{1, 2}}
	const placement = `manager: component "x": its placement is Once, and it `
	const cure = "; leave the placement to Golgi, or let it be PerRun"
	for _, c := range []struct {
		name  string
		parts []component.Component
		axis  trajectory.Axis
		want  string
	}{
		{"reads", []component.Component{bound("x", component.Once, group("X", "V0"))}, over, placement + "reads x.V0, which is explored" + cure},
		{"draws", []component.Component{bound("x", component.Once, group("X", "V0*rand()"))}, overTrial,
			placement + "draws random numbers, and simulation.trial is explored" + cure},
		{"uses", []component.Component{bound("y", component.PerRun, group("Y", "1")), bound("x", component.Once, joined("X", "Y", "", ""))}, overTrial,
			placement + `uses "Y", which is not built once` + cure},
		{"finds", []component.Component{bound("x", component.Once, finding)}, overTrial, placement + "adds results" + cure},
		{"builds nothing", []component.Component{bound("x", component.Once, func(*component.Build, cells) error { return nil })}, overTrial,
			placement + "adds no object" + cure},
		{"fails", []component.Component{bound("x", component.Once, func(*component.Build, cells) error { return errBoom })}, overTrial,
			placement + `fails on a draft: component "x": Build: the membrane has burst` + cure},
		{"no placement", []component.Component{bound("x", 7, group("X", "1"))}, overTrial,
			`runner: component "x": 7 is no placement; there are Anywhere, Once and PerRun`},
		{"placement that panics", []component.Component{restless{}}, overTrial,
			`component "restless": Placement panicked at placement_test.go: where?`},
		{"values of runs", []component.Component{bound("y", component.Anywhere, group("Y", "1")), bound("x", component.Once, joined("X", "Y", "v_pre > 0", "")),
			bound("z", component.Anywhere, given("Y", "V0"))}, trajectory.Axis{Path: "z.V0", Values: []float64{1, 2}},
			`manager: 2 of 2 points that were tried cannot be run, and so no run was begun; mend them, or leave them out:
  2 points, first run_00000000 (z.V0 = 1): manager: component "x": its placement is Once, and runs give values to Y.v, which it reads or sets; let it be PerRun, or leave the placement to Golgi`},
		{"PreBuild", []component.Component{hooks{name: "hand", preBuild: func(b *component.Build) error { return group("H", "rand()")(b, cells{N: 3}) }}}, overTrial,
			`component "hand": PreBuild: random numbers are drawn for "H", and simulation.trial is explored: draw them in Build, where they are the run's own, ` +
				`or have a method DrawsFixed() bool that returns true, and they depend on simulation.build_seed: trajectory: explored`},
		{"PreBuild that connects", []component.Component{hooks{name: "hand", preBuild: func(b *component.Build) error {
			return errors.Join(group("H", "1")(b, cells{N: 3}), joined("S", "H", "", "0.5")(b, cells{}))
		}}}, trajectory.Axis{Path: manager.Seed, Values: []int{1, 2}},
			`component "hand": PreBuild: random numbers are drawn for "S", and simulation.seed is explored: draw them in Build, where they are the run's own, ` +
				`or have a method DrawsFixed() bool that returns true, and they depend on simulation.build_seed: trajectory: explored`},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := c.parts
			if c.axis.Path != "x.V0" && c.axis.Path != "z.V0" {
				parts = append(slices.Clone(parts), bound("reader", component.PerRun, group("reader", "rand()")))
			}
			_, err := placedExperiment(t, parts, c.axis).explore(1)
			wantText(t, placeless(fmt.Sprint(err)), c.want)
		})
	}
}

// Where no run begins, the pre-run is not stored either: the exploration can be given once more, mended.
func TestRefusedPointsLeaveNothing(t *testing.T) {
	var refused *manager.PointsError
	e := placedExperiment(t, []component.Component{bound("x", component.Anywhere, group("X", "V0")),
		runner.PreSubruns{{Name: "settle", Duration: units.Millisecond.Of(1)}}}, trajectory.Axis{Path: "x.N", Values: []int{1, -1}})
	store, err := e.explore(1)
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	if status, err := store.Status(e.Trajectory, trajectory.PreRun); err != nil || status != trajectory.Pending {
		t.Errorf("the pre-run is %s, %v", status, err)
	}
}

// A warning is stored with each run, whatever is explored: what warns is built in each.
func TestWhatWarns(t *testing.T) {
	parts := []component.Component{bound("warning", component.Anywhere, warning), bound("read", component.Anywhere, group("R", "V0"))}
	for _, path := range []string{"warning.N", "read.V0"} {
		e := placedExperiment(t, parts, trajectory.Axis{Path: path, Values: []int{1, 2}})
		store, err := e.explore(2)
		if err != nil {
			t.Fatal(err)
		}
		for i := range e.Len() {
			if run, err := store.LoadRun(e.Trajectory, i); err != nil || run.Record().Warnings != "few cells" {
				t.Errorf("%s: run %d has warnings %q, %v", path, i, run.Record().Warnings, err)
			}
		}
	}
}

// What shows only without Draft is seen before the runs, too, and is each run's own.
func TestPartsThatAskForDraft(t *testing.T) {
	for name, more := range map[string]func(b *component.Build, p cells) error{
		"result": func(b *component.Build, p cells) error { return b.Run.Add("x", "N", p.N, "") },
		"derived": func(b *component.Build, p cells) error {
			return b.Run.AddDerived(trajectory.Parameter{Path: "x.half", Value: p.N / 2})
		},
		"warning":  func(b *component.Build, p cells) error { b.Log.Warn().Msg("few cells"); return nil },
		"explored": func(b *component.Build, p cells) error { _, err := b.Params.Parameter("read.V0"); _ = err; return nil },
	} {
		explored := func(place component.Placement) map[string]string {
			return placedExperiment(t, []component.Component{bound("x", place, func(b *component.Build, p cells) error {
				if err := group("X", "1")(b, p); err != nil || b.Draft {
					return err
				}
				return more(b, p)
			}), bound("read", component.Anywhere, group("R", "V0"))}, trajectory.Axis{Path: "read.V0", Values: []float64{1, 2}}).mustExplore(1)
		}
		t.Run(name, func(t *testing.T) { wantSame(t, explored(component.Anywhere), explored(component.PerRun)) })
	}
}

// What says Once takes part in a pre-run, and what Golgi builds once does not, as if each run had built it.
func TestOnceAndAPreRun(t *testing.T) {
	grown := func(name string, place component.Placement) component.Component {
		return bound(name, place, func(b *component.Build, p cells) error {
			_, err := component.Add(b, sim.Neurons{Name: name, Size: 1, Equations: "dv/dt = 1/ms : 1", Method: "euler"})
			return err
		})
	}
	e := placedExperiment(t, []component.Component{grown("first", component.Once), grown("second", component.Anywhere), grown("third", component.PerRun),
		runner.PreSubruns{{Name: "settle", Duration: units.Millisecond.Of(5)}},
		hooks{name: "look", remove: func(s *component.Subrun) error {
			for _, name := range []string{"first", "second", "third"} {
				group, err := component.Get[sim.Group](s.Objects, name)
				if err != nil {
					continue // in the pre-run
				}
				v, err := s.Network.Get(group, "v")
				if err == nil {
					err = s.Run.Add("v", fmt.Sprint(name), math.Round(v[0]), "")
				}
				if err != nil {
					return err
				}
			}
			return nil
		}}})
	store, err := e.explore(1)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]string{trajectory.PreRun: "[first = 5]", 0: "[first = 6 second = 1 third = 1]"} {
		run, err := store.LoadRun(e.Trajectory, i)
		if err != nil {
			t.Fatal(err)
		}
		res, err := run.Result("v")
		if got := fmt.Sprint(res.Items); got != want || err != nil {
			t.Errorf("%s gives %s, %v; wanted %s", run.Name(), got, err, want)
		}
	}
}

// Values that some runs give, and others do not, have all that could be built once be built in each run that gives them.
func TestRunsThatGiveValues(t *testing.T) {
	make := func(place component.Placement) map[string]string {
		giving := bound("z", component.Anywhere, func(b *component.Build, p cells) error {
			if p.V0 > 1 {
				return given("Y", fmt.Sprint("i/", p.V0))(b, p)
			}
			return nil
		})
		return placedExperiment(t, []component.Component{bound("y", place, group("Y", "1")), bound("x", place, joined("X", "Y", "v_pre > 0.9", "")), giving,
			components.Record{States: map[string][]string{"Y": {"v"}, "X": {"w"}}}},
			trajectory.Axis{Path: "z.V0", Values: []float64{0.5, 2, 3}}).mustExplore(1)
	}
	wantSame(t, make(component.Anywhere), make(component.PerRun))
}

// A log says what warns before the runs by its name, and by no number.
func TestLogBeforeTheRuns(t *testing.T) {
	var log strings.Builder
	e := newBareExperiment(t, []component.Component{bound("warning", component.Once, warning), runner.Subruns{{Name: "main", Duration: units.Millisecond.Of(1)}}},
		nil, manager.WithLog(zerolog.New(&log).Level(zerolog.WarnLevel)))
	if _, err := e.explore(1); err != nil {
		t.Fatal(err)
	}
	if want := `{"level":"warn","run":"pre_run","component":"warning","message":"few cells"}` + "\n"; log.String() != want {
		t.Errorf("got  %s\nwant %s", log.String(), want)
	}
}
