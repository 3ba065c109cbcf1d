package write

import (
	"cmp"
	"errors"
	"slices"
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

	// waitFor is for how long outcomes may have to wait, as fast as others were written before, until they are
	// taken into a segment; takeFor is for how long one batch of them is written.
	waitFor = groupFor / 4
	takeFor = groupFor / 10
)

// A queue has the runs that are open, and the outcomes that are in no segment yet.
//
// It keeps the promise that a segment is closed groupFor after the first of its runs has ended, however many
// follow. So the queue must be short: who hands over a run waits while those before it take longer than waitFor
// to be written. And while the segment that is filled has to wait for the one before it, which a slow disk has
// not taken yet, it takes in what is in the queue, and who comes then waits until it is closed.
type queue struct {
	path    string // of the file, for messages
	view    *view.View
	buffers *buffers

	mu      sync.Mutex                  // guards all below
	changed sync.Cond                   // whatever is below
	open    map[view.RunID]func() error // drops a run
	waiting []*outcome
	held    int64   // bytes in memory of outcomes that were handed over and not written
	load    int64   // weight of outcomes that were handed over and not written
	pace    float64 // nanoseconds that a byte of weight takes to be written
	handed  int     // outcomes so far
	settled int     // of these: committed, or lost
	busy    bool    // a segment is being committed
	stalled bool    // the next one should be, and waits for that
	hurried int     // how many callers want all committed now
	number  int     // of the last segment
	closed  bool
	fault   error // what has ended the writing; from then on nothing is written
}

// An outcome is a run that has ended, on its way into a segment.
type outcome struct {
	id      view.RunID
	record  trajectory.Record
	gave    layout.Run
	buffers []buffer // of results
	held    int64
	spill   *spill
	row     layout.Row      // when it is written
	whole   []layout.Result // all results, of a run that gets more; only single values are asked for
	before  view.Entry      // what was known of the run
	ended   time.Time       // when it was handed over
	weight  int64           // how long it takes to be written, as bytes
	lost    bool            // it is in no segment, nor will be
}

// weightOfRun is how many bytes are written in the time that a run takes which has none.
const weightOfRun = 64 << 10

// firstPace is what is expected of the disk before anything was written: not much.
const firstPace = float64(time.Millisecond) / weightOfRun

// size returns how many bytes the run will have in the file.
func (o *outcome) size() int64 {
	if o.spill == nil {
		return o.held
	}
	return o.held + o.spill.size
}

// release gives back what the outcome holds.
func (o *outcome) release() error {
	o.gave, o.whole, o.buffers = layout.Run{}, nil, nil
	if o.spill == nil {
		return nil
	}
	defer func() { o.spill = nil }()
	return o.spill.close()
}

func newQueue(path string, v *view.View, b *buffers, number int) *queue {
	q := &queue{path: path, view: v, buffers: b, number: number, pace: firstPace,
		open: map[view.RunID]func() error{}}
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
// It waits while the queue is too long. Its error says that the outcome is lost.
func (q *queue) Put(o *outcome) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.open, o.id)
	err := cmp.Or(q.usable(), q.fault)
	if err == nil {
		announce := q.view.Announce
		if o.gave.Amends {
			announce = q.view.Amend
		}
		o.before, err = announce(o.id, o.record)
	}
	if err != nil {
		return errors.Join(err, o.release())
	}
	o.ended, o.weight = time.Now(), o.size()+weightOfRun
	q.waiting = append(q.waiting, o)
	q.held += o.held
	q.load += o.weight
	q.handed++
	q.changed.Broadcast()
	for q.full() && q.fault == nil {
		q.changed.Wait()
	}
	if o.lost {
		return q.fault
	}
	return nil
}

// full reports whether who hands over a run has to wait.
func (q *queue) full() bool {
	return q.held > maxWaiting || q.stalled || len(q.waiting) > 0 && q.pace*float64(q.load) > float64(waitFor)
}

// Sync returns when all runs that have ended are settled: they are committed, or the error says why some are
// lost.
func (q *queue) Sync() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if err := q.usable(); err != nil {
		return err
	}
	q.hurried++
	defer func() { q.hurried-- }()
	q.changed.Broadcast()
	for all := q.handed; q.settled < all; {
		q.changed.Wait()
	}
	return q.fault
}

// Next returns outcomes that wait, as many as fit into room, but one at least. It returns none when the queue
// is closed or writing has failed. With a deadline it also returns none when the segment is to be closed: when
// the deadline has passed, there is no room any more, or somebody is in a hurry and nothing waits. But as long
// as the segment before is not committed, this one stays open.
func (q *queue) Next(deadline time.Time, room int64) []*outcome {
	q.mu.Lock()
	defer q.mu.Unlock()
	defer q.changed.Broadcast() // for who waited while it was stalled
	for {
		late := !deadline.IsZero() && (room <= 0 || !time.Now().Before(deadline))
		due := late || !deadline.IsZero() && q.hurried > 0 && len(q.waiting) == 0
		q.stalled = late && q.busy
		switch {
		case due && !q.busy, len(q.waiting) == 0 && (q.closed || q.fault != nil):
			q.stalled = false
			return nil
		case len(q.waiting) > 0:
			return q.take(room)
		}
		q.changed.Wait()
	}
}

// take takes outcomes out of the queue: one, or as many as fit into room and are written within takeFor.
func (q *queue) take(room int64) []*outcome {
	if room = min(room, maxTaken); room <= 0 {
		room = maxTaken
	}
	n, most := 0, int64(float64(takeFor)/q.pace)
	for size, weight := int64(0), int64(0); n < len(q.waiting); n++ {
		size += q.waiting[n].size()
		weight += q.waiting[n].weight
		if n > 0 && (size > room || weight > most) {
			break
		}
	}
	taken := q.waiting[:n:n]
	if q.waiting = q.waiting[n:]; len(q.waiting) == 0 {
		q.waiting = nil // and not the end of what is taken
	}
	return taken
}

// Written lets others hand over as much as outcomes have held that are written now, which took so long.
func (q *queue) Written(outcomes []*outcome, took time.Duration) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	var faults []error
	weight := int64(0)
	for _, o := range outcomes {
		q.held -= o.held
		o.held = 0
		weight += o.weight
		q.buffers.Release(o.buffers)
		faults = append(faults, o.release())
	}
	q.load -= weight
	q.note(float64(took) / float64(weight))
	q.changed.Broadcast()
	return errors.Join(faults...)
}

// note takes in how long a byte of weight has taken to be written. What was slow once may soon be slow again, so
// that the pace grows at once, and shrinks bit by bit.
func (q *queue) note(pace float64) {
	share := 1. / 2
	if pace < q.pace {
		share = 1. / 8
	}
	q.pace += share * (pace - q.pace)
}

// Busy notes whether a segment is being committed.
func (q *queue) Busy(busy bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.busy = busy
	q.changed.Broadcast()
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
	q.settled += n
	q.changed.Broadcast()
}

// Fail ends the writing: these outcomes, and those that wait, will be in no segment.
func (q *queue) Fail(outcomes []*outcome, fault error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, o := range slices.Concat(outcomes, q.waiting) {
		q.view.Withdraw(o.id, o.before)
		fault = errors.Join(fault, o.release())
		o.lost = true
		q.settled++
	}
	q.waiting, q.held, q.load, q.fault = nil, 0, 0, cmp.Or(q.fault, fault)
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
