package trajectory

import (
	"errors"
	"fmt"
)

// Errors on which callers branch with errors.Is. The errors that carry them name the object and the cure.
var (
	ErrNotFound  = errors.New("trajectory: not found")      // of a parameter, group, result, run, trajectory
	ErrExplored  = errors.New("trajectory: explored")       // a parameter that has no value before the runs
	ErrFrozen    = errors.New("trajectory: frozen")         // parameters, since Explore or the first run
	ErrExists    = errors.New("trajectory: exists already") // a trajectory or a finished run, in a store
	ErrElsewhere = errors.New("trajectory: elsewhere")      // a run that another program has to execute
)

// Of what has a nil receiver.
var (
	errNoTrajectory = errors.New("trajectory: there is no trajectory: it is nil")
	errNoReader     = errors.New("trajectory: there is no reader: it is nil")
	errNoRun        = errors.New("trajectory: there is no run: it is nil")
)

// A fault says in its own words what one of the sentinels above means here.
type fault struct {
	kind error
	text string
}

func (f *fault) Error() string { return f.text }
func (f *fault) Unwrap() error { return f.kind }

func faultf(kind error, format string, args ...any) error {
	for i, arg := range args {
		if text, is := arg.(string); is {
			args[i] = cutShort(text)
		}
	}
	return &fault{kind: kind, text: fmt.Sprintf(format, args...)}
}

// cutShort returns what is said of an object, and not all of it where somebody took a file for a name. No path is as long.
func cutShort(text string) string {
	const most = 2 * maxPath
	if len(text) <= most {
		return text
	}
	return fmt.Sprintf("%s… (%d bytes)", beginning(text), len(text))
}

// prefixed puts text before err, or before each of the errors that err joins: every line says its object.
func prefixed(text string, err error) error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if text = cutShort(text); !ok {
		return fmt.Errorf("%s: %w", text, err)
	}
	var faults []error
	for _, one := range joined.Unwrap() {
		faults = append(faults, prefixed(text, one))
	}
	return errors.Join(faults...)
}
