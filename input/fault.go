package input

import (
	"errors"
	"fmt"
	"os"

	"golgi/internal/memory"
)

// ErrMalformed is wrapped by the errors of files that are not what they should be.
var ErrMalformed = errors.New("malformed file")

// ErrTooLarge is wrapped by the errors of files that have, or claim to have, more than memory can hold.
var ErrTooLarge = errors.New("too large a file")

// A fault is an error in a file.
type fault struct {
	text string
	kind error
}

func (f *fault) Error() string { return f.text }
func (f *fault) Unwrap() error { return f.kind }

// faultf says what is wrong with a file. name is the file, with the place where that is known.
func faultf(name, format string, args ...any) error {
	return &fault{"input: " + name + ": " + fmt.Sprintf(format, args...), ErrMalformed}
}

// open opens a file.
func open(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("input: %w", err)
	}
	return file, nil
}

// afford returns why n values of some bytes each cannot be held.
func afford(name string, n, bytes int64) error {
	available := memory.Available() / 2 // descriptions and networks hold them once more
	if n > available/bytes {
		text := fmt.Sprintf("input: %s: %d values of %d bytes are more than the memory there is, %d MiB", name, n, bytes, available>>20)
		return &fault{text, ErrTooLarge}
	}
	return nil
}
