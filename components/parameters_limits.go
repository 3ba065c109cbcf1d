package components

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A parameter is one line of Parameters that has a value.
type parameter struct {
	name    string
	text    string
	value   any // int64, float64, bool or units.Quantity
	comment string
	limits  []limit
}

// parameter reads the values of a line.
func (l line) parameter() (p parameter, err error) {
	p = parameter{l.name, l.text, nil, l.comment, l.limits}
	if p.value, err = readValue(l.text); err != nil {
		return p, err
	}
	if !isNumber(p.value) && len(l.limits) > 0 {
		return p, fmt.Errorf("%v is no number, and cannot be %s %s", p.value, l.limits[0].is, l.limits[0].than)
	}
	for _, limit := range l.limits {
		if isName(limit.than) {
			continue
		}
		bound, err := units.Parse(limit.than)
		switch {
		case err != nil:
			return p, fmt.Errorf("limit %s %s: %w", limit.is, limit.than, err)
		case bound.Dimension() != dimensionOf(p.value) && !bound.Dimension().IsDimensionless():
			return p, fmt.Errorf("limit %s %s: it has unit %s, and the default is %s", limit.is, limit.than, bound.Dimension(), l.text)
		}
	}
	return p, nil
}

// numberOf returns a value as a number, in SI units, if it is one.
func numberOf(value any) (x float64, is bool) {
	switch value := value.(type) {
	case int:
		return float64(value), true
	case int64:
		return float64(value), true
	case float64:
		return value, true
	case units.Quantity:
		return value.SI(), true
	}
	return 0, false
}

func isNumber(value any) bool {
	_, is := numberOf(value)
	return is
}

func dimensionOf(value any) units.Dimension {
	q, _ := value.(units.Quantity)
	return q.Dimension()
}

// bound returns the number of a limit, of which a plain one has the unit of the default.
func (p parameter) bound(l limit) any {
	bound, _ := units.Parse(l.than) // as was tried before
	if q, is := p.value.(units.Quantity); is && bound.Dimension().IsDimensionless() {
		return q.Unit().Of(bound.SI())
	}
	return bound
}

// bounds are those limits that a trajectory sees to, whenever a parameter is set or explored. It does not tell > from >=.
func (p parameter) bounds() (b trajectory.Bounds) {
	for _, l := range p.limits {
		switch {
		case isName(l.than):
		case l.is[0] == '>':
			b.Min = fmt.Sprint(p.bound(l))
		case l.is[0] == '<':
			b.Max = fmt.Sprint(p.bound(l))
		}
	}
	return b
}

// holds reports whether a relation does, of numbers of one unit.
func holds(x float64, is string, y float64) bool {
	c := cmp.Compare(units.Rounded(x), units.Rounded(y))
	switch {
	case math.IsNaN(x) || math.IsNaN(y):
		return false
	case is == "!=":
		return c != 0
	}
	return c < 0 && is[0] == '<' || c > 0 && is[0] == '>' || c == 0 && len(is) == 2
}

// check says what is wrong with the value among those of all. What is no parameter there limits nothing.
func (p parameter) check(all sim.Namespace) error {
	value := all[p.name]
	x, is := numberOf(value)
	if !is {
		return nil
	}
	for _, l := range p.limits {
		other, named := p.bound(l), ""
		if isName(l.than) {
			other, named = all[l.than], l.than+" = "
		}
		y, is := numberOf(other)
		switch {
		case !is:
		case dimensionOf(value) != dimensionOf(other):
			return fmt.Errorf("%s = %v and %s%v have different units (%s)", p.name, value, named, other, p.comment)
		case !holds(x, l.is, y):
			return fmt.Errorf("%s = %v; wanted %s (%s)", p.name, value, p.wanted(all), p.comment)
		}
	}
	return nil
}

// wants are the words for what a limit wants of a value.
var wants = map[string]string{">": "more than %s", ">=": "%s or more", "<": "less than %s", "<=": "%s or less", "!=": "anything but %s"}

// wanted says what the limits want.
func (p parameter) wanted(all sim.Namespace) string {
	var texts []string
	for _, l := range p.limits {
		text := fmt.Sprint(p.bound(l))
		if isName(l.than) {
			text = fmt.Sprintf("%s = %v", l.than, all[l.than])
		}
		texts = append(texts, fmt.Sprintf(wants[l.is], text))
	}
	return strings.Join(texts, ", and ")
}
