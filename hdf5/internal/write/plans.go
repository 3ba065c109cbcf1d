package write

import (
	"errors"
	"fmt"
	"io/fs"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/internal/files"
	"golgi/trajectory"
)

// SaveTrajectory returns when the plan of t is on the disk. One that is stored already, and differs in nothing
// but when it was started, stays as it is.
func (w *Writer) SaveTrajectory(t *trajectory.Trajectory) error {
	if err := w.writable(); err != nil {
		return err
	}
	for {
		known := w.view.PlanNumber(t.Name())
		err := w.savePlan(t)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		// Another share has saved a plan of that number: see what it says.
		if err := w.view.Refresh(); err != nil {
			return err
		}
		if w.view.PlanNumber(t.Name()) == known {
			return err // the file system takes the plan of another trajectory for it
		}
	}
}

// savePlan returns an error that wraps fs.ErrExist if somebody else has saved one meanwhile.
func (w *Writer) savePlan(t *trajectory.Trajectory) error {
	grown, err := w.grow(t)
	if err != nil || grown {
		return errors.Join(err, w.view.Expect(t), w.view.Refresh())
	}
	stored, number, err := w.view.Plan(t.Name())
	if err != nil {
		return err
	}
	if stored != nil {
		if err := errors.Join(t.Continues(stored), t.TakeOver(stored)); err != nil {
			return err
		}
		if t.Same(stored) {
			return w.view.Expect(t)
		}
	}
	// The draft has a token of its own, since two goroutines may save one trajectory.
	draft := w.folder.Draft(parts.PlanName(t.Name(), number+1), parts.Token())
	if err := w.placePlan(draft, t, nil); err != nil {
		return err
	}
	w.growing.Begin(t, number+1)
	return errors.Join(w.view.Expect(t), w.view.Refresh())
}

// Notes is the group of settings that are Golgi's own.
const Notes = "golgi"

// placePlan writes a plan, with what more writes, and gives it its name.
func (w *Writer) placePlan(draft files.Draft, t *trajectory.Trajectory, more func(root h5.Group) error) error {
	err := w.writePart(draft, func(file *h5.File) error {
		return file.Do(func(root h5.Group) error {
			err := layout.WritePlan(root, t, w.Pypet, w.Results)
			if err == nil && more != nil {
				err = more(root)
			}
			return err
		})
	})
	if err == nil && w.view.Orphans() {
		err = w.view.Adoptable(draft.Temporary, t.Name())
	}
	if err != nil {
		return errors.Join(err, draft.Discard())
	}
	if err := draft.Place(); err != nil {
		return fmt.Errorf("hdf5: cannot save the plan of %s: %w", t.Name(), err)
	}
	return nil
}
