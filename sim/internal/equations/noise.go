package equations

import (
	"slices"
	"strings"
	"sync"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Noise of differential equations has the names xi and xi_ with more behind it. Each name is one source of white
// noise, in units of second**-0.5: where it stands in several equations of a model, these have the same noise, and
// plain xi may stand in one only. Sources differ between elements.
//
// Source: Brian 2, Equations: stochastic_variables, uses_xi.

const (
	plainNoise  = "xi"
	noisePrefix = "xi_"
)

// IsNoise reports whether a name is that of a source of noise.
func IsNoise(name string) bool { return name == plainNoise || strings.HasPrefix(name, noisePrefix) }

// noiseInfo is made when it is needed: the table of all units, which it reads, takes longer than all else that a program sets up.
var noiseInfo = sync.OnceValue(func() Info { return Info{Type: Float, Dim: units.MustParse("1 second**-0.5").Dimension()} })

// noise says what is known of a source of noise, where it may stand.
func (c *checker) noise(e *syntax.Ident) (Info, bool) {
	if c.noisy {
		return noiseInfo(), true
	}
	if !c.unknown[e.Name] {
		c.unknown[e.Name] = true
		c.fault(e.At, "write randn() for a random number", "noise stands in differential equations only")
	}
	return Info{}, false
}

// Noisy reports whether an expression has noise, also through subexpressions.
func Noisy(e syntax.Expr, scope Scope) bool {
	return Mentions(e, scope, func(name string, _ Symbol) bool { return IsNoise(name) })
}

// noiseOfFormula refuses a subexpression with noise where noise may not stand.
func (c *checker) noiseOfFormula(e *syntax.Ident, sym Symbol) bool {
	if c.noisy || sym.Kind != Formula {
		return true
	}
	noisy, known := c.tainted[sym.Expr]
	if !known {
		noisy = Noisy(sym.Expr, sym.Scope)
		c.tainted[sym.Expr] = noisy
	}
	if !noisy {
		return true
	}
	c.fault(e.At, "noise stands in differential equations only", "%q has noise", e.Name)
	return false
}

// plainNoises checks that plain xi stands in one differential equation.
func (m *Model) plainNoises() syntax.Faults {
	var faults syntax.Faults
	first := ""
	for _, v := range m.Variables {
		if v.Expr == nil {
			continue
		}
		names := syntax.Identifiers(v.Expr)
		at := slices.IndexFunc(names, func(id *syntax.Ident) bool { return id.Name == plainNoise })
		switch {
		case at < 0:
		case v.Kind != syntax.Differential:
			faults = append(faults, syntax.Faultf(m.Source, names[at].At, "xi stands in differential equations only").
				WithNote("in a subexpression, give it a name of its own: xi_"+v.Name))
		case first != "":
			faults = append(faults, syntax.Faultf(m.Source, names[at].At, "xi stands in the equation of %q already", first).
				WithNote("give noises names: the same one, as xi_1, for the same noise, or different ones"))
		default:
			first = v.Name
		}
	}
	return faults
}
