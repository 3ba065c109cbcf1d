package trajectory_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"golgi/trajectory"

	"pgregory.net/rapid"
)

// kept is points in a store: a and b of point i are i and 2i.
type kept struct {
	n     int
	reads atomic.Int64
	err   error                                     // of each reading
	twist func([]trajectory.Axis) []trajectory.Axis // changes what is read
}

func (k *kept) Len() int { return k.n }

func (k *kept) Read(first, n int) ([]trajectory.Axis, error) {
	k.reads.Add(1)
	as, bs := make([]int64, n), make([]int64, n)
	for i := range n {
		as[i], bs[i] = int64(first+i), int64(2*(first+i))
	}
	axes := []trajectory.Axis{axis("a", as), axis("b", bs)}
	if k.twist != nil {
		axes = k.twist(axes)
	}
	return axes, k.err
}

// loaded is a trajectory of which the points are stored.
func loaded(t *testing.T, k *kept) *trajectory.Trajectory {
	t.Helper()
	traj := abc(t)
	must(t, traj.ExploreStored([]string{"a", "b"}, k))
	return traj
}

// explored is the same trajectory with the points in memory.
func explored(t *testing.T, n int) *trajectory.Trajectory {
	t.Helper()
	traj := abc(t)
	axes, err := (&kept{}).Read(0, n)
	must(t, err)
	must(t, traj.Explore(trajectory.Zip(axes)))
	return traj
}

// TestStoredReads counts what is read: a block for a run and its neighbours, everything once for the table.
func TestStoredReads(t *testing.T) {
	k := &kept{n: 100_000}
	traj := loaded(t, k)
	wantReads := func(doing string, want int64) {
		t.Helper()
		if got := k.reads.Load(); got != want {
			t.Errorf("%d blocks were read after %s, wanted %d", got, doing, want)
		}
	}
	if n := traj.Len(); n != k.n {
		t.Errorf("there are %d runs, wanted %d", n, k.n)
	}
	if got := fmt.Sprint(traj.ExploredPaths()); got != "[a b]" {
		t.Errorf("%s are explored, wanted a and b", got)
	}
	_, err := traj.Parameters("")
	must(t, err)
	run(t, traj, trajectory.PreRun)
	wantReads("all that needs no point", 0)
	for _, i := range []int{70_000, 69_999, 70_100} {
		wantValue(t, run(t, traj, i), "b", 2*i)
	}
	wantReads("three runs side by side", 1)
	wantValue(t, run(t, traj, k.n-1), "a", k.n-1)
	wantReads("the last run", 2)
	wantAxes(t, traj, axesOf(t, explored(t, k.n)))
	wantAxes(t, traj, axesOf(t, explored(t, k.n)))
	must(t, traj.Fetch())
	wantValue(t, run(t, traj, 5), "a", 5)
	wantReads("the table, twice", 3)
}

// TestStoredIsExplored: nothing tells a trajectory from one whose points are in memory, whatever is asked first.
func TestStoredIsExplored(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 1500).Draw(rt, "points")
		got, want := loaded(t, &kept{n: n}), explored(t, n)
		for range rapid.IntRange(1, 5).Draw(rt, "questions") {
			switch rapid.IntRange(0, 4).Draw(rt, "question") {
			case 0:
				i := rapid.IntRange(-3, n+1).Draw(rt, "run")
				if got, want := describe(got.Run(i)), describe(want.Run(i)); got != want {
					rt.Fatalf("run %d is %s, wanted %s", i, got, want)
				}
			case 1:
				wantAxes(rt, got, axesOf(t, want))
			case 2:
				if one, other := got.Continues(want), want.Continues(got); one != nil || other != nil {
					rt.Fatalf("they do not continue each other: %v, %v", one, other)
				}
			case 3:
				again := trajectory.Zip{axis("a", []int{n - 1}), axis("b", []int{2*n - 2})}
				if got, want := got.Explore(again), want.Explore(again); fmt.Sprint(got) != fmt.Sprint(want) {
					rt.Fatalf("exploring a point again: %v, wanted %v", got, want)
				}
			case 4:
				more := trajectory.Zip{axis("a", []int{-got.Len()}), axis("b", []int{1})}
				if one, other := got.Explore(more), want.Explore(more); one != nil || other != nil {
					rt.Fatalf("exploring further points: %v, %v", one, other)
				}
			}
		}
	})
}

