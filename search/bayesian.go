package search

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"

	"golgi/trajectory"
)

// Bayesian finds where a number that runs give is least, or greatest, over several parameters, in few runs: for those that take long. It begins
// with points of a Latin hypercube, or with what was explored before. Then it takes what runs have given for what is known of a Gaussian process,
// and in each generation explores where that is expected to be better than the best by most; of further points in one generation, each
// takes the mean for what was found at those before. A point where no run has finished, or the number is NaN, counts as the worst, and
// does not end it. The number may be noisy: means of few trials will do.
//
// It needs some 20 runs for each parameter where [Evolution] needs hundreds, and is for up to 10 parameters or so. Of more than 200 points, it regards
// the best 100, and the last 100 of the others. It ends before its Generations if it finds no point that is new.
//
// Source: Jones, Schonlau & Welch (1998), J. Global Optim. 13:455; Ginsbourger, Le Riche & Carraro (2010), Kriging is well-suited to parallelize optimization,
// for several points at once.
type Bayesian struct {
	Over        []trajectory.Interval
	Of          string // the number: "error.rms"
	Maximise    bool   // it is to be greatest, and not least
	First       int    // points of the first generation; 0: 5 for each parameter
	Generations int    // after the first; 0: 30
	Points      int    // of each of these, to have as many runs but one at a time; 0: 1
	Seed        int64
}

// mostSeen is how many points are regarded, and farthest how many intervals away one is that was explored before and tells nothing.
const mostSeen, farthest = 200, 1000

// Next returns the points of the Latin hypercube first, and then those that promise most.
func (b Bayesian) Next(so *trajectory.Results) (trajectory.Exploration, error) {
	first, points := or(b.First, 5*len(b.Over)), or(b.Points, 1)
	if err := b.wrong(first, points); err != nil {
		return nil, err
	}
	if so == nil {
		return nil, fmt.Errorf("search: there are no results: they are nil")
	}
	space := make([]coordinate, len(b.Over))
	for k, interval := range b.Over {
		c, err := coordinateOf(so, interval)
		if err != nil {
			return nil, err
		}
		space[k] = c
	}
	begin := trajectory.Distinct{Of: trajectory.LatinHypercube{N: first, Over: b.Over, Seed: b.Seed}}
	switch generation := so.Generation(); {
	case generation == 0:
		return begin, nil
	case generation > or(b.Generations, 30):
		return nil, nil
	}
	places, costs, err := b.seen(so, space)
	if err != nil {
		return nil, err
	}
	if len(places) == 0 {
		return begin, nil
	}
	model := fitted(places, costs)
	var next trajectory.Explicit
	taken := func(p trajectory.Point) (bool, error) {
		runs, err := so.At(p)
		return len(runs) > 0 || slices.ContainsFunc(next, func(q trajectory.Point) bool { return reflect.DeepEqual(p, q) }), err
	}
	for range points {
		place, point, err := model.promising(space, drawsOf("golgi.by", b.Seed, so.Generation(), len(next)), taken)
		if err != nil {
			return nil, err
		}
		if point == nil {
			break
		}
		next = append(next, point)
		model.believe(place)
	}
	if next == nil {
		return nil, nil
	}
	return next, nil
}

// wrong returns all that is wrong with the description.
func (b Bayesian) wrong(first, points int) error {
	var faults []error
	if len(b.Over) == 0 {
		faults = append(faults, errors.New("search: a Bayesian search goes Over one interval or more"))
	} else if first < 2 || first > trajectory.MaxRuns {
		faults = append(faults, fmt.Errorf("search: a Bayesian search has 2 to %d points First, and not %d", trajectory.MaxRuns, first))
	}
	if b.Generations < 0 {
		faults = append(faults, fmt.Errorf("search: a Bayesian search has Generations of 1 or more, and not %d", b.Generations))
	}
	if points < 1 || points > mostSeen {
		faults = append(faults, fmt.Errorf("search: a Bayesian search has 1 to %d Points in a generation, and not %d", mostSeen, points))
	}
	return errors.Join(faults...)
}

// seen returns the places that were explored, and how bad they are, with mean 0 and variance 1.
func (b Bayesian) seen(so *trajectory.Results, space []coordinate) (places [][]float64, costs []float64, err error) {
	paths := make([]string, len(space))
	for k := range space {
		paths[k] = space[k].path
	}
	all, err := so.UniquePoints(paths...)
	if err != nil {
		return nil, nil, fmt.Errorf("search: %w", err)
	}
	for _, u := range all {
		mean, _, err := so.Mean(b.Of, u.Runs...)
		if err != nil {
			return nil, nil, err
		}
		if b.Maximise {
			mean = -mean
		}
		place, tells := make([]float64, len(space)), true
		for k := range space {
			place[k] = space[k].place(u.Point[paths[k]])
			tells = tells && math.Abs(place[k]) < farthest
		}
		if tells {
			places, costs = append(places, place), append(costs, mean)
		}
	}
	places, costs = regarded(places, costs)
	return places, evened(costs), nil
}

// regarded returns those of many points that are regarded.
func regarded(places [][]float64, costs []float64) ([][]float64, []float64) {
	if len(places) <= mostSeen {
		return places, costs
	}
	order := make([]int, len(costs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(sortable(costs[i]), sortable(costs[j])) })
	slices.Sort(order[mostSeen/2:])
	order = append(order[:mostSeen/2:mostSeen/2], order[len(order)-mostSeen/2:]...)
	slices.Sort(order)
	some, of := make([][]float64, len(order)), make([]float64, len(order))
	for i, j := range order {
		some[i], of[i] = places[j], costs[j]
	}
	return some, of
}

// sortable returns a cost, or more than any where there is none.
func sortable(cost float64) float64 {
	if math.IsNaN(cost) {
		return math.Inf(1)
	}
	return cost
}

// evened returns costs on a scale on which one process fits all of them: beyond the median they count as their logarithms, so that what is near the
// best differs by more than what is far from it; what is not known, or infinite, is as bad as the worst that is. They have mean 0 and variance 1.
func evened(costs []float64) []float64 {
	var finite []float64
	for _, c := range costs {
		if isFinite(c) {
			finite = append(finite, c/2) // whose differences are finite, too
		}
	}
	even := make([]float64, len(costs))
	if len(finite) == 0 {
		return even
	}
	slices.Sort(finite)
	least, most := finite[0], finite[len(finite)-1]
	part := func(half float64) float64 { return (half - least) / (most - least) } // from 0 to 1
	median := part(finite[(len(finite)-1)/2])
	if most == least {
		return even
	}
	scale := max(median, leastScale)
	sum, squares, n := 0.0, 0.0, float64(len(costs))
	for i, c := range costs {
		even[i] = 1
		if isFinite(c) {
			even[i] = part(c / 2)
		}
		if median > 0 && even[i] > median {
			even[i] = median + float64(scale*log(1+(even[i]-median)/scale))
		}
		sum += even[i] / n
	}
	for _, c := range even {
		squares += square(c-sum) / n
	}
	for i := range even {
		even[i] = (even[i] - sum) / math.Sqrt(squares)
	}
	return even
}

// leastScale is what the distance from the least to the median counts at least, as a part of that to the worst.
const leastScale = 1e-9

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
