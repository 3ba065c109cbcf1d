package write

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/internal/files"
)

// A segment is a file with runs, on its way to its place.
type segment struct {
	name     string
	draft    files.Draft
	file     *h5.File // nil if it could not be made
	outcomes []*outcome
	fault    error
}

// fill returns a segment with these outcomes, and more that come until groupFor after the first has ended.
func (w *Writer) fill(outcomes []*outcome) *segment {
	deadline := outcomes[0].ended.Add(groupFor)
	timer := time.AfterFunc(time.Until(deadline), w.queue.Wake)
	defer timer.Stop()
	name := parts.SegmentName(w.queue.Number(), w.token)
	seg := &segment{name: name, draft: w.folder.Draft(name, w.token), outcomes: outcomes}
	seg.file, seg.fault = h5.Create(seg.draft.Temporary, w.Disk.Hook)
	for room := int64(maxSegment); outcomes != nil && seg.fault == nil; {
		for _, o := range outcomes {
			room -= o.size()
		}
		begun := time.Now()
		err := w.copyKept(seg.file, outcomes)
		if err == nil {
			err = seg.file.Do(func(root h5.Group) error { return writeGiven(root, outcomes, w.Results) })
		}
		seg.fault = errors.Join(err, w.queue.Written(outcomes, time.Since(begun)))
		if outcomes = nil; seg.fault == nil {
			outcomes = w.queue.Next(deadline, room)
			seg.outcomes = append(seg.outcomes, outcomes...)
		}
	}
	if seg.fault == nil {
		seg.fault = w.complete(seg)
	}
	return seg
}

// writeGiven writes what runs gave. Of single values, only those of finished runs come into the table.
func writeGiven(root h5.Group, outcomes []*outcome, l h5.Layout) error {
	var rest []*outcome // with something to write
	for _, o := range outcomes {
		o.row = layout.Row{Index: o.id.Index, Record: o.record}
		switch {
		case o.gave.Amends:
			o.row = layout.RowOf(o.id.Index, o.record, o.whole)
		case !o.gave.Partial:
			o.row = layout.RowOf(o.id.Index, o.record, o.gave.Results)
		}
		if !o.gave.Empty() {
			rest = append(rest, o)
		}
	}
	for len(rest) > 0 {
		name := rest[0].id.Trajectory
		var runs []layout.Run
		for ; len(rest) > 0 && rest[0].id.Trajectory == name; rest = rest[1:] {
			runs = append(runs, rest[0].gave)
		}
		err := layout.WithinNew(root, name, func(group h5.Group) error {
			return layout.WriteRuns(group, runs, l)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// complete writes the header of a segment, and the rows of the runs by trajectory.
func (w *Writer) complete(seg *segment) error {
	rows := map[string][]layout.Row{}
	for _, o := range seg.outcomes {
		rows[o.id.Trajectory] = append(rows[o.id.Trajectory], o.row)
	}
	names := slices.Sorted(maps.Keys(rows))
	origins := make([]layout.Origin, len(names))
	for i, name := range names {
		var err error
		if origins[i], err = w.view.Origin(name); err != nil {
			return err
		}
	}
	return seg.file.Do(func(root h5.Group) error {
		err := errors.Join(layout.WriteHeader(root), layout.WritePart(root, seg.name))
		for i, name := range names {
			if err == nil {
				err = writeRowsOf(root, name, origins[i], rows[name])
			}
		}
		return err
	})
}

// writeRowsOf writes some rows of a trajectory into a segment, and their origin.
func writeRowsOf(root h5.Group, name string, origin layout.Origin, rows []layout.Row) error {
	slices.SortFunc(rows, func(a, b layout.Row) int { return cmp.Compare(a.Index, b.Index) })
	return layout.WithinNew(root, name, func(group h5.Group) error {
		return errors.Join(origin.Write(group), layout.WriteRows(group, nil, rows))
	})
}

// commit puts a segment into its place.
func (w *Writer) commit(seg *segment) error {
	err := cmp.Or(w.queue.Broken(), seg.fault)
	if seg.file != nil {
		err = cmp.Or(err, seg.file.Close()) // which says the same once more
	}
	if err = cmp.Or(err, w.lock.Flush(), w.lock.Valid()); err != nil {
		return errors.Join(err, seg.draft.Discard())
	}
	if err := seg.draft.Replace(); err != nil {
		return err
	}
	ids := make([]view.RunID, len(seg.outcomes))
	for i, o := range seg.outcomes {
		ids[i] = o.id
		w.dropCheckpoint(o)
	}
	w.view.Arrive(seg.name, ids)
	w.queue.Committed(len(ids))
	return nil
}
