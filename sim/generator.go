package sim

import (
	"errors"
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/units"
)

// SpikeGenerator describes a SpikeGeneratorGroup: neurons that spike when they are told to.
type SpikeGenerator struct {
	Name    string         // mandatory, unique in a network
	Size    int            // number of neurons, at least 1; 0: as many as there are Trains
	Indices []int          // neuron Indices[k] spikes …
	Times   units.Array    // … at time Times[k], in any order
	Trains  []units.Array  // instead of Indices and Times: the times of neuron 0, of neuron 1, …
	Period  units.Quantity // after which all spikes come again; zero: they come once
	DT      units.Quantity // step size; zero: that of the network
	When    string         // slot of the schedule in which they spike; empty: "thresholds"
	Order   int            // order among objects in the same slot of the schedule
}

// NewSpikeGeneratorGroup checks a description and returns the group it describes, or an error. It is a
// NeuronGroup without variables. A spike at time T belongs to the step int((T + dt/1000)/dt), so that rounding
// does not put a multiple of dt into the step before; spikes of one step come in the order of neurons. When the
// group is added to a network, whose step size it may have, it is an error if a neuron spikes twice in a step, if
// the period is no multiple of dt, or if a spike is not within it. Spikes of the network's past are left out.
// Network.SetSpikes gives it other spikes.
//
// Source: Brian 2, SpikeGeneratorGroup; Trains as Brian 1's MultipleSpikeGeneratorGroup has them.
func NewSpikeGeneratorGroup(spec SpikeGenerator) (*NeuronGroup, error) {
	if spec.Size == 0 {
		spec.Size = len(spec.Trains)
	}
	g, err := newGenerator("spike generator group", Neurons{Name: spec.Name, Size: spec.Size, DT: spec.DT, Order: spec.Order})
	if err != nil {
		return nil, err
	}
	if spec.Trains != nil {
		if spec.Indices, spec.Times, err = listed(g, spec); err != nil {
			return nil, err
		}
	}
	given, err := newGivenSpikes(g, spec.Indices, spec.Times, spec.Period)
	slot, slotErr := slotOf(g, spec.When, "thresholds")
	if err := errors.Join(err, slotErr); err != nil {
		return nil, err
	}
	g.generate(slot, 0, func(*bind.Part) givenSpikes { return given })
	return g, nil
}

// newGenerator returns a group without variables, whose spikes are still to come.
func newGenerator(kind string, spec Neurons) (*NeuronGroup, error) {
	g := &NeuronGroup{kind: kind, spec: spec}
	if err := g.checkPlain(); err != nil {
		return nil, err
	}
	return g, g.read(equations.ReadModel(source(g, "equations", ""), equations.Neurons))
}

// generate gives a group the spikes that it has in a network; drawn is how many of each neuron come by themselves.
func (g *NeuronGroup) generate(slot bind.Slot, drawn int, spikes func(*bind.Part) givenSpikes) {
	g.trains = &spikeTrains{spikes: spikes, drawn: drawn,
		thresholder: thresholder{event: g.newEvent(spikeEvent, slot), template: lower.SpikeTrains(g.scope())}}
	g.operations = operations{g.trains}
}

// listed lists the spikes of a description by Trains.
func listed(g *NeuronGroup, spec SpikeGenerator) ([]int, units.Array, error) {
	var indices []int
	var times []float64
	switch {
	case spec.Indices != nil || spec.Times.Len() > 0:
		return nil, units.Array{}, fmt.Errorf("sim: %s: give Trains, or Indices and Times, not both", g)
	case len(spec.Trains) != spec.Size:
		return nil, units.Array{}, fmt.Errorf("sim: %s: %d Trains for %d neurons", g, len(spec.Trains), spec.Size)
	}
	for i, train := range spec.Trains {
		for k := range train.Len() {
			if at := train.At(k); !isDuration(at) {
				return nil, units.Array{}, fmt.Errorf("sim: %s: Trains[%d][%d] = %s is not a time of 0 or more", g, i, k, at)
			}
			indices, times = append(indices, i), append(times, train.At(k).SI())
		}
	}
	return indices, units.Second.OfAll(times...), nil
}

