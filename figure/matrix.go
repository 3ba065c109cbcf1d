package figure

import (
	"fmt"
	"math"

	"golgi/units"
)

// A Matrix is a number for each pair of neurons, such as a weight, as colours: sources along x, targets along y.
//
// The number of source i and target j is at place i*Targets+j of Values; NaN is white: there is none. Of names the numbers, "weight" if it is empty. Where there are
// more pairs than places, each place has the mean of its numbers. Of the groups there are the lines between them.
type Matrix struct {
	Title                      string
	Of                         string
	Sources, Targets           int
	Values                     units.Array
	SourceGroups, TargetGroups []Group
}

func (m Matrix) axes() (*axes, error) {
	if m.Sources < 0 || m.Targets < 0 || m.Targets > 0 && m.Sources > math.MaxInt/m.Targets || m.Sources*m.Targets != m.Values.Len() {
		return nil, fmt.Errorf("Values has %d numbers, and there are %d sources and %d targets; one is needed for each pair", m.Values.Len(), m.Sources, m.Targets)
	}
	values := m.Values.SI()
	return weighted(m.Title, m.Of, m.Sources, m.Targets, m.SourceGroups, m.TargetGroups, m.Values, func(do func(i, j int, w float64)) {
		for k, w := range values {
			do(k/m.Targets, k%m.Targets, w)
		}
	})
}

// A Connectivity is a dot for each synapse, sources along x, targets along y; with Weights, colours for these.
//
// Synapse k leads from I[k] to J[k]. Weights has one for each, or none; Of names them, "weight" if it is empty. Where several synapses have one place, it has the mean of
// their weights, and is the darker without. Of the groups there are the lines between them.
type Connectivity struct {
	Title                      string
	Sources, Targets           int
	I, J                       []int
	Of                         string
	Weights                    units.Array
	SourceGroups, TargetGroups []Group
}

func (m Connectivity) axes() (*axes, error) {
	if len(m.I) != len(m.J) {
		return nil, fmt.Errorf("I has %d numbers, and J %d; each synapse has one of both", len(m.I), len(m.J))
	}
	if n := m.Weights.Len(); n > 0 && n != len(m.I) {
		return nil, fmt.Errorf("there are %d Weights, and %d synapses; give each one, or none", n, len(m.I))
	}
	for k := range m.I {
		if m.I[k] < 0 || m.I[k] >= m.Sources || m.J[k] < 0 || m.J[k] >= m.Targets {
			return nil, fmt.Errorf("synapse %d leads from %d to %d, and there are %d sources and %d targets", k, m.I[k], m.J[k], m.Sources, m.Targets)
		}
	}
	weights := m.Weights.SI()
	if len(weights) > 0 {
		return weighted(m.Title, m.Of, m.Sources, m.Targets, m.SourceGroups, m.TargetGroups, m.Weights, func(do func(i, j int, w float64)) {
			for k, w := range weights {
				do(m.I[k], m.J[k], w)
			}
		})
	}
	a, err := pairs(m.Title, m.Sources, m.Targets, m.SourceGroups, m.TargetGroups)
	if err != nil {
		return nil, err
	}
	a.marks = append([]mark{dotsMark{square: true, color: black, each: func(do func(x, y float64)) {
		for k := range m.I {
			do(float64(m.I[k]), float64(m.J[k]))
		}
	}}}, a.marks...)
	if len(m.I) == 0 {
		a.note = "no synapses"
	}
	return a, nil
}

// pairs are axes of sources and targets, with the lines between groups.
func pairs(title string, sources, targets int, from, to []Group) (*axes, error) {
	a := &axes{title: title, x: axis{name: "source", whole: true, exact: true}, y: axis{name: "target", whole: true, exact: true}}
	a.ratio = min(max(float64(targets)/max(float64(sources), 1), 0.4), 1)
	for _, of := range []struct {
		n      int
		groups []Group
		axis   *axis
	}{{sources, from, &a.x}, {targets, to, &a.y}} {
		if of.n > 0 {
			of.axis.cover(-0.5, float64(of.n)-0.5)
		}
		_, starts, err := split(of.groups, max(of.n, 0))
		if err != nil {
			return nil, err
		}
		for _, start := range starts[1 : len(starts)-1] {
			a.marks = append(a.marks, ruleMark{at: float64(start) - 0.5, along: of.axis == &a.y, style: style{color: grey, width: fine}})
		}
	}
	a.marks = append(a.marks, frameMark{})
	return a, nil
}

// mostCells is how many cells a field has along an axis.
const mostCells = 400

// weighted is a field of means.
func weighted(title, of string, sources, targets int, from, to []Group, like units.Array, each func(do func(i, j int, w float64))) (*axes, error) {
	a, err := pairs(title, sources, targets, from, to)
	if err != nil {
		return nil, err
	}
	wide, high := min(sources, mostCells), min(targets, mostCells)
	sums, counts := make([]float64, wide*high), make([]float64, wide*high)
	each(func(i, j int, w float64) {
		if !math.IsNaN(w) && !math.IsInf(w, 0) {
			k := j*high/targets*wide + i*wide/sources
			counts[k]++
			sums[k] += (w - sums[k]) / counts[k]
		}
	})
	values := &axis{name: of, exact: true}
	if of == "" {
		values.name = "weight"
	}
	values.takes(like)
	for k := range sums {
		if counts[k] == 0 {
			sums[k] = math.NaN()
		}
	}
	if values.cover(sums...); !values.any {
		a.note = "no synapses"
		return a, nil
	}
	if err := values.moderate(); err != nil {
		return nil, err
	}
	a.marks = append([]mark{fieldMark{wide: wide, high: high, values: sums, colours: values}}, a.marks...)
	a.aside = bar{values}
	return a, nil
}
