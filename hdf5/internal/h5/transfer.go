package h5

// #include "supplement.h"
import "C"

import (
	"slices"
	"unsafe"

	gonum "gonum.org/v1/hdf5"
)

// rows is a part of a dataset along its first dimension.
type rows struct{ from, count int }

// WriteRows writes a over the rows of the dataset that begin at from. It must have the kind and the inner
// shape of the dataset.
func (d Dataset) WriteRows(from int, a Array) error {
	const op = "write dataset"
	if err := a.check(); err != nil {
		return refused(op, d.path, "%v", err)
	}
	if a.Kind() != d.kind {
		return refused(op, d.path, "it holds %v, not %v", d.kind, a.Kind())
	}
	if len(a.Shape) == 0 || len(d.shape) == 0 || !slices.Equal(a.Shape[1:], d.shape[1:]) {
		return refused(op, d.path, "it has the shape %v; rows of the shape %v do not fit", d.shape, a.Shape)
	}
	part := rows{from, a.Shape[0]}
	if !d.holds(part) {
		return refused(op, d.path, "it has %d rows, not %d to %d", d.shape[0], from, from+part.count)
	}
	return d.write(a.Data, &part)
}

// Read returns all values.
func (d Dataset) Read() (Array, error) { return d.read(d.shape, nil) }

// ReadRows returns the values of count rows that begin at from.
func (d Dataset) ReadRows(from, count int) (Array, error) {
	part := rows{from, count}
	if len(d.shape) == 0 || !d.holds(part) {
		return Array{}, refused("read dataset", d.path, "the shape %v has no %d rows from %d on",
			d.shape, count, from)
	}
	shape := slices.Clone(d.shape)
	shape[0] = count
	return d.read(shape, &part)
}

func (d Dataset) holds(part rows) bool {
	return part.from >= 0 && part.count >= 0 && part.count <= d.shape[0] && part.from <= d.shape[0]-part.count
}

// write writes data, which has been checked, over a part of the dataset, or over all of it.
func (d Dataset) write(data any, part *rows) error {
	const op = "write dataset"
	if _, n := describe(data); n == 0 {
		return nil
	}
	t, err := d.prepare(op, part)
	if err != nil {
		return err
	}
	defer t.close()
	kind, memory, file := t.ids()
	buffer, free := memoryOf(data)
	defer free()
	if C.H5Dwrite(d.id, kind, memory, file, 0, buffer) < 0 {
		return failed(op, d.path)
	}
	return nil
}

// read returns values of that shape from a part of the dataset, or from all of it.
func (d Dataset) read(shape []int, part *rows) (Array, error) {
	const op = "read dataset"
	n, err := points(shape)
	if err != nil {
		return Array{}, refused(op, d.path, "%v", err)
	}
	if err := d.afford(n); err != nil {
		return Array{}, err
	}
	a := Array{Shape: slices.Clone(shape), Data: makeData(d.kind, int(n))}
	if n == 0 {
		return a, nil
	}
	t, err := d.prepare(op, part)
	if err != nil {
		return Array{}, err
	}
	defer t.close()
	switch data := a.Data.(type) {
	case []string:
		return a, d.readTexts(t, data)
	case []bool:
		bytes := make([]byte, n)
		err := d.readFlat(t, unsafe.Pointer(unsafe.SliceData(bytes)))
		copyBools(data, bytes)
		return a, err
	default:
		return a, d.readFlat(t, flat(data))
	}
}

func (d Dataset) readFlat(t *selection, to unsafe.Pointer) error {
	kind, memory, file := t.ids()
	if C.H5Dread(d.id, kind, memory, file, 0, to) < 0 {
		return failed("read dataset", d.path)
	}
	return nil
}

// copyBools makes booleans of bytes. What a file says cannot be read into a []bool itself, since a Go bool
// must be 0 or 1.
func copyBools(to []bool, from []byte) {
	for i, b := range from {
		to[i] = b != 0
	}
}

func (d Dataset) readTexts(t *selection, to []string) error {
	const op = "read dataset"
	credit := d.job.credit()
	arena := C.golgi_new_arena(C.uint64_t(credit))
	defer C.golgi_free_arena(arena)
	plist := C.golgi_transfer_plist(arena)
	if plist < 0 {
		return failed(op, d.path)
	}
	defer C.H5Pclose(plist)
	found := emptyTexts(len(to))
	defer found.free()
	kind, memory, file := t.ids()
	if C.H5Dread(d.id, kind, memory, file, plist, found.memory) < 0 {
		if arena.broke != 0 {
			return refused(op, d.path, "its texts are longer than the file can hold")
		}
		return failed(op, d.path)
	}
	d.job.read += credit - uint64(arena.credit)
	found.copyTo(to)
	return nil
}

// afford returns why n elements cannot be read: because they would be more than the file can hold.
func (d Dataset) afford(n int64) error {
	const op = "read dataset"
	var storage C.golgi_storage
	if C.golgi_storage_of(d.id, &storage) < 0 {
		return failed(op, d.path)
	}
	if storage.foreign != 0 {
		return refused(op, d.path, "its values lie in another file")
	}
	all, _ := points(d.shape)
	claimed, wanted := uint64(all*d.kind.size()), uint64(n*d.kind.size())
	if storage.filters > 0 {
		claimed, wanted = claimed/deflateRatio, wanted/deflateRatio
	}
	if held := uint64(C.H5Dget_storage_size(d.id)); claimed > held || !d.job.charge(wanted) {
		return refused(op, d.path, "it claims %d values of %d bytes, more than the file can hold",
			all, d.kind.size())
	}
	return nil
}

// A selection is what a transfer needs besides data: the type in memory, and which elements go where. The
// spaces are nil where all elements go.
type selection struct {
	kind         C.hid_t
	memory, file *gonum.Dataspace
}

func (d Dataset) prepare(op string, part *rows) (*selection, error) {
	s := &selection{kind: C.golgi_memory_type(C.int(d.kind))}
	if part == nil {
		return s, nil
	}
	if s.selectRows(d.shape, *part) != nil {
		err := failed(op, d.path)
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *selection) selectRows(shape []int, part rows) (err error) {
	if s.file, err = newSpace(shape); err != nil {
		return err
	}
	offset, count := make([]uint, len(shape)), lengths(shape)
	offset[0], count[0] = uint(part.from), uint(part.count)
	if err = s.file.SelectHyperslab(offset, nil, count, nil); err != nil {
		return err
	}
	s.memory, err = gonum.CreateSimpleDataspace(count, count)
	return err
}

// ids returns type and spaces as the library takes them.
func (s *selection) ids() (kind, memory, file C.hid_t) {
	if s.file == nil {
		return s.kind, 0, 0
	}
	return s.kind, C.hid_t(s.memory.ID()), C.hid_t(s.file.ID())
}

func (s *selection) close() {
	if s.memory != nil {
		s.memory.Close()
	}
	if s.file != nil {
		s.file.Close()
	}
}

// memoryOf returns data as C reads it, until free is called.
func memoryOf(data any) (buffer unsafe.Pointer, free func()) {
	if strings, ok := data.([]string); ok {
		t := newTexts(strings)
		return t.memory, t.free
	}
	return flat(data), func() {}
}
