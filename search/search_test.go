package search_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"golgi/search"
	"golgi/trajectory"
	"golgi/units"

	"pgregory.net/rapid"
)

// plane is a trajectory with two floats, an integer and a time.
func plane() *trajectory.Trajectory {
	traj, err := trajectory.New("plane")
	if err == nil {
		err = traj.Add(trajectory.Parameter{Path: "x", Value: 0.5}, trajectory.Parameter{Path: "y", Value: 0.5},
			trajectory.Parameter{Path: "n", Value: 1}, trajectory.Parameter{Path: "tau", Value: units.Millisecond.Of(10)},
			trajectory.Parameter{Path: "trial", Value: 0})
	}
	if err != nil {
		panic(err)
	}
	return traj
}

// searched explores what a search finds, with a function for the runs, and returns what there is in the end.
func searched(s trajectory.Search, f func(p *trajectory.Values) (float64, error)) (*trajectory.Results, error) {
	traj, store := plane(), trajectory.NewMemoryStore()
	so := trajectory.ResultsOf(store, traj)
	for range 1000 {
		first := so.Len()
		added, err := so.Extend(s)
		if err != nil || added == 0 {
			return so, err
		}
		if err := store.SaveTrajectory(traj); err != nil {
			return so, err
		}
		for i := first; i < so.Len(); i++ {
			run, err := traj.Run(i)
			if err != nil {
				return so, err
			}
			p := trajectory.ValuesOf(run)
			y, reason := f(p)
			err = errors.Join(p.Err(), run.AddResult(trajectory.Result{Path: "f", Items: []trajectory.Item{{Name: "y", Value: y}}}))
			run.End(time.Now(), reason)
			if err = errors.Join(err, trajectory.SaveRun(store, run)); err != nil {
				return so, err
			}
		}
	}
	return so, errors.New("it does not end")
}

func over(path string, from, to any) trajectory.Interval {
	return trajectory.Interval{Path: path, From: from, To: to}
}

// xs returns the values of a parameter in the order of the runs.
func xs(t *testing.T, so *trajectory.Results, path string) string {
	t.Helper()
	var values []any
	for i := range so.Len() {
		run, err := so.Run(i)
		if err != nil {
			t.Fatal(err)
		}
		p, err := run.Parameter(path)
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, p.Value)
	}
	return fmt.Sprint(values)
}

// TestPoints: the points of searches, written out.
func TestPoints(t *testing.T) {
	square := func(p *trajectory.Values) (float64, error) { x := p.Float("x"); return x * x, nil }
	for _, c := range []struct {
		s    trajectory.Search
		f    func(p *trajectory.Values) (float64, error)
		path string
		want string
	}{
		{search.Bisection{Over: over("x", 0, 2), Of: "y", Target: 2, Steps: 4}, square, "x", "[0 2 1 1.5 1.25 1.375]"}, // sqrt 2
		{search.Bisection{Over: over("x", 0, 2), Of: "y", Target: 1}, square, "x", "[0 2 1]"},                          // it is hit
		{search.Bisection{Over: over("x", 0, 2), Of: "y", Target: 2, Steps: 2, Parts: 4}, square, "x", "[0 2 0.5 1 1.5 1.125 1.25 1.375]"},
		{search.Bisection{Over: over("n", 1, 9), Of: "y", Target: 40}, func(p *trajectory.Values) (float64, error) {
			return float64(p.Int("n") * p.Int("n")), nil
		}, "n", "[1 9 5 7 6]"}, // between 6 and 7 there is none
		{search.Bisection{Over: trajectory.Interval{Path: "tau", From: units.Millisecond.Of(1), To: units.Second.Of(1), Log: true}, Of: "y",
			Target: 0.05, Steps: 1}, func(p *trajectory.Values) (float64, error) { return p.Quantity("tau").SI(), nil }, "tau", "[1 ms 1000 ms 31.62277660168379 ms]"},
		{search.GoldenSection{Over: over("x", -1, 1), Of: "y", Steps: 3}, square, "x",
			"[-0.2360679774997898 0.2360679774997898 -0.5278640450004206 -0.05572809000084117 0.055728090000841224]"},
		{search.Repeat{Search: search.Bisection{Over: over("x", 0, 2), Of: "y", Target: 2, Steps: 1}, With: trajectory.Axis{Path: "trial", Values: []int{0, 1}}},
			square, "x", "[0 0 2 2 1 1]"},
		{search.Bisection{Over: over("x", 0, 2), Of: "y", Target: 2, Steps: 3, At: trajectory.Line("y=0,1")}, func(p *trajectory.Values) (float64, error) {
			return p.Float("x")*p.Float("x") + p.Float("y"), nil
		}, "x", "[0 2 0 2 1 1 1.5 1.25]"}, // with y = 1 it is hit at 1, and ends; with y = 0 it is sqrt 2
	} {
		so, err := searched(c.s, c.f)
		if err != nil {
			t.Errorf("%T: %v", c.s, err)
			continue
		}
		if got := xs(t, so, c.path); got != c.want {
			t.Errorf("%T explores %s, wanted %s", c.s, got, c.want)
		}
	}
}

