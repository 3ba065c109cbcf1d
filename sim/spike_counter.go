package sim

import (
	"errors"
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// SpikeCounter counts the spikes of each neuron of a group, and keeps no times, so that its memory does not grow. As
// Recorded it is, with the number of neurons,
//
//	count  [neuron]
//
// Source: Brian 2, SpikeMonitor(record=False).
type SpikeCounter struct {
	eventRecorder
	template *lower.Template
}

// NewSpikeCounter returns a counter of the spikes of spec.Of.
func NewSpikeCounter(spec Recording) (*SpikeCounter, error) {
	m, err := newSpikeRecorder("spike counter", spec)
	if err := errors.Join(err, m.withoutVariables()); err != nil {
		return nil, err
	}
	scope := equations.Symbols{"count": {Name: "count", Kind: equations.Stored, Info: integerInfo, Side: equations.Own}}
	add, err := statements(source(&m, "count", "count += 1"), scope)
	if err != nil {
		return nil, err
	}
	return &SpikeCounter{m, lower.Statements("count", add, scope, equations.Reset)}, nil
}

// Counts returns how often each neuron that is counted has spiked so far.
func (n *Network) Counts(m *SpikeCounter) ([]int32, error) {
	p, err := n.partOf(m)
	if err != nil {
		return nil, err
	}
	return m.counts(p)
}

// NumSpikes returns how many spikes all neurons that are counted had together so far.
//
// Source: Brian 2, SpikeMonitor.num_spikes; Brian 1.4, PopulationSpikeCounter.nspikes.
func (n *Network) NumSpikes(m *SpikeCounter) (sum int64, err error) {
	counts, err := n.Counts(m)
	for _, count := range counts {
		sum += int64(count)
	}
	return sum, err
}

func (m *SpikeCounter) counts(p *bind.Part) ([]int32, error) {
	all, err := p.Read("count")
	if err != nil {
		return nil, err
	}
	counts := make([]int32, m.from.size)
	for i := range counts {
		counts[i] = int32(all[m.from.at(i)])
	}
	return counts, nil
}

// declare has an element for each neuron of the whole group, by whose numbers spikes are listed.
func (m *SpikeCounter) declare(p *bind.Part) error {
	p.N = m.from.group.Size()
	p.Array("count", "count", ir.Int32, p.N)
	return m.eventRecorder.declare(p)
}

func (m *SpikeCounter) schedule(s *bind.Schedule, p *bind.Part) error {
	s.MapSpikes(m.when(p), m.template, p.Site("count"), m.from.happen(p.Memory(), m.event))
	return nil
}

func (m *SpikeCounter) recorded(p *bind.Part) (Recorded, error) {
	counts, err := m.counts(p)
	return Recorded{Attributes: m.countedAttributes("SpikeCounter"), Series: []Series{
		{Name: "count", Values: counts, Dims: []string{"neuron"}, Comment: "numbers of spikes"},
	}}, err
}

func (m *SpikeCounter) refill(p *bind.Part, r recording) error {
	counts, err := listOf[int32](r.Recorded, "count")
	if err == nil && len(counts) != m.from.size {
		err = fmt.Errorf("its recording is of %d neurons, and it has %d", len(counts), m.from.size)
	}
	if err := errors.Join(err, r.whole()); err != nil {
		return err
	}
	all := make([]float64, p.N)
	for i, count := range counts {
		all[m.from.at(i)] = float64(count)
	}
	return p.Write("count", all)
}
