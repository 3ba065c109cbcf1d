package sim

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/sim/internal/equations"
)

// furtherNames are the constants and functions that the texts of an object know besides what the object that it is about knows.
type furtherNames struct {
	constants equations.Symbols
	functions functions
}

// read reads them, for texts about some elements, and returns the scope of these texts. No name may be known already.
func (f *furtherNames) read(o Object, about elements, ns Namespace, fs Functions) (equations.Scope, error) {
	scope, m := about.scope(), about.of.variables()
	var err, functionsErr error
	f.constants, err = ns.symbols(o, m)
	f.functions, functionsErr = fs.read(o, ns, about.of.callable())
	errs := []error{err, functionsErr}
	if f.constants == nil {
		f.constants = make(equations.Symbols)
	}
	errs = append(errs, f.functions.add(o, f.constants, about.of.namespace(), m))
	for _, name := range slices.Sorted(maps.Keys(f.constants)) {
		if _, known := scope.Lookup(name); known && equations.RefusedName(name) == "" && m.Variable(name) == nil {
			errs = append(errs, fmt.Errorf("sim: %s: namespace: %s cannot be named %q, which %s knows already", o, whatIs(f.constants[name]), name, o.parts()[0]))
		}
	}
	return equations.Layers{scope, f.constants}, errors.Join(errs...)
}

// whatIs says what a name of a namespace is.
func whatIs(sym equations.Symbol) string {
	if sym.Kind == equations.Callable {
		return "a function"
	}
	return "a constant"
}
