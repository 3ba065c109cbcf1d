package analyser

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"golgi/analyser/spiketrain"
	"golgi/component"
	"golgi/internal/given"
	"golgi/internal/suggest"
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

// Needs names nothing that has to be there before.
func (m Weights) Needs() []string { return nil }

// Gives names nothing.
func (m Weights) Gives() []string { return nil }

// Fit refuses parts among which the synapses are not.
func (m Weights) Fit(parts []component.Component) error {
	if at, there, known := component.Giver(parts, m.Of); at < 0 && known {
		return fmt.Errorf("analyser: Weights of %q: there are no such synapses (there are: %s)%s", m.Of, component.Listed(there), suggest.Meant(m.Of, there))
	}
	return nil
}

// AddToNetwork refuses synapses without the variable, or with it in another unit.
func (m Weights) AddToNetwork(s *component.Subrun) error {
	if err := given.All("analyser: Weights", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	of, err := component.Get[sim.Object](s.Objects, m.Of)
	if err != nil || s.PreRun() {
		return nil // it may be added later
	}
	var names []string
	for _, v := range sim.Variables(of) {
		names = append(names, v.Name)
		if v.Name != m.variable() {
			continue
		}
		if v.Dimension != m.High.Dimension() {
			return fmt.Errorf("analyser: Weights of %q: High = %v, and %s has unit %s; give bounds of that unit", m.Of, m.High, v.Name, v.Dimension)
		}
		return nil
	}
	if m.variable() == "w" {
		return fmt.Errorf("analyser: Weights of %q: its synapses have no variable w, since all have one weight, a parameter; leave the Weights out, or draw the weights", m.Of)
	}
	return fmt.Errorf("analyser: Weights of %q: its synapses have no variable %q (there are: %s)%s", m.Of, m.variable(), component.Listed(names), suggest.Meant(m.variable(), names))
}

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

func (m Weights) variable() string { return cmp.Or(m.Variable, "w") }

// Analyse measures.
func (m Weights) Analyse(s *component.Subrun) error {
	if err := given.All("analyser: Weights", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if s.PreRun() || len(m.During) > 0 && !slices.Contains(m.During, s.Current.Name) {
		return nil
	}
	variable := m.variable()
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
