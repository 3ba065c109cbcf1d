package manager_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"golgi/analyser"
	"golgi/component"
	"golgi/manager"
	"golgi/runner"
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
		bad   hooks
		want  string
		stack string // what the stack mentions
	}{
		{"error in Build", hooks{name: "Bad", build: func(b *component.Build) (err error) {
			when(b.Run, func() { err = errBoom })
			return err
		}}, `component "Bad": Build: the membrane has burst`, ""},
		{"panic in Build", inBuild(func() { panic("oh no") }), `component "Bad": Build panicked: oh ` +
			`no`, "failure_test.go"},
		{"runtime panic", inBuild(func() { _ = none[1] }),
			`component "Bad": Build panicked: runtime error: index out of range [1] with length ` +
				`0`, "failure_test.go"},
		{"goroutine left", inBuild(runtime.Goexit),
			`manager: a hook has ended the goroutine of the run (runtime.Goexit)`, ""},
		{"error in AddToNetwork", hooks{name: "Bad", add: failing},
			`component "Bad": AddToNetwork in subrun "second": the membrane has burst`, ""},
		{"error in Analyse", hooks{name: "Bad", analyse: failing},
			`analyser "Bad": Analyse in subrun "second": the membrane has burst`, ""},
		{"panic in RemoveFromNetwork", hooks{name: "Bad", remove: func(s *component.Subrun) error {
			when(s.Run, func() { panic(errBoom) })
			return nil
		}}, `component "Bad": RemoveFromNetwork in subrun "first" panicked: the membrane has ` +
			`burst`, "failure_test.go"},
		{"duplicate name", hooks{name: "Bad", build: func(b *component.Build) (err error) {
			when(b.Run, func() { err = b.Objects.Share("spikes", 1) })
			return err
		}}, `component "Bad": Build: component: cannot add "spikes": "recording" has added one of ` +
			`that name; names are unique`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			cs, as := []component.Component{c.bad}, []analyser.Analyser(nil)
			if c.bad.analyse != nil {
				cs, as = nil, []analyser.Analyser{c.bad}
			}
			e := newExperiment(t, cs, as).over(overTrial)
			store, err := e.explore(2)
			wantError(t, err, "manager: 1 of 3 runs failed; 2 finished and are stored:\n"+
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
		case i == 1 && (record.Status != trajectory.Failed || record.Error != want || len(run.Results()) != 0):
			t.Errorf("run 1 is %s, with %d results: %s", record.Status, len(run.Results()), record.Error)
		case i == 1 && (!strings.Contains(record.Stack, stack) || stack == "" && record.Stack != ""):
			t.Errorf("the stack should mention %q:\n%s", stack, record.Stack)
		}
	}
}

// What has failed is executed again with the same store if that is asked for, and what has finished is not.
func TestExploreAgain(t *testing.T) {
	broken := true
	var last manager.Progress
	var executed []int
	e := newExperiment(t, []component.Component{hooks{name: "Bad", build: func(b *component.Build) (err error) {
		executed = append(executed, b.Run.Index())
		when(b.Run, func() {
			if broken {
				err = errBoom
			}
		})
		return err
	}}}, nil, manager.WithProgress(func(p manager.Progress) { last = p })).over(overTrial)
	store, err := e.explore(1)
	if !errors.Is(err, errBoom) {
		t.Fatal(err)
	}
	broken = false
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil {
		t.Fatal(err)
	}
	if last.Present != 2 || last.FailedBefore != 1 || last.Done() != 3 || len(executed) != 3 {
		t.Errorf("progress is %+v, after runs %v", last, executed)
	}
	manager.WithFailedRuns()(e.NetworkManager)
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(executed); got != "[0 1 2 1]" {
		t.Errorf("runs %s were executed, wanted [0 1 2 1]", got)
	}
	wantSame(t, e.texts(store), newExperiment(t, nil, nil).over(overTrial).mustExplore(1))
}

// A store of which others have a share.
type shared struct{ trajectory.Store }

func (s shared) Begin(r *trajectory.Run) (trajectory.RunWriter, error) {
	if r.Index() == 1 {
		return nil, fmt.Errorf("run 1: %w", trajectory.ErrElsewhere)
	}
	return s.Store.Begin(r)
}

