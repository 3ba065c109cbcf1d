package manager_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/search"
	"golgi/trajectory"
)

// hill gives a height at x, which is highest at 0.7, after some time. It fails where bad says so.
type hill struct {
	component.Base
	bad func(x float64) bool
}

func (hill) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "x", Value: 0.5}, trajectory.Parameter{Path: "unread", Value: 0.5})
}

func (h hill) Build(b *component.Build) error {
	x, err := trajectory.Value[float64](b.Params, "x")
	if err != nil {
		return err
	}
	if !b.Draft {
		time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond) // so that runs end in no order
	}
	if h.bad != nil && h.bad(x) {
		return errBoom
	}
	return b.Run.AddResult(trajectory.Result{Path: "hill", Items: []trajectory.Item{{Name: "height", Value: 1 - (x-0.7)*(x-0.7)}}})
}

func newHill(t *testing.T, bad func(x float64) bool, opts ...manager.Option) experiment {
	t.Helper()
	return newBareExperiment(t, []component.Component{hill{bad: bad}, runner.None{}}, nil, opts...)
}

// search searches into a store.
func (e experiment) search(store trajectory.Store, workers int, s trajectory.Search) error {
	return e.NetworkManager.Search(context.Background(), e.Trajectory, store, workers, s)
}

// xs are the points, in order.
func (e experiment) xs() string {
	e.t.Helper()
	axes, err := e.Axes()
	if err != nil {
		e.t.Fatal(err)
	}
	return fmt.Sprint(e.Generations(), axes)
}

var (
	overX   = trajectory.Interval{Path: "x", From: 0, To: 1}
	climb   = search.GoldenSection{Over: overX, Of: "height", Maximise: true, Steps: 6}
	bayes   = search.Bayesian{Over: []trajectory.Interval{overX}, Of: "height", Maximise: true, Generations: 4, Points: 3, Seed: 1}
	evolved = search.Evolution{Over: []trajectory.Interval{overX}, Of: "height", Maximise: true, Generations: 5, Population: 8}
)

// TestSearch: the points depend neither on the number of workers nor on which run ends first, and are found again if all is done.
func TestSearch(t *testing.T) {
	for _, s := range []trajectory.Search{climb, evolved, bayes, search.Repeat{Search: climb, With: trajectory.Axis{Path: manager.Trial, Values: []int{0, 1, 2}}}} {
		var first string
		for _, workers := range []int{1, 8} {
			var last manager.Progress
			e := newHill(t, nil, manager.WithProgress(func(p manager.Progress) { last = p }))
			store := trajectory.NewMemoryStore()
			if err := e.search(store, workers, s); err != nil {
				t.Fatal(err)
			}
			if last.Done() != e.Len() || last.Finished != e.Len() || last.Total != e.Len() {
				t.Errorf("of %d runs the progress is %+v", e.Len(), last)
			}
			if first == "" {
				first = e.xs()
			}
			if got := e.xs(); got != first {
				t.Errorf("%T with %d workers explores %s, wanted %s", s, workers, got, first)
			}
			again := newHill(t, nil)
			if err := again.search(store, workers, s); err != nil || again.xs() != first {
				t.Errorf("again, it explores %s, wanted %s: %v", again.xs(), first, err)
			}
		}
	}
}

// TestSearchAfterExplore: what was explored before is the first generation, and a function sees it.
func TestSearchAfterExplore(t *testing.T) {
	e := newHill(t, nil).over(trajectory.Axis{Path: "x", Values: trajectory.Linear(0.0, 1, 5)})
	refine := trajectory.SearchFunc(func(so *trajectory.Results) (trajectory.Exploration, error) {
		if so.Generation() > 1 {
			return nil, nil
		}
		best, _, err := search.Best(so, "height", true)
		if err != nil {
			return nil, err
		}
		x := best["x"].(float64)
		return trajectory.Axis{Path: "x", Values: trajectory.Range(x-0.1, x+0.1, 0.05)}, nil
	})
	if err := e.search(trajectory.NewMemoryStore(), 4, refine); err != nil {
		t.Fatal(err)
	}
	if got, want := e.xs(), "[0 5] [{x [0 0.25 0.5 0.75 1 0.65 0.7 0.8 0.85]}]"; got != want {
		t.Errorf("explored is %s, wanted %s", got, want)
	}
}

