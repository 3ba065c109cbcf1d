package sim

import (
	"errors"
	"fmt"
	"math"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/topology"
)

// generating is a Generator being carried out: values of its variable are gathered for neuron after neuron, and examined a batch at
// a time.
type generating struct {
	*drawing
	*generator
	near, far members // those that are gone through, and those that are looked for
	outer     []int32 // of the values gathered: which of near
	values    []int32
}

func (d *drawing) generate() error {
	g := &generating{drawing: d, generator: d.connect.generator, near: d.source, far: d.target}
	if g.side == equations.Post {
		g.near, g.far = d.target, d.source
	}
	for first := 0; first < g.near.size; first += batch {
		if err := g.rows(first, min(first+batch, g.near.size)); err != nil {
			return err
		}
	}
	return errors.Join(g.settle(), d.flush())
}

// rows goes through neurons.
func (g *generating) rows(first, end int) error {
	rows := make([]int32, end-first)
	for k := range rows {
		rows[k] = int32(first + k)
	}
	b := bounds{}
	for _, part := range []struct {
		probe     *lower.Template
		into      *[]float64
		otherwise float64
	}{{g.from, &b.from, 0}, {g.to, &b.to, 1}, {g.step, &b.step, 1}, {g.p, &b.p, 0}, {g.generator.size, &b.size, 0}} {
		var err error
		if *part.into, err = g.each(part.probe, part.otherwise, rows); err != nil {
			return err
		}
	}
	for k, row := range rows {
		if err := g.row(row, b.at(k)); err != nil {
			return err
		}
	}
	return nil
}

// each computes a probe for neurons that are gone through.
func (g *generating) each(t *lower.Template, otherwise float64, rows []int32) ([]float64, error) {
	if t != nil {
		return g.examine(t, rows, make([]int32, len(rows)), nil)
	}
	values := make([]float64, len(rows))
	for k := range values {
		values[k] = otherwise
	}
	return values, nil
}

// row gathers the values for a neuron.
func (g *generating) row(row int32, b bound) error {
	if why := g.wrong(&b); why != "" {
		return g.fault(row, why)
	}
	stream := rng.NewStream(g.site.Key(), uint32(row), 0)
	gather := func(k int64) error { return g.gather(row, int32(b.from)+int32(k*int64(b.step))) }
	switch n := b.count(); {
	case g.generator.size != nil:
		return topology.Subset(n, int64(b.size), &stream, gather)
	case g.sampled:
		skipper := topology.NewSkipper(b.p)
		for k := skipper.Gap(&stream); k < n; k += 1 + skipper.Gap(&stream) {
			if err := gather(k); err != nil {
				return err
			}
		}
	default:
		first, end := g.within(b, n)
		for k := first; k < end; k++ {
			if err := gather(k); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *generating) gather(row, value int32) error {
	g.outer, g.values = append(g.outer, row), append(g.values, value)
	if len(g.outer) >= batch {
		return g.settle()
	}
	return nil
}

// settle examines the values that were gathered, and takes the pairs that they lead to.
func (g *generating) settle() error {
	if err := g.memory.Stopped(); err != nil || len(g.outer) == 0 {
		return err
	}
	if g.early != nil {
		keep, err := g.examine(g.early, g.outer, make([]int32, len(g.outer)), g.values)
		if err != nil {
			return err
		}
		g.outer, g.values = kept(g.outer, keep), kept(g.values, keep)
	}
	found, err := g.find()
	if err != nil {
		return err
	}
	if g.late != nil && len(found) > 0 {
		keep, err := g.examine(g.late, g.outer, found, g.values)
		if err != nil {
			return err
		}
		g.outer, found = kept(g.outer, keep), kept(found, keep)
	}
	for k, far := range found {
		i, j := g.outer[k], far
		if g.side == equations.Post {
			i, j = j, i
		}
		g.take(i, j)
		if err := g.full(); err != nil {
			return err
		}
	}
	g.outer, g.values = g.outer[:0], g.values[:0]
	return nil
}

// find returns the neurons to which the values lead. Values that lead to none are dropped, or an error.
func (g *generating) find() ([]int32, error) {
	found := make([]float64, len(g.values))
	if g.plain {
		for k, value := range g.values {
			found[k] = float64(value)
		}
	} else if len(found) > 0 {
		var err error
		if found, err = g.examine(g.element, g.outer, make([]int32, len(g.outer)), g.values); err != nil {
			return nil, err
		}
	}
	list, keep := make([]int32, len(found)), make([]float64, len(found))
	for k, x := range found {
		switch x := math.Trunc(x); {
		case math.IsNaN(x):
			return nil, g.fault(g.outer[k], fmt.Sprintf("%s = NaN is no number", g.name(true)))
		case x >= 0 && x < float64(g.far.size):
			list[k], keep[k] = int32(x), 1
		case !g.skips:
			return nil, g.fault(g.outer[k], fmt.Sprintf("%s = %.0f, but %s has %s 0 to %d; SkipIfInvalid leaves such pairs out",
				g.name(true), x, g.farEnd().object, g.farEnd().elements, g.far.size-1))
		}
	}
	g.outer, g.values = kept(g.outer, keep), kept(g.values, keep)
	return kept(list, keep), nil
}

// examine computes a probe for neurons that are gone through, others, and values of the variable.
func (g *generating) examine(t *lower.Template, near, far, values []int32) ([]float64, error) {
	pre, post := make([]int32, len(near)), make([]int32, len(near))
	for k := range near {
		pre[k], post[k] = g.near.at(int(near[k])), int32(0)
		if g.far.size > 0 {
			post[k] = g.far.at(int(far[k]))
		}
	}
	if g.side == equations.Post {
		pre, post = post, pre
	}
	d := *g.drawing
	if values != nil {
		id, err := g.memory.ScratchInts(iterator.Name, values)
		if err != nil {
			return nil, err
		}
		d.site = d.site.With(iterator.Name, id)
	}
	result, err := d.probe(t, pre, post)
	g.examined = d.examined
	return result, err
}

// name is that of the numbers of the neurons that are looked for, or gone through.
func (g *generating) name(found bool) string {
	if found == (g.side == equations.Pre) {
		return "j"
	}
	return "i"
}

func (g *generating) farEnd() end {
	if g.side == equations.Pre {
		return g.synapses.target
	}
	return g.synapses.source
}

// fault says what is wrong with a neuron that is gone through.
func (g *generating) fault(row int32, why string) error {
	return fmt.Errorf("sim: %s: connect: of %s = %d: %s", g.synapses, g.name(false), row, why)
}
