package manager_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/manager"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// A witness is a store that has seen programs die.
type witness struct {
	*trajectory.MemoryStore
	deaths []trajectory.Death

	mu   sync.Mutex // guards below
	said []string   // what it was told
}

func (w *witness) Deaths(*trajectory.Trajectory) ([]trajectory.Death, error) { return w.deaths, nil }

func (w *witness) Watch(_ *trajectory.Trajectory, i int) (func(bool) error, error) {
	w.note(fmt.Sprint("watch ", i))
	return func(ended bool) error {
		w.note(fmt.Sprintf("done %d %t", i, ended))
		return nil
	}, nil
}

func (w *witness) Stopping(asked bool) error {
	w.note(fmt.Sprint("stopping ", asked))
	return nil
}

func (w *witness) note(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, text)
}

// died is a death of the nth program, with one run under way.
func died(run, n int, alone bool) trajectory.Death {
	return trajectory.Death{Run: run, Begun: time.Date(2026, 11, 21, n, 0, 0, 0, time.UTC), By: fmt.Sprint("process ", n), Alone: alone}
}

// TestSuspectsComeLastAndAlone has two runs under suspicion, of which one has been before, and one that is lost.
func TestSuspectsComeLastAndAlone(t *testing.T) {
	var mu sync.Mutex
	var order []int
	working, most := 0, map[int]int{} // how many were at work when a run began
	var log bytes.Buffer
	e := newExperiment(t, []component.Component{hooks{name: "Watch", build: func(b *component.Build) error {
		if b.Draft {
			return nil
		}
		mu.Lock()
		working++
		order, most[b.Run.Index()] = append(order, b.Run.Index()), working
		mu.Unlock()
		time.Sleep(time.Millisecond)
		mu.Lock()
		working--
		mu.Unlock()
		return nil
	}}}, nil, manager.WithLog(zerolog.New(&log).Level(zerolog.WarnLevel))).over(
		trajectory.Axis{Path: manager.Trial, Values: []int{0, 1, 2, 3, 4, 5, 6, 7}})
	store := &witness{MemoryStore: trajectory.NewMemoryStore(), deaths: []trajectory.Death{died(0, 1, true), died(2, 1, false),
		died(1, 2, true), died(2, 2, false), died(1, 3, true), died(99, 3, true), died(-7, 3, true)}}
	err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 4)
	wantError(t, err, "manager: 1 of 8 runs failed; 7 finished and are stored:\n  run_00000001 (simulation.trial = 1): the "+
		"program has died with it 2 times, at last with no other run under way (process 2, process 3)")
	if len(order) != 7 || order[5] != 0 || order[6] != 2 || most[0] != 1 || most[2] != 1 {
		t.Errorf("the runs were executed in the order %v, beside %v", order, most)
	}
	run, err := store.LoadRun(e.Trajectory, 1)
	if record := run.Record(); err != nil || record.Status != trajectory.Lost || record.Start != died(1, 3, true).Begun || record.Duration != 0 {
		t.Errorf("run 1 has the record %+v, %v", record, err)
	}
	if text := log.String(); strings.Count(text, "\n") != 2 ||
		!strings.Contains(text, "run_00000000 (simulation.trial = 0) was under way when process 1 died; it is tried again, last and alone") ||
		!strings.Contains(text, "run_00000002 (simulation.trial = 2) was under way when process 2 died") {
		t.Errorf("the log is\n%s", text)
	}
	if said := strings.Join(store.said, ", "); said != "stopping false, watch -1, done -1 true, watch 3, done 3 false" { // run 3 is the first that is tried
		t.Errorf("the store was told %s", said)
	}
}

