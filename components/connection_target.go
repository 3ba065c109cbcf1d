package components

import (
	"fmt"
	"slices"

	"golgi/component"
	"golgi/internal/suggest"
	"golgi/sim"
	"golgi/units"
)

// Fit refuses spikes onto a current that other synapses set.
func (c Connection) Fit(parts []component.Component) error {
	current := population(parts, c.To).Currents[c.Onto]
	if c.Synapse.Silent || !current.summed {
		return nil
	}
	return fmt.Errorf("components: connection %q: Onto %q: that current of %q is a %s, which synapses without spikes set in each step; take one that spikes increase, such as "+
		"components.ExponentialCurrent, or an AlignPre in place of the Connection", c.name(), c.Onto, c.To, current.Name)
}

// population returns the neurons of a name, or those of which that is a part; empty ones if they are none of these.
func population(parts []component.Component, name string) Neurons {
	for _, part := range slices.Backward(parts) { // parts of a group come behind it
		switch part := part.(type) {
		case Neurons:
			if part.Name == name {
				return part
			}
		case Split:
			if name == part.First || name == part.Rest {
				name = part.Of
			}
		}
	}
	return Neurons{}
}

// checkTarget says what is wrong with what the synapses are onto, with what they read, and with the unit of the weight.
func (c Connection) checkTarget(from, to sim.Group, values sim.Namespace) error {
	variables := sim.Variables(to)
	k := slices.IndexFunc(variables, func(v sim.Variable) bool { return v.Name == c.Onto })
	switch {
	case k < 0 || variables[k].Computed:
		return c.noTarget(variables)
	case c.Synapse.Silent && !variables[k].Parameter:
		return fmt.Errorf("Onto %q: synapses without spikes set a current in each step, and that one of %q has a course of its own; take one of the kind Summed, SummedConductance or SummedNMDA%s",
			c.Onto, c.To, thereAre(currentsAmong(variables, true)))
	}
	for _, end := range []struct {
		name, text string
		group      sim.Group
	}{{c.From, "v_pre", from}, {c.To, "v_post", to}} {
		if mentions(c.Synapse.Model+"\n"+c.Synapse.OnPre+"\n"+c.Synapse.OnPost, end.text) && !slices.ContainsFunc(sim.Variables(end.group), func(v sim.Variable) bool { return v.Name == "v" }) {
			return fmt.Errorf("the synapse %s reads the potential v of %q, and %v has none; connect neurons that have one", c.Synapse.Name, end.name, end.group)
		}
	}
	return c.checkWeight(variables[k].Dimension, values)
}

// noTarget says that spikes cannot add to Onto, and to what they can.
func (c Connection) noTarget(variables []sim.Variable) error {
	why := fmt.Sprintf("%q has no such variable", c.To)
	has := func(name string) bool {
		return slices.ContainsFunc(variables, func(v sim.Variable) bool { return v.Name == name })
	}
	switch {
	case has(c.Onto):
		why = fmt.Sprintf("in %q it is computed from others, and nothing can be added to it", c.To)
	case has("I_" + c.Onto):
		why = fmt.Sprintf("that current of %q takes no spikes", c.To)
	}
	names := currentsAmong(variables, false)
	if names == nil {
		for _, v := range variables {
			names = append(names, v.Name)
		}
		return fmt.Errorf("Onto %q: %s%s%s", c.Onto, why, thereAre(names), suggest.Meant(c.Onto, names))
	}
	return fmt.Errorf("Onto %q: %s; it has the currents %s%s", c.Onto, why, component.Listed(names), suggest.Meant(c.Onto, names))
}

func thereAre(names []string) string {
	if names == nil {
		return ""
	}
	return " (there are: " + component.Listed(names) + ")"
}

// currentsAmong returns the names of currents that spikes increase: x, of which there is an I_x; or only those that are set.
func currentsAmong(variables []sim.Variable, set bool) (names []string) {
	for _, v := range variables {
		current := slices.ContainsFunc(variables, func(of sim.Variable) bool { return of.Name == "I_"+v.Name && of.Computed })
		if current && !v.Computed && (v.Parameter || !set) {
			names = append(names, v.Name)
		}
	}
	return names
}

// quantities are what messages call a dimension: what it is of, its unit, and an example.
var quantities = map[units.Dimension][3]string{
	units.Siemens.Dim: {"a conductance", "siemens", "5 nS"},
	units.Amp.Dim:     {"a current", "amp", "50 pA"},
	units.Volt.Dim:    {"a potential", "volt", "0.5 mV"},
	units.Coulomb.Dim: {"a charge", "coulomb", "0.05 pC"},
	{}:                {"a number", "no unit", "0.5"},
}

// checkWeight says what is wrong with the unit of the weight, of synapses onto a variable of a dimension.
func (c Connection) checkWeight(target units.Dimension, values sim.Namespace) error {
	want, known := c.Synapse.weight(target)
	if got := c.Weight.dimension("weight", values); !known || got == want {
		return nil
	}
	what := "a weight of unit " + c.Weight.unit
	if first := c.Weight.first("weight"); first != "" {
		what = fmt.Sprintf("%s = %v", first, values[first])
	}
	why := fmt.Sprintf("onto %q, which has unit %s, it", c.Onto, target)
	if names, is := quantities[target]; is {
		why = fmt.Sprintf("onto %q, which is %s, it", c.Onto, names[0])
	}
	if want != target {
		why = "the synapse " + c.Synapse.Name
	}
	if names, is := quantities[want]; is {
		return fmt.Errorf("%s; %s needs %s, such as %s", what, why, names[1], names[2])
	}
	return fmt.Errorf("%s; %s needs the unit %s", what, why, want)
}

// withinBounds refuses weights that plasticity would bring back between its bounds at once.
func (c Connection) withinBounds(values sim.Namespace) error {
	if !c.Synapse.bounded {
		return nil
	}
	first, largest := c.Weight.first("weight"), values["w_max"]
	if first != "" && dimensionOf(values[first]) != dimensionOf(largest) {
		return fmt.Errorf("%s = %v and w_max = %v have different units (w_max is the largest weight)", first, values[first], largest)
	}
	top, _ := numberOf(largest)
	if top <= 0 { // which is said of itself
		return nil
	}
	for _, name := range []string{"weight", "weight_low", "weight_high"} {
		if x, is := numberOf(values[name]); is && !(x >= 0 && units.Rounded(x) <= units.Rounded(top)) {
			return fmt.Errorf("%s = %v; %s keeps weights between 0 and w_max = %v, so begin there", name, values[name], c.Synapse.Name, largest)
		}
	}
	return nil
}
