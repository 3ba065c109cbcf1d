package h5

import (
	"fmt"
	"slices"
	"unsafe"
)

// SetAttribute gives the object an attribute, in place of one of that name. A value is a float64, an int64,
// an int8 or uint8 (which are read as an int64), a bool, a string, a []string or a [Variable]. Texts are
// UTF-8, and but for the last of fixed length.
func (o Object) SetAttribute(name string, value any) error {
	const op = "write attribute"
	v, err := encode(value)
	if err != nil {
		return refused(op, o.attribute(name), "%v", err)
	}
	defer v.free()
	id, err := o.createAttribute(name, v.stored, v.shape)
	if err != nil {
		return err
	}
	defer h5Aclose(id)
	if !h5Awrite(id, v.memory, v.buffer) {
		return failed(op, o.attribute(name))
	}
	return nil
}

// Variable is a text that is stored with variable length, and read as a string. It costs 60 bytes and 10 µs
// more than a string of fixed length. xarray and PyTables do not tell them apart, but h5py, which shows a
// text of fixed length as bytes.
type Variable string

// encoded is the value of an attribute on its way to the library.
type encoded struct {
	stored, memory hid
	shape          []int
	buffer         unsafe.Pointer
	free           func()
}

func encode(value any) (encoded, error) {
	switch v := value.(type) {
	case float64:
		return encodedAs(storedType(Float64), memoryType(Float64), &v), nil
	case int64:
		return encodedAs(storedType(Int64), memoryType(Int64), &v), nil
	case int8:
		return encodedAs(int8Type(), int8Type(), &v), nil
	case uint8:
		return encodedAs(storedType(Bool), memoryType(Bool), &v), nil
	case bool:
		return encodedAs(boolEnum(), boolEnum(), &v), nil
	case string:
		if v == "" { // of length 1, a NUL, PyTables would show that
			return encodeVariable(v)
		}
		return encodeTexts([]string{v}, nil)
	case []string:
		return encodeTexts(v, []int{len(v)})
	case Variable:
		return encodeVariable(string(v))
	default:
		return encoded{}, fmt.Errorf(
			"%T is no attribute of HDF5; there are float64, int64, int8, uint8, bool, string, []string", v)
	}
}

func encodedAs[T float64 | int64 | int8 | uint8 | bool](stored, memory hid, v *T) encoded {
	return encoded{stored, memory, nil, unsafe.Pointer(v), func() {}}
}

func encodeTexts(texts []string, shape []int) (encoded, error) {
	if err := checkTexts(texts); err != nil {
		return encoded{}, err
	}
	width := longest(texts)
	raw := packed(texts, width)
	kind := textType(width)
	return encoded{kind, kind, shape, unsafe.Pointer(unsafe.SliceData(raw)), func() {}}, nil
}

func encodeVariable(text string) (encoded, error) {
	if err := checkTexts([]string{text}); err != nil {
		return encoded{}, err
	}
	kind := storedType(String)
	t := newTexts([]string{text})
	return encoded{kind, kind, nil, t.memory, t.free}, nil
}

func (o Object) attribute(name string) string { return o.path + "@" + name }

// createAttribute creates an attribute, in place of one of that name.
func (o Object) createAttribute(name string, kind hid, shape []int) (hid, error) {
	const op = "write attribute"
	if fault := nameFault(name); fault != "" {
		return 0, refused(op, o.attribute(name), "%s", fault)
	}
	space, err := newSpace(shape)
	if err != nil {
		return 0, failed(op, o.attribute(name))
	}
	defer space.Close()
	id := h5Acreate(o.id, name, kind, hid(space.ID()))
	if id >= 0 {
		return id, nil
	}
	failure := failed(op, o.attribute(name))
	if h5Aexists(o.id, name) <= 0 {
		return 0, failure
	}
	if err := o.deleteAttribute(name); err != nil {
		return 0, err
	}
	if id = h5Acreate(o.id, name, kind, hid(space.ID())); id < 0 {
		return 0, failed(op, o.attribute(name))
	}
	return id, nil
}

