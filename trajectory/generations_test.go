package trajectory_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"golgi/trajectory"

	"pgregory.net/rapid"
)

// TestExpand: what is there already, or twice in the design, is left out; what is new is a generation.
func TestExpand(t *testing.T) {
	traj := clustered(t)
	must(t, traj.AddConfig(trajectory.Parameter{Path: "machine", Value: "laptop"}))
	must(t, traj.Describe(trajectory.Description{Path: "neurons", Comment: "both populations"}))
	if got := traj.Generations(); got != nil {
		t.Errorf("without points there are the generations %v", got)
	}
	for _, c := range []struct {
		ree, size   []int
		added       int
		generations string
	}{
		{[]int{1, 2, 1}, []int{7, 7, 7}, 2, "[0]"}, // the first is an Explore
		{[]int{1, 2}, []int{7, 7}, 0, "[0]"},
		{[]int{3, 2, 3, 1}, []int{7, 7, 7, 8}, 2, "[0 2]"},
		{[]int{9}, []int{9}, 1, "[0 2 4]"},
	} {
		added, err := traj.Expand(trajectory.Zip{axis("size", c.size), axis("R_ee", c.ree)})
		must(t, err)
		if got := fmt.Sprint(traj.Generations()); added != c.added || got != c.generations {
			t.Errorf("%v x %v gave %d points in generations %s, wanted %d in %s", c.ree, c.size, added, got, c.added, c.generations)
		}
	}
	wantAxes(t, traj, []trajectory.Axis{axis("neurons.e.size", []int64{7, 7, 7, 8, 9}), axis("connections.R_ee", []float64{1, 2, 3, 1, 9})})
	for _, c := range []struct {
		e    trajectory.Exploration
		want string
	}{
		{nil, "the exploration is nil"},
		{axis("size", []int{1}), "further points need the same parameters as the first: neurons.e.size, connections.R_ee"},
		{table{axis("size", []int{}), axis("R_ee", []int{})}, "there are no points"},
	} {
		_, err := traj.Expand(c.e)
		wantFault(t, err, "trajectory: cannot expand: "+c.want, nil)
	}
	small, err := traj.Shrink(4, 0)
	must(t, err)
	wantAxes(t, small, []trajectory.Axis{axis("neurons.e.size", []int64{9, 7}), axis("connections.R_ee", []float64{9, 1})})
	if traj.Len() != 5 || small.Name() != traj.Name() || fmt.Sprint(small.Generations()) != "[0]" {
		t.Errorf("shrinking left %d runs, and a trajectory %s with generations %v", traj.Len(), small.Name(), small.Generations())
	}
	if machine, err := small.Config().Parameter("machine"); err != nil || machine.Value != "laptop" || len(small.Descriptions()) != 1 {
		t.Errorf("shrinking has left the machine %v, %v and the groups %v", machine, err, small.Descriptions())
	}
	plain, err := traj.Shrink()
	must(t, err)
	must(t, plain.Set("size", 5)) // it is not explored, and not frozen
	wantValue(t, traj, "size", 4000)
	for _, runs := range [][]int{{5}, {-1}, {0, 9}} {
		_, err = traj.Shrink(runs...)
		wantFault(t, err, fmt.Sprintf("trajectory: cannot shrink clustered to run %d; it has 5, from 0 to 4", runs[len(runs)-1]), trajectory.ErrNotFound)
	}
	_, err = traj.Shrink(1, 1)
	wantFault(t, err, "trajectory: cannot shrink clustered: point 1 repeats point 0 (neurons.e.size = 7, connections.R_ee = 2), and would give "+
		"the same results; to repeat an experiment, explore simulation.trial with it", nil)
	for _, first := range [][]int{nil, {1}, {0, 0}, {0, 5}, {0, -1}} {
		if err := traj.RestoreGenerations(first); err == nil {
			t.Errorf("generations from the points %v were accepted", first)
		}
	}
}

