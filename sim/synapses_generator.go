package sim

import (
	"fmt"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// Generator says to which neurons each neuron is connected, as Python's generators do:
//
//	"i"                                      one to one
//	"(i + 1) % N_post if i != 3"
//	"k for k in range(i - 2, i + 3) if k != i"
//	"k for k in range(9, -1, -2)"
//	"k for k in sample(N_post, p=0.1)"       each with a probability
//	"k for k in sample(N_post, size=i//2)"   so many different ones, each set of them with the same probability
//
// These are the j of each i; the i of each j are likewise. What stands in range and sample, and before "for", may depend on the one
// neuron; what stands behind "if", on both. Making synapses costs as much as there are values, not pairs.
//
// Source: Brian 2, Synapses.connect.
type Generator string

// generator is a checked Generator. Its templates are probes; nil: not given.
type generator struct {
	side           equations.Side // of the neurons that are gone through: Pre for the j of each i
	skips          bool           // what is out of range
	loops, sampled bool
	from, to, step *lower.Template
	p, size        *lower.Template
	element        *lower.Template
	early, late    *lower.Template // the condition, where it does not and where it does depend on the neuron found
	plain          bool            // the element is the variable of the loop
}

// iterator is the variable of a loop in kernels.
var iterator = equations.Symbol{Name: "_iterator", Kind: equations.Stored, Info: integerInfo, Side: equations.Own,
	ReadOnly: "it is the variable of a loop"}

// readGenerator reads a Generator, if there is one.
func (c *connect) readGenerator(s *Synapses, spec Connect) error {
	text, side, field := spec.JOf, equations.Pre, "JOf"
	if spec.IOf != "" {
		text, side, field = spec.IOf, equations.Post, "IOf"
	}
	switch {
	case text == "" && spec.SkipIfInvalid:
		return fmt.Errorf("sim: %s: connect: SkipIfInvalid is for JOf and IOf", s)
	case text == "":
		return nil
	case spec.JOf != "" && spec.IOf != "" || spec.I != nil || spec.J != nil || spec.Condition != "" || spec.Probability != "":
		return fmt.Errorf("sim: %s: connect: %s says all; leave Condition, Probability, I, J and other generators out", s, field)
	}
	src := source(s, "connect: "+field, string(text))
	parsed, err := syntax.ParseGenerator(src)
	if err != nil {
		return err
	}
	c.generator = &generator{side: side, skips: spec.SkipIfInvalid, loops: parsed.Variable != nil, sampled: parsed.Sampled}
	return faults(c.generator.read(s, src, parsed))
}

// read checks the parts of a generator.
func (g *generator) read(s *Synapses, src *syntax.Source, parsed *syntax.Generator) syntax.Faults {
	var list syntax.Faults
	variable := equations.Symbols{}
	if v := parsed.Variable; v != nil {
		if why := equations.RefusedName(v.Name); why != "" && !strings.HasPrefix(v.Name, "_") {
			list = append(list, syntax.Faultf(src, v.At, "the variable of a loop cannot be %q", v.Name).WithNote(why))
		}
		variable[v.Name] = iterator
		id, isName := parsed.Element.(*syntax.Ident)
		g.plain = isName && id.Name == v.Name
	}
	one := oneEnd{s.pairScope(), g.side}
	inner, both := equations.Layers{variable, one}, equations.Layers{variable, s.pairScope()}
	probe := func(e syntax.Expr, what string, types []equations.Type, scope equations.Scope) *lower.Template {
		if e == nil {
			return nil
		}
		t, found := probeTyped(e, src, what, types, scope)
		list = append(list, found...)
		return t
	}
	integers, numbers := []equations.Type{equations.Integer}, []equations.Type{equations.Integer, equations.Float}
	g.from, g.to = probe(parsed.From, "the beginning of a range", integers, one), probe(parsed.To, "the end of a range", integers, one)
	g.step = probe(parsed.Step, "the step of a range", integers, one)
	g.p, g.size = probe(parsed.P, "a probability", numbers, one), probe(parsed.Size, "the size of a sample", integers, one)
	g.element = probe(parsed.Element, "the number of a neuron", numbers, inner)
	condition := probe(parsed.If, "what stands behind \"if\"", []equations.Type{equations.Boolean}, both)
	if g.early = condition; condition != nil && equations.Mentions(parsed.If, both, one.isOther) {
		g.early, g.late = nil, condition
	}
	return list
}

// probeTyped returns a probe of an expression without unit that has one of some types.
func probeTyped(e syntax.Expr, src *syntax.Source, what string, types []equations.Type, scope equations.Scope) (*lower.Template, syntax.Faults) {
	info, list := equations.Check(e, src, scope)
	if len(list) > 0 {
		return nil, list
	}
	for _, t := range types {
		if info.Type == t && info.Dim.IsDimensionless() {
			return lower.Probe(e, scope, false), nil
		}
	}
	fault := syntax.Faultf(src, e.Span(), "%s is %s without unit", what, types[0])
	switch {
	case len(types) > 1:
		fault = syntax.Faultf(src, e.Span(), "%s is a number without unit", what)
	case types[0] == equations.Boolean:
		fault = syntax.Faultf(src, e.Span(), "%s is a condition, but this is %s", what, info.Type)
	case info.Type == equations.Float && info.Dim.IsDimensionless():
		_ = fault.WithNote("write int(...)")
	}
	return nil, syntax.Faults{fault}
}

// probes are all that a generator computes.
func (g *generator) probes() []*lower.Template {
	return []*lower.Template{g.from, g.to, g.step, g.p, g.size, g.element, g.early, g.late}
}

// oneEnd is a scope of pairs of which only the neuron on a side is known.
type oneEnd struct {
	scope equations.Scope
	side  equations.Side
}

// isOther reports whether a symbol is of the neuron on the other side.
func (o oneEnd) isOther(_ string, sym equations.Symbol) bool {
	other := equations.Post
	if o.side == equations.Post {
		other = equations.Pre
	}
	return sym.Side == other && (sym.Kind == equations.Element || sym.Kind == equations.Stored || sym.Kind == equations.Formula)
}

// Lookup returns the symbol of a name that is not of the other neuron.
func (o oneEnd) Lookup(name string) (equations.Symbol, bool) {
	sym, known := o.scope.Lookup(name)
	if o.isOther(name, sym) {
		return equations.Symbol{}, false
	}
	return sym, known
}

// WhyUnknown says why a name is not known.
func (o oneEnd) WhyUnknown(name string) string {
	if sym, _ := o.scope.Lookup(name); o.isOther(name, sym) {
		return "it is of the neuron that is looked for; only what stands behind \"if\" may depend on it"
	}
	if r, ok := o.scope.(interface{ WhyUnknown(string) string }); ok {
		return r.WhyUnknown(name)
	}
	return ""
}

// Names lists the names of the scope.
func (o oneEnd) Names() (names []string) {
	for _, name := range o.scope.Names() {
		if _, known := o.Lookup(name); known {
			names = append(names, name)
		}
	}
	return names
}
