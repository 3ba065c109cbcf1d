package bind

import (
	"fmt"
	"math"

	"golgi/internal/memory"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// State reads the second half.
func (l *Loader) State() {
	l.m.hoists, l.m.lazy, l.m.behind = nil, nil, nil
	for _, p := range l.parts {
		p.loadState(l.r)
	}
}

func (p *loaded) loadState(r *Reader) {
	names := p.ownArrays(false)
	n := r.Count("arrays", most)
	if r.Err() == nil && n != len(names) {
		r.Fail(fmt.Errorf("%s has %d arrays of state, and %d in this network", p.Owner, n, len(names)))
	}
	for _, name := range names {
		decl := p.mem.decl.Arrays[p.arrays[name]]
		has, elem, length := r.Text(), r.Int(), r.Int()
		if r.Err() == nil && (has != name || elem != int64(decl.Elem) || length != int64(decl.Len)) {
			r.Fail(fmt.Errorf("%s has %q with %d values, and %q with %d in this network", p.Owner, has, length, name, decl.Len))
		}
		p.loadArray(r, p.arrays[name], decl)
	}
	p.eachList(func(_ string, id ir.ListID) {
		entries := gathered[int32](r, r.Count("entries of a list", math.MaxInt32))
		if r.Err() == nil {
			r.Fail(p.mem.inst.SetList(id, entries))
		}
	})
	p.eachQueue(func(_ string, id ir.QueueID) {
		due := loadQueue(r)
		if r.Err() == nil {
			r.Fail(p.affordQueue(due))
		}
		if r.Err() == nil {
			r.Fail(p.mem.inst.SetQueue(id, due, p.N))
		}
	})
	p.loadRecorded(r)
}

// loadArray reads an array of state.
func (p *loaded) loadArray(r *Reader, id ir.ArrayID, decl ir.ArrayDecl) {
	if r.Err() != nil {
		return
	}
	switch decl.Elem {
	case ir.Float64:
		listOf(r, decl.Len, func(at int, part []float64) error { return p.mem.inst.Write(id, at, part) })
	case ir.Int64:
		listOf(r, decl.Len, func(at int, part []int64) error { return p.mem.inst.Write(id, at, part) })
	case ir.Int32:
		listOf(r, decl.Len, func(at int, part []int32) error { return p.mem.inst.Write(id, at, part) })
	default:
		listOf(r, decl.Len, func(at int, part []uint8) error { return p.mem.inst.Write(id, at, part) })
	}
}

// affordQueue refuses a queue for which there is no memory: it has room for each step up to the last at which something is due.
func (p *loaded) affordQueue(due []engine.Due) error {
	if len(due) == 0 {
		return nil
	}
	const bytesOfStep = 2 * 64 // room grows by doubling
	steps := due[len(due)-1].After
	if err := memory.Ask(fmt.Sprintf("what is due after %d steps", steps), steps*bytesOfStep); err != nil {
		return fmt.Errorf("%s: %w", p.Owner, err)
	}
	return nil
}

func loadQueue(r *Reader) (all []engine.Due) {
	for range r.Count("times at which something is due", engine.MaxDelay+1) {
		due := engine.Due{After: r.Int()}
		for range r.Count("batches", math.MaxInt32) {
			b := engine.Batch{From: int32(r.Count("synapses", math.MaxInt32)), To: int32(r.Count("synapses", math.MaxInt32))}
			if n := r.Int(); n < -1 || n > math.MaxInt32 {
				r.Damaged("%d synapses are due", n)
			} else if n >= 0 {
				b.Synapses = gathered[int32](r, int(n))
			}
			if r.Err() != nil {
				return nil
			}
			due.Batches = append(due.Batches, b)
		}
		if r.Err() != nil {
			return nil
		}
		all = append(all, due)
	}
	return all
}

// loadRecorded reads what was recorded.
func (p *loaded) loadRecorded(r *Reader) {
	rows, spikes, width := r.Count("rows", math.MaxInt64/8), r.Count("spikes", math.MaxInt64/8), r.Count("values in a row", math.MaxInt32)
	if r.Err() != nil {
		return
	}
	if p.recorder == noRecorder || p.fold != nil {
		if rows+spikes > 0 {
			r.Damaged("%s has recorded something", p.Owner)
		}
		return
	}
	decl := p.mem.decl.Recorders[p.recorder]
	wanted := 0
	if decl.Kind == ir.SpikeEntries {
		wanted = rows
	}
	if spikes != wanted || width != decl.Width && (rows > 0 || width != 0) || width > 0 && rows > math.MaxInt64/8/width {
		r.Damaged("%s has recorded %d spikes in %d rows of %d values", p.Owner, spikes, rows, width)
		return
	}
	p.recorded = engine.Entries{T: gathered[float64](r, rows), I: gathered[int32](r, spikes), Rows: gathered[float64](r, rows*width), Width: width}
	last := 0.0
	for _, t := range p.recorded.T {
		if !(t >= last) || math.IsInf(t, 0) {
			r.Damaged("%s has recorded something at %v s, behind %v s", p.Owner, t, last)
			return
		}
		last = t
	}
	for _, i := range p.recorded.I {
		if !p.records.has(i) {
			r.Damaged("%s has recorded a spike of neuron %d", p.Owner, i)
			return
		}
	}
}
