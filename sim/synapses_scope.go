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

// ambiguous finds variables named like one of a neuron at either end, or like the delay: a reader of the synapses'
// statements could not know which is meant.
//
// Source: Brian 2, Synapses.
func (s *Synapses) ambiguous(model *equations.Model) syntax.Faults {
	var list syntax.Faults
	for _, v := range model.Variables {
		if why := s.ambiguousName(v.Name); why != "" && !v.Summed() {
			list = append(list, syntax.Faultf(model.Source, v.At, "a synapse cannot have a variable %q", v.Name).WithNote(why))
		}
	}
	return list
}

// ambiguousName says who else has a variable of a name; it is empty where nobody has.
func (s *Synapses) ambiguousName(name string) string {
	cure := "; call it " + name + "_syn"
	switch {
	case name == "delay":
		return "every synapse has a delay" + cure
	case s.target.refuses(name):
		return "the postsynaptic " + s.target.elements + " have one" + cure
	case s.source.refuses(name):
		return "the presynaptic " + s.source.elements + " have one" + cure
	}
	return ""
}

// Numbers of the synapses that a synapse's postsynaptic neuron receives, and that its presynaptic neuron sends.
const incoming, outgoing = "N_incoming", "N_outgoing"

// scope is what the names in the synapses' texts refer to. A name that a synapse does not have itself is that of
// a postsynaptic variable.
func (s *Synapses) scope() equations.Scope {
	return s.scopes.of(equations.Own, func() equations.Scope {
		scope, _ := s.newScopes()
		return scope
	})
}

// newScopes returns the scope of the synapses, and that without names of postsynaptic variables that do not end in _post.
func (s *Synapses) newScopes() (all, ending equations.Scope) {
	own := make(equations.Symbols, 6+len(s.model.Variables))
	preScope, postScope := s.source.of.scopeFrom(equations.Pre), s.target.of.scopeFrom(equations.Post)
	index := equations.Symbol{Kind: equations.Element, Info: integerInfo, ReadOnly: "it is an index"}
	own["i"], own["j"] = index, index
	for name, side := range map[string]equations.Side{"i": equations.Pre, "j": equations.Post} {
		index.Name, index.Side = name, side
		own[name] = index
	}
	if i, listed := s.source.indexSymbol(equations.Pre); listed {
		own["i"], preScope = i, equations.Layers{equations.Symbols{"i": i}, preScope}
	}
	if j, listed := s.target.indexSymbol(equations.Post); listed {
		own["j"], postScope = j, equations.Layers{equations.Symbols{"i": j}, postScope}
	}
	known := ends{preScope, postScope}
	ending = equations.Layers{own, clockSymbols, known, s.constants, equations.Units{}}
	all = equations.Layers{own, clockSymbols, known, variables{s.target.of, postScope}, s.constants, equations.Units{}}
	own["N"] = equations.Symbol{Name: "N", Kind: equations.Bound, Info: integerInfo, ReadOnly: "it is a number of synapses"}
	for name, end := range map[string]equations.Side{incoming: equations.Post, outgoing: equations.Pre} {
		own[name] = equations.Symbol{Name: name, Kind: equations.Stored, Info: integerInfo, Side: equations.Own, At: end,
			ReadOnly: "it is a number of synapses"}
	}
	if name := s.spec.MultisynapticIndex; name != "" {
		own[name] = equations.Symbol{Name: name, Kind: equations.Stored, Info: integerInfo, Side: equations.Own,
			ReadOnly: "it numbers the synapses of a pair"}
	}
	addVariables(own, s.model, equations.Own, all, false)
	return all, ending
}

// ends is the scope of what a synapse knows of its two neurons: x_pre, x_post.
type ends struct{ pre, post equations.Scope }

// Lookup returns the symbol of a name with one of the two endings.
func (s ends) Lookup(name string) (equations.Symbol, bool) {
	for _, end := range []struct {
		suffix string
		scope  equations.Scope
	}{{"_pre", s.pre}, {"_post", s.post}} {
		if base, ok := strings.CutSuffix(name, end.suffix); ok {
			sym, known := end.scope.Lookup(base)
			return sym, known && sym.Kind != equations.Number && sym.Kind != equations.Callable && sym.Side != equations.Clock && base != "dt"
		}
	}
	return equations.Symbol{}, false
}

// Names lists what is known of both ends.
func (s ends) Names() []string {
	var names []string
	for _, name := range s.pre.Names() {
		names = append(names, name+"_pre")
	}
	for _, name := range s.post.Names() {
		names = append(names, name+"_post")
	}
	return slices.DeleteFunc(names, func(name string) bool {
		_, known := s.Lookup(name)
		return !known
	})
}

// checkEnds refuses constants named like variables of the neurons: v_pre, where these have a v.
func (s *Synapses) checkEnds() error {
	known := ends{s.source.of.scopeFrom(equations.Pre), s.target.of.scopeFrom(equations.Post)}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(s.constants)) {
		if _, is := known.Lookup(name); is {
			errs = append(errs, fmt.Errorf("sim: %s: namespace: a constant cannot be named %q: it is a variable of the neurons", s, name))
		}
	}
	return errors.Join(errs...)
}

// variables is a scope that knows only what an object at an end has itself, as another scope knows it.
type variables struct {
	of    ended
	scope equations.Scope
}

// Lookup returns the symbol of a variable.
func (s variables) Lookup(name string) (equations.Symbol, bool) {
	if !s.of.has(name) {
		return equations.Symbol{}, false
	}
	return s.scope.Lookup(name)
}

// Names lists the variables.
func (s variables) Names() []string {
	var names []string
	for _, v := range s.of.variables().Variables {
		if s.of.has(v.Name) {
			names = append(names, v.Name)
		}
	}
	return names
}

// pairScope is the scope of expressions about pairs that are not synapses yet.
func (s *Synapses) pairScope() equations.Scope {
	hidden := []string{"N", incoming, outgoing, s.spec.MultisynapticIndex}
	for _, v := range s.model.Variables {
		if !v.Summed() {
			hidden = append(hidden, v.Name)
		}
	}
	return without{s.scope(), hidden}
}

// without is a scope that does not know some names of another.
type without struct {
	scope  equations.Scope
	hidden []string
}

// Lookup returns the symbol of a name that is not hidden.
func (w without) Lookup(name string) (equations.Symbol, bool) {
	if slices.Contains(w.hidden, name) {
		return equations.Symbol{}, false
	}
	return w.scope.Lookup(name)
}

// WhyUnknown says why a name is not known.
func (w without) WhyUnknown(name string) string {
	if _, known := w.scope.Lookup(name); known && name == "N" {
		return "it is the number of synapses, which are not there yet; N_pre and N_post are those of neurons"
	} else if known {
		return "pairs have no variables of synapses yet"
	}
	return ""
}

// Names lists the names of the scope.
func (w without) Names() []string {
	return slices.DeleteFunc(w.scope.Names(), func(name string) bool {
		_, known := w.Lookup(name)
		return !known
	})
}
