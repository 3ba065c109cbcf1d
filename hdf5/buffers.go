package hdf5

import (
	"reflect"
	"slices"
	"sync"
)

// buffers are the lists in which runs that are on their way have copies of what they appended. Those of runs
// that are written serve the next: they are still in the processor's cache, and new memory takes longer to
// get than to fill.
type buffers struct {
	mu   sync.Mutex
	free []buffer // the latest last
	held int64    // bytes of the free ones
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
func (b *buffers) copyOf(list any) (any, buffer) {
	switch list := list.(type) {
	case []float64:
		return copyInto(b, list)
	case []int64:
		return copyInto(b, list)
	case []int32:
		return copyInto(b, list)
	case []bool:
		return copyInto(b, list)
	case []string:
		return slices.Clone(list), buffer{}
	}
	return list, buffer{}
}

func copyInto[T any](b *buffers, list []T) (any, buffer) {
	width := int64(reflect.TypeFor[T]().Size())
	if int64(len(list))*width < worthBuffering {
		return slices.Clone(list), buffer{}
	}
	copied := append(taken[T](b, len(list)), list...)
	return copied, buffer{copied, int64(cap(copied)) * width}
}

// taken returns a free list with room for n elements, and not for many more, or nil.
func taken[T any](b *buffers, n int) []T {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, free := range slices.Backward(b.free) {
		if list, same := free.list.([]T); same && n <= cap(list) && cap(list) <= 2*n {
			b.free = slices.Delete(b.free, i, i+1)
			b.held -= free.bytes
			return list[:0]
		}
	}
	return nil
}

// release makes lists free again, as many as there is room for.
func (b *buffers) release(all []buffer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, one := range all {
		if b.held+one.bytes <= maxFree {
			b.free = append(b.free, one)
			b.held += one.bytes
		}
	}
}
