package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/units"
)

// SpikeGenerator describes a SpikeGeneratorGroup: neurons that spike when they are told to.
type SpikeGenerator struct {
	Name    string         // mandatory, unique in a network
	Size    int            // number of neurons, at least 1
	Indices []int          // neuron Indices[k] spikes …
	Times   units.Array    // … at time Times[k], in any order
	Period  units.Quantity // after which all spikes come again; zero: they come once
	DT      units.Quantity // step size; zero: that of the network
	Order   int            // order among objects in the same slot of the schedule
}

// NewSpikeGeneratorGroup checks a description and returns the group it describes, or an error. It is a
// NeuronGroup without variables. A spike at time T belongs to the step int((T + dt/1000)/dt), so that rounding
// does not put a multiple of dt into the step before; spikes of one step come in the order of neurons. When the
// group is added to a network, whose step size it may have, it is an error if a neuron spikes twice in a step, if
// the period is no multiple of dt, or if a spike is not within it. Spikes of the network's past are left out.
//
// Source: Brian 2, SpikeGeneratorGroup.
func NewSpikeGeneratorGroup(spec SpikeGenerator) (*NeuronGroup, error) {
	g := &NeuronGroup{kind: "spike generator group",
		spec: Neurons{Name: spec.Name, Size: spec.Size, DT: spec.DT, Order: spec.Order}}
	if err := g.checkPlain(); err != nil {
		return nil, err
	}
	if err := g.read(equations.ReadModel(source(g, "equations", ""), equations.Neurons)); err != nil {
		return nil, err
	}
	trains, err := newSpikeTrains(g, spec)
	if err != nil {
		return nil, err
	}
	g.operations = operations{trains}
	return g, nil
}

// spikeTrains take the place of a threshold. They hold the spikes neuron by neuron, and in the order of time.
type spikeTrains struct {
	thresholder
	spikes []spike
	period float64 // s; 0: none
}

type spike struct {
	neuron int32
	at     float64 // s
}

func newSpikeTrains(g *NeuronGroup, spec SpikeGenerator) (*spikeTrains, error) {
	trains := &spikeTrains{period: spec.Period.SI(),
		thresholder: thresholder{event: g.newEvent(spikeEvent, bind.Thresholds), template: lower.SpikeTrains(g.scope())}}
	switch {
	case len(spec.Indices) != spec.Times.Len():
		return nil, fmt.Errorf("sim: %s: %d indices and %d times; they list spikes",
			g, len(spec.Indices), spec.Times.Len())
	case len(spec.Indices) > math.MaxInt32-g.Size():
		return nil, fmt.Errorf("sim: %s: %d spikes are too many", g, len(spec.Indices))
	case spec.Period != (units.Quantity{}) && !isDuration(spec.Period):
		return nil, fmt.Errorf("sim: %s: period %s is not a time of 0 or more", g, spec.Period)
	}
	for k, i := range spec.Indices {
		if i < 0 || i >= g.Size() {
			return nil, fmt.Errorf("sim: %s: Indices[%d] = %d, but there are neurons 0 to %d", g, k, i, g.Size()-1)
		}
		at := spec.Times.At(k)
		if !isDuration(at) {
			return nil, fmt.Errorf("sim: %s: Times[%d] = %s is not a time of 0 or more", g, k, at)
		}
		trains.spikes = append(trains.spikes, spike{int32(i), at.SI()})
	}
	slices.SortFunc(trains.spikes, func(a, b spike) int {
		return cmp.Or(cmp.Compare(a.neuron, b.neuron), cmp.Compare(a.at, b.at))
	})
	return trains, nil
}

// never stands behind the last step of a neuron's row.
const never = -1

// rows lists for each neuron the steps in which it spikes, counted from the beginning of each period: ascending, and
// then never. Row i begins at first[i].
func (s *spikeTrains) rows(dt float64, period int64) (first []int32, steps []int64, err error) {
	k := 0
	for i := range int32(s.event.group.Size()) {
		first = append(first, int32(len(steps)))
		for last := int64(never); k < len(s.spikes) && s.spikes[k].neuron == i; k++ {
			at := s.spikes[k].at
			step := spikeStep(at, dt)
			switch {
			case step == last:
				return nil, nil, fmt.Errorf("sim: %s: neuron %d spikes twice in a step of %s, "+
					"the second time at %s; take a smaller DT", s.event.group, i, seconds(dt), seconds(at))
			case s.period > 0 && step >= period:
				return nil, nil, fmt.Errorf("sim: %s: neuron %d spikes at %s, which is not within the period of %s",
					s.event.group, i, seconds(at), seconds(s.period))
			}
			steps, last = append(steps, step), step
		}
		steps = append(steps, never)
	}
	return first, steps, nil
}

// spikeStep returns the step to which a time belongs.
//
// Source: Brian 2, SpikeGeneratorGroup.before_run.
func spikeStep(at, dt float64) int64 {
	return int64(min(float64(at+float64(1e-3*dt))/dt, bind.MaxSteps))
}

// periodSteps returns the period in steps; where there is none, more steps than a network makes.
func (s *spikeTrains) periodSteps(dt float64) (int64, error) {
	if s.period == 0 {
		return bind.MaxSteps, nil
	}
	ratio := s.period / dt
	whole := math.Round(ratio)
	if !(whole >= 1 && whole < bind.MaxSteps && math.Abs(ratio-whole) < bind.StepTolerance) {
		return 0, fmt.Errorf("sim: %s: the period of %s is not a multiple of the step size, %s",
			s.event.group, seconds(s.period), seconds(dt))
	}
	return int64(whole), nil
}

// declare declares the steps of the spikes, the beginning of each neuron's row, and its next spike.
func (s *spikeTrains) declare(p *bind.Part) error {
	if err := s.thresholder.declare(p); err != nil {
		return err
	}
	period, err := s.periodSteps(p.DT())
	if err != nil {
		return err
	}
	first, steps, err := s.rows(p.DT(), period)
	if err != nil {
		return err
	}
	p.Longs(lower.SpikeSteps.Name, lower.SpikeSteps.Name, steps)
	p.Ints(lower.FirstSpike.Name, lower.FirstSpike.Name, first)
	p.Array(lower.NextSpike.Name, lower.NextSpike.Name, ir.Int32, len(first))
	p.Number(lower.SpikePeriod, float64(period))
	return nil
}

// prepare finds for each neuron the first spike that is not before the network's time: a group may join a network
// late, or after a pause.
func (s *spikeTrains) prepare(p *bind.Part) error {
	period, err := s.periodSteps(p.DT())
	if err != nil {
		return err
	}
	now := bind.Steps(p.Memory().Time(), p.DT()) % period
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
