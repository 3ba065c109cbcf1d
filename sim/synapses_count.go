package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/sim/internal/topology"
)

// readCount reads how many synapses a pair gets.
func (c *connect) readCount(s *Synapses, text string) error {
	if text == "" {
		return nil
	}
	if n, is, err := quantityOf(text); is {
		switch x := n.SI(); {
		case err != nil:
			return fmt.Errorf("sim: %s: connect: N: %w", s, err)
		case !n.Dimension().IsDimensionless() || !isCount(x):
			return fmt.Errorf("sim: %s: connect: N is %s, and no number from 0 to %d", s, n, topology.MaxSynapses)
		default:
			c.copies = int(x)
		}
		return nil
	}
	src := source(s, "connect: N", text)
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return err
	}
	info, list := equations.Check(e, src, s.pairScope())
	switch {
	case len(list) > 0:
	case info.Type == equations.Boolean:
		list = syntax.Faults{syntax.Faultf(src, e.Span(), "a number of synapses is an integer, but this is a condition").
			WithNote("write int(...)")}
	case !info.Dim.IsDimensionless():
		list = syntax.Faults{syntax.Faultf(src, e.Span(), "a number of synapses has no unit, but this has unit %s", info.Dim)}
	}
	if len(list) == 0 {
		c.count = lower.Probe(e, s.pairScope(), false)
	}
	return faults(list)
}

// isCount reports whether a number that is cut off may be a number of synapses.
func isCount(x float64) bool { return math.Trunc(x) >= 0 && x <= topology.MaxSynapses }

// add appends copies of a synapse between two neurons, counted in their whole groups.
func (d *drawing) add(pre, post int32, copies int) error {
	if copies > topology.MaxSynapses-d.table.Len() {
		return fmt.Errorf("sim: %s: more than %d synapses in one object; divide it", d.synapses, topology.MaxSynapses)
	}
	if n := d.table.Len() + copies; copies > 1 && n >= 2*d.asked && n >= enoughToAsk {
		d.asked = n
		if err := d.synapses.checkMemory(float64(2*n), "may come next"); err != nil {
			return err
		}
	}
	for ; copies > 0; copies -= batch {
		d.table.AddRow(pre, slices.Repeat([]int32{post}, min(copies, batch)))
	}
	return nil
}

// counts returns how many synapses each of some pairs of neurons gets.
func (d *drawing) counts(pre, post []int32) ([]float64, error) {
	counts, err := d.probe(d.connect.count, pre, post)
	for k, n := range counts {
		if !isCount(n) {
			return nil, fmt.Errorf("sim: %s: connect: N is %v for the pair i=%d, j=%d, and no number from 0 to %d", d.synapses, n,
				d.source.number(pre[k]), d.target.number(post[k]), topology.MaxSynapses)
		}
	}
	return counts, err
}

// givenName says whether a constant or a function of the description has a name; it is empty where none has. What comes from the
// fields of a struct gives way to names of the synapses.
func (s *Synapses) givenName(name string) string {
	sym, known := s.constants[name]
	_, isField := s.spec.Namespace[name].(field)
	switch {
	case !known || isField || sym.Unusable != "":
		return ""
	case sym.Kind == equations.Callable:
		return isFunction
	}
	return "it is a constant of the namespace"
}

// readMultisynapticIndex checks the name of the variable that numbers the synapses of a pair.
func (s *Synapses) readMultisynapticIndex() error {
	name := s.spec.MultisynapticIndex
	if name == "" {
		return nil
	}
	why := equations.RefusedName(name)
	switch {
	case !nameRule.MatchString(name):
		why = "a name begins with a letter and has letters, digits and underscores"
	case s.model.Variable(name) != nil:
		why = "the model has a variable of that name"
	case why == "":
		why = cmp.Or(s.ambiguousName(name), s.givenName(name))
	}
	if why != "" {
		return fmt.Errorf("sim: %s: MultisynapticIndex cannot be %q: %s", s, name, why)
	}
	return nil
}
