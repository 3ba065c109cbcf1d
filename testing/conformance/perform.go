package conformance

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"golgi/modelfile"
)

// limit is how long one model may take.
const limit = 5 * time.Minute

// Errors that are no refusals: the simulator panics at a model, or cannot close its network.
var (
	errPanic   = errors.New("conformance: the simulator panics")
	errClosing = errors.New("conformance: the network does not close")
)

// perform makes the objects of a model, runs its schedule and looks at what there is then. An error is that
// of the simulator, unless refuses says otherwise, or of look.
func perform(ctx context.Context, m *modelfile.Model, o modelfile.Options, look func(*modelfile.Simulation) error) (err error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanic, p, debug.Stack())
		}
	}()
	s, err := m.Start(ctx, o)
	if err != nil {
		return err
	}
	defer func() {
		if fault := s.Close(); fault != nil {
			err = fmt.Errorf("%w: %w", errClosing, errors.Join(err, fault))
		}
	}()
	if err := s.Run(ctx); err != nil {
		return err
	}
	return look(s)
}

// refuses reports whether an error of perform is the simulator's word on the model.
func refuses(err error) bool {
	others := []error{nil, errMalformed, modelfile.ErrMalformed, errPanic, errClosing, context.DeadlineExceeded, context.Canceled}
	return !slices.ContainsFunc(others, func(other error) bool { return errors.Is(err, other) })
}
