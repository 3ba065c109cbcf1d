package sim

import (
	"errors"
	"fmt"
	"math"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/topology"
)

// batch is how many candidates for a connection are examined at once.
const batch = 8192

// draw appends the synapses of one Connect.
func (s *Synapses) draw(c *connect, p *bind.Part, site bind.Site, table *topology.Table) error {
	d := &drawing{memory: p.Memory(), synapses: s, connect: c, site: site, table: table, before: table.Len(), first: -1,
		source: s.source.in(p.Memory()), target: s.target.in(p.Memory())}
	if c.pairs {
		if err := errors.Join(has(s.source, "I", c.i, d.source.size), has(s.target, "J", c.j, d.target.size)); err != nil {
			return fmt.Errorf("sim: %s: connect: %w", s, err)
		}
		table.Room(table.Len() + len(c.i))
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
	for _, t := range c.probes() {
		if t == nil {
			continue
		}
		if site.Touch(t); t.Kernel.Draws() {
			p.Draws()
		}
	}
}

// probes are all that is computed of pairs; nil stands for what is not.
func (c *connect) probes() []*lower.Template {
	list := []*lower.Template{c.condition, c.probability, c.count}
	if c.generator != nil {
		list = append(list, c.generator.probes()...)
	}
	return list
}

// drawing is one Connect being carried out: candidates are drawn row by row, and kept if they meet the condition.
type drawing struct {
	memory         *bind.Memory
	synapses       *Synapses
	connect        *connect
	site           bind.Site
	table          *topology.Table
	source, target members
	pre, post      []int32 // candidates, in their order
	spanned        bool    // of candidates, those that are doubtful are examined, and no others
	doubtful       []int32 // which they are
	examined       uint64  // how many batches were
	asked          int     // how many synapses there were when memory was asked for last
	before         int     // how many synapses there were before this Connect
	first, now     int     // rows: the first, and that which is drawn now; -1: none
}

func (d *drawing) rows() error {
	skipper := topology.NewSkipper(d.connect.fixed)
	take := d.takeAll
	if d.connect.condition == nil {
		take = d.takeRow
	}
	var js []int32
	for i := range int32(d.source.size) {
		if err := d.memory.Stopped(); err != nil {
			return err
		}
		d.begin(int(i))
		stream := rng.NewStream(d.site.Key(), uint32(i), 0)
		js = skipper.Row(js[:0], d.target.size, &stream)
		take(i, js)
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

// takeAll notes the candidates of a row.
func (d *drawing) takeAll(i int32, js []int32) {
	for _, j := range js {
		d.take(i, j)
	}
}

// takeRow takes the members of a row, which meet the condition. It may change the list.
func (d *drawing) takeRow(i int32, js []int32) {
	if len(d.pre) > 0 || !d.simple() {
		d.takeAll(i, js)
		return
	}
	d.makeRoom(len(js))
	d.table.AddRow(d.source.at(int(i)), d.target.numbers(js))
}

// simple reports whether each pair that is left gets one synapse.
func (d *drawing) simple() bool { return d.connect.count == nil && d.connect.copies == 1 }

// begin says which row is drawn now.
func (d *drawing) begin(i int) {
	if d.now = i; d.first < 0 {
		d.first = i
	}
}

// makeRoom makes room for more synapses of the row: as it seems, for all that will come, but at most for four times as many as there are.
func (d *drawing) makeRoom(more int) {
	if d.table.HasRoom(more) || d.first < 0 {
		return
	}
	n := d.table.Len() + more
	come := float64(float64(n-d.before) / float64(d.now-d.first+1) * float64(d.source.size-d.now-1))
	d.table.Room(n + min(max(int(come+float64(4*math.Sqrt(come))), n/16), 3*n))
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
	switch {
	case d.connect.condition == nil:
	case d.spanned:
		if err := d.examineDoubtful(); err != nil {
			return err
		}
	default:
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
	if d.simple() { // full looks at memory for these, row by row
		d.makeRoom(len(pre))
		d.table.Add(pre, post)
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
