package hdf5

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"time"

	"golgi/trajectory"
)

// A writer collects what a run gives, in memory and then in a spill, and hands it to the store in the end.
// So no file ever has half a run, and workers do not wait for the disk.
type writer struct {
	store *Store
	run   *trajectory.Run

	mu      sync.Mutex // against Store.Close; a run is used by one goroutine at a time
	done    bool
	intake  *trajectory.Intake
	derived []*trajectory.Parameter
	results []result
	buffers []buffer // of results
	held    int64    // bytes of blocks in memory
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
	x, err := s.admit(r)
	if err != nil {
		return nil, err
	}
	w := &writer{store: s, run: r, intake: trajectory.NewIntake(r)}
	x.open[r.Index()] = w
	return w, nil
}

// admit returns the index of the trajectory of a run that may begin. It needs the lock.
func (s *Store) admit(r *trajectory.Run) (*index, error) {
	name, i := r.Trajectory().Name(), r.Index()
	points, err := s.view.points(name)
	if err != nil {
		return nil, err
	}
	e, err := s.settled(name, i)
	if err != nil {
		return nil, err
	}
	x, err := s.view.index(name)
	switch {
	case err != nil:
		return nil, err
	case i >= points:
		return nil, faultf(trajectory.ErrNotFound, "hdf5: %s in %s has %d runs, and no %s; "+
			"save the trajectory again when it has further points", name, s.path, points, r.Name())
	case !s.options.share.has(i):
		return nil, faultf(trajectory.ErrElsewhere, "hdf5: %s of %s is not in share %d/%d",
			r.Name(), name, s.options.share.i, s.options.share.n)
	case e.status == trajectory.Finished:
		return nil, faultf(trajectory.ErrExists, "hdf5: %s of %s has finished and is in %s already",
			r.Name(), name, s.path)
	case x.open[i] != nil:
		return nil, faultf(trajectory.ErrExists, "hdf5: %s of %s is being written already", r.Name(), name)
	}
	return x, nil
}

// Append implements [trajectory.RunWriter].
func (w *writer) Append(path string, block any) error { return w.take(path, block, w.copyOf) }

// Keep implements [trajectory.Keeper].
func (w *writer) Keep(path string, block any) error {
	return w.take(path, block, func(value any) any { return value })
}

// take takes in a block, of which it keeps what kept makes of values.
func (w *writer) take(path string, block any, kept func(value any) any) error {
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
		return w.declare(checked, kept)
	case trajectory.Item:
		return w.extend(path, checked, kept)
	}
	return nil
}

// copyOf returns a copy of a value of an item.
func (w *writer) copyOf(value any) any {
	array, is := value.(trajectory.NDArray)
	if !is {
		array.Data = value
	}
	list, b := w.store.buffers.copyOf(array.Data)
	if b.list != nil {
		w.buffers = append(w.buffers, b)
	}
	if !is {
		return list
	}
	return trajectory.NDArray{Shape: array.Shape, Data: list}
}

// declare takes in a result with the first rows of its items.
func (w *writer) declare(r trajectory.Result, kept func(value any) any) error {
	items := make([]stream, len(r.Items))
	for i, item := range r.Items {
		item.Value = kept(item.Value)
		first, _, err := stored(item.Value)
		if err != nil {
			return err
		}
		w.held += first.Bytes()
		items[i] = stream{item: item}
	}
	w.results = append(w.results, result{r.Path, r.Comment, r.Annotations, r.Compression, items})
	return nil
}

// extend appends a block to the item of its name, which the intake knows.
func (w *writer) extend(path string, item trajectory.Item, kept func(value any) any) error {
	b, err := w.hold(item.Value, kept)
	if err != nil {
		return err
	}
	r := slices.IndexFunc(w.results, func(r result) bool { return r.path == path })
	items := w.results[r].items
	i := slices.IndexFunc(items, func(s stream) bool { return s.item.Name == item.Name })
	items[i].blocks = append(items[i].blocks, b)
	return nil
}

// Commit implements [trajectory.RunWriter]. The run is on its way when it returns, and on the disk at most
// 200 ms and a write later; see [Store.Sync]. It waits while more than 16 MiB are on their way.
func (w *writer) Commit() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errDone
	}
	w.run.End(time.Now(), nil)
	if err := w.run.Err(); err != nil {
		return errors.Join(err, w.abort())
	}
	slices.SortFunc(w.derived, func(a, b *trajectory.Parameter) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(w.results, func(a, b result) int { return cmp.Compare(a.path, b.path) })
	e := w.ended()
	e.derived, e.results, e.buffers, e.held, e.spill = w.derived, w.results, w.buffers, w.held, w.spill
	w.spill = nil
	return errors.Join(w.store.hand(e), w.drop())
}

// Abort implements [trajectory.RunWriter].
func (w *writer) Abort(reason error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return errDone
	}
	if reason == nil {
		return errors.Join(w.store.forget(w.run), w.drop())
	}
	w.run.End(time.Now(), reason)
	return w.abort()
}

// abort hands over the record of the run alone. It needs the writer's lock, as the next.
func (w *writer) abort() error {
	return errors.Join(w.store.hand(w.ended()), w.drop())
}

// ended returns the run on its way, with nothing but its record.
func (w *writer) ended() *ended {
	return &ended{t: w.run.Trajectory(), index: w.run.Index(), record: w.run.Record()}
}

// drop gives back what the writer holds.
func (w *writer) drop() error {
	w.done = true
	w.derived, w.results, w.buffers = nil, nil, nil
	if w.spill == nil {
		return nil
	}
	return w.spill.close()
}
