package view

import "fmt"

// A sentinelError says in its own words what one of the errors of package trajectory means here.
type sentinelError struct {
	kind error
	text string
}

func (e *sentinelError) Error() string { return e.text }

func (e *sentinelError) Unwrap() error { return e.kind }

// Faultf returns an error in these words that is, as far as errors.Is can tell, of that kind.
func Faultf(kind error, format string, args ...any) error {
	return &sentinelError{kind: kind, text: fmt.Sprintf(format, args...)}
}
