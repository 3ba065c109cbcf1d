package sim

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// Link says what a variable flagged (linked) stands for: a variable or subexpression of another group, of which each neuron reads
// one element: what the other group has at the moment of reading. Resets and other statements write it there, where each neuron has
// an element of its own, which is flagged neither (constant) nor (unless refractory).
//
// Without Index the element is the one of the same number, where the groups are of one size, or the only one, where the other
// group has one neuron or the variable is shared.
//
// A link may lead to the group's own neurons, where these do not change while they are read: to a (constant) variable, and to a
// subexpression that is (constant over dt), such as "before = v : 1 (constant over dt)".
//
// Source: Brian 2, linked_var.
type Link struct {
	Of       Group  // the other group: numbers count in it
	Own      bool   // instead of Of: the other group is this one
	Variable string // its name there; empty: the same
	Index    []int  // for each neuron, the number of the element
	IndexBy  string // instead of Index: the integer variable of the neurons, or subexpression, that holds the number
}

// linkFlag is the flag of variables that are those of another group.
const linkFlag = "linked"

// link is a Link that was checked.
type link struct {
	name    string
	info    equations.Info // type and unit here
	neurons int            // how many read it
	of      *NeuronGroup
	source  equations.Symbol // as the other group sees it
	own     string           // the variable of the same group; empty: it is another's
	number  numbering
}

// numbering says which element of the other group each neuron reads.
type numbering struct {
	list []int32 // counted in the whole group
	by   string  // the variable that holds it; both empty: the neuron's own number
}

// distinct reports whether no element is that of two neurons.
func (n numbering) distinct() bool {
	list := slices.Clone(n.list)
	slices.Sort(list)
	return len(slices.Compact(list)) == len(n.list)
}

// readLinks reads what the variables flagged (linked) stand for.
func (g *NeuronGroup) readLinks() error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(g.spec.Linked)) {
		if v := g.model.Variable(name); v == nil {
			errs = append(errs, fmt.Errorf("sim: %s: Linked: %s", g, noVariable(g, name)))
		} else if !v.Has(linkFlag) {
			errs = append(errs, fmt.Errorf("sim: %s: Linked: %q is not flagged (linked); write %s : %s (linked)", g, name, name, v.Unit))
		}
	}
	for _, v := range g.model.Variables {
		if !v.Has(linkFlag) {
			continue
		}
		l, err := g.readLink(v)
		g.links, errs = append(g.links, l), append(errs, err)
	}
	g.scopes.forget()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return g.checkOwnLinks()
}

// checkOwnLinks refuses subexpressions to which links of the group lead and which read such links: neurons would wait for each other.
func (g *NeuronGroup) checkOwnLinks() error {
	own := make(map[string]bool)
	for _, l := range g.links {
		own[l.name] = l.own != ""
	}
	for _, l := range g.links {
		w := g.model.Variable(l.own)
		if w != nil && w.Expr != nil && equations.Mentions(w.Expr, g.scope(), func(name string, _ equations.Symbol) bool { return own[name] }) {
			return fmt.Errorf("sim: %s: %q is linked to %q, which reads a link to the group itself; neurons would wait for each other",
				g, l.name, l.own)
		}
	}
	return nil
}

func (g *NeuronGroup) readLink(v *equations.Variable) (*link, error) {
	spec, given := g.spec.Linked[v.Name]
	switch {
	case given && spec.Own && spec.Of == nil:
		return g.readOwnLink(v, spec)
	case !given || spec.Own || absent(spec.Of):
		return nil, fmt.Errorf("sim: %s: %q is flagged (linked), but Linked does not say to what; give Linked[%q] a group in Of, or Own",
			g, v.Name, v.Name)
	}
	variable := spec.Variable
	if variable == "" {
		variable = v.Name
	}
	l := &link{name: v.Name, info: equations.Info{Type: v.Type, Dim: v.Dim}, neurons: g.Size(), of: spec.Of.neurons().group}
	var known bool
	if l.source, known = l.of.scope().Lookup(variable); !known || !readable(l.source) {
		return nil, fmt.Errorf("sim: %s: %q cannot be linked: %s", g, v.Name, noVariable(l.of, variable))
	}
	if err := g.checkKind(v, l, variable); err != nil {
		return nil, err
	}
	var err error
	l.number, err = g.numbering(v, spec, l.source)
	return l, err
}

// readOwnLink reads a link to other neurons of the same group.
func (g *NeuronGroup) readOwnLink(v *equations.Variable, spec Link) (*link, error) {
	w := g.model.Variable(spec.Variable)
	l := &link{name: v.Name, of: g, own: spec.Variable}
	switch {
	case w == nil:
		return nil, fmt.Errorf("sim: %s: %q cannot be linked: %s", g, v.Name, noVariable(g, spec.Variable))
	case w.Has(linkFlag) || !w.Has(heldFlag) && !w.Has("constant"):
		return nil, fmt.Errorf("sim: %s: %q cannot be linked to %q of the group itself, which may change while it is read; link to a (constant) "+
			"variable, or to before = %s : %s (constant over dt)", g, v.Name, w.Name, w.Name, w.Unit)
	case w.Dim != v.Dim:
		return nil, fmt.Errorf("sim: %s: %q has %s and cannot be linked to %q, which has %s", g, v.Name, unitPhrase(v.Dim), w.Name, unitPhrase(w.Dim))
	case w.Type != v.Type:
		return nil, fmt.Errorf("sim: %s: %q is %s and cannot be linked to %q, which is %s", g, v.Name, v.Type, w.Name, w.Type)
	}
	var err error
	spec.Of = g
	l.number, err = g.numbering(v, spec, equations.Symbol{Shared: w.Has("shared")})
	return l, err
}

