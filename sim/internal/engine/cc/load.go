package cc

/*
#cgo linux LDFLAGS: -ldl
#include <dlfcn.h>
#include <stdlib.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"unsafe"
)

// library is a loaded shared object. It stays loaded: a thread may be inside.
type library struct{ handle unsafe.Pointer }

// loadLibrary loads the shared object of a path.
func loadLibrary(path string) (library, error) {
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	runtime.LockOSThread() // dlerror speaks of this thread's last call
	defer runtime.UnlockOSThread()
	handle := C.dlopen(name, C.RTLD_NOW|C.RTLD_LOCAL)
	if handle == nil {
		return library{}, fmt.Errorf("cc: load kernels: %w", errors.New(C.GoString(C.dlerror())))
	}
	return library{handle}, nil
}

// loadAnyhow loads the shared object of a path where it is, or by a copy in memory. Where that was needed, note says why.
func loadAnyhow(path string) (lib library, note, err error) {
	lib, err = loadLibrary(path)
	if err == nil {
		return lib, nil, nil
	}
	lib, inMemory := loadFromMemory(path)
	if inMemory != nil {
		return library{}, nil, errors.Join(err, inMemory)
	}
	return lib, err, nil
}

// function returns a function of the library.
func (l library) function(symbol string) (unsafe.Pointer, error) {
	name := C.CString(symbol)
	defer C.free(unsafe.Pointer(name))
	f := C.dlsym(l.handle, name)
	if f == nil {
		return nil, fmt.Errorf("cc: load kernels: there is no function %s", symbol)
	}
	return f, nil
}
