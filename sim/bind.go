package sim

import (
	"fmt"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/rng"
)

// site is where a template is bound: whose arrays it means by each side.
type site struct {
	own, pre, post *part
	clock          int
	arrays         map[string]ir.ArrayID // instead of those of own, by name
	key            rng.Key
}

// siteOf returns the site of an object's own kernels.
func (n *Network) siteOf(p *part, name string) site {
	st := site{own: p, clock: p.clock, key: n.key(p.object, name)}
	if s, ok := p.object.(*Synapses); ok {
		st.pre, st.post = n.groupPart(s.spec.Source), n.groupPart(s.spec.Target)
		st.clock = st.pre.clock
	}
	return st
}

// binding fills in a template's parameters, all but the number of the kernel.
func (n *Network) binding(t *lower.Template, st site) ir.Binding {
	b := ir.Binding{Arrays: make([]ir.ArrayID, len(t.Arrays)), Consts: make([]ir.Num, len(t.Consts)), Key: st.key}
	for k, ref := range t.Arrays {
		b.Arrays[k] = n.arrayOf(ref, st)
	}
	for k, num := range t.Consts {
		value := num.Value
		if !num.Known {
			value = n.numberOf(num.Name, st)
		}
		if num.Type == ir.Float {
			b.Consts[k] = ir.Num{Float: value}
		} else {
			b.Consts[k] = ir.Num{Int: int64(value)}
		}
	}
	return b
}

func (n *Network) arrayOf(ref lower.Ref, st site) ir.ArrayID {
	owner := st.own
	switch ref.Side {
	case equations.Clock:
		if ref.Name == "t" {
			return n.clocks[st.clock].inner.Time
		}
		return n.clocks[st.clock].inner.Step
	case equations.Pre:
		owner = st.pre
	case equations.Post:
		owner = st.post
	}
	if id, ok := st.arrays[ref.Name]; ok && ref.Side == equations.Own {
		return id
	}
	id, ok := owner.arrays[ref.Name]
	if !ok {
		panic(fmt.Sprintf("sim: %s has no array %q", owner.object, ref.Name))
	}
	return id
}

// numberOf returns a number that is known only in the network.
func (n *Network) numberOf(name string, st site) float64 {
	dt := n.clocks[st.clock].dt
	switch name {
	case "dt":
		return dt
	case "N":
		return float64(st.own.n)
	}
	if s, ok := st.own.object.(*Synapses); ok {
		_, pre := s.spec.Source.neurons()
		_, post := s.spec.Target.neurons()
		switch name {
		case "N_pre":
			return float64(s.spec.Source.Size())
		case "N_post":
			return float64(s.spec.Target.Size())
		case "_start_pre":
			return float64(pre)
		case "_start_post":
			return float64(post)
		}
	}
	if g, ok := st.own.object.(*NeuronGroup); ok {
		if value, ok := g.numberOf(name, dt); ok {
			return value
		}
	}
	panic(fmt.Sprintf("sim: %s does not know the number %q", st.own.object, name))
}

// numberOf returns a number that depends on the step size.
func (g *NeuronGroup) numberOf(name string, dt float64) (float64, bool) {
	if name == lower.SpikePeriod && g.trains != nil {
		period, err := g.trains.periodSteps(g, dt)
		return float64(period), err == nil
	}
	if g.update == nil {
		return 0, false
	}
	for _, c := range g.update.Constants {
		if c.Name == name {
			return c.Value(dt), true
		}
	}
	return 0, false
}

// exec runs a template once over count elements, outside the time loop; tick is the time coordinate of its
// random numbers.
func (n *Network) exec(t *lower.Template, st site, count int, tick uint64) error {
	m := &ir.Map{Binding: n.binding(t, st), N: count, List: ir.NoList, Out: ir.NoList}
	if err := n.inst.Exec(&n.memory, t.Kernel, m, tick); err != nil {
		return fmt.Errorf("sim: %s: %w", st.own.object, err)
	}
	return nil
}

// scratchArray returns an array for intermediate results of at least count elements.
func (n *Network) scratchArray(name string, elem ir.Elem, count int) (ir.ArrayID, error) {
	id, ok := n.scratch[name]
	if !ok {
		id = n.declare(ir.ArrayDecl{Name: "scratch " + name, Elem: elem, Len: count})
		n.scratch[name] = id
		return id, n.inst.Allocate(&n.memory)
	}
	if decl := n.memory.Arrays[id]; decl.Len < count {
		decl.Len = count
		return id, n.replace(id, decl)
	}
	return id, nil
}

// scratchInts returns a scratch array that begins with a list.
func (n *Network) scratchInts(name string, list []int32) (ir.ArrayID, error) {
	id, err := n.scratchArray(name, ir.Int32, len(list))
	if err == nil {
		err = n.inst.Write(id, 0, list)
	}
	return id, err
}

// replace gives an array a new length or content.
func (n *Network) replace(id ir.ArrayID, decl ir.ArrayDecl) error {
	if err := n.inst.Allocate(&n.memory); err != nil {
		return err
	}
	arrays := append([]ir.ArrayDecl(nil), n.memory.Arrays...)
	arrays[id] = decl
	n.memory.Arrays = arrays
	n.plan = nil
	return n.inst.Replace(id, decl)
}

// probe computes a probe of all elements of a part, or of those selected, as floats.
func (n *Network) probe(t *lower.Template, st site, count int, tick uint64) ([]float64, error) {
	out, err := n.scratchArray("output", ir.Float64, count)
	if err != nil {
		return nil, err
	}
	arrays := map[string]ir.ArrayID{lower.Output.Name: out}
	for name, id := range st.arrays {
		arrays[name] = id
	}
	st.arrays = arrays
	if err := n.exec(t, st, count, tick); err != nil {
		return nil, err
	}
	values := make([]float64, count)
	return values, n.inst.Read(out, 0, values)
}
