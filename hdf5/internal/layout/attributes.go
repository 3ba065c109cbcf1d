package layout

import (
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
)

// An attr is an attribute to be written.
type attr struct {
	name  string
	value any
}

// setAttributes writes attributes, but no empty texts. Those for pypet, which must be of fixed length, are
// bytes in h5py; the others are texts.
func setAttributes(o h5.Object, attrs ...attr) error {
	for _, a := range attrs {
		if a.value == "" {
			continue
		}
		if text, ok := a.value.(string); ok && !strings.HasPrefix(a.name, pypetPrefix) {
			a.value = h5.Variable(text)
		}
		if err := o.SetAttribute(a.name, a.value); err != nil {
			return err
		}
	}
	return nil
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
