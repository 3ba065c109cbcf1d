package sim

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
	"golgi/units"
)

// ISIHistogramMonitor counts the intervals between successive spikes of each neuron of a group by how long they are, and keeps no times,
// so that its memory does not grow. Bins are lower bounds: of {0, 10, 20} ms the last bin has what is 20 ms or longer, and what is shorter
// than the first bound is in none. An interval belongs to the bound to which rounding keeps it from reaching. One in which
// the monitor was not in the network all the time is not counted. As Recorded it is
//
//	bins   [bin] in s, the lower bounds
//	count  [bin]
//
// with the number of neurons.
//
// Source: Brian 1.4, ISIHistogramMonitor.
type ISIHistogramMonitor struct {
	eventRecorder
	bins []float64 // s
}

// Names of what is gathered: the time of each neuron's last spike, and the counts.
const lastName, binCountName = "last", "count"

// NewISIHistogramMonitor returns a monitor of the intervals of spec.Of in the bins spec.Bins.
func NewISIHistogramMonitor(spec Recording) (*ISIHistogramMonitor, error) {
	bins := spec.Bins
	spec.Bins = units.Array{}
	base, err := newSpikeRecorder("ISI histogram monitor", spec)
	m := &ISIHistogramMonitor{base, bins.SI()}
	if err := errors.Join(err, base.withoutVariables()); err != nil {
		return nil, err
	}
	return m, m.checkBins(bins)
}

func (m *ISIHistogramMonitor) checkBins(bins units.Array) error {
	if bins.Len() == 0 {
		return fmt.Errorf("sim: %s: Bins must have the lower bounds of the bins, such as units.Millisecond.OfAll(0, 10, 20)", m)
	}
	for k := range bins.Len() {
		switch at := bins.At(k); {
		case !isDuration(at):
			return fmt.Errorf("sim: %s: Bins[%d] = %s is not a time of 0 or more", m, k, at)
		case k > 0 && at.SI() <= m.bins[k-1]:
			return fmt.Errorf("sim: %s: Bins[%d] = %s is not above the bound before it, %s", m, k, at, bins.At(k-1))
		}
	}
	return nil
}

func (m *ISIHistogramMonitor) declare(p *bind.Part) error {
	p.N = m.from.group.Size()
	p.Array(lastName, lastName, ir.Float64, m.from.size)
	p.Array(binCountName, binCountName, ir.Int64, len(m.bins))
	p.RecordsSpikes(0, m.recordable())
	p.Folds(m.fold)
	if err := m.eventRecorder.declare(p); err != nil {
		return err
	}
	return p.Fill(lastName, math.Inf(-1))
}

func (m *ISIHistogramMonitor) schedule(s *bind.Schedule, p *bind.Part) error {
	spikes := m.events(s, p)
	s.Record(m.when(p), ir.Record{Recorder: p.Recorder(), Spikes: spikes.List, From: spikes.From, To: spikes.To})
	return nil
}

// fold counts the intervals that end with some spikes.
func (m *ISIHistogramMonitor) fold(p *bind.Part, spikes engine.Entries) error {
	if len(spikes.T) == 0 {
		return nil
	}
	last, err := p.Read(lastName)
	if err != nil {
		return err
	}
	count, err := p.Read(binCountName)
	if err != nil {
		return err
	}
	rounding := float64(bind.StepTolerance * p.DT())
	since := p.Since() - rounding
	for k, i := range m.numbered(spikes.I) {
		interval := spikes.T[k] - last[i] + rounding
		bin := sort.SearchFloat64s(m.bins, math.Nextafter(interval, math.Inf(1))) - 1
		if last[i] >= since && bin >= 0 {
			count[bin]++
		}
		last[i] = spikes.T[k]
	}
	return errors.Join(p.Write(lastName, last), p.Write(binCountName, count))
}

// ISIHistogram is what an ISIHistogramMonitor has counted: Count[k] intervals are Bins[k] or longer, and shorter than Bins[k+1].
type ISIHistogram struct {
	Source string
	Bins   []float64 // s
	Count  []int64
}

// ISIHistogram returns what a monitor has counted so far.
func (n *Network) ISIHistogram(m *ISIHistogramMonitor) (ISIHistogram, error) {
	p, err := n.partOf(m)
	if err != nil {
		return ISIHistogram{}, err
	}
	return m.histogram(p)
}

func (m *ISIHistogramMonitor) histogram(p *bind.Part) (ISIHistogram, error) {
	count, err := p.Read(binCountName)
	h := ISIHistogram{Source: m.spec.Of.Name(), Bins: slices.Clone(m.bins)}
	for _, x := range count {
		h.Count = append(h.Count, int64(x))
	}
	return h, err
}

func (m *ISIHistogramMonitor) recorded(p *bind.Part) (Recorded, error) {
	h, err := m.histogram(p)
	return Recorded{Attributes: m.countedAttributes("ISIHistogramMonitor"), Series: []Series{
		{Name: "bins", Values: h.Bins, Unit: "s", Dims: []string{"bin"}, Comment: "lower bounds of the bins"},
		{Name: "count", Values: h.Count, Dims: []string{"bin"}, Comment: "numbers of intervals between spikes"},
	}}, err
}

func (m *ISIHistogramMonitor) refill(p *bind.Part, r recording) error {
	count, err := listOf[int64](r.Recorded, binCountName)
	bins, err2 := floatsOf(r.Recorded, "bins")
	if err := errors.Join(err, err2, r.whole()); err != nil {
		return err
	}
	if len(count) != len(bins) || !slices.Equal(bins, m.bins) {
		return fmt.Errorf("its recording has the bins %v, and it has %v", bins, m.bins)
	}
	counts := make([]float64, len(count))
	for k, x := range count {
		counts[k] = float64(x)
	}
	return p.Write(binCountName, counts)
}
