package h5

import "sync"

// behind writes to a file what the library has written a little earlier, in the same order, on goroutines of
// its own: the library is one thread, and has better things to do than to wait for the system. One goroutine
// sums up what the other then writes.
type behind struct {
	open    *batch // what is gathered; nil if nothing is
	full    chan *batch
	pending sync.WaitGroup // batches that were sent
	ended   chan struct{}
}

const (
	// batchBytes is how much is written at a time: much beside what it costs to wake a goroutine, and little
	// enough to stay in the processor's cache until it is written.
	batchBytes = 1 << 20

	// pageBytes is a multiple of what systems keep files in. A batch that must end within a piece ends where a
	// page does: writing parts of pages takes up to twice as long.
	pageBytes = 64 << 10

	// maxBatches is how many wait to be written; the library waits while there are more.
	maxBatches = 4
)

// A batch is some steps, with the memory for what they write.
type batch struct {
	steps  []step
	memory []byte
}

// A step writes bytes at a place in the file, or makes the file end there.
type step struct {
	at       int64
	bytes    []byte
	truncate bool
}

// emptyBatches are for the next file: a store makes one after another.
var emptyBatches = sync.Pool{New: func() any { return &batch{memory: make([]byte, 0, batchBytes)} }}

// writeBehind returns a behind that calls both functions for each step, until end.
func writeBehind(sum, do func(step)) *behind {
	b := &behind{full: make(chan *batch, maxBatches), ended: make(chan struct{})}
	summed := make(chan *batch, 1)
	go func() {
		defer close(summed)
		for full := range b.full {
			full.each(sum)
			summed <- full
		}
	}()
	go func() {
		defer close(b.ended)
		for full := range summed {
			full.each(do)
			full.empty()
			emptyBatches.Put(full)
			b.pending.Done()
		}
	}()
	return b
}

// write notes a copy of p, to be written at a place in the file.
func (b *behind) write(p []byte, at int64) {
	for len(p) > 0 {
		n := b.gathering().add(p, at)
		if p, at = p[n:], at+int64(n); len(p) > 0 {
			b.send()
		}
	}
}

// truncate notes that the file is to end at a place.
func (b *behind) truncate(at int64) {
	open := b.gathering()
	open.steps = append(open.steps, step{at: at, truncate: true})
}

func (b *behind) gathering() *batch {
	if b.open == nil {
		b.open = emptyBatches.Get().(*batch)
	}
	return b.open
}

func (b *behind) send() {
	b.pending.Add(1)
	b.full <- b.open
	b.open = nil
}

// wait returns when all has been done.
func (b *behind) wait() {
	if b.open != nil {
		b.send()
	}
	b.pending.Wait()
}

// end waits, and ends the goroutines.
func (b *behind) end() {
	b.wait()
	close(b.full)
	<-b.ended
}

// add notes as much of p as there is room for, and returns how much that is.
func (b *batch) add(p []byte, at int64) int {
	from := len(b.memory)
	n := min(len(p), batchBytes-from)
	if over := int((at + int64(n)) % pageBytes); n < len(p) && over <= n {
		n -= over
	}
	if n > 0 {
		b.memory = append(b.memory, p[:n]...)
		b.steps = append(b.steps, step{at: at, bytes: b.memory[from:]})
	}
	return n
}

func (b *batch) each(do func(step)) {
	for _, s := range b.steps {
		do(s)
	}
}

func (b *batch) empty() { b.steps, b.memory = b.steps[:0], b.memory[:0] }
