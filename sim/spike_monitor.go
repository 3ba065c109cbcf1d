package sim

import (
	"golgi/sim/internal/bind"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// SpikeMonitor records the spikes of a group, and the values of variables of the neurons that spike, as they are after the
// slot "thresholds": before the reset. As Recorded it is
//
//	t              [spike] in s
//	i              [spike], the number of the neuron
//	each variable  [spike] in its unit
//
// with the number of neurons.
type SpikeMonitor struct {
	spikeRecorder
	variables recordedVariables
}

// NewSpikeMonitor returns a monitor of the spikes of spec.Of, with the variables spec.Variables.
func NewSpikeMonitor(spec Recording) (*SpikeMonitor, error) {
	base, err := newSpikeRecorder("spike monitor", spec)
	if err != nil {
		return nil, err
	}
	m := &SpikeMonitor{spikeRecorder: base}
	m.variables, err = m.readVariables(spec.Of.elements(), map[string]string{"i": "the numbers of the neurons have"}, false)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// Spikes are what a SpikeMonitor has recorded: neuron I[k] spiked at time T[k]. They are sorted by time, and within a
// step by neuron.
type Spikes struct {
	Source    string    // name of the monitored group
	N         int       // number of neurons monitored
	I         []int32   // numbered within the monitored group
	T         []float64 // s
	Variables []Trace   // of each, the value of neuron I[k] at spike k is Values[k]
}

// Spikes returns what a monitor has recorded so far. The slices are the network's own: they are not to be changed.
func (n *Network) Spikes(m *SpikeMonitor) (Spikes, error) {
	p, err := n.partOf(m)
	if err != nil {
		return Spikes{}, err
	}
	return m.spikes(p), nil
}

func (m *SpikeMonitor) spikes(p *bind.Part) Spikes {
	got := p.Recorded()
	return Spikes{Source: m.spec.Of.Name(), N: m.from.size, I: got.I, T: got.T, Variables: m.variables.traces(got, 1)}
}

// declare has an element for each neuron of the whole group, by whose numbers spikes are listed.
func (m *SpikeMonitor) declare(p *bind.Part) error {
	m.variables.declare(p, m.from.group.Size())
	p.Records(ir.SpikeEntries, len(m.variables.names))
	return m.spikeRecorder.declare(p)
}

func (m *SpikeMonitor) schedule(s *bind.Schedule, p *bind.Part) error {
	spikes, when := m.from.spikes(p.Memory()), m.afterThresholds(p)
	site := m.from.part(p.Memory()).Site("monitor " + m.Name())
	outputs := m.variables.outputs(p, site, func(t *lower.Template, at bind.Site) { s.MapSpikes(when, t, at, spikes) })
	s.Record(when, ir.Record{Recorder: p.Recorder(), Spikes: spikes.List, From: spikes.From, To: spikes.To, Values: outputs})
	return nil
}

func (m *SpikeMonitor) recorded(p *bind.Part) (Recorded, error) {
	got := m.spikes(p)
	series := []Series{
		{Name: "t", Values: got.T, Unit: "s", Dims: []string{"spike"}, Comment: "times of spikes"},
		{Name: "i", Values: got.I, Dims: []string{"spike"}, Comment: "neurons that spiked"},
	}
	for _, v := range got.Variables {
		series = append(series, Series{Name: v.Name, Values: v.Values, Unit: v.Unit, Dims: []string{"spike"}})
	}
	return Recorded{Attributes: m.countedAttributes("SpikeMonitor"), Series: series}, nil
}
