package integrate

import (
	"maps"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// parted are differential equations as dx/dt = f + Σ g·xi, one g for each source of noise that stands in an equation.
type parted struct {
	sources []string // of noise, in the order of the alphabet
	f       map[string]syntax.Expr
	g       map[string]map[string]syntax.Expr // by variable and source
}

// parts tells the noise of the equations from the rest; where it is not linear in the sources, that is a fault.
func (sys *System) parts() (*parted, *syntax.Fault) {
	p := &parted{f: make(map[string]syntax.Expr), g: make(map[string]map[string]syntax.Expr)}
	noises := names{is: equations.IsNoise}
	for _, v := range sys.Variables {
		form, linear := noises.form(v.Expr, sys.Scope)
		if !linear {
			return nil, syntax.Faultf(sys.Source, noises.nonlinear(v.Expr, sys.Scope).Span(),
				"the noise of %s cannot be told from the rest", derivative(v)).
				WithNote("an equation is f + g*xi, where f and g have no noise")
		}
		p.f[v.Name], p.g[v.Name] = form.rest, form.of
		p.sources = append(p.sources, slices.Collect(maps.Keys(form.of))...)
	}
	slices.Sort(p.sources)
	p.sources = slices.Compact(p.sources)
	return p, nil
}

// noisy reports whether the equations have noise.
func (sys *System) noisy() bool {
	return slices.ContainsFunc(sys.Variables, func(v *equations.Variable) bool { return equations.Noisy(v.Expr, sys.Scope) })
}

// refusedNoise returns the first equation with noise that a method for some noise cannot integrate, and why.
//
// Source: Brian 2, Equations: stochastic_type; stateupdaters/explicit.py: diagonal_noise.
func (sys *System) refusedNoise(p *parted, can Noise) (v *equations.Variable, why string) {
	equationOf := make(map[string]string)
	for _, v := range sys.Variables {
		for _, source := range slices.Sorted(maps.Keys(p.g[v.Name])) {
			switch {
			case can == NoNoise:
				return v, "it has noise"
			case can == Additive && sys.varies(p.g[v.Name][source]):
				return v, "the factor of its noise depends on variables or time"
			case can == Diagonal && len(p.g[v.Name]) > 1:
				return v, "it has several sources of noise"
			case can == Diagonal && equationOf[source] != "":
				return v, source + " stands in the equation of " + equationOf[source] + " as well"
			}
			equationOf[source] = v.Name
		}
	}
	return nil, ""
}

// varies reports whether an expression depends on variables of the system or on time.
func (sys *System) varies(e syntax.Expr) bool {
	return equations.Passes(e, sys.Scope, sys.Steady) || equations.Mentions(e, sys.Scope, func(name string, _ equations.Symbol) bool {
		return sys.has(name)
	})
}
