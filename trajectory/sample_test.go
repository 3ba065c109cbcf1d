package trajectory_test

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"golgi/trajectory"
	"golgi/units"

	"pgregory.net/rapid"
)

// unitIntervals are [0, 1] of so many floats a00, a01, …, and a trajectory that has them.
func unitIntervals(t fails, n int) (*trajectory.Trajectory, []trajectory.Interval) {
	t.Helper()
	traj, err := trajectory.New("cube")
	var over []trajectory.Interval
	for k := range n {
		path := fmt.Sprintf("a%02d", k)
		if err == nil {
			err = traj.Add(trajectory.Parameter{Path: path, Value: 0.5})
		}
		over = append(over, trajectory.Interval{Path: path, From: 0, To: 1})
	}
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	return traj, over
}

// placesOf returns the places of the points of a design, by dimension.
func placesOf(t fails, e trajectory.Exploration, defaults trajectory.Reader) [][]float64 {
	t.Helper()
	columns, err := e.Columns(defaults)
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	places := make([][]float64, len(columns))
	for dim, column := range columns {
		for _, v := range column.Values.([]any) {
			places[dim] = append(places[dim], v.(float64))
		}
	}
	return places
}

// onePerPart reports whether each of as many parts of [0, 1) as there are places has one.
func onePerPart(places []float64) bool {
	seen := make([]bool, len(places))
	for _, x := range places {
		part := int(x * float64(len(places)))
		if x < 0 || x >= 1 || seen[part] {
			return false
		}
		seen[part] = true
	}
	return true
}

// TestLatinHypercube: every Nth part of each interval has one point, the same for the same seed.
func TestLatinHypercube(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n, seed := rapid.IntRange(1, 300).Draw(rt, "n"), rapid.Int64().Draw(rt, "seed")
		traj, over := unitIntervals(rt, rapid.IntRange(1, 6).Draw(rt, "dims"))
		places := placesOf(rt, trajectory.LatinHypercube{N: n, Seed: seed, Over: over}, traj)
		for dim, column := range places {
			if !onePerPart(column) {
				rt.Fatalf("dimension %d has not one point in each of %d parts: %v", dim, n, column)
			}
		}
		again := placesOf(rt, trajectory.LatinHypercube{N: n, Seed: seed, Over: over}, traj)
		if fmt.Sprint(again) != fmt.Sprint(places) {
			rt.Fatalf("the same seed gave other points")
		}
	})
}

// TestSobolProperties: of points 2^m k to 2^m (k+1) - 1, each 2^m-th part of an interval has one, and so has each elementary rectangle of the
// first two intervals, which are a (0, m, 2)-net in base 2 (Niederreiter 1992, theorem 4.14).
func TestSobolProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := rapid.IntRange(0, 7).Draw(rt, "m")
		n := 1 << m
		traj, over := unitIntervals(rt, rapid.IntRange(2, 100).Draw(rt, "dims"))
		s := trajectory.Sobol{N: n, Skip: n * rapid.IntRange(0, 9).Draw(rt, "k"), Over: over, Seed: rapid.Int64Range(0, 3).Draw(rt, "seed")}
		places := placesOf(rt, s, traj)
		for dim, column := range places {
			if !onePerPart(column) {
				rt.Fatalf("dimension %d has not one point in each of %d parts: %v", dim, n, column)
			}
		}
		for left := range m + 1 {
			wide, high := float64(int(1)<<left), float64(int(1)<<(m-left))
			seen := map[[2]int]bool{}
			for i := range n {
				seen[[2]int{int(places[0][i] * wide), int(places[1][i] * high)}] = true
			}
			if len(seen) != n {
				rt.Fatalf("of %v x %v rectangles only %d have a point", wide, high, len(seen))
			}
		}
	})
}

// TestSobolIsThatOfOthers compares points of 100 dimensions with those of scipy; see testdata/sobol.py.
func TestSobolIsThatOfOthers(t *testing.T) {
	text, err := os.ReadFile("testdata/sobol.txt")
	must(t, err)
	traj, over := unitIntervals(t, 100)
	places := placesOf(t, trajectory.Sobol{N: 1024, Over: over}, traj)
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if words[0] == "#" {
			continue
		}
		var i int
		_, err := fmt.Sscan(words[0], &i)
		must(t, err)
		for dim, word := range words[1:] {
			if got := fmt.Sprint(int64(math.Ldexp(places[dim][i], 30))); got != word {
				t.Fatalf("dimension %d of point %d is %s/2^30, wanted %s", dim, i, got, word)
			}
		}
	}
}

