package trajectory

import (
	"errors"
	"fmt"
	"golgi/internal/given"
)

// A Store keeps trajectories and the runs of each. Its methods may be called by several goroutines at once.
// What it must pass is storetest.Run.
//
// What a store keeps can be had from exported methods alone, and what it gives back is built by them:
//
//	trajectory  Name, Comment, Provenance, Parameters(""), Axes   New, Add, Explore(Zip(axes)), ExploreStored, RestoreGenerations,
//	            Generations, Config(), Descriptions, Links,        AddConfig, Describe, AddLink,
//	            Results, ResultLinks                               AddResult, AddResultLink
//	run         Index, Record, Derived, Results, Descriptions,     Run(i), AddDerived, AddResult, Describe, AddLink, Restore
//	            Links
type Store interface {
	// SaveTrajectory keeps the parameters and points of t. Where one of that name is stored already, t must
	// continue it (see [Trajectory.Continues]) and takes its place, with the runs that are there; any other is
	// refused with [ErrExists]. Results of the trajectory as a whole that are stored, settings, and what has post-processed it, stay where t has
	// them not: t gets them ([Trajectory.TakeOver]).
	SaveTrajectory(t *Trajectory) error

	// Begin opens the storage of run r, whose trajectory must have been saved. A finished run is never
	// replaced: it is refused with [ErrExists]. Any other that has ended may run again, and is replaced on
	// Commit or Abort. A run may be open once at a time. Where several programs share the runs, one of another
	// program is refused with [ErrElsewhere].
	Begin(r *Run) (RunWriter, error)

	// Status returns how run i of t has ended, or Pending if it was neither committed nor aborted.
	Status(t *Trajectory, i int) (Status, error)

	// Sync returns when every run that was committed or aborted is safe from whatever may happen to the
	// program. A store may put that off otherwise, and then returns here, or from any method that writes, the
	// error that kept runs from being stored; they are not in the store then, and once Sync has returned, Status
	// says of each run what has become of it.
	Sync() error

	// LoadTrajectory returns the trajectory of that name with all its points, frozen, or [ErrNotFound]. It may
	// leave the points in the store, which must then be open when they are needed; see [Trajectory.Fetch].
	LoadTrajectory(name string) (*Trajectory, error)

	// LoadRun returns run i of t, or [ErrNotFound] if it was neither committed nor aborted. Its record says how it
	// has ended. Of a run that has not finished, the results are those that it had given until then.
	LoadRun(t *Trajectory, i int) (*Run, error)

	// Close ends the use of the store, after Sync. Runs that are still open are dropped.
	Close() error
}

// A Sharer is a [Store] of which several programs execute the runs.
type Sharer interface {
	// Has reports whether run i is for this program to execute: Begin refuses the others with [ErrElsewhere].
	Has(i int) bool
}

// A RunWriter takes in what a run gives. Until Commit or Abort nothing of it can be seen in the store.
type RunWriter interface {
	// Append takes one block for the dotted path of a result or a derived parameter:
	//
	//	Result      declares the result at path with all its items; their values are their first rows
	//	Item        further rows for the declared item of that name, joined along the first axis
	//	Rest        further items and annotations of the declared result, whose items may have streamed
	//	Parameter   a derived parameter of the run
	//	Description what is said of a group of results
	//	Link        from path to a result that was declared, or a group of some
	//
	// An item that streams is declared with whatever it has, which may be no rows at all: []float64{}, or an
	// NDArray of shape {0, 100}. Its blocks have the type and inner shape of the declaration, and may leave
	// out unit, dims and comment. An [Intake] checks all that for a store. The block is the caller's again when
	// Append returns.
	Append(path string, block any) error

	// Commit ends the run (see [Run.End]) and puts it into the store; see [Store.Sync] for when it is safe
	// there. To commit a run that has failed or was stopped is an error, and aborts it for that reason.
	Commit() error

	// Abort ends the run for a reason (see [Run.End]), and puts it into the store with what was appended. That is
	// kept for who loads the run, and counts nowhere as a result; when the run is executed again, it is replaced.
	// With nil, the run is as if it had never begun, and nothing is kept.
	Abort(reason error) error
}

// A Keeper is a RunWriter that can spare the copies of large lists.
type Keeper interface {
	// Keep is Append of a block of which nobody will change a list.
	Keep(path string, block any) error
}

// SaveRun stores a run that was not streamed, with all its results and derived parameters. One that has not ended
// finishes by it.
func SaveRun(s Store, r *Run) error {
	if err := given.All("trajectory: SaveRun", given.Arg{Name: "store", Value: s}, given.Arg{Name: "run", Value: r}); err != nil {
		return err
	}
	w, err := s.Begin(r)
	if err != nil {
		return err
	}
	err, reason := appendAll(w, r), r.Err()
	switch {
	case reason != nil: // its record is kept in any case
		return errors.Join(err, w.Abort(reason))
	case err != nil:
		return errors.Join(err, w.Abort(nil))
	}
	return w.Commit()
}

func appendAll(w RunWriter, r *Run) error {
	add := w.Append
	if k, can := w.(Keeper); can { // nobody changes what a run has
		add = k.Keep
	}
	for path, p := range r.derived.all {
		if err := add(path, p); err != nil {
			return fmt.Errorf("trajectory: %s: storing derived parameter %q: %w", r.Name(), path, err)
		}
	}
	for path, res := range r.results.all {
		if res.away {
			continue
		}
		if err := add(path, res); err != nil {
			return fmt.Errorf("trajectory: %s: storing result %q: %w", r.Name(), path, err)
		}
	}
	for _, d := range r.Descriptions() {
		if err := add(d.Path, d); err != nil {
			return fmt.Errorf("trajectory: %s: storing the description of %q: %w", r.Name(), d.Path, err)
		}
	}
	for _, l := range r.Links() {
		if err := add(l.Path, l); err != nil {
			return fmt.Errorf("trajectory: %s: storing link %q: %w", r.Name(), l.Path, err)
		}
	}
	return nil
}
