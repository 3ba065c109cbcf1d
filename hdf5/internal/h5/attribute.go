package h5

// #include "supplement.h"
import "C"

import (
	"bytes"
	"unsafe"
)

// SetAttribute gives the object an attribute, in place of one of that name. A value is a float64, an int64, a
// bool or a string: Golgi needs no more, and the library cannot be told how much memory an array of texts may
// bring when it is read.
func (o Object) SetAttribute(name string, value any) error {
	const op = "write attribute"
	path := o.attribute(name)
	a, err := scalarOf(value)
	if err == nil {
		err = a.check()
	}
	if err != nil {
		return refused(op, path, "%v", err)
	}
	if err := o.removeAttribute(name); err != nil {
		return err
	}
	inFile, inMemory := C.golgi_stored_type(C.int(a.Kind())), C.golgi_memory_type(C.int(a.Kind()))
	if a.Kind() == Bool {
		inFile, inMemory = C.golgi_bool_enum(), C.golgi_bool_enum()
	}
	id, err := o.createAttribute(name, inFile, nil)
	if err != nil {
		return err
	}
	defer C.H5Aclose(id)
	buffer, free := memoryOf(a.Data)
	defer free()
	if C.H5Awrite(id, inMemory, buffer) < 0 {
		return failed(op, path)
	}
	return nil
}

func (o Object) attribute(name string) string { return o.path + "@" + name }

// removeAttribute removes the attribute of that name, if there is one.
func (o Object) removeAttribute(name string) error {
	there, err := o.HasAttribute(name)
	if err != nil || !there {
		return err
	}
	c, free := cName(name)
	defer free()
	if C.H5Adelete(o.id, c) < 0 {
		return failed("replace attribute", o.attribute(name))
	}
	return nil
}

func (o Object) createAttribute(name string, kind C.hid_t, shape []int) (C.hid_t, error) {
	const op = "write attribute"
	space, err := newSpace(shape)
	if err != nil {
		return 0, failed(op, o.attribute(name))
	}
	defer space.Close()
	c, free := cName(name)
	defer free()
	id := C.H5Acreate2(o.id, c, kind, C.hid_t(space.ID()), 0, 0)
	if id < 0 {
		return 0, failed(op, o.attribute(name))
	}
	return id, nil
}

// HasAttribute reports whether the object has an attribute of that name.
func (o Object) HasAttribute(name string) (bool, error) {
	const op = "look up attribute"
	if fault := nameFault(name); fault != "" {
		return false, refused(op, o.attribute(name), "%s", fault)
	}
	c, free := cName(name)
	defer free()
	there := C.H5Aexists(o.id, c)
	if there < 0 {
		return false, failed(op, o.attribute(name))
	}
	return there > 0, nil
}

// Attributes returns the names of the object's attributes, sorted.
func (o Object) Attributes() ([]string, error) {
	var list C.golgi_list
	defer C.golgi_free_list(&list)
	if C.golgi_attributes(o.id, &list) < 0 {
		return nil, failed("list attributes of", o.path)
	}
	return namesOf(&list), nil
}

// Attribute returns the value of an attribute: a float64, an int64, a bool or a string.
func (o Object) Attribute(name string) (any, error) {
	const op = "read attribute"
	path := o.attribute(name)
	if fault := nameFault(name); fault != "" {
		return nil, refused(op, path, "%s", fault)
	}
	c, free := cName(name)
	defer free()
	id := C.H5Aopen(o.id, c, 0)
	if id < 0 {
		return nil, failed(op, path)
	}
	defer C.H5Aclose(id)
	stored, space := C.H5Aget_type(id), C.H5Aget_space(id)
	if stored < 0 || space < 0 {
		return nil, failed(op, path)
	}
	defer C.H5Tclose(stored)
	defer C.H5Sclose(space)
	if C.H5Sget_simple_extent_type(space) != C.H5S_SCALAR {
		return nil, refused(op, path, "it is no single value")
	}
	return o.readAttribute(id, stored, path)
}

func (o Object) readAttribute(id, stored C.hid_t, path string) (any, error) {
	switch Kind(C.golgi_kind_of(stored)) {
	case Float64:
		return readNumber[float64](id, C.golgi_memory_type(C.GOLGI_FLOAT64), path)
	case Int64:
		return readNumber[int64](id, C.golgi_memory_type(C.GOLGI_INT64), path)
	case Bool:
		b, err := readNumber[byte](id, stored, path)
		return b != 0, err
	case String:
		if C.H5Tis_variable_str(stored) > 0 {
			return o.readText(id, stored, path)
		}
		return o.readFixedText(id, stored, path)
	default:
		return nil, refused("read attribute", path,
			"it is of a type that Golgi does not read (class %d, %d bytes)",
			C.H5Tget_class(stored), C.H5Tget_size(stored))
	}
}

// readNumber reads one value as memory of the type kind.
func readNumber[T float64 | int64 | byte](id, kind C.hid_t, path string) (T, error) {
	var v T
	if C.H5Aread(id, kind, unsafe.Pointer(&v)) < 0 {
		return v, failed("read attribute", path)
	}
	return v, nil
}

func (o Object) readText(id, stored C.hid_t, path string) (string, error) {
	found := emptyTexts(1)
	defer found.free()
	if C.H5Aread(id, stored, found.memory) < 0 {
		return "", failed("read attribute", path)
	}
	defer C.H5free_memory(*(*unsafe.Pointer)(found.memory))
	var text [1]string
	found.copyTo(text[:])
	if !o.job.charge(uint64(len(text[0]))) {
		return "", refused("read attribute", path, "its text is longer than the file can hold")
	}
	return text[0], nil
}

// readFixedText reads a text that others wrote with a fixed length, filled up with NULs.
func (o Object) readFixedText(id, stored C.hid_t, path string) (string, error) {
	size := uint64(C.H5Tget_size(stored))
	if !o.job.charge(size) {
		return "", refused("read attribute", path, "its text is longer than the file can hold")
	}
	buffer := make([]byte, size)
	if C.H5Aread(id, stored, unsafe.Pointer(unsafe.SliceData(buffer))) < 0 {
		return "", failed("read attribute", path)
	}
	text, _, _ := bytes.Cut(buffer, []byte{0})
	return string(text), nil
}
