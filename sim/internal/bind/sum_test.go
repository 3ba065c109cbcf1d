package bind

import (
	"strings"
	"testing"

	"golgi/sim/internal/ir"
)

// The hash of what is fixed is computed once for all clones, and anew where one of them has something else.
func TestContentSums(t *testing.T) {
	m := newMemory(t)
	p, made := m.Add(object("a")), 0
	p.Ints("x", "x", []int32{1, 2})
	check(t, m.Allocate())
	check(t, p.Derive("x", func() []int32 { made++; return []int32{3, 4} }))
	c, err := m.Clone()
	check(t, err)
	same := c.Part("a").contentHash("x") == p.contentHash("x")
	if p.contentHash("x"); !same || made != 1 {
		t.Errorf("the same: %v, after %d times", same, made)
	}
	before := p.contentHash("x")
	check(t, c.Part("a").Replace("x", []int32{5, 6}))
	if c.Part("a").contentHash("x") == before || p.contentHash("x") != before {
		t.Error("the clone has another content, and the original has not")
	}
	check(t, c.Part("a").Replace("x", []int32{3, 4}))
	if c.Part("a").contentHash("x") != before {
		t.Error("the same content has another hash")
	}
	check(t, c.Close())
}

// A copy for which there is no memory is refused before it is made.
func TestCloneAsksForMemory(t *testing.T) {
	m := newMemory(t)
	m.Add(object("a")).Array("x", "x", ir.Float64, 1<<50)
	if _, err := m.Clone(); err == nil || !strings.HasPrefix(err.Error(), "a copy of its state takes 8 PiB, and ") {
		t.Error(err)
	}
}
