package equations

import (
	"fmt"
	"math"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Timed is what a Symbol of kind Callable knows of a function of time that is given by values: f(t), or f(t, i) where there are
// several columns. The type and the dimension of its values are those of the symbol.
type Timed struct {
	Values  any // []float64, []int32 or []uint8, row by row
	Rows    int
	Columns int     // 0: it is a function of time alone
	Numbers []int32 // of the columns: 0, 1, ...
	DT      float64 // s, between two rows
}

// Steady reports whether f(t) keeps its value during each step of size dt in seconds: dt divides the time between rows.
//
// Source: Brian 2.5.1, TimedArray.is_locally_constant, with its rounding: 0.3 ms is no multiple of 0.1 ms, as floats are.
func (f *Timed) Steady(dt float64) bool {
	ratio := f.DT / dt
	return dt <= f.DT && ratio == math.Floor(ratio)
}

// Doubt says of rows that begin within steps of size dt in seconds that they do; it is empty where none does, and where rows are shorter than steps.
// What is a multiple but for rounding is one.
//
// Source: Brian 2.5.1, TimedArray: _find_K, which warns of 0.3 ms and steps of 0.1 ms, too.
func (f *Timed) Doubt(name string, dt float64) string {
	ratio := f.DT / dt
	if ratio <= 1 || math.Abs(ratio-math.Round(ratio)) < 1e-9*ratio {
		return ""
	}
	return fmt.Sprintf("the timed array %s has a row every %.6g ms, which are %.6g steps of %.6g ms: rows begin within steps; "+
		"give it a DT that is a multiple of the step size", name, float64(f.DT*1e3), ratio, float64(dt*1e3))
}

// function returns how the function is called.
func (f *Timed) function(sym Symbol) *function {
	timed := &function{name: sym.Name, args: 1, result: func(args []Info) (Info, *misuse) {
		if args[0].Dim != units.Second.Dim {
			return Info{}, &misuse{message: "is a function of time", want: units.Second.Dim}
		}
		if f.Columns > 0 && args[1].Type != Integer {
			return Info{}, &misuse{arg: 1, message: "takes the number of a column, an integer", cure: "write " + sym.Name + "(t, int(...))"}
		}
		return sym.Info, nil
	}}
	if f.Columns > 0 {
		timed.args = 2
	}
	return timed
}

// Usage says how a function is called.
func (f *Timed) Usage(name string) string {
	if f.Columns > 0 {
		return name + "(t, i)"
	}
	return name + "(t)"
}

// Passes reports whether the time that passes during a step changes an expression. That is not so of f(t) for a function f that
// is given by values, where steady says so; nil: it is for all.
//
// Source: Brian 2.5.1, is_constant_over_dt. It asks for t alone as the argument: f(t - 1*ms) may change.
func Passes(e syntax.Expr, scope Scope, steady func(*Timed) bool) bool {
	w := walker{seen: make(map[syntax.Expr]bool), is: func(_ string, sym Symbol) bool { return isTime(sym) }}
	w.call = func(e *syntax.Call, scope Scope) (args []syntax.Expr) {
		if f := ofTime(e, scope); f != nil && steady != nil && steady(f) {
			return e.Args[1:]
		}
		return e.Args
	}
	return w.mentions(e, scope)
}

// HasTimed reports whether an expression has f(t) of a function that is given by values.
func HasTimed(e syntax.Expr, scope Scope) (has bool) {
	w := walker{seen: make(map[syntax.Expr]bool), is: func(string, Symbol) bool { return has }}
	w.call = func(e *syntax.Call, scope Scope) []syntax.Expr {
		has = has || ofTime(e, scope) != nil
		return e.Args
	}
	return w.mentions(e, scope) || has
}

// isTime reports whether a symbol is the time, which goes on during a step. The number of the step does not.
func isTime(sym Symbol) bool { return sym.Side == Clock && sym.Name == "t" }

// ofTime returns the function given by values of a call f(t, ...); nil of other calls.
func ofTime(e *syntax.Call, scope Scope) *Timed {
	sym, _ := scope.Lookup(e.Func)
	if sym.Timed == nil || len(e.Args) == 0 {
		return nil
	}
	id, ok := e.Args[0].(*syntax.Ident)
	if !ok {
		return nil
	}
	if t, _ := scope.Lookup(id.Name); !isTime(t) {
		return nil
	}
	return sym.Timed
}
