package bind

import (
	"fmt"
	"runtime"
	"testing"

	"golgi/sim/internal/ir"
)

// What it takes to add an object does not grow with the objects that are there, nor do clones see what is added later.
func TestManyParts(t *testing.T) {
	m := newMemory(t)
	var clones []*Memory
	allocated := func() uint64 {
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.TotalAlloc
	}
	const n = 4000
	before := allocated()
	for k := range n {
		m.Add(object(fmt.Sprint(k))).Array("x", "x", ir.Float64, 1)
		check(t, m.Allocate())
	}
	if each := (allocated() - before) / n; each > 10_000 {
		t.Errorf("each takes %d bytes", each)
	}
	for k := range 3 {
		c, err := m.Clone()
		check(t, err)
		clones = append(clones, c)
		for _, to := range append(clones, m) {
			to.Add(object(fmt.Sprint("more", k))).Array("y", fmt.Sprintf("y%d of %p", k, to), ir.Float64, 2)
			check(t, to.Allocate())
		}
	}
	for k, c := range clones {
		if got, want := len(c.decl.Arrays), n+3+3; got != want {
			t.Errorf("clone %d has %d arrays, want %d", k, got, want)
		}
		for _, decl := range c.decl.Arrays[len(c.decl.Arrays)-(3-k):] {
			if own := fmt.Sprintf(" of %p", c); decl.Name[len(decl.Name)-len(own):] != own {
				t.Errorf("clone %d has %q", k, decl.Name)
			}
		}
		check(t, c.Close())
	}
}
