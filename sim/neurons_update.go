package sim

import (
	"cmp"
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// An updater integrates the equations of a group, and ends refractoriness.
type updater struct {
	idle
	group    *NeuronGroup
	update   *integrate.Update // without values where there is nothing to integrate
	template *lower.Template

	refractoriness *lower.Template // where the update consists of several steps; nil where it does that as well
	propagators    *lower.Template // of matrices that differ between neurons; nil where there are none
}

// readUpdate chooses the method of integration. It returns nil where neither equations nor refractoriness need an
// updater.
func (g *NeuronGroup) readUpdate() (*updater, error) {
	system := integrate.NewSystem(g.model, g.scope())
	update := &integrate.Update{}
	method, err := methodOf(g, g.model, g.spec.Method, g.spec.Options)
	if err != nil {
		return nil, err
	}
	if len(system.Variables) > 0 || g.spec.Method != "" {
		chosen, faults := integrate.Choose(system, method)
		if faults != nil {
			for _, fault := range faults {
				fault.Source = cmp.Or(fault.Source, &syntax.Source{Name: g.String()})
			}
			return nil, faults
		}
		update, g.method = chosen, chosen.Method
	} else if !g.refractory.Given() {
		return nil, nil
	}
	u := &updater{group: g, update: update}
	if update.Adaptive == nil {
		u.template = lower.StateUpdate(update, system, g.refractory)
	} else {
		u.template = lower.AdaptiveUpdate(update, system, g.refractory)
	}
	if update.Adaptive != nil && g.refractory.Given() {
		u.refractoriness = lower.Refractoriness(g.refractory, system.Scope)
	}
	if len(update.Exponentials) > 0 {
		u.propagators = lower.Propagators(update, system)
	}
	return u, nil
}

// declare gives the propagators their values at the group's step size.
func (u *updater) declare(p *bind.Part) error {
	for _, c := range u.update.Constants {
		p.Number(c.Name, c.Value(p.DT()))
	}
	if u.update.Adaptive != nil {
		p.List(unfinished)
		for _, ref := range []lower.Ref{lower.Elapsed, lower.NextStep} {
			p.Array(ref.Name, ref.Name, ir.Float64, p.N)
		}
	}
	for _, e := range u.update.Exponentials {
		for _, name := range e.Names() {
			p.Array(name, name, ir.Float64, p.N)
		}
	}
	return nil
}

func (u *updater) schedule(s *bind.Schedule, p *bind.Part) error {
	if u.propagators != nil { // they come first in the alphabet
		s.MapAgain(u.group.when(bind.Groups, "_propagators", p), u.propagators, p.Site("propagators"), p.N)
	}
	when, at := u.group.when(bind.Groups, "_stateupdater", p), p.Site("stateupdate")
	if u.update.Adaptive == nil {
		s.Map(when, u.template, at, p.N, ir.NoList)
		return nil
	}
	if u.refractoriness != nil {
		s.Map(when, u.refractoriness, at, p.N, ir.NoList)
	}
	s.MapRounds(when, u.template, at, p.N, p.ListID(unfinished), u.update.Adaptive.MaxSteps,
		"its error stays above the tolerance; raise AbsoluteError or MaxSteps in MethodOptions, or take a smaller step size")
	return nil
}

// unfinished is the list of neurons that have not reached the end of the time step.
const unfinished = "_unfinished"

// explain shows what one step does; _dt is the step size.
func (u *updater) explain(b *strings.Builder, _ *bind.Part) {
	if u.update.Method == "" {
		return
	}
	fmt.Fprintf(b, "  method %s:\n", u.update.Method)
	for _, st := range u.update.Steps {
		if st.Scope == nil {
			fmt.Fprintf(b, "    %s = %s\n", st.Name, st.Expr)
		}
	}
	for _, v := range u.update.Values {
		fmt.Fprintf(b, "    %s <- %s\n", v.Variable.Name, v.Expr)
	}
}
