package components

import (
	"fmt"
	"maps"
	"slices"

	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
	"golgi/units"
)

// Record records groups during the subruns named During, and stores what was recorded when the last of these has run. The
// monitors are shared, and the results called, by the group g:
//
//	Spikes     "spikes_g", a *sim.SpikeMonitor              the result spikes.g, with t, i and the Variables
//	Counts     "counts_g", a *sim.SpikeCounter              counts.g
//	Rates      "rates_g", a *sim.PopulationRateMonitor      rates.g, with t and rate
//	States     "states_g", a *sim.StateMonitor              states.g, with t and the variables
//	Means      "means_g", a *sim.MeanMonitor                means.g, with the mean and the variance of the variables over time
//	Intervals  "intervals_g", a *sim.ISIHistogramMonitor    intervals.g, with how many intervals between spikes are in which of Bins
//
// An analyser gets spikes by Subrun.Trains. With Stream, spikes, rates and states go to the store while the network runs, and not to memory, so that
// they may be larger than that: the file is the same, but no analyser sees them, unless the run is analysed again (manager.Post). A pre-run is not recorded.
type Record struct {
	component.Base
	Spikes, Counts, Rates []string            // names of groups on the blackboard
	Variables             map[string][]string // of Spikes: what is recorded with each spike, as v, by the name of the group
	States                map[string][]string // variables by the name of the group, or of synapses
	Means                 map[string][]string // as States
	Intervals             []string            // names of groups on the blackboard
	Bins                  units.Array         // lower bounds of the Intervals
	Every                 units.Quantity      // interval at which States and Means are recorded; zero: every step
	Elements              []int               // whose States and Means are recorded; empty: all
	During                []string            // names of subruns; empty: all
	Stream                bool                // keep no times in memory
}

// A taped is one monitor of a Record: the name of what it records, and how it is shared, stored and made.
type taped struct {
	of, shared, stored string
	grows              bool // with time
	make               func(r sim.Recording) (sim.Monitor, error)
}

func monitor[M sim.Monitor](make func(sim.Recording) (M, error)) func(sim.Recording) (sim.Monitor, error) {
	return func(r sim.Recording) (sim.Monitor, error) {
		m, err := make(r)
		if err != nil {
			return nil, err
		}
		return m, nil
	}
}

// tapes are all monitors, in the order of the fields.
func (c Record) tapes() (all []taped) {
	for _, group := range c.Spikes {
		all = append(all, taped{group, component.SpikesOf(group), "spikes." + group, true, func(r sim.Recording) (sim.Monitor, error) {
			r.Variables = c.Variables[group]
			return monitor(sim.NewSpikeMonitor)(r)
		}})
	}
	for _, group := range c.Counts {
		all = append(all, taped{group, "counts_" + group, "counts." + group, false, monitor(sim.NewSpikeCounter)})
	}
	for _, group := range c.Rates {
		all = append(all, taped{group, "rates_" + group, "rates." + group, true, monitor(sim.NewPopulationRateMonitor)})
	}
	for _, group := range slices.Sorted(maps.Keys(c.States)) {
		all = append(all, taped{group, "states_" + group, "states." + group, true, func(r sim.Recording) (sim.Monitor, error) {
			r.Variables, r.Every, r.Record = c.States[group], c.Every, c.Elements
			return monitor(sim.NewStateMonitor)(r)
		}})
	}
	for _, group := range slices.Sorted(maps.Keys(c.Means)) {
		all = append(all, taped{group, "means_" + group, "means." + group, false, func(r sim.Recording) (sim.Monitor, error) {
			r.Variables, r.Every, r.Record = c.Means[group], c.Every, c.Elements
			return monitor(sim.NewMeanMonitor)(r)
		}})
	}
	for _, group := range c.Intervals {
		all = append(all, taped{group, "intervals_" + group, "intervals." + group, false, func(r sim.Recording) (sim.Monitor, error) {
			r.Bins = c.Bins
			return monitor(sim.NewISIHistogramMonitor)(r)
		}})
	}
	return all
}

// Subruns names the subruns that are recorded.
func (c Record) Subruns() []string { return c.During }

// Needs names what is recorded.
func (c Record) Needs() (names []string) {
	for _, tape := range c.tapes() {
		names = append(names, tape.of)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Gives names the monitors.
func (c Record) Gives() (names []string) {
	for _, tape := range c.tapes() {
		names = append(names, tape.shared)
	}
	return names
}

// PreBuild warns of it if nothing is to be recorded.
func (c Record) PreBuild(b *component.Build) error {
	if err := given.All("components: Record", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	if len(c.tapes()) == 0 {
		b.Log.Warn().Msg("components: Record: it names no group, and nothing is recorded")
	}
	return nil
}

// Build makes the monitors.
func (c Record) Build(b *component.Build) error {
	if err := given.All("components: Record", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	for _, group := range slices.Sorted(maps.Keys(c.Variables)) {
		if !slices.Contains(c.Spikes, group) {
			return fmt.Errorf("components: Record: Variables of %q, whose spikes are not recorded; list it in Spikes, too", group)
		}
	}
	for _, tape := range c.tapes() {
		of, err := component.Get[sim.Object](b.Objects, tape.of)
		if err != nil {
			return err
		}
		m, err := tape.make(sim.Recording{Name: tape.shared, Of: of})
		if err == nil {
			err = b.Objects.Share(tape.shared, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// AddToNetwork puts the monitors into the network.
func (c Record) AddToNetwork(s *component.Subrun) error {
	return c.each(s, func(tape taped, m sim.Monitor) error {
		if err := s.Network.Add(m); err != nil || !c.Stream || !tape.grows {
			return err
		}
		return s.StreamMonitor(tape.stored, m)
	})
}

// RemoveFromNetwork takes them out again.
func (c Record) RemoveFromNetwork(s *component.Subrun) error {
	return c.each(s, func(_ taped, m sim.Monitor) error { return s.Network.Remove(m) })
}

// each does something with every monitor of a subrun that is recorded. The pre-run has none.
func (c Record) each(s *component.Subrun, do func(taped, sim.Monitor) error) error {
	if err := given.All("components: Record", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if !c.records(s.Current.Name) || s.PreRun() {
		return nil
	}
	for _, tape := range c.tapes() {
		m, err := component.Get[sim.Monitor](s.Objects, tape.shared)
		if err == nil {
			err = do(tape, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c Record) records(subrun string) bool {
	return len(c.During) == 0 || slices.Contains(c.During, subrun)
}

// Analyse stores what was recorded, after the last subrun that is recorded.
func (c Record) Analyse(s *component.Subrun) error {
	if err := given.All("components: Record", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	more := slices.ContainsFunc(*s.Remaining, func(rest component.Span) bool { return c.records(rest.Name) })
	if more || !c.records(s.Current.Name) || s.PreRun() {
		return nil
	}
	for _, tape := range c.tapes() {
		m, err := component.Get[sim.Monitor](s.Objects, tape.shared)
		if err == nil {
			err = s.AddMonitor(tape.stored, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
