package component

import (
	"fmt"
	"sort"

	"golgi/analyser/spiketrain"
	"golgi/sim"
	"golgi/units"
)

// SpikesOf is the name under which the monitor of a group's spikes is shared.
func SpikesOf(group string) string { return "spikes_" + group }

// Window returns when the subrun begins and ends, in seconds. It ends before its duration is over where it was stopped, as a network
// operation may; that is known when it has run. It begins and ends with steps of the network: where durations are no multiples of
// the step size, that is later than was asked for, as [sim.StepAt] says.
func (s *Subrun) Window() (start, stop float64) {
	if s.Network == nil {
		return s.asked()
	}
	return s.windowIn(s.Network.DT())
}

// windowIn is the window in steps of a clock.
func (s *Subrun) windowIn(dt units.Quantity) (start, stop float64) {
	start, stop = s.asked()
	return sim.StepAt(units.Second.Of(start), dt).SI(), sim.StepAt(units.Second.Of(stop), dt).SI()
}

// asked is the window without regard to steps.
func (s *Subrun) asked() (start, stop float64) {
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

// recorded is the window in steps of what a monitor records.
func (s *Subrun) recorded(monitor sim.Monitor) (start, stop float64, err error) {
	windows, err := s.Network.Windows(monitor)
	if err != nil || len(windows) == 0 {
		start, stop = s.Window()
		return start, stop, err
	}
	start, stop = s.windowIn(units.Second.Of(windows[len(windows)-1].DT))
	return start, stop, nil
}

// Trains returns the spike trains of a group within the subrun, in steps of its clock, of what a monitor has recorded that is shared as [SpikesOf] the
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
	if set.Start, set.Stop, err = s.recorded(monitor); err != nil {
		return set, err
	}
	from, to := sort.SearchFloat64s(spikes.T, set.Start), sort.SearchFloat64s(spikes.T, set.Stop)
	set.Times, err = spiketrain.Trains(spikes.I[from:to], spikes.T[from:to], spikes.N)
	return set, err
}
