package analyser

import (
	"fmt"
	"slices"

	"golgi/analyser/spiketrain"
	"golgi/component"
	"golgi/internal/given"
	"golgi/trajectory"
	"golgi/units"
)

// A Statistic is a number that spike trains have: the name and the unit under which it is stored, and the function.
type Statistic struct {
	Name, Unit, About string
	Of                func(trains spiketrain.Set) (float64, error)
	fault             error          // why it cannot be
	least             units.Quantity // how long a subrun must be
}

// A Measure stores statistics of the spikes of a group, which a components.Record records, after each subrun of During: those of group g
// are the result statistics.g, with an item for each.
//
//	analyser.Measure{Of: "exc", Statistics: []analyser.Statistic{analyser.Rate, analyser.CV}, During: []string{"measure"}}
//
// Where During has several names, or none (all subruns), the result of the subrun s is statistics.g.s.
type Measure struct {
	component.Base
	Of         string      // group
	Statistics []Statistic // empty: Rate
	During     []string    // subruns; empty: all
}

// TypeName is what messages call it.
func (m Measure) TypeName() string { return "Measure of " + m.Of }

// Subruns names the subruns after which it measures.
func (m Measure) Subruns() []string { return m.During }

// Needs names nothing that has to be there before.
func (m Measure) Needs() []string { return nil }

// Gives names nothing.
func (m Measure) Gives() []string { return nil }

// Fit refuses parts that do not record the group when it measures.
func (m Measure) Fit(parts []component.Component) error {
	if _, err := component.FitSpikes(parts, m.Of, m.During); err != nil {
		return fmt.Errorf("analyser: Measure of %q: %w", m.Of, err)
	}
	return nil
}

// AddToNetwork refuses subruns in which the group is not recorded.
func (m Measure) AddToNetwork(s *component.Subrun) error {
	if err := given.All("analyser: Measure", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if s.PreRun() || len(m.During) > 0 && !slices.Contains(m.During, s.Current.Name) {
		return nil
	}
	for _, statistic := range m.statistics() {
		if statistic.least.SI() > s.Current.Duration.SI() {
			return fmt.Errorf("analyser: Measure of %q: %s: subrun %q has %v, in which no whole window of %v fits; make it as long, or longer", m.Of, statistic.Name, s.Current.Name, s.Current.Duration, statistic.least)
		}
	}
	return s.HasTrains(m.Of)
}

// AddParameters refuses what has nothing to do.
func (m Measure) AddParameters(*trajectory.Trajectory) error {
	for k, s := range m.statistics() {
		switch {
		case s.Of == nil || s.Name == "":
			return fmt.Errorf("analyser: Measure of %q: the statistic %q needs a Name and a function Of; take a stock one, such as analyser.CV", m.Of, s.Name)
		case s.fault != nil:
			return fmt.Errorf("analyser: Measure of %q: %w", m.Of, s.fault)
		case slices.ContainsFunc(m.Statistics[:k], func(other Statistic) bool { return other.Name == s.Name }):
			return fmt.Errorf("analyser: Measure of %q: two statistics are called %q; give one another Name", m.Of, s.Name)
		}
	}
	if m.Of == "" {
		return fmt.Errorf("analyser: a Measure has no group; name it in Of")
	}
	return nil
}

func (m Measure) statistics() []Statistic {
	if len(m.Statistics) == 0 {
		return []Statistic{Rate}
	}
	return m.Statistics
}

// Analyse measures.
func (m Measure) Analyse(s *component.Subrun) error {
	if err := given.All("analyser: Measure", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if s.PreRun() || len(m.During) > 0 && !slices.Contains(m.During, s.Current.Name) {
		return nil
	}
	trains, err := s.Trains(m.Of)
	if err != nil {
		return err
	}
	path := "statistics." + m.Of
	if len(m.During) != 1 {
		path += "." + s.Current.Name
	}
	for _, statistic := range m.statistics() {
		value, err := statistic.Of(trains)
		if err != nil {
			return fmt.Errorf("analyser: %s of %q: %w", statistic.Name, m.Of, err)
		}
		if err := s.Run.Add(path, statistic.Name, value, statistic.Unit); err != nil {
			return err
		}
	}
	return nil
}
