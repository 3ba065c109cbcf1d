package sim

import (
	"fmt"
	"slices"
	"strings"

	"golgi/sim/internal/bind"
)

// SpikeMonitor records the spikes of a group, and the values of variables of the neurons that spike, as they are directly
// behind the test of the threshold: before the reset. Another slot may be named. As Recorded it is
//
//	t              [spike] in s
//	i              [spike], the number of the neuron
//	each variable  [spike] in its unit
//
// with the number of neurons.
type SpikeMonitor struct{ happeningMonitor }

// NewSpikeMonitor returns a monitor of the spikes of spec.Of, with the variables spec.Variables.
func NewSpikeMonitor(spec Recording) (*SpikeMonitor, error) {
	base, err := newSpikeRecorder("spike monitor", spec)
	if err != nil {
		return nil, err
	}
	m := &SpikeMonitor{happeningMonitor{eventRecorder: base}}
	if err := m.read(); err != nil {
		return nil, err
	}
	return m, nil
}

// Spikes are what a SpikeMonitor or an EventMonitor has recorded: to neuron I[k] it happened at time T[k]. They are sorted by
// time, and within a step by neuron.
type Spikes struct {
	Source    string    // name of the monitored group
	N         int       // number of neurons monitored
	I         []int32   // numbered within the monitored group
	T         []float64 // s
	Variables []Trace   // of each, the value of neuron I[k] at spike k is Values[k]
}

// Values returns for each neuron the values that a variable had at its spikes, in the order of time; those of "t" are the times. All
// lists are parts of one.
//
// Source: Brian 2, EventMonitor.values and SpikeMonitor.spike_trains.
func (s Spikes) Values(variable string) ([][]float64, error) {
	all := append([]Trace{{Name: "t", Values: s.T}}, s.Variables...)
	at := slices.IndexFunc(all, func(trace Trace) bool { return trace.Name == variable })
	if at < 0 {
		var names []string
		for _, trace := range all {
			names = append(names, trace.Name)
		}
		return nil, fmt.Errorf("sim: spikes of %q: %q was not recorded with them (there are: %s)", s.Source, variable, strings.Join(names, ", "))
	}
	values := all[at].Values
	ends := make([]int, s.N+1) // first of where each neuron's list begins, one place on
	for _, i := range s.I {
		if i < 0 || int(i) >= s.N {
			return nil, fmt.Errorf("sim: spikes of %q: there is no neuron %d of %d", s.Source, i, s.N)
		}
		ends[i+1]++
	}
	for i := range s.N {
		ends[i+1] += ends[i]
	}
	sorted, lists := make([]float64, len(values)), make([][]float64, s.N)
	for i := range lists {
		lists[i] = sorted[ends[i]:ends[i]:ends[i+1]]
	}
	for k, i := range s.I {
		lists[i] = append(lists[i], values[k])
	}
	return lists, nil
}

// Counts returns how often it happened to each neuron.
//
// Source: Brian 2, SpikeMonitor.count.
func (s Spikes) Counts() []int {
	counts := make([]int, s.N)
	for _, i := range s.I {
		counts[i]++
	}
	return counts
}

// Spikes returns what a monitor has recorded so far. The slices are the network's own: they are not to be changed.
func (n *Network) Spikes(m *SpikeMonitor) (Spikes, error) {
	p, err := n.recordings(m)
	if err != nil {
		return Spikes{}, err
	}
	return m.happened(p), nil
}

func (m *SpikeMonitor) recorded(p *bind.Part) (Recorded, error) {
	return Recorded{Attributes: m.countedAttributes("SpikeMonitor"), Series: m.series(p, "spike", "times of spikes", "neurons that spiked")}, nil
}
