package lower

import (
	"cmp"
	"fmt"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// lowerer writes one kernel.
type lowerer struct {
	b       *ir.Builder
	refs    []Ref
	numbers []Number
	calls   []ir.Function
	ints    map[ir.Value]int64  // integer literals; nil: there are none
	locals  map[string]ir.Value // temporary variables of statements
	element ir.Value            // number of the element that the kernel is about
	draws   int
	floats  bool // integers are computed as floats, which do not wrap round
	row     bool // elements are the pairs of one neuron with others that follow each other
}

// newLowerer begins a kernel about its elements themselves, or, where selected, about the elements whose
// numbers stand in the array Selected.
func newLowerer(role string, selected bool) *lowerer {
	l := &lowerer{b: ir.NewBuilder(role), locals: make(map[string]ir.Value)}
	l.element = l.b.Index()
	if selected {
		l.element = l.b.Load(l.array(Selected, ir.Int32), l.element)
	}
	return l
}

func (l *lowerer) template() *Template {
	return &Template{Kernel: l.b.Kernel(), Arrays: l.refs, Consts: l.numbers, Calls: l.calls}
}

// array returns the number of the array parameter for a ref.
func (l *lowerer) array(ref Ref, elem ir.Elem) int {
	if n := slices.Index(l.refs, ref); n >= 0 {
		return n
	}
	n := l.b.Array(sided(ref.Side, ref.Name), elem)
	l.refs = append(l.refs, ref)
	return n
}

// number returns the value of a constant parameter.
func (l *lowerer) number(num Number) ir.Value {
	v, isNew := l.b.NewConst(sided(num.Side, num.Name), num.Type)
	if isNew {
		l.numbers = append(l.numbers, num)
	}
	return v
}

// sided is the name under which a kernel knows something of a side.
func sided(side equations.Side, name string) string {
	if side == equations.Pre || side == equations.Post {
		return side.String() + "." + name
	}
	return name
}

// elementOf returns the number of the element on a side, counted in its whole group.
func (l *lowerer) elementOf(side equations.Side) ir.Value {
	switch side {
	case equations.Pre:
		if l.row {
			return l.number(Number{Name: Row, Type: ir.Int})
		}
		return l.b.Load(l.array(PreIndex, ir.Int32), l.element)
	case equations.Post:
		if l.row {
			return l.b.Op(ir.Add, l.element, l.number(Number{Name: First, Type: ir.Int}))
		}
		return l.b.Load(l.array(PostIndex, ir.Int32), l.element)
	}
	return l.element
}

// place returns the array and the index of a stored variable.
func (l *lowerer) place(sym equations.Symbol) (array int, index ir.Value) {
	elem := ElemOf(sym.Type)
	if sym.Side == equations.Clock && sym.Type == equations.Integer {
		elem = ir.Int64
	}
	array = l.array(Ref{sym.Side, sym.Name}, elem)
	switch {
	case sym.Shared || sym.Side == equations.Clock:
		return array, l.b.Int(0)
	case sym.By != nil:
		return array, l.symbol(*sym.By)
	}
	return array, l.elementOf(cmp.Or(sym.At, sym.Side))
}

func (l *lowerer) expr(e syntax.Expr, scope equations.Scope) ir.Value {
	switch e := e.(type) {
	case *syntax.Number:
		if e.Integer {
			return l.integer(int64(e.Value))
		}
		return l.b.Float(e.Value)
	case *syntax.Bool:
		return l.b.Bool(e.Value)
	case *syntax.Ident:
		return l.ident(e.Name, scope)
	case *syntax.Unary:
		return l.unary(e, scope)
	case *syntax.Binary:
		return l.binary(e, scope)
	case *syntax.Call:
		return l.call(e, scope)
	}
	panic(fmt.Sprintf("lower: unknown node %T", e))
}

func (l *lowerer) ident(name string, scope equations.Scope) ir.Value {
	sym, ok := scope.Lookup(name)
	if !ok {
		if v, local := l.locals[name]; local {
			return v
		}
		panic(fmt.Sprintf("lower: unchecked name %q", name))
	}
	return l.symbol(sym)
}

// symbol computes what a symbol stands for.
func (l *lowerer) symbol(sym equations.Symbol) ir.Value {
	switch sym.Kind {
	case equations.Stored:
		array, index := l.place(sym)
		return l.b.Load(array, index)
	case equations.Formula:
		return l.convert(l.expr(sym.Expr, sym.Scope), typeOf(sym.Type))
	case equations.Number:
		if sym.Unit {
			return l.b.Float(sym.Value)
		}
		num := Number{Side: sym.Side, Name: sym.Name, Type: typeOf(sym.Type), Known: true, Value: sym.Value}
		return l.number(num)
	case equations.Bound:
		return l.number(Number{Name: sym.Name, Type: typeOf(sym.Type)})
	case equations.Element:
		return l.relative(sym)
	}
	panic(fmt.Sprintf("lower: symbol %q of kind %d", sym.Name, sym.Kind))
}

// relative returns the element's number in its source or target, which may be a part of a group.
func (l *lowerer) relative(sym equations.Symbol) ir.Value {
	if sym.Side == equations.Own || sym.Whole {
		return l.elementOf(sym.Side)
	}
	return l.b.Op(ir.Sub, l.elementOf(sym.Side), l.start(sym.Side))
}

// start returns where a source or target begins in its group.
func (l *lowerer) start(side equations.Side) ir.Value {
	return l.number(Number{Name: "_start_" + side.String(), Type: ir.Int})
}

// integer returns an integer literal, which convert turns into a float literal where a float is wanted.
func (l *lowerer) integer(n int64) ir.Value {
	v := l.b.Int(n)
	if l.ints == nil {
		l.ints = make(map[ir.Value]int64)
	}
	l.ints[v] = n
	return v
}

// convert turns a value into another type.
func (l *lowerer) convert(v ir.Value, to ir.Type) ir.Value {
	from := l.b.Type(v)
	switch {
	case from == to:
		return v
	case to == ir.Float:
		if n, literal := l.ints[v]; literal {
			return l.b.Float(float64(n))
		}
		return l.b.Op(ir.ToFloat, v)
	case to == ir.Int:
		return l.b.Op(ir.ToInt, v)
	}
	return l.b.Op(ir.ToBool, v)
}

// arithmetic returns an operand as a number: a boolean counts as 0 or 1.
func (l *lowerer) arithmetic(v ir.Value) ir.Value {
	if l.b.Type(v) == ir.Bool {
		return l.convert(v, ir.Int)
	}
	return v
}

// common brings two operands of arithmetic to one type.
func (l *lowerer) common(x, y ir.Value) (ir.Value, ir.Value) {
	x, y = l.arithmetic(x), l.arithmetic(y)
	if l.b.Type(x) == l.b.Type(y) && !l.floats {
		return x, y
	}
	return l.convert(x, ir.Float), l.convert(y, ir.Float)
}
