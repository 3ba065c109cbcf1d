package components

import (
	"errors"
	"fmt"
	"math"

	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A Source is a group of neurons that spike by themselves, and drive others by a [Connection]. It adds the group Name, with the parameter N and
// those of its kind below Name.
//
//	components.Source{Name: "noise", Size: 100, Kind: components.Poisson, Set: components.Values{"rate": "20 Hz"}}
type Source struct {
	component.Base
	Name   string
	Size   int // default of N
	Kind   SourceKind
	Set    Values // other defaults of parameters
	PreRun bool   // it takes part in the pre-run, and is the same in all runs: its random numbers hang on simulation.build_seed alone
}

// A SourceKind says when neurons of a [Source] spike.
type SourceKind struct {
	Name, About, Source string
	Parameters          Parameters
	make                func(name string, size int, p sim.Namespace) (sim.Object, error)
	fastest             func(p sim.Namespace) float64 // largest rate, in Hz, of neurons that spike at random; nil: there is none
}

// Placement says that what takes part in the pre-run is built before it.
func (c Source) Placement() component.Placement { return placement(c.PreRun) }

// DrawsFixed is PreRun.
func (c Source) DrawsFixed() bool { return c.PreRun }

// TypeName is what messages call it.
func (c Source) TypeName() string { return "Source " + c.Name }

// Needs names nothing.
func (c Source) Needs() []string { return nil }

// Gives names the group.
func (c Source) Gives() []string { return []string{c.Name} }

// Groups names it, too.
func (c Source) Groups() []string { return c.Gives() }

// AddParameters declares the parameters.
func (c Source) AddParameters(traj *trajectory.Trajectory) error {
	if err := given.All("components: Source", given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	g, err := groupOf("source", c.Name, c.Set, c.Kind.Parameters)
	if err != nil {
		return err
	}
	if c.Kind.make == nil {
		return fmt.Errorf("%s: it has no Kind; give one, such as components.Poisson", g.what)
	}
	if err := g.addSize(traj, c.Size); err != nil {
		return err
	}
	return g.declare(traj)
}

// Build adds the group.
func (c Source) Build(b *component.Build) error {
	if err := given.All("components: Source", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	g, err := groupOf("source", c.Name, c.Set, c.Kind.Parameters)
	if err == nil && c.Kind.make == nil {
		err = fmt.Errorf("%s: it has no Kind", g.what)
	}
	if err != nil {
		return err
	}
	size, err := trajectory.Value[int](b.Params, c.Name+".N")
	values, err2 := g.read(b.Params)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	if err := c.checkRate(b, values); err != nil {
		return fmt.Errorf("%s: %w", g.what, err)
	}
	group, err := c.Kind.make(c.Name, size, values)
	if err != nil {
		return err
	}
	return b.Objects.Add(c.Name, group)
}

// checkRate refuses rates at which a neuron would spike more than once in a step: it cannot.
func (c Source) checkRate(b *component.Build, values sim.Namespace) error {
	if c.Kind.fastest == nil {
		return nil
	}
	network, err := b.Objects.Network()
	if err != nil {
		return err
	}
	rate, dt := c.Kind.fastest(values), network.DT()
	if most := 1 / dt.SI(); units.Rounded(rate) > units.Rounded(most) {
		return fmt.Errorf("%s: a rate of %v; in steps of %v a neuron spikes once at most, which is %v; lower the rate, or simulation.dt", c.Kind.Name, units.Hertz.Of(rate), dt, units.Hertz.Of(most))
	}
	return nil
}

// Poisson neurons spike at random.
var Poisson = SourceKind{
	Name: "Poisson", About: "neurons that spike at random, each with the same rate", Source: "Brian 2, PoissonGroup; GeNN 5.1, neuronModels.h, Poisson",
	Parameters: "rate = 10 Hz >= 0 # rate of each neuron",
	fastest:    func(p sim.Namespace) float64 { return si(p["rate"]) },
	make: func(name string, size int, p sim.Namespace) (sim.Object, error) {
		return object(sim.Poisson{Name: name, Size: size, Rates: p["rate"]}.Make())
	},
}

// ModulatedPoisson neurons spike at random, with a rate that oscillates.
var ModulatedPoisson = SourceKind{
	Name: "ModulatedPoisson", About: "neurons that spike at random, with a rate that oscillates: rate·(1 + depth·sin(2π·f·t))",
	Source: "definition",
	Parameters: `
		rate  = 10 Hz  >= 0  # mean rate of each neuron
		depth = 1.0    >= 0  # relative amplitude
		f     = 8 Hz         # frequency`,
	fastest: func(p sim.Namespace) float64 { return si(p["rate"]) * (1 + number64(p["depth"])) },
	make: func(name string, size int, p sim.Namespace) (sim.Object, error) {
		return object(sim.Poisson{Name: name, Size: size, Rates: "rate*clip(1 + depth*sin(2*pi*f*t), 0, inf)", Namespace: p}.Make())
	},
}

// Regular neurons spike at equal intervals.
var Regular = SourceKind{
	Name: "Regular", About: "neurons that spike at equal intervals, all at once or one after another",
	Source: "Brian 2, SpikeGeneratorGroup with period",
	Parameters: `
		interval = 20 ms  > 0              # between two spikes of a neuron
		first    = 0 ms   >= 0 < interval  # first spike of neuron 0
		spread   = 0.0    >= 0 <= 1        # part of the interval over which the first spikes of the neurons are spread`,
	make: func(name string, size int, p sim.Namespace) (sim.Object, error) {
		interval, first, spread := si(p["interval"]), si(p["first"]), number64(p["spread"])
		times, indices := make([]float64, size), make([]int, size)
		for i := range times {
			times[i], indices[i] = first+interval*spread*float64(i)/float64(size), i
		}
		for i := range times { // within the first period, after which all comes again
			if interval > 0 {
				times[i] = math.Mod(times[i], interval)
			}
		}
		return object(sim.SpikeGenerator{Name: name, Size: size, Indices: indices, Times: units.ArrayFromSI(times, units.Second.Dim),
			Period: units.Second.Of(interval)}.Make())
	},
}

// Packet neurons spike once each, at about the same time.
var Packet = SourceKind{
	Name: "Packet", About: "neurons that spike once each, at about the same time", Source: "Brian 1.4, PulsePacket; Diesmann et al. (1999), Nature 402:529",
	Parameters: `
		time  = 50 ms  >= 0  # of the middle of the packet
		sigma = 1 ms   >= 0  # standard deviation of the spikes`,
	make: func(name string, size int, p sim.Namespace) (sim.Object, error) {
		return object(sim.NewPulsePacket(sim.Packet{Name: name, Size: size, Time: p["time"].(units.Quantity), Sigma: p["sigma"].(units.Quantity)}))
	},
}

// Given neurons spike when a table says: neuron indices[k] at times[k], from a list or a file (see package input). With a period, the
// spikes come again.
func Given(indices []int, times units.Array) SourceKind {
	return SourceKind{
		Name: "Given", About: "neurons that spike at given times, from lists or files", Source: "Brian 2, SpikeGeneratorGroup; GeNN 5.1, neuronModels.h, SpikeSourceArray",
		Parameters: "period = 0 ms >= 0 # after which all spikes come again; 0: never",
		make: func(name string, size int, p sim.Namespace) (sim.Object, error) {
			return object(sim.SpikeGenerator{Name: name, Size: size, Indices: indices, Times: times, Period: p["period"].(units.Quantity)}.Make())
		},
	}
}

func object(group *sim.NeuronGroup, err error) (sim.Object, error) {
	if err != nil {
		return nil, err
	}
	return group, nil
}

func si(value any) float64 {
	q, _ := value.(units.Quantity)
	return q.SI()
}

func number64(value any) float64 {
	x, _ := value.(float64)
	return x
}
