package main

import (
	"math"
	"slices"

	"golgi/trajectory"
)

// mostExact is the number up to which every integer is a float64.
const mostExact = 1 << 53

// numberColumn returns that of numbers which finished runs gave.
func (t *tabled) numberColumn(runs []int, c trajectory.NumberColumn) column {
	if c.Kind == "int64" && slices.ContainsFunc(c.Values, func(x float64) bool { return math.Abs(x) >= mostExact }) {
		return t.itemColumn(item{path: c.Path, kind: c.Kind, unit: c.Unit, runs: runs})
	}
	if t.areTruths(runs, c) {
		c.Kind = "bool"
	}
	return column{path: "results." + c.Path, unit: c.Unit, kind: c.Kind, at: func(i int) (any, error) {
		k, is := slices.BinarySearch(runs, i)
		if !is || trajectory.IsMissing(c.Values[k]) {
			return nil, nil
		}
		switch c.Kind {
		case "int64":
			return int64(c.Values[k]), nil
		case "bool":
			return c.Values[k] == 1, nil
		}
		return c.Values[k], nil
	}}.called()
}

// areTruths reports whether numbers are truth values: where some run has none, files have 0 and 1.
func (t *tabled) areTruths(runs []int, c trajectory.NumberColumn) bool {
	if c.Kind != "float64" || c.Unit != "" || slices.ContainsFunc(c.Values, func(x float64) bool { return x != 0 && x != 1 && !trajectory.IsMissing(x) }) {
		return false
	}
	first := slices.IndexFunc(c.Values, func(x float64) bool { return !trajectory.IsMissing(x) })
	if first < 0 {
		return false
	}
	outlines, err := trajectory.Outlines(t.store, t.traj, runs[first])
	return err == nil && slices.ContainsFunc(outlines, func(o trajectory.Outline) bool { return o.Path == c.Path && o.Kind == "bool" })
}
