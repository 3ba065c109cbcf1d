package cc

import (
	"slices"
	"strings"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// packable is a pathway of four neurons that spike in every step, onto the same few neurons over and over, but for one target.
type packable struct {
	synapses int
	odd      int32
	neurons  int
	state    bool // targets are no topology
	delays   bool // one for each synapse
	packed   bool // what is expected
}

func (p packable) targets() []int32 {
	at := make([]int32, p.synapses)
	for k := range at {
		at[k] = int32(k % 7)
	}
	at[p.synapses/2] = p.odd
	return at
}

func (p packable) plan() (c *plantest.Case, targets, x ir.ArrayID) {
	const rows = 4
	c = plantest.NewCase(5)
	bounds, on := make([]int64, rows+1), make([]uint8, p.neurons)
	for r := range bounds {
		bounds[r] = int64(r * p.synapses / rows)
	}
	for k := range on {
		on[k] = uint8(k % 2)
	}
	if targets = c.StateOf("_post", ir.Int32, p.synapses, p.targets()); !p.state {
		delete(c.Content, targets)
		targets = c.Topology("_post", ir.Int32, p.synapses, p.targets())
	}
	b := ir.NewBuilder("pre")
	to := b.Load(b.Array("_post", ir.Int32), b.Index())
	b.Incr(b.Array("x", ir.Float64), to, b.Float(0.1), b.Load(b.Array("on", ir.Bool8), to))
	x = c.State("x", ir.Float64, p.neurons)
	delays := ir.NoArray
	if p.delays {
		late := make([]int32, p.synapses)
		for k := range late {
			late[k] = int32(k % 3)
		}
		delays = c.Topology("delays", ir.Int32, p.synapses, late)
	}
	spikes := c.Emitter(rows, slices.Repeat([]uint8{1}, rows))
	c.Plan.Memory.Queues++
	c.Step(ir.Step{Name: "pre", Propagate: &ir.Propagate{Spikes: spikes, To: rows, Rows: c.Topology("rows", ir.Int64, rows+1, bounds), Order: ir.NoArray,
		Delays: delays, Binding: ir.Binding{Kernel: c.Kernel(b.Kernel()), Arrays: []ir.ArrayID{targets, x, c.StateOf("on", ir.Bool8, p.neurons, on)}}}})
	return c, targets, x
}

// Targets that fit 16 bits are read from a packed copy, and all others where they are; spikes arrive at the same neurons, and what lies outside is
// the same fault.
func TestPacked(t *testing.T) {
	const many = leastPacked
	for _, p := range []packable{
		{many, 3, 70000, false, false, true}, {many, 65535, 70000, false, false, true}, {many, 65536, 70000, false, false, false},
		{many, 65000, 60000, false, false, true}, {many, -1, 70000, false, false, false}, {many - 1, 3, 70000, false, false, false},
		{many, 3, 70000, true, false, false}, {many, 65535, 70000, false, true, true}, {many, 65000, 60000, false, true, true},
	} {
		c, _, _ := p.plan()
		diff, err := plantest.NoDiff(c, reference.New(), ordinary())
		if err != nil || diff != "" {
			t.Errorf("%+v: %v %s", p, err, diff)
		}
		in := newInstance(ordinary())
		if err := in.Bind(c.Plan); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(in.Code(), "uint16_t"); got != p.packed {
			t.Errorf("%+v: packed is %v", p, got)
		}
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Targets that are replaced by others, which no longer fit or fit again, are read where they are from then on, also by a clone.
func TestReplacedPacked(t *testing.T) {
	p := packable{synapses: leastPacked, odd: 5, neurons: 70000}
	var results [][]float64
	for _, e := range []engine.Engine{reference.New(), ordinary()} {
		c, targets, x := p.plan()
		in, err := e.NewInstance()
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		if err := in.Bind(c.Plan); err != nil {
			t.Fatal(err)
		}
		for id, content := range c.Content {
			must(in.Write(id, 0, content))
		}
		clone, err := in.Clone()
		if err != nil {
			t.Fatal(err)
		}
		defer clone.Close()
		must(clone.Bind(c.Plan))
		until := int64(0)
		for _, odd := range []int32{0, 69999, 6, 65535} {
			until += 2
			if odd > 0 {
				p.odd = odd
				must(in.Replace(targets, ir.ArrayDecl{Name: "_post", Elem: ir.Int32, Len: p.synapses, Shared: p.targets()}))
			}
			for _, each := range []engine.Instance{in, clone} {
				if _, err := each.Run(t.Context(), []int64{until}); err != nil {
					t.Fatal(err)
				}
				got := make([]float64, p.neurons)
				must(each.Read(x, 0, got))
				results = append(results, got)
			}
		}
		p.odd = 5
	}
	for k, half := 0, len(results)/2; k < half; k++ {
		if !slices.Equal(results[k], results[half+k]) {
			t.Errorf("result %d is another on the C engine", k)
		}
	}
}
