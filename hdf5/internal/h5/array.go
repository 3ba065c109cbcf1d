package h5

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// An Array is a value of a dataset or an attribute: Data is a list of an [Element]
// with as many elements as Shape says, the last index running fastest. No Shape is a scalar.
type Array struct {
	Shape []int
	Data  any
}

// Scalar returns v as an array without dimensions.
func Scalar[T Element](v T) Array { return Array{Data: []T{v}} }

// Vector returns vs as an array of one dimension.
func Vector[T Element](vs []T) Array { return Array{Shape: []int{len(vs)}, Data: vs} }

// Of returns a value or a list of values as an array. It reports false where v is neither.
func Of(v any) (Array, bool) {
	for _, k := range kinds {
		if k.ops == nil {
			continue
		}
		if a, is := k.ops.array(v); is {
			return a, true
		}
	}
	return Array{}, false
}

// First returns the first element, the only one of a scalar. There must be one.
func (a Array) First() any { return a.At(0) }

// At returns the element of that number.
func (a Array) At(i int) any { return kinds[a.Kind()].ops.at(a.Data, i) }

// Part returns elements from..to-1 as a list.
func (a Array) Part(from, to int) any { return kinds[a.Kind()].ops.part(a.Data, from, to) }

// Picked returns the elements of those numbers as an array of one dimension.
func (a Array) Picked(numbers []int) Array { return kinds[a.Kind()].ops.picked(a.Data, numbers) }

// Zeros returns an array of that kind and shape.
func Zeros(kind Kind, shape []int) (Array, error) {
	n, err := points(shape)
	if err != nil {
		return Array{}, err
	}
	return Array{Shape: shape, Data: makeData(kind, int(n))}, nil
}

// Bytes returns how much memory the elements of an array take; of texts, what refers to them.
func Bytes(kind Kind, shape []int) int64 {
	n, err := points(shape)
	if err != nil || !kind.known() {
		return 0
	}
	size := kind.size()
	if kind == String {
		size = int64(unsafe.Sizeof(""))
	}
	return n * size
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
	for kind, k := range kinds {
		if k.ops == nil {
			continue
		}
		if n := k.ops.length(data); n >= 0 {
			return Kind(kind), n
		}
	}
	return None, 0
}

func makeData(kind Kind, n int) any {
	if ops := kinds[kind].ops; ops != nil {
		return ops.list(n)
	}
	return make([]string, n)
}

// check returns why the array cannot be stored.
func (a Array) check() error {
	kind, n := describe(a.Data)
	if kind == None {
		return fmt.Errorf("%T is no array of HDF5; there are %s", a.Data, strings.Join(elementNames(), ", "))
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
	kind, _ := describe(data)
	if kind == None || kind == String {
		panic(fmt.Sprintf("h5: %T is not flat memory", data))
	}
	return kinds[kind].ops.flat(data)
}
