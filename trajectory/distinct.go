package trajectory

// Distinct explores the points of another exploration, each once: those that repeat are left out. Samples of integers need it, if they are
// few.
type Distinct struct{ Of Exploration }

// Columns returns the columns of the other exploration, without points that repeat.
func (d Distinct) Columns(defaults Reader) ([]Axis, error) {
	axes, err := columnsOf(d.Of, defaults)
	if err != nil {
		return nil, err
	}
	points, err := factorOf(axes)
	if err != nil {
		return nil, err
	}
	keys := make([][]byte, points.n)
	for a, values := range points.columns {
		like, err := defaultOf(defaults, axes[a].Path)
		if err != nil {
			return nil, err
		}
		for i, given := range values {
			v, err := conform(given, like)
			if err != nil {
				return nil, prefixed(axes[a].Path, err)
			}
			keys[i] = appendKey(keys[i], v)
		}
	}
	left := make([][]any, len(axes))
	seen := map[string]bool{}
	for i, key := range keys {
		if seen[string(key)] {
			continue
		}
		seen[string(key)] = true
		for a, values := range points.columns {
			left[a] = append(left[a], values[i])
		}
	}
	table := make([]Axis, len(axes))
	for a := range axes {
		table[a] = Axis{axes[a].Path, left[a]}
	}
	return table, nil
}
