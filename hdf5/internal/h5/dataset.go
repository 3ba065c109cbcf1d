package h5

import (
	"math"
	"slices"

	gonum "gonum.org/v1/hdf5"
)

// A Dataset is an array or a table in a file.
type Dataset struct {
	Object
	form    form
	shape   []int
	reading reading
}

// Kind returns the kind of the elements, None if this package does not read them.
func (d Dataset) Kind() Kind { return d.form.kind() }

// Bytes returns the dataset with unsigned bytes as Uint8, where they are known to be no booleans. For a table this
// concerns its columns, as does Wide.
func (d Dataset) Bytes() Dataset { return d.as(bytesAsNumbers) }

// Wide returns the dataset with all numbers in few types: integers other than Int32 are read as Int64, unsigned bytes
// among them, and floats as Float64. Complex numbers are not read.
func (d Dataset) Wide() Dataset { return d.as(widely) }

func (d Dataset) as(r reading) Dataset {
	if d.reading == widely {
		return d
	}
	d.form, d.reading = d.form.as(r), r
	return d
}

// Shape returns the lengths of the dimensions, outermost first; a scalar has none.
func (d Dataset) Shape() []int { return slices.Clone(d.shape) }

// Layout says how a dataset is kept. The zero Layout is a plain block of bytes, or for a few bytes a place in
// the dataset's header, and texts are of variable length.
type Layout struct {
	Deflate int // compression from 1 (fast) to 9 (small), with shuffling; 0 is none
	Width   int // texts have this fixed length in bytes, or in Write [Longest]; 0 is a variable one
}

// Longest as a width makes texts as long as the longest of them.
const Longest = -1

const (
	compactBytes = 1024      // up to so many bytes live in the header
	chunkBytes   = 256 << 10 // aim of a chunk; HDF5 caches 1 MiB of them
)

// Write creates a dataset called name, which must not exist, with the values of a.
func (g Group) Write(name string, a Array, l Layout) (Dataset, error) {
	if err := a.check(); err != nil {
		return Dataset{}, refused("create dataset", g.below(name), "%v", err)
	}
	if l.Width == Longest {
		texts, _ := a.Data.([]string)
		l.Width = longest(texts)
	}
	d, err := g.Allocate(name, a.Kind(), a.Shape, l)
	if err != nil {
		return Dataset{}, err
	}
	return d, d.write(a.Data, nil)
}

// Allocate creates a dataset called name, which must not exist, to be filled by WriteRows.
func (g Group) Allocate(name string, kind Kind, shape []int, l Layout) (Dataset, error) {
	switch {
	case kind == None || kind == Table:
		return Dataset{}, refused("create dataset", g.below(name), "there are no elements of kind %v", kind)
	case l.Width < 0 || l.Width > maxWidth:
		return Dataset{}, refused("create dataset", g.below(name), "a text cannot have the width %d", l.Width)
	case kind == String && l.Width > 0:
		return g.create(name, textType(l.Width), shape, l)
	default:
		d, err := g.create(name, storedType(kind), shape, l)
		if kind == Uint8 {
			d = d.Bytes()
		}
		return d, err
	}
}

// maxWidth is what the library can store of one text or row.
const maxWidth = math.MaxInt32

// create creates a dataset of elements of a stored type.
func (g Group) create(name string, stored hid, shape []int, l Layout) (Dataset, error) {
	const op = "create dataset"
	path := g.below(name)
	if fault := nameFault(name); fault != "" {
		return Dataset{}, refused(op, path, "%s", fault)
	}
	n, err := points(shape)
	if err != nil {
		return Dataset{}, refused(op, path, "%v", err)
	}
	space, err := newSpace(shape)
	if err != nil {
		return Dataset{}, failed(op, path)
	}
	defer space.Close()
	d := Dataset{Object: Object{job: g.job, path: path}, form: formOf(stored), shape: slices.Clone(shape)}
	plist, free := d.plist(n, l)
	defer free()
	if plist < 0 {
		return Dataset{}, failed(op, path)
	}
	d.id = h5Dcreate(g.id, name, stored, hid(space.ID()), plist)
	if d.id < 0 {
		return Dataset{}, failed(op, path)
	}
	g.job.keep(d.id)
	return d, nil
}

