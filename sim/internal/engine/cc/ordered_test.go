package cc

import (
	"fmt"
	"slices"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// orderedCase is a pathway with one delay whose synapses are found by an order, and load of topology at their own numbers.
func orderedCase(delay int) *plantest.Case {
	const neurons, each = 5, 40
	source := plantest.Source(3)
	c := plantest.NewCase(6)
	order, rows, goal := make([]int32, neurons*each), make([]int64, neurons+1), make([]int32, neurons*each)
	for k := range order {
		order[k] = int32(k%each*neurons + k/each)
		goal[k] = int32(uint32(source.Int()) % each)
	}
	for n := range rows {
		rows[n] = int64(n * each)
	}
	b := ir.NewBuilder("post")
	to := b.Load(b.Array("goal", ir.Int32), b.Index())
	weight := b.Array("w", ir.Float64)
	b.Store(weight, b.Index(), b.Op(ir.Add, b.Load(weight, b.Index()), b.Load(b.Array("x", ir.Float64), to)), ir.None)
	b.Incr(b.Array("g", ir.Float64), to, b.Load(weight, b.Index()), ir.None)
	fires := []uint8{1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1}
	p := &ir.Propagate{Spikes: c.Emitter(neurons, fires), To: neurons, Rows: c.Topology("rows", ir.Int64, len(rows), rows),
		Order: c.Topology("order", ir.Int32, len(order), order), Delays: ir.NoArray, Delay: int32(delay)}
	c.Plan.Memory.Queues++
	p.Binding = ir.Binding{Kernel: c.Kernel(b.Kernel()), Arrays: []ir.ArrayID{c.Topology("goal", ir.Int32, len(goal), goal),
		c.StateOf("w", ir.Float64, len(goal), source.Content(ir.Float64, len(goal), false)),
		c.StateOf("x", ir.Float64, each, source.Content(ir.Float64, each, false)), c.State("g", ir.Float64, each)}}
	c.Step(ir.Step{Name: "pathway", Propagate: p})
	return c
}

// Copies in order give the bits of what they are copies of.
func TestCopiesInOrder(t *testing.T) {
	e := ordinary()
	for _, delay := range []int{0, 2} {
		diff, err := plantest.NoDiff(orderedCase(delay), reference.New(), e)
		if err != nil || diff != "" {
			t.Error(delay, err, diff)
		}
		in := bound(t, e, orderedCase(delay))
		if in.(*instance).schedule.steps[1].c.ordered == nil {
			t.Error(delay, "there are no copies")
		}
	}
}

// What is under way along an order arrives as it was sent, whatever becomes of the order, of its copies and of the queue.
func TestUnderWayInOrder(t *testing.T) {
	replace := func(name string) func(*plantest.Case, engine.Instance) (engine.Instance, error) {
		return func(c *plantest.Case, in engine.Instance) (engine.Instance, error) {
			decl := c.Plan.Memory.Arrays[c.Array(name)]
			other := slices.Clone(decl.Shared.([]int32))
			slices.Reverse(other)
			decl.Shared = other
			return in, in.Replace(c.Array(name), decl)
		}
	}
	for name, meanwhile := range map[string]func(*plantest.Case, engine.Instance) (engine.Instance, error){
		"it is stretched":           func(_ *plantest.Case, in engine.Instance) (engine.Instance, error) { return in, in.Stretch(0, 2) },
		"it is bound anew":          func(c *plantest.Case, in engine.Instance) (engine.Instance, error) { return in, in.Bind(c.Plan) },
		"another order":             replace("order"),
		"other neurons at the ends": replace("goal"),
		"a clone goes on with another order": func(c *plantest.Case, in engine.Instance) (engine.Instance, error) {
			clone, err := in.Clone()
			if err == nil {
				_, err = replace("order")(c, in)
			}
			if err == nil {
				err = in.Close()
			}
			if err == nil {
				err = clone.Bind(c.Plan)
			}
			return clone, err
		},
		"it is read, and set": func(_ *plantest.Case, in engine.Instance) (engine.Instance, error) {
			due, err := in.Queue(0)
			if err == nil {
				err = in.SetQueue(0, due, 200)
			}
			return in, err
		},
	} {
		var outcomes []string
		for _, e := range []engine.Engine{reference.New(), ordinary()} {
			c := orderedCase(3)
			in := bound(t, e, c)
			_, err := in.Run(t.Context(), []int64{4})
			if err == nil {
				in, err = meanwhile(c, in)
			}
			if err != nil {
				t.Fatal(name, err)
			}
			due, err := in.Queue(0)
			g := make([]float64, 40)
			if err == nil {
				_, err = in.Run(t.Context(), []int64{20})
			}
			if err == nil {
				err = in.Read(c.Array("g"), 0, g)
			}
			if err != nil || len(due) < 2 {
				t.Fatal(name, err, due)
			}
			outcomes = append(outcomes, fmt.Sprint(due, g)) // what was read stays
		}
		if outcomes[0] != outcomes[1] {
			t.Errorf("%s: %s, want %s", name, outcomes[1], outcomes[0])
		}
	}
}

// bound returns an instance with a case's plan and content.
func bound(t *testing.T, e engine.Engine, c *plantest.Case) engine.Instance {
	t.Helper()
	in, err := e.NewInstance()
	if err == nil {
		err = in.Bind(c.Plan)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	for id, content := range c.Content {
		if err := in.Write(id, 0, content); err != nil {
			t.Fatal(err)
		}
	}
	return in
}

// Where topology becomes another one, or does not fit the order, there are no copies.
func TestCopiesOfWhatIsReplaced(t *testing.T) {
	var results [][]float64
	for _, e := range []engine.Engine{reference.New(), ordinary()} {
		c := orderedCase(0)
		in := bound(t, e, c)
		id := c.Array("goal")
		decl := c.Plan.Memory.Arrays[id]
		other := slices.Clone(decl.Shared.([]int32))
		slices.Reverse(other)
		decl.Shared = other
		if err := in.Replace(id, decl); err != nil {
			t.Fatal(err)
		}
		if _, err := in.Run(t.Context(), c.Until); err != nil {
			t.Fatal(err)
		}
		g := make([]float64, 40)
		if err := in.Read(c.Array("g"), 0, g); err != nil {
			t.Fatal(err)
		}
		results = append(results, g)
	}
	if fmt.Sprint(results[0]) != fmt.Sprint(results[1]) { // NaN is NaN
		t.Errorf("%v, want %v", results[1], results[0])
	}
	short := orderedCase(0)
	short.Plan.Memory.Arrays[short.Array("goal")].Len--
	short.Share("goal", short.Plan.Memory.Arrays[short.Array("goal")].Shared.([]int32)[:199])
	if in := bound(t, ordinary(), short); in.(*instance).schedule.steps[1].c.ordered != nil {
		t.Error("there are copies of what is outside")
	}
}
