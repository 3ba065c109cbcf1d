package write

import (
	"errors"
	"path/filepath"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// assemble makes one file of all that the view has: plans and tables first, where readers look first, and
// then the runs in their order. What is in doubt about a file that is continued is in doubt in the new one.
func (w *Writer) assemble(file *h5.File, all []*trajectory.Trajectory) error {
	for _, t := range all {
		rows, err := w.view.Rows(t)
		if err != nil {
			return err
		}
		err = file.Do(func(root h5.Group) error {
			if err := layout.WritePlan(root, t, w.Pypet, w.Results); err != nil {
				return err
			}
			return layout.Within(root, t.Name(), func(group h5.Group) error {
				return layout.WriteRows(group, t, rows)
			})
		})
		if err != nil {
			return err
		}
		if err := errors.Join(w.gather(file, t.Name(), false), w.gather(file, t.Name(), true)); err != nil {
			return err
		}
	}
	doubted, err := w.view.Doubted()
	if err != nil {
		return err
	}
	return file.Do(func(root h5.Group) error { return layout.WriteDoubted(root, doubted) })
}

// gather copies runs of a trajectory into the new file, or links them: what finished ones gave, or others.
func (w *Writer) gather(file *h5.File, name string, partial bool) error {
	return w.view.EachStretch(name, partial, func(from *h5.File, path string, runs []int) error {
		do := layout.Transfer(layout.CopyRun)
		if w.KeepSegments && filepath.Dir(path) == w.folder.Path() {
			link := layout.LinkTo(filepath.Base(w.folder.Path()) + "/" + filepath.Base(path))
			do = func(from, to h5.Group, name string) error {
				w.linked = true
				return link(from, to, name)
			}
		}
		return transfer(from, file, name, runs, partial, do)
	})
}
