package layout

import (
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

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
		x, err := v.In(v.Unit())
		if err != nil {
			return err
		}
		value, beside = x, attr{unitOfAnnotation + name, v.Unit().Name}
	case bool:
		value, beside = byteFrom(v), attr{dtypeOfAnnotation + name, dtypeBool}
	default:
		return o.SetAttribute(pypetAnnotation+name, value)
	}
	return setAttributes(o, attr{pypetAnnotation + name, value}, beside)
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
			if annotations[name], err = readAnnotation(o, name); err != nil {
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
