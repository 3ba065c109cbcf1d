package modelfile

import (
	"math"
	"slices"

	"golgi/sim"
	"golgi/units"
)

// declaration is what the text of a model says of a variable.
type declaration struct {
	unit          string // or "integer", or "boolean"
	subexpression bool
}

// declarations returns what the equations of an object define. It is needed where a model gives numbers
// without saying their unit. What cannot be read the simulator refuses.
func declarations(equations string) map[string]declaration {
	found := make(map[string]declaration)
	for _, d := range sim.Declarations(equations) {
		found[d.Name] = declaration{d.Unit, d.Subexpression}
	}
	return found
}

// stateOf returns the variables that equations define, sorted: those of differential equations, and parameters.
func stateOf(equations string) (names []string) {
	for name, is := range declarations(equations) {
		if !is.subexpression {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// declared returns what an object of the model defines.
func (m *Model) declared(name string) map[string]declaration {
	o := m.object(name)
	switch {
	case o == nil:
		return nil
	case o.partOf() != "":
		return m.declared(o.partOf())
	}
	return declarations(o.equations())
}

// assignment gives values to a variable.
type assignment struct {
	place
	Variable   string  `key:"variable,needed"`
	Value      *scalar `key:"value"`
	Values     numbers `key:"values"`
	Expression *string `key:"expression"`
	Unit       string  `key:"unit"` // empty: the numbers are in the SI unit of the variable
	Index      ints    `key:"index"`
	Where      string  `key:"where"`
	Pathway    string  `key:"pathway"`
}

// toSim returns the assignment as the simulator knows it.
func (a *assignment) toSim(declared map[string]declaration) (sim.Set, error) {
	set := sim.Set{Variable: a.Variable, Where: a.Where, Index: a.Index}
	is := declared[a.Variable]
	if a.Pathway != "" {
		set.Variable, is = a.Pathway+"."+a.Variable, declaration{unit: "second"} // its delay
	}
	var err error
	switch {
	case a.Expression != nil:
		set.Value = *a.Expression
	case a.Value != nil:
		set.Value, err = a.one(is)
	default:
		set.Value, err = a.each(is)
	}
	return set, err
}

func (a *assignment) check() {
	if n := count(a.Value != nil, a.Values != nil, a.Expression != nil); n != 1 {
		a.fault("it has %d of value, values and expression; wanted one of these", n)
	}
	a.checkUnit(a.Unit)
	a.checkTwice(a.Value, a.Unit)
}

// one returns the value for all elements in the type of the variable.
func (a *assignment) one(d declaration) (any, error) {
	x := float64(a.Value.number)
	switch {
	case a.Value.quantity != nil:
		return *a.Value.quantity, nil
	case a.Unit != "":
		return quantity(x, a.Unit)
	case d.unit == "boolean":
		return x != 0, nil
	case d.unit == "integer" && whole(x):
		return int(x), nil
	}
	return units.FromSI(x, d.dimension()), nil
}

// each returns the values of the elements in the type of the variable.
func (a *assignment) each(d declaration) (any, error) {
	switch {
	case a.Unit != "":
		u, err := unitOf(a.Unit)
		return u.OfAll(a.Values...), err
	case d.unit == "boolean":
		return convert(a.Values, func(x float64) bool { return x != 0 }), nil
	case d.unit == "integer" && allWhole(a.Values):
		return convert(a.Values, func(x float64) int { return int(x) }), nil
	}
	return []float64(a.Values), nil
}

// dimension returns that of a variable; none where the text is wrong, which the simulator says.
func (d declaration) dimension() units.Dimension {
	u, err := unitOf(d.unit)
	if err != nil {
		return units.Dimension{}
	}
	return u.Dim
}

func whole(x float64) bool { return x == math.Trunc(x) && math.Abs(x) < 1<<53 }

func allWhole(list []float64) bool {
	for _, x := range list {
		if !whole(x) {
			return false
		}
	}
	return true
}

func convert[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for k, x := range list {
		out[k] = f(x)
	}
	return out
}
