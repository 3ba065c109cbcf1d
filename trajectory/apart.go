package trajectory

import (
	"reflect"

	"golgi/units"
)

// Apart returns a value, or what it measures, without its unit, and the name of that, "" where there is none. A number that stands alone is an int64, a
// uint64 where that has no room for it, or a float64.
func Apart(value any) (number any, unit string) {
	if q, is := value.(units.Quantity); is {
		if x, err := q.In(q.Unit()); err == nil {
			return x, q.Unit().Name
		}
	}
	if measured, of, has := Measured(value); has {
		if numbers, err := measured.In(measured.Unit()); err == nil {
			return of(numbers), measured.Unit().Name
		}
	}
	switch v := reflect.ValueOf(value); {
	case v.CanInt():
		return v.Int(), ""
	case v.CanUint() && v.Type().Bits() < 64:
		return int64(v.Uint()), ""
	case v.CanUint():
		return v.Uint(), ""
	case v.CanFloat():
		return v.Float(), ""
	}
	return value, ""
}
