package components

import (
	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
)

// Spikes records the spikes of groups during the subruns named During, and stores them when the last of these has run.
//
// It shares a *sim.SpikeMonitor as "spikes_<group>" for each group, and stores the result "spikes.<group>", with the
// items t and i.
type Spikes struct {
	component.Base
	Of     []string // names of groups on the blackboard
	During []string // names of subruns; empty: all
}

// Subruns names the subruns that are recorded.
func (c Spikes) Subruns() []string { return c.During }

// Needs names the groups.
func (c Spikes) Needs() []string { return c.Of }

// Gives names the monitors.
func (c Spikes) Gives() []string {
	var names []string
	for _, group := range c.Of {
		names = append(names, monitorName(group))
	}
	return names
}

// PreBuild warns of it if nothing is to be recorded.
func (c Spikes) PreBuild(b *component.Build) error {
	if err := given.All("components: Spikes", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	if len(c.Of) == 0 {
		b.Log.Warn().Msg("components: Spikes: Of names no group, and nothing is recorded")
	}
	return nil
}

func monitorName(group string) string { return "spikes_" + group }

// Build makes the monitors.
func (c Spikes) Build(b *component.Build) error {
	if err := given.All("components: Spikes", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	for _, name := range c.Of {
		group, err := component.Get[sim.Group](b.Objects, name)
		if err != nil {
			return err
		}
		monitor, err := sim.NewSpikeMonitor(sim.Recording{Name: monitorName(name), Of: group})
		if err != nil {
			return err
		}
		if err := b.Objects.Share(monitorName(name), monitor); err != nil {
			return err
		}
	}
	return nil
}

// AddToNetwork puts the monitors into the network.
func (c Spikes) AddToNetwork(s *component.Subrun) error { return c.each(s, (*sim.Network).Add) }

// RemoveFromNetwork takes them out again.
func (c Spikes) RemoveFromNetwork(s *component.Subrun) error {
	return c.each(s, (*sim.Network).Remove)
}

// each does something with every monitor of a subrun that is recorded.
func (c Spikes) each(s *component.Subrun, do func(*sim.Network, ...sim.Object) error) error {
	if err := given.All("components: Spikes", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if !c.records(s.Current.Name) {
		return nil
	}
	for _, name := range c.Gives() {
		monitor, err := component.Get[*sim.SpikeMonitor](s.Objects, name)
		if err != nil {
			return err
		}
		if err := do(s.Network, monitor); err != nil {
			return err
		}
	}
	return nil
}

func (c Spikes) records(subrun string) bool {
	for _, name := range c.During {
		if name == subrun {
			return true
		}
	}
	return len(c.During) == 0
}

// Analyse stores what was recorded, after the last subrun that is recorded.
func (c Spikes) Analyse(s *component.Subrun) error {
	if err := given.All("components: Spikes", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	for _, rest := range *s.Remaining {
		if c.records(rest.Name) {
			return nil
		}
	}
	if !c.records(s.Current.Name) {
		return nil
	}
	for _, group := range c.Of {
		monitor, err := component.Get[*sim.SpikeMonitor](s.Objects, monitorName(group))
		if err != nil {
			return err
		}
		if err := s.AddMonitor("spikes."+group, monitor); err != nil {
			return err
		}
	}
	return nil
}
