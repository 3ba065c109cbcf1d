package topology

import (
	"container/list"
	"sync"
)

// A Cache keeps tables that were drawn, by all that they depend on, so that networks which have the same share one. It forgets those
// that were asked for longest ago, so that all together take no more than a number of bytes; a network that has one keeps it. It may be
// used by several goroutines at a time.
type Cache struct {
	most int64

	mu    sync.Mutex
	bytes int64
	byKey map[string]*list.Element
	order list.List // of kept, that which was asked for last in front
}

type kept struct {
	key   string
	table *Table
}

// NewCache returns an empty cache for a number of bytes.
func NewCache(most int64) *Cache { return &Cache{most: most, byKey: make(map[string]*list.Element)} }

// Get returns the table of a key; nil: there is none. It is not to be changed.
func (c *Cache) Get(key string) *Table {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(kept).table
}

// Put keeps a table, which is not changed any more, and returns that which is to be used: another one, where somebody was faster.
func (c *Cache) Put(key string, t *Table) *Table {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.byKey[key]; e != nil {
		return e.Value.(kept).table
	}
	if t.bytes() > c.most {
		return t
	}
	c.byKey[key] = c.order.PushFront(kept{key, t})
	for c.bytes += t.bytes(); c.bytes > c.most; {
		last := c.order.Remove(c.order.Back()).(kept)
		delete(c.byKey, last.key)
		c.bytes -= last.table.bytes()
	}
	return t
}

// bytes is what a table takes.
func (t *Table) bytes() int64 { return 4 * int64(cap(t.Post)+cap(t.pre)+cap(t.sent)+cap(t.received)) }
