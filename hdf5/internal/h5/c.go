package h5

// The search paths are those of gonum.org/v1/hdf5: where it builds, this builds, and for any other place
// CGO_CFLAGS and CGO_LDFLAGS must be set for it anyway. Package doc names the places.

// #cgo LDFLAGS: -lhdf5
// #cgo linux,!arm64 CFLAGS: -I/usr/lib/x86_64-linux-gnu/hdf5/serial/include
// #cgo linux,!arm64 LDFLAGS: -L/usr/lib/x86_64-linux-gnu/hdf5/serial
// #cgo linux,arm64 CFLAGS: -I/usr/lib/aarch64-linux-gnu/hdf5/serial/include
// #cgo linux,arm64 LDFLAGS: -L/usr/lib/aarch64-linux-gnu/hdf5/serial
// #cgo darwin CFLAGS: -I/usr/local/include
// #cgo darwin LDFLAGS: -L/usr/local/lib
// #include "driver.h"
// #include "supplement.h"
import "C"

import (
	"runtime/cgo"
	"strings"
	"unsafe"
)

// What is called of C, as Go has it: names are strings, and lists are slices. cgo has the C compiler read the
// headers several times for each file that imports "C", which is why there are but two, this and driver.go.
//
// Functions of the library keep its names, and those of supplement.h and driver.h keep theirs without the
// prefix. An id is negative where the call failed, and so is an int; a bool says whether the call worked. After
// a failure, failed tells what the library says of it.

type (
	cInt    = C.int
	hid     = C.hid_t
	hsize   = C.hsize_t
	cForm   = C.golgi_form
	arena   = C.golgi_arena
	storage = C.golgi_storage
	extent  = C.H5S_class_t
)

// The kinds of array.go are numbered as in supplement.h.
var _ [0]struct{} = [Table - C.GOLGI_TABLE]struct{}{}

const (
	maxRank = C.H5S_MAX_RANK

	typeGroup    = C.H5O_TYPE_GROUP
	typeDataset  = C.H5O_TYPE_DATASET
	linkSoft     = C.GOLGI_SOFT
	linkExternal = C.GOLGI_EXTERNAL
	linkOther    = C.GOLGI_OTHER_LINK

	extentNull   = C.H5S_NULL
	extentScalar = C.H5S_SCALAR
	extentSimple = C.H5S_SIMPLE

	padSpaces = C.H5T_STR_SPACEPAD
	padNULs   = C.H5T_STR_NULLPAD
)

// cName returns name as a C string. Names come checked: see nameFault.
func cName(name string) (*C.char, func()) {
	c := C.CString(name)
	return c, func() { C.free(unsafe.Pointer(c)) }
}

func cBool(b bool) C.int {
	if b {
		return 1
	}
	return 0
}

/* ---- the library and its memory ---- */

func silence() { C.golgi_silence() }

func keepMemory() { C.golgi_keep_memory() }

func giveBack() { C.golgi_give_back() }

func openIDs() int { return int(C.golgi_open_ids()) }

func lastFailure() (outer, inner, major, minor string) {
	var f C.golgi_failure
	C.golgi_last_failure(&f)
	return C.GoString(&f.outer[0]), C.GoString(&f.inner[0]), C.GoString(&f.major[0]), C.GoString(&f.minor[0])
}

func malloc(size int) unsafe.Pointer { return C.malloc(C.size_t(size)) }

func free(p unsafe.Pointer) { C.free(p) }

func h5freeMemory(p unsafe.Pointer) { C.H5free_memory(p) }

func textAt(p unsafe.Pointer) string { return C.GoString((*C.char)(p)) }

/* ---- files and objects ---- */

func createFile(path string, disk cgo.Handle) hid {
	c, free := cName(path)
	defer free()
	return C.golgi_create_file(c, C.uintptr_t(disk))
}

func openFile(path string, disk cgo.Handle) hid {
	c, free := cName(path)
	defer free()
	return C.golgi_open_file(c, C.uintptr_t(disk))
}

