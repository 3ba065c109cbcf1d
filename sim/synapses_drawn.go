package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/topology"
)

// Here synapses are taken again that another network has drawn: from the same neurons, by the same rules, with the same random numbers.
// Connections never change, and so networks share them.

// drawn are the synapses that were drawn last in this program.
var drawn = topology.NewCache(64 << 20)

// table returns the synapses of all Connects, drawn or as they were drawn before, and the assignments of their weights. In a draft there
// are none.
func (s *Synapses) table(p *bind.Part) (*topology.Table, []*assignment, error) {
	posts := s.target.part(p.Memory()).N
	t := topology.NewTable(s.source.part(p.Memory()).N) // neurons counted in their whole groups
	if p.Memory().Draft() {
		p.Empty()
		s.pretend(p)
		t.Finish(posts)
		return t, nil, nil
	}
	key, again := s.drawnBy(p)
	if again {
		if before := drawn.Get(key); before != nil {
			s.pretend(p)
			return before, nil, nil
		}
	}
	weights, err := s.drawAll(p, t)
	if err != nil {
		return nil, nil, err
	}
	t.Finish(posts)
	if again {
		t = drawn.Put(key, t)
	}
	return t, weights, nil
}

// drawnBy returns all on which the synapses depend. It is false where they may depend on something else, such as the state of neurons, and
// where they are listed.
func (s *Synapses) drawnBy(p *bind.Part) (key string, ok bool) {
	var on facts
	on.number(int64(s.source.part(p.Memory()).N), int64(s.target.part(p.Memory()).N))
	on.members(s.source.in(p.Memory()))
	on.members(s.target.in(p.Memory()))
	for k, c := range s.connects {
		if c.pairs || !c.alone() {
			return "", false
		}
		site := p.Site(connectSite(k))
		drawnWith := site.Key()
		on.number(int64(drawnWith[0]), int64(drawnWith[1]), int64(math.Float64bits(c.fixed)), int64(c.copies))
		if g := c.generator; g != nil {
			on.number(int64(g.side))
			on.answers(g.skips, g.loops, g.sampled, g.plain)
		}
		for _, t := range c.probes() {
			on.template(t, site)
		}
	}
	return string(on), true
}

// connectSite names where the random numbers of a Connect are drawn.
func connectSite(k int) string { return fmt.Sprintf("connect %d", k) }

// alone reports whether what is computed of pairs depends on nothing but their neurons' numbers, constants and random numbers.
func (c *connect) alone() bool {
	given := []lower.Ref{lower.PreIndex, lower.PostIndex, lower.Output, {Side: equations.Own, Name: iterator.Name}}
	for _, t := range c.probes() {
		if t == nil {
			continue
		}
		if len(t.Calls) > 0 || slices.ContainsFunc(t.Arrays, func(ref lower.Ref) bool { return !slices.Contains(given, ref) }) {
			return false
		}
	}
	return true
}

// facts are numbers and texts in a row, which tell each other apart.
type facts []byte

func (f *facts) number(list ...int64) {
	for _, x := range list {
		*f = binary.LittleEndian.AppendUint64(*f, uint64(x))
	}
}

func (f *facts) answers(list ...bool) {
	for _, yes := range list {
		f.number(int64(truth(yes)))
	}
}

func (f *facts) text(text string) {
	f.number(int64(len(text)))
	*f = append(*f, text...)
}

func (f *facts) members(m members) {
	f.number(int64(m.start), int64(m.size), int64(len(m.list)))
	if m.list == nil {
		return
	}
	var all facts
	for _, i := range m.list {
		all.number(int64(i))
	}
	sum := sha256.Sum256(all) // keys are kept, and lists may be long
	f.text(string(sum[:]))
}

// template notes what a template computes at a site.
func (f *facts) template(t *lower.Template, site bind.Site) {
	if t == nil {
		f.number(0)
		return
	}
	hash := t.Kernel.Hash()
	f.text(string(hash[:]))
	for _, ref := range t.Arrays {
		f.number(int64(ref.Side))
		f.text(ref.Name)
	}
	for _, num := range site.Consts(t) {
		f.number(int64(math.Float64bits(num.Float)), num.Int)
	}
}
