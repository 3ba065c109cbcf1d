package trajectory_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"golgi/trajectory"
	"golgi/units"
)

// part returns an experiment with a seed, of which some points are explored: each call of explore is a generation.
func part(t testing.TB, of string, seed int, explore ...trajectory.Exploration) trajectory.Part {
	t.Helper()
	traj, err := trajectory.New("x")
	must(t, err)
	must(t, traj.Add(
		trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(5), Bounds: trajectory.Bounds{Min: fmt.Sprint(seed, " ms"), Max: "50 ms"}},
		trajectory.Parameter{Path: "R_ee", Value: 1.0, Comment: []string{"", "clustering"}[seed-1], Annotations: trajectory.Annotations{of[:1]: seed}},
		trajectory.Parameter{Path: "simulation.seed", Value: seed}))
	for _, e := range explore {
		must(t, traj.Explore(e))
	}
	return trajectory.Part{Of: of, Trajectory: traj}
}

func tableOf(t testing.TB, traj *trajectory.Trajectory) string {
	t.Helper()
	axes, err := traj.Axes()
	must(t, err)
	var lines []string
	for _, a := range axes {
		lines = append(lines, fmt.Sprint(a.Path, " ", a.Values))
	}
	return strings.Join(lines, "; ")
}

func TestMerge(t *testing.T) {
	ree := func(values ...float64) trajectory.Exploration { return trajectory.Axis{Path: "R_ee", Values: values} }
	tau := func(values ...float64) trajectory.Exploration {
		return trajectory.Axis{Path: "tau", Values: units.Millisecond.OfAll(values...)}
	}
	for _, c := range []struct {
		name  string
		parts []trajectory.Part
		how   trajectory.Merging
		want  string
	}{
		{"one", []trajectory.Part{part(t, "a", 1, ree(1, 2), ree(3))}, trajectory.Merging{}, "[0 2] R_ee [1 2 3] [[0 1 2]]"},
		{"what is there", []trajectory.Part{part(t, "a", 1, ree(1, 2), ree(3)), part(t, "b", 1, ree(2, 4), ree(3), ree(5))}, trajectory.Merging{},
			"[0 2 3 4] R_ee [1 2 3 4 5] [[0 1 2] [1 3 2 4]]"},
		{"others explored", []trajectory.Part{part(t, "a", 1, ree(1, 2)), part(t, "b", 1, tau(5, 7))}, trajectory.Merging{},
			"[0 2] R_ee [1 2 1]; neurons.tau [5, 5, 7] ms [[0 1] [0 2]]"},
		{"another seed", []trajectory.Part{part(t, "a", 1, ree(1, 2)), part(t, "b", 2, ree(1, 2))}, trajectory.Merging{Explore: true},
			"[0 2] R_ee [1 2 1 2]; simulation.seed [1 1 2 2] [[0 1] [2 3]]"},
		{"numbered", []trajectory.Part{part(t, "a", 1, ree(1, 2)), part(t, "b", 1, ree(1, 2))}, trajectory.Merging{Number: "merged.file"},
			"[0 2] R_ee [1 2 1 2]; merged.file [0 0 1 1] [[0 1] [2 3]]"},
		{"nothing explored", []trajectory.Part{part(t, "a", 1), part(t, "b", 1)}, trajectory.Merging{}, "[]  [[0] [0]]"},
		{"single runs", []trajectory.Part{part(t, "a", 1), part(t, "b", 2)}, trajectory.Merging{Explore: true}, "[0 1] simulation.seed [1 2] [[0] [1]]"},
	} {
		merged, runs, err := trajectory.Merge("merged", c.parts, c.how)
		must(t, err)
		if got := fmt.Sprint(merged.Generations(), " ", tableOf(t, merged), " ", runs); got != c.want {
			t.Errorf("%s:\n%s\nwanted\n%s", c.name, got, c.want)
		}
	}
	merged, _, err := trajectory.Merge("merged", []trajectory.Part{part(t, "a", 2), part(t, "b", 1)}, trajectory.Merging{Explore: true})
	must(t, err)
	p, err := merged.Parameter("R_ee")
	must(t, err)
	tauNow, err := merged.Parameter("tau")
	must(t, err)
	if got := fmt.Sprint(p.Comment, p.Annotations, tauNow.Bounds); got != "clusteringa = 2, b = 1 {1 ms 50 ms}" {
		t.Error(got)
	}
}

