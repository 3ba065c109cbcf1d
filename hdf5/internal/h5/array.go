package h5

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// A Kind is the type of an array's elements.
type Kind int

// The kinds that are written. Files hold them little-endian; a Bool is one unsigned byte in a dataset and an
// enumeration FALSE, TRUE in an attribute; a String is UTF-8, of variable length unless said otherwise. A
// Table has columns of these kinds. Of what others write, floats of up to 8 bytes are read as Float64, other
// integers than int32 as Int64, bit fields and unsigned bytes as Bool (but see [Dataset.Numbers]). All else
// is of the kind None.
const (
	None Kind = iota
	Float64
	Int64
	Int32
	Bool
	String
	Table
)

var kindNames = [...]string{"none", "float64", "int64", "int32", "bool", "string", "table"}

func (k Kind) String() string { return kindNames[k] }

// size returns the bytes of one element in memory; for a String, of the reference to its text.
func (k Kind) size() int64 {
	switch k {
	case Bool:
		return 1
	case Int32:
		return 4
	case String:
		return 16
	default:
		return 8
	}
}

// An Array is a value of a dataset or an attribute: Data is a []float64, []int64, []int32, []bool or []string
// with as many elements as Shape says, the last index running fastest. No Shape is a scalar.
type Array struct {
	Shape []int
	Data  any
}

// An Element is what arrays are made of.
type Element interface {
	float64 | int64 | int32 | bool | string
}

// Scalar returns v as an array without dimensions.
func Scalar[T Element](v T) Array { return Array{Data: []T{v}} }

// Vector returns vs as an array of one dimension.
func Vector[T Element](vs []T) Array { return Array{Shape: []int{len(vs)}, Data: vs} }

// First returns the first element, the only one of a scalar. There must be one.
func (a Array) First() any {
	switch d := a.Data.(type) {
	case []float64:
		return d[0]
	case []int64:
		return d[0]
	case []int32:
		return d[0]
	case []bool:
		return d[0]
	case []string:
		return d[0]
	}
	panic(fmt.Sprintf("h5: %T is no array", a.Data))
}

// Zeros returns an array of that kind and shape.
func Zeros(kind Kind, shape []int) (Array, error) {
	n, err := points(shape)
	if err != nil {
		return Array{}, err
	}
	return Array{Shape: shape, Data: makeData(kind, int(n))}, nil
}

// Bytes returns how much memory the elements take; of texts, what they say.
func (a Array) Bytes() int64 {
	kind, n := describe(a.Data)
	size := int64(n) * kind.size()
	if texts, ok := a.Data.([]string); ok {
		for _, text := range texts {
			size += int64(len(text))
		}
	}
	return size
}

// Kind returns the kind of Data's elements, or None if it is not one of the slices above.
func (a Array) Kind() Kind {
	kind, _ := describe(a.Data)
	return kind
}

func describe(data any) (Kind, int) {
	switch d := data.(type) {
	case []float64:
		return Float64, len(d)
	case []int64:
		return Int64, len(d)
	case []int32:
		return Int32, len(d)
	case []bool:
		return Bool, len(d)
	case []string:
		return String, len(d)
	default:
		return None, 0
	}
}

func makeData(kind Kind, n int) any {
	switch kind {
	case Float64:
		return make([]float64, n)
	case Int64:
		return make([]int64, n)
	case Int32:
		return make([]int32, n)
	case Bool:
		return make([]bool, n)
	default:
		return make([]string, n)
	}
}

// check returns why the array cannot be stored.
func (a Array) check() error {
	kind, n := describe(a.Data)
	if kind == None {
		return fmt.Errorf("%T is no array of HDF5; there are float64, int64, int32, bool, string",
			a.Data)
	}
	want, err := points(a.Shape)
	if err != nil {
		return err
	}
	if want != int64(n) {
		return fmt.Errorf("the shape %v has %d elements, the data %d", a.Shape, want, n)
	}
	return checkTexts(a.Data)
}

func checkTexts(data any) error {
	texts, _ := data.([]string)
	for i, text := range texts {
		switch {
		case strings.IndexByte(text, 0) >= 0:
			return fmt.Errorf("string %d, %.40q, contains a NUL character", i, text)
		case !utf8.ValidString(text):
			return fmt.Errorf("string %d, %.40q, is not valid UTF-8", i, text)
		}
	}
	return nil
}

// points returns the number of elements of shape.
func points(shape []int) (int64, error) {
	if len(shape) > maxRank {
		return 0, fmt.Errorf("%d dimensions; HDF5 has at most %d", len(shape), maxRank)
	}
	n := int64(1)
	for _, d := range shape {
		if d < 0 {
			return 0, fmt.Errorf("the shape %v has a negative length", shape)
		}
		if d > 0 && n > math.MaxInt64/16/int64(d) {
			return 0, fmt.Errorf("the shape %v has more elements than memory can", shape)
		}
		n *= int64(d)
	}
	return n, nil
}

// flat returns the memory of data as C sees it, for kinds other than String. A []bool is seen as the bytes
// it consists of: Go keeps a bool as the byte 0 or 1.
func flat(data any) unsafe.Pointer {
	switch d := data.(type) {
	case []float64:
		return unsafe.Pointer(unsafe.SliceData(d))
	case []int64:
		return unsafe.Pointer(unsafe.SliceData(d))
	case []int32:
		return unsafe.Pointer(unsafe.SliceData(d))
	case []bool:
		return unsafe.Pointer(unsafe.SliceData(d))
	}
	panic(fmt.Sprintf("h5: %T is not flat memory", data))
}
