package search_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"golgi/search"
	"golgi/trajectory"
	"golgi/units"
)

// branin has three lowest points, of 0.397887. Source: Dixon & Szego (1978), Towards Global Optimisation 2:1.
func branin(p *trajectory.Values) (float64, error) {
	x, y := p.Float("x"), p.Float("y")
	a := y - 5.1/(4*math.Pi*math.Pi)*x*x + 5/math.Pi*x - 6
	return a*a + 10*(1-1/(8*math.Pi))*math.Cos(x) + 10, nil
}

// forrester has its lowest point, of -6.020740, at 0.757249. Source: Forrester, Sobester & Keane (2008), Engineering Design via Surrogate Modelling.
func forrester(p *trajectory.Values) (float64, error) {
	x := p.Float("x")
	return (6*x - 2) * (6*x - 2) * math.Sin(12*x-4), nil
}

// TestBayesian finds the lowest points of known functions, to the width that the doc comment says.
func TestBayesian(t *testing.T) {
	plane := []trajectory.Interval{over("x", -5, 10), over("y", 0, 15)}
	for _, c := range []struct {
		s     search.Bayesian
		f     func(*trajectory.Values) (float64, error)
		least float64
		width float64
		runs  int
	}{
		{search.Bayesian{Over: []trajectory.Interval{over("x", 0, 1)}, Generations: 15}, forrester, -6.020740, 1e-3, 20},
		{search.Bayesian{Over: plane, Generations: 30}, branin, 0.397887, 1e-3, 40},
		{search.Bayesian{Over: plane, Generations: 7, Points: 4}, branin, 0.397887, 1e-2, 38},
		{search.Bayesian{Over: plane, Generations: 20, First: 6, Maximise: true}, negated(branin), -0.397887, 1e-2, 26},
	} {
		c.s.Of = "f.y"
		so, err := searched(c.s, c.f)
		if err != nil {
			t.Fatal(err)
		}
		_, found, err := search.Best(so, "f.y", c.s.Maximise)
		if err != nil || math.Abs(found-c.least) > c.width || so.Len() != c.runs {
			t.Errorf("the best of %d points is %v, wanted %v within %v: %v", so.Len(), found, c.least, c.width, err)
		}
	}
}

func negated(f func(*trajectory.Values) (float64, error)) func(*trajectory.Values) (float64, error) {
	return func(p *trajectory.Values) (float64, error) { y, err := f(p); return -y, err }
}

// TestBayesianOfAllKinds goes over an integer and a time on a logarithmic scale, where runs fail or give no number, or what is infinite.
func TestBayesianOfAllKinds(t *testing.T) {
	valley := func(p *trajectory.Values) (float64, error) {
		n, tau := float64(p.Int("n")), p.Quantity("tau").SI()
		switch {
		case n > 17:
			return 0, errors.New("no convergence")
		case tau > 0.8:
			return math.NaN(), nil
		case tau < 0.0012:
			return math.Inf(1), nil
		}
		return (n-13)*(n-13) + 10*math.Pow(math.Log(tau/0.02), 2), nil
	}
	b := search.Bayesian{Of: "f.y", Generations: 20, Seed: 2, Over: []trajectory.Interval{over("n", 0, 20),
		{Path: "tau", From: units.Millisecond.Of(1), To: units.Second.Of(1), Log: true}}}
	so, err := searched(b, valley)
	if err != nil {
		t.Fatal(err)
	}
	best, cost, err := search.Best(so, "f.y", false)
	if err != nil || cost > 0.01 || best["n"] != int64(13) {
		t.Errorf("the best of %d is %v with %v: %v", so.Len(), best, cost, err)
	}
	always := func(*trajectory.Values) (float64, error) { return 0, errors.New("no convergence") }
	if so, err = searched(b, always); err != nil || so.Len() != 30 {
		t.Errorf("where all runs fail there are %d: %v", so.Len(), err)
	}
	for _, far := range []float64{0, 1e308, 1e-300, 5e-324} {
		large := func(p *trajectory.Values) (float64, error) { return far * (p.Float("x") - 0.5), nil }
		so, err = searched(search.Bayesian{Over: []trajectory.Interval{over("x", 0, 1)}, Of: "f.y", Generations: 6}, large)
		if _, least, _ := search.Best(so, "f.y", false); err != nil || so.Len() != 11 || least > -0.499*far && far > 1e-320 {
			t.Errorf("of %v times a line the least of %d is %v: %v", far, so.Len(), least, err)
		}
	}
}

