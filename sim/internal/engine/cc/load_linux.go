package cc

/*
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/mman.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"os"
	"unsafe"
)

// loadFromMemory loads the shared object of a path by a copy in memory, for folders from which nothing may be executed.
func loadFromMemory(path string) (library, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return library{}, err
	}
	name := C.CString("golgi-kernels")
	defer C.free(unsafe.Pointer(name))
	fd, err := C.memfd_create(name, C.MFD_CLOEXEC)
	if fd < 0 {
		return library{}, fmt.Errorf("cc: a file in memory: %w", err)
	}
	file := os.NewFile(uintptr(fd), "kernels in memory")
	_, err = file.Write(content)
	if err != nil {
		return library{}, errors.Join(err, file.Close())
	}
	lib, err := loadLibrary(fmt.Sprintf("/proc/self/fd/%d", fd))
	if err != nil {
		return library{}, errors.Join(err, file.Close())
	}
	inMemory = append(inMemory, file)
	return lib, nil
}

// inMemory are the files of what was loaded. They stay open, since the loader takes another file of one name for the same.
var inMemory []*os.File