// SetSpikes gives a spike generator group or pulse packet other spikes from now on: neuron indices[k] spikes at times[k], all of them
// again after each period; a zero period: they come once. They are checked as NewSpikeGeneratorGroup checks them. Spikes of the network's
// past are left out.
//
// Source: Brian 2, SpikeGeneratorGroup.set_spikes.
func (n *Network) SetSpikes(g *NeuronGroup, indices []int, times units.Array, period units.Quantity) error {
	p, err := n.partOf(g)
	if err != nil {
		return err
	}
	if g.trains == nil {
		return fmt.Errorf("sim: %s: only spike generator groups and pulse packets can be given spikes", g)
	}
	given, err := newGivenSpikes(g, indices, times, period)
	if err != nil {
		return err
	}
	if err := g.trains.replace(p, given); err != nil {
		return err
	}
	n.plan = nil
	return nil
}

// spikeTrains take the place of a threshold. In a network they hold the steps of the spikes neuron by neuron, and in the order of
// time, and how many steps a period has.
type spikeTrains struct {
	thresholder
	spikes func(*bind.Part) givenSpikes // those that a network begins with
	drawn  int                          // how many of each neuron nobody has listed
}

// A neuron has three numbers of its row and place in the lists of those that spike, and each spike a time, a step and the neuron, twice while they are sorted.
const bytesOfTrain, bytesOfSpike = 32, 64

// declare declares the steps of the spikes, the beginning of each neuron's row, and its next spike.
func (s *spikeTrains) declare(p *bind.Part) error {
	if err := s.thresholder.declare(p); err != nil {
		return err
	}
	if err := s.event.group.afford(bytesOfTrain + float64(bytesOfSpike*s.drawn)); err != nil {
		return err
	}
	given := s.spikes(p)
	rows, err := given.rows(s.event.group, p.DT())
	if err != nil {
		return err
	}
	declareGiven(p)
	p.Array(lower.NextSpike.Name, lower.NextSpike.Name, ir.Int32, len(rows.first))
	return errors.Join(given.keep(p), rows.keep(p))
}

// replace gives the spikes of a network's group another version.
func (s *spikeTrains) replace(p *bind.Part, given givenSpikes) error {
	rows, err := given.rows(s.event.group, p.DT())
	if err != nil {
		return err
	}
	return errors.Join(given.keep(p), rows.keep(p))
}

// pace counts the spikes in other steps.
func (s *spikeTrains) pace(p *bind.Part) error {
	kept, err := keptSpikes(p, s.event.group.Size())
	if err != nil {
		return fmt.Errorf("sim: %s: %w", s.event.group, err)
	}
	return s.replace(p, kept)
}

// prepare finds for each neuron the first spike that is not before the network's time: a group may join a network
// late, or after a pause.
func (s *spikeTrains) prepare(p *bind.Part) error {
	now := bind.Steps(p.Memory().Time(), p.DT()) % int64(p.NumberOf(lower.SpikePeriod))
	at, first := bind.Content[int64](p, lower.SpikeSteps.Name), bind.Content[int32](p, lower.FirstSpike.Name)
	next := make([]float64, len(first))
	for i, k := range first {
		for at[k] != never && at[k] < now {
			k++
		}
		next[i] = float64(k)
	}
	return p.Write(lower.NextSpike.Name, next)
}

// explain says how many spikes there are.
func (s *spikeTrains) explain(b *strings.Builder, p *bind.Part) {
	n := len(bind.Content[int64](p, lower.SpikeSteps.Name)) - s.event.group.Size()
	fmt.Fprintf(b, "  spikes given: %d", n)
	if period := p.NumberOf(lower.SpikePeriod); period < bind.MaxSteps {
		fmt.Fprintf(b, ", again every %v steps", period)
	}
	b.WriteString("\n")
}
