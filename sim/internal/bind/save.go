package bind

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strings"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// A memory in a file has two halves. The first says of each part what must be so in a memory that takes it over, and what else may have been
// altered between runs; the second is state. Load checks and alters all of the first half before it writes state.

// What there is of an array in a file.
const (
	isState   = iota // its content
	isFixed          // a hash of its content
	isAltered        // its content, which another memory may not have
)

// Save writes the memory. The steps of the parts that take part in runs have hashes, by the names of the parts. Nothing may wait in recorders.
func (m *Memory) Save(w *Writer, hashes map[string][32]byte) {
	if err := m.catchUp(); err != nil {
		w.Fail(err)
	}
	w.Float(m.DT())
	w.Float(m.time.time)
	w.Float(m.time.rest)
	for _, s := range []Seeds{m.steps, m.building} {
		w.Int(s.Seed)
		w.Int(s.Trial)
	}
	w.Int(m.tick(w, 0))
	w.Int(int64(m.added))
	parts := m.Parts()
	w.Int(int64(len(parts)))
	for _, p := range parts {
		p.saveNature(w, hashes[p.Owner.Name()])
	}
	for _, p := range parts {
		p.saveState(w)
	}
}

// tick returns how many steps a clock has made.
func (m *Memory) tick(w *Writer, clock int) int64 {
	tick := make([]int64, 1)
	if err := m.inst.Read(m.clocks[clock].inner.Tick, 0, tick); err != nil {
		w.Fail(err)
	}
	return tick[0]
}

// saveNature writes the first half of a part.
func (p *Part) saveNature(w *Writer, hash [32]byte) {
	w.Text(p.Owner.Name())
	w.Text(p.Owner.String())
	w.Text(p.stream)
	w.Int(int64(p.N))
	w.Float(p.DT())
	w.Float(p.own)
	w.Int(p.mem.tick(w, p.Clock))
	w.Bytes(hash[:])
	w.Int(int64(p.sets))
	saveNumbers(w, p.constants)
	w.Int(int64(len(p.windows)))
	for _, v := range p.windows {
		w.Float(v.From)
		w.Float(v.To)
		w.Float(v.DT)
	}
	altered := map[string]float64{}
	for name, value := range p.numbers {
		if p.altersNumber[name] {
			altered[name] = value
		}
	}
	saveNumbers(w, altered)
	names := p.ownArrays(true)
	w.Int(int64(len(names)))
	for _, name := range names {
		decl := p.mem.decl.Arrays[p.arrays[name]]
		w.Text(name)
		w.Text(strings.TrimPrefix(decl.Name, p.label("")))
		w.Int(int64(decl.Elem))
		if !p.altersArray(name) {
			w.Int(isFixed)
			hash := p.contentHash(name)
			w.Bytes(hash[:])
			continue
		}
		w.Int(isAltered)
		w.Int(int64(decl.Len))
		w.List(decl.Shared)
	}
}

func saveNumbers(w *Writer, all map[string]float64) {
	w.Int(int64(len(all)))
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w.Text(name)
		w.Float(all[name])
	}
}

// ownArrays returns the names of the part's own arrays, sorted: those that are fixed, or state.
func (p *Part) ownArrays(fixed bool) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(p.arrays)) {
		borrowed := false
		for prefix := range p.borrowed {
			borrowed = borrowed || strings.HasPrefix(name, prefix)
		}
		if decl := p.mem.decl.Arrays[p.arrays[name]]; !borrowed && (decl.Shared != nil) == fixed {
			names = append(names, name)
		}
	}
	return names
}

