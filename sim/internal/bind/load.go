package bind

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/ir"
	"golgi/units"
)

// A Loader takes a memory over that Save has written, into a memory of the same objects. The order of calls is that of its methods.
type Loader struct {
	Seeds    Seeds // of the time loop
	Building Seeds // of what is built

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
	l.Building = Seeds{r.Int(), r.Int()}
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
	p.windows = loadWindows(r)
	p.change = loadNumbers(r)
	l.loadFixed(p)
	if r.Err() == nil && (p.runs() || len(p.fixed)+len(p.alter) > 0) {
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

// runs reports whether the part took part in runs when it was saved; otherwise it was removed.
func (p *loaded) runs() bool { return p.hash != [32]byte{} }

func loadWindows(r *Reader) (list []Window) {
	end := 0.0
	for range r.Count("windows", math.MaxInt32) {
		w := Window{r.Float(), r.Float(), r.Float()}
		if !(end <= w.From && w.From <= w.To && w.DT > 0) || math.IsInf(max(w.To, w.DT), 0) {
			r.Damaged("a window of time is from %v s to %v s in steps of %v s", w.From, w.To, w.DT)
		}
		if r.Err() != nil {
			return nil
		}
		end = w.To
		list = append(list, w)
	}
	return list
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
		p.Part.sets = p.sets
		p.SetConstants(p.consts)
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
		if !p.runs() {
			continue
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
		if tick < 0 || tick > MaxSteps {
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
			if !p.altersNumber[name] {
				return fmt.Errorf("%w: %q of %s cannot be altered", ErrDamaged, name, p.Owner)
			}
			p.Number(name, value)
		}
		if err := p.alterArrays(); err != nil {
			return err
		}
	}
	return l.m.Allocate()
}

func (p *loaded) alterArrays() error {
	has := map[string]bool{}
	for _, a := range p.alter {
		elem, _ := ir.ContentOf(a.content)
		if !p.altersArray(a.name) || p.alters[a.name] != (alterable{a.label, elem}) {
			return fmt.Errorf("%w: %q of %s cannot be altered", ErrDamaged, a.name, p.Owner)
		}
		has[a.name] = true
		if err := p.Alter(a.name, a.content); err != nil {
			return err
		}
	}
	for name := range p.alters {
		if p.Has(name) && !has[name] {
			return fmt.Errorf("%s has %q in this network, and not in the snapshot; make a new network", p.Owner, name)
		}
	}
	return nil
}

// Runs reports whether the file has a part that takes part in runs.
func (l *Loader) Runs(name string) bool {
	return slices.ContainsFunc(l.parts, func(p *loaded) bool { return p.Owner.Name() == name && p.runs() })
}

// Has reports whether the file has a part.
func (l *Loader) Has(name string) bool {
	return slices.ContainsFunc(l.parts, func(p *loaded) bool { return p.Owner.Name() == name })
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
