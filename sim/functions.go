package sim

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Functions are functions that the texts of an object may call, besides those of the language. Each has a head, "f(x, y)", and a
// body: an expression of the parameters, the Namespace, units and other functions, or a [GoFunction].
//
//	Functions: sim.Functions{"alpha(v, v0)": "0.1*exprel((v - v0)/(10*mV))/ms"}
//
// An expression is written out wherever it is called, so that units are checked at each call, and integrators see through it.
// A function is stateless: it knows of the neuron, and of the time, what it is given. Random numbers in the body are drawn at each
// call. No function calls itself, not through others either.
type Functions map[string]any

// GoFunction is a function in Go, of one to three floats in SI units. Its value may depend on these alone, since it is called in any
// order, any number of times, by several goroutines at once, also for numbers that lead nowhere; where it panics, the run ends with an
// error. All engines call it, for blocks of elements, and give the same bits: those of the function, which may differ between
// processors where it uses package math. As in Brian 2, equations with one are not solved exactly unless Method says so.
//
//	"gain(I)": sim.GoFunction{Units: []string{"amp"}, Result: "hertz", Value: func(x ...float64) float64 { return 1e12 * x[0] }}
//
// Source: Brian 2, check_units, and Function with stateless.
type GoFunction struct {
	Units  []string // of the arguments: volt, 1, ...
	Result string   // unit of the value
	Value  func(x ...float64) float64
}

// isFunction says why a name cannot be assigned to.
const isFunction = "it is a function"

// mostArguments is how many floats a GoFunction takes.
const mostArguments = 3

// functions are those of an object that were read.
type functions struct {
	written *syntax.Functions // out where they are called: own, and those of the object that it is about
	own     []string
	given   equations.Symbols // as code
}

// callable returns those that texts are read with.
func (fs *functions) callable() *syntax.Functions { return fs.written }

// read reads functions, which may call others that are known (nil: none). What names in them refer to is a matter of add, once it is
// known what they refer to.
func (fs Functions) read(owner fmt.Stringer, ns Namespace, known *syntax.Functions) (functions, error) {
	if len(fs) == 0 {
		return functions{written: known}, nil
	}
	r := &functionReader{owner: owner, bodies: make(map[string]*body), given: make(equations.Symbols),
		done: &syntax.Functions{ByName: make(map[string]*syntax.Function), Draws: equations.Draws}}
	if known != nil {
		maps.Copy(r.done.ByName, known.ByName)
	}
	var errs []error
	for _, head := range slices.Sorted(maps.Keys(fs)) {
		errs = append(errs, r.head(head, fs[head], ns))
	}
	own := slices.Sorted(maps.Keys(r.bodies))
	for _, name := range own {
		errs = append(errs, r.function(name))
	}
	return functions{r.done, own, r.given}, errors.Join(errs...)
}

// functionReader reads functions, each after those that it calls.
type functionReader struct {
	owner  fmt.Stringer
	bodies map[string]*body
	given  equations.Symbols
	path   []string // of functions that are being read
	done   *syntax.Functions
}

// body is a function that was not read yet.
type body struct {
	params []string
	src    *syntax.Source
	read   bool
}

// head reads "f(x, y)".
func (r *functionReader) head(head string, value any, ns Namespace) error {
	name, params, ok := headOf(head)
	if !ok {
		return fmt.Errorf("sim: %s: Functions: %q is no head of a function; write it as \"f(x, y)\"", r.owner, head)
	}
	refused := func(format string, args ...any) error {
		return fmt.Errorf("sim: %s: function %s: %s", r.owner, head, fmt.Sprintf(format, args...))
	}
	if why := refusedName(name); why != "" {
		return refused("a function cannot be named %q: %s", name, why)
	}
	if _, taken := ns[name]; taken {
		return refused("a function cannot be named %q: it is a constant of the namespace", name)
	}
	if _, given := r.given[name]; given || r.bodies[name] != nil {
		return refused("there is another function %q", name)
	}
	for k, param := range params {
		if why := refusedName(param); why != "" {
			return refused("a parameter cannot be named %q: %s", param, why)
		}
		if slices.Contains(params[:k], param) {
			return refused("it has two parameters %q", param)
		}
	}
	switch value := value.(type) {
	case string:
		r.bodies[name] = &body{params: params, src: source(r.owner, "function "+head, value)}
	case GoFunction:
		given, why := value.read(params)
		if why != "" {
			return refused("%s", why)
		}
		r.given[name] = equations.Symbol{Name: name, Kind: equations.Callable, Side: equations.Own, Usage: head, Given: given, ReadOnly: isFunction}
	default:
		return refused("its body has type %T; give a string, which is an expression, or a sim.GoFunction", value)
	}
	return nil
}

