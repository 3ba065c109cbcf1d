package modelfile

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"

	"golgi/internal/memory"
)

// arrayFiles are the binary files beside a model.
type arrayFiles struct {
	ctx    context.Context
	folder fs.FS // nil: there is none
}

// reference says where an array stands in a binary file: numbers one after another, the last index fastest, little-endian.
type reference struct {
	place
	File   string `key:"file,needed"`
	Type   string `key:"type,needed"`
	Offset *int   `key:"offset"` // in bytes; nil: the array is the whole file
	Shape  []int  `key:"shape,needed"`
}

// An elementType is one of numbers in binary files.
type elementType struct {
	bytes int
	whole bool
	read  func(b []byte, into []float64) // which no type here rounds, up to 2**53
}

// reading returns what reads numbers one after another.
func reading(bytes int, one func(b []byte) float64) func(b []byte, into []float64) {
	return func(b []byte, into []float64) {
		for k := range into {
			into[k] = one(b[k*bytes:])
		}
	}
}

// elementTypes are those of numbers in binary files.
var elementTypes = map[string]elementType{
	"float64": {8, false, func(b []byte, into []float64) {
		for k := range into {
			into[k] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*k:]))
		}
	}},
	"int32": {4, true, func(b []byte, into []float64) {
		for k := range into {
			into[k] = float64(int32(binary.LittleEndian.Uint32(b[4*k:])))
		}
	}},
	"float32": {4, false, reading(4, func(b []byte) float64 { return float64(math.Float32frombits(binary.LittleEndian.Uint32(b))) })},
	"int64":   {8, true, reading(8, func(b []byte) float64 { return float64(int64(binary.LittleEndian.Uint64(b))) })},
	"uint32":  {4, true, reading(4, func(b []byte) float64 { return float64(binary.LittleEndian.Uint32(b)) })},
	"bool":    {1, true, reading(1, func(b []byte) float64 { return float64(b[0]) })},
}

// isReference reports whether a value stands for an array in a binary file: {"array": {...}}.
func (v value) isReference() bool { return v.first() == '{' }

// reference reads one, with at most some dimensions. Where something is wrong with it, ok is false.
func (v value) reference(dimensions int, whole bool) (r *reference, of elementType, ok bool) {
	var outer struct {
		Array *reference `key:"array,needed"`
	}
	before := len(v.doc.faults.List)
	v.into(reflect.ValueOf(&outer).Elem())
	if r = outer.Array; len(v.doc.faults.List) > before || r == nil {
		return nil, of, false
	}
	of, known := elementTypes[r.Type]
	switch {
	case !known:
		r.faultAt("type", "%q is no type of numbers; there are %s", r.Type, strings.Join(slices.Sorted(maps.Keys(elementTypes)), ", "))
	case whole && !of.whole:
		r.faultAt("type", "it is %s; wanted whole numbers: int32, int64 or uint32", r.Type)
	case len(r.Shape) == 0 || len(r.Shape) > dimensions:
		r.faultAt("shape", "it has %d dimensions; wanted %s", len(r.Shape), []string{"1: [number of values]", "1 or 2: [number of rows, number of columns]"}[dimensions-1])
	default:
		if files := &v.doc.files; !slices.Contains(*files, r.File) {
			*files = append(*files, r.File)
		}
		return r, of, r.fits(of)
	}
	return nil, of, false
}

// fits checks that the file has the array, and that there is memory for it, before any is taken.
func (r *reference) fits(of elementType) bool {
	n := 1.0
	for _, extent := range r.Shape {
		if extent < 0 {
			r.faultAt("shape", "%d is negative", extent)
			return false
		}
		n *= float64(extent)
	}
	size, err := r.size()
	if err != nil {
		r.faultAt("file", "%v", err)
		return false
	}
	bytes, offset := n*float64(of.bytes), float64(deref(r.Offset))
	switch there := float64(memory.Available()); {
	case offset < 0:
		r.faultAt("offset", "%d is negative", *r.Offset)
	case r.Offset == nil && bytes != float64(size):
		r.fault("%s has %d bytes, and %s of %s take %.0f; without an offset an array is the whole file: mend shape or type, or write \"offset\": 0",
			r.File, size, shapeText(r.Shape), r.Type, bytes)
	case offset+bytes > float64(size):
		r.fault("%s has %d bytes, and %s of %s from byte %.0f on end at byte %.0f", r.File, size, shapeText(r.Shape), r.Type, offset, offset+bytes)
	case 2*8*n > there: // descriptions and networks hold them once more
		r.fault("%s of %s take %s as they are read and held, and %s of memory are available", shapeText(r.Shape), r.Type,
			memory.Text(2*8*n), memory.Text(there))
	default:
		return true
	}
	return false
}

func shapeText(shape []int) string {
	if len(shape) == 1 {
		return fmt.Sprintf("%d values", shape[0])
	}
	return fmt.Sprintf("%d rows of %d values", shape[0], shape[1])
}

// size returns how many bytes the file has, or why it is not read.
func (r *reference) size() (int64, error) {
	folder := r.at.doc.arrays.folder
	if folder == nil {
		return 0, errors.New("this model was not read from a folder, and has no files beside it")
	}
	if !fs.ValidPath(r.File) {
		return 0, fmt.Errorf("%q is no file below the folder of the model; name one without a leading / and without ..", r.File)
	}
	info, err := fs.Stat(folder, r.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, fmt.Errorf("there is no file %q beside the model", r.File)
	case err != nil:
		return 0, fmt.Errorf("%q is not read: %w; wanted a file below the folder of the model", r.File, err)
	case info.IsDir():
		return 0, fmt.Errorf("%q is a folder; wanted a file", r.File)
	case !info.Mode().IsRegular():
		return 0, fmt.Errorf("%q is no plain file", r.File)
	}
	return info.Size(), nil
}

// chunk is how many bytes are read at a time.
const chunk = 1 << 16

// parts calls f with the numbers, some after others: those from number k on. Where reading fails, or ctx is done, that is a fault.
func (r *reference) parts(of elementType, f func(k int, part []float64)) {
	arrays := r.at.doc.arrays
	file, err := arrays.folder.Open(r.File)
	if err != nil {
		r.faultAt("file", "%q is not read: %v", r.File, err)
		return
	}
	defer file.Close()
	if seeker, ok := file.(io.Seeker); ok {
		_, err = seeker.Seek(int64(deref(r.Offset)), io.SeekStart)
	} else {
		_, err = io.CopyN(io.Discard, file, int64(deref(r.Offset)))
	}
	n := r.length()
	buffer := make([]byte, min(chunk, n*of.bytes))
	values := make([]float64, len(buffer)/of.bytes)
	for k := 0; k < n && err == nil; {
		if err = arrays.ctx.Err(); err != nil {
			break
		}
		part := buffer[:min(chunk, (n-k)*of.bytes)]
		if _, err = io.ReadFull(file, part); err != nil {
			break
		}
		read := values[:len(part)/of.bytes]
		of.read(part, read)
		f(k, read)
		k += len(read)
	}
	if err != nil {
		r.fault("%s is not read: %v", r.File, err)
	}
}
