package hdf5

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// A segment is a file with runs, on its way to its place.
type segment struct {
	name  string
	draft parts.Draft
	file  *h5.File // nil if it could not be made
	runs  []*ended
	fault error
}

// serve is the goroutine of a store that writes: it puts runs that have ended into segments, until the store
// closes and none waits, or until a write fails. While it fills one, the segment before is committed.
func (s *Store) serve() {
	defer close(s.served)
	filled, committed := make(chan *segment), make(chan struct{})
	go func() {
		defer close(committed)
		s.commitAll(filled)
	}()
	for runs := s.next(time.Time{}, maxSegment); runs != nil; runs = s.next(time.Time{}, maxSegment) {
		filled <- s.fill(runs)
	}
	close(filled)
	<-committed
}

// fill returns a segment with these runs, and more that end within groupFor.
func (s *Store) fill(runs []*ended) *segment {
	deadline := time.Now().Add(groupFor)
	timer := time.AfterFunc(groupFor, s.wake)
	defer timer.Stop()
	name := parts.SegmentName(s.nextNumber(), s.token)
	seg := &segment{name: name, draft: s.folder.Draft(name, s.token), runs: runs}
	seg.file, seg.fault = h5.Create(seg.draft.Temporary, s.options.disk.Hook)
	for room := int64(maxSegment); runs != nil && seg.fault == nil; {
		for _, e := range runs {
			room -= e.size()
		}
		err := seg.file.Do(func(root h5.Group) error { return s.writeRuns(root, runs) })
		seg.fault = errors.Join(err, s.written(runs))
		if runs = nil; seg.fault == nil && room > 0 {
			runs = s.next(deadline, room)
			seg.runs = append(seg.runs, runs...)
		}
	}
	if seg.fault == nil {
		seg.fault = seg.file.Do(func(root h5.Group) error { return writeSegmentRows(root, seg.runs) })
	}
	return seg
}

// commitAll commits segments one after another. After one that fails, none is committed.
func (s *Store) commitAll(filled <-chan *segment) {
	var small levels
	for seg := range filled {
		if err := s.commit(seg); err != nil {
			s.fail(seg.runs, fmt.Errorf("hdf5: cannot write %s: %w; what was committed before is there",
				seg.draft.Final, err))
			continue
		}
		source := s.settle(seg.runs, seg.name)
		if err := s.tidy(&small, source); err != nil {
			s.fail(nil, fmt.Errorf("hdf5: cannot merge segments in %s: %w; what was committed is there",
				s.folder.Path(), err))
		}
	}
}

// commit puts a segment into its place.
func (s *Store) commit(seg *segment) error {
	err := cmp.Or(s.fault(), seg.fault)
	if seg.file != nil {
		err = cmp.Or(err, seg.file.Close()) // which says the same once more
	}
	if err = cmp.Or(err, s.lock.Valid()); err != nil {
		return errors.Join(err, seg.draft.Discard())
	}
	return seg.draft.Replace()
}

// writeRuns writes what finished runs gave.
func (s *Store) writeRuns(root h5.Group, runs []*ended) error {
	finished := slices.DeleteFunc(slices.Clone(runs), func(e *ended) bool {
		return e.record.Status != trajectory.Finished
	})
	for len(finished) > 0 {
		name, n := finished[0].t.Name(), 0
		for ; n < len(finished) && finished[n].t.Name() == name; n++ {
			finished[n].scalars = scalarsOf(finished[n].results)
		}
		err := withinNew(root, name, func(group h5.Group) error {
			return writeRuns(group, finished[:n], s.options.layout())
		})
		if err != nil {
			return err
		}
		finished = finished[n:]
	}
	return nil
}

// writeSegmentRows writes the header and the rows of the runs, by trajectory.
func writeSegmentRows(root h5.Group, runs []*ended) error {
	if err := writeHeader(root); err != nil {
		return err
	}
	of := map[string]*trajectory.Trajectory{}
	rows := map[string][]row{}
	for _, e := range runs {
		t := e.t
		of[t.Name()] = t
		rows[t.Name()] = append(rows[t.Name()], row{e.index, e.record, e.scalars})
	}
	for _, name := range slices.Sorted(maps.Keys(of)) {
		slices.SortFunc(rows[name], func(a, b row) int { return cmp.Compare(a.index, b.index) })
		err := withinNew(root, name, func(group h5.Group) error { return writeRows(group, of[name], rows[name]) })
		if err != nil {
			return err
		}
	}
	return nil
}

// writeFile writes a new file with our header at path.
func (s *Store) writeFile(path string, fill func(*h5.File) error) error {
	file, err := h5.Create(path, s.options.disk.Hook)
	if err != nil {
		return err
	}
	if err = file.Do(writeHeader); err == nil {
		err = fill(file)
	}
	if closed := file.Close(); err == nil { // or else it says the same once more
		err = closed
	}
	return err
}