// TestDeathsThatLoseARun has a run with which programs have died: a death in company does not count as the last one, nor does the
// first, and a run that is lost already needs one more.
func TestDeathsThatLoseARun(t *testing.T) {
	stored := func(why string) error { return fmt.Errorf("%w%s", trajectory.ErrLost, why) }
	for _, c := range []struct {
		name   string
		before error // for which the run is stored
		deaths []trajectory.Death
		want   string // the reason that is stored
		warned string
	}{
		{"alone, as with one worker", nil, []trajectory.Death{died(0, 1, true)}, "", "is tried again, last and alone"},
		{"in company", nil, []trajectory.Death{died(0, 1, false)}, "", "is tried again, last and alone"},
		{"twice in company", nil, []trajectory.Death{died(0, 1, false), died(0, 2, false)}, "", "is tried again, last and alone"},
		{"at last in company", nil, []trajectory.Death{died(0, 1, true), died(0, 2, false)}, "", "is tried again, last and alone"},
		{"at last alone", nil, []trajectory.Death{died(0, 1, false), died(0, 2, true)},
			"the program has died with it 2 times, at last with no other run under way (process 1, process 2)", ""},
		{"often", nil, []trajectory.Death{died(0, 1, false), died(0, 2, false), died(0, 3, true), died(0, 4, true)},
			"the program has died with it 4 times, at last with no other run under way (process 3, process 4)", ""},
		{"lost before", stored(" 2 times, at last with no other run under way (process 1, process 2)"), []trajectory.Death{died(0, 3, true)},
			"the program has died with it 3 times, at last with no other run under way (process 3)", ""},
		{"lost before, for whatever reason", stored(": who knows"), []trajectory.Death{died(0, 3, true)},
			"the program has died with it 2 times, at last with no other run under way (process 3)", ""},
		{"failed before", errors.New("no convergence"), []trajectory.Death{died(0, 3, true)}, "no convergence",
			"run_00000000 (simulation.trial = 0) had failed, was executed again, and was under way when process 3 died; it is left as failed, " +
				"and --rerun-failed (WithFailedRuns) executes it once more"},
	} {
		var log bytes.Buffer
		e := newExperiment(t, nil, nil, manager.WithLog(zerolog.New(&log).Level(zerolog.WarnLevel))).over(overTrial)
		store := &witness{MemoryStore: trajectory.NewMemoryStore(), deaths: c.deaths}
		if c.before != nil {
			run, err := e.Trajectory.Run(0)
			if err := errors.Join(err, e.NetworkManager.Describe(e.Trajectory), store.SaveTrajectory(e.Trajectory)); err != nil {
				t.Fatal(err)
			}
			run.End(time.Now(), c.before)
			if err := trajectory.SaveRun(store, run); err != nil {
				t.Fatal(err)
			}
		}
		_ = e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1) // its error is the reason that is stored
		run, err := store.LoadRun(e.Trajectory, 0)
		if err != nil || run.Record().Error != c.want || (run.Record().Status == trajectory.Finished) != (c.want == "") {
			t.Errorf("%s: the run is %+v, %v", c.name, run.Record(), err)
		}
		if text := log.String(); !strings.Contains(text, c.warned) || (text == "") != (c.warned == "") {
			t.Errorf("%s: the log is\n%s", c.name, text)
		}
	}
}

// TestPreRunThatAnotherShareHasLost keeps nobody from making the base for itself, until the program dies of it here as well.
func TestPreRunThatAnotherShareHasLost(t *testing.T) {
	e := newExperiment(t, nil, nil).over(overTrial)
	inner := trajectory.NewMemoryStore()
	pre, err := e.Trajectory.Run(trajectory.PreRun)
	if err := errors.Join(err, e.NetworkManager.Describe(e.Trajectory), inner.SaveTrajectory(e.Trajectory)); err != nil {
		t.Fatal(err)
	}
	pre.End(time.Now(), trajectory.ErrLost)
	if err := trajectory.SaveRun(inner, pre); err != nil {
		t.Fatal(err)
	}
	store := &halvedWitness{witness{MemoryStore: inner}}
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil {
		t.Error(err)
	}
	if status, err := store.Status(e.Trajectory, 1); err != nil || status != trajectory.Finished {
		t.Errorf("the run of this share is %s, %v", status, err)
	}
	if status, err := store.Status(e.Trajectory, trajectory.PreRun); err != nil || status != trajectory.Lost {
		t.Errorf("the pre-run of the other share is %s, %v", status, err)
	}
	store.deaths = []trajectory.Death{died(-1, 1, true), died(-1, 2, true)}
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); !errors.Is(err, trajectory.ErrLost) {
		t.Errorf("the program has died of it twice here, and the error is %v", err)
	}
}

// A halvedWitness is a witness with every other run for itself.
type halvedWitness struct{ witness }

func (*halvedWitness) Has(i int) bool { return halved{}.Has(i) }

func (w *halvedWitness) Begin(r *trajectory.Run) (trajectory.RunWriter, error) {
	return halved{&w.witness}.Begin(r)
}

