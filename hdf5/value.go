package hdf5

import (
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// stored returns a value of a trajectory as an array of HDF5, and for a quantity the symbol of its SI unit.
func stored(value any) (a h5.Array, unit string, err error) {
	switch v := value.(type) {
	case int64:
		return h5.Scalar(v), "", nil
	case float64:
		return h5.Scalar(v), "", nil
	case bool:
		return h5.Scalar(v), "", nil
	case string:
		return h5.Scalar(v), "", nil
	case units.Quantity:
		return h5.Scalar(v.SI()), v.Dimension().String(), nil
	case []int32:
		return h5.Vector(v), "", nil
	case []int64:
		return h5.Vector(v), "", nil
	case []float64:
		return h5.Vector(v), "", nil
	case []bool:
		return h5.Vector(v), "", nil
	case []string:
		return h5.Vector(v), "", nil
	case units.Array:
		return h5.Vector(v.SI()), v.Dimension().String(), nil
	case trajectory.NDArray:
		return h5.Array{Shape: v.Shape, Data: v.Data}, "", nil
	}
	return h5.Array{}, "", fmt.Errorf("a %T has no form in the file", value)
}

// readValue is the inverse of stored for what is no quantity.
func readValue(d h5.Dataset) (any, error) {
	if d.Kind() == h5.Float32 {
		return nil, fmt.Errorf("hdf5: %s: it holds float32, which no value of a trajectory has", d.Path())
	}
	a, err := d.Read()
	if err != nil {
		return nil, err
	}
	switch len(a.Shape) {
	case 0:
		return a.First(), nil
	case 1:
		return a.Data, nil
	default:
		return trajectory.NDArray{Shape: a.Shape, Data: a.Data}, nil
	}
}

// quantity gives numbers that were loaded their unit, which must be one of SI.
func quantity(value any, symbol string) (any, error) {
	unit, err := units.ParseUnit(symbol)
	if err != nil {
		return nil, err
	}
	if unit.Scale != 1 {
		return nil, fmt.Errorf("parameters are in SI units, and %q is not one", symbol)
	}
	switch v := value.(type) {
	case float64:
		return units.FromSI(v, unit.Dim), nil
	case []float64:
		return units.ArrayFromSI(v, unit.Dim), nil
	}
	return nil, fmt.Errorf("a %T has no unit, and this has %q", value, symbol)
}

// writeValue creates a dataset of value, with the attributes that any value has.
func writeValue(group h5.Group, name string, value any, comment string) (h5.Dataset, error) {
	a, unit, err := stored(value)
	if err != nil {
		return h5.Dataset{}, fmt.Errorf("hdf5: %s/%s: %w", group.Path(), name, err)
	}
	d, err := group.Write(name, a, h5.Layout{})
	if err != nil {
		return h5.Dataset{}, err
	}
	return d, describe(d, unit, comment)
}

// describe writes the attributes that any value has: units, comment, and what marks a boolean.
func describe(d h5.Dataset, unit, comment string) error {
	dtype := ""
	if d.Kind() == h5.Bool {
		dtype = "bool"
	}
	if err := setText(d.Object, attrDtype, dtype); err != nil {
		return err
	}
	if err := setText(d.Object, attrUnits, unit); err != nil {
		return err
	}
	return setText(d.Object, attrComment, comment)
}

// setText writes an attribute, unless the text is empty.
func setText(o h5.Object, name, text string) error {
	if text == "" {
		return nil
	}
	return o.SetAttribute(name, text)
}

// text reads an attribute that is a string, "" if there is none.
func text(o h5.Object, name string) (string, error) {
	there, err := o.HasAttribute(name)
	if err != nil || !there {
		return "", err
	}
	return attribute[string](o, name)
}

// attribute reads an attribute that must be there, as a T.
func attribute[T float64 | int64 | bool | string](o h5.Object, name string) (T, error) {
	v, err := o.Attribute(name)
	t, ok := v.(T)
	if err == nil && !ok {
		err = fmt.Errorf("hdf5: attribute %q of %q is of type %T, wanted %T", name, o.Path(), v, t)
	}
	return t, err
}

// An annotation is an attribute, and one that is a quantity two: its SI value, and its unit under the same
// name with this behind it, which no annotation has in its own name.
const unitsBehind = "." + attrUnits

func writeAnnotations(o h5.Object, annotations trajectory.Annotations) error {
	for _, name := range annotations.Names() {
		value := annotations[name]
		if q, ok := value.(units.Quantity); ok {
			value = q.SI()
			if err := o.SetAttribute(attrAnnotation+name+unitsBehind, q.Dimension().String()); err != nil {
				return err
			}
		}
		if err := o.SetAttribute(attrAnnotation+name, value); err != nil {
			return err
		}
	}
	return nil
}

func readAnnotations(o h5.Object) (trajectory.Annotations, error) {
	names, err := o.Attributes()
	if err != nil {
		return nil, err
	}
	annotations := trajectory.Annotations{}
	for _, attr := range names {
		name, found := strings.CutPrefix(attr, attrAnnotation)
		if !found || strings.HasSuffix(name, unitsBehind) {
			continue
		}
		if annotations[name], err = readAnnotation(o, attr); err != nil {
			return nil, err
		}
	}
	return annotations, nil
}

func readAnnotation(o h5.Object, attr string) (any, error) {
	value, err := o.Attribute(attr)
	if err != nil {
		return nil, err
	}
	symbol, err := text(o, attr+unitsBehind)
	if err != nil || symbol == "" {
		return value, err
	}
	value, err = quantity(value, symbol)
	if err != nil {
		return nil, fmt.Errorf("hdf5: attribute %q of %q: %w", attr, o.Path(), err)
	}
	return value, nil
}
