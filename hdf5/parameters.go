package hdf5

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// writeParameters stores parameters as datasets in a tree of groups below top.
func writeParameters(top h5.Group, ps []*trajectory.Parameter) error {
	for _, p := range ps {
		if err := writeParameter(top, p); err != nil {
			return err
		}
	}
	return nil
}

func writeParameter(top h5.Group, p *trajectory.Parameter) error {
	path, name := splitPath(p.Path)
	return at(top, path, func(group h5.Group) error {
		d, err := writeValue(group, name, p.Value, p.Comment)
		if err != nil {
			return err
		}
		defer d.Close()
		return writeAnnotations(d.Object, p.Annotations)
	})
}

// readParameters hands the parameters below top to add, and returns all errors.
func readParameters(top h5.Group, add func(trajectory.Parameter) error) error {
	return walk(top, func(b branch) error {
		var faults []error
		for _, name := range b.datasets {
			p, err := readParameter(b, name)
			if err == nil {
				err = add(p)
			}
			faults = append(faults, err)
		}
		return errors.Join(faults...)
	})
}

func readParameter(b branch, name string) (trajectory.Parameter, error) {
	p := trajectory.Parameter{Path: joinPath(b.path, name)}
	d, err := b.group.Dataset(name)
	if err != nil {
		return p, err
	}
	defer d.Close()
	if p.Value, err = readQuantity(d); err != nil {
		return p, err
	}
	if p.Comment, err = text(d.Object, attrComment); err != nil {
		return p, err
	}
	p.Annotations, err = readAnnotations(d.Object)
	return p, err
}

// readQuantity reads a value, and makes a quantity of it if it has a unit.
func readQuantity(d h5.Dataset) (any, error) {
	value, err := readValue(d)
	if err != nil {
		return nil, err
	}
	symbol, err := text(d.Object, attrUnits)
	if err != nil || symbol == "" {
		return value, err
	}
	value, err = quantity(value, symbol)
	if err != nil {
		return nil, fmt.Errorf("hdf5: %s: %w", d.Path(), err)
	}
	return value, nil
}
