package enginetest

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/sim"
	"golgi/units"
)

// Description is a network as data. Objects are made in the order of the fields, and refer to each other by
// name.
type Description struct {
	DT       units.Quantity // step size; zero: that of package sim
	Duration units.Quantity // how long it takes to show what it is for

	Timed      map[string]sim.Timed // functions that all objects have in their namespaces
	Neurons    []sim.Neurons
	Poisson    []sim.Poisson
	Generators []sim.SpikeGenerator
	Packets    []sim.Packet
	Parts      []Part
	Synapses   []Synapse
	Regularly  []Regularly
	Inputs     []Input
	Monitors   []Monitor
}

// Part describes a Subgroup: neurons Start ≤ i < Stop of a group or of an earlier part, or, where they are given, those listed.
type Part struct {
	Name, Of    string
	Start, Stop int
	Picked      []int
}

// Synapse describes Synapses between groups, parts and earlier synapses. Source and Target are left to the names.
type Synapse struct {
	From, To string
	sim.Synapse
}

// Regularly describes what runs regularly for an object. Of is left to the name.
type Regularly struct {
	On string
	sim.Regularly
}

// Input describes a PoissonInput. Of is left to the name.
type Input struct {
	To string
	sim.Drive
}

// Monitor describes a monitor of an object. Of is left to the name.
type Monitor struct {
	Kind Kind
	On   string
	sim.Recording
}

// Kind is a kind of monitor.
type Kind string

// The kinds of monitors.
const (
	Spikes Kind = "spikes"
	States Kind = "states"
	Rates  Kind = "rates"
	Events Kind = "events"
)

// Objects makes the objects. The error has all that is wrong with them; those that refer to a faulty one
// are not tried.
func (d Description) Objects() ([]sim.Object, error) {
	b := builder{made: map[string]sim.Object{}, timed: sim.Namespace{}}
	for _, name := range slices.Sorted(maps.Keys(d.Timed)) {
		array, err := sim.NewTimedArray(d.Timed[name])
		b.timed[name], b.faults = array, append(b.faults, err)
	}
	for _, spec := range d.Neurons {
		spec.Namespace = sim.Namespaces(spec.Namespace, b.timed)
		b.add(sim.NewNeuronGroup(spec))
	}
	for _, spec := range d.Poisson {
		spec.Namespace = sim.Namespaces(spec.Namespace, b.timed)
		b.add(sim.NewPoissonGroup(spec))
	}
	for _, spec := range d.Generators {
		b.add(sim.NewSpikeGeneratorGroup(spec))
	}
	for _, spec := range d.Packets {
		b.add(sim.NewPulsePacket(spec))
	}
	for _, p := range d.Parts {
		b.part(p)
	}
	for _, s := range d.Synapses {
		b.synapses(s)
	}
	for _, r := range d.Regularly {
		if of, ok := find[sim.Object](&b, r.Name, r.On); ok {
			r.Of = of
			b.add(sim.NewRunRegularly(r.Regularly))
		}
	}
	for _, in := range d.Inputs {
		b.input(in)
	}
	for _, m := range d.Monitors {
		b.monitor(m)
	}
	return b.objects, errors.Join(b.faults...)
}

// Network returns a network of the description on an engine.
func (d Description) Network(engine string) (*sim.Network, error) {
	objects, err := d.Objects()
	if err != nil {
		return nil, err
	}
	return d.networkOf(engine, objects)
}

// networkOf returns a network of objects that are made already: engines may share them.
func (d Description) networkOf(engine string, objects []sim.Object) (*sim.Network, error) {
	net, err := sim.NewNetwork(sim.Options{DT: d.DT, Seed: 1, Engine: engine, AllowNaN: true, Warn: func(string) {}}) // random models may
	if err != nil {
		return nil, err
	}
	if err := net.Add(objects...); err != nil {
		return nil, errors.Join(err, net.Close())
	}
	return net, nil
}

// size returns the number of neurons.
func (d Description) size() int {
	n := 0
	for _, g := range d.Neurons {
		n += g.Size
	}
	for _, g := range d.Poisson {
		n += g.Size
	}
	for _, g := range d.Generators {
		n += g.Size
	}
	for _, g := range d.Packets {
		n += g.Size
	}
	return n
}

// builder makes objects from descriptions.
type builder struct {
	objects []sim.Object
	made    map[string]sim.Object
	timed   sim.Namespace
	faults  []error
}

// add takes what a constructor returned.
func (b *builder) add(o sim.Object, err error) {
	if err != nil {
		b.faults = append(b.faults, err)
		return
	}
	b.objects = append(b.objects, o)
	b.made[o.Name()] = o
}

// find returns an object that has been made. Without it, who needs it is not tried.
func find[T sim.Object](b *builder, who, name string) (T, bool) {
	o, ok := b.made[name].(T)
	if !ok {
		b.faults = append(b.faults, fmt.Errorf("enginetest: %s needs %q, which is not there", who, name))
	}
	return o, ok
}

func (b *builder) part(p Part) {
	of, ok := find[interface {
		sim.Object
		Subgroup(name string, start, stop int) (*sim.Subgroup, error)
		Pick(name string, list []int) (*sim.Subgroup, error)
	}](b, p.Name, p.Of)
	switch {
	case ok && p.Picked != nil:
		b.add(of.Pick(p.Name, p.Picked))
	case ok:
		b.add(of.Subgroup(p.Name, p.Start, p.Stop))
	}
}

func (b *builder) synapses(s Synapse) {
	source, okSource := find[sim.End](b, s.Name, s.From)
	target, okTarget := find[sim.End](b, s.Name, s.To)
	if okSource && okTarget {
		s.Source, s.Target = source, target
		s.Namespace = sim.Namespaces(s.Namespace, b.timed)
		b.add(sim.NewSynapses(s.Synapse))
	}
}

func (b *builder) input(in Input) {
	of, ok := find[sim.Group](b, in.Name, in.To)
	if ok {
		in.Of = of
		b.add(sim.NewPoissonInput(in.Drive))
	}
}

func (b *builder) monitor(m Monitor) {
	of, ok := find[sim.Object](b, m.Name, m.On)
	if !ok {
		return
	}
	m.Of = of
	switch m.Kind {
	case Spikes:
		b.add(sim.NewSpikeMonitor(m.Recording))
	case Events:
		b.add(sim.NewEventMonitor(m.Recording))
	case States:
		b.add(sim.NewStateMonitor(m.Recording))
	case Rates:
		b.add(sim.NewPopulationRateMonitor(m.Recording))
	default:
		b.faults = append(b.faults, fmt.Errorf("enginetest: %s: %q is no kind of monitor", m.Name, m.Kind))
	}
}
