package sim

import (
	"golgi/sim/internal/bind"
	"golgi/sim/internal/ir"
)

// SpikeMonitor records the spikes of a group: who, and when. As Recorded it is, with the number of neurons,
//
//	t  [spike] in s
//	i  [spike]
type SpikeMonitor struct{ spikeRecorder }

// NewSpikeMonitor returns a monitor of the spikes of spec.Of.
func NewSpikeMonitor(spec Recording) (*SpikeMonitor, error) {
	m, err := newSpikeRecorder("spike monitor", spec)
	if err != nil {
		return nil, err
	}
	return &SpikeMonitor{m}, nil
}

// Spikes are what a SpikeMonitor has recorded: neuron I[k] spiked at time T[k]. They are sorted by time, and
// within a step by neuron.
type Spikes struct {
	Source string    // name of the monitored group
	N      int       // number of neurons monitored
	I      []int32   // numbered within the monitored group
	T      []float64 // s
}

// Spikes returns what a monitor has recorded so far. The slices are the network's own: they are not to be changed.
func (n *Network) Spikes(m *SpikeMonitor) (Spikes, error) {
	p, err := n.partOf(m)
	if err != nil {
		return Spikes{}, err
	}
	got := p.Recorded()
	return Spikes{Source: m.spec.Of.Name(), N: m.from.size, I: got.I, T: got.T}, nil
}

func (m *SpikeMonitor) declare(p *bind.Part) error {
	p.Records(ir.SpikeEntries, 0)
	return m.spikeRecorder.declare(p)
}

func (m *SpikeMonitor) schedule(s *bind.Schedule, p *bind.Part) error {
	spikes := m.from.spikes(p.Memory())
	s.Record(m.afterThresholds(p), ir.Record{Recorder: p.Recorder(), Spikes: spikes.List, From: spikes.From, To: spikes.To})
	return nil
}

func (m *SpikeMonitor) recorded(p *bind.Part) (Recorded, error) {
	got := p.Recorded()
	return Recorded{Attributes: m.countedAttributes("SpikeMonitor"), Series: []Series{
		{Name: "t", Values: got.T, Unit: "s", Dims: []string{"spike"}, Comment: "times of spikes"},
		{Name: "i", Values: got.I, Dims: []string{"spike"}, Comment: "neurons that spiked"},
	}}, nil
}
