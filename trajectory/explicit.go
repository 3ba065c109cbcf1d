package trajectory

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Point gives parameters their values, by path.
type Point map[string]any

// Explicit explores points that are written out, all with the same parameters:
//
//	trajectory.Explicit{{"R_ee": 1.0, "tau": units.Millisecond.Of(5)}, {"R_ee": 2.5, "tau": units.Millisecond.Of(20)}}
type Explicit []Point

// Columns returns an axis for each parameter of the points, sorted by path. It is an error if points have others.
func (e Explicit) Columns(Reader) ([]Axis, error) {
	if len(e) == 0 {
		return nil, errNoPoints
	}
	if len(e) > MaxRuns {
		return nil, tooMany(fmt.Sprint(len(e)))
	}
	paths := slices.Sorted(maps.Keys(e[0]))
	columns := make([][]any, len(paths))
	for i, point := range e {
		if theirs := slices.Sorted(maps.Keys(point)); !slices.Equal(theirs, paths) {
			return nil, fmt.Errorf("every point needs a value of each; the first has %s, and point %d has %s",
				listed(paths), i, listed(theirs))
		}
		for a, path := range paths {
			columns[a] = append(columns[a], point[path])
		}
	}
	table := make([]Axis, len(paths))
	for a, path := range paths {
		table[a] = Axis{path, columns[a]}
	}
	return table, nil
}

// String lists the parameters by path: R_ee = 1, tau = 5 ms.
func (p Point) String() string {
	var texts []string
	for _, path := range slices.Sorted(maps.Keys(p)) {
		texts = append(texts, fmt.Sprintf("%s = %v", path, p[path]))
	}
	return strings.Join(texts, ", ")
}
