package h5

import (
	"errors"
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
	Cause  error // what our own file driver or the system says, or nil
}

func (e *Error) Error() string {
	return fmt.Sprintf("hdf5: %s %q: %s", e.Op, Short(e.Object), e.Reason)
}

func (e *Error) Unwrap() error { return e.Cause }

// Short returns a path for people to read: of a very long one, as of thousands of groups within each other, the ends.
func Short(path string) string {
	const longest, shown = 600, 200 // bytes
	if len(path) <= longest {
		return path
	}
	return strings.ToValidUTF8(path[:shown], "") + "…" + strings.ToValidUTF8(path[len(path)-shown:], "")
}

// ErrMemory is the cause of the error where the library did not get the memory that it wanted.
var ErrMemory = errors.New("the HDF5 library got no memory")

// failed turns the error stack of this thread into an Error. It must be the first call after the failure,
// since the next call into the library clears the stack.
func failed(op, object string) error {
	if cause := library.cause; cause != nil {
		library.cause = nil
		return &Error{Op: op, Object: object, Reason: strings.TrimPrefix(cause.Error(), "hdf5: "), Cause: cause}
	}
	outer, inner, major, minor := lastFailure()
	outer, inner = brief(outer), brief(inner)
	reason := inner
	switch {
	case outer == "":
		reason = "the HDF5 library gives no reason"
	case !strings.HasPrefix(inner, outer):
		reason = outer + ": " + inner
	}
	if major != "" {
		reason += " (" + major + "/" + minor + ")"
	}
	if major == "Resource unavailable" {
		return &Error{Op: op, Object: object, Reason: reason, Cause: ErrMemory}
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

// An OpaqueError is about values of a type that this package does not read. What holds them can still be
// listed, and has attributes.
type OpaqueError struct {
	Op     string // "read dataset"
	Object string
	Type   string // "reference, 8 bytes"
}

func (e *OpaqueError) Error() string {
	return fmt.Sprintf("hdf5: %s %q: its elements are of a type that Golgi does not read (%s)",
		e.Op, e.Object, e.Type)
}

// opaque is the error for elements of that form in an object of that shape.
func (f form) opaque(op, object string, shape []int) error {
	text := fmt.Sprintf("%s, %d bytes", f.class, f.width())
	switch {
	case f.absent:
		text += ", without values"
	case len(shape) > 0:
		text += fmt.Sprintf(", shape %v", shape)
	}
	return &OpaqueError{op, object, text}
}
