package sim

import (
	"fmt"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/equations"
)

// Spikes are what a SpikeMonitor has recorded: neuron I[k] spiked at time T[k]. They are sorted by time, and
// within a step by neuron.
type Spikes struct {
	Source string    // name of the monitored group
	N      int       // number of neurons monitored
	I      []int32   // numbered within the monitored group
	T      []float64 // s
}

// Traces are what a StateMonitor has recorded.
type Traces struct {
	Source    string
	Record    []int32   // numbers of the recorded elements, within the monitored group
	T         []float64 // s
	Variables []Trace
}

// Trace is one variable of Traces: the value of element Record[k] at time T[n] is Values[n*len(Record)+k].
type Trace struct {
	Name   string
	Unit   string // SI unit; empty where there is none
	Values []float64
}

// Rates are what a PopulationRateMonitor has recorded: Rate[k] in the step at time T[k].
type Rates struct {
	Source string
	T      []float64 // s
	Rate   []float64 // Hz
}

// Spikes returns what a monitor has recorded so far. The slices are the network's own: they are not to be changed.
func (n *Network) Spikes(m *SpikeMonitor) (Spikes, error) {
	p, err := n.partOf(m)
	if err != nil {
		return Spikes{}, err
	}
	return Spikes{Source: m.spec.Of.Name(), N: m.spec.Of.(Group).Size(), I: p.recorded.I, T: p.recorded.T}, nil
}

// Rates returns what a monitor has recorded so far. The slices are the network's own: they are not to be changed.
func (n *Network) Rates(m *PopulationRateMonitor) (Rates, error) {
	p, err := n.partOf(m)
	if err != nil {
		return Rates{}, err
	}
	return Rates{Source: m.spec.Of.Name(), T: p.recorded.T, Rate: p.recorded.Rows}, nil
}

// Traces returns what a monitor has recorded so far.
func (n *Network) Traces(m *StateMonitor) (Traces, error) {
	p, err := n.partOf(m)
	if err != nil {
		return Traces{}, err
	}
	out := Traces{Source: m.spec.Of.Name(), T: p.recorded.T}
	for _, i := range p.selected {
		out.Record = append(out.Record, i-int32(m.start))
	}
	for k, name := range m.spec.Variables {
		trace := Trace{Name: name, Values: column(p.recorded, k, len(p.selected))}
		if dim := m.infos[k].Dim; !dim.IsDimensionless() && m.infos[k].Type == equations.Float {
			trace.Unit = dim.String()
		}
		out.Variables = append(out.Variables, trace)
	}
	return out, nil
}

// column returns variable k of rows, in which each variable has width values.
func column(e engine.Entries, k, width int) []float64 {
	values := make([]float64, 0, len(e.T)*width)
	for n := range e.T {
		row := e.Rows[n*e.Width : (n+1)*e.Width]
		values = append(values, row[k*width:(k+1)*width]...)
	}
	return values
}

// takeRecorded moves what recorders have gathered to the monitors' parts.
func (n *Network) takeRecorded() error {
	for _, o := range n.members {
		switch o.(type) {
		case *SpikeMonitor, *StateMonitor, *PopulationRateMonitor:
		default:
			continue
		}
		p := n.parts[o.Name()]
		taken, err := n.inst.Take(p.recorder)
		if err != nil {
			return fmt.Errorf("sim: %s: %w", o, err)
		}
		p.recorded.T = append(p.recorded.T, taken.T...)
		p.recorded.I = append(p.recorded.I, taken.I...)
		p.recorded.Rows = append(p.recorded.Rows, taken.Rows...)
		p.recorded.Width = taken.Width
	}
	return nil
}
