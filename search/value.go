package search

import (
	"fmt"
	"math"

	"golgi/trajectory"
)

// A known is what runs have given at a point.
type known struct {
	mean float64 // over those that have finished; NaN if none has
	runs []int   // none: it was not explored yet
}

func at(so *trajectory.Results, item string, point trajectory.Point) (k known, err error) {
	if k.runs, err = so.At(point); err != nil || len(k.runs) == 0 {
		return k, err
	}
	k.mean, _, err = so.Mean(item, k.runs...)
	return k, err
}

// must returns the mean, which a search over one parameter cannot do without.
func (k known) must(so *trajectory.Results, item string, point trajectory.Point) (float64, error) {
	if !math.IsNaN(k.mean) {
		return k.mean, nil
	}
	for _, i := range k.runs {
		run, err := so.Run(i)
		if err == nil {
			err = run.Err()
		}
		if err != nil {
			return 0, fmt.Errorf("search: %s is not known at %s, where no run has finished: %w", item, point, err)
		}
	}
	return 0, fmt.Errorf("search: %s is not a number at %s", item, point)
}

// Repeat repeats each point of a search, as another exploration says:
//
//	search.Repeat{Search: bisection, With: trajectory.Axis{Path: "simulation.trial", Values: trajectory.Range(0, 9, 1)}}
type Repeat struct {
	trajectory.Search
	With trajectory.Exploration
}

// Next returns the product of the points of the search with those of the other exploration.
func (r Repeat) Next(so *trajectory.Results) (trajectory.Exploration, error) {
	if r.Search == nil || r.With == nil {
		return nil, fmt.Errorf("search: Repeat needs a Search, and With what to repeat it")
	}
	e, err := r.Search.Next(so)
	if err != nil || e == nil {
		return nil, err
	}
	return trajectory.Product{e, r.With}, nil
}

// Best returns the point of the parameters at paths at which the mean of an item is least, or greatest, over the runs that have finished, and
// that mean; of points that are as good, the first.
func Best(so *trajectory.Results, item string, greatest bool, paths ...string) (trajectory.Point, float64, error) {
	if so == nil {
		return nil, 0, fmt.Errorf("search: there are no results: they are nil")
	}
	points, err := so.UniquePoints(paths...)
	if err != nil {
		return nil, 0, err
	}
	var best trajectory.Point
	found := math.NaN()
	for _, p := range points {
		mean, n, err := so.Mean(item, p.Runs...)
		switch {
		case err != nil:
			return nil, 0, err
		case n == 0 || math.IsNaN(mean):
		case best == nil || greatest && mean > found || !greatest && mean < found:
			best, found = p.Point, mean
		}
	}
	if best == nil {
		return nil, 0, fmt.Errorf("search: no run has finished that might have given %s", item)
	}
	return best, found, nil
}