func TestRunsOfOthersAreLeftOut(t *testing.T) {
	var last manager.Progress
	e := newExperiment(t, nil, nil, manager.WithProgress(func(p manager.Progress) { last = p })).over(overTrial)
	store := shared{trajectory.NewMemoryStore()}
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil {
		t.Fatal(err)
	}
	if last.Finished != 2 || last.Elsewhere != 1 || last.Done() != 3 {
		t.Errorf("progress is %+v", last)
	}
}

// A store that writes later fails later.
type unsynced struct{ trajectory.Store }

func (unsynced) Sync() error { return errBoom }

func (s unsynced) Status(t *trajectory.Trajectory, i int) (trajectory.Status, error) {
	if i == 2 {
		return trajectory.Pending, nil
	}
	return s.Store.Status(t, i)
}

func TestStoreThatCannotSync(t *testing.T) {
	var last manager.Progress
	e := newExperiment(t, nil, nil, manager.WithProgress(func(p manager.Progress) { last = p })).over(overTrial)
	store := unsynced{trajectory.NewMemoryStore()}
	err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1)
	if !errors.Is(err, errBoom) || !strings.HasPrefix(err.Error(), "manager: the store has failed: ") {
		t.Error(err)
	}
	if last.Finished != 2 || last.Lost != 1 || last.Done() != 3 {
		t.Errorf("progress is %+v", last)
	}
}

// What others have finished is not counted against what was lost here.
func TestStoreThatCannotSyncAShare(t *testing.T) {
	var last manager.Progress
	e := newExperiment(t, nil, nil, manager.WithProgress(func(p manager.Progress) { last = p })).over(overTrial)
	inner := trajectory.NewMemoryStore()
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, inner, 1); err != nil {
		t.Fatal(err)
	}
	err := e.NetworkManager.Explore(context.Background(), e.Trajectory, unsynced{shared{inner}}, 1)
	if !errors.Is(err, errBoom) || last.Present != 2 || last.Elsewhere != 1 || last.Lost != 0 {
		t.Errorf("progress is %+v, after %v", last, err)
	}
}

func TestManyFailuresAreCut(t *testing.T) {
	many := make([]int, 12)
	for i := range many {
		many[i] = i
	}
	e := newExperiment(t, []component.Component{hooks{name: "Bad", build: func(*component.Build) error {
		return errors.New("line one\nline two")
	}}}, nil).over(trajectory.Axis{Path: manager.Trial, Values: many})
	_, err := e.explore(4)
	var failed *manager.RunsError
	if !errors.As(err, &failed) || len(failed.Runs) != 12 || failed.Runs[11].Run != 11 {
		t.Fatalf("the error is %v", err)
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 22 || lines[1] != `  run_00000000 (simulation.trial = 0): component "Bad": `+
		`Build: line one` ||
		lines[2] != "    line two" || lines[21] != "  and 2 more, which the run table shows" {
		t.Errorf("the error is\n%v", err)
	}
}

// long is a subrun that takes minutes to simulate.
var long = trajectory.Parameter{Path: "simulation.durations.third", Value: units.Second.Of(1e5),
	Annotations: trajectory.Annotations{"order": 3}}

func TestCancelStopsCleanly(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	begun := make(chan int, 10)
	e := newExperiment(t, []component.Component{hooks{name: "Watch", add: func(s *component.Subrun) error {
		if s.Run.Index() == 0 {
			s.Remaining.Clear() // run 0 finishes
		}
		if s.Current.Name == "third" {
			begun <- s.Run.Index()
		}
		return nil
	}}}, nil)
	if err := e.Add(long); err != nil {
		t.Fatal(err)
	}
	e.over(trajectory.Axis{Path: manager.Trial, Values: []int{0, 1, 2, 3, 4, 5}})
	go func() {
		<-begun
		<-begun
		cancel()
	}()
	before := runtime.NumGoroutine()
	store := trajectory.NewMemoryStore()
	err := e.NetworkManager.Explore(ctx, e.Trajectory, store, 2)
	wantError(t, err, "manager: stopped; 1 of 6 runs finished and are stored: context canceled")
	if !errors.Is(err, context.Canceled) {
		t.Error("the error does not wrap that of the context")
	}
	for i, want := range []trajectory.Status{trajectory.Finished, trajectory.Stopped, trajectory.Stopped} {
		if run, err := store.LoadRun(e.Trajectory, i); err != nil || run.Record().Status != want {
			t.Errorf("run %d: %v, %v; wanted %s", i, run, err, want)
		}
	}
	if _, err := store.LoadRun(e.Trajectory, 3); !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("run 3 should not have begun: %v", err)
	}
	wantGoroutines(t, before)
}

