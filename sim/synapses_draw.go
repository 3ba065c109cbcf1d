package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/topology"
)

// batch is how many candidates for a connection are examined at once.
const batch = 8192

// draw appends the synapses of one Connect.
func (s *Synapses) draw(c *connect, p *bind.Part, site bind.Site, table *topology.Table) error {
	d := &drawing{memory: p.Memory(), synapses: s, connect: c, site: site, table: table,
		source: s.source.in(p.Memory()), target: s.target.in(p.Memory())}
	if c.pairs {
		if err := errors.Join(has(s.source, "I", c.i, d.source.size), has(s.target, "J", c.j, d.target.size)); err != nil {
			return fmt.Errorf("sim: %s: connect: %w", s, err)
		}
		table.Pre, table.Post = slices.Grow(table.Pre, len(c.i)), slices.Grow(table.Post, len(c.i))
		for first := 0; first < len(c.i); first += batch {
			for k := first; k < min(first+batch, len(c.i)); k++ {
				d.take(c.i[k], c.j[k])
			}
			if err := d.full(); err != nil {
				return err
			}
		}
		return d.flush()
	}
	if c.draws() {
		p.Draws()
	}
	if c.generator != nil {
		return d.generate()
	}
	through := d.rows
	switch {
	case c.probability != nil:
		through = d.varying
	case c.bounded():
		through = d.spans
	}
	if err := through(); err != nil {
		return err
	}
	return d.flush()
}

// draws reports whether pairs are drawn, but for what a condition may draw.
func (c *connect) draws() bool {
	return c.probability != nil || c.fixed > 0 && c.fixed < 1 || c.generator != nil && c.generator.sampled
}

// pretend notes what draw would do, in a draft.
func (c *connect) pretend(p *bind.Part, site bind.Site) {
	if c.draws() {
		p.Draws()
	}
	probes := []*lower.Template{c.condition, c.probability, c.count}
	if c.generator != nil {
		probes = append(probes, c.generator.probes()...)
	}
	for _, t := range probes {
		if t == nil {
			continue
		}
		if site.Touch(t); t.Kernel.Draws() {
			p.Draws()
		}
	}
}

// drawing is one Connect being carried out: candidates are drawn row by row, and kept if they meet the condition.
type drawing struct {
	memory         *bind.Memory
	synapses       *Synapses
	connect        *connect
	site           bind.Site
	table          *topology.Table
	source, target members
	pre, post      []int32 // candidates whose condition is still to be examined
	examined       uint64  // how many batches were
	asked          int     // how many synapses there were when memory was asked for last
}

func (d *drawing) rows() error {
	skipper := topology.NewSkipper(d.connect.fixed)
	var js []int32
	for i := range int32(d.source.size) {
		if err := d.memory.Stopped(); err != nil {
			return err
		}
		stream := rng.NewStream(d.site.Key(), uint32(i), 0)
		js = skipper.Row(js[:0], d.target.size, &stream)
		for _, j := range js {
			d.take(i, j)
		}
		if err := d.full(); err != nil {
			return err
		}
	}
	return nil
}

// take notes a candidate pair, numbered in source and target.
func (d *drawing) take(i, j int32) {
	d.pre, d.post = append(d.pre, d.source.at(int(i))), append(d.post, d.target.at(int(j)))
}

// full examines the candidates when they are many, and looks whether synapses still find room.
func (d *drawing) full() error {
	if len(d.pre) >= batch {
		if err := d.flush(); err != nil {
			return err
		}
	}
	if d.table.Len() > topology.MaxSynapses {
		return fmt.Errorf("sim: %s: more than %d synapses in one object; divide it", d.synapses, topology.MaxSynapses)
	}
	if n := d.table.Len(); n >= 2*d.asked && n >= enoughToAsk {
		d.asked = n
		// Lists that grow are copied, so that there are twice as many for a moment.
		if err := d.synapses.checkMemory(float64(2*n), "may come next"); err != nil {
			return err
		}
	}
	return nil
}

// flush examines the candidates and keeps those that meet the condition.
func (d *drawing) flush() error {
	if len(d.pre) == 0 {
		return nil
	}
	if d.connect.condition != nil {
		keep, err := d.probe(d.connect.condition, d.pre, d.post)
		if err != nil {
			return err
		}
		d.pre, d.post = kept(d.pre, keep), kept(d.post, keep)
	}
	return d.finish()
}

// finish makes the synapses of the pairs that are left.
func (d *drawing) finish() error {
	pre, post := d.pre, d.post
	d.pre, d.post = d.pre[:0], d.post[:0]
	if d.connect.count == nil && d.connect.copies == 1 { // full looks at memory for these, row by row
		d.table.Pre, d.table.Post = append(d.table.Pre, pre...), append(d.table.Post, post...)
		return nil
	}
	var counts []float64
	if d.connect.count != nil {
		var err error
		if counts, err = d.counts(pre, post); err != nil {
			return err
		}
	}
	for k := range pre {
		copies := d.connect.copies
		if counts != nil {
			copies = int(counts[k])
		}
		if err := d.add(pre[k], post[k], copies); err != nil {
			return err
		}
	}
	return nil
}

// kept keeps those entries of a list, in its place, for which a probe did not give 0.
func kept(list []int32, keep []float64) []int32 {
	n := 0
	for k, x := range keep {
		if x != 0 {
			list[n] = list[k]
			n++
		}
	}
	return list[:n]
}

// probe computes a probe of pairs of neurons.
func (d *drawing) probe(t *lower.Template, pre, post []int32) ([]float64, error) {
	site := d.site
	for _, end := range []struct {
		name string
		list []int32
	}{{lower.PreIndex.Name, pre}, {lower.PostIndex.Name, post}} {
		id, err := d.memory.ScratchInts(end.name, end.list)
		if err != nil {
			return nil, err
		}
		site = site.With(end.name, id)
	}
	d.examined++
	return site.Probe(t, len(pre), d.examined)
}
