package manager_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/manager"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

var errBoom = errors.New("the membrane has burst")

// when calls hook in run 1 only.
func when(run *trajectory.Run, hook func()) {
	if run.Index() == 1 {
		hook()
	}
}

// TestFailuresEndTheirRunAlone lets run 1 of 3 go wrong in every way.
func TestFailuresEndTheirRunAlone(t *testing.T) {
	inBuild := func(do func()) hooks {
		return hooks{name: "Bad", build: func(b *component.Build) error { when(b.Run, do); return nil }}
	}
	var none []int
	failing := func(s *component.Subrun) error {
		if s.Run.Index() == 1 && s.Current.Name == "second" {
			return errBoom
		}
		return nil
	}
	for _, c := range []struct {
		name  string
		bad   component.Component
		want  string
		stack string // what the stack mentions
	}{
		{"error in Build", hooks{name: "Bad", build: func(b *component.Build) (err error) {
			when(b.Run, func() { err = errBoom })
			return err
		}}, `component "Bad": Build: the membrane has burst`, ""},
		{"panic in Build", inBuild(func() { panic("oh no") }), `component "Bad": Build panicked at failure_test.go: oh no`, "failure_test.go"},
		{"runtime panic", inBuild(func() { _ = none[1] }),
			`component "Bad": Build panicked at failure_test.go: runtime error: index out of range [1] with length 0`, "failure_test.go"},
		{"goroutine left", inBuild(runtime.Goexit),
			`manager: a hook has ended the goroutine of the run (runtime.Goexit)`, ""},
		{"error in AddToNetwork", hooks{name: "Bad", add: failing},
			`component "Bad": AddToNetwork in subrun "second": the membrane has burst`, ""},
		{"error in Analyse", analysing{hooks{name: "Bad"}, failing},
			`analyser "Bad": Analyse in subrun "second": the membrane has burst`, ""},
		{"panic in RemoveFromNetwork", hooks{name: "Bad", remove: func(s *component.Subrun) error {
			when(s.Run, func() { panic(errBoom) })
			return nil
		}}, `component "Bad": RemoveFromNetwork in subrun "first" panicked at failure_test.go: the membrane has burst`, "failure_test.go"},
		{"duplicate name", hooks{name: "Bad", build: func(b *component.Build) (err error) {
			when(b.Run, func() { err = b.Objects.Share("spikes", 1) })
			return err
		}}, `component "Bad": Build: component: cannot add "spikes": "recording" has added one of that name; names are unique`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs, as := []component.Component{c.bad}, []analyser.Analyser(nil)
			if a, ok := c.bad.(analysing); ok {
				cs, as = nil, []analyser.Analyser{a}
			}
			e := newExperiment(t, cs, as).over(overTrial)
			store, err := e.explore(2)
			wantText(t, placeless(fmt.Sprint(err)), "manager: 1 of 3 runs failed; 2 finished and are stored:\n"+
				"  run_00000001 (simulation.trial = 1): "+c.want)
			if strings.HasSuffix(c.want, errBoom.Error()) && !errors.Is(err, errBoom) {
				t.Error("the error does not wrap its cause")
			}
			wantRecords(t, e, store, c.want, c.stack)
		})
	}
}

func wantRecords(t *testing.T, e experiment, store trajectory.Store, want, stack string) {
	t.Helper()
	for i := range e.Len() {
		run, err := store.LoadRun(e.Trajectory, i)
		if err != nil {
			t.Fatal(err)
		}
		record := run.Record()
		switch {
		case i != 1 && (record.Status != trajectory.Finished || len(run.Results()) != 1):
			t.Errorf("run %d is %s, with %d results", i, record.Status, len(run.Results()))
		case i == 1 && (record.Status != trajectory.Failed || placeless(record.Error) != want || len(run.Results()) != 0):
			t.Errorf("run 1 is %s, with %d results: %s", record.Status, len(run.Results()), record.Error)
		case i == 1 && (!strings.Contains(record.Stack, stack) || stack == "" && record.Stack != ""):
			t.Errorf("the stack should mention %q:\n%s", stack, record.Stack)
		}
	}
}

func TestManyFailuresAreCut(t *testing.T) {
	many := make([]int, 12)
	for i := range many {
		many[i] = i
	}
	e := newExperiment(t, []component.Component{hooks{name: "Bad", build: func(b *component.Build) error {
		return fmt.Errorf("line one of %d\nline two", b.Run.Index())
	}}}, nil, manager.WithoutTrials()).over(trajectory.Axis{Path: manager.Trial, Values: many})
	_, err := e.explore(4)
	var failed *manager.RunsError
	if !errors.As(err, &failed) || len(failed.Runs) != 12 || failed.Runs[11].Run != 11 {
		t.Fatalf("the error is %v", err)
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 22 || lines[1] != `  run_00000000 (simulation.trial = 0): component "Bad": `+
		`Build: line one of 0` ||
		lines[2] != "    line two" || lines[21] != "  and 2 more, which the run table shows" {
		t.Errorf("the error is\n%v", err)
	}
}

// What many runs have in common is said once, with the first of them.
func TestFailuresOfManyRunsAreSaidOnce(t *testing.T) {
	e := newExperiment(t, []component.Component{hooks{name: "Bad", build: func(b *component.Build) error {
		switch i := b.Run.Index(); {
		case i == 3:
			return errors.New("another one")
		case i > 1:
			return errBoom
		}
		return nil
	}}}, nil).over(trajectory.Axis{Path: manager.Trial, Values: []int{0, 1, 2, 3, 4, 5}})
	_, err := e.explore(2)
	wantError(t, err, `manager: 4 of 6 runs failed; 2 finished and are stored:
  3 runs, first run_00000002 (simulation.trial = 2): component "Bad": Build: the membrane has burst
  run_00000003 (simulation.trial = 3): component "Bad": Build: another one`)
}

// A pre-run that fails is stored as failed, and no run begins.
func TestPreRunFails(t *testing.T) {
	e := newExperiment(t, []component.Component{hooks{name: "Bad", add: func(s *component.Subrun) error {
		if s.PreRun() {
			return errBoom
		}
		return nil
	}}}, nil)
	if err := e.Add(trajectory.Parameter{Path: "simulation.pre_durations.settle", Value: units.Millisecond.Of(1),
		Annotations: trajectory.Annotations{"order": 1}}); err != nil {
		t.Fatal(err)
	}
	store, err := e.explore(1)
	wantError(t, err, `component "Bad": AddToNetwork in subrun "settle": the membrane has burst`)
	pre, err := store.LoadRun(e.Trajectory, trajectory.PreRun)
	if err != nil || pre.Record().Status != trajectory.Failed {
		t.Errorf("the pre-run is not stored as failed: %v", err)
	}
	if _, err := store.LoadRun(e.Trajectory, 0); !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("a run has begun: %v", err)
	}
}

// A hook that keeps the blackboard of another time cannot add to it.
func TestBlackboardsClose(t *testing.T) {
	var kept *component.Objects
	e := newExperiment(t, []component.Component{hooks{name: "Keeper",
		preBuild: func(b *component.Build) error { kept = b.Objects; return nil },
		build: func(b *component.Build) error {
			group, err := component.Get[sim.Group](b.Objects, "neurons")
			if err != nil {
				return err
			}
			return kept.Share("late", group)
		}}}, nil)
	_, err := e.explore(1)
	wantError(t, err, "manager: 1 of 1 runs failed; 0 finished and are stored:\n  run_00000000: "+
		`component "Keeper": Build: component: cannot add "late": this blackboard is of the past; `+
		`add to the Objects that the hook is given`)
}
