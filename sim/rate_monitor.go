package sim

import (
	"cmp"
	"errors"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// PopulationRateMonitor records the rate of a group in every step: its spikes per neuron and second, which is NaN where the
// group is an empty subgroup. In a slot before the test of the threshold it sees the spikes of the step before. As Recorded it is
//
//	t     [time] in s
//	rate  [time] in Hz
type PopulationRateMonitor struct{ eventRecorder }

// NewPopulationRateMonitor returns a monitor of the rate of spec.Of. It records in the slot "end", unless When names another.
func NewPopulationRateMonitor(spec Recording) (*PopulationRateMonitor, error) {
	spec.When = cmp.Or(spec.When, "end")
	m, err := newSpikeRecorder("population rate monitor", spec)
	if err := errors.Join(err, m.withoutVariables()); err != nil {
		return nil, err
	}
	return &PopulationRateMonitor{m}, nil
}

// Rates are what a PopulationRateMonitor has recorded: Rate[k] in the step at time T[k].
type Rates struct {
	Source string
	T      []float64 // s
	Rate   []float64 // Hz
	DT     float64   // step size, s; 0 where it has changed
}

// Rates returns what a monitor has recorded so far. The slices are the network's own: they are not to be changed.
func (n *Network) Rates(m *PopulationRateMonitor) (Rates, error) {
	p, err := n.recordings(m)
	if err != nil {
		return Rates{}, err
	}
	got := p.Recorded()
	rates := Rates{Source: m.spec.Of.Name(), T: got.T, Rate: got.Rows, DT: p.DT()}
	if slices.ContainsFunc(p.Windows(), func(w bind.Window) bool { return w.DT != rates.DT }) {
		rates.DT = 0
	}
	return rates, nil
}

func (m *PopulationRateMonitor) declare(p *bind.Part) error {
	p.Records(ir.RowEntries, 1)
	return m.eventRecorder.declare(p)
}

func (m *PopulationRateMonitor) schedule(s *bind.Schedule, p *bind.Part) error {
	spikes := m.events(s, p)
	rate := 1 / float64(float64(m.from.size)*p.DT())
	s.Record(m.when(p),
		ir.Record{Recorder: p.Recorder(), Spikes: spikes.List, From: spikes.From, To: spikes.To, Rate: rate})
	return nil
}

func (m *PopulationRateMonitor) recorded(p *bind.Part) (Recorded, error) {
	got := p.Recorded()
	return Recorded{Attributes: m.attributes("PopulationRateMonitor"), Series: []Series{
		{Name: "t", Grows: true, Values: got.T, Unit: "s", Dims: []string{"time"}, Comment: "times of steps"},
		{Name: "rate", Grows: true, Values: got.Rows, Unit: "Hz", Dims: []string{"time"}, Comment: "spikes per neuron and s"},
	}}, nil
}

func (m *PopulationRateMonitor) refill(p *bind.Part, r recording) error {
	t, err := r.times()
	if err != nil {
		return err
	}
	rates, err := r.rows("rate", len(t), 1)
	if err != nil {
		return err
	}
	p.Refill(engine.Entries{T: append([]float64(nil), t...), Rows: append([]float64(nil), rates...), Width: 1})
	return nil
}
