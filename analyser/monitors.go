package analyser

import (
	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
)

// Monitors stores all that the monitors on the blackboard have recorded, once the last subrun has run: one
// result each, called Group + "." + its name on the blackboard, as [component.Subrun.AddMonitor] makes it.
// What goes to a sink, as components.Record streams to the store, is left to that. Of a pre-run it stores nothing, since the runs go on with its monitors.
//
// The last subrun is the one after which none remains. A hook that clears what remains has to do so before
// this analyser: in AddToNetwork, or in an analyser that stands before it.
type Monitors struct {
	component.Base
	Group string // "monitors" if empty
}

// Needs names nothing that has to be there before.
func (Monitors) Needs() []string { return nil }

// Gives names nothing.
func (Monitors) Gives() []string { return nil }

// Analyse stores the monitors if no subrun remains.
func (m Monitors) Analyse(s *component.Subrun) error {
	if err := given.All("analyser: Monitors", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if len(*s.Remaining) > 0 || s.PreRun() {
		return nil
	}
	group := m.Group
	if group == "" {
		group = "monitors"
	}
	found := 0
	for _, name := range s.Objects.Names() {
		value, err := component.Get[any](s.Objects, name)
		if err != nil {
			return err
		}
		monitor, is := value.(sim.Monitor)
		if !is {
			continue
		}
		found++
		if s.Network.Sink(monitor) != nil {
			continue
		}
		if err := s.AddMonitor(group+"."+name, monitor); err != nil {
			return err
		}
	}
	if found == 0 {
		s.Log.Warn().Msg("analyser: Monitors: there is no monitor on the blackboard, and nothing is stored")
	}
	return nil
}
