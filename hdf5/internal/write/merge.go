package write

import (
	"errors"
	"os"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
)

// Runs that take seconds make a segment each, and a long exploration would leave more of them than anybody
// wants to open. So the writer makes one of every MergeAt small segments, one of every MergeAt of these, and
// so on: a run is copied a few times, and there are never more than some dozens.
//
// Others read and write meanwhile. That is safe since segments never change, and nobody but the goroutine that
// merges removes ours: it asks the view what counts in them, copies that with files of its own, and then tells
// the view in one step that it is elsewhere. What somebody has replaced in between is in the new segment as
// well, and does not count there either.

// MergeAt is how many small segments become one.
const MergeAt = 32

// mergeBelow is the size in bytes of a small segment: what is larger has many runs already, or large ones.
const mergeBelow = 64 << 10

// levels has the segments that may be merged, by how often that has happened to them.
type levels [][]string

// add notes a segment.
func (l *levels) add(level int, segment string) {
	for len(*l) <= level {
		*l = append(*l, nil)
	}
	(*l)[level] = append((*l)[level], segment)
}

// tidy notes a new segment, and merges what has become too many.
func (w *Writer) tidy(l *levels, segment string) error {
	if w.sizeOf(segment) > mergeBelow {
		return nil
	}
	l.add(0, segment)
	for level := 0; level < len(*l) && len((*l)[level]) >= w.MergeAt; level++ {
		merged := parts.SegmentName(w.queue.Number(), w.token)
		if err := w.merge(merged, (*l)[level]); err != nil {
			return err
		}
		(*l)[level] = nil
		if w.sizeOf(merged) < maxSegment {
			l.add(level+1, merged)
		}
	}
	return nil
}

// sizeOf returns the size of a segment, 0 if that is not known.
func (w *Writer) sizeOf(segment string) int64 {
	info, err := os.Stat(w.folder.In(segment))
	if err != nil {
		return 0
	}
	return info.Size()
}

// merge puts the runs of some segments into a new one.
func (w *Writer) merge(name string, from []string) error {
	draft := w.folder.Draft(name, w.token)
	err := w.writePart(draft, func(file *h5.File) error { return w.copyInto(file, from) })
	if err == nil {
		err = w.lock.Valid()
	}
	if err != nil {
		return errors.Join(err, draft.Discard())
	}
	if err := draft.Replace(); err != nil {
		return err
	}
	w.view.Replace(from, name)
	for _, segment := range from {
		err = errors.Join(err, w.Disk.Remove(w.folder.In(segment)))
	}
	return err
}

// copyInto copies what counts in some segments into a file.
func (w *Writer) copyInto(file *h5.File, segments []string) (err error) {
	open := map[string]*h5.File{}
	defer func() {
		for _, from := range open {
			err = errors.Join(err, from.Close())
		}
	}()
	for _, segment := range segments {
		if open[segment], err = h5.OpenSealed(w.folder.In(segment)); err != nil {
			delete(open, segment)
			return err
		}
	}
	for all := w.view.Holdings(segments); len(all) > 0; {
		n := slices.IndexFunc(all, func(h view.Holding) bool { return h.Trajectory != all[0].Trajectory })
		if n < 0 {
			n = len(all)
		}
		if err := w.copyHoldings(file, open, all[:n]); err != nil {
			return err
		}
		all = all[n:]
	}
	return nil
}

// copyHoldings copies rows and results of one trajectory.
func (w *Writer) copyHoldings(file *h5.File, open map[string]*h5.File, all []view.Holding) error {
	name := all[0].Trajectory
	var rows []layout.Row
	for _, h := range all {
		some, err := readRowsOf(open[h.Segment], name)
		if err != nil {
			return err
		}
		rows = append(rows, slices.DeleteFunc(some, func(r layout.Row) bool {
			return !slices.Contains(h.Ended, r.Index)
		})...)
	}
	origin, err := w.view.Origin(name)
	if err == nil {
		err = file.Do(func(root h5.Group) error { return writeRowsOf(root, name, origin, rows) })
	}
	if err != nil {
		return err
	}
	for _, h := range all {
		err := errors.Join(transfer(open[h.Segment], file, name, h.Finished, false, layout.CopyRun),
			transfer(open[h.Segment], file, name, h.Partial, true, layout.CopyRun))
		if err != nil {
			return err
		}
	}
	return nil
}

func readRowsOf(file *h5.File, name string) (rows []layout.Row, err error) {
	err = file.Do(func(root h5.Group) error {
		return layout.Within(root, name, func(group h5.Group) error {
			rows, err = layout.ReadRows(group)
			return err
		})
	})
	return rows, err
}