// TestFound: searches find what can be computed, to the width that they promise.
func TestFound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		root := rapid.Float64Range(-0.9, 2.9).Draw(rt, "root")
		cubic := func(p *trajectory.Values) (float64, error) { d := p.Float("x") - root; return d*d*d + d, nil }
		parts := rapid.IntRange(2, 5).Draw(rt, "parts")
		so, err := searched(search.Bisection{Over: over("x", -1, 3), Of: "y", Steps: 8, Parts: parts}, cubic)
		if err != nil {
			rt.Fatal(err)
		}
		nearest := math.Inf(1)
		for i := range so.Len() {
			run, _ := so.Run(i)
			x, _ := trajectory.Value[float64](run, "x")
			nearest = min(nearest, math.Abs(x-root))
		}
		if width := 4 / math.Pow(float64(parts), 8); nearest > width {
			rt.Fatalf("after 8 steps the root is %v away, wanted at most %v", nearest, width)
		}
		bowl := func(p *trajectory.Values) (float64, error) { return -math.Abs(p.Float("x") - root), nil }
		if so, err = searched(search.GoldenSection{Over: over("x", -1, 3), Of: "y", Steps: 15, Maximise: true}, bowl); err != nil {
			rt.Fatal(err)
		}
		best, _, err := search.Best(so, "y", true, "x")
		if width := 4 * math.Pow(0.6181, 15); err != nil || math.Abs(best["x"].(float64)-root) > width {
			rt.Fatalf("after 15 steps the best is %v, wanted %v within %v: %v", best, root, width, err)
		}
	})
}

// TestGoldenSectionOfIntegers finds the least of each function with one valley, wherever it is.
func TestGoldenSectionOfIntegers(t *testing.T) {
	for _, n := range []int{1, 2, 3, 4, 5, 7, 10, 20} {
		for peak := 0; peak <= n; peak++ {
			for _, shift := range []float64{0, 0.3, -0.3} {
				valley := func(p *trajectory.Values) (float64, error) {
					return math.Abs(float64(p.Int("n")) - float64(peak) - shift), nil
				}
				so, err := searched(search.GoldenSection{Over: over("n", 0, float64(n)), Of: "y"}, valley)
				if err != nil {
					t.Fatal(err)
				}
				best, _, err := search.Best(so, "y", false, "n")
				if err != nil || best["n"] != int64(peak) || so.Len() > 12 {
					t.Fatalf("of 0 to %d, the best of %d is %v, wanted %d (%v)", n, so.Len(), best, peak, err)
				}
			}
		}
	}
}

// TestEvolution finds the valley of Rosenbrock's function, and an integer beside it, where a fourth of the runs fail or give no number.
func TestEvolution(t *testing.T) {
	rosenbrock := func(p *trajectory.Values) (float64, error) {
		x, y, n := p.Float("x"), p.Float("y"), float64(p.Int("n"))
		switch {
		case x < -1.5:
			return math.NaN(), nil
		case x < -1:
			return 0, errors.New("no convergence")
		}
		a, b := 1-x, y-x*x
		return a*a + 100*b*b + (n-3)*(n-3), nil
	}
	e := search.Evolution{Over: []trajectory.Interval{over("x", -2, 2), over("y", -1, 3), over("n", 0, 9)}, Of: "f.y", Generations: 40, Seed: 4}
	so, err := searched(e, rosenbrock)
	if err != nil {
		t.Fatal(err)
	}
	best, cost, err := search.Best(so, "f.y", false)
	if err != nil || cost > 1e-3 || best["n"] != int64(3) || math.Abs(best["x"].(float64)-1) > 0.05 {
		t.Errorf("the best of %d points is %v with %v, wanted x = 1, y = 1, n = 3: %v", so.Len(), best, cost, err)
	}
	if so.Generation() != 41 {
		t.Errorf("there are %d generations", so.Generation())
	}
}

