package main

import (
	"errors"
	"slices"

	"golgi/internal/listing"
	"golgi/trajectory"
)

// An item is a column of what no table of numbers has, so that runs are loaded for it: texts, numbers in several units, integers that no float64 is.
type item struct {
	path, kind, unit string
	runs             []int    // that have finished
	texts            []string // of these, where they are at hand; "" says nothing
}

// itemColumn returns the column of an item. Its cells are there for the runs that were fetched last.
func (t *tabled) itemColumn(of item) column {
	k := slices.IndexFunc(t.items, func(before item) bool { return before.path == of.path })
	if k < 0 {
		k, t.items = len(t.items), append(t.items, of)
	}
	return column{path: "results." + of.path, unit: of.unit, kind: of.kind, at: func(i int) (any, error) {
		if text := of.textAt(i); text != "" {
			return text, nil
		}
		return t.fetched[place{k, i}], nil
	}}.called()
}

// textColumn returns the column of texts that a store has together.
func (t *tabled) textColumn(runs []int, c trajectory.TextColumn) column {
	return t.itemColumn(item{path: c.Path, kind: "string", runs: runs, texts: c.Values})
}

// textAt returns the text of a run that is at hand, "" where there is none.
func (of item) textAt(run int) string {
	if k, is := slices.BinarySearch(of.runs, run); is && of.texts != nil {
		return of.texts[k]
	}
	return ""
}

// lacks reports whether a run is to be loaded to know what it gave.
func (of item) lacks(run int) bool {
	_, is := slices.BinarySearch(of.runs, run)
	return is && of.textAt(run) == ""
}

// cell returns what an item of a run is in its column.
func (of item) cell(it trajectory.Item) any {
	value := basic(it.Value)
	if it.Unit != of.unit {
		value = listing.Exactly(value) + " " + it.Unit
	}
	if of.kind == "string" {
		value = listing.Exactly(value)
	}
	return value
}

// A place is a cell: the number of its item, and of its run.
type place struct{ item, run int }

// fetch has the items of some runs at hand, and no others.
func (t *tabled) fetch(runs []int) error {
	t.fetched = map[place]any{}
	columns, paths := map[string]int{}, []string{}
	lacking := map[int]bool{}
	for k, of := range t.items {
		columns[of.path] = k
		paths = append(paths, "results."+of.path)
		for _, run := range runs {
			if of.lacks(run) {
				lacking[run] = true
			}
		}
	}
	runs = slices.DeleteFunc(slices.Clone(runs), func(run int) bool { return !lacking[run] })
	if len(runs) == 0 {
		return nil
	}
	for run, err := range trajectory.LoadParts(t.store, t.traj, trajectory.Excerpt{Paths: paths}, runs...) {
		if err := errors.Join(err, t.ctx.Err()); err != nil {
			return err
		}
		for _, res := range run.Results() {
			for _, it := range res.Items {
				if k, is := columns[res.Path+"."+it.Name]; is {
					t.fetched[place{k, run.Index()}] = t.items[k].cell(it)
				}
			}
		}
	}
	return nil
}
