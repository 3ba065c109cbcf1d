package analyser

import (
	"errors"
	"fmt"
	"slices"

	"golgi/analyser/spiketrain"
	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// Weights stores how a variable of synapses is distributed at the end of subruns: of the synapses s, the result weights.s has the items
// mean, sd, min, max (in the unit of High), low, middle and high: the parts in the lowest, the middle and the highest tenth between Low and High.
//
//	analyser.Weights{Of: "input_exc", Low: units.Nanosiemens.Of(0), High: units.Nanosiemens.Of(10), During: []string{"learn"}}
//
// Where During has several names, or none (all subruns), the result of the subrun u is weights.s.u.
type Weights struct {
	component.Base
	Of        string         // synapses
	Variable  string         // empty: w
	Low, High units.Quantity // between which weights may be
	All       bool           // store the values as well, in the unit of High, as the item w
	During    []string       // subruns; empty: all
}

// TypeName is what messages call it.
func (m Weights) TypeName() string { return "Weights of " + m.Of }

// Subruns names the subruns after which it measures.
func (m Weights) Subruns() []string { return m.During }

// AddParameters refuses what cannot be measured.
func (m Weights) AddParameters(*trajectory.Trajectory) error {
	if m.Of == "" {
		return errors.New("analyser: Weights: it has no synapses; name them in Of")
	}
	if m.Low != (units.Quantity{}) && m.Low.Dimension() != m.High.Dimension() || !(m.Low.SI() < m.High.SI()) {
		return fmt.Errorf("analyser: Weights of %q: wanted a Low below High, of one unit; they are %s and %s", m.Of, m.Low, m.High)
	}
	return nil
}

// Analyse measures.
func (m Weights) Analyse(s *component.Subrun) error {
	if err := given.All("analyser: Weights", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if s.PreRun() || len(m.During) > 0 && !slices.Contains(m.During, s.Current.Name) {
		return nil
	}
	variable := m.Variable
	if variable == "" {
		variable = "w"
	}
	of, err := component.Get[sim.Object](s.Objects, m.Of)
	if err != nil {
		return err
	}
	values, err := s.Network.Get(of, variable)
	if err != nil {
		return err
	}
	path := "weights." + m.Of
	if len(m.During) != 1 {
		path += "." + s.Current.Name
	}
	unit, scale := m.High.Dimension().String(), 1.0
	if written, is := m.High.Written(); is {
		unit, scale = written.String(), written.Scale
	}
	values = slices.Clone(values)
	for k := range values {
		values[k] /= scale
	}
	d := spiketrain.Weights(values, m.Low.SI()/scale, m.High.SI()/scale)
	items := []trajectory.Item{{Name: "mean", Value: d.Mean, Unit: unit}, {Name: "sd", Value: d.SD, Unit: unit}, {Name: "min", Value: d.Min, Unit: unit},
		{Name: "max", Value: d.Max, Unit: unit}, {Name: "low", Value: d.Low, Unit: "1"}, {Name: "middle", Value: d.Middle, Unit: "1"},
		{Name: "high", Value: d.High, Unit: "1"}}
	if m.All {
		items = append(items, trajectory.Item{Name: variable, Value: values, Unit: unit})
	}
	return s.Run.AddResult(trajectory.Result{Path: path, Items: items})
}
