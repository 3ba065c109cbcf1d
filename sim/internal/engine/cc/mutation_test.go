package cc

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// mutation is a mistake that C text might have: each old string becomes the new one behind it.
type mutation struct {
	name    string
	replace []string
}

// apply makes the mistake, which must be possible.
func (m mutation) apply(t *testing.T, text string) string {
	for k := 0; k < len(m.replace); k += 2 {
		if !strings.Contains(text, m.replace[k]) {
			t.Errorf("%s: the text has no %q", m.name, m.replace[k])
		}
	}
	return strings.NewReplacer(m.replace...).Replace(text)
}

// kernelMutations are mistakes in kernels. The comparison with the reference engine must find each.
var kernelMutations = []mutation{
	{"a dropped fma", []string{"return __builtin_fma(a, b, c);", "return a * b + c;"}},
	{"two swapped operations", []string{"v1 + v2", "v1 - v2", "v3 - v1", "v3 + v1"}},
	{"two merged draws of rand", []string{"tick, 1u)", "tick, 0u)"}},
	{"a last digit", []string{"0x1.5555555555557p-3", "0x1.5555555555556p-3"}},
	{"the usual range for everything", []string{"if (GOLGI_RARELY(bad)) {", "if (0) {"}},
	{"the sign of the smaller zero", []string{"g_bits(a) | g_bits(b)", "g_bits(a) & g_bits(b)"}},
	{"a conversion that does not saturate", []string{"a >= 0x1p63 ? INT64_MAX :", ""}},
	{"the last element forgotten", []string{"k < to;", "k < to - 1;"}},
	{"a mask forgotten", []string{"if (v", "if (1 || v"}},
	{"a quotient towards zero", []string{"(a < 0) != (b < 0) ? q - 1 : q", "0 ? q - 1 : q"}},
}

// mutationCase has something for every mutation to spoil.
func mutationCase() *plantest.Case {
	c := randomCase(2, 7)
	addFunctions(c, arguments(6000, 1), arguments(6000, 2), ir.Exp)
	addElementwise(c, "noise", func(b *ir.Builder) ir.Value {
		return b.Op(ir.Sub, b.Rand(b.Index(), 0), b.Rand(b.Index(), 1))
	})
	addElementwise(c, "back and forth", func(b *ir.Builder) ir.Value {
		x, y := b.Load(b.Array("x", ir.Float64), b.Index()), b.Load(b.Array("y", ir.Float64), b.Index())
		return b.Op(ir.Sub, b.Op(ir.Add, x, y), x)
	})
	fires := bytes.Repeat([]byte{1}, 2000)
	all := c.Emitter(len(fires), fires)
	for _, op := range []ir.Op{ir.Min, ir.ToInt, ir.Fma} {
		addOperation(c, op, []ir.Type{ir.Float, ir.Float, ir.Float}[:op.Operands()], all, len(fires))
	}
	addOperation(c, ir.FloorDiv, []ir.Type{ir.Int, ir.Int}, all, len(fires))
	return c
}

// addElementwise adds a map over ordinary numbers that stores what a function makes of them.
func addElementwise(c *plantest.Case, name string, value func(b *ir.Builder) ir.Value) {
	const n = 9
	b := ir.NewBuilder(name)
	b.Store(b.Array("result", ir.Float64), b.Index(), value(b), ir.None)
	m := &ir.Map{N: n, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{Kernel: c.Kernel(b.Kernel())}}
	for k, a := range c.Plan.Kernels[m.Kernel].Arrays {
		m.Arrays = append(m.Arrays, c.StateOf(name+" "+a.Name, ir.Float64, n, arguments(n, uint64(k))))
	}
	c.Step(ir.Step{Name: name, Map: m})
}

// TestMutations checks that the comparison finds mistakes in kernels, and only those.
func TestMutations(t *testing.T) {
	t.Parallel()
	c := mutationCase()
	want, err := c.Run(reference.New())
	must(err)
	flags := defaultFlags("-O1")
	mutations := kernelMutations
	if !slow {
		mutations = mutations[:5] // each is compiled
	}
	for _, m := range append(slices.Clone(mutations), mutation{name: "none"}) {
		e := openTest(t, options{flags: flags, edit: func(text string) string { return m.apply(t, text) }})
		got, err := c.Run(e)
		if err != nil {
			t.Errorf("%s: %v", m.name, err)
			continue
		}
		if diff := plantest.Compare(c.Plan.Memory, want, got); (diff == "") != (m.name == "none") {
			t.Errorf("%s: the difference is %q", m.name, diff)
		}
	}
}

