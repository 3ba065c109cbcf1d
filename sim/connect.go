package sim

import (
	"fmt"
	"math"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/topology"
)

// connections are the realised synapses of an object in a network, immutable once made.
type connections struct {
	table     topology.Table // neurons counted in their whole groups
	pre, post pathwayIndex
}

// pathwayIndex are the arrays by which a pathway finds the synapses of a neuron, and its queue.
type pathwayIndex struct {
	rows, order ir.ArrayID
	delays      ir.ArrayID // in steps, NoArray where all are equal
	queue       ir.QueueID
}

// connect makes the synapses of an object, unless they are there.
func (n *Network) connect(s *Synapses) error {
	p, err := n.partOf(s)
	if err != nil || p.synapses != nil {
		return err
	}
	if err := n.setClocks(); err != nil {
		return err
	}
	c := &connections{}
	st := n.siteOf(p, "connect")
	for k, call := range s.connects {
		st.key = n.key(s, fmt.Sprintf("connect %d", k))
		if err := n.draw(s, call, st, &c.table); err != nil {
			return err
		}
	}
	p.n, p.synapses = c.table.Len(), c
	n.declareSynapses(s, p)
	if err := n.inst.Allocate(&n.memory); err != nil {
		return err
	}
	if err := n.drawDelays(s, p); err != nil {
		return err
	}
	return n.assignAll(p, s.initial)
}

// declareSynapses declares the arrays of synapses that are connected.
func (n *Network) declareSynapses(s *Synapses, p *part) {
	c := p.synapses
	shared := func(name string, content []int32) ir.ArrayID {
		return n.declare(ir.ArrayDecl{Name: s.Name() + "." + name, Elem: ir.Int32, Len: len(content), Shared: content})
	}
	p.arrays[lower.PreIndex.Name] = shared("pre", c.table.Pre)
	p.arrays[lower.PostIndex.Name] = shared("post", c.table.Post)
	n.declareVariables(p, s.model)
	index := func(name string, neurons []int32, of Group, used bool) pathwayIndex {
		x := pathwayIndex{rows: ir.NoArray, order: ir.NoArray, delays: ir.NoArray}
		if !used {
			return x
		}
		_, start := of.neurons()
		built := topology.NewIndex(neurons, int32(start), of.Size())
		x.rows = n.declare(ir.ArrayDecl{Name: s.Name() + "." + name + ".rows", Elem: ir.Int64, Len: len(built.Rows), Shared: built.Rows})
		if built.Order != nil {
			x.order = shared(name+".order", built.Order)
		}
		x.queue = ir.QueueID(n.memory.Queues)
		n.memory.Queues++
		return x
	}
	c.pre = index("pre", c.table.Pre, s.spec.Source, s.pre != nil)
	c.post = index("post", c.table.Post, s.spec.Target, s.post != nil)
}

// batch is how many candidates for a connection are examined at once.
const batch = 8192

// draw appends the synapses of one Connect.
func (n *Network) draw(s *Synapses, c *connect, st site, table *topology.Table) error {
	d := &drawing{net: n, synapses: s, connect: c, site: st, table: table}
	_, d.startPre = startOf(s.spec.Source)
	_, d.startPost = startOf(s.spec.Target)
	if c.pairs {
		for k := range c.i {
			d.take(c.i[k], c.j[k])
		}
		return d.flush()
	}
	if err := d.rows(); err != nil {
		return err
	}
	return d.flush()
}

func startOf(g Group) (*NeuronGroup, int32) {
	group, start := g.neurons()
	return group, int32(start)
}

// drawing is the execution of one Connect: rows of candidates, those of which that meet the condition.
type drawing struct {
	net                 *Network
	synapses            *Synapses
	connect             *connect
	site                site
	table               *topology.Table
	startPre, startPost int32
	pre, post           []int32 // candidates whose condition is still to be examined
	examined            uint64  // how many batches were
}

