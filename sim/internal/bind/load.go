package bind

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
	"golgi/units"
)

// A Loader takes a memory over that Save has written, into a memory of the same objects. The order of calls is that of its methods.
type Loader struct {
	Seeds Seeds // of the time loop

	m     *Memory
	r     *Reader
	time  Instant
	tick  int64
	added int // objects so far
	parts []*loaded
}

// loaded is a part of the file.
type loaded struct {
	*Part
	tick   int64
	hash   [32]byte
	fixed  map[string][]byte // hashes of content
	sets   int
	consts map[string]float64
	change map[string]float64
	alter  []altered
}

// altered is an array that may be altered between runs, as the file has it.
type altered struct {
	name, label string
	content     any
}

// NewLoader returns a loader into a memory.
func (m *Memory) NewLoader(r *Reader) *Loader { return &Loader{m: m, r: r} }

// most is how many parts, arrays and so on there are at most.
const most = 1 << 24

// Nature reads the first half. Each part must be there, with the step size of the file; ready makes what an owner has put off.
func (l *Loader) Nature(ready func(p *Part) error) {
	r, m := l.r, l.m
	if dt := r.Float(); r.Err() == nil && dt != m.DT() {
		r.Fail(fmt.Errorf("it is of a network with a step size of %s, and this one has %s", seconds(dt), seconds(m.DT())))
	}
	l.time = Instant{r.Float(), r.Float()}
	if t := l.time; !(t.time >= 0 && math.Abs(t.rest) <= t.time) || math.IsInf(t.time, 0) {
		r.Damaged("its time is %v s", t.time)
	}
	l.Seeds = Seeds{r.Int(), r.Int()}
	_, _ = r.Int(), r.Int() // those of what is built, which is there already
	l.tick = r.Int()
	l.added = r.Count("objects", most)
	for range r.Count("objects", most) {
		p := l.nature(ready)
		if r.Err() != nil {
			return
		}
		if slices.ContainsFunc(l.parts, func(q *loaded) bool { return q.Part == p.Part }) {
			r.Damaged("%s is there twice", p.Owner)
			return
		}
		l.parts = append(l.parts, p)
	}
}

// nature reads the first half of a part.
func (l *Loader) nature(ready func(p *Part) error) *loaded {
	r := l.r
	name, title, stream := r.Text(), r.Text(), r.Text()
	p := &loaded{Part: l.m.parts[name], fixed: map[string][]byte{}}
	switch {
	case r.Err() != nil:
		return p
	case p.Part == nil:
		r.Fail(fmt.Errorf("it has %s, which this network does not have; add it before", title))
		return p
	case p.Owner.String() != title:
		r.Fail(fmt.Errorf("it has %s, which is %s in this network", title, p.Owner))
		return p
	}
	if p.stream != stream {
		r.Fail(fmt.Errorf("%s draws the random numbers of %q, and of %q in this network", title, stream, p.stream))
		return p
	}
	n, dt, own := r.Int(), r.Float(), r.Float()
	p.tick = r.Int()
	copy(p.hash[:], r.Bytes(len(p.hash)))
	p.sets = r.Count("assignments", math.MaxInt32)
	p.consts = loadNumbers(r)
	p.windows = nil
	for range r.Count("windows", math.MaxInt32) {
		w := Window{r.Float(), r.Float(), r.Float()}
		if r.Err() != nil {
			break
		}
		p.windows = append(p.windows, w)
	}
	p.change = loadNumbers(r)
	l.loadFixed(p)
	if r.Err() == nil && len(p.fixed)+len(p.alter) > 0 {
		if err := ready(p.Part); err != nil {
			r.Fail(err)
		}
	}
	switch {
	case r.Err() != nil:
	case n != int64(p.N):
		r.Fail(fmt.Errorf("%s has %d elements, and %d in this network", title, n, p.N))
	case dt != p.DT() || own != p.own:
		r.Fail(fmt.Errorf("%s has a step size of %s, and one of %s in this network", title, seconds(dt), seconds(p.DT())))
	}
	return p
}

func seconds(x float64) units.Quantity { return units.FromSI(x, units.Second.Dim) }

func loadNumbers(r *Reader) map[string]float64 {
	n := r.Count("numbers", most)
	var all map[string]float64
	for range n {
		name, value := r.Text(), r.Float()
		if r.Err() != nil {
			return nil
		}
		if all == nil {
			all = map[string]float64{}
		}
		all[name] = value
	}
	return all
}

// loadFixed reads what is fixed of a part.
func (l *Loader) loadFixed(p *loaded) {
	r := l.r
	for range r.Count("arrays", most) {
		name, label, elem := r.Text(), r.Text(), ir.Elem(r.Count("kinds of elements", math.MaxUint8))
		if r.Err() != nil {
			return
		}
		switch r.Int() {
		case isFixed:
			p.fixed[name] = r.Bytes(32)
		case isAltered:
			p.alter = append(p.alter, altered{name, label, loadList(r, elem, r.Count("numbers", math.MaxInt32))})
		default:
			r.Damaged("array %q of %s is of no kind", name, p.Owner)
		}
	}
}