// TestBayesianOfNoise finds the lowest point of a mean.
func TestBayesianOfNoise(t *testing.T) {
	noise := rand.New(rand.NewPCG(1, 2))
	noisy := func(p *trajectory.Values) (float64, error) {
		d := p.Float("x") - 0.3
		return d*d + 0.03*noise.NormFloat64(), nil
	}
	so, err := searched(search.Repeat{Search: search.Bayesian{Over: []trajectory.Interval{over("x", 0, 1)}, Of: "f.y", Generations: 20, Points: 2},
		With: trajectory.Axis{Path: "trial", Values: []int{0, 1}}}, noisy)
	if err != nil || so.Len() != 2*(5+40) {
		t.Fatalf("there are %d runs: %v", so.Len(), err)
	}
	late, err := so.UniquePoints("x")
	if err != nil {
		t.Fatal(err)
	}
	near := 0
	for _, u := range late[25:] {
		if math.Abs(u.Point["x"].(float64)-0.3) < 0.15 {
			near++
		}
	}
	if near < 12 {
		t.Errorf("of the last 20 points %d are near the lowest", near)
	}
}

// TestBayesianEnds: where all integers were explored there is no further point, and what was explored before is what it begins with.
func TestBayesianEnds(t *testing.T) {
	so, err := searched(search.Bayesian{Over: []trajectory.Interval{over("n", 1, 6)}, Of: "f.y", First: 3, Generations: 20},
		func(p *trajectory.Values) (float64, error) { return float64(p.Int("n")), nil })
	if err != nil || so.Len() != 6 {
		t.Errorf("of 6 integers %d were explored: %v", so.Len(), err)
	}
	step := 0
	after := trajectory.SearchFunc(func(so *trajectory.Results) (trajectory.Exploration, error) {
		if step++; step == 1 {
			return trajectory.Axis{Path: "x", Values: []float64{-3, 0.1, 0.9}}, nil
		}
		return search.Bayesian{Over: []trajectory.Interval{over("x", 0, 1)}, Of: "f.y", Generations: 9}.Next(so)
	})
	if so, err = searched(after, forrester); err != nil || so.Len() != 12 {
		t.Fatalf("there are %d points: %v", so.Len(), err)
	}
	if _, least, _ := search.Best(so, "f.y", false); least > 5 { // of which -3 was explored
		t.Errorf("the least is %v", least)
	}
}

func TestBayesianFaults(t *testing.T) {
	one := []trajectory.Interval{over("x", 0, 1)}
	for _, c := range []struct {
		s    search.Bayesian
		want string
	}{
		{search.Bayesian{}, "search: a Bayesian search goes Over one interval or more"},
		{search.Bayesian{Over: one, First: 1}, "search: a Bayesian search has 2 to 1000000 points First, and not 1"},
		{search.Bayesian{Over: one, First: 1 << 60}, "search: a Bayesian search has 2 to 1000000 points First, and not 1152921504606846976"},
		{search.Bayesian{Over: one, Generations: -1}, "search: a Bayesian search has Generations of 1 or more, and not -1"},
		{search.Bayesian{Over: one, Points: -1}, "search: a Bayesian search has 1 to 200 Points in a generation, and not -1"},
		{search.Bayesian{Over: one, Of: "rate"}, `trajectory: run_00000000: there is no item "rate"`},
		{search.Bayesian{Over: []trajectory.Interval{over("x", 1, 0)}}, "search: x: an interval has two finite numbers"},
		{search.Bayesian{Over: append(one, one...)}, "trajectory: cannot expand: x is given twice"},
	} {
		_, err := searched(c.s, forrester)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%+v: the error is\n%v\nwanted\n%s", c.s, err, c.want)
		}
	}
}

func ExampleBayesian() {
	so, err := searched(search.Bayesian{Of: "f.y", Over: []trajectory.Interval{{Path: "x", From: 0, To: 1}}, Generations: 12}, forrester)
	best, least, err2 := search.Best(so, "f.y", false)
	fmt.Printf("%.3f %.3f, of %d runs %v %v\n", best["x"], least, so.Len(), err, err2)
	// Output: 0.757 -6.021, of 17 runs <nil> <nil>
}
