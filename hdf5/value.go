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
	if kind := d.Kind(); kind == h5.None || kind == h5.Table {
		return nil, fmt.Errorf("hdf5: %s: it holds what no value of a trajectory is", d.Path())
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

// describe writes the attributes that any value has: units, comment, and what marks a boolean.
func describe(d h5.Dataset, unit, comment string) error {
	dtype := ""
	if d.Kind() == h5.Bool {
		dtype = dtypeBool
	}
	return setAttributes(d.Object, attr{attrDtype, dtype}, attr{attrUnits, unit}, attr{attrComment, comment})
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

// Attributes beside an annotation say what its value does not: that it is a quantity, and in which unit, and
// that it is a boolean. (pypet reads none of the booleans of h5py.)
const (
	unitOfAnnotation  = "annotation_units."
	dtypeOfAnnotation = "annotation_dtype."
)

func writeAnnotations(o h5.Object, annotations trajectory.Annotations) error {
	if len(annotations) == 0 {
		return nil
	}
	if err := o.SetAttribute(pypetAnnotated, int8(1)); err != nil {
		return err
	}
	for _, name := range annotations.Names() {
		if err := writeAnnotation(o, name, annotations[name]); err != nil {
			return err
		}
	}
	return nil
}

func writeAnnotation(o h5.Object, name string, value any) error {
	var beside attr
	switch v := value.(type) {
	case units.Quantity:
		value, beside = v.SI(), attr{unitOfAnnotation + name, v.Dimension().String()}
	case bool:
		value, beside = byteFrom(v), attr{dtypeOfAnnotation + name, dtypeBool}
	default:
		return o.SetAttribute(pypetAnnotation+name, value)
	}
	return setAttributes(o, attr{pypetAnnotation + name, value}, beside)
}

func byteFrom(b bool) int8 {
	if b {
		return 1
	}
	return 0
}

func readAnnotations(l leaf) (trajectory.Annotations, error) {
	o := l.Object
	there, err := o.HasAttribute(pypetAnnotated)
	if err != nil || !there {
		return nil, err
	}
	names, err := o.Attributes()
	if err != nil {
		return nil, err
	}
	annotations := trajectory.Annotations{}
	for _, attr := range names {
		if name, found := strings.CutPrefix(attr, pypetAnnotation); found {
			read := readAnnotation
			if l.foreign {
				read = foreignAnnotation
			}
			if annotations[name], err = read(o, name); err != nil {
				return nil, err
			}
		}
	}
	return annotations, nil
}

func readAnnotation(o h5.Object, name string) (any, error) {
	value, err := o.Attribute(pypetAnnotation + name)
	if err != nil {
		return nil, err
	}
	symbol, err := text(o, unitOfAnnotation+name)
	if err != nil {
		return nil, err
	}
	dtype, err := text(o, dtypeOfAnnotation+name)
	if n, ok := value.(int64); ok && dtype == dtypeBool {
		value = n != 0
	}
	if err == nil && symbol != "" {
		value, err = quantity(value, symbol)
	}
	if err != nil {
		return nil, fmt.Errorf("hdf5: annotation %q of %q: %w", name, o.Path(), err)
	}
	return value, nil
}
