package cc

import (
	"bytes"
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// mutations are mistakes that C text might have. The comparison with the reference engine must find each.
var mutations = []struct{ name, from, to string }{
	{"an fma that is none", "return __builtin_fma(a, b, c);", "return a * b + c;"},
	{"a sum in another order", "return sum + ((1 - sum + r) + tail);", "return sum + (1 - sum + r) + tail;"},
	{"a last digit", "0x1.5555555555557p-3, r, 0x1p-1", "0x1.5555555555556p-3, r, 0x1p-1"},
	{"two draws that are one", "tick, 1u)", "tick, 0u)"},
	{"the usual range for everything", "if (GOLGI_RARELY(bad)) {", "if (0) {"},
	{"the sign of the smaller zero", "g_float(g_bits(a) | g_bits(b))", "g_float(g_bits(a) & g_bits(b))"},
	{"a conversion that does not saturate", "a >= 0x1p63 ? INT64_MAX :", ""},
	{"the last element forgotten", "k < to;", "k < to - 1;"},
	{"a mask forgotten", "if (v", "if (1 || v"},
	{"a quotient towards zero", "(a < 0) != (b < 0) ? q - 1 : q", "0 ? q - 1 : q"},
}

// mutationCase has something for every mutation to spoil.
func mutationCase() *plantest.Case {
	c := randomCase(5, 7)
	addFunctions(c, arguments(1500, 1), arguments(1500, 2), ir.Exp)
	b := ir.NewBuilder("noise")
	difference := b.Op(ir.Sub, b.Rand(b.Index(), 0), b.Rand(b.Index(), 1))
	b.Store(b.Array("x", ir.Float64), b.Index(), difference, ir.None)
	c.Step(ir.Step{Name: "noise", Map: &ir.Map{N: 9, List: ir.NoList, Out: ir.NoList,
		Binding: ir.Binding{Kernel: c.Kernel(b.Kernel()), Arrays: []ir.ArrayID{c.State("x", ir.Float64, 9)}}}})
	fires := bytes.Repeat([]byte{1}, 2000)
	all := c.Emitter(len(fires), fires)
	for _, op := range []ir.Op{ir.Min, ir.ToInt} {
		addOperation(c, op, []ir.Type{ir.Float, ir.Float}[:op.Operands()], all, len(fires))
	}
	addOperation(c, ir.FloorDiv, []ir.Type{ir.Int, ir.Int}, all, len(fires))
	return c
}

// TestMutations checks that the comparison finds mistakes.
func TestMutations(t *testing.T) {
	t.Parallel()
	c := mutationCase()
	want, err := c.Run(reference.New())
	must(err)
	flags := append([]string{"-O1"}, defaultFlags[1:]...)
	for _, m := range append(mutations, struct{ name, from, to string }{"no mutation", "int", "int"}) {
		e := openTest(t, options{flags: flags, edit: func(text string) string {
			if !strings.Contains(text, m.from) {
				t.Errorf("%s: the text has no %q", m.name, m.from)
			}
			return strings.ReplaceAll(text, m.from, m.to)
		}})
		got, err := c.Run(e)
		if err != nil {
			t.Errorf("%s: %v", m.name, err)
			continue
		}
		if diff := plantest.Compare(c.Plan.Memory, want, got); (diff == "") != (m.name == "no mutation") {
			t.Errorf("%s: the difference is %q", m.name, diff)
		}
	}
}

// TestMutatedPathways checks that another delay and another order of synapses are found.
func TestMutatedPathways(t *testing.T) {
	e := openTest(t, options{})
	order := func(numbers ...int32) func(c *plantest.Case, p *ir.Propagate) {
		return func(c *plantest.Case, p *ir.Propagate) { p.Order = c.Topology("order", ir.Int32, 4, numbers) }
	}
	late := func(c *plantest.Case, p *ir.Propagate) { p.Delay = 9 }
	later := func(c *plantest.Case, p *ir.Propagate) { p.Delay = 10 }
	for _, pair := range [][2]func(c *plantest.Case, p *ir.Propagate){
		{late, later}, {order(0, 1, 2, 3), order(1, 0, 2, 3)},
	} {
		right, wrong := small(pair[0]), small(pair[1])
		want, err := right.Run(reference.New())
		must(err)
		same, err := right.Run(e)
		must(err)
		other, err := wrong.Run(e)
		must(err)
		m := right.Plan.Memory
		if plantest.Compare(m, want, same) != "" || plantest.Compare(m, want, other) == "" {
			t.Error("a mutation was not found, or there is a difference without one")
		}
	}
}
