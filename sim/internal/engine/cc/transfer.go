package cc

import (
	"fmt"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
)

// checkBools reports a byte that is no boolean: kernels take it for granted that there is none.
func (a *array) checkBools(content []uint8) error {
	for k, b := range content {
		if b > 1 {
			return fmt.Errorf("cc: array %s: element %d is %d; a bool8 is 0 or 1", a.name, k, b)
		}
	}
	return nil
}

// read copies elements from the index on into dst; NaNs of all kinds become one.
func (a *array) read(from int, dst any) error {
	switch d := dst.(type) {
	case []float64:
		if err := copyOut(a, ir.Float64, from, d); err != nil {
			return err
		}
		canonical(d)
		return nil
	case []int32:
		return copyOut(a, ir.Int32, from, d)
	case []int64:
		return copyOut(a, ir.Int64, from, d)
	case []uint8:
		return copyOut(a, ir.Bool8, from, d)
	}
	return fmt.Errorf("cc: read array %s: cannot read %v into %T", a.name, a.elem, dst)
}

// copyOut copies elements of an array out.
func copyOut[T word](a *array, elem ir.Elem, from int, dst []T) error {
	if err := a.check(elem, "read", from, len(dst)); err != nil {
		return err
	}
	copy(dst, elements[T](a)[from:])
	return nil
}

// write copies src over elements from the index on.
func (a *array) write(from int, src any) error {
	if a.shared() {
		return fmt.Errorf("cc: write array %s: it is topology, which is replaced and not written", a.name)
	}
	switch s := src.(type) {
	case []float64:
		return copyIn(a, ir.Float64, from, s)
	case []int32:
		return copyIn(a, ir.Int32, from, s)
	case []int64:
		return copyIn(a, ir.Int64, from, s)
	case []uint8:
		if err := errorsOf(a.check(ir.Bool8, "write", from, len(s)), a.checkBools(s)); err != nil {
			return err
		}
		return copyIn(a, ir.Bool8, from, s)
	}
	return fmt.Errorf("cc: write array %s: cannot write %T to %v", a.name, src, a.elem)
}

// copyIn copies elements into an array.
func copyIn[T word](a *array, elem ir.Elem, from int, src []T) error {
	if err := a.check(elem, "write", from, len(src)); err != nil {
		return err
	}
	copy(elements[T](a)[from:], src)
	return nil
}

// check compares what is read or written with the array.
func (a *array) check(elem ir.Elem, what string, from, n int) error {
	if elem != a.elem {
		return fmt.Errorf("cc: %s array %s: its elements are %v, not %v", what, a.name, a.elem, elem)
	}
	if from < 0 || from > a.len() || n > a.len()-from {
		return fmt.Errorf("cc: %s array %s: elements %d to %d are outside; it has %d",
			what, a.name, from, from+n, a.len())
	}
	return nil
}

// canonical makes all NaNs the same.
func canonical(x []float64) {
	for k := range x {
		x[k] = mathlib.Canonical(x[k])
	}
}
