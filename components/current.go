package components

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/sim"
)

// A Current is one of the currents into neurons: equations that define I, in which x is what spikes of a [Connection] increase. The
// population renames what they define: of a current called ampa, x is the variable ampa, I is I_ampa, and anything else of the
// current, its parameters included, gets the name in front: ampa_tau. In units, the word current is the unit of the model's I.
type Current struct {
	Name, About, Source string
	Equations           string
	Parameters          Parameters
	Array               *sim.TimedArray // which the equations call as values(t), or values(t, i)
	Functions           sim.Functions   // that they call
	Step                string          // statements in each step, in the slot StepAt
	StepAt              string          // empty: after_groups, when equations have been integrated
	Initial             Values          // initial values, of x and others of the current
	summed              bool            // x is set in each step, and no spikes may add to it
	pixels              int             // of the images that the Array has; 0: it has none
}

// Currents are the currents of neurons, by name.
type Currents map[string]Current

func (c Currents) names() []string { return slices.Sorted(maps.Keys(c)) }

// checkSize refuses neurons for which the array has no column, or the images no pixel.
func (c Current) checkSize(size int) error {
	switch columns := c.Array.Columns(); {
	case c.pixels > 0 && c.pixels != size:
		return fmt.Errorf("there are %d neurons, and the images have %d pixels; wanted one for each", size, c.pixels)
	case columns > 0 && columns < size:
		return fmt.Errorf("there are %d neurons, and the array has %d columns; wanted one for each", size, columns)
	}
	return nil
}

// usual are the units in which neurons' currents are read: other values of a parameter come in that of its default.
var usual = map[string]string{"amp": "pA", "volt": "mV"}

// as returns the current with the names that it has in a population.
func (c Current) as(name, unit string) Current {
	unitOf := map[string]string{"current": unit}
	c.Equations = rename(c.Equations, unitOf)
	by := map[string]string{"x": name, "I": "I_" + name, "values": "values_" + name}
	for _, d := range sim.Declarations(c.Equations) {
		if by[d.Name] == "" {
			by[d.Name] = name + "_" + d.Name
		}
	}
	lines, err := c.Parameters.lines()
	for k, l := range lines {
		by[l.name] = name + "_" + l.name
		switch amount, is := strings.CutSuffix(l.text, " current"); {
		case is && unit == "1":
			l.text = amount + ".0"
		case is && amount == "0" && usual[unit] != "":
			l.text = "0 " + usual[unit]
		}
		limits := renamed(l.limits, func(than string) string { return name + "_" + than })
		lines[k] = line{by[l.name], rename(l.text, unitOf), limits, name + ": " + l.comment}
	}
	c.Equations, c.Step = rename(c.Equations, by), rename(rename(c.Step, unitOf), by)
	initial := Values{}
	for variable, value := range c.Initial {
		initial[rename(variable, by)] = rename(value, by)
	}
	c.Initial = initial
	if err == nil { // or else the group says what is wrong
		c.Parameters = joined(lines)
	}
	return c
}
