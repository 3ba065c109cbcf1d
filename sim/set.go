package sim

import (
	"errors"
	"fmt"
	"math"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Set gives values to a variable of a group, a subgroup or synapses. Of a subgroup, i and Index count from 0 in it, and N is its size.
// Of neurons with a refractory period, lastspike and not_refractory can be set, too: a network may go on where another has stopped.
//
// Value is a string (an expression, evaluated for each element), a units.Quantity, a float64 or an int (for
// variables without unit), a bool, or one value for each element: a units.Array, a []float64 in SI units,
// a []int or a []bool. Where, Index, Slice, or I and J restrict it, as in a [Selection]; an array then has one
// value for each element that is selected. Numbers are converted to the type of the variable: a float is cut off towards zero for an
// integer, a bool is 0 or 1, and a number is true where it is not 0. With Where it may also have one for each element, selected or not. (Brian 2 refuses arrays
// where a condition selects.)
type Set struct {
	Variable string
	Value    any
	Where    string
	Index    []int
	Slice    string
	I, J     []int

	lax bool // lists may hold NaN
}

// selection says which elements get values.
func (s Set) selection() Selection {
	return Selection{Where: s.Where, Index: s.Index, Slice: s.Slice, I: s.I, J: s.J}
}

// assignment is a checked Set: either a kernel, or an array of values.
type assignment struct {
	of       modelled
	variable *equations.Variable
	kernel   *lower.Template
	values   []float64                           // SI; one for each element of index, or of the object
	index    []int32                             // counted in the whole object; nil: all elements
	choose   func(p *bind.Part) ([]int32, error) // finds index when there are elements; nil: it is known
	where    *lower.Template                     // a probe of the condition under which values are taken; nil: everywhere
	reads    map[string]bool                     // variables of the object that the texts read

	whole bool            // the values of the text are integers
	check *lower.Template // a probe of what the kernel will write, in floats; nil: it may be anything
	met   *lower.Template // a probe of its condition; nil: there is none
}

// newAssignments checks initial values, and returns them in the order in which they are given.
func newAssignments(o modelled, sets []Set) ([]*assignment, error) {
	var list []*assignment
	var errs []error
	for _, set := range sets {
		a, err := newAssignment(o, o.elements(), set)
		list, errs = append(list, a), append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return inOrder(o, list)
}

// newAssignment checks a Set as far as it can be checked without knowing how many elements there are.
func newAssignment(o Object, e elements, set Set) (*assignment, error) {
	v := spikeState(e.of, set.Variable)
	var err error
	if v == nil {
		v, err = settable(e.of, set.Variable)
	}
	if err != nil {
		return nil, err
	}
	a := &assignment{of: e.of, variable: v}
	a.choose, err = e.choose(set.selection())
	if err == nil && a.choose != nil && v.Has("shared") {
		err = errors.New("it is shared and has one value; there is nothing to select")
	}
	if err != nil {
		return nil, fmt.Errorf("sim: %s: set %q: %w", o, v.Name, err)
	}
	if set.Index != nil {
		if a.index, err = e.index(o, v.Name, set.Index); err != nil {
			return nil, err
		}
	} else if a.choose == nil && e.size != whole && !v.Has("shared") {
		a.index = e.all()
	}
	scope := e.scope()
	var where syntax.Expr
	if set.Where != "" {
		if where, err = condition(source(o, "where", set.Where), scope); err != nil {
			return nil, err
		}
		a.addReads(scope, where)
	}
	if values, ok, err := arrayOf(o, e.of, v, set.Value, set.lax); err != nil {
		return nil, err
	} else if ok {
		a.values = values
		if where != nil && v.Has("shared") {
			return nil, fmt.Errorf("sim: %s: set %q: it is shared and has one value; there is nothing to select", o, v.Name)
		}
		if where != nil {
			a.where = lower.Probe(where, scope, false)
		}
		return a, nil
	}
	value, scope, err := scalarOf(o, e.of, v, set.Value, scope, assigned)
	if err != nil {
		return nil, err
	}
	a.addReads(scope, value)
	if _, isText := set.Value.(string); isText && narrow(e.of, v) {
		if x, known := equations.Eval(value, scope); known {
			if err := obeys(o, e.of, v, x); err != nil {
				return nil, err
			}
		} else if a.check = lower.FloatProbe(value, scope, a.selects()); where != nil {
			a.met = lower.Probe(where, scope, a.selects())
		}
		info, _ := equations.Check(value, &syntax.Source{}, scope)
		a.whole = info.Type == equations.Integer
	}
	a.kernel = lower.Assignment(v.Name, value, where, scope, a.selects())
	return a, nil
}

// selects reports whether it is about some elements, which are listed when it is carried out.
func (a *assignment) selects() bool { return a.index != nil || a.choose != nil }

func settable(o modelled, name string) (*equations.Variable, error) {
	if name == "" {
		return nil, fmt.Errorf("sim: %s: set: Variable must name what to set", o)
	}
	v := o.variables().Variable(name)
	if v == nil {
		if _, known := o.scope().Lookup(name); known {
			return nil, fmt.Errorf("sim: %s: %q cannot be set: it is no variable of the equations", o, name)
		}
		return nil, unknownVariable(o, name)
	}
	if v.Kind == syntax.Subexpression {
		return nil, fmt.Errorf("sim: %s: %q cannot be set: it is a subexpression", o, name)
	}
	if v.Has(linkFlag) {
		return nil, fmt.Errorf("sim: %s: %q cannot be set: it is linked; set what it is linked to", o, name)
	}
	return v, nil
}

func unknownVariable(o modelled, name string) error {
	return fmt.Errorf("sim: %s", noVariable(o, name))
}

// noVariable says that an object has no variable of a name, and which was meant.
func noVariable(o modelled, name string) string {
	return fmt.Sprintf("%s has no variable %q; %s", o, name, o.variables().MissingVariable(name))
}

// index returns the numbers of some elements in the whole object.
func (e elements) index(o Object, variable string, list []int) ([]int32, error) {
	index := make([]int32, len(list))
	for n, i := range list {
		switch {
		case i > maxSize:
			return nil, fmt.Errorf("sim: %s: set %q: Index has %d, but there are at most %d elements", o, variable, i, maxSize)
		case i < 0:
			return nil, fmt.Errorf("sim: %s: set %q: Index has %d, but elements are numbered from 0; the Slice \"%d:\" counts from the end", o, variable, i, i)
		case e.size != whole && i >= e.size:
			return nil, fmt.Errorf("sim: %s: set %q: Index has %d, but there are only %d elements", o, variable, i, e.size)
		}
		index[n] = e.at(i)
	}
	return index, nil
}

// purpose says what becomes of a value.
type purpose uint8

const (
	assigned purpose = iota // the variable gets it, converted to its own type
	added                   // it is added to the variable, which leaves that its type
)

// scalarOf returns a value for all elements as an expression, with the scope that it stands in.
func scalarOf(o Object, m modelled, v *equations.Variable, value any, scope equations.Scope, to purpose) (syntax.Expr, equations.Scope, error) {
	text, isText := value.(string)
	if !isText {
		sym, err := numberFor(o, m, v, value)
		if err == nil && to == added && (v.Type == equations.Integer && sym.Type == equations.Float || sym.Type == equations.Boolean) {
			err = fmt.Errorf("sim: %s: %q is %s, but %v is %s", o, v.Name, v.Type, value, sym.Type)
		}
		if err != nil {
			return nil, nil, err
		}
		return &syntax.Ident{Name: valueName}, equations.Layers{equations.Symbols{valueName: sym}, scope}, nil
	}
	check := equations.CheckValue
	if to == added {
		check = equations.CheckSummand
	}
	src := source(o, "value of "+v.Name, text)
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return nil, nil, err
	}
	if list := check(e, src, scope, v); len(list) > 0 {
		return nil, nil, list
	}
	return e, scope, nil
}

// numberFor returns a value that is no text as a constant.
func numberFor(o Object, m modelled, v *equations.Variable, value any) (equations.Symbol, error) {
	sym, why := numberOf(value)
	sym.Name = valueName
	switch {
	case why == fmt.Sprintf(wrongType, value):
		return sym, fmt.Errorf("sim: %s: set %q: value of type %T; give a string (an expression), "+
			"a units.Quantity, a number, a bool, or an array of them", o, v.Name, value)
	case why != "":
		return sym, fmt.Errorf("sim: %s: set %q: the value %s", o, v.Name, why)
	}
	if err := fits(o, v, sym.Info, value); err != nil {
		return sym, err
	}
	return sym, obeys(o, m, v, sym.Value)
}

// valueName is the constant that holds a value given as a number.
const valueName = "_value"

// fits checks that a number may be given to a variable.
func fits(o Object, v *equations.Variable, info equations.Info, value any) error {
	switch {
	case info.Dim != v.Dim && info.Dim.IsDimensionless():
		return fmt.Errorf("sim: %s: %q has unit %s, but %v has none; give a quantity such as units.MustParse(\"1 %s\")",
			o, v.Name, v.Dim, value, v.Dim)
	case info.Dim != v.Dim:
		return fmt.Errorf("sim: %s: %q has %s, but %v has unit %s", o, v.Name, unitPhrase(v.Dim), value, info.Dim)
	}
	return nil
}

func unitPhrase(dim units.Dimension) string {
	if dim.IsDimensionless() {
		return "no unit"
	}
	return "unit " + dim.String()
}

// arrayOf returns one value for each element in SI units; false where value is no array.
func arrayOf(o Object, m modelled, v *equations.Variable, value any, lax bool) ([]float64, bool, error) {
	info := equations.Info{Dim: v.Dim}
	var values []float64
	switch x := value.(type) {
	case units.Array:
		info.Dim, values = x.Dimension(), x.SI()
	case []float64:
		values = append([]float64{}, x...)
	case []int:
		values = convertAll(x, func(n int) float64 { return float64(n) })
	case []bool:
		info.Dim, values = units.Dimension{}, convertAll(x, truth)
	default:
		return nil, false, nil
	}
	errs := []error{fits(o, v, info, fmt.Sprintf("each value of %T", value))}
	for _, x := range values {
		if lax && math.IsNaN(x) && v.Type == equations.Float {
			continue
		}
		if err := obeys(o, m, v, x); err != nil {
			errs = append(errs, err)
			break
		}
	}
	if v.Type != equations.Float {
		values = convertAll(values, v.Type.Convert)
	}
	return values, true, errors.Join(errs...)
}

func convertAll[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for n, x := range list {
		out[n] = f(x)
	}
	return out
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
