package sim

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Substitute returns equations in which something else stands for names. A name stands for those that are defined and those that
// are used; an expression, and a value (a units.Quantity, float64, int or bool) in SI units and to the bit, for those that are used:
//
//	Substitute(AlphaSynapse, map[string]any{"x": "ge", "y": "se", "tau": units.Millisecond.Of(5)})
//
// is "dge/dt = (se - ge)/(0.005*second) : 1\ndse/dt = -se/(0.005*second) : 1". A value becomes a part of the model, which is compiled
// for each anew; what an experiment varies is better given by a name, with its value in the Namespace. It is an error where a name does
// not occur, and where one that is defined would become another that occurs.
//
// Source: Brian 2, Equations with keyword arguments; parentheses are put around expressions here.
func Substitute(block string, by map[string]any) (string, error) {
	src := &syntax.Source{Name: "equations", Text: block}
	list, err := syntax.ParseEquations(src)
	if err != nil {
		return "", err
	}
	s := substitution{occurs: make(map[string][]syntax.Span), defined: make(map[string]bool), by: make(map[string]string)}
	for _, eq := range list {
		s.defined[eq.Name.Name] = true
		s.occurs[eq.Name.Name] = append(s.occurs[eq.Name.Name], eq.Name.At)
		if eq.Expr == nil {
			continue
		}
		for _, id := range syntax.Identifiers(eq.Expr) {
			s.occurs[id.Name] = append(s.occurs[id.Name], id.At)
		}
	}
	for _, old := range slices.Sorted(maps.Keys(by)) {
		if err := s.read(old, by[old]); err != nil {
			return "", fmt.Errorf("sim: substitute: %w", err)
		}
	}
	if err := s.checkDefined(); err != nil {
		return "", fmt.Errorf("sim: substitute: %w", err)
	}
	return s.carryOut(block), nil
}

// substitution is what stands for which names.
type substitution struct {
	occurs  map[string][]syntax.Span
	defined map[string]bool
	by      map[string]string
}

// read reads what is to stand for a name.
func (s *substitution) read(old string, by any) error {
	if s.occurs[old] == nil {
		return fmt.Errorf("there is no name %q; %s", old, thereAre(old, slices.Sorted(maps.Keys(s.occurs))))
	}
	text, isText := by.(string)
	switch {
	case isText && nameRule.MatchString(text) && (!s.defined[old] || refusedName(text) == "" || refusedName(text) == refusedName(old)):
		s.by[old] = text
		return nil
	case s.defined[old] && isText:
		return fmt.Errorf("%q cannot be called %q: %s", old, text, refusedName(text))
	case s.defined[old]:
		return fmt.Errorf("%q is defined by the equations; a name can stand for it, and no value", old)
	case isText:
		_, err := syntax.ParseExpr(&syntax.Source{Name: "substitute: " + old, Text: text})
		if err != nil || strings.Contains(text, "#") { // a comment would end behind what follows
			return fmt.Errorf("%q cannot become %q, which is no name and no expression", old, text)
		}
		s.by[old] = "(" + text + ")"
		return nil
	}
	value, why := textOfValue(by)
	if why != "" {
		return fmt.Errorf("%q %s", old, why)
	}
	s.by[old] = value
	return nil
}

// checkDefined checks that names which are defined stay different from all others.
func (s *substitution) checkDefined() error {
	for _, old := range slices.Sorted(maps.Keys(s.by)) {
		by := s.by[old]
		for _, other := range slices.Sorted(maps.Keys(s.by)) {
			if other != old && s.by[other] == by && (s.defined[old] || s.defined[other]) {
				return fmt.Errorf("both %q and %q would be %q", min(old, other), max(old, other), by)
			}
		}
		_, leaves := s.by[by]
		if s.occurs[by] != nil && !leaves && by != old && s.defined[old] {
			return fmt.Errorf("%q cannot be called %q: that name occurs already", old, by)
		}
	}
	return nil
}

// carryOut writes the text.
func (s *substitution) carryOut(block string) string {
	type place struct {
		at syntax.Span
		by string
	}
	var places []place
	for old, by := range s.by {
		for _, at := range s.occurs[old] {
			at.From = at.To - len(old) // of dx/dt, x
			places = append(places, place{at, by})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return a.at.From - b.at.From })
	var b strings.Builder
	last := 0
	for _, p := range places {
		b.WriteString(block[last:p.at.From])
		b.WriteString(p.by)
		last = p.at.To
	}
	return b.String() + block[last:]
}

// textOfValue writes a value as an expression that has it, to the bit, or says what is wrong with it.
func textOfValue(value any) (text, why string) {
	sym, why := numberOf(value)
	switch {
	case why != "":
		return "", why
	case sym.Type == equations.Boolean:
		return map[bool]string{true: "True", false: "False"}[sym.Value != 0], ""
	case sym.Type == equations.Integer:
		return "(" + strconv.FormatFloat(sym.Value, 'f', -1, 64) + ")", ""
	}
	number := strconv.FormatFloat(sym.Value, 'g', -1, 64)
	number = strings.ReplaceAll(strings.TrimPrefix(number, "+"), "Inf", "inf")
	if !strings.ContainsAny(number, ".en") {
		number += ".0"
	}
	if !sym.Dim.IsDimensionless() {
		number += "*" + textOfUnit(sym.Dim)
	}
	return "(" + number + ")", ""
}

// longNames are the names in texts of the units by which dimensions are told: short ones may be those of variables.
var longNames = map[string]string{"s": "second", "m": "metre", "kg": "kilogram", "A": "amp", "K": "kelvin", "mol": "mole", "cd": "candle",
	"V": "volt", "S": "siemens", "F": "farad", "ohm": "ohm", "Hz": "hertz", "C": "coulomb", "J": "joule", "W": "watt", "N": "newton", "Pa": "pascal"}

var unitFactor = regexp.MustCompile(`([A-Za-z]+)(?:\^(-?\d+(?:/\d+)?))?`)

// textOfUnit writes the SI unit of a dimension as an expression: "kg m^2 s^-1/2" is kilogram*metre**(2)*second**(-1/2).
func textOfUnit(dim units.Dimension) string {
	text := unitFactor.ReplaceAllStringFunc(strings.ReplaceAll(dim.String(), " ", "*"), func(factor string) string {
		parts := unitFactor.FindStringSubmatch(factor)
		if parts[2] == "" {
			return longNames[parts[1]]
		}
		return longNames[parts[1]] + "**(" + parts[2] + ")"
	})
	if strings.Contains(text, "/") {
		return "(" + text + ")"
	}
	return text
}
