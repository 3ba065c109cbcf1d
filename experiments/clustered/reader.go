package main

import (
	"golgi/trajectory"
	"golgi/units"
)

// reader reads several parameters and keeps the first error.
type reader struct {
	params trajectory.Reader
	err    error
}

func read[T trajectory.Readable](r *reader, path string) T {
	value, err := trajectory.Value[T](r.params, path)
	if r.err == nil {
		r.err = err
	}
	return value
}

func (r *reader) int(path string) int                 { return read[int](r, path) }
func (r *reader) float(path string) float64           { return read[float64](r, path) }
func (r *reader) bool(path string) bool               { return read[bool](r, path) }
func (r *reader) quantity(path string) units.Quantity { return read[units.Quantity](r, path) }