// readable reports whether a symbol is one that links can lead to.
func readable(sym equations.Symbol) bool {
	return (sym.Kind == equations.Stored || sym.Kind == equations.Formula) && sym.Side == equations.Own
}

// checkKind checks that a variable has the unit and type of what it is linked to. A float may be an integer there.
func (g *NeuronGroup) checkKind(v *equations.Variable, l *link, variable string) error {
	source := fmt.Sprintf("%q of %s", variable, l.of)
	switch has := l.source.Info; {
	case has.Dim != v.Dim:
		return fmt.Errorf("sim: %s: %q has %s and cannot be linked to %s, which has %s", g, v.Name, unitPhrase(v.Dim), source,
			unitPhrase(has.Dim))
	case has.Type != v.Type && (has.Type != equations.Integer || v.Type != equations.Float):
		return fmt.Errorf("sim: %s: %q is %s and cannot be linked to %s, which is %s", g, v.Name, v.Type, source, has.Type)
	case equations.Noisy(&syntax.Ident{Name: variable}, l.of.scope()):
		return fmt.Errorf("sim: %s: %q cannot be linked to %s, which has noise, and so no value at one moment", g, v.Name, source)
	case l.source.Kind == equations.Formula && l.of.spec.DT != g.spec.DT:
		return fmt.Errorf("sim: %s: %q cannot be linked to %s, a subexpression of a group with another step size, yet; link to the "+
			"variables that it uses", g, v.Name, source)
	}
	return nil
}

// numbering checks which elements the neurons read.
func (g *NeuronGroup) numbering(v *equations.Variable, spec Link, source equations.Symbol) (numbering, error) {
	refused := func(format string, args ...any) (numbering, error) {
		return numbering{}, fmt.Errorf("sim: %s: Linked[%q]: %s", g, v.Name, fmt.Sprintf(format, args...))
	}
	of := spec.Of.neurons()
	switch {
	case spec.Index != nil && spec.IndexBy != "":
		return refused("give Index or IndexBy, not both")
	case source.Shared && (spec.Index != nil || spec.IndexBy != ""):
		return refused("the variable is shared and has one value; there is nothing to number")
	case source.Shared:
		return numbering{}, nil
	case spec.IndexBy != "":
		index := g.model.Variable(spec.IndexBy)
		if index == nil || index.Type != equations.Integer || index.Has(linkFlag) {
			return refused("IndexBy is %q, which is no integer variable of the neurons", spec.IndexBy)
		}
		if of.size != of.group.Size() {
			return refused("IndexBy cannot count in %s yet; link to %s, and count in that", spec.Of, of.group)
		}
		return numbering{by: spec.IndexBy}, nil
	case spec.Index == nil && of.size == g.Size() && of.size == of.group.Size():
		return numbering{}, nil
	case spec.Index == nil && of.size != g.Size() && of.size != 1:
		return refused("%s has %d neurons and %s has %d; give Index, the number of the element for each neuron", g, g.Size(),
			spec.Of, of.size)
	case spec.Index != nil && len(spec.Index) != g.Size():
		return refused("Index has %d numbers for %d neurons", len(spec.Index), g.Size())
	}
	n := numbering{list: make([]int32, g.Size())}
	for k := range n.list {
		i := k
		if spec.Index != nil {
			i = spec.Index[k]
		} else if of.size == 1 {
			i = 0
		}
		if i < 0 || i >= of.size {
			return refused("Index has %d, but %s has neurons 0 to %d", i, spec.Of, of.size-1)
		}
		n.list[k] = of.at(i)
	}
	return n, nil
}

// parts are the groups whose variables the neurons read.
func (g *NeuronGroup) parts() []Object {
	var list []Object
	for _, l := range g.links {
		if l.own == "" {
			list = append(list, l.of)
		}
	}
	return list
}

// indexName names the array of the numbers of a link.
func (l *link) indexName() string { return "_" + l.name + "_index" }

// alias is the name under which a group knows an array of another one to which it is linked.
func (l *link) alias(name string) string { return l.name + "." + name }

// declareLinks declares whatever links may lead to.
func (g *NeuronGroup) declareLinks(p *bind.Part) {
	for _, l := range g.links {
		if l.own == "" {
			p.Borrow(l.name+".", p.Memory().Part(l.of.Name()))
		}
		if l.number.list != nil {
			p.Ints(l.indexName(), l.name+".index", l.number.list)
		}
	}
}

// explainLinks says what is linked to what.
func (g *NeuronGroup) explainLinks(b *strings.Builder) {
	for _, l := range g.links {
		fmt.Fprintf(b, "  %s is linked to %q of %s\n", l.name, cmp.Or(l.own, l.source.Name), l.of)
	}
}

// astray says which neuron's link leads to an element that is not there; nil where none does, or where a subexpression numbers.
func (g *NeuronGroup) astray(p *bind.Part) error {
	for _, l := range g.links {
		if l.number.by == "" || !g.model.Variable(l.number.by).Stored() {
			continue
		}
		numbers, err := p.Read(l.number.by)
		if err != nil {
			return err
		}
		for k, i := range numbers {
			if i < 0 || int(i) >= l.of.Size() {
				return fmt.Errorf("sim: %s: %q is linked to element %.0f of %s for element %d, by %q; it must be 0 to %d",
					g, l.name, i, l.of, k, l.number.by, l.of.Size()-1)
			}
		}
	}
	return nil
}
