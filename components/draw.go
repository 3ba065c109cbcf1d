package components

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golgi/sim"
	"golgi/units"
)

// A Draw is how each synapse gets a weight or a delay: the same for all, from a distribution, or from the distance of its neurons.
// Its parameters are called after what it is drawn for: weight, or weight_mean and weight_sd.
type Draw struct {
	Name, About, Source string
	expression          string // in terms of the parameters
	parameters          []argument
	check               func(values []float64) error // what must be true of all, in their order; nil: nothing
	functions           sim.Functions                // that it calls
	space               Space                        // of which it has the distance
	spatial             bool                         // whether it needs one
	unit                string                       // of what is drawn; empty: that of the parameters that are
	list                units.Array                  // instead of the expression: one for each synapse
	fault               error                        // why it cannot be
}

// An argument is a parameter with the value that the user has given it. The one named value stands for the draw itself.
type argument struct {
	name, value, limits, comment string
	drawn                        bool // it has the unit of what is drawn
}

// drawn is an argument in the unit of what is drawn.
func drawn(name, value, limits, comment string) argument {
	return argument{name, value, limits, comment, true}
}

// plain is an argument without unit.
func plain(name string, x float64, limits, comment string) argument {
	return argument{name, number(x), limits, comment, false}
}

// counted is a whole number.
func counted(name string, n int, limits, comment string) argument {
	return argument{name, strconv.Itoa(n), limits, comment, false}
}

// text is the line of Parameters.
func (g argument) text() string {
	return fmt.Sprintf("%s = %s %s # %s", g.name, g.value, g.limits, g.comment)
}

// number writes a float as one, with a decimal point.
func number(x float64) string {
	text := strings.ToLower(strings.TrimPrefix(strconv.FormatFloat(x, 'g', -1, 64), "+"))
	if !strings.ContainsAny(text, ".ein") {
		text += ".0"
	}
	return text
}

// constant reports whether all synapses have the same value.
func (d Draw) constant() bool { return d.expression == "value" }

func (d Draw) isZero() bool { return d.expression == "" }

// value is what a Set gives to a variable.
func (d Draw) value(what string) any {
	if d.list.Len() > 0 {
		return d.list
	}
	return d.text(what)
}

// text is the expression with the names that the parameters have for what is drawn.
func (d Draw) text(what string) string {
	by := map[string]string{}
	for _, p := range d.all() {
		by[p.name] = own(p.nameFor(what))
	}
	return rename(d.space.put(d.expression), by)
}

// all are the parameters, with those of the space.
func (d Draw) all() []argument {
	return append(d.parameters[:len(d.parameters):len(d.parameters)], d.space.parameters...)
}

func (g argument) nameFor(what string) string { return nameFor(g.name, what) }

func nameFor(name, what string) string {
	if name == "value" {
		return what
	}
	return what + "_" + name
}

// declared are the parameters for what is drawn. Times are not negative.
func (d Draw) declared(what string) Parameters {
	var lines []string
	for _, p := range d.all() {
		if p.drawn && what == "delay" {
			p.limits += " >= 0"
		}
		limits := renamed(limitsIn(p.limits), func(than string) string { return nameFor(than, what) })
		lines = append(lines, line{p.nameFor(what), p.value, limits, what + ": " + p.comment}.String())
	}
	return Parameters(strings.Join(lines, "\n"))
}

// wrong is what is wrong with a draw before its parameters have values.
func (d Draw) wrong(what string) error {
	switch {
	case d.fault != nil:
		return fmt.Errorf("%s: %w", what, d.fault)
	case d.spatial && d.space.distance == "":
		return fmt.Errorf("%s: %s: it has no space; give one, such as components.Ring()", what, d.Name)
	}
	return nil
}

// sound returns what checks the values of the parameters: all that are drawn have one unit, for delays that of a time, and are finite.
func (d Draw) sound(what string) func(sim.Namespace) error {
	return func(values sim.Namespace) error {
		first := d.first(what)
		var numbers []float64
		for _, p := range d.parameters {
			name := p.nameFor(what)
			x, _ := numberOf(values[name])
			switch {
			case p.drawn && dimensionOf(values[name]) != dimensionOf(values[first]):
				return fmt.Errorf("%s = %v and %s = %v have different units (%s: %s)", first, values[first], name, values[name], what, p.comment)
			case d.unit == "" && (math.IsNaN(x) || math.IsInf(x, 0)): // of an expression of one's own, a parameter may be infinite
				return fmt.Errorf("%s = %v; wanted a number that is finite (%s: %s)", name, values[name], what, p.comment)
			}
			numbers = append(numbers, x)
		}
		if dim := d.dimension(what, values); what == "delay" && dim != units.Second.Dim && !d.isZero() {
			if d.unit != "" {
				return fmt.Errorf("delay: %s has unit %s; wanted a time, such as second", d.Name, d.unit)
			}
			return fmt.Errorf("%s = %v; wanted a time, such as 1.5 ms (delay)", first, values[first])
		}
		if d.check == nil {
			return nil
		}
		if err := d.check(numbers); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		return nil
	}
}

// functionsOf joins what draws call.
func functionsOf(draws ...Draw) sim.Functions {
	all := sim.Functions{}
	for _, d := range draws {
		for head, f := range d.functions {
			all[head] = f
		}
	}
	return all
}

// unitFor is the unit of what is drawn, given the values of the parameters.
func (d Draw) unitFor(what string, values sim.Namespace) string {
	if d.unit != "" {
		return d.unit
	}
	return unitOf(values[d.first(what)])
}

// first is the name of the first parameter that has the unit of what is drawn.
func (d Draw) first(what string) string {
	for _, p := range d.parameters {
		if p.drawn {
			return p.nameFor(what)
		}
	}
	return ""
}

// dimension is that of what is drawn.
func (d Draw) dimension(what string, values sim.Namespace) units.Dimension {
	if d.unit != "" {
		u, _ := units.ParseUnit(d.unit)
		return u.Dim
	}
	return dimensionOf(values[d.first(what)])
}
