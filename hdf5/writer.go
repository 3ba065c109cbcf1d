package hdf5

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A writer collects what a run gives, in memory and then in a spill, and hands it to the store in the end.
// So the file never has half a run, and workers wait for each other only while one commits.
type writer struct {
	store *Store
	table *table
	run   *trajectory.Run

	mu      sync.Mutex // against Store.Close; a run is used by one goroutine at a time
	done    bool
	intake  *trajectory.Intake
	derived []*trajectory.Parameter
	results []result
	held    int64 // bytes of blocks in memory
	spill   *spill
}

var errDone = errors.New("hdf5: the run was committed, aborted, or dropped by Close")

// Begin implements [trajectory.Store].
func (s *Store) Begin(r *trajectory.Run) (trajectory.RunWriter, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writable(); err != nil {
		return nil, err
	}
	name := r.Trajectory().Name()
	t, err := s.table(name)
	if err != nil {
		return nil, err
	}
	record, known := t.record(r.Index())
	switch {
	case !known:
		return nil, faultf(trajectory.ErrNotFound, "hdf5: %s in %s has %d runs, and no %s; "+
			"save the trajectory again when it has further points", name, s.path, len(t.records), r.Name())
	case record.Status == trajectory.Finished:
		return nil, faultf(trajectory.ErrExists, "hdf5: %s of %s has finished and is in %s already",
			r.Name(), name, s.path)
	case t.open[r.Index()] != nil:
		return nil, faultf(trajectory.ErrExists, "hdf5: %s of %s is being written already", r.Name(), name)
	}
	w := &writer{store: s, table: t, run: r, intake: trajectory.NewIntake(r)}
	t.open[r.Index()] = w
	return w, nil
}

// Append implements [trajectory.RunWriter].
func (w *writer) Append(path string, block any) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errDone
	}
	checked, err := w.intake.Check(path, block)
	if err != nil {
		return err
	}
	switch checked := checked.(type) {
	case trajectory.Parameter:
		w.derived = append(w.derived, &checked)
	case trajectory.Result:
		w.results = append(w.results, declared(checked))
	case trajectory.Item:
		return w.extend(path, checked)
	}
	return nil
}

func declared(r trajectory.Result) result {
	items := make([]stream, len(r.Items))
	for i, item := range r.Items {
		items[i] = stream{item: item}
	}
	return result{r.Path, r.Comment, r.Annotations, items}
}

// extend appends a block to the item of its name, which the intake knows.
func (w *writer) extend(path string, item trajectory.Item) error {
	rows, _, err := stored(item.Value)
	if err != nil {
		return err
	}
	b, err := w.hold(rows)
	if err != nil {
		return err
	}
	r := slices.IndexFunc(w.results, func(r result) bool { return r.path == path })
	items := w.results[r].items
	i := slices.IndexFunc(items, func(s stream) bool { return s.item.Name == item.Name })
	items[i].blocks = append(items[i].blocks, b)
	return nil
}

// Commit implements [trajectory.RunWriter]. The run is in the file when it returns, and reaches the
// operating system with the next flush, at most flushEvery later.
func (w *writer) Commit() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errDone
	}
	w.run.End(time.Now(), nil)
	if err := w.run.Err(); err != nil {
		return errors.Join(err, w.end(nil))
	}
	slices.SortFunc(w.derived, func(a, b *trajectory.Parameter) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(w.results, func(a, b result) int { return cmp.Compare(a.path, b.path) })
	return w.end(func(group h5.Group) error {
		return writeRun(group, w.run.Index(), w.derived, w.results, w.store.layout)
	})
}

// Abort implements [trajectory.RunWriter].
func (w *writer) Abort(reason error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errDone
	}
	if reason == nil {
		return errors.Join(w.store.forget(w), w.drop())
	}
	w.run.End(time.Now(), reason)
	return w.end(nil)
}

// end stores the record of the run, and before it what write writes, if anything.
func (w *writer) end(write func(h5.Group) error) error {
	return errors.Join(w.store.keep(w, write), w.drop())
}

// drop gives back what the writer holds. It needs the writer's lock.
func (w *writer) drop() error {
	w.done = true
	w.derived, w.results = nil, nil
	if w.spill == nil {
		return nil
	}
	return w.spill.close()
}

// forget makes the run as if it had never begun.
func (s *Store) forget(w *writer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(w.table.open, w.run.Index())
	return s.usable()
}

// keep ends the writing of a run: with write, which fills in its group, and its record.
func (s *Store) keep(w *writer, write func(h5.Group) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(w.table.open, w.run.Index())
	if err := s.writable(); err != nil {
		return err
	}
	if write != nil {
		if err := s.inTrajectory(w.run.Trajectory().Name(), write); err != nil {
			return err
		}
	}
	w.table.setRecord(w.run.Index(), w.run.Record())
	s.changed, s.committed = true, true
	return s.flushInTime()
}
