package sim

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// Functions are functions that the texts of an object may call, besides those of the language. Each has a head, "f(x, y)", and a
// body, which is an expression of the parameters, the Namespace, units and other functions:
//
//	Functions: sim.Functions{"alpha(v, v0)": "0.1*exprel((v - v0)/(10*mV))/ms"}
//
// It is written out wherever it is called, on every engine, so that units are checked at each call, and integrators see through it.
// A function is stateless: it knows of the neuron, and of the time, what it is given. Random numbers in the body are drawn at each
// call. No function calls itself, not through others either.
type Functions map[string]any

// read reads functions. What names in them refer to is a matter of addFunctions, once it is known what they refer to.
func (fs Functions) read(owner fmt.Stringer, ns Namespace) (*syntax.Functions, error) {
	if len(fs) == 0 {
		return nil, nil
	}
	r := &functionReader{owner: owner, bodies: make(map[string]*body),
		done: &syntax.Functions{ByName: make(map[string]*syntax.Function), Draws: equations.Draws}}
	var errs []error
	for _, head := range slices.Sorted(maps.Keys(fs)) {
		errs = append(errs, r.head(head, fs[head], ns))
	}
	for _, name := range slices.Sorted(maps.Keys(r.bodies)) {
		errs = append(errs, r.function(name))
	}
	return r.done, errors.Join(errs...)
}

// functionReader reads functions, each after those that it calls.
type functionReader struct {
	owner  fmt.Stringer
	bodies map[string]*body
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
	if why := refusedConstantName(name); equations.RefusedName(name) != "" || !nameRule.MatchString(name) {
		return refused("a function cannot be named %q: %s", name, why)
	}
	if _, taken := ns[name]; taken {
		return refused("a function cannot be named %q: it is a constant of the namespace", name)
	}
	if r.bodies[name] != nil {
		return refused("there is another function %q", name)
	}
	for k, param := range params {
		if equations.RefusedName(param) != "" || !nameRule.MatchString(param) {
			return refused("a parameter cannot be named %q: %s", param, refusedConstantName(param))
		}
		if slices.Contains(params[:k], param) {
			return refused("it has two parameters %q", param)
		}
	}
	text, isText := value.(string)
	if !isText {
		return refused("its body has type %T; give a string, an expression", value)
	}
	r.bodies[name] = &body{params: params, src: source(r.owner, "function "+head, text)}
	return nil
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
	if b.read = true; r.done.ByName[name] != nil {
		return nil
	}
	b.src.Functions = r.done
	e, err := syntax.ParseExpr(b.src)
	if err == nil {
		r.done.ByName[name] = &syntax.Function{Name: name, Params: b.params, Source: b.src, Body: e}
	}
	return err
}

// addFunctions adds functions to the constants of an object, whose texts know both, and checks the names in their bodies.
func addFunctions(owner fmt.Stringer, fs *syntax.Functions, constants equations.Symbols, m *equations.Model) error {
	if fs == nil {
		return nil
	}
	var errs []error
	var list syntax.Faults
	for _, name := range slices.Sorted(maps.Keys(fs.ByName)) {
		f := fs.ByName[name]
		if m.Variable(name) != nil {
			errs = append(errs, fmt.Errorf("sim: %s: function %s: a function cannot be named %q: it is a variable of the equations",
				owner, f.Usage(), name))
		}
		list = append(list, equations.CheckFunction(f, equations.Layers{constants, equations.Units{}})...)
	}
	for name, f := range fs.ByName {
		constants[name] = equations.Symbol{Name: name, Kind: equations.Callable, Side: equations.Own, Usage: f.Usage(), ReadOnly: "it is a function"}
	}
	return errors.Join(faults(list), errors.Join(errs...))
}
