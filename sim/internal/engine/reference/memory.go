package reference

import (
	"slices"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
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
func newArray(decl *ir.ArrayDecl) *array {
	a := &array{name: decl.Name, elem: decl.Elem, shared: decl.Shared != nil}
	if a.shared {
		a.adopt(decl.Shared)
	} else {
		a.allocate(decl.Len)
	}
	return a
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
func (a *array) read(from int, dst any) {
	switch d := dst.(type) {
	case []float64:
		copy(d, a.floats[from:])
		engine.Canonical(d)
	case []int32:
		copy(d, a.narrows[from:])
	case []int64:
		copy(d, a.ints[from:])
	case []uint8:
		copy(d, a.bools[from:])
	}
}

// write copies src over elements from the index on.
func (a *array) write(from int, src any) {
	switch s := src.(type) {
	case []float64:
		copy(a.floats[from:], s)
	case []int32:
		copy(a.narrows[from:], s)
	case []int64:
		copy(a.ints[from:], s)
	case []uint8:
		copy(a.bools[from:], s)
	}
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