// cut is a search of which the program is stopped after some generations.
func cut(s trajectory.Search, after int, cancel func()) trajectory.SearchFunc {
	return func(so *trajectory.Results) (trajectory.Exploration, error) {
		if so.Generation() == after {
			cancel()
			return nil, context.Canceled
		}
		return s.Next(so)
	}
}

// TestSearchResumed goes on where a search was stopped; one that gives other points is refused.
func TestSearchResumed(t *testing.T) {
	whole := newHill(t, nil)
	if err := whole.search(trajectory.NewMemoryStore(), 2, evolved); err != nil {
		t.Fatal(err)
	}
	store := trajectory.NewMemoryStore()
	for after := range 5 {
		if err := newHill(t, nil).search(store, 2, cut(evolved, after+1, func() {})); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	other := evolved
	other.Seed = 1
	err := newHill(t, nil).search(store, 2, other)
	const head, tail = "manager: the search after 1 generation: trajectory: the search gives other points than before, though the results are the same: at point 0 of " +
		"generation 0, x was ", "; what Next returns must depend on nothing but the results: not on times, maps, or random numbers without a seed, and a " +
		"search that has changed begins a new file"
	if err == nil || !strings.HasPrefix(err.Error(), head) || !strings.HasSuffix(err.Error(), tail) {
		t.Errorf("another search is refused by\n%v\nwanted\n%s …%s", err, head, tail)
	}
	fewer := evolved
	fewer.Population = 7
	if err := newHill(t, nil).search(store, 2, fewer); err == nil || !strings.Contains(err.Error(), "generation 0 had 8 points, and has 7 now; ") {
		t.Errorf("fewer points are refused by %v", err)
	}
	e := newHill(t, nil)
	if err := e.search(store, 8, evolved); err != nil || e.xs() != whole.xs() {
		t.Errorf("what was resumed explores %s, wanted %s: %v", e.xs(), whole.xs(), err)
	}
	wantSame(t, e.texts(store), whole.texts(store))
}

// TestSearchOfFailedRuns: a search sees that runs have failed. They are executed again in the last generation alone, since points depend on the others.
func TestSearchOfFailedRuns(t *testing.T) {
	bad := func(x float64) bool { return x < 0.3 }
	store := trajectory.NewMemoryStore()
	first := newHill(t, bad)
	err := first.search(store, 4, cut(evolved, 2, func() {}))
	var failed *manager.RunsError
	if !errors.As(err, &failed) || !errors.Is(err, errBoom) {
		t.Fatal(err)
	}
	failing := len(failed.Runs)
	again := newHill(t, nil, manager.WithFailedRuns())
	if err := again.search(store, 4, cut(evolved, 2, func() {})); !errors.Is(err, context.Canceled) || errors.Is(err, errBoom) {
		t.Fatal(err)
	}
	left := 0
	for i := range again.Len() {
		status, err := store.Status(again.Trajectory, i)
		if err != nil {
			t.Fatal(err)
		}
		if status == trajectory.Failed {
			if left++; i >= again.Generations()[1] {
				t.Errorf("run %d of the last generation was not executed again", i)
			}
		}
	}
	if left == 0 || left > failing {
		t.Errorf("%d runs are left as failed, of %d", left, failing)
	}
	if err := newHill(t, nil).search(store, 4, evolved); err != nil {
		t.Error(err)
	}
}

func TestSearchFaults(t *testing.T) {
	nothing := trajectory.SearchFunc(func(*trajectory.Results) (trajectory.Exploration, error) { return nil, nil })
	for _, c := range []struct {
		s    trajectory.Search
		want string
	}{
		{nothing, "manager: the search has no point to begin with; explore before, or have Next return some where there are no results"},
		{trajectory.SearchFunc(func(*trajectory.Results) (trajectory.Exploration, error) { panic("no idea") }),
			"manager: the search after 0 generations: panicked at search_test.go: no idea"},
		{trajectory.SearchFunc(func(so *trajectory.Results) (trajectory.Exploration, error) {
			return trajectory.Axis{Path: "x", Values: []any{0.1 * float64(so.Generation())}}, map[bool]error{true: errBoom}[so.Generation() == 2]
		}), "manager: the search after 2 generations: the membrane has burst"},
		{search.GoldenSection{Over: trajectory.Interval{Path: "unread", From: 0, To: 1}, Of: "height"},
			"manager: no run has read unread, so that exploring it makes no difference; read it in Build, or do not explore it (2 finished runs are stored)"},
		{search.GoldenSection{Over: overX, Of: "hight"}, "manager: the search after 1 generation: trajectory: run_00000000: HINT"},
	} {
		err := newHill(t, nil).search(trajectory.NewMemoryStore(), 2, c.s)
		if head, any := strings.CutSuffix(c.want, "HINT"); any && err != nil && strings.HasPrefix(err.Error(), head) {
			continue
		}
		if err != nil {
			err = errors.New(placeless(err.Error()))
		}
		wantError(t, err, c.want)
	}
	err := newHill(t, nil).search(otherShare{trajectory.NewMemoryStore()}, 2, climb)
	wantError(t, err, "manager: a search needs the results of all runs, and this program has only its share of them; begin it without a share")
}

// TestSearchAddsAlone: points that are none of the search are refused, whether they come while runs are under way or while Next is asked.
func TestSearchAddsAlone(t *testing.T) {
	more := trajectory.Axis{Path: "x", Values: []float64{0.123}}
	for _, during := range []bool{true, false} {
		var e experiment
		e = newHill(t, nil, manager.WithProgress(func(p manager.Progress) {
			if during && p.Done() == 1 {
				_, err := e.Expand(more)
				wantError(t, err, "no error")
			}
		}))
		err := e.search(trajectory.NewMemoryStore(), 1, trajectory.SearchFunc(func(so *trajectory.Results) (trajectory.Exploration, error) {
			if !during && so.Generation() == 1 {
				_, err := e.Expand(more)
				wantError(t, err, "no error")
			}
			return climb.Next(so)
		}))
		n := map[bool]string{true: "3 and not 2", false: "4 and not 3"}[during]
		wantError(t, err, "manager: test was given points while it is searched: it has "+n+"; add them before, or have Next return them")
	}
}

// An otherShare is a store of which another program executes the second run.
type otherShare struct{ trajectory.Store }

func (otherShare) Has(i int) bool { return i != 1 }

// TestSearchStopped: a search that is interrupted says so, whether runs are under way or all have ended, and asks for no more points.
func TestSearchStopped(t *testing.T) {
	for _, c := range []struct {
		during bool
		want   string
	}{
		{true, "manager: stopped; 0 of 2 runs finished and are stored: context canceled"},
		{false, "manager: stopped after 2 runs; the search is not over, and goes on with the same store (resume): context canceled"},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		store := trajectory.NewMemoryStore()
		e := newHill(t, nil, manager.WithoutTrials(), manager.WithProgress(func(p manager.Progress) {
			if c.during || p.Done() == 2 {
				cancel()
			}
		}))
		err := e.NetworkManager.Search(ctx, e.Trajectory, store, 1, climb)
		if !errors.Is(err, context.Canceled) || !slices.Equal(e.Generations(), []int{0}) {
			t.Errorf("there are the generations %v: %v", e.Generations(), err)
		}
		if text := fmt.Sprint(err); text != c.want {
			t.Errorf("the error is\n%s\nwanted\n%s", text, c.want)
		}
		if err := newHill(t, nil).search(store, 1, climb); err != nil {
			t.Error(err)
		}
		cancel()
	}
}
