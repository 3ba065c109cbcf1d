package conformance

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"slices"
	"sort"

	"golgi/modelfile"
	"golgi/sim"
)

// seeds is over how many seeds models with random numbers are measured, here as in Brian 2, unless they say another number.
const seeds = 20

// apart is how many standard errors of the difference two means may lie apart.
const apart = 4

// measure is a number that a run of a model gives, and what Brian 2 gave over its seeds.
type measure struct {
	Of       string   `json:"of"` // a spike monitor, state monitor, neurons or synapses
	What     string   `json:"what"`
	Variable string   `json:"variable"`
	After    float64  `json:"after"` // seconds: spikes before do not count
	Brian    *sampled `json:"brian"`
	Exact    *float64 `json:"exact"` // of the equations as the method integrates them, where it is known
	Band     *band    `json:"band"`
}

// band is what others than Brian 2 have found, and where it stands.
type band struct {
	From   float64 `json:"from"`
	To     float64 `json:"to"`
	Source string  `json:"source"`
}

// sampled is a mean over seeds with its standard error.
type sampled struct {
	Mean   float64 `json:"mean"`
	Error  float64 `json:"error"`
	Source string  `json:"source"` // empty: the recorder
}

// compared is what became of a measure.
type compared struct {
	name string
	measure
	got sampled
	err error // what is wrong
}

// sigmas is how many standard errors of the difference the mean lies above that of Brian 2.
func (c compared) sigmas() float64 {
	return (c.got.Mean - c.Brian.Mean) / math.Hypot(c.got.Error, c.Brian.Error)
}

// String is a line of a table.
func (c compared) String() string {
	line := fmt.Sprintf("%-12s %v", c.name, c.got)
	if c.Brian != nil {
		line += fmt.Sprintf(", Brian 2 %v, %+.1f", *c.Brian, c.sigmas())
	}
	if c.Exact != nil {
		line += fmt.Sprintf(", exact %.6g", *c.Exact)
	}
	if c.Band != nil {
		line += fmt.Sprintf(", from %g to %g", c.Band.From, c.Band.To)
	}
	return line
}

// firstSeed is that of a model. Models with the same seeds would have neurons connected alike, where these have the same names: what one of
// them finds would not be independent of what another does.
func (m *model) firstSeed() int64 {
	hash := fnv.New32a()
	hash.Write([]byte(m.name))
	return int64(hash.Sum32())
}

// compareMeasures runs a model with each seed and compares the means.
func (m *model) compareMeasures(ctx context.Context, engine string) ([]compared, error) {
	runs := make(map[string][]float64)
	for k := range int64(cmp.Or(m.Seeds, seeds)) {
		seed := m.firstSeed() + k
		err := perform(ctx, m.Model, modelfile.Options{Engine: engine, Seed: seed}, func(s *modelfile.Simulation) error {
			for name, what := range m.Measures {
				x, err := measured(s, what, m.Duration())
				if err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				runs[name] = append(runs[name], x)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("seed %d: %w", seed, err)
		}
	}
	var list []compared
	for _, name := range slices.Sorted(maps.Keys(runs)) {
		got := sampleOf(runs[name])
		list = append(list, compared{name, m.Measures[name], got, m.Measures[name].differs(got)})
	}
	return list, nil
}

// differs says by how much too much a mean differs from that of Brian 2, or from the exact one.
func (m measure) differs(got sampled) error {
	if m.Brian != nil {
		if off := math.Abs(compared{measure: m, got: got}.sigmas()); !(off <= apart) {
			return fmt.Errorf("%v, and Brian 2 has %v: %.1f standard errors between them", got, *m.Brian, off)
		}
	}
	if b := m.Band; b != nil && !(b.From <= got.Mean && got.Mean <= b.To) {
		return fmt.Errorf("%v, which is not from %g to %g (%s)", got, b.From, b.To, b.Source)
	}
	if m.Exact == nil {
		return nil
	}
	if off := math.Abs(got.Mean-*m.Exact) / got.Error; !(off <= apart) {
		return fmt.Errorf("%v, and exact is %.6g: %.1f standard errors between them", got, *m.Exact, off)
	}
	return nil
}

// String writes mean and error.
func (s sampled) String() string { return fmt.Sprintf("%.6g ± %.2g", s.Mean, s.Error) }

func sampleOf(values []float64) sampled {
	mean, variance := moments(values)
	return sampled{Mean: mean, Error: math.Sqrt(variance / float64(len(values)))}
}

// moments returns the mean and the unbiased variance.
func moments(values []float64) (mean, variance float64) {
	for _, x := range values {
		mean += x / float64(len(values))
	}
	for _, x := range values {
		variance += (x - mean) * (x - mean) / float64(len(values)-1)
	}
	return mean, variance
}

// measured returns what one run gives, which took so many seconds.
func measured(s *modelfile.Simulation, m measure, duration float64) (float64, error) {
	switch m.What {
	case "rate", "fano", "cv":
		return measuredSpikes(s, m, duration)
	case "mean", "variance":
		values, err := valuesOf(s, m)
		mean, variance := moments(values)
		if m.What == "variance" {
			return variance, err
		}
		return mean, err
	case "number":
		values, err := valuesOf(s, m)
		return float64(len(values)), err
	}
	return 0, malformed("%q is no statistic", m.What)
}

// valuesOf returns all values of a variable that a monitor has recorded, or those that an object has in the end.
func valuesOf(s *modelfile.Simulation, m measure) ([]float64, error) {
	o, err := s.Object(m.Of)
	if err != nil {
		return nil, err
	}
	if _, isMonitor := o.(sim.Monitor); !isMonitor {
		return s.Network().Get(o, m.Variable)
	}
	got, err := s.Recorded(m.Of)
	return got[m.Variable].Values, err
}

// measuredSpikes returns the rate of the neurons in Hz, the variance of their counts over the mean, or the coefficient of variation
// of all intervals between their spikes.
func measuredSpikes(s *modelfile.Simulation, m measure, duration float64) (float64, error) {
	o, err := s.Object(m.Of)
	if err != nil {
		return 0, err
	}
	monitor, ok := o.(*sim.SpikeMonitor)
	if !ok {
		return 0, malformed("%q is no spike monitor", m.Of)
	}
	got, err := s.Network().Spikes(monitor)
	if err != nil {
		return 0, err
	}
	got = later(got, m.After)
	switch m.What {
	case "rate":
		return float64(len(got.I)) / float64(got.N) / (duration - m.After), nil
	case "fano":
		mean, variance := moments(counts(got))
		return variance / mean, nil
	}
	mean, variance := moments(intervals(got))
	return math.Sqrt(variance) / mean, nil
}

// later returns the spikes from a time on.
func later(got sim.Spikes, after float64) sim.Spikes {
	first := sort.SearchFloat64s(got.T, after)
	got.I, got.T = got.I[first:], got.T[first:]
	return got
}

// counts returns how often each neuron has spiked.
func counts(got sim.Spikes) []float64 {
	list := make([]float64, got.N)
	for _, i := range got.I {
		list[i]++
	}
	return list
}

// intervals returns the times between successive spikes of each neuron.
func intervals(got sim.Spikes) []float64 {
	last := make([]float64, got.N)
	var list []float64
	for k, i := range got.I {
		if last[i] > 0 {
			list = append(list, got.T[k]-last[i])
		}
		last[i] = got.T[k]
	}
	return list
}
