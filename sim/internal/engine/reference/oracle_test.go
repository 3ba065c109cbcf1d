package reference

import (
	"context"
	"slices"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/rng"
)

// oracle is an engine that runs plans as packages ir and engine define them, element by element and synapse
// by synapse. It shares no code with the reference engine but the functions of one or two numbers, which have
// tables of their own. It knows one clock and spike recorders; more random plans do not have.
type oracle struct{ engine.Engine }

func (oracle) Name() string { return "oracle" }

func (oracle) NewInstance() (engine.Instance, error) { return &oracleInstance{}, nil }

// oracleInstance is an instance of the oracle.
type oracleInstance struct {
	engine.Instance // nil: what plantest.Case does not call
	plan            *ir.Plan
	arrays          [][]cell
	lists           [][]int32
	due             []map[int64][]int32 // the synapses of each queue by the step in which they are due
	entries         []engine.Entries
}

func (o *oracleInstance) Bind(p *ir.Plan) error {
	o.plan = p
	for _, d := range p.Memory.Arrays[len(o.arrays):] {
		cells := make([]cell, d.Len)
		if d.Shared != nil {
			cells = cellsOf(d.Shared)
		}
		o.arrays = append(o.arrays, cells)
	}
	o.lists = append(o.lists, make([][]int32, len(p.Memory.Lists)-len(o.lists))...)
	o.entries = append(o.entries, make([]engine.Entries, len(p.Memory.Recorders)-len(o.entries))...)
	for len(o.due) < p.Memory.Queues {
		o.due = append(o.due, map[int64][]int32{})
	}
	return nil
}

func (o *oracleInstance) Run(_ context.Context, until []int64) (engine.Reason, error) {
	clock := o.plan.Clocks[0]
	time, step, tick := &o.arrays[clock.Time][0], &o.arrays[clock.Step][0], &o.arrays[clock.Tick][0]
	for step.i < until[0] {
		for n := range o.plan.Steps {
			o.step(&o.plan.Steps[n], time.f, step.i, uint64(tick.i))
		}
		step.i++
		tick.i++
		time.f = float64(float64(step.i) * clock.DT)
	}
	return engine.Reached, nil
}

// step executes one step of the plan.
func (o *oracleInstance) step(s *ir.Step, time float64, now int64, tick uint64) {
	switch {
	case s.Map != nil:
		emitted := o.execute(o.plan.Kernels[s.Map.Kernel], &s.Map.Binding, o.domain(s.Map, tick), tick)
		if s.Map.Out != ir.NoList {
			o.lists[s.Map.Out] = emitted
		}
	case s.Propagate != nil:
		o.put(s.Propagate, now)
		due := o.due[s.Propagate.Queue]
		o.execute(o.plan.Kernels[s.Propagate.Kernel], &s.Propagate.Binding, due[now], tick)
		delete(due, now)
	case s.Record != nil:
		e := &o.entries[s.Record.Recorder]
		for _, i := range between(o.lists[s.Record.Spikes], s.Record.From, s.Record.To) {
			e.T, e.I = append(e.T, time), append(e.I, i-s.Record.From)
		}
	}
}

// domain returns the elements of a map.
func (o *oracleInstance) domain(m *ir.Map, tick uint64) []int32 {
	if m.When != nil && len(between(o.lists[m.When.List], m.When.From, m.When.To)) == 0 {
		return nil
	}
	if m.List != ir.NoList {
		return between(o.lists[m.List], m.From, m.To)
	}
	elements := []int32{}
	next, some := int64(0), func() int64 { return 0 }
	if m.Skip != nil {
		numbers := rng.NewStream(m.Key, ir.SkipIndex, tick)
		chance := o.arrays[m.Skip.Chance][0].f
		some = func() int64 { return rng.GeometricGap(1-numbers.Next(), mathlib.Log1p(-min(chance, 1))) }
		next = some()
	}
	for ; next < int64(m.N); next += 1 + some() {
		elements = append(elements, int32(next))
	}
	return elements
}

// put puts the synapses of the neurons that spike on their way.
func (o *oracleInstance) put(p *ir.Propagate, now int64) {
	for _, spike := range between(o.lists[p.Spikes], p.From, p.To) {
		row := o.arrays[p.Rows][spike-p.From:]
		for at := row[0].i; at < row[1].i; at++ {
			synapse, delay := at, int64(p.Delay)
			if p.Order != ir.NoArray {
				synapse = o.arrays[p.Order][at].i
			}
			if p.Delays != ir.NoArray {
				delay = o.arrays[p.Delays][synapse].i
			}
			due := o.due[p.Queue]
			due[now+delay] = append(due[now+delay], int32(synapse))
		}
	}
}

// between returns the entries e with from ≤ e < to.
func between(entries []int32, from, to int32) []int32 {
	outside := func(e int32) bool { return e < from || e >= to }
	return slices.DeleteFunc(slices.Clone(entries), outside)
}

func (o *oracleInstance) Take(id ir.RecorderID) (engine.Entries, error) {
	e := o.entries[id]
	o.entries[id] = engine.Entries{}
	return e, nil
}

func (o *oracleInstance) Read(id ir.ArrayID, _ int, dst any) error {
	switch d := dst.(type) {
	case []float64:
		for k, c := range o.arrays[id] {
			d[k] = mathlib.Canonical(c.f)
		}
	case []int32:
		fromCells(d, o.arrays[id])
	case []int64:
		fromCells(d, o.arrays[id])
	case []uint8:
		fromCells(d, o.arrays[id])
	}
	return nil
}

func (o *oracleInstance) Write(id ir.ArrayID, _ int, src any) error {
	o.arrays[id] = cellsOf(src)
	return nil
}

// Clone returns the instance itself: who clones it gives it up.
func (o *oracleInstance) Clone() (engine.Instance, error) { return o, nil }

func (o *oracleInstance) Close() error { return nil }

// cellsOf returns the content of an array as cells.
func cellsOf(content any) []cell {
	switch s := content.(type) {
	case []float64:
		cells := make([]cell, len(s))
		for k, x := range s {
			cells[k].f = x
		}
		return cells
	case []int32:
		return toCells(s)
	case []int64:
		return toCells(s)
	}
	return toCells(content.([]uint8))
}

func toCells[T int32 | int64 | uint8](s []T) []cell {
	cells := make([]cell, len(s))
	for k, x := range s {
		cells[k].i = int64(x)
	}
	return cells
}

func fromCells[T int32 | int64 | uint8](dst []T, cells []cell) {
	for k, c := range cells {
		dst[k] = T(c.i)
	}
}
