package layout

import (
	"errors"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A Run is what one that has finished gave, on its way to the file.
type Run struct {
	Index   int
	Derived []*trajectory.Parameter
	Results []Result
}

// WriteRuns stores what finished runs gave in the group of their trajectory.
func WriteRuns(group h5.Group, runs []Run, l h5.Layout) error {
	err := WithinNew(group, runsWithResults, func(all h5.Group) error {
		return eachRun(all, runs, func(group h5.Group, r Run) error { return writeResults(group, r.Results, l) })
	})
	runs = slices.DeleteFunc(slices.Clone(runs), func(r Run) bool { return len(r.Derived) == 0 })
	if err != nil || len(runs) == 0 {
		return err
	}
	return WithinNew(group, runsWithDerived, func(all h5.Group) error {
		return eachRun(all, runs, func(group h5.Group, r Run) error { return writeDerived(group, r.Derived) })
	})
}

// eachRun makes a group for each run, even of one that has nothing to put there: it says that the run has
// finished.
func eachRun(all h5.Group, runs []Run, fill func(h5.Group, Run) error) error {
	for _, r := range runs {
		group, err := all.Create(GroupOf(r.Index))
		if err != nil {
			return err
		}
		err = fill(group, r)
		group.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func writeResults(group h5.Group, results []Result, l h5.Layout) error {
	for _, r := range results {
		if err := writeResult(group, r, l); err != nil {
			return err
		}
	}
	return nil
}

func writeDerived(group h5.Group, derived []*trajectory.Parameter) error {
	for _, p := range derived {
		if err := writeParameter(group, p, nil); err != nil {
			return err
		}
	}
	return nil
}

// ReadRun hands the derived parameters and the results of a run that has finished to functions. It returns all
// that is wrong. The homes are those of the file.
func ReadRun(group h5.Group, i int, homes Homes, derived func(trajectory.Parameter) error,
	result func(trajectory.Result) error) error {
	foreign, err := isForeign(group)
	switch {
	case err != nil:
		return err
	case foreign:
		return readForeignRun(group, i, homes, derived, result)
	}
	return errors.Join(
		ifThere(group, derivedOf(i), func(top h5.Group) error {
			return walk(top, false, func(l leaf) error { return readDerivedFrom(l, derived) })
		}),
		Within(group, resultsOf(i), func(top h5.Group) error {
			return walk(top, false, func(l leaf) error { return readResultFrom(l, result) })
		}))
}
