package manager_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golgi/component"
	"golgi/manager"
	"golgi/trajectory"
)

// What has failed is executed again with the same store if that is asked for, and what has finished is not.
func TestExploreAgain(t *testing.T) {
	broken := true
	var last manager.Progress
	var executed []int
	e := newExperiment(t, []component.Component{hooks{name: "Bad", build: func(b *component.Build) (err error) {
		if b.Draft {
			return nil
		}
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

// A halved store has every other run for itself, from 1 on, and says so.
type halved struct{ trajectory.Store }

func (halved) Has(i int) bool { return i%2 == 1 }

func (s halved) Begin(r *trajectory.Run) (trajectory.RunWriter, error) {
	if !s.Has(r.Index()) {
		return nil, fmt.Errorf("%s: %w", r.Name(), trajectory.ErrElsewhere)
	}
	return s.Store.Begin(r)
}

// TestRunsOfOthersAreNotTried has points that cannot be built: those of others keep nobody from beginning.
func TestRunsOfOthersAreNotTried(t *testing.T) {
	var tried []int
	var last manager.Progress
	e := newExperiment(t, []component.Component{hooks{name: "Odd", build: func(b *component.Build) error {
		if !b.Draft || b.Run.Index() < 0 {
			return nil
		}
		if b.Run.Index()%2 == 0 {
			return errBoom
		}
		tried = append(tried, b.Run.Index())
		return nil
	}}}, nil, manager.WithProgress(func(p manager.Progress) { last = p })).over(overMu, overTrial)
	store := halved{trajectory.NewMemoryStore()}
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil {
		t.Fatal(err)
	}
	if len(tried) == 0 || tried[0] != 1 || last.Finished != e.Len()/2 || last.Elsewhere != e.Len()-e.Len()/2 {
		t.Errorf("the points %v were tried, and progress is %+v", tried, last)
	}
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
	if last.Finished != 2 || last.Unstored != 1 || last.Done() != 3 {
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
	if !errors.Is(err, errBoom) || last.Present != 2 || last.Elsewhere != 1 || last.Unstored != 0 {
		t.Errorf("progress is %+v, after %v", last, err)
	}
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

// A forgetful store has taken all runs, and can keep none of those in lost.
type forgetful struct {
	trajectory.Store
	lost map[int]bool
}

func (forgetful) Sync() error { return errFull }

func (s forgetful) Status(t *trajectory.Trajectory, i int) (trajectory.Status, error) {
	if s.lost[i] {
		return trajectory.Pending, nil
	}
	return s.Store.Status(t, i)
}

// TestCountsAddUp loses runs that have finished, and run 1, which has failed: each is counted once, and what is said
// to be stored is.
func TestCountsAddUp(t *testing.T) {
	for _, c := range []struct {
		lost                   []int
		finished, failed, away int
	}{
		{nil, 8, 1, 0}, {[]int{0}, 7, 1, 1}, {[]int{1}, 8, 0, 1}, {[]int{0, 1, 4}, 6, 0, 3},
		{[]int{0, 1, 2, 3, 4, 5, 6, 7, 8}, 0, 0, 9},
	} {
		var last manager.Progress
		e := newExperiment(t, []component.Component{hooks{name: "Bad", build: func(b *component.Build) (err error) {
			when(b.Run, func() { err = errBoom })
			return err
		}}}, nil, manager.WithProgress(func(p manager.Progress) { last = p })).over(overMu, overTrial)
		store := forgetful{trajectory.NewMemoryStore(), map[int]bool{}}
		for _, i := range c.lost {
			store.lost[i] = true
		}
		err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1)
		if last.Finished != c.finished || last.Failed != c.failed || last.Unstored != c.away || last.Done() != e.Len() {
			t.Errorf("without %v, progress is %+v", c.lost, last)
		}
		var runs *manager.RunsError
		if failed := errors.As(err, &runs); failed != (c.failed > 0) || failed && len(runs.Runs) != c.failed {
			t.Errorf("without %v, the error is %v", c.lost, err)
		}
	}
}
