package layout

import (
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// A measured is numbers of a unit, and the SI values if those times the scale are not just these.
type measured struct {
	numbers []float64
	si      []float64 // nil where the numbers say all
}

// measure returns the quantities of an array as numbers of a unit, of 15 digits where none gives the SI value to the last bit.
func measure(a units.Array, unit units.Unit) (m measured, err error) {
	if m.numbers, err = a.In(unit); err != nil {
		return m, err
	}
	for i, si := range a.SI() {
		if !unit.Has(si) {
			m.numbers[i], m.si = units.Rounded(m.numbers[i]), a.SI()
		}
	}
	return m, nil
}

// writeSI stores the SI values of a dataset of that name beside it, if they are needed.
func (m measured) writeSI(group h5.Group, name string) error {
	if m.si == nil {
		return nil
	}
	d, err := group.Write(nameSI+name, h5.Vector(m.si), h5.Layout{})
	if err != nil {
		return err
	}
	d.Close()
	return nil
}

// withSI makes quantities of numbers that were read of a dataset at a path in the group of a parameter, or of some of its rows, if
// the parameter has a unit.
func withSI(l leaf, path string, numbers any, part *span) (any, error) {
	values, err := withUnit(l.Group, numbers)
	a, of, measured := trajectory.Measured(values)
	if err != nil || !measured {
		return values, err
	}
	slash := strings.LastIndexByte(path, '/') + 1
	path = path[:slash] + nameSI + path[slash:]
	there, err := l.Has(path)
	if err != nil || !there {
		return values, err
	}
	si, err := readPart[float64](l.Group, path, part)
	if err == nil && len(si) != a.Len() {
		err = fmt.Errorf("hdf5: %s/%s: it has %d values, and there are %d numbers", l.Path(), path, len(si), a.Len())
	}
	if err != nil {
		return nil, err
	}
	unit, _ := a.Written()
	exact, err := units.ArrayFromSI(si, a.Dimension()).As(unit)
	return of(exact), err
}