func editFile(path string) hid {
	c, free := cName(path)
	defer free()
	return C.golgi_edit_file(c)
}

func h5Fclose(file hid) bool { return C.H5Fclose(file) >= 0 }

func h5Fsize(file hid) (size uint64, ok bool) {
	var n hsize
	ok = C.H5Fget_filesize(file, &n) >= 0
	return uint64(n), ok
}

func h5Oopen(at hid, path string) hid {
	c, free := cName(path)
	defer free()
	return C.H5Oopen(at, c, C.golgi_group_access())
}

func h5Oclose(object hid) { C.H5Oclose(object) }

// h5Ocopy makes a copy of an object the member of a group.
func h5Ocopy(object, group hid, name string) bool {
	itself, freeItself := cName(".")
	defer freeItself()
	c, free := cName(name)
	defer free()
	return C.H5Ocopy(object, itself, group, c, 0, 0) >= 0
}

func h5Pclose(list hid) { C.H5Pclose(list) }

/* ---- groups and links ---- */

func h5Gopen(at hid, path string) hid {
	c, free := cName(path)
	defer free()
	return C.H5Gopen2(at, c, C.golgi_group_access())
}

func h5Gcreate(at hid, name string) hid {
	c, free := cName(name)
	defer free()
	return C.H5Gcreate2(at, c, 0, C.golgi_group_plist(), 0)
}

func isGroup(object hid) bool { return C.H5Iget_type(object) == C.H5I_GROUP }

// members returns what a group holds, in no order.
func members(group hid) (found []Member, ok bool) {
	var list C.golgi_list
	defer C.golgi_free_list(&list)
	if C.golgi_members(group, &list) < 0 {
		return nil, false
	}
	names := namesOf(&list)
	found = make([]Member, len(names))
	types := unsafe.Slice(list.kinds, len(names))
	places := unsafe.Slice((*[16]byte)(unsafe.Pointer(list.places)), len(names))
	for i, name := range names {
		found[i] = Member{Name: name, Type: Type(types[i]), Place: places[i]}
	}
	return found, true
}

func namesOf(list *C.golgi_list) []string {
	all := C.GoStringN(list.names, C.int(list.used))
	names := strings.Split(all, "\x00")
	return names[:int(list.count)]
}

// h5Lexists is positive if there is such a link.
func h5Lexists(at hid, path string) int {
	c, free := cName(path)
	defer free()
	return int(C.H5Lexists(at, c, C.golgi_group_access()))
}

func h5Ldelete(group hid, name string) bool {
	c, free := cName(name)
	defer free()
	return C.H5Ldelete(group, c, 0) >= 0
}

// h5LcreateSoft links to the object at path in the same file.
func h5LcreateSoft(group hid, name, path string) bool {
	from, free1 := cName(name)
	defer free1()
	to, free2 := cName(path)
	defer free2()
	return C.H5Lcreate_soft(to, group, from, 0, 0) >= 0
}

// h5LcreateExternal links to the object at path in another file.
func h5LcreateExternal(group hid, name, file, path string) bool {
	from, free := cName(name)
	defer free()
	inFile, freeFile := cName(file)
	defer freeFile()
	to, freeTo := cName(path)
	defer freeTo()
	return C.H5Lcreate_external(inFile, to, group, from, 0, 0) >= 0
}

// linkSize returns the kind of a link, and the bytes of its value.
func linkSize(group hid, name string) (size int64, kind Type) {
	c, free := cName(name)
	defer free()
	var k C.int
	size = int64(C.golgi_link_size(group, c, &k))
	return size, Type(k)
}

// h5Lvalue fills value, which has a length.
func h5Lvalue(group hid, name string, value []byte) bool {
	c, free := cName(name)
	defer free()
	return C.H5Lget_val(group, c, unsafe.Pointer(&value[0]), C.size_t(len(value)), 0) >= 0
}

