package sim

import (
	"fmt"

	"golgi/sim/internal/bind"
)

// EventMonitor records an event of a group as a SpikeMonitor records spikes: directly behind its test, or in the slot that is
// named. As Recorded it is
//
//	t              [event] in s
//	i              [event], the number of the neuron
//	each variable  [event] in its unit
//
// with the number of neurons and the name of the event.
//
// Source: Brian 2, EventMonitor.
type EventMonitor struct{ happeningMonitor }

// NewEventMonitor returns a monitor of spec.Event of the group spec.Of, with the variables spec.Variables.
func NewEventMonitor(spec Recording) (*EventMonitor, error) {
	if spec.Event == "" {
		return nil, fmt.Errorf("sim: event monitor %q: Event must name what to record", spec.Name)
	}
	base, err := newEventRecorder("event monitor", spec)
	if err != nil {
		return nil, err
	}
	m := &EventMonitor{happeningMonitor{eventRecorder: base}}
	if err := m.read(); err != nil {
		return nil, err
	}
	return m, nil
}

// Events returns what a monitor has recorded so far. The slices are the network's own: they are not to be changed.
func (n *Network) Events(m *EventMonitor) (Spikes, error) {
	p, err := n.recordings(m)
	if err != nil {
		return Spikes{}, err
	}
	return m.happened(p), nil
}

func (m *EventMonitor) recorded(p *bind.Part) (Recorded, error) {
	attributes := m.countedAttributes("EventMonitor")
	attributes["event"] = m.event.name
	return Recorded{Attributes: attributes, Series: m.series(p, "event", "times of events", "neurons to which they happened")}, nil
}
