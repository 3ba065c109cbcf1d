package query

import (
	"errors"
	"slices"

	"golgi/internal/given"
	"golgi/trajectory"
	"golgi/units"
)

// Planned returns the points for which a condition holds once their runs have finished, in order, before there is any. That is known if all its names
// are parameters, run, and units; any other may be a number that runs will give, and then only the syntax is looked at. What is wrong with the
// condition is a [*ConditionError].
func Planned(t *trajectory.Trajectory, condition string) (points []int, known bool, err error) {
	if err := given.All("query: Planned", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, false, err
	}
	words, err := wordsIn(condition)
	if err != nil {
		return nil, false, &ConditionError{err}
	}
	for _, word := range words {
		_, err := t.Parameter(word)
		if err != nil && !errors.Is(err, trajectory.ErrNotFound) {
			return nil, false, &ConditionError{err}
		}
	}
	if slices.ContainsFunc(words, func(word string) bool { return isLate(t, word) }) {
		return nil, false, nil
	}
	points, err = Runs(planned{trajectory.NewMemoryStore()}, t, condition)
	return points, err == nil, err
}

// isLate reports whether only runs tell what a name means.
func isLate(t *trajectory.Trajectory, word string) bool {
	if _, err := t.Parameter(word); err == nil || word == "run" {
		return false
	}
	_, err := units.ParseUnit(word)
	return word == wordStatus || err != nil
}

// A planned store has no results, and all runs are as if they had finished.
type planned struct{ trajectory.Loader }

// Status implements [Store].
func (planned) Status(*trajectory.Trajectory, int) (trajectory.Status, error) {
	return trajectory.Finished, nil
}