/* ---- datasets ---- */

func h5Dopen(at hid, path string) hid {
	c, free := cName(path)
	defer free()
	return C.H5Dopen2(at, c, C.golgi_dataset_access())
}

func h5Dcreate(at hid, name string, stored, space, plist hid) hid {
	c, free := cName(name)
	defer free()
	return C.H5Dcreate2(at, c, stored, space, 0, plist, 0)
}

func datasetPlist(compact bool) hid { return C.golgi_dataset_plist(cBool(compact)) }

func chunkedPlist(chunk []hsize, deflate int) hid {
	return C.golgi_chunked_plist(C.int(len(chunk)), &chunk[0], C.uint(deflate))
}

func h5Dtype(dataset hid) hid { return C.H5Dget_type(dataset) }

func h5Dspace(dataset hid) hid { return C.H5Dget_space(dataset) }

func h5DstorageSize(dataset hid) uint64 { return uint64(C.H5Dget_storage_size(dataset)) }

func h5Dflush(dataset hid) { C.H5Dflush(dataset) }

func storageOf(dataset hid) (s storage, ok bool) {
	ok = C.golgi_storage_of(dataset, &s) >= 0
	return s, ok
}

func h5Dwrite(dataset, memory, inMemory, inFile, plist hid, from unsafe.Pointer) bool {
	return C.H5Dwrite(dataset, memory, inMemory, inFile, plist, from) >= 0
}

func h5Dread(dataset, memory, inMemory, inFile, plist hid, to unsafe.Pointer) bool {
	return C.H5Dread(dataset, memory, inMemory, inFile, plist, to) >= 0
}

func newArena(credit uint64) *arena { return C.golgi_new_arena(C.uint64_t(credit)) }

func freeArena(a *arena) { C.golgi_free_arena(a) }

// transferPlain and transferPlist are for elements of that width in the file.
func transferPlain(width int64) hid { return C.golgi_transfer_plain(C.size_t(width)) }

func transferPlist(a *arena, width int64) hid { return C.golgi_transfer_plist(a, C.size_t(width)) }

/* ---- dataspaces ---- */

func h5Sclose(space hid) { C.H5Sclose(space) }

func h5Sextent(space hid) extent { return C.H5Sget_simple_extent_type(space) }

func h5Spoints(space hid) int { return int(C.H5Sget_simple_extent_npoints(space)) }

// h5Sdims returns the rank.
func h5Sdims(space hid, dims *[maxRank]hsize) int {
	return int(C.H5Sget_simple_extent_dims(space, &dims[0], nil))
}

/* ---- attributes ---- */

func h5Acreate(object hid, name string, stored, space hid) hid {
	c, free := cName(name)
	defer free()
	return C.H5Acreate2(object, c, stored, space, 0, 0)
}

func h5Aopen(object hid, name string) hid {
	c, free := cName(name)
	defer free()
	return C.H5Aopen(object, c, 0)
}

func h5Aclose(attribute hid) { C.H5Aclose(attribute) }

// h5Aexists is positive if the object has such an attribute.
func h5Aexists(object hid, name string) int {
	c, free := cName(name)
	defer free()
	return int(C.H5Aexists(object, c))
}

// h5AexistsBelow is h5Aexists for a member of a group.
func h5AexistsBelow(group hid, member, name string) int {
	c, free := cName(member)
	defer free()
	attribute, freeAttribute := cName(name)
	defer freeAttribute()
	return int(C.H5Aexists_by_name(group, c, attribute, 0))
}

func h5Adelete(object hid, name string) bool {
	c, free := cName(name)
	defer free()
	return C.H5Adelete(object, c) >= 0
}

func h5Atype(attribute hid) hid { return C.H5Aget_type(attribute) }

func h5Aspace(attribute hid) hid { return C.H5Aget_space(attribute) }

func h5Aread(attribute, memory hid, to unsafe.Pointer) bool {
	return C.H5Aread(attribute, memory, to) >= 0
}