// loadList reads a list whose length only the file knows.
func loadList(r *Reader, elem ir.Elem, n int) any {
	switch elem {
	case ir.Float64:
		return gathered[float64](r, n)
	case ir.Int64:
		return gathered[int64](r, n)
	case ir.Int32:
		return gathered[int32](r, n)
	case ir.Bool8:
		return gathered[uint8](r, n)
	}
	r.Damaged("elements of kind %d", elem)
	return []float64{}
}

// Settle takes over the first half: clocks, constants, what was altered. Then repace has the parts take over constants, and hash returns the hash of the
// steps of an owner; those of the file must be the same, and so must what is fixed.
func (l *Loader) Settle(repace func() error, hash func(Owner) ([32]byte, error)) {
	if l.r.Err() != nil {
		return
	}
	for _, p := range l.parts { // which were made by the old ones
		p.Part.sets, p.constants = p.sets, p.consts
	}
	if err := errors.Join(l.m.SetTime(l.time), l.setTicks(), l.alterAll()); err != nil {
		l.r.Fail(err)
		return
	}
	if err := repace(); err != nil {
		l.r.Fail(err)
		return
	}
	for _, p := range l.parts {
		if p.hash == [32]byte{} {
			continue // it was removed
		}
		now, err := hash(p.Owner)
		if err == nil && now != p.hash {
			err = fmt.Errorf("%s does other things in a step than in this network: its equations, methods, statements or places in the schedule differ", p.Owner)
		}
		if err != nil {
			l.r.Fail(err)
			return
		}
	}
	for _, p := range l.parts {
		for _, name := range p.ownArrays(true) {
			was, is := p.fixed[name]
			if sum := p.contentHash(name); is && !bytes.Equal(sum[:], was) {
				l.r.Fail(fmt.Errorf("%s has another %q than in this network; was that built with the same seed, trial and values?",
					p.Owner, l.m.decl.Arrays[p.arrays[name]].Name))
				return
			}
		}
	}
}

// setTicks gives clocks the steps that they have made.
func (l *Loader) setTicks() error {
	ticks := map[int]int64{0: l.tick}
	for _, p := range l.parts {
		if tick, known := ticks[p.Clock]; known && tick != p.tick {
			return fmt.Errorf("clocks have made other numbers of steps than they can in this network; step sizes have changed in another way")
		}
		ticks[p.Clock] = p.tick
	}
	for clock, tick := range ticks {
		if tick < 0 {
			return fmt.Errorf("%w: a clock has made %d steps", ErrDamaged, tick)
		}
		if err := l.m.inst.Write(l.m.clocks[clock].inner.Tick, 0, []int64{tick}); err != nil {
			return err
		}
	}
	return nil
}

// alterAll alters what the file has altered.
func (l *Loader) alterAll() error {
	for _, p := range l.parts {
		for name, value := range p.change {
			p.AlterNumber(name, value)
		}
		has := map[string]bool{}
		for _, a := range p.alter {
			if elem, _ := ir.ContentOf(a.content); p.Has(a.name) && (!p.alters[a.name] || p.mem.decl.Arrays[p.arrays[a.name]].Elem != elem) {
				return fmt.Errorf("%w: %q of %s cannot be altered", ErrDamaged, a.name, p.Owner)
			}
			has[a.name] = true
			if err := p.Alter(a.name, a.label, a.content); err != nil {
				return err
			}
		}
		for name := range p.alters {
			if p.Has(name) && !has[name] {
				return fmt.Errorf("%s has %q in this network, and not in the snapshot; make a new network", p.Owner, name)
			}
		}
	}
	return l.m.Allocate()
}

// State reads the second half.
func (l *Loader) State() {
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

func loadQueue(r *Reader) (all []engine.Due) {
	for range r.Count("times at which something is due", engine.MaxDelay+1) {
		due := engine.Due{After: r.Int()}
		for range r.Count("batches", math.MaxInt32) {
			b := engine.Batch{From: int32(r.Int()), To: int32(r.Int())}
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
	if p.recorder == noRecorder {
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
	if spikes != wanted || width != decl.Width && rows > 0 || width > 0 && rows > math.MaxInt64/8/width {
		r.Damaged("%s has recorded %d spikes in %d rows of %d values", p.Owner, spikes, rows, width)
		return
	}
	p.recorded = engine.Entries{T: gathered[float64](r, rows), I: gathered[int32](r, spikes), Rows: gathered[float64](r, rows*width), Width: width}
}

// DropOthers forgets the parts that the file does not have.
func (l *Loader) DropOthers() {
	l.m.added = l.added
	for _, p := range l.m.Parts() {
		if !slices.ContainsFunc(l.parts, func(q *loaded) bool { return q.Part == p }) {
			l.m.Drop(p)
		}
	}
}
