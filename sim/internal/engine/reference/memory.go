package reference

import (
	"fmt"
	"slices"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
)

// array is an array of an instance; the slice of its element type holds the content.
type array struct {
	name    string
	elem    ir.Elem
	shared  bool // topology: never written, and in common with clones
	floats  []float64
	ints    []int64
	narrows []int32
	bools   []uint8 // 0 or 1
}

// list holds the elements that a kernel emitted, in ascending order: kernels emit in the order of their
// domain, and a domain is a range or a part of such a list.
type list struct {
	name    string
	entries []int32
}

// newArray makes an array as declared; state starts as zero.
func newArray(decl *ir.ArrayDecl) (*array, error) {
	a := &array{name: decl.Name, elem: decl.Elem, shared: decl.Shared != nil}
	if !a.shared {
		a.allocate(decl.Len)
		return a, nil
	}
	a.adopt(decl.Shared)
	return a, a.checkBools(a.bools)
}

// adopt makes a slice the content.
func (a *array) adopt(content any) {
	switch content := content.(type) {
	case []float64:
		a.floats = content
	case []int32:
		a.narrows = content
	case []int64:
		a.ints = content
	case []uint8:
		a.bools = content
	}
}

// allocate gives the array n zeros.
func (a *array) allocate(n int) {
	switch a.elem {
	case ir.Float64:
		a.floats = make([]float64, n)
	case ir.Int32:
		a.narrows = make([]int32, n)
	case ir.Int64:
		a.ints = make([]int64, n)
	case ir.Bool8:
		a.bools = make([]uint8, n)
	}
}

// checkBools reports a byte that is no boolean: loops take it for granted that there is none.
func (a *array) checkBools(content []uint8) error {
	for k, b := range content {
		if b > 1 {
			return fmt.Errorf("reference: array %s: element %d is %d; a bool8 is 0 or 1", a.name, k, b)
		}
	}
	return nil
}

// len returns the number of elements.
func (a *array) len() int {
	return len(a.floats) + len(a.ints) + len(a.narrows) + len(a.bools) // all but one are empty
}

// clone copies state and shares topology.
func (a *array) clone() *array {
	if a.shared {
		c := *a
		return &c
	}
	return &array{
		name: a.name, elem: a.elem,
		floats:  slices.Clone(a.floats),
		ints:    slices.Clone(a.ints),
		narrows: slices.Clone(a.narrows),
		bools:   slices.Clone(a.bools),
	}
}

// read copies elements from the index on into dst; NaNs of all kinds become one.
func (a *array) read(from int, dst any) error {
	switch d := dst.(type) {
	case []float64:
		if err := a.check(ir.Float64, "read", from, len(d)); err != nil {
			return err
		}
		copy(d, a.floats[from:])
		canonical(d)
	case []int32:
		if err := a.check(ir.Int32, "read", from, len(d)); err != nil {
			return err
		}
		copy(d, a.narrows[from:])
	case []int64:
		if err := a.check(ir.Int64, "read", from, len(d)); err != nil {
			return err
		}
		copy(d, a.ints[from:])
	case []uint8:
		if err := a.check(ir.Bool8, "read", from, len(d)); err != nil {
			return err
		}
		copy(d, a.bools[from:])
	default:
		return fmt.Errorf("reference: read array %s: cannot read %v into %T", a.name, a.elem, dst)
	}
	return nil
}

// write copies src over elements from the index on.
func (a *array) write(from int, src any) error {
	if a.shared {
		return fmt.Errorf("reference: write array %s: it is topology, which is replaced and not written", a.name)
	}
	switch s := src.(type) {
	case []float64:
		if err := a.check(ir.Float64, "write", from, len(s)); err != nil {
			return err
		}
		copy(a.floats[from:], s)
	case []int32:
		if err := a.check(ir.Int32, "write", from, len(s)); err != nil {
			return err
		}
		copy(a.narrows[from:], s)
	case []int64:
		if err := a.check(ir.Int64, "write", from, len(s)); err != nil {
			return err
		}
		copy(a.ints[from:], s)
	case []uint8:
		if err := errorsOf(a.check(ir.Bool8, "write", from, len(s)), a.checkBools(s)); err != nil {
			return err
		}
		copy(a.bools[from:], s)
	default:
		return fmt.Errorf("reference: write array %s: cannot write %T to %v", a.name, src, a.elem)
	}
	return nil
}

// errorsOf returns the first error.
func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// check compares what is read or written with the array.
func (a *array) check(elem ir.Elem, what string, from, n int) error {
	if elem != a.elem {
		return fmt.Errorf("reference: %s array %s: its elements are %v, not %v", what, a.name, a.elem, elem)
	}
	if from < 0 || from > a.len() || n > a.len()-from {
		return fmt.Errorf("reference: %s array %s: elements %d to %d are outside; it has %d",
			what, a.name, from, from+n, a.len())
	}
	return nil
}

// appendFloats appends all elements as floats.
func (a *array) appendFloats(dst []float64) []float64 {
	dst = append(dst, a.floats...)
	for _, x := range a.ints {
		dst = append(dst, float64(x))
	}
	for _, x := range a.narrows {
		dst = append(dst, float64(x))
	}
	for _, x := range a.bools {
		dst = append(dst, float64(x))
	}
	return dst
}

// canonical makes all NaNs the same.
func canonical(x []float64) {
	for k := range x {
		x[k] = mathlib.Canonical(x[k])
	}
}

// between returns the entries e with from ≤ e < to.
func (l *list) between(from, to int32) []int32 {
	lo, _ := slices.BinarySearch(l.entries, from)
	hi, _ := slices.BinarySearch(l.entries, to)
	return l.entries[lo:max(lo, hi)]
}

// clone copies the list with its capacity.
func (l *list) clone() *list {
	entries := make([]int32, len(l.entries), cap(l.entries))
	copy(entries, l.entries)
	return &list{name: l.name, entries: entries}
}
