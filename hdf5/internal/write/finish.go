package write

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// Close drops the runs that are still open, commits the others and, if by now all runs of all trajectories
// have finished or failed (or incomplete says that this does not matter) and nobody else is at work, finishes
// the file. Otherwise the folder stays. A folder without any trajectory goes, and so does one without any run that
// was to replace a file.
func (w *Writer) Close(incomplete bool) error {
	return w.close(func() error { return w.finish(incomplete) })
}

// Abandon is Close for a folder that was made for this writer: it goes if it has no segment, no program has died of its runs, and nobody else is at work.
func (w *Writer) Abandon() error { return w.close(w.abandon) }

// close ends the writing, and then does what there is to do with the folder.
func (w *Writer) close(end func() error) error {
	drops, again := w.queue.Close()
	if again {
		return nil
	}
	defer w.release()
	var err error
	for _, drop := range drops {
		err = errors.Join(err, drop())
	}
	<-w.served
	return errors.Join(err, w.conclude(end), w.lock.Release(), w.view.Close())
}

// conclude says what was wrong with the end.
func (w *Writer) conclude(end func() error) error {
	if err := w.queue.Broken(); err != nil {
		return err
	}
	err := end()
	if err == nil {
		return nil
	}
	file, where := w.folder.File(), w.folder.Path()
	if w.finished.Load() {
		return fmt.Errorf("hdf5: %s is finished, but %s cannot be removed: %w", file, where, err)
	}
	return fmt.Errorf("hdf5: cannot finish %s: %w; all that was committed is in %s", file, err, where)
}

// abandon removes the folder if nothing in it is worth keeping; else it finishes the file if it is time.
func (w *Writer) abandon() error {
	alone, err := w.lock.Alone()
	if err != nil || !alone {
		return err
	}
	has, err := w.folder.Contents()
	if err != nil {
		return err
	}
	died, err := w.view.Died()
	if err != nil || died || has.Segments != nil {
		return errors.Join(err, w.finish(false))
	}
	w.finished.Store(true) // nothing is to come
	return w.folder.Remove()
}

// finish finishes the file if it is time.
func (w *Writer) finish(incomplete bool) error {
	alone, err := w.lock.Alone()
	if err != nil {
		return err
	}
	if !alone {
		if incomplete {
			return errors.New("others have shares of it and are at work")
		}
		return nil
	}
	if err := w.view.Refresh(); err != nil {
		return err
	}
	if w.view.Orphans() { // which are no file
		if incomplete {
			return errors.New("there is no plan of the runs that it has")
		}
		return nil
	}
	p, err := w.view.Progress()
	if err != nil {
		return err
	}
	died, err := w.view.Died()
	if err != nil {
		return err
	}
	if w.view.Void() || !incomplete && p.Idle() && !died && w.view.Newest() {
		w.finished.Store(true) // or there is nothing that could be
		return w.folder.Remove()
	}
	all, missing, err := w.view.All()
	if err != nil || missing > 0 && !incomplete {
		return err
	}
	if err := w.replace(all); err != nil {
		return err
	}
	w.finished.Store(true)
	if w.linked {
		return nil
	}
	return w.folder.Remove()
}

// replace writes the finished file and puts it into its place.
func (w *Writer) replace(all []*trajectory.Trajectory) error {
	need, err := w.view.Bytes(!w.KeepSegments)
	if err != nil {
		return err
	}
	if err := w.folder.Space(need); err != nil {
		return err
	}
	draft := w.folder.Whole(w.token)
	err = w.writeFile(draft.Temporary, func(file *h5.File) error { return w.assemble(file, all) })
	if err != nil {
		return errors.Join(err, draft.Discard())
	}
	return draft.Replace()
}