// wantGoroutines fails if there are more goroutines than before. The canceller may take a moment to leave.
func wantGoroutines(t *testing.T, before int) {
	t.Helper()
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, and %d before", runtime.NumGoroutine(), before)
}

// A fullStore fails from the moment that so many runs are stored.
type fullStore struct {
	*trajectory.MemoryStore
	room chan struct{}
}

var errFull = errors.New("no space left on device")

func newFullStore(room int) fullStore {
	s := fullStore{trajectory.NewMemoryStore(), make(chan struct{}, room)}
	for range room {
		s.room <- struct{}{}
	}
	return s
}

type fullWriter struct {
	trajectory.RunWriter
	room chan struct{}
}

func (s fullStore) Begin(r *trajectory.Run) (trajectory.RunWriter, error) {
	w, err := s.MemoryStore.Begin(r)
	return fullWriter{w, s.room}, err
}

func (w fullWriter) Append(path string, block any) error {
	select {
	case <-w.room:
		return w.RunWriter.Append(path, block)
	default:
		return errFull
	}
}

func TestFailingStoreStopsAll(t *testing.T) {
	e := newExperiment(t, nil, nil).over(overMu, overTrial)
	store := newFullStore(2)
	err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1)
	wantError(t, err, "manager: the store has failed: no space left on device (at run_00000002)")
	if !errors.Is(err, errFull) {
		t.Error("the error does not wrap that of the store")
	}
	for i := range e.Len() {
		run, err := store.LoadRun(e.Trajectory, i)
		if i < 2 && (err != nil || run.Record().Status != trajectory.Finished) {
			t.Errorf("run %d is lost: %v", i, err)
		}
		if i >= 2 && !errors.Is(err, trajectory.ErrNotFound) {
			t.Errorf("run %d is in the store: %v", i, err)
		}
	}
}

// Faults that are found before the first run.
func TestExploreErrors(t *testing.T) {
	order := func(n int) trajectory.Annotations { return trajectory.Annotations{"order": n} }
	ms := units.Millisecond.Of(5)
	broken := hooks{name: "Broken", preBuild: func(*component.Build) error { return errBoom }}
	for _, c := range []struct {
		name   string
		parts  []component.Component
		add    []trajectory.Parameter
		opts   []manager.Option
		worker int
		want   string
	}{
		{"workers", nil, nil, nil, -1,
			`manager: cannot explore with -1 workers; give 1 or more, or 0 for one per core`},
		{"no subrun", nil, nil, nil, 1, `runner "Ordered": PreBuild: runner: there is no subrun, since no ` +
			`parameter is below simulation.durations; add one, as in trajectory.Parameter{Path: ` +
			`"simulation.durations.measure", Value: units.Second.Of(1), Annotations: ` +
			`trajectory.Annotations{"order": 1}}`},
		{"no order", nil, []trajectory.Parameter{{Path: "simulation.durations.x", Value: ms}}, nil, 1,
			`runner "Ordered": PreBuild: runner: simulation.durations.x has no order among the ` +
				`subruns; annotate it ` +
				`with one, as in trajectory.Annotations{"order": 1}`},
		{"equal orders", nil, []trajectory.Parameter{{Path: "simulation.durations.x", Value: ms, Annotations: order(3)},
			{Path: "simulation.durations.y", Value: ms, Annotations: order(3)}}, nil, 1,
			`runner "Ordered": PreBuild: runner: simulation.durations.x and simulation.durations.y ` +
				`have one order, 3; ` +
				`give each its own`},
		{"no order in the pre-run", nil, []trajectory.Parameter{
			{Path: "simulation.durations.x", Value: ms, Annotations: order(1)},
			{Path: "simulation.pre_durations.y", Value: ms}}, nil, 1,
			`runner "Ordered": ExecutePreRun: runner: simulation.pre_durations.y has no order among ` +
				`the subruns; ` +
				`annotate it with one, as in trajectory.Annotations{"order": 1}`},
		{"error in PreBuild", []component.Component{broken}, nil, nil, 1,
			`component "Broken": PreBuild: the membrane has burst`},
		{"needs", []component.Component{wired{"Connections", []string{"neurons_e", "neurons_i"}, nil},
			wired{"Neurons", nil, []string{"neurons_i"}}}, nil, nil, 1,
			`component: "Connections" needs "neurons_e", which no earlier component added (there ` +
				`are: none)` + "\n" +
				`component: "Connections" needs "neurons_i", which no earlier component added ` +
				`(there are: none); ` +
				`put it after "Neurons", which gives that`},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := newBareExperiment(t, c.parts, nil, c.opts...)
			if err := e.Add(c.add...); err != nil {
				t.Fatal(err)
			}
			_, err := e.explore(c.worker)
			wantError(t, err, c.want)
		})
	}
}