// saveState writes the second half of a part.
func (p *Part) saveState(w *Writer) {
	names := p.ownArrays(false)
	w.Int(int64(len(names)))
	for _, name := range names {
		decl := p.mem.decl.Arrays[p.arrays[name]]
		w.Text(name)
		w.Int(int64(decl.Elem))
		w.Int(int64(decl.Len))
		p.saveArray(w, p.arrays[name], decl)
	}
	p.eachList(func(_ string, id ir.ListID) {
		entries, err := p.mem.inst.List(id)
		if err != nil {
			w.Fail(err)
		}
		w.Int(int64(len(entries)))
		w.List(entries)
	})
	p.eachQueue(func(_ string, id ir.QueueID) {
		due, err := p.mem.inst.Queue(id)
		if err != nil {
			w.Fail(err)
		}
		saveQueue(w, due)
	})
	e := p.recorded
	w.Int(int64(len(e.T)))
	w.Int(int64(len(e.I)))
	w.Int(int64(e.Width))
	w.List(e.T)
	w.List(e.I)
	w.List(e.Rows)
}

// saveArray writes an array of state in parts.
func (p *Part) saveArray(w *Writer, id ir.ArrayID, decl ir.ArrayDecl) {
	const most = 1 << 16
	for at := 0; at < decl.Len; at += most {
		part := zerosOf(decl.Elem, min(most, decl.Len-at))
		if err := p.mem.inst.Read(id, at, part); err != nil {
			w.Fail(err)
		}
		w.List(part)
	}
}

func zerosOf(elem ir.Elem, n int) any {
	switch elem {
	case ir.Float64:
		return make([]float64, n)
	case ir.Int64:
		return make([]int64, n)
	case ir.Int32:
		return make([]int32, n)
	}
	return make([]uint8, n)
}

// eachList goes through the lists of a part: spikes, and those with names.
func (p *Part) eachList(do func(name string, id ir.ListID)) {
	if p.spikes != ir.NoList {
		do("spikes", p.spikes)
	}
	for _, name := range slices.Sorted(maps.Keys(p.lists)) {
		do(name, p.lists[name])
	}
}

func (p *Part) eachQueue(do func(name string, id ir.QueueID)) {
	for _, name := range slices.Sorted(maps.Keys(p.queues)) {
		do(name, p.queues[name])
	}
}

func saveQueue(w *Writer, all []engine.Due) {
	w.Int(int64(len(all)))
	for _, due := range all {
		w.Int(due.After)
		w.Int(int64(len(due.Batches)))
		for _, b := range due.Batches {
			w.Int(int64(b.From))
			w.Int(int64(b.To))
			n := int64(-1)
			if b.Synapses != nil {
				n = int64(len(b.Synapses))
			}
			w.Int(n)
			w.List(b.Synapses)
		}
	}
}

// Hash returns a hash of the steps that a schedule has gathered: moments, kernels, and what they work on. Values of constants, delays and
// random numbers are no part of it.
func (s *Schedule) Hash() [32]byte {
	sum := sha256.New()
	w := NewWriter(sum)
	for _, shift := range s.order {
		w.Int(int64(shift))
	}
	note := func(when When, kernel *ir.Kernel, arrays []ir.ArrayID, numbers ...int64) {
		for _, x := range append(numbers, int64(when.Slot), int64(when.Order), int64(len(arrays))) {
			w.Int(x)
		}
		w.Text(when.Name)
		if kernel != nil {
			hash := kernel.Hash()
			w.Bytes(hash[:])
		}
		for _, id := range arrays {
			w.Text(s.plan.Memory.Arrays[id].Name)
		}
	}
	for _, x := range s.steps {
		switch step := x.step; {
		case step.Map != nil:
			note(x.when, s.plan.Kernels[step.Map.Kernel], step.Map.Arrays, 1, int64(step.Map.N), int64(step.Map.From), int64(step.Map.To))
		case step.Propagate != nil:
			note(x.when, s.plan.Kernels[step.Propagate.Kernel], step.Propagate.Arrays, 2, int64(step.Propagate.From), int64(step.Propagate.To))
		case step.Record != nil:
			note(x.when, nil, step.Record.Values, 3, int64(step.Record.From), int64(step.Record.To))
		default:
			note(x.when, nil, nil, 4)
		}
	}
	for _, a := range s.again {
		note(a.when, a.template.Kernel, a.domain.Arrays, 5, int64(a.domain.N))
	}
	return [32]byte(sum.Sum(nil))
}
