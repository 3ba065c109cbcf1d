package trajectory_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"golgi/trajectory"
)

// gathered explores a and b, gives what give returns in each run (nil: nothing; an error: it fails), and gathers it.
func gathered(t *testing.T, e trajectory.Exploration, item string, give func(a, b int) any) (*trajectory.Gathered, error) {
	t.Helper()
	traj := abc(t)
	must(t, traj.Explore(e))
	store := trajectory.NewMemoryStore()
	must(t, store.SaveTrajectory(traj))
	for i := range traj.Len() {
		r := run(t, traj, i)
		a, err := trajectory.Value[int](r, "a")
		must(t, err)
		b, err := trajectory.Value[int](r, "b")
		must(t, err)
		r.Begin(time.Now())
		value := give(a, b)
		reason, failed := value.(error)
		if it, is := value.(trajectory.Item); is {
			must(t, r.AddResult(trajectory.Result{Path: "s", Items: []trajectory.Item{it}}))
		} else if value != nil && !failed {
			must(t, r.Add("s", "x", value, ""))
		}
		r.End(time.Now(), reason)
		must(t, trajectory.SaveRun(store, r))
	}
	return trajectory.Gather(store, traj, item)
}

func TestGather(t *testing.T) {
	ints := func(list ...int) []int { return list }
	product := trajectory.Cartesian{axis("a", ints(1, 2)), axis("b", ints(3, 4, 5))}
	linked := trajectory.Product{trajectory.Zip{axis("a", ints(1, 2)), axis("b", ints(7, 7))}, axis("c", ints(0, 1))}
	both := trajectory.Product{axis("c", ints(0, 1)), trajectory.Zip{axis("a", ints(1, 2)), axis("b", ints(8, 7))}}
	item := func(value any, unit string) trajectory.Item {
		return trajectory.Item{Name: "x", Value: value, Unit: unit}
	}
	for _, c := range []struct {
		name string
		e    trajectory.Exploration
		give func(a, b int) any
		want string // axes, dims, shape, data, present
	}{
		{"a number at each of all combinations", product, func(a, b int) any { return 10*a + b },
			"a[1 2] b[3 4 5] [a b] [2 3] [13 14 15 23 24 25] [true true true true true true] []"},
		{"lists, and a run that has failed", product, func(a, b int) any {
			if b == 4 {
				return errors.New("no")
			}
			return []int{a, b}
		}, "a[1 2] b[3 4 5] [a b ] [2 3 2] [1 3 0 0 1 5 2 3 0 0 2 5] [true false true true false true] []"},
		{"truth values, and a run without", product, func(a, b int) any {
			if a == 1 {
				return nil
			}
			return b == 4
		}, "a[1 2] b[3 4 5] [a b] [2 3] [NaN NaN NaN 0 1 0] [false false false true true true] []"},
		{"parameters that change together", both, func(a, b int) any { return b },
			"c[0 1] a[1 2]b[8 7] [c a] [2 2] [8 7 8 7] [true true true true] []"},
		{"one that is the same everywhere", linked, func(a, b int) any { return a },
			"a[1 2] b[7] c[0 1] [a b c] [2 1 2] [1 1 2 2] [true true true true] []"},
		{"no combinations", trajectory.OneAtATime{axis("a", ints(1, 2)), axis("b", ints(3))}, func(a, b int) any { return 10*a + b },
			"run a[0 1 2 0]b[0 0 0 3] [run] [4] [0 10 20 3] [true true true true] []"},
		{"lists that differ in length", axis("a", ints(1, 2)), func(a, b int) any { return make([]int64, a) },
			"a[1 2] [a] [2] <nil> [true true] [[0] [0 0]]"},
		{"texts", axis("a", ints(1, 2)), func(a, b int) any { return fmt.Sprint("n", a) }, "a[1 2] [a] [2] [n1 n2] [true true] []"},
		{"units", axis("a", ints(1, 2)), func(a, b int) any { return item([]float64{1}, map[int]string{1: "V", 2: "mV"}[a]) },
			"a[1 2] [a ] [2 1] [1 0.001] [true true] []"},
		{"nothing is explored", trajectory.Axis{Path: "a", Values: ints(3)}, func(a, b int) any { return trajectory.NDArray{Shape: []int{1, 2}, Data: []float64{1, 2}} },
			"a[3] [a  ] [1 1 2] [1 2] [true] []"},
		{"frames", axis("a", ints(1)), func(a, b int) any { return trajectory.Frame{{Name: "c", Value: []int{1}}} },
			"a[1] [a] [1] <nil> [true] [c\n1]"},
	} {
		g, err := gathered(t, c.e, "x", c.give)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := ""
		for _, axis := range g.Axes {
			if axis.Name == "run" {
				got += "run "
			}
			for _, c := range axis.Coordinates {
				got += fmt.Sprint(c.Path, c.Values)
			}
			got += " "
		}
		if got += fmt.Sprint(g.Dims, " ", g.Shape, " ", g.Data, " ", g.Present, " ", g.Ragged); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestGatherFaults(t *testing.T) {
	axis := axis("a", []int{1, 2})
	for _, c := range []struct {
		item string
		give func(a, b int) any
		want string
	}{
		{"y", func(a, b int) any { return 1 }, `trajectory: cannot gather y: run_00000001: there is no item "y"; did you mean s.x?`},
		{"x", func(a, b int) any { return errors.New("no") }, "trajectory: cannot gather x: no run has finished that might have given it"},
		{"x", func(a, b int) any { return map[int]any{1: []int{1}, 2: []float64{1}}[a] },
			"trajectory: cannot gather x: run_00000000 gave a []int64, and run_00000001 a []float64; give it as one type in all runs"},
		{"s.x", func(a, b int) any {
			return trajectory.Item{Name: "x", Value: 1.0, Unit: map[int]string{1: "V", 2: "s"}[a]}
		},
			"trajectory: cannot gather s.x: run_00000001: it is in s, and the first run gave it in V; give it in one dimension in all runs"},
	} {
		if _, err := gathered(t, axis, c.item, c.give); fmt.Sprint(err) != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
	traj := abc(t)
	for part, want := range map[string]string{"depth": "trajectory: a part of a run cannot have the depth -1, or items of 0 bytes at most; 0 is no limit",
		"path": "trajectory: a part of a run is at a path that is empty; leave out Paths for all of it",
		"run":  "trajectory: run_00000000 of abc has not ended"} {
		p := map[string]trajectory.Excerpt{"depth": {Depth: -1}, "path": {Paths: []string{""}}}[part]
		store := trajectory.NewMemoryStore()
		must(t, store.SaveTrajectory(traj))
		if _, err := trajectory.LoadPart(store, traj, 0, p); fmt.Sprint(err) != want {
			t.Error(err)
		}
	}
}