func TestFaults(t *testing.T) {
	constant := func(*trajectory.Values) (float64, error) { return 3, nil }
	for _, c := range []struct {
		s    trajectory.Search
		f    func(*trajectory.Values) (float64, error)
		want string
	}{
		{search.Bisection{Over: over("x", 0, 1), Of: "y", Target: 5}, constant,
			"search: y is 3 at x = 0 and 3 at x = 1, on one side of the target 5: give an interval that has it between its ends"},
		{search.Bisection{Over: over("x", 1, 0), Of: "y"}, constant, "search: x: an interval has two finite numbers, the lower one first, and not 1 and 0"},
		{search.Bisection{Over: over("z", 1, 0), Of: "y"}, constant, `search: trajectory: there is no parameter "z"; did you mean n or x or y?`},
		{search.Bisection{Over: over("x", 0, 1), Of: "y", Parts: 1}, constant, "search: a Bisection has 2 to 1000000 Parts, and not 1"},
		{search.Bisection{Over: over("x", 0, 1), Of: "y", Parts: 1 << 60, Steps: -1, Target: math.NaN()}, constant, "search: a Bisection has Steps of 1 or more, and not -1\n" +
			"search: a Bisection has 2 to 1000000 Parts, and not 1152921504606846976\nsearch: a Bisection has a Target that is a number, and not NaN"},
		{search.Bisection{Over: over("x", 0, 1), Of: "rate"}, constant, `trajectory: run_00000000: there is no item "rate"`},
		{search.Bisection{Over: over("x", 0, 1), Of: "y", Target: 5, At: trajectory.Line("n=2,3")}, constant,
			"search: y is 3 at n = 2, x = 0 and 3 at n = 2, x = 1, on one side of the target 5"},
		{search.Bisection{Over: over("x", 0, 1), Of: "y", At: trajectory.Line("z=2,3")}, constant, `search: a Bisection At points: trajectory: there is no parameter "z"`},
		{search.Bisection{Over: over("x", 0, 1), Of: "y", At: trajectory.Line("x=0,1")}, constant, "search: a Bisection is Over x, and At points of x as well; leave one out"},
		{search.GoldenSection{Over: over("x", 0, 1), Of: "y"}, func(*trajectory.Values) (float64, error) { return 0, errors.New("no convergence") },
			"search: y is not known at x = 0.3819660112501051, where no run has finished: trajectory: run_00000000 failed: no convergence"},
		{search.GoldenSection{Over: over("x", 0, 1), Of: "y"}, func(*trajectory.Values) (float64, error) { return math.NaN(), nil },
			"search: y is not a number at x = 0.3819660112501051"},
		{search.GoldenSection{Over: over("x", 0, 1), Of: "y", Steps: -1}, constant, "search: a GoldenSection has Steps of 1 or more, and not -1"},
		{search.Evolution{Of: "y"}, constant, "search: an Evolution goes Over one interval or more"},
		{search.Evolution{Over: []trajectory.Interval{over("x", 0, 1)}, Of: "y", Population: 3, Generations: math.MaxInt}, constant,
			"search: an Evolution has a Population of 4 to 1000000, and not 3\nsearch: an Evolution has 1 to 1000000 Generations, and not 9223372036854775807"},
		{search.Repeat{}, constant, "search: Repeat needs a Search, and With what to repeat it"},
		{trajectory.SearchFunc(nil), constant, "trajectory: the function of a search is nil"},
	} {
		_, err := searched(c.s, c.f)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%T: the error is\n%v\nwanted\n%s", c.s, err, c.want)
		}
	}
}
