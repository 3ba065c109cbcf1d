package write

import (
	"path/filepath"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// assemble makes one file of all that the view has: plans and tables first, where readers look first, and
// then the runs in their order.
func (w *Writer) assemble(file *h5.File, all []*trajectory.Trajectory) error {
	for _, t := range all {
		rows, err := w.view.Rows(t)
		if err != nil {
			return err
		}
		err = file.Do(func(root h5.Group) error {
			if err := layout.WritePlan(root, t, w.Pypet); err != nil {
				return err
			}
			return layout.Within(root, t.Name(), func(group h5.Group) error {
				return layout.WriteRows(group, t, rows)
			})
		})
		if err != nil {
			return err
		}
		if err := w.gather(file, t.Name()); err != nil {
			return err
		}
	}
	return nil
}

// gather copies finished runs of a trajectory into the new file, or links them.
func (w *Writer) gather(file *h5.File, name string) error {
	return w.view.EachStretch(name, func(from *h5.File, path string, runs []int) error {
		do := layout.Transfer(layout.CopyRun)
		if w.KeepSegments && filepath.Dir(path) == w.folder.Path() {
			do = layout.LinkTo(filepath.Base(w.folder.Path()) + "/" + filepath.Base(path))
		}
		return transfer(from, file, name, runs, do)
	})
}
