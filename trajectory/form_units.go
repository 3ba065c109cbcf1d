package trajectory

import (
	"fmt"
	"slices"

	"golgi/units"
)

// A oneQuantity is a single value with a unit.
type oneQuantity struct{ units.Quantity }

func (q oneQuantity) kind() string                          { return "a quantity in " + q.Dimension().String() }
func (q oneQuantity) single() bool                          { return true }
func (q oneQuantity) shape() []int                          { return nil }
func (q oneQuantity) clone() any                            { return q.Quantity }
func (q oneQuantity) key(key []byte) []byte                 { return appendKey(key, units.Rounded(q.SI())) }
func (q oneQuantity) show() string                          { return q.String() }
func (q oneQuantity) joined(any) any                        { panic("trajectory: a quantity has no rows") }
func (q oneQuantity) parse(text string) (any, error)        { return parseQuantity(text, q.Quantity) }
func (q oneQuantity) numbers() ([]float64, units.Dimension) { return []float64{q.SI()}, q.Dimension() }

func (q oneQuantity) inUnit(unit units.Unit) (any, error) { return nil, noUnit(q, unit) }

func (q oneQuantity) measured() (units.Array, func(data any) any, bool) {
	a := units.ArrayFromSI([]float64{q.SI()}, q.Dimension())
	if unit, written := q.Written(); written {
		if as, err := a.As(unit); err == nil {
			a = as
		}
	}
	return a, func(data any) any {
		if numbers, plain := data.([]float64); plain {
			return numbers[0]
		}
		return data.(units.Array).At(0)
	}, true
}

// Quantities are a list with one unit.
type quantities struct{ units.Array }

func (a quantities) kind() string                          { return "an array in " + a.Dimension().String() }
func (a quantities) single() bool                          { return false }
func (a quantities) shape() []int                          { return []int{a.Len()} }
func (a quantities) clone() any                            { return a.Array } // which never changes
func (a quantities) parse(text string) (any, error)        { return parseArray(text, a.Array) }
func (a quantities) numbers() ([]float64, units.Dimension) { return a.SI(), a.Dimension() }

func (a quantities) key(key []byte) []byte {
	si := a.SI()
	for i := range si {
		si[i] = units.Rounded(si[i])
	}
	return appendKey(key, si)
}

func (a quantities) inUnit(unit units.Unit) (any, error) { return nil, noUnit(a, unit) }

func (a quantities) measured() (units.Array, func(data any) any, bool) {
	return a.Array, func(data any) any { return data }, true
}

func (a quantities) show() string {
	if a.Len() > maxShown {
		return fmt.Sprintf("[%v, … %d more]", a.At(0), a.Len()-1)
	}
	return a.String()
}

func (a quantities) joined(more any) any {
	unit, b := a.Unit(), more.(units.Array)
	return writtenIn(units.ArrayFromSI(slices.Concat(a.SI(), b.SI()), a.Dimension()), unit)
}