// TestSeeds pins points: a seed gives the same ones on every machine, with every release. Fewer random points are the first of more.
func TestSeeds(t *testing.T) {
	traj, over := unitIntervals(t, 2)
	for _, c := range []struct {
		e    trajectory.Exploration
		want string
	}{
		{trajectory.Random{N: 3, Seed: 7, Over: over}, "[[0.6745959611056737 0.5685733810417285 0.8764403857305105] [0.7013302916445889 0.4022562568427719 0.2699229698290657]]"},
		{trajectory.LatinHypercube{N: 3, Seed: 7, Over: over}, "[[0.2583867775198693 0.5951028316048905 0.9247886360390112] [0.7740983842328811 0.12840365971593806 0.5665870261921858]]"},
		{trajectory.Sobol{N: 3, Seed: 7, Over: over}, "[[0.9625567600596696 0.4625567600596696 0.2125567600596696] [0.3076518280431628 0.8076518280431628 0.05765182804316282]]"},
		{trajectory.Sobol{N: 4, Over: over}, "[[0 0.5 0.75 0.25] [0 0.5 0.25 0.75]]"},
		{trajectory.Sobol{N: 2, Skip: 2, Over: over}, "[[0.75 0.25] [0.25 0.75]]"},
	} {
		if got := fmt.Sprint(placesOf(t, c.e, traj)); got != c.want {
			t.Errorf("%T gives %s, wanted %s", c.e, got, c.want)
		}
	}
	few := placesOf(t, trajectory.Random{N: 3, Seed: 7, Over: over}, traj)
	many := placesOf(t, trajectory.Random{N: 50, Seed: 7, Over: over}, traj)
	if !slices.Equal(many[1][:3], few[1]) {
		t.Errorf("of 50 points the first are %v, wanted %v", many[1][:3], few[1])
	}
}

// TestIntervals takes values of all kinds from intervals: they are of the kind of the default, and integers as likely as each other.
func TestIntervals(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Explore(trajectory.Sobol{N: 8, Over: []trajectory.Interval{
		{Path: "R_ee", From: 1, To: 3}, // integers for a float: they lose nothing
		{Path: "size", From: 1, To: 4.0},
		{Path: "e.tau", From: units.Millisecond.Of(5), To: units.Second.Of(0.05), Log: true},
	}}))
	axes := axesOf(t, traj)
	if got, want := fmt.Sprint(axes[0].Values), "[1 2 2.5 1.5 1.75 2.75 2.25 1.25]"; got != want {
		t.Errorf("floats are %s, wanted %s", got, want)
	}
	counts := map[int64]int{}
	for _, n := range axes[1].Values.([]int64) {
		counts[n]++
	}
	if fmt.Sprint(counts) != "map[1:2 2:2 3:2 4:2]" {
		t.Errorf("the integers from 1 to 4 came so often: %v", counts)
	}
	for i, q := range axes[2].Values.(units.Array).SI() {
		u := []float64{0, 0.5, 0.25, 0.75, 0.625, 0.125, 0.875, 0.375}[i] // the third dimension; 5 ms 10^u
		if want := 5e-3 * math.Pow(10, u); math.Abs(q-want) > 1e-15 {
			t.Errorf("tau %d is %v, wanted %v", i, q, want)
		}
	}
}

