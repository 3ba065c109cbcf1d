package h5

import (
	"encoding/binary"
	"unsafe"
)

// A Kind is the type of an array's elements.
type Kind int

// The kinds that are written. Files hold them little-endian; a Bool is one unsigned byte in a dataset and an
// enumeration FALSE, TRUE in an attribute; a complex number is a pair of r and i, as h5py and PyTables have it; a
// String is UTF-8, of variable length unless said otherwise. A Table has columns of these kinds. Of what others
// write, bit fields are read as Bool, and so are unsigned bytes, unless [Dataset.Bytes] or [Dataset.Wide] is
// asked; floats and integers of other sizes as Float64 and Int64. All else is of the kind None.
const (
	None Kind = iota
	Float64
	Float32
	Int64
	Int32
	Int16
	Int8
	Uint64
	Uint32
	Uint16
	Uint8
	Complex128
	Complex64
	Bool
	String
	Table
)

// An Element is what arrays are made of.
type Element interface {
	float64 | float32 | int64 | int32 | int16 | int8 | uint64 | uint32 | uint16 | uint8 | complex128 | complex64 |
		bool | string
}

// kinds says all that is to be known of each kind: what it is called, and what can be done with its elements.
var kinds = [...]struct {
	name string
	ops  elements
}{
	None:       {"none", nil},
	Float64:    {"float64", of[float64]{}},
	Float32:    {"float32", of[float32]{}},
	Int64:      {"int64", of[int64]{}},
	Int32:      {"int32", of[int32]{}},
	Int16:      {"int16", of[int16]{}},
	Int8:       {"int8", of[int8]{}},
	Uint64:     {"uint64", of[uint64]{}},
	Uint32:     {"uint32", of[uint32]{}},
	Uint16:     {"uint16", of[uint16]{}},
	Uint8:      {"uint8", of[uint8]{}},
	Complex128: {"complex128", of[complex128]{}},
	Complex64:  {"complex64", of[complex64]{}},
	Bool:       {"bool", of[bool]{}},
	String:     {"string", of[string]{}},
	Table:      {"table", nil},
}

func (k Kind) String() string { return kinds[k].name }

func (k Kind) known() bool { return None <= k && int(k) < len(kinds) }

// isFlat reports whether elements are so many bytes, one behind the other.
func (k Kind) isFlat() bool { return k.known() && kinds[k].ops != nil && k != String }

// size returns the bytes of one element in memory; for a String, of the reference to its text.
func (k Kind) size() int64 {
	if kinds[k].ops == nil {
		return 8
	}
	return kinds[k].ops.size()
}

// elementNames returns what elements are called.
func elementNames() (names []string) {
	for _, k := range kinds {
		if k.ops != nil {
			names = append(names, k.name)
		}
	}
	return names
}

// elements is what can be done with lists of a kind, which come as any.
type elements interface {
	size() int64
	list(n int) any
	length(list any) int // -1 if it is no such list
	at(list any, i int) any
	part(list any, from, to int) any
	picked(list any, numbers []int) Array
	array(v any) (Array, bool) // of a single value or a list
	flat(list any) unsafe.Pointer
	put(to []byte, list any, i int) // little-endian
}

type of[T Element] struct{}

func (of[T]) size() int64 { return int64(unsafe.Sizeof(*new(T))) }

func (of[T]) list(n int) any { return make([]T, n) }

func (of[T]) length(list any) int {
	if list, is := list.([]T); is {
		return len(list)
	}
	return -1
}

func (of[T]) at(list any, i int) any { return list.([]T)[i] }

func (of[T]) part(list any, from, to int) any { return list.([]T)[from:to] }

func (of[T]) picked(list any, numbers []int) Array {
	some := make([]T, len(numbers))
	for i, k := range numbers {
		some[i] = list.([]T)[k]
	}
	return Vector(some)
}

func (of[T]) array(v any) (Array, bool) {
	switch v := v.(type) {
	case T:
		return Scalar(v), true
	case []T:
		return Vector(v), true
	}
	return Array{}, false
}

func (of[T]) flat(list any) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(list.([]T))) }

func (of[T]) put(to []byte, list any, i int) {
	if texts, is := list.([]string); is {
		clear(to[copy(to, texts[i]):])
		return
	}
	_, _ = binary.Encode(to, binary.LittleEndian, list.([]T)[i]) // never fails for what has a size
}
