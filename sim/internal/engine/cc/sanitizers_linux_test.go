package cc

import (
	"context"
	"slices"
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/ir"
)

// TestSanitizers plants mistakes that the sanitizers must find, each in a process of its own. That they find
// none elsewhere all other tests show, run by `make test-sanitizers`.
func TestSanitizers(t *testing.T) {
	if len(sanitizers) == 0 {
		t.Skip("only by make test-sanitizers")
	}
	for job, finds := range map[string][]string{
		"simulate":                  {},
		"reach outside in a kernel": {"AddressSanitizer: use-after-poison", "WRITE of size 8", "in golgi_"},
		"reach outside in the loop": {"AddressSanitizer: use-after-poison", "READ of size 88"},
		"overflow":                  {"runtime error: signed integer overflow"},
	} {
		said := launch(job, options{cacheDir: t.TempDir()}).end()
		missing := func(text string) bool { return !strings.Contains(said, text) }
		if slices.ContainsFunc(finds, missing) || len(finds) == 0 && said != "" {
			t.Errorf("%s: it said %q, want %q", job, said, finds)
		}
	}
}

// kernelOutside runs a kernel over an array that is one element shorter than the engine believes.
func kernelOutside(o options) error {
	const n = 10
	c := plantest.NewCase(1)
	b := ir.NewBuilder("fill")
	b.Store(b.Array("x", ir.Float64), b.Index(), b.Float(1), ir.None)
	x := c.State("x", ir.Float64, n)
	c.Step(ir.Step{Name: "fill", Map: &ir.Map{N: n + 1, List: ir.NoList, Out: ir.NoList,
		Binding: ir.Binding{Kernel: c.Kernel(b.Kernel()), Arrays: []ir.ArrayID{x}}}})
	return runMisled(o, c, func(in *instance) { in.arrays[x].c.len = n + 1 })
}

// loopOutside records the values of such an array.
func loopOutside(o options) error {
	const n = 10
	c := plantest.NewCase(1)
	x := c.State("x", ir.Float64, n)
	c.Plan.Memory.Recorders = []ir.RecorderDecl{{Name: "values", Kind: ir.RowEntries, Width: n}}
	c.Step(ir.Step{Name: "values", Record: &ir.Record{Values: []ir.ArrayID{x}}})
	return runMisled(o, c, func(in *instance) { in.arrays[x].c.len, in.recorders[0].c.width = n+1, n+1 })
}

// runMisled runs a plan on an instance that something false was told.
func runMisled(o options, c *plantest.Case, mislead func(in *instance)) error {
	o.flags = defaultFlags(sanitizers...)
	e, err := open(o)
	must(err)
	in := newInstance(e)
	must(in.Bind(c.Plan))
	mislead(in)
	_, err = in.Run(context.Background(), c.Until)
	return err
}

// overflow simulates with kernels that compute what C does not define.
func overflow(o options) error {
	o.flags = defaultFlags(sanitizers...)
	o.edit = func(text string) string {
		return strings.ReplaceAll(text, "(void)entries;", "volatile int most = 0x7fffffff; most = most + 1;")
	}
	return simulate(o)
}
