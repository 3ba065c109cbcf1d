package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"

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
	if err := g.read(source(g, "equations", ""), nil); err != nil {
		return nil, err
	}
	var err error
	if g.trains, err = newSpikeTrains(g, spec); err != nil {
		return nil, err
	}
	g.threshold = lower.SpikeTrains(g.scope())
	return g, nil
}

// spikeTrains are the spikes of a generator, neuron by neuron and in the order of time.
type spikeTrains struct {
	spikes []spike
	period float64 // s; 0: none
}

type spike struct {
	neuron int32
	at     float64 // s
}

func newSpikeTrains(g *NeuronGroup, spec SpikeGenerator) (*spikeTrains, error) {
	trains := &spikeTrains{period: spec.Period.SI()}
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
func (s *spikeTrains) rows(g *NeuronGroup, dt float64) (first []int32, steps []int64, err error) {
	period, err := s.periodSteps(g, dt)
	if err != nil {
		return nil, nil, err
	}
	k := 0
	for i := range int32(g.Size()) {
		first = append(first, int32(len(steps)))
		for last := int64(never); k < len(s.spikes) && s.spikes[k].neuron == i; k++ {
			at := s.spikes[k].at
			step := spikeStep(at, dt)
			switch {
			case step == last:
				return nil, nil, fmt.Errorf("sim: %s: neuron %d spikes twice in a step of %s, "+
					"the second time at %s; take a smaller DT", g, i, seconds(dt), seconds(at))
			case s.period > 0 && step >= period:
				return nil, nil, fmt.Errorf("sim: %s: neuron %d spikes at %s, which is not within the period of %s",
					g, i, seconds(at), seconds(s.period))
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
	return int64(min(float64(at+float64(1e-3*dt))/dt, maxSteps))
}

// periodSteps returns the period in steps; where there is none, more steps than a network makes.
func (s *spikeTrains) periodSteps(g *NeuronGroup, dt float64) (int64, error) {
	if s.period == 0 {
		return maxSteps, nil
	}
	ratio := s.period / dt
	whole := math.Round(ratio)
	if !(whole >= 1 && whole < maxSteps && math.Abs(ratio-whole) < stepTolerance) {
		return 0, fmt.Errorf("sim: %s: the period of %s is not a multiple of the step size, %s",
			g, seconds(s.period), seconds(dt))
	}
	return int64(whole), nil
}

// declareSpikes declares the arrays of a group that spikes at given times.
func (n *Network) declareSpikes(g *NeuronGroup, p *part) error {
	first, steps, err := g.trains.rows(g, n.clocks[p.clock].dt)
	if err != nil {
		return err
	}
	declare := func(ref lower.Ref, elem ir.Elem, length int, content any) {
		decl := ir.ArrayDecl{Name: g.Name() + "." + ref.Name, Elem: elem, Len: length, Shared: content}
		p.arrays[ref.Name] = n.declare(decl)
	}
	declare(lower.SpikeSteps, ir.Int64, len(steps), steps)
	declare(lower.FirstSpike, ir.Int32, len(first), first)
	declare(lower.NextSpike, ir.Int32, len(first), nil)
	return nil
}

// seekSpikes finds for each neuron the first spike that is not before the network's time: a group may join a network
// late, or after a pause.
func (n *Network) seekSpikes(g *NeuronGroup, p *part) error {
	dt := n.clocks[p.clock].dt
	period, err := g.trains.periodSteps(g, dt)
	if err != nil {
		return err
	}
	now := steps(n.time, dt) % period
	at := n.memory.Arrays[p.arrays[lower.SpikeSteps.Name]].Shared.([]int64)
	next := slices.Clone(n.memory.Arrays[p.arrays[lower.FirstSpike.Name]].Shared.([]int32))
	for i := range next {
		for at[next[i]] != never && at[next[i]] < now {
			next[i]++
		}
	}
	return n.inst.Write(p.arrays[lower.NextSpike.Name], 0, next)
}
