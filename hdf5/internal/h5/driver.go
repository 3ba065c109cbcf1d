package h5

// #include "driver.h"
import "C"

import (
	"math"
	"runtime/cgo"
	"unsafe"
)

// A disk is what the library takes for a file. There are two kinds: a [made] file, which is written once, and
// a [kept] one, which is read only. The library knows a disk by its handle (driver.c), and all its methods
// run on the library's thread.
type disk interface {
	size() int64                   // of the file as the library shall see it
	read(p []byte, at int64) error // fills p; what lies beyond the file is zero
	write(p []byte, at int64) error
	truncate(size int64) error
	close() error
}

func diskOf(handle C.uintptr_t) disk { return cgo.Handle(handle).Value().(disk) }

// span returns the memory of C that is to be read or written, and reports whether its place in a file can be.
func span(at C.uint64_t, size C.size_t, memory unsafe.Pointer) ([]byte, int64, bool) {
	if at > math.MaxInt64 || size > math.MaxInt64 || uint64(at)+uint64(size) > math.MaxInt64 {
		return nil, 0, false
	}
	return unsafe.Slice((*byte)(memory), int(size)), int64(at), true
}

// outcome tells the library, which gets to know only whether something failed; why it did is kept for the
// error of the call that the library is in (see failed).
func outcome(err error) C.int {
	if err == nil {
		return 0
	}
	library.cause = err
	return -1
}

//export golgiSize
func golgiSize(handle C.uintptr_t) C.uint64_t { return C.uint64_t(diskOf(handle).size()) }

//export golgiRead
func golgiRead(handle C.uintptr_t, at C.uint64_t, size C.size_t, to unsafe.Pointer) C.int {
	p, start, ok := span(at, size, to)
	if !ok {
		return -1
	}
	return outcome(diskOf(handle).read(p, start))
}

//export golgiWrite
func golgiWrite(handle C.uintptr_t, at C.uint64_t, size C.size_t, from unsafe.Pointer) C.int {
	p, start, ok := span(at, size, from)
	if !ok {
		return -1
	}
	return outcome(diskOf(handle).write(p, start))
}

//export golgiTruncate
func golgiTruncate(handle C.uintptr_t, size C.uint64_t) C.int {
	if size > math.MaxInt64 {
		return -1
	}
	return outcome(diskOf(handle).truncate(int64(size)))
}
