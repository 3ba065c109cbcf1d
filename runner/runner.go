package runner

import (
	"context"
	"errors"

	"golgi/component"
)

// A Runner is a component that decides which subruns a run has, and has them executed.
type Runner interface {
	component.Component
	// ExecutePreRun executes the subruns before all runs. An error that wraps ErrNoSubrun says that there is
	// nothing to do, which is no fault there.
	ExecutePreRun(ctx context.Context, p *Plan) error
	// ExecuteRun executes the subruns of a run.
	ExecuteRun(ctx context.Context, p *Plan) error
}

// ErrNoSubrun is wrapped by the error of a runner that finds nothing to execute.
var ErrNoSubrun = errors.New("runner: no subrun")
