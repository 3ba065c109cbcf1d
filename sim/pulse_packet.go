package sim

import (
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/rng"
	"golgi/units"
)

// Packet describes a PulsePacket: neurons that spike once each, at about the same time.
type Packet struct {
	Name  string         // mandatory, unique in a network
	Size  int            // number of neurons, and so of spikes
	Time  units.Quantity // of the middle of the packet
	Sigma units.Quantity // standard deviation of the spikes
	DT    units.Quantity // step size; zero: that of the network
	Order int            // order among objects in the same slot of the schedule
}

// NewPulsePacket checks a description and returns the group it describes, or an error. It is a spike generator group, of which each
// neuron spikes once, at a time from the normal distribution around Time with standard deviation Sigma. The times are drawn when the group is
// added to a network, with its seed and trial; a spike that would be before 0 does not come.
//
// Source: Brian 1.4, PulsePacket.
func NewPulsePacket(spec Packet) (*NeuronGroup, error) {
	g, err := newGenerator("pulse packet", Neurons{Name: spec.Name, Size: spec.Size, DT: spec.DT, Order: spec.Order})
	if err != nil {
		return nil, err
	}
	switch {
	case spec.Time != (units.Quantity{}) && !isDuration(spec.Time):
		return nil, fmt.Errorf("sim: %s: Time %s is not a time of 0 or more", g, spec.Time)
	case spec.Sigma != (units.Quantity{}) && !isDuration(spec.Sigma):
		return nil, fmt.Errorf("sim: %s: Sigma %s is not a time of 0 or more", g, spec.Sigma)
	}
	g.generate(bind.Thresholds, 1, func(p *bind.Part) givenSpikes {
		if spec.Sigma.SI() > 0 {
			p.Draws()
		}
		key := p.Site("packet").Key()
		given := givenSpikes{}
		for i := range g.Size() {
			at := spec.Time.SI() + float64(spec.Sigma.SI()*rng.Normal(key, uint32(i), 0, 0))
			if at >= 0 {
				given.spikes = append(given.spikes, spike{int32(i), at})
			}
		}
		return given
	})
	return g, nil
}
