package h5

// #include "supplement.h"
import "C"

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
	"unsafe"
)

// A Column of a table has a name and values, whose first dimension is the row; each row has the inner
// dimensions as an array. Texts are of fixed length, Width bytes or as many as the longest has.
type Column struct {
	Name string
	Array
	Width int
}

// WriteTable creates a table called name, which must not exist: a dataset of one dimension and of a compound
// type with a member for each column, as PyTables and h5py read it. The columns must have equally many rows.
func (g Group) WriteTable(name string, columns []Column, l Layout) (Dataset, error) {
	const op = "create table"
	t, err := tableOf(columns)
	if err != nil {
		return Dataset{}, refused(op, g.below(name), "%v", err)
	}
	kind, err := t.compound(g.below(name))
	if err != nil {
		return Dataset{}, err
	}
	defer C.H5Tclose(kind)
	d, err := g.create(name, kind, []int{t.rows}, l)
	if err != nil {
		return Dataset{}, err
	}
	return d, t.writeTo(d, kind)
}

// table is one that is being written.
type table struct {
	columns []tableColumn
	rows    int
	width   int // bytes of a row
}

type tableColumn struct {
	Column
	kind  Kind
	each  int // elements in a row
	width int // bytes of an element
	from  int // where in a row
}

func tableOf(columns []Column) (*table, error) {
	if len(columns) == 0 {
		return nil, errors.New("a table without columns cannot be stored")
	}
	t := &table{}
	seen := map[string]bool{}
	for i, c := range columns {
		if seen[c.Name] {
			return nil, fmt.Errorf("two columns are called %q", c.Name)
		}
		seen[c.Name] = true
		column, err := columnOf(c)
		if err != nil {
			return nil, fmt.Errorf("column %q: %w", c.Name, err)
		}
		if i > 0 && c.Shape[0] != t.rows {
			return nil, fmt.Errorf("column %q has %d rows, the first column %d", c.Name, c.Shape[0], t.rows)
		}
		t.rows = c.Shape[0]
		column.from = t.width
		if t.width += column.each * column.width; t.width > maxRow {
			return nil, fmt.Errorf("the columns up to %q take %d bytes in a row; HDF5 has at most %d",
				c.Name, t.width, maxRow)
		}
		t.columns = append(t.columns, column)
	}
	return t, nil
}

// maxRow keeps what a row takes, and sums of it, far from the end of an int.
const maxRow = 1 << 30

func columnOf(c Column) (tableColumn, error) {
	if fault := nameFault(c.Name); fault != "" || !utf8.ValidString(c.Name) {
		return tableColumn{}, errors.New("this is no name")
	}
	if err := c.check(); err != nil {
		return tableColumn{}, err
	}
	if len(c.Shape) == 0 {
		return tableColumn{}, errors.New("it has no rows")
	}
	each, _ := points(c.Shape[1:])
	if each == 0 || each > maxRow {
		return tableColumn{}, fmt.Errorf("a row of the shape %v cannot be stored", c.Shape[1:])
	}
	column := tableColumn{Column: c, kind: c.Kind(), each: int(each), width: int(c.Kind().size())}
	if texts, ok := c.Data.([]string); ok {
		most := longest(texts)
		if column.width = c.Width; c.Width == 0 {
			column.width = most
		}
		if column.width < most || column.width > maxRow {
			return tableColumn{}, fmt.Errorf("a text of %d bytes has no place in the width %d", most, c.Width)
		}
	}
	return column, nil
}

// compound returns the type of a row, the same in memory and in the file. It is for the table at path.
func (t *table) compound(path string) (C.hid_t, error) {
	const op = "create table"
	kind := C.H5Tcreate(C.H5T_COMPOUND, C.size_t(t.width))
	if kind < 0 {
		return 0, failed(op, path)
	}
	for _, c := range t.columns {
		if c.insert(kind) < 0 {
			err := failed(op, path)
			C.H5Tclose(kind)
			return 0, err
		}
	}
	return kind, nil
}

// insert adds the column to a compound type.
func (c tableColumn) insert(kind C.hid_t) C.herr_t {
	stored := C.golgi_stored_type(C.int(c.kind))
	if c.kind == String {
		stored = C.golgi_text_type(C.size_t(c.width))
	}
	name, free := cName(c.Name)
	defer free()
	dims := dimensions(c.Shape[1:])
	return C.golgi_insert_column(kind, name, C.size_t(c.from), stored, C.int(len(dims)),
		unsafe.SliceData(dims))
}

func dimensions(shape []int) []C.hsize_t {
	dims := make([]C.hsize_t, len(shape))
	for i, d := range shape {
		dims[i] = C.hsize_t(d)
	}
	return dims
}

// slabBytes is how much of a table is put together at a time, in whole chunks.
const slabBytes = 4 * chunkBytes

