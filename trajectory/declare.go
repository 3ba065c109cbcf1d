package trajectory

import (
	"errors"
	"fmt"
	"reflect"

	"golgi/internal/fields"
	"golgi/internal/given"
	"golgi/units"
)

// Declare adds the fields of a struct as parameters below group, with their values as defaults:
//
//	type Neurons struct {
//		N   int     `comment:"number of neurons" min:"1"`
//		Tau float64 `unit:"ms" comment:"membrane time constant"`
//	}
//	err := trajectory.Declare(traj, "neurons", Neurons{N: 100, Tau: 10}) // neurons.N, neurons.tau
//
// A parameter is called as its field, with a small first letter unless that stands alone (R_ee, EL); a struct inside is a
// group, and the fields of an embedded one are as if they stood there themselves. These are the tags:
//
//	name     another name, or "-" for a field that is no parameter
//	unit     of a float64 or a list of them: the parameter is a quantity, the field a number of that unit. A quantity must be
//	         of that dimension, and its zero value is a zero of that unit
//	comment  what it is
//	min, max bounds of numbers, within which it must be set and explored, with a unit or in that of the field; without
//	         them, those of its type, if that is a smaller integer than an int64
//
// Fields are bools, integers, floats, strings, units.Quantity, lists of these, units.Array, and what is a [Fields]. All faults
// are reported at once, with type and field.
func Declare(t *Trajectory, group string, defaults any) error {
	if err := given.All("trajectory: Declare", given.Arg{Name: "trajectory", Value: t}, given.Arg{Name: "struct", Value: defaults}); err != nil {
		return err
	}
	v := reflect.Indirect(reflect.ValueOf(defaults))
	list, err := fields.Of(v.Type())
	if err != nil {
		return prefixed("trajectory", err)
	}
	var faults []error
	for _, f := range list {
		faults = append(faults, declare(t, f, below(group, f.Path), v.FieldByIndex(f.Index)))
	}
	return errors.Join(faults...)
}

// Fill gives the fields of a struct the values of the parameters that [Declare] has made of such a struct. All of them count
// as read. into is a pointer.
func Fill(r Reader, group string, into any) error {
	if err := given.All("trajectory: Fill", given.Arg{Name: "reader", Value: r}, given.Arg{Name: "struct", Value: into}); err != nil {
		return err
	}
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer {
		return fmt.Errorf("trajectory: Fill: cannot change a %v; give a pointer to it", v.Type())
	}
	v = v.Elem()
	list, err := fields.Of(v.Type())
	if err != nil {
		return prefixed("trajectory", err)
	}
	var faults []error
	for _, f := range list {
		faults = append(faults, fill(r, f, below(group, f.Path), v.FieldByIndex(f.Index)))
	}
	return errors.Join(faults...)
}

// Fields is what a field can be that stands for several parameters below its name, such as runner.Subruns. Its methods have
// a pointer as receiver.
type Fields interface {
	// Declare adds the parameters below path.
	Declare(t *Trajectory, path string) error
	// Fill gives it the values of the parameters below path.
	Fill(r Reader, path string) error
}

func below(group, path string) string {
	if group == "" {
		return path
	}
	return group + "." + path
}

// severalOf returns the field as a Fields, or nil if it is none.
func severalOf(v reflect.Value) Fields {
	if !reflect.PointerTo(v.Type()).Implements(reflect.TypeFor[Fields]()) {
		return nil
	}
	if v.CanAddr() {
		return v.Addr().Interface().(Fields)
	}
	of := reflect.New(v.Type())
	of.Elem().Set(v)
	return of.Interface().(Fields)
}

func declare(t *Trajectory, f fields.Field, path string, v reflect.Value) error {
	if several := severalOf(v); several != nil {
		return prefixed("trajectory: "+f.Where, several.Declare(t, path))
	}
	value, err := fieldValue(f, v)
	bounds := boundsOf(f)
	if unit, has, _ := inUnit(f); has {
		bounds = bounds.in(unit)
	}
	if err == nil {
		_, err = bounds.limits(value)
	}
	if err != nil {
		return prefixed("trajectory: "+f.Where, err)
	}
	return t.Add(Parameter{Path: path, Value: value, Comment: f.Comment, Bounds: bounds})
}

func fill(r Reader, f fields.Field, path string, v reflect.Value) error {
	if several := severalOf(v); several != nil {
		return several.Fill(r, path)
	}
	p, err := r.Parameter(path)
	if err == nil && p.Path != path {
		err = faultf(ErrNotFound, "trajectory: there is no parameter %q; Declare it", path)
	}
	if err != nil {
		return err
	}
	return prefixed(fmt.Sprintf("trajectory: parameter %s: %s", path, f.Where), set(f, v, p.Value))
}

// inUnit reports whether a field is a number of a unit, and of which.
func inUnit(f fields.Field) (units.Unit, bool, error) {
	if f.Unit == "" {
		return units.Unit{}, false, nil
	}
	unit, err := units.ParseUnit(f.Unit)
	if err != nil {
		return unit, false, fmt.Errorf("unit %q: %w", f.Unit, err)
	}
	return unit, true, nil
}

// fieldValue returns the value of a field as a parameter has it.
func fieldValue(f fields.Field, v reflect.Value) (any, error) {
	unit, has, err := inUnit(f)
	if err != nil {
		return nil, err
	}
	value := plainOf(v)
	switch x := value.(type) {
	case nil:
		return nil, noField(v.Type())
	case float64:
		if has {
			return unit.Of(x), nil
		}
	case []float64:
		if has {
			return unit.OfAll(x...), nil
		}
	case units.Quantity:
		return quantity(x, unit, has)
	case units.Array:
		return array(x, unit, has)
	case []units.Quantity:
		switch {
		case has:
			return arrayIn(unit, x)
		case len(x) == 0:
			return nil, errors.New("an empty list of quantities needs a tag unit")
		}
		return arrayOf(x)
	case error:
		return nil, x
	}
	if has {
		return nil, fmt.Errorf("%s has no unit; make it a float64 or a units.Quantity", kindOf(value))
	}
	return value, nil
}

func noField(of reflect.Type) error {
	return fmt.Errorf("a %v is no parameter; there are bool, integers, floats, string, units.Quantity, lists of these, units.Array and "+
		"structs; leave it out by the tag name:\"-\"", of)
}

func quantity(q units.Quantity, unit units.Unit, has bool) (any, error) {
	switch {
	case !has:
		return q, nil
	case q == units.Quantity{}:
		return unit.Of(0), nil
	case q.Dimension() != unit.Dim:
		return nil, fmt.Errorf("its default %v is no quantity in %v", q, unit)
	}
	return q, nil
}

func array(a units.Array, unit units.Unit, has bool) (any, error) {
	switch {
	case !has:
		return a, nil
	case a.Len() == 0:
		return unit.OfAll(), nil
	case a.Dimension() != unit.Dim:
		return nil, fmt.Errorf("its default %v is no array in %v", a, unit)
	}
	return a, nil
}
