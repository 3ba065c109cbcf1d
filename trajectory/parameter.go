package trajectory

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"golgi/units"
)

// A Parameter is a named value of an experiment. The same struct is given to [Trajectory.Add], where Value
// may be anything that the package doc lists, and comes back from every lookup as a copy, where Value has
// one of the stored types (int64, float64, bool, string, units.Quantity and their lists). Read it with
// [Value], which converts and checks.
type Parameter struct {
	Path        string // full, below parameters, as in "connections.R_ee"
	Value       any
	Comment     string
	Annotations Annotations
	Bounds      Bounds
}

// Annotations are scalars with names: integers, floats, bools, strings and quantities. Read one with
// [Annotation].
type Annotations map[string]any

// Name returns the last name of the path.
func (p *Parameter) Name() string { return lastName(p.Path) }

// Names returns the names of the annotations, sorted.
func (a Annotations) Names() []string { return slices.Sorted(maps.Keys(a)) }

// canonical returns a copy with values of the stored types, or all faults of p.
func (p Parameter) canonical(l laws) (Parameter, error) {
	value, err := canonical(p.Value)
	annotations, noted := p.Annotations.canonical(l)
	if err == nil {
		_, err = p.Bounds.limits(value)
	}
	err = errors.Join(l.path(p.Path), err, prefixed("comment", checkText(p.Comment)), noted)
	return Parameter{p.Path, value, p.Comment, annotations, p.Bounds}, err
}

func (p *Parameter) clone() *Parameter {
	return &Parameter{p.Path, cloneValue(p.Value), p.Comment, maps.Clone(p.Annotations), p.Bounds}
}

// canonical returns a copy with values of the stored types; no annotations are nil.
func (a Annotations) canonical(l laws) (Annotations, error) {
	if len(a) == 0 {
		return nil, nil
	}
	stored := make(Annotations, len(a))
	var faults []error
	for _, name := range a.Names() {
		value, err := canonical(a[name])
		if err == nil && isList(value) {
			err = fmt.Errorf("%s is a list; annotations are scalars", show(value))
		}
		if err == nil {
			value, err = annotated(value)
		}
		stored[name] = value
		err = errors.Join(l.name(name), err)
		faults = append(faults, prefixed(fmt.Sprintf("annotation %q", name), err))
	}
	return stored, errors.Join(faults...)
}

// annotated returns a single value as one that an annotation can be: an int64, a float64, a bool, a string or a quantity.
func annotated(v any) (any, error) {
	rank, number := rankOf(reflect.TypeOf(v))
	if _, is := v.(units.Quantity); is || !number {
		return v, nil
	}
	for _, wide := range []any{int64(0), 0.0}[min(rank, 1):] {
		if as, exact := exactly(v, wide); exact {
			return as, nil
		}
	}
	return v, fmt.Errorf("%s is %s; an annotation is an int64, a float64, a bool, a string or a quantity", show(v), kindOf(v))
}