func TestMergeRefuses(t *testing.T) {
	one := part(t, "a.hdf5", 1)
	other, err := trajectory.New("x")
	must(t, err)
	must(t, other.Add(trajectory.Parameter{Path: "neurons.tau", Value: 5.0}, trajectory.Parameter{Path: "R_ee", Value: 1.0},
		trajectory.Parameter{Path: "N", Value: 10}))
	linked := func(target string) trajectory.Part {
		p := part(t, target, 1)
		must(t, p.AddLink(trajectory.Link{Path: "link", Target: target}))
		return p
	}
	foreign, err := trajectory.NewForeign("x")
	must(t, err)
	for _, c := range []struct {
		parts []trajectory.Part
		how   trajectory.Merging
		want  string
	}{
		{nil, trajectory.Merging{}, "trajectory: cannot merge: there are no parts"},
		{[]trajectory.Part{one, {Of: "b.hdf5", Trajectory: other}}, trajectory.Merging{Explore: true}, "trajectory: cannot merge: they have other parameters: " +
			"N is in b.hdf5 and not in a.hdf5; neurons.tau is a quantity in s in a.hdf5 and a float64 in b.hdf5; simulation.seed is in a.hdf5 and not in b.hdf5; only what " +
			"varies the same parameters is one experiment"},
		{[]trajectory.Part{one, part(t, "b.hdf5", 2)}, trajectory.Merging{}, "trajectory: cannot merge: parameters differ that nothing explores: simulation.seed " +
			"is 1 in a.hdf5 and 2 in b.hdf5; have them explored (Explore, --explore-differing), or leave out what is of another experiment"},
		{[]trajectory.Part{one, one}, trajectory.Merging{Number: "R_ee"}, "trajectory: cannot merge: R_ee is a parameter already, and cannot tell the parts " +
			"apart; choose another path"},
		{[]trajectory.Part{linked("R_ee"), linked("neurons.tau")}, trajectory.Merging{}, "trajectory: cannot merge: the link link leads to R_ee in one and to " +
			"neurons.tau in neurons.tau; only one can stay"},
		{[]trajectory.Part{one, {Of: "b.hdf5", Trajectory: foreign}}, trajectory.Merging{}, "trajectory: cannot merge: b.hdf5: another program wrote it, and what " +
			"it has cannot be held by the laws of Golgi"},
	} {
		_, _, err := trajectory.Merge("merged", c.parts, c.how)
		if err == nil || err.Error() != c.want {
			t.Errorf("the error is\n%v\nwanted\n%s", err, c.want)
		}
	}
}

// TestMergeKeepsPoints merges random parts: each run has its point there, none is there twice, and the brackets do not matter.
func TestMergeKeepsPoints(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var parts []trajectory.Part
		for k := range 3 {
			values := rapid.SliceOfNDistinct(rapid.SampledFrom([]float64{0, 0.5, 1, 1.5, 2, 2.5, 3}), 1, 6,
				func(x float64) float64 { return x })
			axis := trajectory.Axis{Path: "R_ee", Values: values.Draw(rt, "values")}
			parts = append(parts, part(t, string(rune('a'+k)), 1+rapid.IntRange(0, 1).Draw(rt, "seed"), axis))
		}
		how := trajectory.Merging{Explore: true}
		all, runs, err := trajectory.Merge("x", parts, how)
		must(t, err)
		for k, p := range parts {
			for i, at := range runs[k] {
				for _, path := range []string{"R_ee", "simulation.seed", "tau"} {
					if was, now := valueAt(t, p.Trajectory, i, path), valueAt(t, all, at, path); was != now {
						rt.Fatalf("run %d of %s has %s = %v, and %v as run %d", i, p.Of, path, was, now, at)
					}
				}
			}
		}
		for _, two := range [][]int{{0, 1}, {1, 2}} {
			pair, _, err := trajectory.Merge("x", parts[two[0]:two[1]+1], how)
			must(t, err)
			nested := slices.Replace(slices.Clone(parts), two[0], two[1]+1, trajectory.Part{Of: "pair", Trajectory: pair})
			again, _, err := trajectory.Merge("x", nested, how)
			must(t, err)
			if got, want := tableOf(t, again), tableOf(t, all); got != want || !slices.Equal(again.Generations(), all.Generations()) {
				rt.Fatalf("there is %s, wanted %s", got, want)
			}
		}
	})
}

func valueAt(t testing.TB, traj *trajectory.Trajectory, i int, path string) string {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	p, err := run.Parameter(path)
	must(t, err)
	return fmt.Sprint(p.Value)
}

// Two explorations become one: what one explores has its default in the other, and each point is there once.
func ExampleMerge() {
	explored := func(of string, e trajectory.Exploration) trajectory.Part {
		traj, _ := trajectory.New("clustered")
		_ = traj.Add(trajectory.Parameter{Path: "R_ee", Value: 1.0}, trajectory.Parameter{Path: "simulation.trial", Value: 0})
		_ = traj.Explore(e)
		return trajectory.Part{Of: of, Trajectory: traj}
	}
	merged, runs, err := trajectory.Merge("clustered", []trajectory.Part{
		explored("monday.hdf5", trajectory.Axis{Path: "R_ee", Values: []float64{1, 2}}),
		explored("tuesday.hdf5", trajectory.Axis{Path: "simulation.trial", Values: []int{0, 1}}),
	}, trajectory.Merging{})
	if err != nil {
		fmt.Println(err)
		return
	}
	axes, _ := merged.Axes()
	fmt.Println(axes, runs)
	// Output: [{R_ee [1 2 1]} {simulation.trial [0 0 1]}] [[0 1] [0 2]]
}