// TestLostRuns are left as they are and named, and are executed again, last, if that is asked for.
func TestLostRuns(t *testing.T) {
	var order []int
	var last manager.Progress
	var log bytes.Buffer
	e := newExperiment(t, []component.Component{hooks{name: "Watch", build: func(b *component.Build) error {
		if !b.Draft {
			order = append(order, b.Run.Index())
		}
		return nil
	}}}, nil, manager.WithProgress(func(p manager.Progress) { last = p }), manager.WithLog(zerolog.New(&log).Level(zerolog.WarnLevel))).over(overTrial)
	store := &witness{MemoryStore: trajectory.NewMemoryStore(), deaths: []trajectory.Death{died(0, 1, false), died(0, 2, true)}}
	stopped, err := e.Trajectory.Run(0) // before the program died, run 0 was stopped once, and had given something
	if err != nil {
		t.Fatal(err)
	}
	given := trajectory.Result{Path: "rates.first", Items: []trajectory.Item{{Name: "mean", Value: 1.5}}}
	if err := errors.Join(e.NetworkManager.Describe(e.Trajectory), store.SaveTrajectory(e.Trajectory), stopped.AddResult(given),
		stopped.AddDerived(trajectory.Parameter{Path: "p", Value: 1})); err != nil {
		t.Fatal(err)
	}
	stopped.End(time.Now(), context.Canceled)
	if err := trajectory.SaveRun(store, stopped); err != nil {
		t.Fatal(err)
	}
	err = e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1)
	if !errors.Is(err, trajectory.ErrLost) || !strings.Contains(err.Error(), "what another one had given is kept with it") {
		t.Error(err)
	}
	run, err := store.LoadRun(e.Trajectory, 0)
	if err != nil || run.Record().Status != trajectory.Lost || storetest.RunText(run) != storetest.RunText(stopped) {
		t.Errorf("run 0 is %v, %v", run.Record(), err)
	}
	if last.Finished != 2 || last.Lost != 1 || last.Done() != 3 || log.Len() > 0 {
		t.Errorf("progress is %+v, the log\n%s", last, log.String())
	}
	store.deaths = nil
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil {
		t.Error(err)
	}
	if last.Present != 2 || last.LostBefore != 1 || last.Done() != 3 || !strings.Contains(log.String(), "run_00000000 (simulation.trial = 0) is lost: the program has died with it") {
		t.Errorf("progress is %+v, the log\n%s", last, log.String())
	}
	manager.WithFailedRuns()(e.NetworkManager)
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil {
		t.Error(err)
	}
	if last.Present != 2 || last.Finished != 1 || fmt.Sprint(order) != "[1 2 0]" {
		t.Errorf("progress is %+v, after runs %v", last, order)
	}
}

// TestStoppingIsNoted tells the store when the program is asked to stop.
func TestStoppingIsNoted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	store := &witness{MemoryStore: trajectory.NewMemoryStore()}
	e := newExperiment(t, []component.Component{hooks{name: "Ctrl-C", build: func(b *component.Build) error {
		cancel()
		for begun := time.Now(); time.Since(begun) < time.Minute; time.Sleep(time.Millisecond) {
			store.mu.Lock()
			said := strings.Join(store.said, ", ")
			store.mu.Unlock()
			if strings.HasSuffix(said, "stopping true") {
				return nil
			}
		}
		return errors.New("nobody was told")
	}}}, nil).over(overTrial)
	err := e.NetworkManager.Explore(ctx, e.Trajectory, store, 1)
	wantError(t, err, "manager: stopped; 0 of 3 runs finished and are stored: context canceled")
}

// TestPreRunThatWasLost is not tried again unless that is asked for, and no run begins.
func TestPreRunThatWasLost(t *testing.T) {
	executed := 0
	e := newExperiment(t, []component.Component{hooks{name: "Count", build: func(b *component.Build) error {
		if !b.Draft {
			executed++
		}
		return nil
	}}}, nil,
		manager.WithoutTrials()).over(overTrial)
	store := &witness{MemoryStore: trajectory.NewMemoryStore(), deaths: []trajectory.Death{died(-1, 1, true), died(-1, 2, true)}}
	const want = "manager: without PreBuild and the pre-run no run can begin, and they are lost: the program has died with it 2 times, " +
		"at last with no other run under way (process 1, process 2); mend what they do, and have them executed again as what " +
		"has failed is (WithFailedRuns, --rerun-failed)"
	for range 2 {
		err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1)
		wantError(t, err, want)
		if status, err := store.Status(e.Trajectory, trajectory.PreRun); err != nil || status != trajectory.Lost {
			t.Errorf("the pre-run is %s, %v", status, err)
		}
		store.deaths = nil // the store knows by itself
	}
	manager.WithFailedRuns()(e.NetworkManager)
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil || executed != 3 {
		t.Errorf("%d runs were executed, and the error is %v", executed, err)
	}
	if status, err := store.Status(e.Trajectory, trajectory.PreRun); err != nil || status != trajectory.Finished {
		t.Errorf("the pre-run is %s, %v", status, err)
	}
}

// TestLostRunsAreNotTried has a run that is lost, and others that are missing: its point is not built before them, whether it
// is to be executed again or not.
func TestLostRunsAreNotTried(t *testing.T) {
	for _, opts := range [][]manager.Option{nil, {manager.WithFailedRuns()}} {
		e := newExperiment(t, []component.Component{hooks{name: "Watch", build: func(b *component.Build) error {
			if b.Draft && b.Run.Index() == 0 {
				t.Error("the point of the lost run is tried")
			}
			return nil
		}}}, nil, opts...).over(overTrial)
		store := trajectory.NewMemoryStore()
		lost, err := e.Trajectory.Run(0)
		if err := errors.Join(err, e.NetworkManager.Describe(e.Trajectory), store.SaveTrajectory(e.Trajectory)); err != nil {
			t.Fatal(err)
		}
		lost.End(time.Now(), trajectory.ErrLost)
		if err := trajectory.SaveRun(store, lost); err != nil {
			t.Fatal(err)
		}
		if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil {
			t.Error(err)
		}
	}
}