// read returns the function, or what is wrong with it.
func (f GoFunction) read(params []string) (given *equations.Given, why string) {
	given = &equations.Given{Params: params, Value: f.Value}
	switch {
	case f.Value == nil:
		return nil, "Value is nil; give a func(x ...float64) float64"
	case len(params) < 1 || len(params) > mostArguments:
		return nil, fmt.Sprintf("a function in Go takes 1 to %d arguments, not %d", mostArguments, len(params))
	case len(f.Units) != len(params):
		return nil, fmt.Sprintf("Units has %d units for %d arguments", len(f.Units), len(params))
	}
	for n, text := range append(slices.Clone(f.Units), f.Result) {
		unit, err := units.ParseUnit(text)
		switch {
		case err != nil:
			line, _, _ := strings.Cut(err.Error(), "\n")
			return nil, strings.TrimPrefix(line, "units: ")
		case unit.Scale != 1:
			return nil, fmt.Sprintf("%s is no SI unit; write %s, and compute in it", text, unit.Dim)
		case n < len(params):
			given.Units = append(given.Units, unit.Dim)
		default:
			given.Result = unit.Dim
		}
	}
	return given, ""
}

// headOf takes the head of a function apart.
func headOf(head string) (name string, params []string, ok bool) {
	e, err := syntax.ParseExpr(&syntax.Source{Text: head})
	call, isCall := e.(*syntax.Call)
	if err != nil || !isCall {
		return "", nil, false
	}
	for _, arg := range call.Args {
		id, isName := arg.(*syntax.Ident)
		if !isName {
			return "", nil, false
		}
		params = append(params, id.Name)
	}
	return call.Func, params, true
}

// function reads a function, if it was not read yet.
func (r *functionReader) function(name string) error {
	b := r.bodies[name]
	if b.read {
		return nil
	}
	if k := slices.Index(r.path, name); k >= 0 {
		return fmt.Errorf("sim: %s: functions cannot call themselves: %s", r.owner, strings.Join(append(r.path[k:], name), " -> "))
	}
	r.path = append(r.path, name)
	defer func() { r.path = r.path[:len(r.path)-1] }()
	plain, err := syntax.ParseExpr(b.src)
	if err != nil {
		b.read = true
		return err
	}
	for _, called := range syntax.Calls(plain) {
		if r.bodies[called] == nil {
			continue
		}
		if err := r.function(called); err != nil {
			b.read = true
			return err
		}
	}
	b.read = true
	b.src.Functions = r.done
	e, err := syntax.ParseExpr(b.src)
	if err == nil {
		r.done.ByName[name] = &syntax.Function{Name: name, Params: b.params, Source: b.src, Body: e}
	}
	return err
}

// add adds the functions to the constants of an object, whose texts know both, and checks the names in their bodies: they know these
// constants, and others.
func (fs *functions) add(owner fmt.Stringer, constants, others equations.Symbols, m *equations.Model) error {
	for _, name := range fs.own {
		f := fs.written.ByName[name]
		if f == nil {
			continue // it has a fault
		}
		constants[name] = equations.Symbol{Name: name, Kind: equations.Callable, Side: equations.Own, Usage: f.Usage(), ReadOnly: isFunction}
	}
	maps.Copy(constants, fs.given)
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(constants)) {
		if sym := constants[name]; sym.Kind == equations.Callable && m.Variable(name) != nil {
			errs = append(errs, fmt.Errorf("sim: %s: function %s: a function cannot be named %q: it is a variable of the equations",
				owner, sym.Usage, name))
		}
	}
	var list syntax.Faults
	for _, name := range fs.own {
		if f := fs.written.ByName[name]; f != nil {
			list = append(list, equations.CheckFunction(f, equations.Layers{constants, others, equations.Units{}})...)
		}
	}
	return errors.Join(faults(list), errors.Join(errs...))
}
