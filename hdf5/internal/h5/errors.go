package h5

// #include "supplement.h"
import "C"

import (
	"fmt"
	"strings"
)

// An Error is a call of the C library that failed: what was tried on which object (or file), and what the
// library's error stack says of it, as in
//
//	hdf5: create dataset "v": unable to create dataset: name already exists (Links/Object already exists)
type Error struct {
	Op     string // "create dataset"
	Object string // path in the file, or of the file
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("hdf5: %s %q: %s", e.Op, e.Object, e.Reason) }

// failed turns the error stack of this thread into an Error. It must be the first call after the failure,
// since the next call into the library clears the stack.
func failed(op, object string) error {
	var f C.golgi_failure
	C.golgi_last_failure(&f)
	outer, inner := brief(C.GoString(&f.outer[0])), brief(C.GoString(&f.inner[0]))
	reason := inner
	switch {
	case outer == "":
		reason = "the HDF5 library gives no reason"
	case !strings.HasPrefix(inner, outer):
		reason = outer + ": " + inner
	}
	if major := C.GoString(&f.major[0]); major != "" {
		reason += " (" + major + "/" + C.GoString(&f.minor[0]) + ")"
	}
	return &Error{Op: op, Object: object, Reason: reason}
}

// brief shortens a text in which the library quotes the system, as in "unable to open file: name = 'x', errno
// = 2, error message = 'No such file or directory', flags = 1", to the first and the quoted words.
func brief(text string) string {
	if before, quoted, found := strings.Cut(text, ", error message = '"); found {
		what, _, _ := strings.Cut(quoted, "'")
		first, _, _ := strings.Cut(before, ",")
		first, _, _ = strings.Cut(first, ":")
		text = first + ": " + what
	}
	return strings.Join(strings.Fields(text), " ")
}

// refused is an Error that our own checks found.
func refused(op, object, format string, args ...any) error {
	return &Error{Op: op, Object: object, Reason: fmt.Sprintf(format, args...)}
}
