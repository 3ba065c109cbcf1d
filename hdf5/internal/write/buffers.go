package write

import (
	"reflect"
	"slices"
	"sync"

	"golgi/trajectory"
)

// buffers are the lists in which runs that are on their way have copies of what they appended. Those of runs
// that are written serve the next: they are still in the processor's cache, and new memory takes longer to
// get than to fill.
type buffers struct {
	mu   sync.Mutex // guards all below
	free []buffer   // the latest last
	held int64      // bytes of the free ones
}

// A buffer is a list of numbers.
type buffer struct {
	list  any
	bytes int64 // that it has room for
}

const (
	worthBuffering = 64 << 10 // bytes
	maxFree        = 16 << 20 // bytes that are kept for the next
)

// copyOf returns a copy of a list of a stored type. A large one comes with its buffer, to be released when it
// is not used any more.
func copyOf(b *buffers, list any) (any, buffer) {
	switch list := list.(type) { // large ones are usual
	case []float64:
		return copyInto(b, list)
	case []int64:
		return copyInto(b, list)
	case []int32:
		return copyInto(b, list)
	}
	return trajectory.Clone(list), buffer{}
}

func copyInto[T any](b *buffers, list []T) (any, buffer) {
	width := int64(reflect.TypeFor[T]().Size())
	if int64(len(list))*width < worthBuffering {
		return slices.Clone(list), buffer{}
	}
	free, _ := b.Take(func(free any) bool {
		room, same := free.([]T)
		return same && len(list) <= cap(room) && cap(room) <= 2*len(list)
	}).([]T)
	copied := append(free[:0], list...)
	return copied, buffer{copied, int64(cap(copied)) * width}
}

// Take returns the latest free list that fits, which is free no more, or nil.
func (b *buffers) Take(fits func(list any) bool) any {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, free := range slices.Backward(b.free) {
		if fits(free.list) {
			b.free = slices.Delete(b.free, i, i+1)
			b.held -= free.bytes
			return free.list
		}
	}
	return nil
}

// Release makes lists free again, as many as there is room for.
func (b *buffers) Release(all []buffer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, one := range all {
		if b.held+one.bytes <= maxFree {
			b.free = append(b.free, one)
			b.held += one.bytes
		}
	}
}
