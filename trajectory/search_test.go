package trajectory_test

import (
	"fmt"
	"testing"

	"golgi/trajectory"
)

// generations returns a trajectory over a of which each list is a generation.
func generations(t *testing.T, lists ...[]int) *trajectory.Trajectory {
	t.Helper()
	traj := abc(t)
	for _, list := range lists {
		_, err := traj.Expand(axis("a", list))
		must(t, err)
	}
	return traj
}

// TestRetrace: what was explored before the search, and what the search gives, are the generations that are stored; or that is an error, and not a
// search without end.
func TestRetrace(t *testing.T) {
	const before, after = "trajectory: other points were explored before the search than are stored: ", "; explore the same ones, or begin a new file"
	const asked, always = "trajectory: the search gives other points than before, though the results are the same: ", "; what Next returns must depend on " +
		"nothing but the results: not on times, maps, or random numbers without a seed, and a search that has changed begins a new file"
	stored := [][]int{{0, 1, 2, 3}, {4, 5}}
	for _, c := range []struct {
		first  []int   // explored before
		gives  [][]int // by the search, for each generation
		stored [][]int
		want   string // the error, or the generations
	}{
		{[]int{0, 1, 2, 3}, [][]int{1: {4, 5}}, stored, "[0 4]"},
		{nil, [][]int{{0, 1, 2, 3}, {4, 5}}, stored, "[0 4]"},
		{[]int{0, 1, 2}, nil, stored, before + "generation 0 had 4 points, and has 3 now" + after},
		{[]int{0, 1, 2}, [][]int{1: {3, 4, 5}}, stored, before + "generation 0 had 4 points, and has 3 now" + after},
		{[]int{0, 1, 2, 3, 4, 5, 6}, nil, stored, before + "generation 0 had 4 points, and has 7 now" + after},
		{[]int{0, 1, 2, 7}, [][]int{1: {4, 5}}, stored, before + "at point 3 of generation 0, a was 3 and is 7 now" + after},
		{[]int{0, 1, 2, 3}, nil, stored, asked + "generation 1 had 2 points, and has 0 now" + always},
		{[]int{0, 1, 2, 3}, [][]int{1: {1, 2}}, stored, asked + "generation 1 had 2 points, and has 0 now" + always},
		{[]int{0, 1, 2, 3}, [][]int{1: {4, 5, 6}}, stored, asked + "generation 1 had 2 points, and has 3 now" + always},
		{nil, [][]int{{0, 1, 2, 3}, {4, 6}}, stored, asked + "at point 1 of generation 1, a was 5 and is 6 now" + always},
		{nil, nil, stored, asked + "generation 0 had 4 points, and has 0 now" + always},
		{[]int{0, 1, 2}, nil, [][]int{{0, 1}}, "[0]"}, // nothing has followed
		{[]int{0}, nil, [][]int{{0, 1}}, before + "generation 0 had 2 points, and has 1 now" + after},
		{[]int{0}, nil, nil, "[0]"},
	} {
		var first [][]int
		if c.first != nil {
			first = [][]int{c.first}
		}
		traj := generations(t, first...)
		so := trajectory.ResultsOf(trajectory.NewMemoryStore(), traj)
		got := ""
		if err := so.Retrace(trajectory.SearchFunc(func(so *trajectory.Results) (trajectory.Exploration, error) {
			if g := so.Generation(); g < len(c.gives) {
				return axis("a", c.gives[g]), nil
			}
			return nil, nil
		}), generations(t, c.stored...)); err != nil {
			got = err.Error()
		} else {
			got = fmt.Sprint(traj.Generations())
		}
		if got != c.want {
			t.Errorf("with %v before and %v of the search, there is\n%s\nwanted\n%s", c.first, c.gives, got, c.want)
		}
	}
}