// wired is a component that declares its wiring, and adds nothing.
type wired struct {
	name         string
	needs, gives []string
}

func (w wired) Name() string                             { return w.name }
func (w wired) Needs() []string                          { return w.needs }
func (w wired) Gives() []string                          { return w.gives }
func (wired) AddParameters(*trajectory.Trajectory) error { return nil }
func (wired) PreBuild(*component.Build) error            { return nil }
func (wired) Build(*component.Build) error               { return nil }
func (wired) AddToNetwork(*component.Subrun) error       { return nil }
func (wired) RemoveFromNetwork(*component.Subrun) error  { return nil }

// What cannot be told beforehand is found in the run.
func TestWiringInTheRun(t *testing.T) {
	for _, c := range []struct {
		part wired
		want string
	}{
		{wired{"Connections", []string{"neurons", "neurons_i"}, nil},
			`component: "Connections" needs "neurons_i", which no earlier component added (there ` +
				`are: neurons, synapses, spikes)`},
		{wired{"Inputs", nil, []string{"inputs"}},
			`component: "Inputs" gives "inputs" by its method Gives, but has not added it in ` +
				`PreBuild or Build ` +
				`(there are: neurons, synapses, spikes)`},
	} {
		_, err := newExperiment(t, []component.Component{c.part}, nil).explore(1)
		wantError(t, err, "manager: 1 of 1 runs failed; 0 finished and are stored:\n  run_00000000: "+c.want)
	}
}

func TestManagerErrors(t *testing.T) {
	ctx := context.Background()
	e := newExperiment(t, nil, nil).over(overTrial)
	run, err := e.Run(0)
	if err == nil {
		err = e.RunNetwork(ctx, run)
	}
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, e.RunNetwork(ctx, run), "manager: cannot execute run_00000000, which is finished; "+
		"take a fresh run with Trajectory.Run(i)")
	pre, err := e.Run(trajectory.PreRun)
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, e.RunNetwork(ctx, pre), "manager: cannot execute pre_run, which is pending; "+
		"take a fresh run with Trajectory.Run(i)")
	err = e.PreRun(ctx, e.Trajectory)
	if !errors.Is(err, runner.ErrNoSubrun) || !strings.Contains(err.Error(), "simulation.pre_durations") {
		t.Errorf("the error of a pre-run without subruns is %v", err)
	}
	other, err := trajectory.New("other")
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, e.PreBuild(ctx, other), "manager: it was prepared for trajectory test; make "+
		"another manager for other")
	_, err = experiment{manager.New(nil, []component.Component{nil}, []analyser.Analyser{nil}), other, t}.explore(1)
	wantError(t, err, `manager: simulation.seed is missing; call the manager's AddParameters first: `+
		`trajectory: there is no parameter "simulation.seed"; there are: none`)
	wantError(t, manager.New(nil, []component.Component{nil}, []analyser.Analyser{nil}).AddParameters(other),
		"runner: component 1 of 1 is nil\nrunner: analyser 1 of 1 is nil\n"+
			"runner: the runner is nil; runner.Ordered{} is one")
	_, err = newExperiment(t, nil, nil, manager.WithEngine("refrence")).explore(1)
	if err == nil || !strings.Contains(err.Error(), `sim: unknown engine "refrence"`) {
		t.Errorf("the error is %v", err)
	}
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
