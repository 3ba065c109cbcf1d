package trajectory

import (
	"errors"
	"fmt"
	"strings"
)

// A Product explores all combinations of the points of its factors; the last factor varies fastest. So a [Zip] within it links
// parameters, and an [Axis] of trials repeats the points of any design:
//
//	trajectory.Product{
//		trajectory.Zip{{Path: "tau_e", Values: fast}, {Path: "tau_i", Values: slow}},
//		trajectory.Axis{Path: "simulation.trial", Values: trajectory.Range(0, 9, 1)},
//	}
type Product []Exploration

// A factor is the points of one, as columns of equal length; without columns it is one point.
type factor struct {
	columns [][]any
	n       int
}

// Columns returns the table of all combinations. It is an error if there are more than MaxRuns.
func (p Product) Columns(defaults Reader) ([]Axis, error) {
	var table []Axis
	factors := make([]factor, len(p))
	var faults []error
	for k, e := range p {
		axes, err := columnsOf(e, defaults)
		if err == nil {
			factors[k], err = factorOf(axes)
		}
		table, faults = append(table, axes...), append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	n, err := combinations(factors)
	if err != nil {
		return nil, err
	}
	if err := checkSize(n, len(table)); err != nil {
		return nil, err
	}
	repeat, a := n, 0 // how many points in a row share one of a factor; the axis
	for _, f := range factors {
		repeat /= f.n
		for _, values := range f.columns {
			column := make([]any, n)
			for i := range column {
				column[i] = values[i/repeat%f.n]
			}
			table[a].Values = column
			a++
		}
	}
	return table, nil
}

// columnsOf returns the columns of an exploration that may be nil.
func columnsOf(e Exploration, defaults Reader) ([]Axis, error) {
	if e == nil {
		return nil, errors.New("the exploration is nil")
	}
	return e.Columns(defaults)
}

func factorOf(axes []Axis) (factor, error) {
	if len(axes) == 0 {
		return factor{n: 1}, nil
	}
	columns, err := elementsOf(axes)
	if err != nil {
		return factor{}, err
	}
	for a, values := range columns {
		if len(values) != len(columns[0]) {
			return factor{}, fmt.Errorf("every point needs a value of each, and there are %d of %s and %d of %s",
				len(columns[0]), axes[0].Path, len(values), axes[a].Path)
		}
	}
	return factor{columns, len(columns[0])}, nil
}

// combinations returns the number of points of a product, which must be between 1 and MaxRuns.
func combinations(factors []factor) (int, error) {
	n := 1
	var lengths []string
	for _, f := range factors {
		lengths = append(lengths, fmt.Sprint(f.n))
		n = min(n*f.n, MaxRuns+1) // no overflow: each factor is at most MaxRuns
	}
	if n > MaxRuns {
		return 0, tooMany(strings.Join(lengths, " x "))
	}
	return n, nil
}
