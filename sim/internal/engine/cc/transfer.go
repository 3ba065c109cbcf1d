package cc

import "golgi/sim/internal/engine"

// read copies elements from the index on into dst; NaNs of all kinds become one.
func (a *array) read(from int, dst any) {
	switch d := dst.(type) {
	case []float64:
		copy(d, elements[float64](a)[from:])
		engine.Canonical(d)
	case []int32:
		copy(d, elements[int32](a)[from:])
	case []int64:
		copy(d, elements[int64](a)[from:])
	case []uint8:
		copy(d, elements[uint8](a)[from:])
	}
}

// write copies src over elements from the index on.
func (a *array) write(from int, src any) {
	switch s := src.(type) {
	case []float64:
		copy(elements[float64](a)[from:], s)
	case []int32:
		copy(elements[int32](a)[from:], s)
	case []int64:
		copy(elements[int64](a)[from:], s)
	case []uint8:
		copy(elements[uint8](a)[from:], s)
	}
}
