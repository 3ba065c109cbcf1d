package integrate

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// readScheme reads a scheme, or says all that is wrong with it.
func readScheme(src *syntax.Source, name string, noise Noise) (*scheme, syntax.Faults) {
	list, err := syntax.ParseStatements(src)
	if err != nil {
		return nil, syntax.FaultsOf(err)
	}
	r := &schemeReader{src: src, known: schemeNames(),
		scheme: &scheme{name: name, text: src.Text, noise: noise, calls: make(map[string]evaluation)}}
	for n, st := range list {
		r.statement(st, n == len(list)-1)
	}
	if len(list) == 0 {
		r.fault(syntax.Span{}, "its last line is "+newValue+" = ...", "the scheme is empty")
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	return r.scheme, nil
}

// newValue is what the last line of a scheme gives.
const newValue = "x_new"

// Units are checked with a unit for x, so that a missing dt is found.
const unitOfValue, unitOfTime = "volt", "second"

var schemeFunctions = map[string]string{"f": "volt/second", "g": "volt/second**0.5"}

func schemeNames() equations.Symbols {
	names := make(equations.Symbols)
	for name, unit := range map[string]string{"x": unitOfValue, "t": unitOfTime, "dt": unitOfTime, "dW": "second**0.5"} {
		names[name] = stored(name, dimOf(unit))
	}
	return names
}

func dimOf(unit string) units.Dimension { return units.MustParse("1 " + unit).Dimension() }

func stored(name string, dim units.Dimension) equations.Symbol {
	return equations.Symbol{Name: name, Kind: equations.Stored, Info: equations.Info{Type: equations.Float, Dim: dim}}
}

// schemeReader gathers the lines of a scheme.
type schemeReader struct {
	src    *syntax.Source
	scheme *scheme
	known  equations.Symbols // what the lines up to here may name
	faults syntax.Faults
}

func (r *schemeReader) fault(at syntax.Span, note, format string, args ...any) {
	r.faults = append(r.faults, syntax.Faultf(r.src, at, format, args...).WithNote(note))
}

func (r *schemeReader) statement(st *syntax.Assign, last bool) {
	name := st.Target.Name
	_, known := r.known[name]
	switch {
	case st.Op != syntax.Set:
		r.fault(st.OpAt, "write "+name+" = ...", "a line of a scheme gives a name to a value")
	case last != (name == newValue):
		r.fault(st.Target.At, "", "the last line of a scheme is %s = ..., and no other is", newValue)
	case known || schemeFunctions[name] != "":
		r.fault(st.Target.At, "", "%q has a meaning already", name)
	}
	value := r.named(st.Value)
	info, ok := r.check(value)
	switch {
	case !ok:
		info.Dim = dimOf(unitOfValue) // so that no fault follows from this one
	case last && info.Dim != dimOf(unitOfValue):
		r.fault(value.Span(), "has a dt been left out?", "%s has not the unit of x", newValue)
	}
	r.known[name] = stored(name, info.Dim)
	drift, noise, ok := r.split(value)
	if !ok {
		r.fault(value.Span(), "name the parts in lines of their own", "noise and what is none cannot be told apart")
	}
	r.scheme.lines = append(r.scheme.lines, line{name, drift, noise})
}

// check checks units and names.
func (r *schemeReader) check(e syntax.Expr) (equations.Info, bool) {
	info, list := equations.Check(e, r.src, r.known)
	r.faults = append(r.faults, list...)
	if equations.Draws(e) {
		r.fault(e.Span(), "dW is the noise of a step", "a scheme draws no random numbers of its own")
	}
	return info, len(list) == 0
}

// named returns an expression in which names stand for the calls of f and g.
func (r *schemeReader) named(e syntax.Expr) syntax.Expr {
	switch e := e.(type) {
	case *syntax.Unary:
		return &syntax.Unary{At: e.At, Op: e.Op, X: r.named(e.X)}
	case *syntax.Binary:
		return &syntax.Binary{At: e.At, OpAt: e.OpAt, Op: e.Op, X: r.named(e.X), Y: r.named(e.Y)}
	case *syntax.Call:
		if schemeFunctions[e.Func] != "" {
			return r.evaluation(e)
		}
		call := &syntax.Call{At: e.At, Func: e.Func}
		for _, arg := range e.Args {
			call.Args = append(call.Args, r.named(arg))
		}
		return call
	}
	return e
}

// evaluation gives a call of f or g a name.
func (r *schemeReader) evaluation(e *syntax.Call) syntax.Expr {
	name := &syntax.Ident{At: e.At, Name: e.String()}
	r.known[name.Name] = stored(name.Name, dimOf(schemeFunctions[e.Func]))
	if len(e.Args) != 2 {
		r.fault(e.At, "write "+e.Func+"(x, t)", "%s is a function of a value and a time", e.Func)
		return name
	}
	r.argument(e, 0, "a value like x", unitOfValue)
	r.argument(e, 1, "a time like t", unitOfTime)
	r.scheme.calls[name.Name] = evaluation{of: e.Func, x: e.Args[0], t: e.Args[1]}
	return name
}

// argument checks what f or g is taken of.
func (r *schemeReader) argument(e *syntax.Call, n int, what, unit string) {
	nested := false
	syntax.Walk(e.Args[n], func(part syntax.Expr) bool {
		call, ok := part.(*syntax.Call)
		nested = nested || ok && schemeFunctions[call.Func] != ""
		return !nested
	})
	if nested {
		r.fault(e.Args[n].Span(), "name it in a line of its own", "an argument of %s has a call of f or g", e.Func)
		return
	}
	if info, ok := r.check(e.Args[n]); ok && info.Dim != dimOf(unit) {
		r.fault(e.Args[n].Span(), "", "%s is not %s, as %s wants it", e.Args[n], what, e.Func)
	}
}

// split cuts an expression in two: what has neither g nor dW, and what is proportional to one of them; nil is zero. It
// is false where they cannot be told apart.
func (r *schemeReader) split(e syntax.Expr) (drift, noise syntax.Expr, ok bool) {
	switch e := e.(type) {
	case *syntax.Ident:
		if e.Name == "dW" || r.scheme.calls[e.Name].of == "g" {
			return nil, e, true
		}
		return e, nil, true
	case *syntax.Unary:
		drift, noise, ok = r.split(e.X)
		if e.Op == syntax.Negate {
			drift, noise = negate(drift), negate(noise)
		}
		return drift, noise, ok
	case *syntax.Binary:
		return r.splitBinary(e)
	case *syntax.Call:
		for _, arg := range e.Args {
			if _, noise, ok := r.split(arg); !ok || noise != nil {
				return nil, nil, false
			}
		}
	}
	return e, nil, true
}

func (r *schemeReader) splitBinary(e *syntax.Binary) (drift, noise syntax.Expr, ok bool) {
	x, xi, okX := r.split(e.X)
	y, eta, okY := r.split(e.Y)
	switch {
	case !okX || !okY:
		return nil, nil, false
	case xi == nil && eta == nil:
		return e, nil, true
	case e.Op == syntax.Add:
		return add(x, y), add(xi, eta), true
	case e.Op == syntax.Sub:
		return subtract(x, y), subtract(xi, eta), true
	case e.Op == syntax.Mul && (x == nil || y == nil):
		return nil, e, true
	case e.Op == syntax.Mul && eta == nil:
		return multiply(x, y), multiply(xi, y), true
	case e.Op == syntax.Mul && xi == nil:
		return multiply(x, y), multiply(x, eta), true
	case e.Op == syntax.Div && eta == nil:
		return divide(x, y), divide(xi, y), true
	case e.Op == syntax.Pow && x == nil && eta == nil:
		return nil, e, true
	}
	return nil, nil, false
}
