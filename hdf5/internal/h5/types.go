package h5

import (
	"bytes"
	"fmt"
	"unsafe"
)

// A form is how elements of a stored type are read. That of an array type, as columns of tables have, is the
// form of its elements, with the shape of the array beside it.
type form struct {
	c      cForm
	class  string
	absent bool // there is a type and no values
}

func (f form) kind() Kind { return Kind(f.c.kind) }

// width returns the bytes of one element in the file; of a text of variable length, of the reference to it.
func (f form) width() int64 { return max(int64(f.c.width), 1) }

func (f form) fixed() bool { return f.c.fixed != 0 }

// array returns the shape of an array type, nil for any other.
func (f form) array() []int {
	var shape []int
	for _, d := range f.c.dims[:max(f.c.rank, 0)] {
		shape = append(shape, int(d))
	}
	return shape
}

// isOurs reports whether elements are stored as this package stores them, so that they can be written.
func (f form) isOurs() bool {
	switch kind := f.kind(); kind {
	case None, Table:
		return false
	case String:
		return true
	default:
		return f.width() == kind.size()
	}
}

// A reading is how numbers are read that could be read in several ways.
type reading int

const (
	exactly        reading = iota // as what they are; unsigned bytes are booleans
	bytesAsNumbers                // unsigned bytes are numbers
	widely                        // and so they are here: all integers but int32 are int64, and all floats float64
)

// as returns how elements are read in a way.
func (f form) as(r reading) form {
	kind := f.kind()
	switch {
	case r == bytesAsNumbers && f.c.byte != 0:
		f.c.kind = cInt(Uint8)
	case r != widely || kind == Int32:
	case f.c.byte != 0 || Int64 <= kind && kind <= Uint8:
		f.c.kind = cInt(Int64)
	case kind == Float32:
		f.c.kind = cInt(Float64)
	case kind == Complex128 || kind == Complex64:
		f.c.kind = cInt(None)
	}
	return f
}

// read returns n elements as a slice of the kind's type. The call into puts them to memory, as elements of
// the type that golgi_reading_type gives. Texts of variable length are not read here.
func (f form) read(n int, into func(unsafe.Pointer) error) (any, error) {
	switch f.kind() {
	case Bool:
		raw := make([]byte, n)
		err := into(unsafe.Pointer(unsafe.SliceData(raw)))
		return boolsOf(raw), err
	case String:
		raw := make([]byte, n*int(f.width()))
		err := into(unsafe.Pointer(unsafe.SliceData(raw)))
		return f.texts(raw, n), err
	}
	data := makeData(f.kind(), n)
	if err := into(flat(data)); err != nil {
		return data, err
	}
	return data, f.fit(data)
}

// boolsOf makes booleans of bytes. What a file says cannot be read into a []bool itself, since a Go bool must
// be 0 or 1.
func boolsOf(raw []byte) []bool {
	values := make([]bool, len(raw))
	for i, b := range raw {
		values[i] = b != 0
	}
	return values
}

// texts cuts n texts of fixed length out of raw.
func (f form) texts(raw []byte, n int) []string {
	width := int(f.width())
	texts := make([]string, n)
	for i := range texts {
		texts[i] = string(f.unpadded(raw[i*width : (i+1)*width]))
	}
	return texts
}

// unpadded returns a text of fixed length without what fills it up.
func (f form) unpadded(text []byte) []byte {
	switch f.c.pad {
	case padSpaces:
		return bytes.TrimRight(text, " ")
	case padNULs:
		return bytes.TrimRight(text, "\x00")
	default:
		before, _, _ := bytes.Cut(text, []byte{0})
		return before
	}
}

// fit returns which of the integers that were read as unsigned ones is too large for an int64.
func (f form) fit(data any) error {
	ints, _ := data.([]int64)
	if f.c.above == 0 || ints == nil {
		return nil
	}
	for i, n := range ints {
		if n < 0 {
			return fmt.Errorf("element %d, %d, is too large for an int64", i, uint64(n))
		}
	}
	return nil
}

// packed returns texts one behind the other, each filled up with NULs to width, which is at least the
// longest.
func packed(texts []string, width int) []byte {
	raw := make([]byte, len(texts)*width)
	for i, text := range texts {
		copy(raw[i*width:], text)
	}
	return raw
}

// longest returns the bytes of the longest text, at least 1, because HDF5 has no texts of length 0.
func longest(texts []string) int {
	width := 1
	for _, text := range texts {
		width = max(width, len(text))
	}
	return width
}
