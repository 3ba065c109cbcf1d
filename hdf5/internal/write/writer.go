package write

import (
	"errors"
	"sync/atomic"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/internal/files"
)

// A Writer adds to the folder of a file. Any goroutine may call its methods: what changes is in the view, the
// queue and the buffers, each with a lock of its own.
type Writer struct {
	Settings
	folder   parts.Folder
	lock     *parts.Lock
	token    string // of this writer
	view     *view.View
	queue    *queue
	buffers  buffers
	served   chan struct{}
	release  func()      // of the library
	linked   bool        // the finished file has links into the folder
	finished atomic.Bool // the file is in its place
	growing  growing
}

// Finished reports whether the file is in its place.
func (w *Writer) Finished() bool { return w.finished.Load() }

// Path returns the folder.
func (w *Writer) Path() string { return w.folder.Path() }

// writable returns why nothing can be added.
func (w *Writer) writable() error {
	if err := w.queue.Usable(); err != nil {
		return err
	}
	return w.view.Continuable()
}

// Sync returns when all runs that have ended are committed, or lost.
func (w *Writer) Sync() error { return w.queue.Sync() }

// Wait lets the view read runs, as soon as they are committed.
func (w *Writer) Wait(read func() error) error {
	for {
		err := read()
		if !errors.Is(err, view.ErrUnderway) {
			return err
		}
		if err := w.Sync(); err != nil {
			return err
		}
	}
}

// writePart is writeFile for a plan or segment.
func (w *Writer) writePart(draft files.Draft, fill func(*h5.File) error) error {
	return w.writeFile(draft.Temporary, func(file *h5.File) error {
		err := file.Do(func(root h5.Group) error { return layout.WritePart(root, draft.Name()) })
		if err != nil {
			return err
		}
		return fill(file)
	})
}

// writeFile writes a new file with our header at path.
func (w *Writer) writeFile(path string, fill func(*h5.File) error) error {
	return writeFile(w.Disk, path, fill)
}

func writeFile(disk files.Disk, path string, fill func(*h5.File) error) error {
	file, err := h5.Create(path, disk.Hook)
	if err != nil {
		return err
	}
	if err = file.Do(layout.WriteHeader); err == nil {
		err = fill(file)
	}
	if closed := file.Close(); err == nil { // or else it says the same once more
		err = closed
	}
	return err
}

// transfer transfers runs of a trajectory from one file to another: all have finished, or all are partial.
func transfer(from, to *h5.File, name string, runs []int, partial bool, do layout.Transfer) error {
	return h5.Both(from, to, func(from, to h5.Group) error {
		return layout.Within(from, name, func(from h5.Group) error {
			return layout.Within(to, name, func(to h5.Group) error {
				return layout.TransferRuns(from, to, runs, partial, do)
			})
		})
	})
}
