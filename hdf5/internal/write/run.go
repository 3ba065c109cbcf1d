package write

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/view"
	"golgi/trajectory"
)

// A Run collects what a run gives, in memory and then in a spill, and hands it over in the end. So no file ever
// has half a run, and workers do not wait for the disk. It is a [trajectory.RunWriter].
type Run struct {
	writer *Writer
	run    *trajectory.Run
	id     view.RunID

	slot int64 // where it is noted that the run is under way

	mu      sync.Mutex // guards all below from Close; a run is used by one goroutine at a time
	done    bool
	intake  *trajectory.Intake
	derived []*trajectory.Parameter
	results []layout.Result
	groups  []trajectory.Description
	links   []trajectory.Link
	buffers []buffer // of results
	held    int64    // bytes of blocks in memory
	spill   *spill
}

var errDone = errors.New("hdf5: the run was committed, aborted, or dropped by Close")

// Append implements [trajectory.RunWriter].
func (r *Run) Append(path string, block any) error { return r.Take(path, block, r.copied) }

// Keep implements [trajectory.Keeper].
func (r *Run) Keep(path string, block any) error {
	return r.Take(path, block, func(value any) any { return value })
}

// Take takes in a block, of which it keeps what kept makes of values.
func (r *Run) Take(path string, block any, kept func(value any) any) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return errDone
	}
	checked, err := r.intake.Check(path, block)
	if err != nil {
		return err
	}
	switch checked := checked.(type) {
	case trajectory.Parameter:
		r.derived = append(r.derived, &checked)
	case trajectory.Result:
		return r.declare(checked, kept)
	case trajectory.Item:
		return r.extend(path, checked, kept)
	case trajectory.Rest:
		return r.complete(path, checked, kept)
	case trajectory.Description:
		r.groups = append(r.groups, checked)
	case trajectory.Link:
		r.links = append(r.links, checked)
	}
	return nil
}

// copied returns a copy of a value of an item.
func (r *Run) copied(value any) any {
	if c, is := value.(trajectory.Compound); is {
		return trajectory.Clone(c)
	}
	array, is := value.(trajectory.NDArray)
	if !is {
		array.Data = value
	}
	list, b := copyOf(&r.writer.buffers, array.Data)
	if b.list != nil {
		r.buffers = append(r.buffers, b)
	}
	if !is {
		return list
	}
	return trajectory.NDArray{Shape: array.Shape, Data: list}
}

// declare takes in a result with the first rows of its items.
func (r *Run) declare(declared trajectory.Result, kept func(value any) any) error {
	items, err := r.items(declared.Items, kept)
	if err != nil {
		return err
	}
	r.results = append(r.results, layout.Result{Path: declared.Path, Comment: declared.Comment,
		Annotations: declared.Annotations, Compression: declared.Compression, Items: items})
	return nil
}

// items takes in items with their first rows.
func (r *Run) items(list []trajectory.Item, kept func(value any) any) ([]layout.Item, error) {
	items := make([]layout.Item, len(list))
	for i, item := range list {
		item.Value = kept(item.Value)
		size, err := layout.BytesOf(item.Value)
		if err != nil {
			return nil, err
		}
		r.held += size
		items[i] = layout.Item{Item: item}
	}
	return items, nil
}

// complete adds items and annotations to the result at path, which the intake knows. Its items stay sorted by name.
func (r *Run) complete(path string, rest trajectory.Rest, kept func(value any) any) error {
	items, err := r.items(rest.Items, kept)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(r.results, func(res layout.Result) bool { return res.Path == path })
	of := &r.results[at]
	of.Items = append(of.Items, items...)
	slices.SortFunc(of.Items, func(a, b layout.Item) int { return cmp.Compare(a.Name, b.Name) })
	of.Annotations = trajectory.Result{Annotations: of.Annotations}.With(trajectory.Rest{Annotations: rest.Annotations}).Annotations
	return nil
}

// extend appends a block to the item of its name, which the intake knows.
func (r *Run) extend(path string, item trajectory.Item, kept func(value any) any) error {
	b, err := r.hold(item.Value, kept)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(r.results, func(res layout.Result) bool { return res.Path == path })
	items := r.results[at].Items
	i := slices.IndexFunc(items, func(it layout.Item) bool { return it.Name == item.Name })
	items[i].Blocks = append(items[i].Blocks, b)
	return nil
}

// Commit implements [trajectory.RunWriter]. The run is on its way when it returns, and in a
// segment that is closed at most 200 ms later. It waits while more are on their way than can be written until
// then, or more than 16 MiB.
func (r *Run) Commit() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return errDone
	}
	r.run.End(time.Now(), nil)
	return errors.Join(r.run.Err(), r.handOver())
}

// Abort implements [trajectory.RunWriter].
func (r *Run) Abort(reason error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return errDone
	}
	if reason == nil {
		r.writer.queue.Forget(r.id)
		return r.forget()
	}
	r.run.End(time.Now(), reason)
	return r.handOver()
}

// handOver hands over the run, which has ended, with what it gave. One whose record nobody could read is as if it had never
// begun.
func (r *Run) handOver() error {
	if err := layout.CheckRecord(r.run.Record()); err != nil {
		r.writer.queue.Forget(r.id)
		return errors.Join(fmt.Errorf("hdf5: %s of %s cannot be stored: %w", r.run.Name(), r.id.Trajectory, err), r.forget())
	}
	slices.SortFunc(r.derived, func(a, b *trajectory.Parameter) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(r.results, func(a, b layout.Result) int { return cmp.Compare(a.Path, b.Path) })
	o := &outcome{id: r.id, record: r.run.Record(), buffers: r.buffers, held: r.held, spill: r.spill,
		gave: layout.Run{Index: r.id.Index, Derived: r.derived, Results: r.results, Groups: r.groups, Links: r.links, Log: r.run.Record().Log}}
	o.gave.Partial = o.record.Status != trajectory.Finished
	r.spill = nil
	r.writer.lock.End(r.slot) // first, since the note goes when the run is committed
	return errors.Join(r.writer.queue.Put(o), r.drop())
}

// Drop gives back what the run holds if it is still open.
func (r *Run) Drop() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return nil
	}
	return r.forget()
}

func (r *Run) drop() error {
	r.done = true
	r.derived, r.results, r.buffers = nil, nil, nil
	if r.spill == nil {
		return nil
	}
	return r.spill.close()
}

// forget drops a run that is not handed over.
func (r *Run) forget() error {
	r.writer.lock.End(r.slot)
	return errors.Join(r.writer.lock.Flush(), r.drop())
}

// hold returns what kept makes of rows as a block, which is spilled if with it more than maxHeld bytes would
// be held. Texts are never spilled: who streams numbers of them?
func (r *Run) hold(value any, kept func(value any) any) (layout.Block, error) {
	rows, _, err := layout.Stored(value)
	if err != nil {
		return layout.Block{}, err
	}
	if size := rows.Bytes(); r.held+size <= maxHeld || rows.Kind() == h5.String {
		r.held += size
		rows, _, err = layout.Stored(kept(value))
		return layout.Block{Rows: rows}, err
	}
	if r.spill == nil {
		if r.spill, err = newSpill(r.writer.folder.Path(), r.writer.Disk); err != nil {
			return layout.Block{}, err
		}
	}
	return r.spill.put(rows)
}
