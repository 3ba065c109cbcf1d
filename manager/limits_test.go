package manager_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/internal/memory"
	"golgi/manager"
	"golgi/runner"
	"golgi/search"
	"golgi/trajectory"
)

// A run that takes longer than its limit fails, and says so; the others go on.
func TestTimeLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where time goes on only while all wait
		e := newExperiment(t, []component.Component{hooks{name: "Slow", build: func(b *component.Build) error {
			if b.Draft || b.Run.Index() != 1 {
				return nil
			}
			<-b.Context.Done()
			return b.Context.Err()
		}}}, nil, manager.WithTimeLimit(50*time.Millisecond)).over(overTrial)
		store, err := e.explore(2)
		var late *manager.TimeLimitError
		if !errors.As(err, &late) || late.Limit != 50*time.Millisecond || errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
		for i, want := range []trajectory.Status{trajectory.Finished, trajectory.Failed, trajectory.Finished} {
			run, err := store.LoadRun(e.Trajectory, i)
			if err != nil || run.Record().Status != want {
				t.Fatalf("run %d: %v, %v", i, run.Record(), err)
			}
			if text := "manager: the run takes longer than its limit of 50ms (WithTimeLimit, --time-limit)"; i == 1 && run.Record().Error != text {
				t.Errorf("got %s", run.Record().Error)
			}
		}
	})
}

// TestTimeLimitInSearch: that a run was out of time is no property of its point, whatever a hook says of it. So no point follows from it: the search
// waits until it is executed again, and then has the points that it would have had.
func TestTimeLimitInSearch(t *testing.T) {
	for _, s := range []trajectory.Search{evolved, search.Repeat{Search: climb, With: trajectory.Axis{Path: manager.Trial, Values: []int{0, 1}}}} {
		for _, gaveUp := range []error{nil, errBoom, context.Canceled} {
			synctest.Test(t, func(t *testing.T) {
				waits := hooks{name: "Waits", build: func(b *component.Build) error {
					if b.Draft || b.Run.Index() != 3 {
						return nil
					}
					<-b.Context.Done()
					return cmp.Or(gaveUp, b.Context.Err())
				}}
				search := func(store trajectory.Store, waiting bool, opts ...manager.Option) (experiment, error) {
					parts := []component.Component{hill{}, runner.None{}}
					if waiting {
						parts = append(parts, waits)
					}
					e := newBareExperiment(t, parts, nil, append(opts, manager.WithTimeLimit(time.Second))...)
					return e, e.search(store, 2, s)
				}
				store := trajectory.NewMemoryStore()
				for _, waiting := range []bool{true, false} { // it is not asked to execute it again
					e, err := search(store, waiting)
					if err == nil || !strings.HasPrefix(err.Error(), "manager: the search waits for run_00000003, which was out of time: --rerun-failed "+
						"(WithFailedRuns) executes it again, with a longer --time-limit (WithTimeLimit) or none") || fmt.Sprint(e.Generations()) != "[0]" {
						t.Errorf("there are generations from %v, and the error\n%v", e.Generations(), err)
					}
				}
				after, err := search(store, false, manager.WithFailedRuns())
				whole, err2 := search(trajectory.NewMemoryStore(), false)
				if err != nil || err2 != nil || after.xs() != whole.xs() {
					t.Errorf("after all it explored %s, wanted %s: %v, %v", after.xs(), whole.xs(), err, err2)
				}
			})
		}
	}
}

// Nor is it one that a run had no memory, of which others, or another machine, may leave more.
func TestNoMemoryInSearch(t *testing.T) {
	hungry := hooks{name: "Hungry", build: func(b *component.Build) error {
		if b.Draft || b.Run.Index() != 1 {
			return nil
		}
		return memory.Ask("what it remembers", 1<<62)
	}}
	store := trajectory.NewMemoryStore()
	e := newBareExperiment(t, []component.Component{hill{}, runner.None{}, hungry}, nil)
	const want = "manager: the search waits for run_00000001, which had no memory: --rerun-failed (WithFailedRuns) executes it again, with fewer workers or " +
		"a --memory-cap (WithMemoryCap)\n"
	if err := e.search(store, 1, evolved); err == nil || !strings.HasPrefix(err.Error(), want) || e.Len() != evolved.Population {
		t.Errorf("there are %d points, and the error\n%v\nwanted\n%s", e.Len(), err, want)
	}
	if err := newHill(t, nil, manager.WithFailedRuns()).search(store, 1, evolved); err != nil {
		t.Error(err)
	}
}

// Runs wait for each other as long as the program uses more memory than they may, and no longer; that is said once.
func TestMemoryCap(t *testing.T) {
	for size, together := range map[int64]bool{1: false, math.MaxInt64: true, 0: true} {
		var under, most atomic.Int32
		var log bytes.Buffer
		e := newExperiment(t, []component.Component{hooks{name: "Count", build: func(b *component.Build) error {
			if b.Draft {
				return nil
			}
			n := under.Add(1)
			defer under.Add(-1)
			for begun := time.Now(); together && most.Load() < 2 && time.Since(begun) < time.Minute; time.Sleep(time.Millisecond) {
				n = max(n, under.Load())
				most.Store(max(n, most.Load()))
			}
			most.Store(max(n, most.Load()))
			return nil
		}}}, nil, manager.WithMemoryCap(size), manager.WithLog(zerolog.New(&log).Level(zerolog.WarnLevel))).over(overTrial)
		if _, err := e.explore(3); err != nil {
			t.Fatal(err)
		}
		if (most.Load() > 1) != together {
			t.Errorf("cap of %d bytes: %d runs were under way together", size, most.Load())
		}
		if said := strings.Count(log.String(), "runs wait for others to end"); said > 1 || said == 1 && together {
			t.Errorf("cap of %d bytes: it is said %d times", size, said)
		}
	}
}

// However many runs wait for memory, and for however long, garbage is collected for them about once for each run that ends.
func TestMemoryCapCollectsSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const runs = 8
		var before, after runtime.MemStats
		e := newBareExperiment(t, []component.Component{hill{}, runner.None{}, hooks{name: "Slow", build: func(b *component.Build) error {
			if !b.Draft {
				time.Sleep(4 * time.Second)
			}
			return nil
		}}}, nil, manager.WithMemoryCap(1)).over(trajectory.Axis{Path: "x", Values: trajectory.Linear(0.0, 1, runs)})
		runtime.ReadMemStats(&before)
		if _, err := e.explore(runs); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		if n := after.NumForcedGC - before.NumForcedGC; n == 0 || n > 2*runs {
			t.Errorf("for %d runs garbage was collected %d times", runs, n)
		}
	})
}
