package cc

/*
#include <stdlib.h>
#include <string.h>
#include "loop.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n)
#endif

static void *allocate(size_t n)
{
	// whole lines of the processor's cache, and one more, so that vector loops never share a line
	size_t size = (n + 127) / 64 * 64;
	void *p = NULL;
	if (posix_memalign(&p, 64, size))
		return NULL;
	memset(p, 0, size);
	ASAN_POISON_MEMORY_REGION((char *)p + n, size - n); // nobody has business behind the n bytes
	return p;
}
*/
import "C"

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"unsafe"

	"golgi/sim/internal/ir"
)

// store is all C memory of an instance. It holds no pointer to the instance, so that the memory of one that
// nobody closes goes with it.
type store struct {
	arrays    []*array
	lists     []*list
	queues    []*C.golgi_queue
	recorders []*recorder
	schedule  *schedule // nil: unbound
}

// array is an array of an instance.
type array struct {
	name  string
	elem  ir.Elem
	c     *C.golgi_array // never moves, so that plans may point to it
	topic *topology      // nil: state
}

// topology is the content of an array that instances share, pinned where Go has it.
type topology struct {
	pinner runtime.Pinner
	users  atomic.Int32
	packed packed
}

// list holds the elements that a kernel emitted.
type list struct {
	name string
	c    *C.golgi_list
}

// recorder holds a monitor's entries.
type recorder struct {
	name string
	kind ir.RecorderKind
	c    *C.golgi_recorder
}

// word is the type of the elements of an array in memory.
type word interface {
	float64 | int64 | int32 | uint8
}

// zeros returns n zeroed values of C memory, or nil where there is no room.
func zeros[T any](n int) *T {
	var t T
	return (*T)(C.allocate(C.size_t(n) * C.size_t(unsafe.Sizeof(t))))
}

// need is zeros for small structures; it panics where there is no room even for these.
func need[T any](n int) *T {
	p := zeros[T](n)
	if p == nil {
		panic("cc: there is no memory left")
	}
	return p
}

// release gives memory of zeros back.
func release(p unsafe.Pointer) { C.free(p) }

// sizeOf returns the size of an element in bytes.
func sizeOf(e ir.Elem) int {
	switch e {
	case ir.Bool8:
		return 1
	case ir.Int32:
		return 4
	}
	return 8
}

// newArray makes an array as declared; state starts as zero.
func newArray(d ir.ArrayDecl) (*array, error) {
	a := &array{name: d.Name, elem: d.Elem}
	if d.Shared == nil {
		return a, a.allocate(d.Len)
	}
	a.topic = &topology{}
	a.topic.users.Store(1)
	a.c = need[C.golgi_array](1)
	a.c.len = C.int64_t(d.Len)
	if d.Len > 0 {
		first := firstOf(d.Shared)
		a.topic.pinner.Pin(first)
		a.c.data = first
	}
	return a, nil
}

// firstOf returns the address of a slice that is not empty.
func firstOf(content any) unsafe.Pointer {
	switch s := content.(type) {
	case []float64:
		return unsafe.Pointer(&s[0])
	case []int32:
		return unsafe.Pointer(&s[0])
	case []int64:
		return unsafe.Pointer(&s[0])
	case []uint8:
		return unsafe.Pointer(&s[0])
	}
	panic(fmt.Sprintf("cc: topology of type %T", content))
}

// allocate gives state n zeros.
func (a *array) allocate(n int) error {
	data := zeros[byte](n * sizeOf(a.elem))
	if data == nil {
		return fmt.Errorf("cc: array %s: there is no memory for %d elements", a.name, n)
	}
	a.c = need[C.golgi_array](1)
	a.c.data, a.c.len = unsafe.Pointer(data), C.int64_t(n)
	return nil
}

// shared reports whether the array is topology.
func (a *array) shared() bool { return a.topic != nil }

// len returns the number of elements.
func (a *array) len() int { return int(a.c.len) }

// elements returns the content of an array of the given type of elements, as long as the array lives.
func elements[T word](a *array) []T { return unsafe.Slice((*T)(a.c.data), a.len()) }

// content returns the content as a slice of its type.
func (a *array) content() any {
	switch a.elem {
	case ir.Float64:
		return elements[float64](a)
	case ir.Int32:
		return elements[int32](a)
	case ir.Int64:
		return elements[int64](a)
	}
	return elements[uint8](a)
}

// clone copies state and shares topology.
func (a *array) clone() (*array, error) {
	c := &array{name: a.name, elem: a.elem, topic: a.topic}
	if a.shared() {
		a.topic.users.Add(1)
		c.c = need[C.golgi_array](1)
		c.c.data, c.c.len = a.c.data, a.c.len
		return c, nil
	}
	if err := c.allocate(a.len()); err != nil {
		return nil, err
	}
	C.memcpy(c.c.data, a.c.data, C.size_t(a.len()*sizeOf(a.elem)))
	return c, nil
}

