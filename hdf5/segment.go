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

// serve is the one goroutine of a store that writes: it puts runs that have ended into segments, until the
// store closes and none waits, or until a write fails.
func (s *Store) serve() {
	defer close(s.served)
	var small levels
	for number := s.firstNumber(); ; number++ {
		runs := s.next(time.Time{}, maxWaiting)
		if runs == nil {
			return
		}
		name := parts.SegmentName(number, s.token)
		runs, err := s.segment(name, runs)
		if err != nil {
			s.fail(runs, fmt.Errorf("hdf5: cannot write %s: %w; what was committed before is there",
				s.folder.In(name), err))
			return
		}
		s.settle(runs, name)
		if number, err = s.tidy(&small, number); err != nil {
			s.fail(nil, fmt.Errorf("hdf5: cannot merge segments in %s: %w; what was committed is there",
				s.folder.Path(), err))
			return
		}
	}
}

// firstNumber returns the number after that of the last segment.
func (s *Store) firstNumber() int {
	has, err := s.folder.Contents()
	if err != nil {
		return 1 // numbers are for people: the token makes names unique
	}
	return has.Last + 1
}

// segment writes a segment with these runs, and more that end within groupFor, and returns all of them.
func (s *Store) segment(name string, runs []*ended) (all []*ended, err error) {
	deadline := time.Now().Add(groupFor)
	timer := time.AfterFunc(groupFor, s.wake)
	defer timer.Stop()
	draft := s.folder.Draft(name, s.token)
	file, err := h5.Create(draft.Temporary, s.options.disk.Hook)
	if err != nil {
		return runs, err
	}
	for room := int64(maxWaiting); runs != nil && err == nil; {
		all = append(all, runs...)
		for _, e := range runs {
			room -= e.size()
		}
		err = file.Do(func(root h5.Group) error { return s.writeRuns(root, runs) })
		parts.Hasten(draft.Temporary)
		err = errors.Join(err, s.written(runs))
		runs = nil
		if err == nil && room > 0 {
			runs = s.next(deadline, room)
		}
	}
	if err == nil {
		err = file.Do(func(root h5.Group) error { return writeSegmentRows(root, all) })
	}
	if closed := file.Close(); err == nil { // or else it says the same once more
		err = closed
	}
	if err == nil {
		err = s.lock.Valid()
	}
	if err != nil {
		return all, errors.Join(err, draft.Discard())
	}
	return all, draft.Replace()
}

// writeRuns writes what finished runs gave.
func (s *Store) writeRuns(root h5.Group, runs []*ended) error {
	for _, e := range runs {
		if e.record.Status != trajectory.Finished {
			continue
		}
		err := withinNew(root, e.t.Name(), func(group h5.Group) error {
			return writeRun(group, e.index, e.derived, e.results, s.options.layout())
		})
		if err != nil {
			return err
		}
		e.scalars = scalarsOf(e.results)
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
