package integrate

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// update applies the scheme to a system.
func (s *scheme) update(sys *System) (*Update, *syntax.Fault) {
	w, fault := s.writer(sys)
	if fault != nil {
		return nil, fault
	}
	w.writeLines()
	w.update.dropUnused(w.outer)
	return w.update, nil
}

// writer prepares to apply the scheme to a system that it can integrate.
func (s *scheme) writer(sys *System) (*schemeWriter, *syntax.Fault) {
	p, fault := sys.parts()
	if fault != nil {
		return nil, fault
	}
	if v, why := sys.refusedNoise(p, s.noise); v != nil {
		return nil, sys.refusal(s.name, derivative(v), v.Expr, why)
	}
	w := &schemeWriter{scheme: s, sys: sys, parts: p, update: &Update{Method: s.name}, stepName: stepName, timeName: "t",
		made: make(map[string]bool), shifts: make(map[string]equations.Scope)}
	w.outer = w.update.Scope(sys)
	return w, w.checkSums()
}

// writeLines writes all lines of the scheme.
func (w *schemeWriter) writeLines() {
	for _, source := range w.parts.sources {
		w.step(Step{Name: noiseOf(source), Expr: multiply(call("sqrt", name(w.stepName)), call("randn"))})
	}
	lines := w.scheme.lines
	last := len(lines) - 1
	for _, l := range lines[:last] {
		for _, source := range w.sources() {
			for _, v := range w.sys.Variables {
				at := place{v, source, true}
				w.step(Step{Name: at.suffix(l.name), Expr: w.sum(l, at)})
			}
		}
	}
	for _, v := range w.sys.Variables {
		w.update.Values = append(w.update.Values, Value{Variable: v, Expr: orZero(w.lastSum(lines[last], v))})
	}
}

// schemeWriter writes the update of a system by a scheme.
type schemeWriter struct {
	scheme *scheme
	sys    *System
	parts  *parted
	update *Update
	outer  equations.Scope // in which the steps and values stand
	made   map[string]bool // the steps so far; of the others the value is zero
	shifts map[string]equations.Scope

	stepName, timeName string // of what the scheme calls dt and t
}

// place says for which variable and which source of noise a line of a scheme is written; without noise the source is
// empty. An inner line is one before the last.
type place struct {
	variable *equations.Variable
	source   string
	inner    bool
}

// suffix returns the name of an intermediate result at the place.
func (at place) suffix(line string) string {
	if at.source == "" {
		return line + "[" + at.variable.Name + "]"
	}
	return line + "[" + at.variable.Name + "," + at.source + "]"
}

// of returns the place of another variable.
func (at place) of(v *equations.Variable) place {
	at.variable = v
	return at
}

// noiseOf names the integral of a source over the step.
func noiseOf(source string) string { return "dW[" + source + "]" }

// sources are those for which inner lines are written.
func (w *schemeWriter) sources() []string {
	if len(w.parts.sources) == 0 {
		return []string{""}
	}
	return w.parts.sources
}

// step adds a step, unless it is zero.
func (w *schemeWriter) step(st Step) {
	if st.Expr != nil && !w.made[st.Name] {
		w.made[st.Name] = true
		w.update.Steps = append(w.update.Steps, st)
	}
}

// sum returns the value of an inner line.
func (w *schemeWriter) sum(l line, at place) syntax.Expr {
	sum := w.write(l.drift, at)
	if at.source != "" {
		sum = add(sum, w.write(l.noise, at))
	}
	return sum
}

// lastSum returns the value of the last line.
func (w *schemeWriter) lastSum(l line, v *equations.Variable) syntax.Expr {
	sum := w.write(l.drift, place{variable: v})
	for _, source := range w.parts.sources {
		sum = add(sum, w.write(l.noise, place{variable: v, source: source}))
	}
	return sum
}

// write says an expression of the scheme for a place; nil is zero.
func (w *schemeWriter) write(e syntax.Expr, at place) syntax.Expr {
	switch e := e.(type) {
	case *syntax.Ident:
		return w.writeName(e.Name, at)
	case *syntax.Unary:
		if e.Op == syntax.Negate {
			return negate(w.write(e.X, at))
		}
		return w.write(e.X, at)
	case *syntax.Binary:
		return w.writeBinary(e, at)
	case *syntax.Call:
		args := make([]syntax.Expr, len(e.Args))
		for n, arg := range e.Args {
			args[n] = orZero(w.write(arg, at))
		}
		return call(e.Func, args...)
	}
	return e
}

func (w *schemeWriter) writeBinary(e *syntax.Binary, at place) syntax.Expr {
	x, y := w.write(e.X, at), w.write(e.Y, at)
	switch e.Op {
	case syntax.Add:
		return add(x, y)
	case syntax.Sub:
		return subtract(x, y)
	case syntax.Mul:
		return multiply(x, y)
	case syntax.Div:
		if y != nil {
			return divide(x, y)
		}
	}
	return binary(e.Op, orZero(x), orZero(y))
}