// drop gives the content back, and topology if nobody else uses it.
func (a *array) drop() {
	if !a.shared() {
		C.free(a.c.data)
	} else if a.topic.users.Add(-1) == 0 {
		a.topic.pinner.Unpin()
		a.topic.packed.free()
	}
}

// replace takes the content of another array, which is not used any more. The address of the descriptor
// stays.
func (a *array) replace(by *array) {
	a.drop()
	a.c.data, a.c.len = by.c.data, by.c.len
	a.name, a.topic = by.name, by.topic
	release(unsafe.Pointer(by.c))
}

// newList makes an empty list.
func newList(d ir.ListDecl) (*list, error) {
	entries := zeros[C.int32_t](d.Cap)
	if entries == nil {
		return nil, fmt.Errorf("cc: list %s: there is no memory for %d entries", d.Name, d.Cap)
	}
	l := &list{name: d.Name, c: need[C.golgi_list](1)}
	l.c.entries, l.c.cap = entries, C.int64_t(d.Cap)
	return l, nil
}

// clone copies the list with its capacity.
func (l *list) clone() (*list, error) {
	c, err := newList(ir.ListDecl{Name: l.name, Cap: int(l.c.cap)})
	if err != nil {
		return nil, err
	}
	c.c.len = l.c.len
	C.memcpy(unsafe.Pointer(c.c.entries), unsafe.Pointer(l.c.entries), C.size_t(4*l.c.len))
	return c, nil
}

// newRecorder makes an empty recorder.
func newRecorder(d ir.RecorderDecl) (*recorder, error) {
	r := &recorder{name: d.Name, kind: d.Kind, c: need[C.golgi_recorder](1)}
	if r.c.width = C.int64_t(d.Width); d.Kind == ir.SpikeEntries {
		r.c.spiking = 1
	}
	return r, nil
}

// clone copies the recorder with its entries.
func (r *recorder) clone() (*recorder, error) {
	c := &recorder{name: r.name, kind: r.kind, c: need[C.golgi_recorder](1)}
	if C.golgi_copy_recorder(c.c, r.c) != C.golgi_ok {
		release(unsafe.Pointer(c.c))
		return nil, fmt.Errorf("cc: recorder %s: there is no memory for a copy", r.name)
	}
	return c, nil
}

// cloneQueue copies a queue.
func cloneQueue(q *C.golgi_queue) (*C.golgi_queue, error) {
	c := need[C.golgi_queue](1)
	if C.golgi_copy_queue(c, q) != C.golgi_ok {
		release(unsafe.Pointer(c))
		return nil, fmt.Errorf("cc: there is no memory for a copy of a queue")
	}
	return c, nil
}

// grow allocates what a memory has beyond the store's: all of it or, where there is no room, nothing.
func (s *store) grow(m *ir.Memory) error {
	fresh := &store{}
	err := errorsOf(
		gather(&fresh.arrays, m.Arrays[len(s.arrays):], newArray),
		gather(&fresh.lists, m.Lists[len(s.lists):], newList),
		gather(&fresh.recorders, m.Recorders[len(s.recorders):], newRecorder),
	)
	if err != nil {
		fresh.free()
		return err
	}
	s.arrays = append(s.arrays, fresh.arrays...)
	s.lists = append(s.lists, fresh.lists...)
	s.recorders = append(s.recorders, fresh.recorders...)
	for len(s.queues) < m.Queues {
		s.queues = append(s.queues, need[C.golgi_queue](1))
	}
	return nil
}

// clone copies all memory; the copy is unbound.
func (s *store) clone() (*store, error) {
	c := &store{}
	err := errorsOf(
		gather(&c.arrays, s.arrays, (*array).clone),
		gather(&c.lists, s.lists, (*list).clone),
		gather(&c.queues, s.queues, cloneQueue),
		gather(&c.recorders, s.recorders, (*recorder).clone),
	)
	if err != nil {
		c.free()
		return nil, err
	}
	return c, nil
}

// gather appends what is made of each element of a slice.
func gather[F, T any](to *[]*T, from []F, made func(F) (*T, error)) error {
	for _, x := range from {
		t, err := made(x)
		if err != nil {
			return err
		}
		*to = append(*to, t)
	}
	return nil
}

// errorsOf returns the first error.
func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// free gives everything back.
func (s *store) free() {
	s.unbind()
	for _, a := range s.arrays {
		a.drop()
		release(unsafe.Pointer(a.c))
	}
	for _, l := range s.lists {
		release(unsafe.Pointer(l.c.entries))
		release(unsafe.Pointer(l.c))
	}
	for _, q := range s.queues {
		C.golgi_free_queue(q)
		release(unsafe.Pointer(q))
	}
	for _, r := range s.recorders {
		C.golgi_free_recorder(r.c)
		release(unsafe.Pointer(r.c))
	}
	*s = store{}
}
