package search

import (
	"errors"
	"fmt"
	"math"

	"golgi/trajectory"
)

// Evolution finds where a number that runs give is least, or greatest, over several parameters, whatever it looks like: differential
// evolution. A population begins at random places of the intervals. In each generation, every member gets a rival: the best of all, plus the
// difference of two others times a random factor from 0.5 to 1, in about 7 of 10 coordinates, and the member's own in the others. Who is
// better, stays. A point where no run has finished, or the number is NaN, is worst of all, and does
// not end it.
//
// Source: Storn & Price (1997), J. Global Optim. 11:341, strategy best/1/bin, with the parameters of scipy's differential_evolution.
type Evolution struct {
	Over        []trajectory.Interval
	Of          string // the number: "error.rms"
	Maximise    bool   // it is to be greatest, and not least
	Generations int    // after the first; 0: 30
	Population  int    // 0: 10 for each parameter
	Seed        int64
}

const (
	recombination        = 0.7
	leastShift, moreThan = 0.5, 0.5 // the factor is from 0.5 to 1
)

// A member is a place in the unit cube, and how bad it is.
type member struct {
	place []float64
	cost  float64
}

// Next returns the population first, and then its rivals.
func (e Evolution) Next(so *trajectory.Results) (trajectory.Exploration, error) {
	population := or(e.Population, 10*len(e.Over))
	if err := e.wrong(population); err != nil {
		return nil, err
	}
	if so == nil {
		return nil, fmt.Errorf("search: there are no results: they are nil")
	}
	space := make([]func(float64) any, len(e.Over))
	for k, interval := range e.Over {
		scale, err := interval.Scale(so)
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		space[k] = scale
	}
	var members []member
	for generation := range or(e.Generations, 30) + 1 {
		rivals, best := make([]member, population), bestOf(members)
		for i := range rivals {
			rivals[i].place = e.rival(members, best, i, drawsOf("golgi.ev", e.Seed, generation, i))
		}
		missing, err := e.judge(so, space, rivals)
		if err != nil || missing != nil {
			return missing, err
		}
		if members == nil {
			members = rivals
			continue
		}
		for i, rival := range rivals {
			if rival.cost <= members[i].cost {
				members[i] = rival
			}
		}
	}
	return nil, nil
}

// wrong returns all that is wrong with the description.
func (e Evolution) wrong(population int) error {
	var faults []error
	if len(e.Over) == 0 {
		faults = append(faults, errors.New("search: an Evolution goes Over one interval or more"))
	} else if population < 4 || population > trajectory.MaxRuns {
		faults = append(faults, fmt.Errorf("search: an Evolution has a Population of 4 to %d, and not %d", trajectory.MaxRuns, population))
	}
	if e.Generations < 0 || e.Generations > trajectory.MaxRuns {
		faults = append(faults, fmt.Errorf("search: an Evolution has 1 to %d Generations, and not %d", trajectory.MaxRuns, e.Generations))
	}
	return errors.Join(faults...)
}

// judge finds how bad members are; or else returns the points of those that are to be explored.
func (e Evolution) judge(so *trajectory.Results, space []func(float64) any, members []member) (trajectory.Exploration, error) {
	var missing trajectory.Explicit
	for i := range members {
		point := trajectory.Point{}
		for k, interval := range e.Over {
			point[interval.Path] = space[k](members[i].place[k])
		}
		known, err := at(so, e.Of, point)
		switch {
		case err != nil:
			return nil, err
		case len(known.runs) == 0:
			missing = append(missing, point)
		case math.IsNaN(known.mean):
			members[i].cost = math.Inf(1)
		case e.Maximise:
			members[i].cost = -known.mean
		default:
			members[i].cost = known.mean
		}
	}
	if missing != nil {
		return missing, nil
	}
	return nil, nil
}

// rival returns the place of the rival of member i; that of the member, if there are none yet.
func (e Evolution) rival(members []member, best, i int, r draws) []float64 {
	place := make([]float64, len(e.Over))
	if members == nil {
		for k := range place {
			place[k] = r.float()
		}
		return place
	}
	b := other(r, len(members), i, i)
	c := other(r, len(members), i, b)
	factor := leastShift + float64(moreThan*r.float())
	sure := r.below(len(place)) // at least one coordinate changes
	for k := range place {
		place[k] = members[i].place[k]
		if crosses := r.float() < recombination; crosses || k == sure {
			place[k] = members[best].place[k] + float64(factor*(members[b].place[k]-members[c].place[k]))
		}
		if again := r.float(); place[k] < 0 || place[k] >= 1 {
			place[k] = again
		}
	}
	return place
}

// bestOf returns the number of the first member that is least bad.
func bestOf(members []member) (best int) {
	for j := range members {
		if members[j].cost < members[best].cost {
			best = j
		}
	}
	return best
}

// other returns the number of a member that is neither of two.
func other(r draws, n, i, j int) int {
	for {
		if k := r.below(n); k != i && k != j {
			return k
		}
	}
}
