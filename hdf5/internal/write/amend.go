package write

import (
	"errors"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/view"
	"golgi/trajectory"
)

// A run that has finished gets more as a whole: a segment has all that it gave, copied from the file that has it as it is, with what is new. So no
// run is ever in two files that both count, and until the segment is committed the old one does.

// Amend implements [trajectory.Amender].
func (w *Writer) Amend(r *trajectory.Run) error {
	if err := w.writable(); err != nil {
		return err
	}
	id := view.RunID{Trajectory: r.Trajectory().Name(), Index: r.Index()}
	if !w.queue.Open(id, func() error { return nil }) {
		return view.Faultf(trajectory.ErrExists, "hdf5: %s of %s is being written already", r.Name(), id.Trajectory)
	}
	o, err := w.amended(id, r)
	if err != nil {
		w.queue.Forget(id)
		return err
	}
	return w.queue.Put(o)
}

// amended returns what becomes of a run.
func (w *Writer) amended(id view.RunID, r *trajectory.Run) (*outcome, error) {
	status, underway, err := w.view.Status(id.Trajectory, id.Index)
	if err == nil && underway {
		if err = w.Sync(); err == nil {
			status, _, err = w.view.Status(id.Trajectory, id.Index)
		}
	}
	switch {
	case err != nil:
		return nil, err
	case status != trajectory.Finished:
		return nil, view.Faultf(trajectory.ErrNotFound, "hdf5: %s of %s is %s in %s, and nothing can be added to it", r.Name(), id.Trajectory, status, w.folder.File())
	case !w.Share.Has(id.Index):
		return nil, view.Faultf(trajectory.ErrElsewhere, "hdf5: %s of %s is not in share %d/%d", r.Name(), id.Trajectory, w.Share.I, w.Share.N)
	}
	if err := layout.CheckRecord(r.Record()); err != nil {
		return nil, err
	}
	o := &outcome{id: id, record: r.Record(), gave: layout.Run{Index: id.Index, Amends: true}}
	for _, path := range r.Amended() {
		res, err := r.Result(path)
		if err != nil {
			return nil, err
		}
		added, size, err := resultOf(res)
		if err != nil {
			return nil, err
		}
		o.held += size
		o.gave.Results = append(o.gave.Results, added)
	}
	for _, res := range r.Results() {
		whole, _, err := resultOf(res)
		if err != nil {
			return nil, err
		}
		o.whole = append(o.whole, layout.OfTable(whole))
	}
	return o, nil
}

// resultOf returns a result as it is written, and how many bytes it takes.
func resultOf(res trajectory.Result) (layout.Result, int64, error) {
	of, held := layout.Result{Path: res.Path, Comment: res.Comment, Annotations: res.Annotations, Compression: res.Compression}, int64(0)
	for _, item := range res.Items {
		size, err := layout.BytesOf(item.Value)
		if err != nil {
			return of, 0, err
		}
		held += size
		of.Items = append(of.Items, layout.Item{Item: item})
	}
	return of, held, nil
}

// copyKept copies what runs gave before that get more.
func (w *Writer) copyKept(file *h5.File, outcomes []*outcome) error {
	var faults []error
	for _, o := range outcomes {
		if !o.gave.Amends {
			continue
		}
		name := o.id.Trajectory
		err := file.Do(func(root h5.Group) error { return layout.WithinNew(root, name, func(h5.Group) error { return nil }) })
		if err == nil {
			err = w.view.WithKept(o.id, func(from *h5.File) error { return transfer(from, file, name, []int{o.id.Index}, false, layout.CopyRun) })
		}
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}
