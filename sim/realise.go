package sim

import (
	"fmt"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// neverSpiked is the time of the last spike of a neuron that has not spiked, in seconds.
//
// Source: Brian 2, NeuronGroup: lastspike starts at -1e4 s.
const neverSpiked = -1e4

// realise gives an object its place in the network.
func (n *Network) realise(o Object) error {
	p := &part{object: o, arrays: make(map[string]ir.ArrayID), spikes: ir.NoList}
	n.parts[o.Name()] = p
	var err error
	switch o := o.(type) {
	case *NeuronGroup:
		err = n.realiseGroup(o, p)
	case *SpikeMonitor:
		p.clock = n.groupPart(o.spec.Of).clock
		p.recorder = n.declareRecorder(o.Name(), ir.SpikeEntries, 0)
	case *PopulationRateMonitor:
		p.clock = n.groupPart(o.spec.Of).clock
		p.recorder = n.declareRecorder(o.Name(), ir.RowEntries, 1)
	case *StateMonitor:
		err = n.realiseStateMonitor(o, p)
	}
	if err != nil {
		delete(n.parts, o.Name())
	}
	return err
}

// groupPart returns the part of the neuron group behind a group.
func (n *Network) groupPart(o Object) *part {
	g, _ := o.(Group).neurons()
	return n.parts[g.Name()]
}

func (n *Network) declare(decl ir.ArrayDecl) ir.ArrayID {
	n.memory.Arrays = append(n.memory.Arrays[:len(n.memory.Arrays):len(n.memory.Arrays)], decl)
	return ir.ArrayID(len(n.memory.Arrays) - 1)
}

func (n *Network) declareRecorder(name string, kind ir.RecorderKind, width int) ir.RecorderID {
	list := n.memory.Recorders
	n.memory.Recorders = append(list[:len(list):len(list)], ir.RecorderDecl{Name: name, Kind: kind, Width: width})
	return ir.RecorderID(len(list))
}

func (n *Network) realiseGroup(g *NeuronGroup, p *part) error {
	p.clock, p.n = n.clockOf(g.spec.DT.SI()), g.Size()
	n.declareVariables(p, g.model)
	if g.threshold != nil {
		lists := n.memory.Lists
		n.memory.Lists = append(lists[:len(lists):len(lists)], ir.ListDecl{Name: g.Name(), Cap: g.Size()})
		p.spikes = ir.ListID(len(lists))
	}
	if g.trains != nil {
		if err := n.declareSpikes(g, p); err != nil {
			return err
		}
	}
	if g.refractory.Given() {
		p.arrays["lastspike"] = n.declare(ir.ArrayDecl{Name: g.Name() + ".lastspike", Elem: ir.Float64, Len: p.n})
		p.arrays["not_refractory"] = n.declare(ir.ArrayDecl{Name: g.Name() + ".not_refractory", Elem: ir.Bool8, Len: p.n})
	}
	if err := n.setClocks(); err != nil {
		return err
	}
	if err := n.startUnrefractory(g, p); err != nil {
		return err
	}
	return n.assignAll(p, g.initial)
}

func (n *Network) startUnrefractory(g *NeuronGroup, p *part) error {
	if !g.refractory.Given() {
		return nil
	}
	last, active := make([]float64, p.n), make([]uint8, p.n)
	for i := range p.n {
		last[i], active[i] = neverSpiked, 1
	}
	if err := n.inst.Write(p.arrays["lastspike"], 0, last); err != nil {
		return err
	}
	return n.inst.Write(p.arrays["not_refractory"], 0, active)
}

// declareVariables declares the arrays of a model's stored variables.
func (n *Network) declareVariables(p *part, m *equations.Model) {
	for _, v := range m.Variables {
		if !v.Stored() {
			continue
		}
		length := p.n
		if v.Has("shared") {
			length = 1
		}
		name := p.object.Name() + "." + v.Name
		p.arrays[v.Name] = n.declare(ir.ArrayDecl{Name: name, Elem: lower.ElemOf(v.Type), Len: length})
	}
}

// realiseStateMonitor chooses the elements to record. Those of synapses can only be chosen once they are
// connected, which this does.
func (n *Network) realiseStateMonitor(m *StateMonitor, p *part) error {
	of := n.parts[m.object.Name()]
	p.clock = of.clock
	if every := m.spec.Every.SI(); every > 0 {
		p.clock = n.clockOf(every)
	}
	if s, ok := m.object.(*Synapses); ok {
		if err := n.connect(s); err != nil {
			return err
		}
	}
	size := of.n
	if group, ok := m.spec.Of.(Group); ok {
		size = group.Size()
	}
	if err := p.selectElements(m, size); err != nil {
		return err
	}
	p.arrays[lower.Selected.Name] = n.declare(ir.ArrayDecl{Name: m.Name() + ".record", Elem: ir.Int32,
		Len: len(p.selected), Shared: p.selected})
	for _, name := range m.spec.Variables {
		p.arrays[outputName(name)] = n.declare(ir.ArrayDecl{Name: m.Name() + "." + name, Elem: ir.Float64, Len: len(p.selected)})
	}
	p.recorder = n.declareRecorder(m.Name(), ir.RowEntries, len(p.selected)*len(m.spec.Variables))
	return n.setClocks()
}

// outputName is the name of the array into which a monitor's probe of a variable writes.
func outputName(variable string) string { return lower.Output.Name + " " + variable }

func (p *part) selectElements(m *StateMonitor, size int) error {
	for i := 0; m.spec.Record == nil && i < size; i++ {
		p.selected = append(p.selected, int32(m.start+i))
	}
	for _, i := range m.spec.Record {
		if i < 0 || i >= size {
			return fmt.Errorf("sim: %s: Record has %d, but %s has only %d", m, i, m.spec.Of, size)
		}
		p.selected = append(p.selected, int32(m.start+i))
	}
	if len(p.selected) == 0 {
		return fmt.Errorf("sim: %s: there is nothing to record of %s", m, m.spec.Of)
	}
	return nil
}
