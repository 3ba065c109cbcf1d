package h5

import (
	"fmt"
	"math"
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
	if a.Kind() != d.Kind() || !d.form.isOurs() {
		return refused(op, d.path, "it holds %v, not %v", d.Kind(), a.Kind())
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

// Read returns all values. Of a kind that this package does not read, it is an [OpaqueError].
func (d Dataset) Read() (Array, error) {
	if d.isThere() {
		return d.askArray("read", "", 0, 0)
	}
	return d.read(d.shape, nil)
}

// ReadRows returns the values of count rows that begin at from.
func (d Dataset) ReadRows(from, count int) (Array, error) {
	if d.isThere() {
		return d.askArray("rows", "", from, count)
	}
	part := rows{from, count}
	if err := d.offers(part); err != nil {
		return Array{}, err
	}
	shape := slices.Clone(d.shape)
	shape[0] = count
	return d.read(shape, &part)
}

// offers returns why the rows cannot be read: because there are no such.
func (d Dataset) offers(part rows) error {
	if len(d.shape) == 0 || !d.holds(part) {
		return refused("read dataset", d.path, "the shape %v has no %d rows from %d on",
			d.shape, part.count, part.from)
	}
	return nil
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
	buffer, free, err := d.form.memoryOf(data)
	if err != nil {
		return refused(op, d.path, "%v", err)
	}
	defer free()
	return d.put(d.form.writingType(), buffer, part)
}

// put writes elements of a type in memory.
func (d Dataset) put(memory hid, from unsafe.Pointer, part *rows) error {
	const op = "write dataset"
	s, err := d.selected(op, part)
	if err != nil {
		return err
	}
	defer s.close()
	inMemory, inFile := s.ids()
	if !h5Dwrite(d.id, memory, inMemory, inFile, transferPlain(d.form.width()), from) {
		return failed(op, d.path)
	}
	return nil
}

// read returns values of that shape from a part of the dataset, or from all of it.
func (d Dataset) read(shape []int, part *rows) (Array, error) {
	const op = "read dataset"
	switch d.Kind() {
	case None:
		return Array{}, d.form.opaque(op, d.path, d.shape)
	case Table:
		return Array{}, refused(op, d.path, "it is a table, which is read by columns")
	}
	n, err := points(shape)
	if err != nil {
		return Array{}, refused(op, d.path, "%v", err)
	}
	if err := d.afford(n, d.form.width()); err != nil {
		return Array{}, err
	}
	stored := h5Dtype(d.id)
	if stored < 0 {
		return Array{}, failed(op, d.path)
	}
	defer h5Tclose(stored)
	memory := readingType(stored, &d.form.c)
	if memory < 0 {
		return Array{}, failed(op, d.path)
	}
	defer h5Tclose(memory)
	data, err := d.elements(memory, d.form, int(n), part)
	return Array{Shape: slices.Clone(shape), Data: data}, err
}

// elements returns the n elements of a part of the dataset, which the library reads as a type in memory.
func (d Dataset) elements(memory hid, f form, n int, part *rows) (any, error) {
	if n == 0 {
		return makeData(f.kind(), 0), nil
	}
	s, err := d.selected("read dataset", part)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if f.kind() == String && !f.fixed() {
		texts := make([]string, n)
		return texts, d.readTexts(memory, s, texts)
	}
	return d.readFlat(memory, f, s, n)
}

func (d Dataset) readFlat(memory hid, f form, s *selection, n int) (any, error) {
	const op = "read dataset"
	var failure error
	data, err := f.read(n, func(to unsafe.Pointer) error {
		inMemory, inFile := s.ids()
		if !h5Dread(d.id, memory, inMemory, inFile, transferPlain(d.form.width()), to) {
			failure = failed(op, d.path)
		}
		return failure
	})
	if err != nil && failure == nil {
		err = refused(op, d.path, "%v", err)
	}
	return data, err
}

func (d Dataset) readTexts(memory hid, s *selection, to []string) error {
	const op = "read dataset"
	credit := d.job.credit()
	arena := newArena(credit)
	defer freeArena(arena)
	plist := transferPlist(arena, d.form.width())
	if plist < 0 {
		return failed(op, d.path)
	}
	defer h5Pclose(plist)
	found := emptyTexts(len(to))
	defer found.free()
	inMemory, inFile := s.ids()
	if !h5Dread(d.id, memory, inMemory, inFile, plist, found.memory) {
		if arena.broke != 0 {
			return refused(op, d.path, "its texts are longer than the file can hold")
		}
		return failed(op, d.path)
	}
	d.job.read += credit - uint64(arena.credit)
	found.copyTo(to)
	return nil
}

// afford returns why n elements of width bytes cannot be read: because the dataset, or what a job has read of
// the file, would be more than the file can hold.
func (d Dataset) afford(n, width int64) error {
	const op = "read dataset"
	storage, ok := storageOf(d.id)
	if !ok {
		return failed(op, d.path)
	}
	if storage.foreign != 0 {
		return refused(op, d.path, "its values lie in another file")
	}
	ratio := int64(1)
	if storage.filters > 0 {
		ratio = deflateRatio
	}
	all, _ := points(d.shape)
	most := d.most(ratio)
	if all > most { // a chunk that is the only one of its dataset counts only when it was written
		h5Dflush(d.id)
		most = d.most(ratio)
	}
	if all > most || !d.job.charge(uint64(n*width/ratio)) {
		return refused(op, d.path, "it claims %d values of %d bytes, more than the file can hold",
			all, d.form.width())
	}
	return nil
}

// most returns how many elements the bytes that the file has for the dataset can be, each of them a ratio of
// bytes in memory.
func (d Dataset) most(ratio int64) int64 {
	held := int64(min(h5DstorageSize(d.id), math.MaxInt64/deflateRatio))
	return held * ratio / d.form.width()
}

// A selection is which elements of a dataset go where. The spaces are nil where all elements go.
type selection struct {
	memory, file *gonum.Dataspace
}

func (d Dataset) selected(op string, part *rows) (*selection, error) {
	s := &selection{}
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

// ids returns the spaces as the library takes them.
func (s *selection) ids() (memory, file hid) {
	if s.file == nil {
		return 0, 0
	}
	return hid(s.memory.ID()), hid(s.file.ID())
}

func (s *selection) close() {
	if s.memory != nil {
		s.memory.Close()
	}
	if s.file != nil {
		s.file.Close()
	}
}

// writingType returns the type in memory of elements that are written, valid until the next call.
func (f form) writingType() hid {
	if f.fixed() {
		return textType(int(f.c.width))
	}
	return memoryType(f.kind())
}

// memoryOf returns data as C reads it, until free is called, or why it does not fit.
func (f form) memoryOf(data any) (buffer unsafe.Pointer, free func(), err error) {
	texts, ok := data.([]string)
	if !ok {
		return flat(data), func() {}, nil
	}
	if !f.fixed() {
		t := newTexts(texts)
		return t.memory, t.free, nil
	}
	width := int(f.width())
	for i, text := range texts {
		if len(text) > width {
			return nil, nil, fmt.Errorf("string %d, %.40q, is longer than %d bytes", i, text, width)
		}
	}
	return unsafe.Pointer(unsafe.SliceData(packed(texts, width))), func() {}, nil
}
