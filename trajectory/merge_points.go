package trajectory

import (
	"fmt"
	"slices"
)

// take adds the points of part k, and returns which runs have them.
func (m *merger) take(t *Trajectory, k int) (runs []int, err error) {
	if len(m.explored) == 0 {
		_, err := t.Run(PreRun) // which freezes it
		return []int{0}, err
	}
	n := m.parts[k].Len()
	generations := m.parts[k].Generations()
	if len(generations) == 0 {
		generations = []int{0}
	}
	for g, first := range generations {
		until := n
		if g+1 < len(generations) {
			until = generations[g+1]
		}
		columns := m.columns(k, first, until)
		if _, err := t.addPoints(Zip(columns), true); err != nil {
			return nil, err
		}
		of, err := t.runsAt(columns)
		if err != nil {
			return nil, err
		}
		runs = append(runs, of...)
	}
	return runs, nil
}

// columns returns the values of part k at some of its points.
func (m *merger) columns(k, first, until int) []Axis {
	columns := make([]Axis, len(m.explored))
	for c, path := range m.explored {
		var values []any
		if a := slices.IndexFunc(m.tables[k], func(a axis) bool { return a.path == path }); a >= 0 {
			values = m.tables[k][a].values[first:until]
		} else {
			value := any(int64(k))
			if p, is := m.leaves[k][path]; is {
				value = p.Value
			}
			values = slices.Repeat([]any{value}, until-first)
		}
		columns[c] = Axis{path, values}
	}
	return columns
}

// runsAt returns the runs that have some points.
func (t *Trajectory) runsAt(columns []Axis) ([]int, error) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	axes, err := t.resolve(columns)
	if err != nil {
		return nil, err
	}
	runs := make([]int, len(axes[0].values))
	for i := range runs {
		at, there := t.points[keyOf(axes, i)]
		if !there {
			return nil, fmt.Errorf("point %d was not taken", i)
		}
		runs[i] = at
	}
	return runs, nil
}