func (o Object) deleteAttribute(name string) error {
	if !h5Adelete(o.id, name) {
		return failed("replace attribute", o.attribute(name))
	}
	return nil
}

// HasAttribute reports whether the object has an attribute of that name.
func (o Object) HasAttribute(name string) (bool, error) {
	const op = "look up attribute"
	if o.isThere() {
		a, err := o.ask("has attribute", name)
		return a.Is, err
	}
	if fault := nameFault(name); fault != "" {
		return false, refused(op, o.attribute(name), "%s", fault)
	}
	there := h5Aexists(o.id, name)
	if there < 0 {
		return false, failed(op, o.attribute(name))
	}
	return there > 0, nil
}

// Attributes returns the names of the object's attributes, sorted.
func (o Object) Attributes() ([]string, error) {
	if o.isThere() {
		a, err := o.ask("attributes", "")
		return a.Texts, err
	}
	names, ok := attributes(o.id)
	if !ok {
		return nil, failed("list attributes of", o.path)
	}
	slices.Sort(names)
	return names, nil
}

// Attribute returns the value of an attribute: a float64, an int64 (any integer), a bool, a string, or a
// []string of fixed length. For any other it is an [OpaqueError].
func (o Object) Attribute(name string) (any, error) {
	if o.isThere() {
		a, err := o.ask("attribute", name)
		return a.Value, err
	}
	const op = "read attribute"
	path := o.attribute(name)
	if fault := nameFault(name); fault != "" {
		return nil, refused(op, path, "%s", fault)
	}
	id := h5Aopen(o.id, name)
	if id < 0 {
		return nil, failed(op, path)
	}
	defer h5Aclose(id)
	stored, space := h5Atype(id), h5Aspace(id)
	if stored < 0 || space < 0 {
		return nil, failed(op, path)
	}
	defer h5Tclose(stored)
	defer h5Sclose(space)
	return storedAttribute{o.job, path, id, stored, formOf(stored).as(widely)}.value(space)
}

// storedAttribute is an attribute that is being read.
type storedAttribute struct {
	job    *running
	path   string
	id     hid
	stored hid
	form
}

func (a storedAttribute) value(space hid) (any, error) {
	extent := h5Sextent(space)
	if a.kind() == String && extent == extentNull {
		return "", nil // PyTables writes empty texts so
	}
	shape, fault := shapeOf(space)
	isList := a.kind() == String && a.fixed() && len(shape) == 1
	if fault != "" || a.c.rank > 0 || a.kind() == None || a.kind() == Table || len(shape) > 0 && !isList {
		return nil, a.opaque("read attribute", a.path, shape)
	}
	if a.kind() == String && !a.fixed() {
		return a.text()
	}
	n, _ := points(shape)
	data, err := a.elements(n)
	if err != nil || isList {
		return data, err
	}
	return Array{Data: data}.First(), nil
}

// elements reads n elements.
func (a storedAttribute) elements(n int64) (any, error) {
	const op = "read attribute"
	if n > maxWidth || a.width() > maxWidth || !a.job.charge(uint64(n*a.width())) {
		return nil, refused(op, a.path, "its text is longer than the file can hold")
	}
	memory := readingType(a.stored, &a.c)
	if memory < 0 {
		return nil, failed(op, a.path)
	}
	defer h5Tclose(memory)
	var failure error
	data, err := a.read(int(n), func(to unsafe.Pointer) error {
		if n > 0 && !h5Aread(a.id, memory, to) {
			failure = failed(op, a.path)
		}
		return failure
	})
	if err != nil && failure == nil {
		err = refused(op, a.path, "%v", err)
	}
	return data, err
}

// text reads a text of variable length.
func (a storedAttribute) text() (string, error) {
	found := emptyTexts(1)
	defer found.free()
	if !h5Aread(a.id, a.stored, found.memory) {
		return "", failed("read attribute", a.path)
	}
	defer h5freeMemory(*(*unsafe.Pointer)(found.memory))
	var text [1]string
	found.copyTo(text[:])
	if !a.job.charge(uint64(len(text[0]))) {
		return "", refused("read attribute", a.path, "its text is longer than the file can hold")
	}
	return text[0], nil
}
