package search

import (
	"fmt"
	"reflect"

	"golgi/trajectory"
	"golgi/units"
)

// A coordinate is one of a place: the values of a parameter, from 0 to 1.
type coordinate struct {
	path     string
	value    func(place float64) any
	low, top float64
	log      bool
	whole    bool
}

func coordinateOf(so *trajectory.Results, over trajectory.Interval) (coordinate, error) {
	value, err := over.Scale(so)
	if err != nil {
		return coordinate{}, fmt.Errorf("search: %w", err)
	}
	low, top := value(0), value(1)
	kind := reflect.ValueOf(low)
	return coordinate{over.Path, value, numberOf(low), numberOf(top), over.Log, kind.CanInt() || kind.CanUint()}, nil
}

// place returns the place of a value: of an integer, the middle of those that are it.
func (c coordinate) place(v any) float64 {
	x := numberOf(v)
	switch {
	case c.whole:
		return (x - c.low + 0.5) / (c.top - c.low + 1)
	case c.log && x > 0:
		return log(x/c.low) / log(c.top/c.low)
	case c.log:
		return -1
	}
	return (x - c.low) / (c.top - c.low)
}

// numberOf returns a number, of a quantity in SI units.
func numberOf(v any) float64 {
	if q, is := v.(units.Quantity); is {
		return q.SI()
	}
	switch r := reflect.ValueOf(v); {
	case r.CanInt():
		return float64(r.Int())
	case r.CanUint():
		return float64(r.Uint())
	default:
		return r.Float()
	}
}
