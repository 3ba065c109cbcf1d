package sim

import (
	"errors"
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/lower"
)

// RecordSingleTimestep has a monitor record the present values, at the time at which its next step will be: those that a run has left, which
// it does not record by itself, since it records at the start of steps. Where the next run goes on from here, its first step
// records that time again. What is constant over a step, or event-driven, has the value of the last step, as always. The monitor must have
// been in a run.
//
// Source: Brian 2, StateMonitor.record_single_timestep.
func (n *Network) RecordSingleTimestep(m *StateMonitor) error {
	if err := n.unused(); err != nil {
		return err
	}
	p, err := n.partOf(m)
	switch {
	case err != nil:
		return err
	case p.IsEmpty() || n.Replays():
		return n.refuse()
	case len(p.Windows()) == 0:
		return fmt.Errorf("sim: %s: a single time step can be recorded once the network has run with it", m)
	}
	if err := n.memory.SetClocks(); err != nil {
		return err
	}
	if err := m.recordNow(p); err != nil {
		return err
	}
	n.retrySinks()
	return n.handOn(true)
}

func (m *StateMonitor) recordNow(p *bind.Part) error {
	now, err := p.Memory().TimeOf(p.Clock)
	if err != nil {
		return err
	}
	m.variables.outputs(p, m.site(p), func(t *lower.Template, at bind.Site) { err = errors.Join(err, at.ExecNow(t, p.N)) })
	e := engine.Entries{T: []float64{now}, Width: p.N * len(m.variables.names)}
	for _, name := range m.variables.names {
		values, wrong := p.Read(outputName(name))
		err = errors.Join(err, wrong)
		e.Rows = append(e.Rows, values...)
	}
	if err != nil {
		return err
	}
	return p.Record(e)
}
