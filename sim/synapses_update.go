package sim

import (
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// addLastUpdate adds the time up to which event-driven variables are integrated, where there are such.
//
// Source: Brian 2, Synapses: lastupdate.
func (s *Synapses) addLastUpdate() {
	if len(s.model.EventDriven()) > 0 && s.model.Variable(equations.LastUpdate) == nil {
		s.model.Add(&equations.Variable{Kind: syntax.Parameter, Name: equations.LastUpdate, Info: timeInfo, Unit: "second"})
	}
}

// readUpdate reads how differential equations are integrated.
func (s *Synapses) readUpdate() error {
	scope := s.scope()
	if driven := s.model.EventDriven(); len(driven) > 0 {
		update, list := integrate.EventDriven(integrate.NewSystem(s.model, driven, scope))
		if list != nil {
			return list
		}
		s.driven = update
	}
	method, err := methodOf(s, s.model, s.spec.Method, s.spec.Options)
	system := integrate.NewSystem(s.model, s.model.ClockDriven(), scope)
	switch {
	case err != nil:
		return err
	case len(system.Variables) > 0:
		s.updater, err = newUpdater(s, system, &method, lower.Refractory{}, s.spec.DT)
	}
	return err
}

// when is the moment of one of the synapses' operations but pathways.
func (s *Synapses) when(slot bind.Slot, suffix string, p *bind.Part) bind.When {
	return bind.When{Slot: slot, Order: s.spec.Order, Name: s.Name() + suffix, Clock: p.Clock}
}

func (s *Synapses) namespace() equations.Symbols { return s.constants }

func (s *Synapses) integrates() *updater { return s.updater }

// Method returns the method by which equations are integrated at every step; empty where there are none.
func (s *Synapses) Method() string {
	if s.updater == nil {
		return ""
	}
	return s.updater.method
}

func (s *Synapses) remarks() []string {
	var list []string
	if names := s.model.Undecided(); len(names) > 0 {
		list = append(list, fmt.Sprintf("%s is integrated at every step, as in Brian 2: its equation is neither flagged (clock-driven) nor "+
			"(event-driven), which costs much less where the value is wanted only when spikes arrive", strings.Join(names, ", ")))
	}
	switch named := s.spec.Method != ""; {
	case s.updater == nil && named:
		list = append(list, fmt.Sprintf("the method of integration %q has nothing to do: no equation is integrated at every step, and what is "+
			"event-driven is integrated exactly", s.spec.Method))
	case s.updater != nil && !named:
		list = append(list, fmt.Sprintf("no method of integration is named: it is %q, as in Brian 2", s.Method()))
	}
	return list
}
