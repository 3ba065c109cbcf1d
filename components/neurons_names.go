package components

import (
	"cmp"
	"fmt"
	"slices"

	"golgi/sim"
)

// taken are names that equations know already, beside those of functions and units.
var taken = map[string]string{"I": "the sum of the currents", "t": "the time", "dt": "the step size", "N": "the number of neurons", "i": "the number of a neuron"}

// checkNames refuses names of currents that mean something else.
func (c Neurons) checkNames() error {
	used := map[string]string{}
	list, _ := c.Model.Parameters.list() // what is wrong with it, the group says
	for _, p := range list {
		used[p.name] = "a parameter of the model"
	}
	for _, d := range sim.Declarations(c.Model.Equations) {
		used[d.Name] = "a variable of the model"
	}
	for _, name := range c.Currents.names() {
		if !isName(name) {
			return fmt.Errorf("current %q: a name begins with a letter and has letters, digits and underscores", name)
		}
		if what := cmp.Or(taken[name], used[name]); what != "" {
			return fmt.Errorf("current %q: %s is called so; give the current another name, such as \"exc\"", name, what)
		}
	}
	for _, name := range c.Currents.names() {
		for _, own := range c.Currents[name].as(name, c.unit()).defined() {
			if what := used[own]; what != "" {
				return fmt.Errorf("current %q: its %s is %s, too; give the current another name", name, own, what)
			}
			used[own] = fmt.Sprintf("one of the current %q", name)
		}
	}
	return nil
}

// defined are the names of all that a current defines: variables and parameters.
func (c Current) defined() (names []string) {
	for _, d := range sim.Declarations(c.Equations) {
		names = append(names, d.Name)
	}
	lines, _ := c.Parameters.lines()
	for _, l := range lines {
		names = append(names, l.name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
