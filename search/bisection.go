package search

import (
	"errors"
	"fmt"

	"golgi/trajectory"
)

// Bisection finds where a number that runs give reaches a target, between two values of a parameter of which one gives less and one
// more: of the parts of the interval, it goes on with the first of which the ends lie on different sides of the target. After k steps, what was
// found lies in an interval of (To - From)/Parts^k. It ends earlier where the target is hit, or there are no integers between.
// Where no run has finished at a point, or the number is NaN, nobody knows on which side to go on: that ends it with an error.
// With At, it is made at each value of another parameter, all of them at once: a threshold against that parameter.
type Bisection struct {
	Over   trajectory.Interval
	Of     string                 // the number: "rate.mean"
	Target float64                // in the unit of the number
	Steps  int                    // 0: 20
	Parts  int                    // into which an interval is divided, to have as many runs but one at a time; 0: 2
	At     trajectory.Exploration // points of other parameters, at each of which the interval is searched; nil: their defaults
}

// Next returns the ends of the interval first, and then the borders of its parts.
func (b Bisection) Next(so *trajectory.Results) (trajectory.Exploration, error) {
	steps, parts := or(b.Steps, 20), or(b.Parts, 2)
	var faults []error
	if steps < 0 {
		faults = append(faults, fmt.Errorf("search: a Bisection has Steps of 1 or more, and not %d", b.Steps))
	}
	if parts < 2 || parts > trajectory.MaxRuns {
		faults = append(faults, fmt.Errorf("search: a Bisection has 2 to %d Parts, and not %d", trajectory.MaxRuns, b.Parts))
	}
	if !isFinite(b.Target) {
		faults = append(faults, fmt.Errorf("search: a Bisection has a Target that is a number, and not %v", b.Target))
	}
	if faults != nil {
		return nil, errors.Join(faults...)
	}
	lines, err := linesOf(so, b.Over, b.Of, b.At)
	if err != nil {
		return nil, err
	}
	var next trajectory.Explicit
	for _, l := range lines {
		points, err := b.along(l, steps, parts)
		if err != nil {
			return nil, err
		}
		next = append(next, points...)
	}
	return exploring(next), nil
}

// along returns the next points of a line, none where its search is over.
func (b Bisection) along(line line, steps, parts int) (trajectory.Explicit, error) {
	places := []float64{0, 1}
	for step := 0; ; step++ {
		values, missing, err := line.at(places)
		if err != nil || missing != nil {
			return missing, err
		}
		k := b.crossing(values)
		switch {
		case k < 0:
			return nil, fmt.Errorf("search: %s is %v at %s and %v at %s, on one side of the target %v: give an interval that has it between "+
				"its ends", b.Of, values[0], line.point(0), values[len(values)-1], line.point(1), b.Target)
		case values[k] == b.Target || values[k+1] == b.Target || step == steps:
			return nil, nil
		}
		low, high := places[k], places[k+1]
		if !line.between(low, high) {
			return nil, nil
		}
		places = divided(low, high, parts)
	}
}

// crossing returns the first part of which the ends lie on different sides of the target, or -1.
func (b Bisection) crossing(values []float64) int {
	for k := range len(values) - 1 {
		if (values[k] < b.Target) != (values[k+1] < b.Target) || values[k] == b.Target || values[k+1] == b.Target {
			return k
		}
	}
	return -1
}

// divided returns the borders of equal parts, the ends among them.
func divided(low, high float64, parts int) []float64 {
	places := []float64{low}
	for k := 1; k < parts; k++ {
		places = append(places, low+float64((high-low)*float64(k))/float64(parts))
	}
	return append(places, high)
}
