package ir

import (
	"fmt"
	"testing"
)

// TestUniform lists which values of a kernel are the same for all elements.
func TestUniform(t *testing.T) {
	b := NewBuilder("uniform")
	k, v, w := b.Const("k", Float), b.Array("v", Float64), b.Array("w", Float64)
	zero, i := b.Int(0), b.Index()
	tests := []struct {
		name  string
		value Value
		want  bool
	}{
		{"a constant", k, true},
		{"a literal", zero, true},
		{"the index", i, false},
		{"memory at a literal", b.Load(w, zero), true},
		{"memory at the index", b.Load(w, i), false},
		{"memory that is written, at a literal", b.Load(v, zero), false},
		{"a sum of uniform values", b.Op(Add, k, b.Load(w, zero)), true},
		{"a sum with one that is not", b.Op(Add, k, b.Load(w, i)), false},
		{"a random number of one index", b.Rand(zero, 0), true},
		{"a random number of each index", b.Rand(i, 1), false},
	}
	b.Store(v, i, k, None)
	uniform := b.Kernel().Uniform()
	for _, test := range tests {
		if got := uniform[test.value]; got != test.want {
			t.Errorf("%s: uniform is %v, want %v", test.name, got, test.want)
		}
	}
	if uniform[len(uniform)-1] {
		t.Error("a store has no value that could be uniform")
	}
}

// TestMerged binds the parameters of a kernel to one array, which makes it sequential.
func TestMerged(t *testing.T) {
	b := NewBuilder("neighbours")
	unused, pre, post := b.Array("unused", Float64), b.Array("pre", Float64), b.Array("post", Float64)
	b.Incr(post, b.Int(0), b.Load(pre, b.Index()), None)
	k := b.Kernel()
	before := k.String()
	if k.Merged([]ArrayID{7, 8, 9}) != k {
		t.Error("where all arrays differ, the merged kernel is another one")
	}
	m := k.Merged([]ArrayID{9, 8, 8})
	if got, want := fmt.Sprintf("%d", m.Effects()), "[0 5 0]"; got != want {
		t.Errorf("effects %s, want %s", got, want)
	}
	if k.Sequential() || !m.Sequential() {
		t.Error("only the merged kernel is sequential")
	}
	if k.String() != before {
		t.Errorf("merging changes the kernel itself: %v", k)
	}
	if all := k.Merged([]ArrayID{8, 8, 8}).Effects(); all[unused] != Reads|Increments {
		t.Errorf("the first of the parameters stands for all; it has effects %v", all[unused])
	}
}
