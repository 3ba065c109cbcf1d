package component

import (
	"fmt"
	"sort"

	"golgi/analyser/spiketrain"
	"golgi/sim"
)

// SpikesOf is the name under which the monitor of a group's spikes is shared.
func SpikesOf(group string) string { return "spikes_" + group }

// Window returns when the subrun begins and ends, in seconds. It ends before its duration is over where it was stopped, as a network
// operation may; that is known when it has run.
func (s *Subrun) Window() (start, stop float64) {
	start = s.Start.SI()
	stop = start + s.Current.Duration.SI()
	if s.Network == nil {
		return start, stop
	}
	if now := s.Network.Time().SI(); now > start && now < stop-s.Network.DT().SI() { // and not by rounding to steps
		stop = now
	}
	return start, stop
}

func (s *Subrun) spikesOf(group string) (*sim.SpikeMonitor, error) {
	monitor, err := Get[*sim.SpikeMonitor](s.Objects, SpikesOf(group))
	if err != nil {
		monitor, err = Get[*sim.SpikeMonitor](s.Objects, group)
	}
	if err != nil {
		err = fmt.Errorf("component: %w", noSpikes(group))
	}
	return monitor, err
}

// HasTrains says, before the subrun, whether Trains will find the monitor of a group.
func (s *Subrun) HasTrains(group string) error {
	_, err := s.spikesOf(group)
	return err
}

// Trains returns the spike trains of a group within the subrun, of what a monitor has recorded that is shared as [SpikesOf] the
// group (components.Record shares such), or under the name given.
func (s *Subrun) Trains(group string) (spiketrain.Set, error) {
	set := spiketrain.Set{}
	monitor, err := s.spikesOf(group)
	if err != nil {
		return set, err
	}
	if !s.Network.Has(monitor) {
		return set, fmt.Errorf("component: the spikes of %q are not recorded in subrun %q", group, s.Current.Name)
	}
	spikes, err := s.Network.Spikes(monitor)
	if err != nil {
		return set, err
	}
	set.Start, set.Stop = s.Window()
	from, to := sort.SearchFloat64s(spikes.T, set.Start), sort.SearchFloat64s(spikes.T, set.Stop)
	set.Times, err = spiketrain.Trains(spikes.I[from:to], spikes.T[from:to], spikes.N)
	return set, err
}
