package search

import (
	"cmp"
	"math"
	"slices"

	"golgi/trajectory"
)

// A candidate is a place that might be explored next, and what is expected of it.
type candidate struct {
	place []float64
	gain  float64 // how much better than the best it is expected to be
	doubt float64 // the standard deviation
}

// How many candidates there are: anywhere, and near the best; and how many of the best are moved as long as they gain by it.
const (
	anywhere, near = 400, 200
	climbers       = 4
	climbFrom      = 0.05
	climbTo        = 0.0005
)

// promising returns the place of which most is expected, and its point; none if all that were looked at are taken.
func (p *process) promising(space []coordinate, r draws, taken func(trajectory.Point) (bool, error)) ([]float64, trajectory.Point, error) {
	best, center := p.least()
	judge := func(place []float64) candidate { return p.judge(settled(space, place), best) }
	var all []candidate
	for range anywhere {
		all = append(all, judge(r.place(len(space))))
	}
	for k := range near {
		width, place := math.Ldexp(0.5, -(k%8)), r.place(len(space))
		for i := range place {
			place[i] = max(0, min(center[i]+float64(width*(place[i]-0.5)), 1))
		}
		all = append(all, judge(place))
	}
	slices.SortStableFunc(all, worse)
	for k := range climbers {
		all = append(all, climbed(all[k], judge))
	}
	slices.SortStableFunc(all, worse)
	for _, c := range all {
		point := trajectory.Point{}
		for k := range space {
			point[space[k].path] = space[k].value(c.place[k])
		}
		is, err := taken(point)
		if err != nil {
			return nil, nil, err
		}
		if !is {
			return c.place, point, nil
		}
	}
	return nil, nil, nil
}

// worse orders candidates, those of which most is expected first, and of these the ones of which least is known.
func worse(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(b.doubt, a.doubt))
}

// judge says what is expected at a place, if the best is known.
func (p *process) judge(place []float64, best float64) candidate {
	mean, deviation := p.at(place)
	c := candidate{place: place, doubt: deviation}
	if deviation > 0 {
		z := (best - mean) / deviation
		c.gain = max(0, float64(deviation*(float64(z*below(z))+density(z))))
	}
	return c
}

// climbed moves a candidate along one coordinate after the other, as long as more is expected there.
func climbed(c candidate, judge func(place []float64) candidate) candidate {
	for step := climbFrom; step >= climbTo; {
		better := false
		for k := range c.place {
			for _, by := range []float64{step, -step} {
				place := slices.Clone(c.place)
				place[k] = max(0, min(place[k]+by, 1))
				if next := judge(place); worse(next, c) < 0 {
					c, better = next, true
				}
			}
		}
		if !better {
			step /= 2
		}
	}
	return c
}

// settled returns the place of the values at a place, which integers have.
func settled(space []coordinate, place []float64) []float64 {
	for k := range space {
		if space[k].whole {
			place[k] = space[k].place(space[k].value(place[k]))
		}
	}
	return place
}

// place returns one anywhere.
func (r draws) place(n int) []float64 {
	place := make([]float64, n)
	for k := range place {
		place[k] = r.float()
	}
	return place
}
