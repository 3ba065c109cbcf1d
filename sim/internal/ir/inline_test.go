package ir

import (
	"slices"
	"testing"
)

// What is put in is computed at the place that a load looked at, from arrays and constants of its own.
func TestInline(t *testing.T) {
	probe := NewBuilder("probe")
	at := probe.Load(probe.Array("selected", Int32), probe.Index())
	probe.Store(probe.Array("output", Float64), probe.Index(), probe.Op(Mul, probe.Load(probe.Array("x", Float64), at), probe.Const("two", Float)), None)
	read := NewBuilder("read")
	neuron := read.Load(read.Array("pre", Int32), read.Index())
	read.Store(read.Array("output", Float64), read.Index(), read.Op(Add, read.Load(read.Array("value", Float64), neuron), read.Const("shift", Float)), None)

	k, b := probe.Kernel().Inline(Binding{Arrays: []ArrayID{0, 1, 2}, Consts: []Num{{Float: 2}}},
		map[ArrayID]Inlined{2: {read.Kernel(), Binding{Arrays: []ArrayID{3, 2, 4}, Consts: []Num{{Float: 5}}}}})
	if err := k.Validate(); err != nil {
		t.Error(err)
	}
	want := `kernel probe over i
  arrays  selected: int32, output: float64, x: float64, pre: int32, value: float64
  consts  two: float, shift: float
  a0 = load selected[i]
  a1 = load pre[a0]
  a2 = load value[a1]
  a3 = add a2 shift
  a4 = mul a3 two
  store output[i] = a4
`
	if k.String() != want {
		t.Errorf("got\n%s\nwant\n%s", k, want)
	}
	if !slices.Equal(b.Arrays, []ArrayID{0, 1, 2, 3, 4}) || !slices.Equal(b.Consts, []Num{{Float: 2}, {Float: 5}}) {
		t.Errorf("it is bound to %v and %v", b.Arrays, b.Consts)
	}
}
