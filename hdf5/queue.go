package hdf5

import (
	"cmp"
	"errors"
	"sync"
	"time"

	"golgi/trajectory"
)

const (
	// groupFor is the longest that a run which has ended waits until its segment is closed: many short runs
	// share one, which costs more than they do.
	groupFor = 200 * time.Millisecond

	// maxWaiting is how many bytes of ended runs wait in memory: few enough to stay in the processor's cache.
	maxWaiting = 16 << 20

	// maxTaken is how many bytes are written at a time, so that others can be handed over meanwhile.
	maxTaken = 8 << 20

	// maxSegment is when a segment has enough bytes.
	maxSegment = 64 << 20
)

// A queue has the runs that have ended and are in no segment yet. The lock of the store guards it.
type queue struct {
	changed sync.Cond // whatever is below
	waiting []*ended
	held    int64 // bytes in memory of runs that were handed over and not written
	handed  int   // runs so far
	settled int   // of these, the ones that are committed
	hurried int   // how many callers want all in segments now
	number  int   // of the last segment
	fault   error // what has ended the writing; from then on nothing is written
}

// ended is a run on its way into a segment.
type ended struct {
	t       *trajectory.Trajectory
	index   int
	record  trajectory.Record
	derived []*trajectory.Parameter
	results []result
	buffers []buffer // of results
	held    int64
	spill   *spill
	scalars []scalar
	before  entry // that of the run in the index
}

// size returns how many bytes the run will have in the file.
func (e *ended) size() int64 {
	if e.spill == nil {
		return e.held
	}
	return e.held + e.spill.size
}

// release gives back what the run holds.
func (e *ended) release() error {
	e.derived, e.results, e.buffers = nil, nil, nil
	if e.spill == nil {
		return nil
	}
	defer func() { e.spill = nil }()
	return e.spill.close()
}

// hand puts a run that has ended into the queue, and waits while that is too long.
func (s *Store) hand(e *ended) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, err := s.view.index(e.t.Name())
	if err == nil {
		delete(x.open, e.index)
		err = s.writable()
	}
	if err != nil {
		return errors.Join(err, e.release())
	}
	i, q := e.index, &s.queue
	e.before = x.at(i)
	x.set(i, entry{e.record.Status, e.record.Start, waiting})
	q.waiting = append(q.waiting, e)
	q.held += e.held
	q.handed++
	q.changed.Broadcast()
	for q.held > maxWaiting && q.fault == nil {
		q.changed.Wait()
	}
	return q.fault
}

// forget makes a run as if it had never begun.
func (s *Store) forget(r *trajectory.Run) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, err := s.view.index(r.Trajectory().Name())
	if err != nil {
		return err
	}
	delete(x.open, r.Index())
	return s.usable()
}

// Sync returns when all runs that have ended are committed: on the disk, whatever happens to the program.
func (s *Store) Sync() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(); err != nil {
		return err
	}
	return s.sync()
}

// sync needs the lock.
func (s *Store) sync() error {
	q := &s.queue
	q.hurried++
	defer func() { q.hurried-- }()
	q.changed.Broadcast()
	for all := q.handed; q.settled < all && q.fault == nil; {
		q.changed.Wait()
	}
	return q.fault
}

// next returns runs that wait, as many as fit into room, but one at least. It returns none when the store
// closes or writing has failed, or, with a deadline, when that has passed or somebody is in a hurry.
func (s *Store) next(deadline time.Time, room int64) []*ended {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.queue
	for len(q.waiting) == 0 {
		grouped := !deadline.IsZero() && (q.hurried > 0 || !time.Now().Before(deadline))
		if s.closed || q.fault != nil || grouped {
			return nil
		}
		q.changed.Wait()
	}
	room = min(room, maxTaken)
	n := 0
	for size := int64(0); n < len(q.waiting) && (n == 0 || size+q.waiting[n].size() <= room); n++ {
		size += q.waiting[n].size()
	}
	taken := q.waiting[:n:n]
	if q.waiting = q.waiting[n:]; len(q.waiting) == 0 {
		q.waiting = nil // and not the end of what is taken
	}
	return taken
}

// written lets others hand over as much as runs have held that are written now.
func (s *Store) written(runs []*ended) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var faults []error
	for _, e := range runs {
		s.queue.held -= e.held
		e.held = 0
		s.buffers.release(e.buffers)
		faults = append(faults, e.release())
	}
	s.queue.changed.Broadcast()
	return errors.Join(faults...)
}

// wake makes all who wait look again.
func (s *Store) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.changed.Broadcast()
}

// settle notes where the runs of a segment are, and returns its place among the sources.
func (s *Store) settle(runs []*ended, segment string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	source := s.view.addSegment(segment)
	for _, e := range runs {
		x := s.view.indices[e.t.Name()]
		x.set(e.index, entry{e.record.Status, e.record.Start, source})
	}
	s.queue.settled += len(runs)
	s.queue.changed.Broadcast()
	return source
}

// fail ends the writing: these runs, and those that wait, are not in the store.
func (s *Store) fail(runs []*ended, fault error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.queue
	for _, e := range append(runs, q.waiting...) {
		s.view.indices[e.t.Name()].set(e.index, e.before)
		fault = errors.Join(fault, e.release())
	}
	q.waiting, q.held, q.fault = nil, 0, cmp.Or(q.fault, fault)
	q.changed.Broadcast()
}

// fault returns what has ended the writing.
func (s *Store) fault() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.fault
}

// nextNumber returns the number of a new segment.
func (s *Store) nextNumber() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.number++
	return s.queue.number
}
