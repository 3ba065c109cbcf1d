package write

import (
	"errors"
	"io/fs"
	"slices"
	"sync"

	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/trajectory"
)

// Watch notes that a run is under way that has not begun for the store. See [trajectory.Witness].
func (w *Writer) Watch(name string, i int) (done func(ended bool) error, err error) {
	if err := w.writable(); err != nil {
		return nil, err
	}
	points, err := w.view.Points(name)
	if err != nil {
		return nil, err
	}
	if i < trajectory.PreRun || i >= points {
		return nil, view.Faultf(trajectory.ErrNotFound, "hdf5: %s in %s has %d runs, and no run %d", name, w.folder.File(), points, i)
	}
	slot, err := w.lock.Begin(name, i)
	if err != nil {
		return nil, err
	}
	end := sync.OnceFunc(func() { w.lock.End(slot) }) // which may be another run's by then
	return func(ended bool) error {
		end()
		err := w.lock.Flush()
		if err == nil && ended {
			err = w.lock.Forget(name, i)
		}
		return w.closedBy(err)
	}, nil
}

// closedBy says of the error of a lock file that has been closed which store was.
func (w *Writer) closedBy(err error) error {
	if errors.Is(err, fs.ErrClosed) {
		return view.Closed(w.folder.File())
	}
	return err
}

// Deaths returns the notes of programs that have died while runs of a trajectory were under way, of those that are to be
// executed here. The pre-run is executed by each share for itself.
func (w *Writer) Deaths(name string) ([]parts.Note, error) {
	all, err := w.view.Begun()
	return slices.DeleteFunc(all, func(n parts.Note) bool {
		ours := w.Share.Has(n.Run)
		if n.Run == trajectory.PreRun {
			ours = w.lock.Noted(n)
		}
		return n.Alive || n.Trajectory != name || !ours
	}), err
}

// Stopping notes whether the program has been asked to stop.
func (w *Writer) Stopping(asked bool) error { return w.closedBy(w.lock.Asked(asked)) }
