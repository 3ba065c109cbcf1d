package sim

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/units"
)

// givenSpikes are spikes neuron by neuron, in the order of time.
type givenSpikes struct {
	spikes []spike
	period float64 // s; 0: none
}

type spike struct {
	neuron int32
	at     float64 // s
}

// newGivenSpikes checks what does not hang on the step size.
func newGivenSpikes(g *NeuronGroup, indices []int, times units.Array, period units.Quantity) (givenSpikes, error) {
	given := givenSpikes{period: period.SI()}
	switch {
	case len(indices) != times.Len():
		return given, fmt.Errorf("sim: %s: %d indices and %d times; they list spikes", g, len(indices), times.Len())
	case len(indices) > math.MaxInt32-g.Size():
		return given, fmt.Errorf("sim: %s: %d spikes are too many", g, len(indices))
	case period != (units.Quantity{}) && !isDuration(period):
		return given, fmt.Errorf("sim: %s: period %s is not a time of 0 or more", g, period)
	}
	for k, i := range indices {
		if i < 0 || i >= g.Size() {
			return given, fmt.Errorf("sim: %s: Indices[%d] = %d, but there are neurons 0 to %d", g, k, i, g.Size()-1)
		}
		at := times.At(k)
		if !isDuration(at) {
			return given, fmt.Errorf("sim: %s: Times[%d] = %s is not a time of 0 or more", g, k, at)
		}
		given.spikes = append(given.spikes, spike{int32(i), at.SI()})
	}
	given.sort()
	return given, nil
}

func (s givenSpikes) sort() {
	slices.SortFunc(s.spikes, spike.compare)
}

func (a spike) compare(b spike) int {
	return cmp.Or(cmp.Compare(a.neuron, b.neuron), cmp.Compare(a.at, b.at))
}

// Names under which the part of a group keeps its spikes.
const givenNeurons, givenTimes, givenPeriod = "_given_neurons", "_given_times", "_given_period"

// keep has a part keep the spikes.
func (s givenSpikes) keep(p *bind.Part) error {
	neurons, times := make([]int32, len(s.spikes)), make([]float64, len(s.spikes))
	for k, spike := range s.spikes {
		neurons[k], times[k] = spike.neuron, spike.at
	}
	p.AlterNumber(givenPeriod, s.period)
	return errors.Join(p.Alter(givenNeurons, neurons), p.Alter(givenTimes, times))
}

// declareGiven declares what keep and the rows of a part keep.
func declareGiven(p *bind.Part) {
	p.Alterable(givenNeurons, "given neurons", ir.Int32)
	p.Alterable(givenTimes, "given times", ir.Float64)
	p.Alterable(lower.SpikeSteps.Name, lower.SpikeSteps.Name, ir.Int64)
	p.Alterable(lower.FirstSpike.Name, lower.FirstSpike.Name, ir.Int32)
}

// keptSpikes returns the spikes that a part of a group with n neurons keeps, which a file may have said.
func keptSpikes(p *bind.Part, n int) (givenSpikes, error) {
	s := givenSpikes{period: p.NumberOf(givenPeriod)}
	neurons, times := bind.Content[int32](p, givenNeurons), bind.Content[float64](p, givenTimes)
	switch {
	case len(neurons) != len(times):
		return s, fmt.Errorf("%w: %d neurons spike at %d times", bind.ErrDamaged, len(neurons), len(times))
	case len(neurons) > math.MaxInt32-n:
		return s, fmt.Errorf("%w: %d spikes are too many", bind.ErrDamaged, len(neurons))
	case !isDuration(seconds(s.period)):
		return s, fmt.Errorf("%w: a period is %v s", bind.ErrDamaged, s.period)
	}
	for k, i := range neurons {
		if i < 0 || int(i) >= n {
			return s, fmt.Errorf("%w: a spike is of neuron %d, and there are %d", bind.ErrDamaged, i, n)
		}
		if !isDuration(seconds(times[k])) {
			return s, fmt.Errorf("%w: a spike is at %v s", bind.ErrDamaged, times[k])
		}
		s.spikes = append(s.spikes, spike{i, times[k]})
	}
	if !slices.IsSortedFunc(s.spikes, spike.compare) {
		return s, fmt.Errorf("%w: spikes are not in their order", bind.ErrDamaged)
	}
	return s, nil
}

// spikeRows list for each neuron the steps in which it spikes, counted from the beginning of each period: ascending, and
// then never. Row i begins at first[i].
type spikeRows struct {
	first  []int32
	steps  []int64
	period int64 // in steps
}

// never stands behind the last step of a neuron's row.
const never = -1

// rows returns the rows of a group at a step size in seconds.
func (s givenSpikes) rows(g *NeuronGroup, dt float64) (rows spikeRows, err error) {
	if err := g.afford(2 * (4 + 8)); err != nil { // lists grow by copying
		return rows, err
	}
	if rows.period, err = s.periodSteps(g, dt); err != nil {
		return rows, err
	}
	k := 0
	for i := range int32(g.Size()) {
		rows.first = append(rows.first, int32(len(rows.steps)))
		for last := int64(never); k < len(s.spikes) && s.spikes[k].neuron == i; k++ {
			at := s.spikes[k].at
			step := spikeStep(at, dt)
			switch {
			case step == last:
				return rows, fmt.Errorf("sim: %s: neuron %d spikes twice in a step of %s, "+
					"the second time at %s; take a smaller DT", g, i, seconds(dt), seconds(at))
			case s.period > 0 && step >= rows.period:
				return rows, fmt.Errorf("sim: %s: neuron %d spikes at %s, which is not within the period of %s",
					g, i, seconds(at), seconds(s.period))
			}
			rows.steps, last = append(rows.steps, step), step
		}
		rows.steps = append(rows.steps, never)
	}
	return rows, nil
}

// keep has a part keep the rows.
func (rows spikeRows) keep(p *bind.Part) error {
	p.AlterNumber(lower.SpikePeriod, float64(rows.period))
	return errors.Join(p.Alter(lower.SpikeSteps.Name, rows.steps), p.Alter(lower.FirstSpike.Name, rows.first))
}

// spikeStep returns the step to which a time belongs.
//
// Source: Brian 2, SpikeGeneratorGroup.before_run.
func spikeStep(at, dt float64) int64 {
	return int64(min(float64(at+float64(1e-3*dt))/dt, bind.MaxSteps))
}

// periodSteps returns the period in steps; where there is none, more steps than a network makes.
func (s givenSpikes) periodSteps(g *NeuronGroup, dt float64) (int64, error) {
	if s.period == 0 {
		return bind.MaxSteps, nil
	}
	ratio := s.period / dt
	whole := math.Round(ratio)
	if !(whole >= 1 && whole < bind.MaxSteps && math.Abs(ratio-whole) < bind.StepTolerance) {
		return 0, fmt.Errorf("sim: %s: the period of %s is not a multiple of the step size, %s",
			g, seconds(s.period), seconds(dt))
	}
	return int64(whole), nil
}
