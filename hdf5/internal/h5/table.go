package h5

import (
	"errors"
	"fmt"
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
	defer h5Tclose(kind)
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
func (t *table) compound(path string) (hid, error) {
	const op = "create table"
	kind := compoundType(t.width)
	if kind < 0 {
		return 0, failed(op, path)
	}
	for _, c := range t.columns {
		if !c.insert(kind) {
			err := failed(op, path)
			h5Tclose(kind)
			return 0, err
		}
	}
	return kind, nil
}

// insert adds the column to a compound type.
func (c tableColumn) insert(kind hid) bool {
	stored := storedType(c.kind)
	if c.kind == String {
		stored = textType(c.width)
	}
	return insertColumn(kind, c.Name, c.from, stored, dimensions(c.Shape[1:]))
}

func dimensions(shape []int) []hsize {
	dims := make([]hsize, len(shape))
	for i, d := range shape {
		dims[i] = hsize(d)
	}
	return dims
}

// slabBytes is how much of a table is put together at a time, in whole chunks.
const slabBytes = 4 * chunkBytes

func (t *table) writeTo(d Dataset, kind hid) error {
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
		kinds[c.kind].ops.put(at, c.Data, i+k)
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
	if d.isThere() {
		a, err := d.ask("columns", "", 0, 0)
		for _, c := range a.Columns {
			if !c.Kind.known() {
				return nil, errUnlikely
			}
		}
		return a.Columns, err
	}
	var columns []ColumnType
	err := d.asTable(func(row hid) error {
		for i := range max(h5Tmembers(row), 0) {
			name, ok := h5TmemberName(row, i)
			if !ok {
				return failed("read table", d.path)
			}
			column := ColumnType{Name: name}
			if err := d.asMember(row, i, func(_ hid, f form) error {
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
func (d Dataset) asTable(job func(row hid) error) error {
	const op = "read table"
	if d.Kind() != Table {
		return refused(op, d.path, "it holds %v", d.Kind())
	}
	row := h5Dtype(d.id)
	if row < 0 {
		return failed(op, d.path)
	}
	defer h5Tclose(row)
	return job(row)
}

// asMember runs job with the type of a column and how it is read.
func (d Dataset) asMember(row hid, i int, job func(stored hid, f form) error) error {
	stored := h5TmemberType(row, i)
	if stored < 0 {
		return failed("read table", d.path)
	}
	defer h5Tclose(stored)
	f := formOf(stored)
	return job(stored, f.as(d.reading))
}

// ReadColumn returns count rows, beginning at from, of the column called name. Of a kind that this package
// does not read, it is an [OpaqueError].
func (d Dataset) ReadColumn(name string, from, count int) (Array, error) {
	const op = "read table"
	if d.isThere() {
		return d.askArray("column", name, from, count)
	}
	var a Array
	err := d.asTable(func(row hid) error {
		i := h5TmemberIndex(row, name)
		if i < 0 {
			return refused(op, d.path, "it has no column %q", name)
		}
		if len(d.shape) != 1 {
			return refused(op, d.path, "it has the shape %v, which is no list of rows", d.shape)
		}
		return d.asMember(row, i, func(stored hid, f form) (err error) {
			a, err = d.readColumn(name, stored, f, rows{from, count})
			return err
		})
	})
	return a, err
}

func (d Dataset) readColumn(name string, stored hid, f form, part rows) (Array, error) {
	const op = "read table"
	path := d.path + "." + name
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
	memory := columnType(name, stored, &f.c)
	if memory < 0 {
		return Array{}, failed(op, path)
	}
	defer h5Tclose(memory)
	data, err := d.elements(memory, f, int(n), &part)
	return Array{Shape: shape, Data: data}, err
}
