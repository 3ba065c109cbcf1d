package main

import (
	"errors"
	"math"
	"slices"

	"golgi/internal/listing"
	"golgi/trajectory"
)

// mostExact is the number up to which every integer is a float64.
const mostExact = 1 << 53

// numberColumn returns that of numbers which finished runs gave.
func (t *tabled) numberColumn(runs []int, c trajectory.NumberColumn) column {
	if c.Kind == "int64" && slices.ContainsFunc(c.Values, func(x float64) bool { return math.Abs(x) >= mostExact }) {
		return t.itemColumn(runs, c.Path, "int64", c.Unit)
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

// itemColumn returns that of an item which is loaded with each run: texts, numbers in several units, integers that no float64 is.
func (t *tabled) itemColumn(runs []int, path, kind, unit string) column {
	var values map[int]any
	load := func() error {
		values = map[int]any{}
		if len(runs) == 0 {
			return nil
		}
		for run, err := range trajectory.LoadParts(t.store, t.traj, trajectory.Excerpt{Paths: []string{"results." + path}}, runs...) {
			if err := errors.Join(err, t.ctx.Err()); err != nil {
				return err
			}
			for _, res := range run.Results() {
				for _, item := range res.Items {
					value := basic(item.Value)
					if item.Unit != unit {
						value = listing.Exactly(value) + " " + item.Unit
					}
					if kind == "string" {
						value = listing.Exactly(value)
					}
					values[run.Index()] = value
				}
			}
		}
		return nil
	}
	return column{path: "results." + path, unit: unit, kind: kind, at: func(i int) (any, error) {
		if values == nil {
			if err := load(); err != nil {
				return nil, err
			}
		}
		return values[i], nil
	}}.called()
}
