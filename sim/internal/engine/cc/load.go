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
