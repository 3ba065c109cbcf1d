package write

import (
	"slices"

	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// Watch notes that a run is under way that has not begun for the store. See [trajectory.Witness].
func (w *Writer) Watch(name string, i int) (done func(ended bool) error, err error) {
	if err := w.writable(); err != nil {
		return nil, err
	}
	slot, err := w.lock.Begin(name, i)
	if err != nil {
		return nil, err
	}
	return func(ended bool) error {
		w.lock.End(slot)
		err := w.lock.Flush()
		if err == nil && ended {
			err = w.lock.Forget(name, i)
		}
		return err
	}, nil
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
func (w *Writer) Stopping(asked bool) error { return w.lock.Asked(asked) }