func h5Awrite(attribute, memory hid, from unsafe.Pointer) bool {
	return C.H5Awrite(attribute, memory, from) >= 0
}

// attributes returns the names of the attributes of an object, in their order.
func attributes(object hid) (names []string, ok bool) {
	var list C.golgi_list
	defer C.golgi_free_list(&list)
	if C.golgi_attributes(object, &list) < 0 {
		return nil, false
	}
	return namesOf(&list), true
}

func referenceListType() hid { return C.golgi_reference_list_type() }

// writeReferences writes a reference to each of the scales, of which there is one.
func writeReferences(attribute, kind hid, scales []hid) bool {
	return C.golgi_write_references(attribute, kind, C.int(len(scales)), &scales[0]) >= 0
}

// readReferences fills places, of which there is one.
func readReferences(attribute, kind hid, places [][16]byte) bool {
	to := (*[16]C.uchar)(unsafe.Pointer(&places[0]))
	return C.golgi_read_references(attribute, kind, C.int(len(places)), to) >= 0
}

/* ---- types ---- */

func memoryType(kind Kind) hid { return C.golgi_memory_type(C.int(kind)) }

func storedType(kind Kind) hid { return C.golgi_stored_type(C.int(kind)) }

func textType(width int) hid { return C.golgi_text_type(C.size_t(width)) }

func asciiType(width int) hid { return C.golgi_ascii_type(C.size_t(width)) }

func boolEnum() hid { return C.golgi_bool_enum() }

func int8Type() hid { return C.golgi_int8_type() }

func readingType(stored hid, f *cForm) hid { return C.golgi_reading_type(stored, f) }

func h5Tclose(kind hid) { C.H5Tclose(kind) }

// formOf returns the form of a stored type.
func formOf(stored hid) form {
	f := form{class: className(C.H5Tget_class(stored))}
	C.golgi_form_of(stored, &f.c)
	return f
}

var classNames = map[C.H5T_class_t]string{
	C.H5T_INTEGER: "integer", C.H5T_FLOAT: "float", C.H5T_TIME: "time", C.H5T_STRING: "string",
	C.H5T_BITFIELD: "bit field", C.H5T_OPAQUE: "opaque", C.H5T_COMPOUND: "compound",
	C.H5T_REFERENCE: "reference", C.H5T_ENUM: "enumeration", C.H5T_VLEN: "list", C.H5T_ARRAY: "array",
}

func className(class C.H5T_class_t) string {
	if name, known := classNames[class]; known {
		return name
	}
	return "unknown class"
}

/* ---- the types of tables ---- */

func compoundType(width int) hid { return C.H5Tcreate(C.H5T_COMPOUND, C.size_t(width)) }

// insertColumn adds a column to a compound type, at a place in the row.
func insertColumn(compound hid, name string, at int, element hid, dims []hsize) bool {
	c, free := cName(name)
	defer free()
	return C.golgi_insert_column(compound, c, C.size_t(at), element, C.int(len(dims)), unsafe.SliceData(dims)) >= 0
}

func columnType(name string, stored hid, f *cForm) hid {
	c, free := cName(name)
	defer free()
	return C.golgi_column_type(c, stored, f)
}

// h5Tmembers is negative for a type that has none.
func h5Tmembers(compound hid) int { return int(C.H5Tget_nmembers(compound)) }

func h5TmemberName(compound hid, i int) (name string, ok bool) {
	c := C.H5Tget_member_name(compound, C.uint(i))
	if c == nil {
		return "", false
	}
	defer C.H5free_memory(unsafe.Pointer(c))
	return C.GoString(c), true
}

func h5TmemberType(compound hid, i int) hid { return C.H5Tget_member_type(compound, C.uint(i)) }

func h5TmemberIndex(compound hid, name string) int {
	c, free := cName(name)
	defer free()
	return int(C.H5Tget_member_index(compound, c))
}