// newSpace returns a dataspace of that shape.
func newSpace(shape []int) (*gonum.Dataspace, error) {
	if len(shape) == 0 {
		return gonum.CreateDataspace(gonum.S_SCALAR)
	}
	dims := lengths(shape)
	return gonum.CreateSimpleDataspace(dims, dims)
}

func lengths(shape []int) []uint {
	dims := make([]uint, len(shape))
	for i, d := range shape {
		dims[i] = uint(d)
	}
	return dims
}

// plist returns the properties of a dataset of n elements, until free is called.
func (d *Dataset) plist(n int64, l Layout) (plist hid, free func()) {
	small := n <= compactBytes/d.form.width()
	if n == 0 || small || l.Deflate == 0 {
		return datasetPlist(n > 0 && small), func() {}
	}
	chunk := chunkOf(d.shape, d.form.width())
	plist = chunkedPlist(chunk, l.Deflate)
	return plist, func() { h5Pclose(plist) }
}

// chunkOf returns the shape of chunks of at most chunkBytes: as many rows as fit, or part of one.
func chunkOf(shape []int, width int64) []hsize {
	chunk := make([]hsize, len(shape))
	left := max(1, chunkBytes/width)
	for i, d := range slices.Backward(shape) {
		chunk[i] = hsize(max(1, min(int64(d), left)))
		left /= int64(chunk[i])
	}
	return chunk
}

// Dataset opens the dataset at path, following links as Open does. One whose elements this package does not
// read has the kind None.
func (g Group) Dataset(path string) (Dataset, error) {
	if g.isThere() {
		a, err := g.ask("dataset", path)
		if err != nil {
			return Dataset{}, err
		}
		return a.Dataset.dataset(Object{g.job, hid(a.Object), g.below(path)})
	}
	const op = "open dataset"
	if fault := nameFault(path); fault != "" {
		return Dataset{}, refused(op, g.below(path), "%s", fault)
	}
	id := h5Dopen(g.id, path)
	if id < 0 {
		return Dataset{}, failed(op, g.below(path))
	}
	d := Dataset{Object: Object{g.job, g.job.keep(id), g.below(path)}}
	if err := d.inspect(); err != nil {
		d.Close()
		return Dataset{}, err
	}
	return d, nil
}

// inspect finds out form and shape.
func (d *Dataset) inspect() error {
	const op = "open dataset"
	stored, space := h5Dtype(d.id), h5Dspace(d.id)
	if stored < 0 || space < 0 {
		return failed(op, d.path)
	}
	defer h5Tclose(stored)
	defer h5Sclose(space)
	d.form = formOf(stored)
	d.form.absent = h5Sextent(space) == extentNull
	if d.form.absent || d.form.c.rank > 0 {
		d.form.c.kind = cInt(None)
	}
	if d.form.absent {
		return nil
	}
	var fault string
	if d.shape, fault = shapeOf(space); fault != "" {
		return refused(op, d.path, "%s", fault)
	}
	return nil
}

// shapeOf returns the shape of a dataspace, or why Golgi does not read it.
func shapeOf(space hid) ([]int, string) {
	if class := h5Sextent(space); class != extentScalar && class != extentSimple {
		return nil, "it has no extent"
	}
	var dims [maxRank]hsize
	rank := h5Sdims(space, &dims)
	if rank < 0 {
		return nil, "it has no extent"
	}
	var shape []int
	for _, d := range dims[:rank] {
		if d > math.MaxInt64 {
			return nil, "it has more elements than memory can"
		}
		shape = append(shape, int(d))
	}
	if _, err := points(shape); err != nil {
		return nil, err.Error()
	}
	return shape, ""
}
