package trajectory

import "slices"

// gridOf returns the axes of runs, and the runs along them.
func gridOf(t *Trajectory) (*Gathered, error) {
	all, err := t.everywhere()
	if err != nil {
		return nil, err
	}
	n := t.Len()
	groups := together(all, n)
	cells := 1
	for _, group := range groups {
		if cells *= group.n; cells > n {
			break
		}
	}
	g := &Gathered{Runs: make([]int, n), Present: make([]bool, n)}
	if len(groups) > 0 && cells == n && g.fill(groups) {
		for _, group := range groups {
			g.add(RunAxis{Name: group.axes[0].path, Coordinates: coordinates(t, group.axes, group.first)}, group.n)
		}
		return g, nil
	}
	for i := range g.Runs {
		g.Runs[i] = i
	}
	g.add(RunAxis{Name: "run", Coordinates: coordinates(t, all, g.Runs)}, n)
	return g, nil
}

// fill puts each run into its place, and reports whether each place has one.
func (g *Gathered) fill(groups []labelled) bool {
	taken := make([]bool, len(g.Runs))
	for run := range g.Runs {
		at := 0
		for _, group := range groups {
			at = at*group.n + group.labels[run]
		}
		if taken[at] {
			return false
		}
		taken[at], g.Runs[at] = true, run
	}
	return true
}

func (g *Gathered) add(axis RunAxis, n int) {
	g.Axes, g.Shape, g.Dims = append(g.Axes, axis), append(g.Shape, n), append(g.Dims, axis.Name)
}

// A labelled is parameters that have different values at the same runs: each run has the number of theirs.
type labelled struct {
	axes   []axis
	labels []int
	n      int   // different values
	first  []int // the run at which each comes first
}

// together groups explored parameters that change together.
func together(all []axis, n int) (groups []labelled) {
	for _, a := range all {
		l := labelled{axes: []axis{a}, labels: make([]int, n)}
		known := map[string]int{}
		for run := range n {
			key := string(appendKey(nil, a.values[run]))
			label, is := known[key]
			if !is {
				label = len(known)
				known[key], l.first = label, append(l.first, run)
			}
			l.labels[run] = label
		}
		l.n = len(known)
		same := slices.IndexFunc(groups, func(g labelled) bool { return slices.Equal(g.labels, l.labels) })
		if same >= 0 {
			groups[same].axes = append(groups[same].axes, a)
			continue
		}
		groups = append(groups, l)
	}
	return groups
}

// coordinates returns the values of explored parameters at some runs.
func coordinates(t *Trajectory, all []axis, runs []int) (list []Axis) {
	for _, a := range all {
		values := make([]any, len(runs))
		for k, run := range runs {
			values[k] = cloneValue(a.values[run])
		}
		p, _ := t.parameter(a.path)
		list = append(list, Axis{a.path, packed(values, unitOf(p.Value))})
	}
	return list
}