func (w *schemeWriter) writeName(text string, at place) syntax.Expr {
	if call, ok := w.scheme.calls[text]; ok {
		return w.evaluate(text, call, at)
	}
	switch text {
	case "x":
		return name(at.variable.Name)
	case "t":
		return name(w.timeName)
	case "dt":
		return name(w.stepName)
	case "dW":
		return name(noiseOf(at.source))
	}
	return w.result(text, at)
}

// result returns an intermediate result; in what the last line has once, the sum of those of all sources.
func (w *schemeWriter) result(line string, at place) syntax.Expr {
	var sum syntax.Expr
	for _, source := range w.sources() {
		if at.source != "" && at.source != source {
			continue
		}
		at := place{variable: at.variable, source: source}
		if w.made[at.suffix(line)] {
			sum = add(sum, name(at.suffix(line)))
		}
	}
	return sum
}

// evaluate returns the value of f or g. While a neuron is refractory, that of a flagged variable is zero; in the last
// line that does not matter, since the variable keeps its value.
func (w *schemeWriter) evaluate(text string, call evaluation, at place) syntax.Expr {
	e := w.parts.f[at.variable.Name]
	if call.of == "g" {
		e = w.parts.g[at.variable.Name][at.source]
	}
	if e == nil {
		return nil
	}
	shifted, rests := !isName(call.x, "x") || w.later(call), at.inner && at.variable.Has("unless refractory")
	if !shifted && !rests {
		return e
	}
	st := Step{Name: at.suffix(text), Expr: e, Rests: rests}
	if shifted {
		st.Scope = w.shift(text, call, at)
	}
	w.step(st)
	return name(st.Name)
}

// later reports whether a call is at another time than the beginning of the step.
func (w *schemeWriter) later(call evaluation) bool { return w.timeName != "t" || !isName(call.t, "t") }

func isName(e syntax.Expr, name string) bool {
	id, ok := e.(*syntax.Ident)
	return ok && id.Name == name
}

// shift returns the scope in which all variables and the time stand as a call says.
func (w *schemeWriter) shift(text string, call evaluation, at place) equations.Scope {
	key := text + " " + at.source
	if scope := w.shifts[key]; scope != nil {
		return scope
	}
	s := shifted{outer: w.sys.Scope, to: make(equations.Symbols)}
	formula := func(e syntax.Expr, info equations.Info) equations.Symbol {
		return equations.Symbol{Kind: equations.Formula, Info: info, Expr: orZero(e), Scope: w.outer}
	}
	if !isName(call.x, "x") {
		for _, v := range w.sys.Variables {
			s.to[v.Name] = formula(w.write(call.x, at.of(v)), v.Info)
		}
	}
	if w.later(call) {
		t, _ := w.sys.Scope.Lookup("t")
		s.to["t"] = formula(w.write(call.t, at), t.Info)
	}
	w.shifts[key] = s
	return s
}

// shifted is a scope in which some names mean something else, also for its subexpressions.
type shifted struct {
	outer equations.Scope
	to    equations.Symbols
}

// Lookup returns the symbol of a name.
func (s shifted) Lookup(name string) (equations.Symbol, bool) {
	if sym, ok := s.to[name]; ok {
		return sym, true
	}
	sym, ok := s.outer.Lookup(name)
	if sym.Kind == equations.Formula {
		sym.Scope = shifted{sym.Scope, s.to}
	}
	return sym, ok
}

// Names lists the names.
func (s shifted) Names() []string { return s.outer.Names() }

// checkSums refuses what a scheme cannot mean with several sources of noise: a result that is there for each source,
// but has a part that should be there once. Brian 2 takes that part several times.
func (w *schemeWriter) checkSums() *syntax.Fault {
	if len(w.parts.sources) < 2 {
		return nil
	}
	s, once := w.scheme, make(map[string]bool) // results with a part that is there once
	for _, l := range s.lines[:len(s.lines)-1] {
		once[l.name] = l.drift != nil && !pure(l.drift, once)
	}
	last := s.lines[len(s.lines)-1]
	for _, id := range syntax.Identifiers(last.drift) {
		names := []*syntax.Ident{id}
		if call, ok := s.calls[id.Name]; ok {
			names = syntax.Identifiers(call.x)
		}
		for _, id := range names {
			if once[id.Name] {
				why := "it has several sources of noise, and " + id.Name + " would count once for each"
				return w.sys.refusal(s.name, derivative(w.sys.Variables[0]), w.sys.Variables[0].Expr, why)
			}
		}
	}
	return nil
}

// pure reports whether a part of a scheme vanishes with the noise. once names the results that do not.
func pure(e syntax.Expr, once map[string]bool) bool {
	switch e := e.(type) {
	case *syntax.Ident:
		whole, isResult := once[e.Name]
		return isResult && !whole
	case *syntax.Unary:
		return pure(e.X, once)
	case *syntax.Binary:
		switch e.Op {
		case syntax.Add, syntax.Sub:
			return pure(e.X, once) && pure(e.Y, once)
		case syntax.Mul:
			return pure(e.X, once) || pure(e.Y, once)
		}
		return pure(e.X, once)
	}
	return false
}