// describe writes out run and error.
func describe(r *trajectory.Run, err error) string {
	if err != nil {
		return err.Error()
	}
	ps, err := r.Parameters("")
	text := r.Name()
	for _, p := range ps {
		text += fmt.Sprint(" ", p.Path, "=", p.Value)
	}
	return fmt.Sprint(text, " ", err)
}

// TestStoredAtOnce takes runs in several goroutines, while others read everything.
func TestStoredAtOnce(t *testing.T) {
	k := &kept{n: 5000}
	traj := loaded(t, k)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := worker; i < k.n; i += 97 {
				r, err := traj.Run(i)
				if err != nil {
					t.Error(err)
					return
				}
				if b, err := trajectory.Value[int](r, "b"); b != 2*i || err != nil {
					t.Errorf("b of run %d is %d, wanted %d: %v", i, b, 2*i, err)
				}
			}
			if worker%2 == 0 {
				if err := traj.Fetch(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

// TestStoredFaults: what cannot be read, or is no table of points, is an error of whatever needs it, and of
// nothing else.
func TestStoredFaults(t *testing.T) {
	broken := errors.New("the disk is gone")
	other := func(to ...trajectory.Axis) func([]trajectory.Axis) []trajectory.Axis {
		return func([]trajectory.Axis) []trajectory.Axis { return to }
	}
	const n = 3
	for _, c := range []struct {
		store *kept
		want  string
	}{
		{&kept{err: broken}, "the disk is gone"},
		{&kept{twist: func(axes []trajectory.Axis) []trajectory.Axis { return axes[:1] }},
			"further points need the same parameters as the first: a, b"},
		{&kept{twist: other(axis("a", []int{1}), axis("b", []int{2}))},
			"the store gave 1 points from number 0 on, wanted 3"},
		{&kept{twist: other(axis("a", []int{1, 2, 3}), axis("b", []int{2}))},
			"every point needs a value of each, and there are 3 of a and 1 of b"},
		{&kept{twist: other(axis("a", []string{"x", "y", "z"}), axis("b", []int{1, 2, 3}))},
			`a: "x" is a string, wanted an int like the default 0`},
	} {
		c.store.n = n
		traj := loaded(t, c.store)
		_, err := traj.Run(1)
		wantFault(t, err, "trajectory: cannot read the point of run_00000001: "+c.want, nil)
		_, err = traj.Axes()
		const all = "trajectory: cannot read the points of abc: "
		wantFault(t, err, all+c.want, nil)
		wantFault(t, traj.Explore(trajectory.Zip{axis("a", []int{9}), axis("b", []int{9})}), all+c.want, nil)
		wantFault(t, traj.Continues(explored(t, n)), all+c.want, nil)
		if traj.Same(explored(t, n)) {
			t.Errorf("a trajectory is the same as one whose points cannot be read: %s", c.want)
		}
		run(t, traj, trajectory.PreRun)
		if got := traj.Len(); got != n {
			t.Errorf("there are %d runs, wanted %d", got, n)
		}
	}
	twice := loaded(t, &kept{n: 2, twist: other(axis("a", []int{1, 1}), axis("b", []int{2, 2}))})
	wantFault(t, twice.Fetch(), "trajectory: cannot read the points of abc: point 1 repeats point 0 (a = 1, "+
		"b = 2), and would give the same results; to repeat an experiment, explore simulation.trial with it", nil)
	run(t, twice, 1)
}

func TestExploreStoredRefused(t *testing.T) {
	const doing = "trajectory: cannot explore: "
	for want, refused := range map[string]func(*trajectory.Trajectory) error{
		"there are no points": func(traj *trajectory.Trajectory) error {
			return traj.ExploreStored([]string{"a"}, &kept{n: 0})
		},
		"1000001 points are more than the 1000000 that a trajectory may have; split it into several": func(
			traj *trajectory.Trajectory) error {
			return traj.ExploreStored([]string{"a"}, &kept{n: 1_000_001})
		},
		"a is given twice": func(traj *trajectory.Trajectory) error {
			return traj.ExploreStored([]string{"a", "a"}, &kept{n: 1})
		},
		"no parameter is given; without Explore there is one run, at the defaults": func(
			traj *trajectory.Trajectory) error {
			return traj.ExploreStored(nil, &kept{n: 1})
		},
		"there are points already, or a run was taken": func(traj *trajectory.Trajectory) error {
			must(t, traj.ExploreStored([]string{"a"}, &kept{n: 1}))
			return traj.ExploreStored([]string{"a"}, &kept{n: 1})
		},
	} {
		wantFault(t, refused(abc(t)), doing+want, nil)
	}
}
