package runner

import (
	"context"
	"errors"

	"golgi/component"
	"golgi/trajectory"
	"golgi/units"
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

// A Planner is a runner that can tell before the first run which subruns there will be, those of the pre-run among them.
// What hooks add to them later it need not know.
type Planner interface {
	Planned(r trajectory.Reader) (component.Spans, error)
}

// A Lasting runner can tell before a run how much time it will simulate, the pre-run not counted. What hooks add to that later it need
// not know. Progress goes by it.
type Lasting interface {
	Lasts(r trajectory.Reader) (units.Quantity, error)
}

// ErrNoSubrun is wrapped by the error of a runner that finds nothing to execute.
var ErrNoSubrun = errors.New("runner: no subrun")