func (t *table) writeTo(d Dataset, kind C.hid_t) error {
	step := max(1, chunkBytes/t.width) * (slabBytes / chunkBytes)
	slab := make([]byte, min(step, t.rows)*t.width)
	for from := 0; from < t.rows; from += step {
		n := min(step, t.rows-from)
		t.pack(slab, from, n)
		if err := d.put(kind, unsafe.Pointer(&slab[0]), &rows{from, n}); err != nil {
			return err
		}
	}
	return nil
}

// pack puts n rows of the columns into slab, little endian.
func (t *table) pack(slab []byte, from, n int) {
	for _, c := range t.columns {
		for row := range n {
			at := slab[row*t.width+c.from:][:c.each*c.width]
			c.pack(at, (from+row)*c.each)
		}
	}
}

// pack puts the elements of one row, beginning with number i, into to.
func (c tableColumn) pack(to []byte, i int) {
	for k := range c.each {
		at := to[k*c.width:][:c.width]
		switch data := c.Data.(type) {
		case []float64:
			binary.LittleEndian.PutUint64(at, math.Float64bits(data[i+k]))
		case []int64:
			binary.LittleEndian.PutUint64(at, uint64(data[i+k]))
		case []int32:
			binary.LittleEndian.PutUint32(at, uint32(data[i+k]))
		case []bool:
			at[0] = byte(cBool(data[i+k]))
		case []string:
			clear(at[copy(at, data[i+k]):])
		}
	}
}

// A ColumnType is the name of a column, the kind of its elements (None if this package does not read them),
// and the shape of the array of them that each row has, none for a single one.
type ColumnType struct {
	Name  string
	Kind  Kind
	Shape []int
}

// Columns returns the columns of a table, in their order.
func (d Dataset) Columns() ([]ColumnType, error) {
	var columns []ColumnType
	err := d.asTable(func(row C.hid_t) error {
		for i := range C.uint(max(C.H5Tget_nmembers(row), 0)) {
			name := C.H5Tget_member_name(row, i)
			if name == nil {
				return failed("read table", d.path)
			}
			column := ColumnType{Name: C.GoString(name)}
			C.H5free_memory(unsafe.Pointer(name))
			if err := d.asMember(row, i, func(_ C.hid_t, f form) error {
				column.Kind, column.Shape = f.kind(), f.array()
				return nil
			}); err != nil {
				return err
			}
			columns = append(columns, column)
		}
		return nil
	})
	return columns, err
}

// asTable runs job with the type of a row.
func (d Dataset) asTable(job func(row C.hid_t) error) error {
	const op = "read table"
	if d.Kind() != Table {
		return refused(op, d.path, "it holds %v", d.Kind())
	}
	row := C.H5Dget_type(d.id)
	if row < 0 {
		return failed(op, d.path)
	}
	defer C.H5Tclose(row)
	return job(row)
}

// asMember runs job with the type of a column and how it is read.
func (d Dataset) asMember(row C.hid_t, i C.uint, job func(stored C.hid_t, f form) error) error {
	stored := C.H5Tget_member_type(row, i)
	if stored < 0 {
		return failed("read table", d.path)
	}
	defer C.H5Tclose(stored)
	f := formOf(stored)
	if d.numbers {
		f = f.numbers()
	}
	return job(stored, f)
}

// ReadColumn returns count rows, beginning at from, of the column called name. Of a kind that this package
// does not read, it is an [OpaqueError].
func (d Dataset) ReadColumn(name string, from, count int) (Array, error) {
	const op = "read table"
	var a Array
	err := d.asTable(func(row C.hid_t) error {
		c, free := cName(name)
		defer free()
		i := C.H5Tget_member_index(row, c)
		if i < 0 {
			return refused(op, d.path, "it has no column %q", name)
		}
		if len(d.shape) != 1 {
			return refused(op, d.path, "it has the shape %v, which is no list of rows", d.shape)
		}
		return d.asMember(row, C.uint(i), func(stored C.hid_t, f form) (err error) {
			a, err = d.readColumn(c, stored, f, rows{from, count})
			return err
		})
	})
	return a, err
}

func (d Dataset) readColumn(name *C.char, stored C.hid_t, f form, part rows) (Array, error) {
	const op = "read table"
	path := d.path + "." + C.GoString(name)
	if err := d.offers(part); err != nil {
		return Array{}, err
	}
	shape := append([]int{part.count}, f.array()...)
	n, err := points(shape)
	switch {
	case err != nil:
		return Array{}, refused(op, path, "%v", err)
	case f.kind() == None || f.kind() == Table:
		return Array{}, f.opaque(op, path, nil)
	}
	if err := d.afford(n, f.width()); err != nil {
		return Array{}, err
	}
	memory := C.golgi_column_type(name, stored, &f.c)
	if memory < 0 {
		return Array{}, failed(op, path)
	}
	defer C.H5Tclose(memory)
	data, err := d.elements(memory, f, int(n), &part)
	return Array{Shape: shape, Data: data}, err
}
