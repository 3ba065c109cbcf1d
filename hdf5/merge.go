package hdf5

import (
	"cmp"
	"errors"
	"maps"
	"os"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// Runs that take seconds make a segment each, and a long exploration would leave more of them than anybody
// wants to open. So the writer makes one of every mergeAt small segments, one of every mergeAt of these, and
// so on: a run is copied a few times, and there are never more than some dozens.
const (
	mergeAt    = 32
	mergeBelow = 64 << 10 // bytes: what is larger has many runs already, or large ones
)

// levels has the sources of segments that may be merged, by how often that has happened to them.
type levels [][]int

// add notes a segment.
func (l *levels) add(level, source int) {
	for len(*l) <= level {
		*l = append(*l, nil)
	}
	(*l)[level] = append((*l)[level], source)
}

// tidy notes the source that is a new segment, and merges what has become too many.
func (s *Store) tidy(l *levels, source int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.view.sizeOf(source) > mergeBelow {
		return nil
	}
	l.add(0, source)
	for level := 0; level < len(*l) && len((*l)[level]) >= s.options.mergeAt; level++ {
		s.queue.number++
		source, err := s.merge(parts.SegmentName(s.queue.number, s.token), (*l)[level])
		if err != nil {
			return err
		}
		(*l)[level] = nil
		if s.view.sizeOf(source) < maxSegment {
			l.add(level+1, source)
		}
	}
	return nil
}

// sizeOf returns the size of a source, 0 if that is not known.
func (v *view) sizeOf(source int) int64 {
	info, err := os.Stat(v.sources[source])
	if err != nil {
		return 0
	}
	return info.Size()
}

// merge puts the runs of some segments into a new one, and returns its place among the sources. It needs the
// lock of the store, as the next.
func (s *Store) merge(name string, from []int) (int, error) {
	draft := s.folder.Draft(name, s.token)
	err := s.writeFile(draft.Temporary, func(file *h5.File) error { return s.copyAll(file, from) })
	if err == nil {
		err = s.lock.Valid()
	}
	if err != nil {
		return 0, errors.Join(err, draft.Discard())
	}
	if err := draft.Replace(); err != nil {
		return 0, err
	}
	to := s.view.addSegment(name)
	for _, x := range s.view.indices {
		x.move(from, to)
	}
	for _, source := range from {
		err = errors.Join(err, s.options.disk.Remove(s.view.sources[source]))
		s.view.sources[source] = ""
	}
	return to, err
}

// copyAll copies what counts of the runs in some sources.
func (s *Store) copyAll(file *h5.File, from []int) error {
	for _, name := range slices.Sorted(maps.Keys(s.view.indices)) {
		if err := s.copyRows(file, name, from); err != nil {
			return err
		}
		for _, source := range from {
			runs := s.view.indices[name].finishedIn(source)
			if len(runs) == 0 {
				continue
			}
			if err := s.copy(file, s.view.sources[source], name, runs); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Store) copyRows(file *h5.File, name string, from []int) error {
	var all []row
	for _, source := range from {
		rows, err := s.view.rowsOf(source, name, readRows)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if s.view.indices[name].at(r.index).source == source {
				all = append(all, r)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortFunc(all, func(a, b row) int { return cmp.Compare(a.index, b.index) })
	return file.Do(func(root h5.Group) error {
		return withinNew(root, name, func(group h5.Group) error { return writeRows(group, nil, all) })
	})
}

// finishedIn returns the runs that have finished and are in a source.
func (x *index) finishedIn(source int) (runs []int) {
	for place, e := range x.entries {
		if e.source == source && e.status == trajectory.Finished {
			runs = append(runs, place+trajectory.PreRun)
		}
	}
	return runs
}

// move says that the runs of some sources are in another.
func (x *index) move(from []int, to int) {
	for place, e := range x.entries {
		if e.status != "" && slices.Contains(from, e.source) {
			x.entries[place].source = to
		}
	}
}