// TestIntervalsOfAllKinds takes the ends and the middle of intervals of each kind of number.
func TestIntervalsOfAllKinds(t *testing.T) {
	for _, c := range []struct {
		like, from, to any
		want           string
	}{
		{int8(0), -128, 127, "-128 0 127"},
		{uint8(0), 0, 255, "0 128 255"},
		{uint64(0), uint64(1) << 63, uint64(math.MaxUint64), "9223372036854775808 13835058055282163712 18446744073709551615"},
		{0, math.MinInt, math.MaxInt - 1, "-9223372036854775808 -1 9223372036854775806"},
		{float32(0), 0.5, 1, "0.5 0.75 1"},
		{0.0, -1, 2, "-1 0.5 2"},
		{units.Volt.Of(1), units.Millivolt.Of(-70), units.Millivolt.Of(-50), "-70 mV -60 mV -50 mV"},
	} {
		traj, err := trajectory.New("kinds")
		must(t, err)
		must(t, traj.Add(trajectory.Parameter{Path: "x", Value: c.like}))
		value, err := trajectory.Interval{Path: "x", From: c.from, To: c.to}.Scale(traj)
		must(t, err)
		if got := fmt.Sprint(value(0), " ", value(0.5), " ", value(1)); got != c.want {
			t.Errorf("between %v and %v there are %s, wanted %s", c.from, c.to, got, c.want)
		}
		must(t, traj.Explore(trajectory.Axis{Path: "x", Values: []any{value(0), value(0.25), value(1)}}))
	}
	traj, err := trajectory.New("kinds")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "x", Value: 1i}))
	_, err = trajectory.Interval{Path: "x", From: 0, To: 1}.Scale(traj)
	wantFault(t, err, "x: a complex128 has no values between two; list those that are wanted in an Axis", nil)
}

func TestSampleFaults(t *testing.T) {
	ms := units.Millisecond
	one := func(from, to any) []trajectory.Interval {
		return []trajectory.Interval{{Path: "R_ee", From: from, To: to}}
	}
	for _, c := range []struct {
		e    trajectory.Exploration
		want string
	}{
		{trajectory.Random{Over: one(0, 1)}, "a sample of 0 points has none; give N"},
		{trajectory.Random{N: 5}, "no interval is given; give Over"},
		{trajectory.Sobol{N: 1e6, Over: slices.Repeat(one(0, 1), 100)}, "1000000 points of 100 parameters are more than the 20000000 values that a trajectory may have; " +
			"split it into several"},
		{trajectory.Random{N: 1e7, Over: one(0, 1)}, "10000000 points are more than the 1000000 that a trajectory may have; split it into several"},
		{trajectory.Random{N: 5, Over: one(1, 1)}, "R_ee: an interval has two finite numbers, the lower one first, and not 1 and 1"},
		{trajectory.Random{N: 5, Over: one(1, math.Inf(1))}, "R_ee: an interval has two finite numbers, the lower one first, and not 1 and +Inf"},
		{trajectory.Random{N: 5, Over: one(ms.Of(1), 2)}, "R_ee: 1 ms is a quantity in s, wanted a float64 like the default 1"},
		{trajectory.LatinHypercube{N: 5, Over: []trajectory.Interval{{Path: "R_ee", From: 0, To: 1, Log: true}}},
			"R_ee: an interval has two numbers above 0 where it is logarithmic, and not 0 and 1"},
		{trajectory.LatinHypercube{N: 5, Over: []trajectory.Interval{{Path: "size", From: 1, To: 10, Log: true}}},
			"size: there are no logarithmic intervals of integers; give its default as a float64"},
		{trajectory.LatinHypercube{N: 5, Over: []trajectory.Interval{{Path: "engine", From: "a", To: "b"}}},
			"engine: a string has no values between two; list those that are wanted in an Axis"},
		{trajectory.Sobol{N: 5, Over: []trajectory.Interval{{Path: "tau", From: 1, To: 2}}},
			`the parameter "tau" is ambiguous; write more of its path: neurons.e.tau, neurons.i.tau`},
		{trajectory.Sobol{N: 5, Over: []trajectory.Interval{{Path: "size", From: math.MinInt, To: math.MaxInt}}},
			"size: an interval has fewer than 2^64 integers, and not -9223372036854775808 and 9223372036854775807"},
		{trajectory.Sobol{N: 5, Skip: -1, Over: one(0, 1)}, "a Sobol sequence begins with point 0, and has 2^32; cannot skip -1"},
		{trajectory.Sobol{N: 5, Over: make([]trajectory.Interval, 101)},
			"a Sobol sequence is for up to 100 parameters, and there are 101; use a LatinHypercube"},
		{trajectory.Sobol{N: 9, Over: []trajectory.Interval{{Path: "size", From: 1, To: 4}}}, "point 4 repeats point 3 (neurons.e.size = 2), and " +
			"would give the same results; to repeat an experiment, explore simulation.trial with it"},
	} {
		wantFault(t, clustered(t).Explore(c.e), "trajectory: cannot explore: "+c.want, nil)
	}
}