// TestMutatedPathways checks that sums alone show when synapses of one target are served at another time or
// in another order.
func TestMutatedPathways(t *testing.T) {
	type change = func(c *plantest.Case, p *ir.Propagate)
	delay := func(steps int32) change { return func(c *plantest.Case, p *ir.Propagate) { p.Delay = steps } }
	delays := func(steps ...int32) change {
		return func(c *plantest.Case, p *ir.Propagate) { p.Delays = c.Topology("delays", ir.Int32, 4, steps) }
	}
	order := func(numbers ...int32) change {
		return func(c *plantest.Case, p *ir.Propagate) { p.Order = c.Topology("order", ir.Int32, 4, numbers) }
	}
	converge := func(c *plantest.Case, p *ir.Propagate) {
		c.Share("rows", []int64{0, 4, 4})
		c.Share("post", []int32{0, 0, 0, 0})
		c.Share("w", []float64{1e16, 1, -1e16, 1})
	}
	cc := ordinary()
	sum := func(e engine.Engine, m change) any {
		c := plantest.SmallPathway(converge, m)
		o, err := c.Run(e)
		must(err)
		return o.Arrays[c.Array("sum")]
	}
	for _, m := range []struct {
		name         string
		right, wrong change
	}{
		{"an off-by-one delay", delay(9), delay(10)},
		{"an off-by-one delay of one synapse", delays(1, 9, 2, 3), delays(1, 10, 2, 3)},
		{"an unstable order of synapses", order(0, 1, 2, 3), order(0, 2, 1, 3)},
	} {
		want := sum(reference.New(), m.right)
		if same, other := sum(cc, m.right), sum(cc, m.wrong); plantest.Differ(want, same) != "" {
			t.Errorf("%s: without it, sums are %v, want %v", m.name, same, want)
		} else if plantest.Differ(want, other) == "" {
			t.Errorf("%s: sums are %v all the same", m.name, other)
		}
	}
}

// loopMutations are mistakes in the time loop's propagate.c. The comparison of random pathways must find each.
var loopMutations = []mutation{
	{"an off-by-one delay", []string{
		"put_batch(slot_at(s->queue, s->delay)", "put_batch(slot_at(s->queue, s->delay + 1)"}},
	{"an off-by-one delay of each synapse", []string{
		"put_one(slot_at(s->queue, delay)", "put_one(slot_at(s->queue, delay + 1)"}},
	{"an unstable order of synapses", []string{
		"narrows(s->order)[k]", "narrows(s->order)[hi - 1 - (k - lo)]"}},
	{"an unstable order of spikes", []string{
		"due->batches[k]", "due->batches[due->batch_len - 1 - k]"}},
}

// TestMutatedLoop runs the comparison of pathways in a process whose time loop has a mistake.
func TestMutatedLoop(t *testing.T) {
	if !slow {
		t.Skip("only with GOLGI_SLOW: the package is compiled anew for each mistake")
	}
	right, err := os.ReadFile("propagate.c")
	must(err)
	for _, m := range append(loopMutations, mutation{name: "none"}) {
		out, err := underOverlay(t, "propagate.c", m.apply(t, string(right)), "^TestPathways$")
		found := strings.Contains(out, "--- FAIL: TestPathways")
		if wrong := m.name != "none"; found != wrong || (err != nil) != wrong {
			t.Errorf("%s: %v\n%s", m.name, err, out)
		}
	}
}

// underOverlay runs a test of this package with another text in the place of a file of it.
func underOverlay(t *testing.T, file, text, test string) (string, error) {
	path, err := filepath.Abs(file)
	must(err)
	dir := t.TempDir()
	other, list := filepath.Join(dir, file), filepath.Join(dir, "overlay.json")
	must(os.WriteFile(other, []byte(text), 0o600))
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {path: other}})
	must(err)
	must(os.WriteFile(list, replace, 0o600))
	cmd := exec.Command("go", "test", "-vet=off", "-overlay", list, "-run", test, ".", "-rapid.nofailfile")
	out, err := cmd.CombinedOutput()
	return string(out), err
}
