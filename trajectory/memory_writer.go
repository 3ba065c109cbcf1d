package trajectory

import (
	"errors"
	"time"
)

// A memoryWriter builds the run to keep, and hands it to the store in the end.
type memoryWriter struct {
	store  *MemoryStore
	in     *memorized
	run    *Run
	kept   *Run // nil once committed or aborted
	intake *Intake
}

var errWriterDone = errors.New("trajectory: the run was committed or aborted already")

func (w *memoryWriter) Append(path string, block any) error {
	if w.kept == nil {
		return errWriterDone
	}
	stored, err := w.intake.Check(path, block)
	if err != nil {
		return err
	}
	switch stored := stored.(type) {
	case Parameter:
		w.kept.derived.put(path, stored)
	case Description:
		w.kept.results.describe(stored)
	case Link:
		w.kept.results.link(stored.Path, stored.Target)
	default:
		w.kept.results.put(path, w.kept.results.leaves[path].extended(stored))
	}
	return nil
}

func (w *memoryWriter) Commit() error {
	if w.kept == nil {
		return errWriterDone
	}
	w.run.End(time.Now(), nil)
	if err := w.run.Err(); err != nil {
		return errors.Join(err, w.Abort(err))
	}
	return w.keep(w.kept)
}

func (w *memoryWriter) Abort(reason error) error {
	if w.kept == nil {
		return errWriterDone
	}
	if reason == nil {
		return w.keep(nil)
	}
	w.run.End(time.Now(), reason)
	return w.keep(w.kept)
}

// keep closes the writer and stores run under the record of the one that was written, or nothing if nil.
func (w *memoryWriter) keep(run *Run) error {
	w.store.mu.Lock()
	defer w.store.mu.Unlock()
	w.kept = nil
	delete(w.in.open, w.run.Index())
	if run == nil {
		return nil
	}
	w.in.runs[w.run.Index()] = run
	return run.Restore(w.run.Record())
}
