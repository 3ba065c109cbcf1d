package write

import (
	"cmp"
	"errors"
	"sync"
	"time"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/view"
	"golgi/trajectory"
)

const (
	// groupFor is the longest that a run which has ended waits until its segment is closed: many short runs
	// share one, which costs more than they do.
	groupFor = 200 * time.Millisecond

	// maxWaiting is how many bytes of outcomes wait in memory: few enough to stay in the processor's cache.
	maxWaiting = 16 << 20

	// maxTaken is how many bytes are written at a time, so that others can be handed over meanwhile.
	maxTaken = 8 << 20

	// maxSegment is when a segment has enough bytes.
	maxSegment = 64 << 20
)

// A queue has the runs that are open, and the outcomes that are in no segment yet.
type queue struct {
	path    string // of the file, for messages
	view    *view.View
	buffers *buffers

	mu        sync.Mutex                  // guards all below
	changed   sync.Cond                   // whatever is below
	open      map[view.RunID]func() error // drops a run
	waiting   []*outcome
	held      int64 // bytes in memory of outcomes that were handed over and not written
	handed    int   // outcomes so far
	committed int   // of these
	hurried   int   // how many callers want all committed now
	number    int   // of the last segment
	closed    bool
	fault     error // what has ended the writing; from then on nothing is written
}

// An outcome is a run that has ended, on its way into a segment.
type outcome struct {
	id      view.RunID
	record  trajectory.Record
	gave    layout.Run
	buffers []buffer // of results
	held    int64
	spill   *spill
	row     layout.Row // when it is written
	before  view.Entry // what was known of the run
}

// size returns how many bytes the run will have in the file.
func (o *outcome) size() int64 {
	if o.spill == nil {
		return o.held
	}
	return o.held + o.spill.size
}

// release gives back what the outcome holds.
func (o *outcome) release() error {
	o.gave, o.buffers = layout.Run{}, nil
	if o.spill == nil {
		return nil
	}
	defer func() { o.spill = nil }()
	return o.spill.close()
}

func newQueue(path string, v *view.View, b *buffers, number int) *queue {
	q := &queue{path: path, view: v, buffers: b, number: number, open: map[view.RunID]func() error{}}
	q.changed.L = &q.mu
	return q
}

// Usable returns an error if the queue is closed, or broken.
func (q *queue) Usable() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	return cmp.Or(q.usable(), q.fault)
}

// Broken returns what has ended the writing, if something has.
func (q *queue) Broken() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.fault
}

func (q *queue) usable() error {
	if q.closed {
		return view.Closed(q.path)
	}
	return nil
}

// Open notes that a run has begun, and how it is dropped. It reports whether it was not open already.
func (q *queue) Open(id view.RunID, drop func() error) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.open[id] != nil {
		return false
	}
	q.open[id] = drop
	return true
}

// Forget makes a run as if it had never begun.
func (q *queue) Forget(id view.RunID) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.open, id)
}

// Put takes in an outcome, and tells the view: whoever sees that the run is underway can wait for it with Sync.
// It waits while the queue is too long.
func (q *queue) Put(o *outcome) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.open, o.id)
	err := cmp.Or(q.usable(), q.fault)
	if err == nil {
		o.before, err = q.view.Announce(o.id, o.record)
	}
	if err != nil {
		return errors.Join(err, o.release())
	}
	q.waiting = append(q.waiting, o)
	q.held += o.held
	q.handed++
	q.changed.Broadcast()
	for q.held > maxWaiting && q.fault == nil {
		q.changed.Wait()
	}
	return q.fault
}

// Sync returns when all runs that have ended are committed.
func (q *queue) Sync() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if err := q.usable(); err != nil {
		return err
	}
	q.hurried++
	defer func() { q.hurried-- }()
	q.changed.Broadcast()
	for all := q.handed; q.committed < all && q.fault == nil; {
		q.changed.Wait()
	}
	return q.fault
}

// Next returns outcomes that wait, as many as fit into room, but one at least. It returns none when the queue
// is closed or writing has failed, or, with a deadline, when that has passed or somebody is in a hurry.
func (q *queue) Next(deadline time.Time, room int64) []*outcome {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 {
		grouped := !deadline.IsZero() && (q.hurried > 0 || !time.Now().Before(deadline))
		if q.closed || q.fault != nil || grouped {
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

// Written lets others hand over as much as outcomes have held that are written now.
func (q *queue) Written(outcomes []*outcome) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	var faults []error
	for _, o := range outcomes {
		q.held -= o.held
		o.held = 0
		q.buffers.Release(o.buffers)
		faults = append(faults, o.release())
	}
	q.changed.Broadcast()
	return errors.Join(faults...)
}

// Wake makes all who wait look again.
func (q *queue) Wake() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.changed.Broadcast()
}

// Committed notes that so many more outcomes are committed.
func (q *queue) Committed(n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.committed += n
	q.changed.Broadcast()
}

// Fail ends the writing: these outcomes, and those that wait, will be in no segment.
func (q *queue) Fail(outcomes []*outcome, fault error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, o := range append(outcomes, q.waiting...) {
		q.view.Withdraw(o.id, o.before)
		fault = errors.Join(fault, o.release())
	}
	q.waiting, q.held, q.fault = nil, 0, cmp.Or(q.fault, fault)
	q.changed.Broadcast()
}

// Number returns the number of a new segment.
func (q *queue) Number() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.number++
	return q.number
}

// Close makes the queue refuse whatever comes. It returns what drops the runs that are still open, and whether
// it was closed before.
func (q *queue) Close() (drops []func() error, again bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return nil, true
	}
	q.closed = true
	q.changed.Broadcast()
	for _, drop := range q.open {
		drops = append(drops, drop)
	}
	return drops, false
}
