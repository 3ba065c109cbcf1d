package trajectory

import (
	"errors"
	"time"
)

// A Witness is a [Store] that knows, also after the program has died, which runs were under way then. Begin notes that
// by itself, until the run is committed or aborted. So a run that takes the program with it (out of memory, or by a C
// library that aborts) does not do so for ever: see [Death].
type Witness interface {
	// Deaths returns how programs have died while runs of t were under way that have not ended since, and that
	// are to be executed here, by when the runs were begun. A program that was asked to stop is not among them.
	Deaths(t *Trajectory) ([]Death, error)

	// Watch notes that run i is under way, without Begin: what precedes the storing of the pre-run. With done it
	// is no longer, and stays so if that is called again; ended says that it came to its end, so that earlier deaths are of no account.
	Watch(t *Trajectory, i int) (done func(ended bool) error, err error)

	// Stopping notes whether this program was asked to stop. If it dies after that, this is no run's doing.
	Stopping(asked bool) error
}

// A Death is one of a program while a run was under way in it. Of several runs, one may have been the cause. So each is
// executed again by itself, and if the program dies again then, the run is [Lost].
type Death struct {
	Run   int
	Begun time.Time // the run
	By    string    // the program, as in "process 4711 on host since 2026-11-21T09:30:59Z"
	Alone bool      // no other run was under way
}

// ErrLost is why a run has ended that took the program with it. With a reason that wraps it, a run is [Lost].
var ErrLost = errors.New("the program has died with it")