func (d *drawing) rows() error {
	skipper := topology.NewSkipper(d.connect.fixed)
	targets := d.synapses.spec.Target.Size()
	var js []int32
	for i := range int32(d.synapses.spec.Source.Size()) {
		stream := rng.NewStream(d.site.key, uint32(i), 0)
		if d.connect.probability != nil {
			p, err := d.probabilities(i, targets)
			if err != nil {
				return err
			}
			js = topology.RowVarying(js[:0], p, &stream)
		} else {
			js = skipper.Row(js[:0], targets, &stream)
		}
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
	if d.connect.condition == nil {
		d.table.Pre = append(d.table.Pre, d.startPre+i)
		d.table.Post = append(d.table.Post, d.startPost+j)
		return
	}
	d.pre = append(d.pre, d.startPre+i)
	d.post = append(d.post, d.startPost+j)
}

func (d *drawing) full() error {
	if d.table.Len() > topology.MaxSynapses {
		return fmt.Errorf("sim: %s: more than %d synapses in one object; divide it", d.synapses, topology.MaxSynapses)
	}
	if len(d.pre) >= batch {
		return d.flush()
	}
	return nil
}

// flush examines the candidates and keeps those that meet the condition.
func (d *drawing) flush() error {
	if len(d.pre) == 0 {
		return nil
	}
	keep, err := d.probe(d.connect.condition, d.pre, d.post)
	if err != nil {
		return err
	}
	for k, met := range keep {
		if met != 0 {
			d.table.Pre = append(d.table.Pre, d.pre[k])
			d.table.Post = append(d.table.Post, d.post[k])
		}
	}
	d.pre, d.post = d.pre[:0], d.post[:0]
	return nil
}

// probe computes a probe of pairs of neurons.
func (d *drawing) probe(t *lower.Template, pre, post []int32) ([]float64, error) {
	st := d.site
	st.arrays = make(map[string]ir.ArrayID)
	for _, end := range []struct {
		name string
		list []int32
	}{{lower.PreIndex.Name, pre}, {lower.PostIndex.Name, post}} {
		id, err := d.net.scratchInts(end.name, end.list)
		if err != nil {
			return nil, err
		}
		st.arrays[end.name] = id
	}
	d.examined++
	return d.net.probe(t, st, len(pre), d.examined)
}

// probabilities returns the probabilities of a row.
func (d *drawing) probabilities(i int32, targets int) ([]float64, error) {
	pre, post := make([]int32, targets), make([]int32, targets)
	for j := range targets {
		pre[j], post[j] = d.startPre+i, d.startPost+int32(j)
	}
	p, err := d.probe(d.connect.probability, pre, post)
	if err != nil {
		return nil, err
	}
	for j, x := range p {
		if !(x >= 0 && x <= 1) {
			return nil, fmt.Errorf("sim: %s: connect: probability %v of the pair i=%d, j=%d is not between 0 and 1", d.synapses, x, i, j)
		}
	}
	return p, nil
}

// drawDelays computes the delays of synapses where they differ.
func (n *Network) drawDelays(s *Synapses, p *part) error {
	delays := s.delays
	if s.delay != nil {
		var err error
		if delays, err = n.probe(s.delay, n.siteOf(p, "delay"), p.n, 0); err != nil {
			return err
		}
	}
	if delays == nil {
		return nil
	}
	if len(delays) != p.n {
		return fmt.Errorf("sim: %s: %d delays for %d synapses", s, len(delays), p.n)
	}
	inSteps := make([]int32, len(delays))
	for k, d := range delays {
		var err error
		if inSteps[k], err = delaySteps(s, d, n.clocks[n.siteOf(p, "").clock].dt); err != nil {
			return err
		}
	}
	p.synapses.pre.delays = n.declare(ir.ArrayDecl{Name: s.Name() + ".delay", Elem: ir.Int32, Len: p.n, Shared: inSteps})
	return n.inst.Allocate(&n.memory)
}

// maxDelay is the longest delay in steps.
const maxDelay = 1 << 20

// delaySteps returns a delay in steps, rounded to the nearest.
//
// Source: Brian 2, SynapticPathway: int(delay/dt + 0.5).
func delaySteps(s *Synapses, delay, dt float64) (int32, error) {
	if !(delay >= 0) {
		return 0, fmt.Errorf("sim: %s: delay %v s is not a time of 0 or more", s, delay)
	}
	k := math.Floor(delay/dt + 0.5)
	if k > maxDelay {
		return 0, fmt.Errorf("sim: %s: delay %v s is more than %d steps of %v s", s, delay, maxDelay, dt)
	}
	return int32(k), nil
}
