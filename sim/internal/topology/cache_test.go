package topology

import (
	"fmt"
	"sync"
	"testing"
)

// tableOf returns a finished table of n synapses between two neurons.
func tableOf(n int) *Table {
	t := NewTable(1)
	t.AddRow(0, make([]int32, n))
	t.Finish(1)
	return t
}

// A cache gives each table to all who ask for it, and forgets those that were not asked for longest when there are too many bytes.
func TestCache(t *testing.T) {
	c := NewCache(3 * tableOf(100).bytes())
	tables := map[string]*Table{}
	for _, key := range []string{"a", "b", "c"} {
		tables[key] = tableOf(100)
		if c.Put(key, tables[key]) != tables[key] || c.Put(key, tableOf(100)) != tables[key] {
			t.Errorf("%s is not the first", key)
		}
	}
	c.Get("a")
	c.Put("d", tableOf(100))
	for key, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true} {
		if got := c.Get(key); (got != nil) != want || tables[key] != nil && want && got != tables[key] {
			t.Errorf("%s is there: %v, want %v", key, got != nil, want)
		}
	}
	if large := tableOf(1000); c.Put("large", large) != large || c.Get("large") != nil || c.Get("a") == nil {
		t.Error("what is too large is not left out")
	}
	if c.bytes != 3*tableOf(100).bytes() || c.order.Len() != 3 || len(c.byKey) != 3 {
		t.Errorf("%d bytes of %d tables", c.bytes, c.order.Len())
	}
}

// Goroutines that draw the same at once have one table in the end.
func TestCacheAtOnce(t *testing.T) {
	c := NewCache(1 << 20)
	var group sync.WaitGroup
	got := make([]*Table, 8)
	for k := range got {
		group.Go(func() {
			for n := range 100 {
				got[k] = c.Put(fmt.Sprint(n), tableOf(n))
				c.Get(fmt.Sprint(n / 2))
			}
		})
	}
	group.Wait()
	for _, table := range got {
		if table != got[0] {
			t.Fatal("there are several")
		}
	}
}