// TestExpandLaws: run i is the same point for ever, the points are those of the designs, each once and in order, and a run that was stored stays as it is.
func TestExpandLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		traj, store := abc(t), trajectory.NewMemoryStore()
		var want []string
		results := map[int]trajectory.Result{}
		for range rapid.IntRange(1, 4).Draw(rt, "generations") {
			as := rapid.SliceOfN(rapid.IntRange(0, 9), 1, 8).Draw(rt, "a")
			bs := rapid.SliceOfN(rapid.IntRange(0, 2), len(as), len(as)).Draw(rt, "b")
			before := traj.Len()
			added, err := traj.Expand(trajectory.Zip{axis("a", as), axis("b", bs)})
			must(t, err)
			for i := range as {
				if text := fmt.Sprint(as[i], bs[i], 0); !slices.Contains(want, text) {
					want = append(want, text)
				}
			}
			if len(results) > 0 && traj.Len() != before+added {
				rt.Fatalf("%d points and %d are %d", before, added, traj.Len())
			}
			must(t, store.SaveTrajectory(traj))
			for i := len(results); i < traj.Len(); i++ {
				r := run(t, traj, i)
				results[i] = trajectory.Result{Path: "x", Items: []trajectory.Item{{Name: "y", Value: rapid.Float64().Draw(rt, "y")}}}
				must(t, r.AddResult(results[i]))
				must(t, trajectory.SaveRun(store, r))
			}
		}
		for i := range traj.Len() {
			if got := point(t, run(t, traj, i)); got != want[i] {
				rt.Fatalf("point %d is %s, wanted %s", i, got, want[i])
			}
			loaded, err := store.LoadRun(traj, i)
			must(t, err)
			if got := loaded.Results(); len(got) != 1 || !reflect.DeepEqual(got[0].Items[0].Value, results[i].Items[0].Value) {
				rt.Fatalf("run %d has %v now, and gave %v", i, got, results[i])
			}
		}
		if traj.Len() != len(want) {
			rt.Fatalf("there are %d points, wanted %d", traj.Len(), len(want))
		}
	})
}

// TestFindLaws: Find is a naive scan, and the unique points are those that another way of counting finds.
func TestFindLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		traj, store := abc(t), trajectory.NewMemoryStore()
		n := rapid.IntRange(1, 40).Draw(rt, "n")
		as, bs := rapid.SliceOfN(rapid.IntRange(0, 5), n, n).Draw(rt, "a"), rapid.SliceOfN(rapid.IntRange(0, 5), n, n).Draw(rt, "b")
		_, err := traj.Expand(trajectory.Zip{axis("a", as), axis("b", bs)})
		must(t, err)
		must(t, store.SaveTrajectory(traj))
		limit := rapid.IntRange(0, 10).Draw(rt, "limit")
		var below, large []int
		groups := map[int][]int{}
		for i := range traj.Len() {
			r := run(t, traj, i)
			a, err := trajectory.Value[int](r, "a")
			must(t, err)
			b, err := trajectory.Value[int](r, "b")
			must(t, err)
			if a+b < limit {
				below = append(below, i)
			}
			groups[a] = append(groups[a], i)
			if i%3 == 2 {
				continue // it never began
			}
			if a*b > limit {
				large = append(large, i)
			}
			must(t, r.AddResult(trajectory.Result{Path: "x", Items: []trajectory.Item{{Name: "y", Value: a * b}}}))
			must(t, trajectory.SaveRun(store, r))
		}
		found, err := traj.Find(func(p *trajectory.Values) bool { return p.Int("a")+p.Int("b") < limit })
		must(t, err)
		if !slices.Equal(found, below) {
			rt.Fatalf("found %v, wanted %v", found, below)
		}
		found, err = trajectory.FindRuns(store, traj, func(r *trajectory.Run) (bool, error) {
			y, err := r.Float("x.y")
			return y > float64(limit), err
		})
		must(t, err)
		if !slices.Equal(found, large) {
			rt.Fatalf("found %v by results, wanted %v", found, large)
		}
		unique, err := traj.UniquePoints("a")
		must(t, err)
		for _, u := range unique {
			a := int(u.Point["a"].(int64))
			if !slices.Equal(groups[a], u.Runs) {
				rt.Fatalf("a = %d has the runs %v, wanted %v", a, u.Runs, groups[a])
			}
			delete(groups, a)
		}
		all, err := traj.UniquePoints()
		if err != nil || len(groups) > 0 || len(all) != traj.Len() {
			rt.Fatalf("%d values of a are missing, and of %d points there are %d: %v", len(groups), traj.Len(), len(all), err)
		}
	})
}

func TestFindFaults(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Explore(axis("R_ee", []int{1, 2})))
	_, err := traj.Find(func(p *trajectory.Values) bool { return p.Float("R_e") > 1 })
	wantFault(t, err, `trajectory: there is no parameter "R_e"; did you mean connections.R_ee?`, trajectory.ErrNotFound)
	_, err = traj.UniquePoints("size")
	wantFault(t, err, "trajectory: neurons.e.size is not explored; there are: connections.R_ee", trajectory.ErrNotFound)
	plain := clustered(t)
	found, err := plain.Find(func(p *trajectory.Values) bool { return p.Int("size") == 4000 })
	if err != nil || !slices.Equal(found, []int{0}) {
		t.Errorf("the one run at the defaults is %v, %v", found, err)
	}
}
