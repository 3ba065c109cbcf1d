package h5

// #include "supplement.h"
import "C"

import (
	"errors"
	"math"
	"slices"

	gonum "gonum.org/v1/hdf5"
)

// A Dataset is an array in a file.
type Dataset struct {
	Object
	kind  Kind
	shape []int
}

// Kind returns the kind of the elements.
func (d Dataset) Kind() Kind { return d.kind }

// Shape returns the lengths of the dimensions, outermost first; a scalar has none.
func (d Dataset) Shape() []int { return slices.Clone(d.shape) }

// Layout says how a dataset is kept. The zero Layout is a plain block of bytes, or for a few bytes a place in
// the dataset's header.
type Layout struct {
	Deflate int // compression from 1 (fast) to 9 (small), with shuffling; 0 is none
}

const (
	compactBytes = 1024      // up to so many bytes live in the header
	chunkBytes   = 256 << 10 // aim of a chunk; HDF5 caches 1 MiB of them
)

// Write creates a dataset called name, which must not exist, with the values of a.
func (g Group) Write(name string, a Array, l Layout) (Dataset, error) {
	if err := a.check(); err != nil {
		return Dataset{}, refused("create dataset", g.below(name), "%v", err)
	}
	d, err := g.Allocate(name, a.Kind(), a.Shape, l)
	if err != nil {
		return Dataset{}, err
	}
	return d, d.write(a.Data, nil)
}

// Allocate creates a dataset called name, which must not exist, to be filled by WriteRows.
func (g Group) Allocate(name string, kind Kind, shape []int, l Layout) (Dataset, error) {
	const op = "create dataset"
	path := g.below(name)
	if fault := nameFault(name); fault != "" {
		return Dataset{}, refused(op, path, "%s", fault)
	}
	n, err := points(shape)
	if err != nil {
		return Dataset{}, refused(op, path, "%v", err)
	}
	d := Dataset{Object{job: g.job, path: path}, kind, slices.Clone(shape)}
	if err := d.create(g, name, n*kind.size(), l); err != nil {
		return Dataset{}, err
	}
	g.job.keep(d.id)
	return d, nil
}

// create creates d, of which all but the identifier is known.
func (d *Dataset) create(g Group, name string, size int64, l Layout) error {
	const op = "create dataset"
	space, err := newSpace(d.shape)
	if err != nil {
		return failed(op, d.path)
	}
	defer space.Close()
	plist, err := gonum.NewPropList(gonum.P_DATASET_CREATE)
	if err != nil {
		return failed(op, d.path)
	}
	defer plist.Close()
	if d.arrange(plist, size, l) != nil {
		return failed(op, d.path)
	}
	c, free := cName(name)
	defer free()
	stored := C.golgi_stored_type(C.int(d.kind))
	d.id = C.H5Dcreate2(g.id, c, stored, C.hid_t(space.ID()), 0, C.hid_t(plist.ID()), 0)
	if d.id < 0 {
		return failed(op, d.path)
	}
	return nil
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

// arrange sets up how the bytes are kept, size of them.
func (d *Dataset) arrange(plist *gonum.PropList, size int64, l Layout) error {
	id := C.hid_t(plist.ID())
	noTimes := status(C.golgi_no_times(id))
	switch {
	case size == 0:
		return noTimes
	case size <= compactBytes:
		return errors.Join(noTimes, status(C.H5Pset_layout(id, C.H5D_COMPACT)))
	case l.Deflate == 0:
		return noTimes
	}
	return errors.Join(noTimes, plist.SetChunk(chunkOf(d.shape, d.kind.size())),
		status(C.H5Pset_shuffle(id)), plist.SetDeflate(l.Deflate))
}

// status is an error if rc says so; its text stands on the error stack.
func status(rc C.herr_t) error {
	if rc < 0 {
		return errors.New("h5: call failed")
	}
	return nil
}

// chunkOf returns the shape of chunks of at most chunkBytes: as many rows as fit, or part of one.
func chunkOf(shape []int, elementSize int64) []uint {
	chunk := make([]uint, len(shape))
	left := chunkBytes / elementSize
	for i, d := range slices.Backward(shape) {
		chunk[i] = uint(max(1, min(int64(d), left)))
		left /= int64(chunk[i])
	}
	return chunk
}

// Dataset opens the dataset at path, which must have elements of a Kind.
func (g Group) Dataset(path string) (Dataset, error) {
	const op = "open dataset"
	if fault := nameFault(path); fault != "" {
		return Dataset{}, refused(op, g.below(path), "%s", fault)
	}
	c, free := cName(path)
	defer free()
	id := C.H5Dopen2(g.id, c, 0)
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

// inspect finds out kind and shape.
func (d *Dataset) inspect() error {
	const op = "open dataset"
	stored, space := C.H5Dget_type(d.id), C.H5Dget_space(d.id)
	if stored < 0 || space < 0 {
		return failed(op, d.path)
	}
	defer C.H5Tclose(stored)
	defer C.H5Sclose(space)
	d.kind = Kind(C.golgi_kind_of(stored))
	if d.kind == String && C.H5Tis_variable_str(stored) <= 0 {
		d.kind = None
	}
	if d.kind == None {
		return refused(op, d.path, "its elements are of a type that Golgi does not read (class %d, %d bytes)",
			C.H5Tget_class(stored), C.H5Tget_size(stored))
	}
	var fault string
	if d.shape, fault = shapeOf(space); fault != "" {
		return refused(op, d.path, "%s", fault)
	}
	return nil
}

// shapeOf returns the shape of a dataspace, or why Golgi does not read it.
func shapeOf(space C.hid_t) ([]int, string) {
	if class := C.H5Sget_simple_extent_type(space); class != C.H5S_SCALAR && class != C.H5S_SIMPLE {
		return nil, "it has no extent"
	}
	var dims [maxRank]C.hsize_t
	rank := C.H5Sget_simple_extent_dims(space, &dims[0], nil)
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
