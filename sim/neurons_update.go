package sim

import (
	"cmp"
	"fmt"
	"strings"
	"sync"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// An updater integrates the equations of a group, and ends refractoriness.
type updater struct {
	idle
	group *NeuronGroup
	at    func(dt float64) (*integration, error) // how, at a step size in seconds
	hangs bool                                   // it may hang on the step size
}

// An integration is how an updater does it.
type integration struct {
	update   *integrate.Update // without values where there is nothing to integrate
	template *lower.Template

	refractoriness *lower.Template // where the update consists of several steps; nil where it does that as well
	propagators    *lower.Template // of matrices that differ between neurons; nil where there are none
}

// readUpdate chooses the method of integration. It returns nil where neither equations nor refractoriness need an
// updater.
func (g *NeuronGroup) readUpdate() (*updater, error) {
	system := integrate.NewSystem(g.model, g.scope())
	method, err := methodOf(g, g.model, g.spec.Method, g.spec.Options)
	if err != nil {
		return nil, err
	}
	integrates := len(system.Variables) > 0 || g.spec.Method != ""
	if !integrates && !g.refractory.Given() {
		return nil, nil
	}
	steady := *system
	steady.Steady = func(*equations.Timed) bool { return true }
	in, err := g.integrate(&steady, method, integrates)
	if err != nil {
		return nil, err
	}
	u := &updater{group: g, at: func(float64) (*integration, error) { return in, nil }}
	if u.hangs = system.HangsOnStep(); u.hangs {
		u.at = g.integrateAt(*system, method)
		in, err = u.at(cmp.Or(g.spec.DT.SI(), defaultStep.SI()))
	}
	if err == nil {
		g.method = in.update.Method
	}
	if !g.hasStep() { // a network may have one at which there is no error
		err = nil
	}
	return u, err
}

// Method returns the method by which the equations of a group are integrated in this network, at its step size; empty where there
// is nothing to integrate.
func (n *Network) Method(g *NeuronGroup) (string, error) {
	p, err := n.partOf(g)
	if err != nil || g.update == nil {
		return "", err
	}
	in, err := g.update.at(p.DT())
	if err != nil {
		return "", err
	}
	return in.update.Method, nil
}

// hasStep reports whether the group has a step size of its own.
func (g *NeuronGroup) hasStep() bool { return g.spec.DT.SI() > 0 }

// integrateAt returns a function that finds the integration of a system at a step size, each once.
func (g *NeuronGroup) integrateAt(system integrate.System, method integrate.Method) func(dt float64) (*integration, error) {
	var lock sync.Mutex
	known := make(map[float64]func() (*integration, error))
	return func(dt float64) (*integration, error) {
		lock.Lock()
		defer lock.Unlock()
		if known[dt] == nil {
			system := system
			system.Steady = func(f *equations.Timed) bool { return f.Steady(dt) }
			known[dt] = sync.OnceValues(func() (*integration, error) { return g.integrate(&system, method, true) })
		}
		return known[dt]()
	}
}

// integrate returns how a system is integrated.
func (g *NeuronGroup) integrate(system *integrate.System, method integrate.Method, integrates bool) (*integration, error) {
	in := &integration{update: &integrate.Update{}}
	if integrates {
		chosen, faults := integrate.Choose(system, method)
		if faults != nil {
			for _, fault := range faults {
				fault.Source = cmp.Or(fault.Source, &syntax.Source{Name: g.String()})
			}
			return nil, faults
		}
		in.update = chosen
	}
	if in.update.Adaptive == nil {
		in.template = lower.StateUpdate(in.update, system, g.refractory)
	} else {
		in.template = lower.AdaptiveUpdate(in.update, system, g.refractory)
	}
	if in.update.Adaptive != nil && g.refractory.Given() {
		in.refractoriness = lower.Refractoriness(g.refractory, system.Scope)
	}
	if len(in.update.Exponentials) > 0 {
		in.propagators = lower.Propagators(in.update, system)
	}
	return in, nil
}

// declare gives the propagators their values at the group's step size.
func (u *updater) declare(p *bind.Part) error {
	in, err := u.at(p.DT())
	if err != nil {
		return err
	}
	for _, c := range in.update.Constants {
		p.Number(c.Name, c.Value(p.DT()))
	}
	if in.update.Adaptive != nil {
		p.List(unfinished)
		for _, ref := range []lower.Ref{lower.Elapsed, lower.NextStep} {
			p.Array(ref.Name, ref.Name, ir.Float64, p.N)
		}
	}
	for _, e := range in.update.Exponentials {
		for _, name := range e.Names() {
			p.Array(name, name, ir.Float64, p.N)
		}
	}
	return nil
}

func (u *updater) schedule(s *bind.Schedule, p *bind.Part) error {
	in, err := u.at(p.DT())
	if err != nil {
		return err
	}
	if in.propagators != nil { // they come first in the alphabet
		s.MapAgain(u.group.when(bind.Groups, "_propagators", p), in.propagators, p.Site("propagators"), p.N)
	}
	when, at := u.group.when(bind.Groups, "_stateupdater", p), p.Site("stateupdate")
	if in.update.Adaptive == nil {
		s.Map(when, in.template, at, p.N, ir.NoList)
		return nil
	}
	if in.refractoriness != nil {
		s.Map(when, in.refractoriness, at, p.N, ir.NoList)
	}
	s.MapRounds(when, in.template, at, p.N, p.ListID(unfinished), in.update.Adaptive.MaxSteps,
		"its error stays above the tolerance; raise AbsoluteError or MaxSteps in MethodOptions, or take a smaller step size")
	return nil
}

// unfinished is the list of neurons that have not reached the end of the time step.
const unfinished = "_unfinished"

// explain shows what one step does; _dt is the step size.
func (u *updater) explain(b *strings.Builder, p *bind.Part) {
	in, err := u.at(p.DT())
	if err != nil || in.update.Method == "" {
		return
	}
	fmt.Fprintf(b, "  method %s:\n", in.update.Method)
	for _, st := range in.update.Steps {
		if st.Scope == nil {
			fmt.Fprintf(b, "    %s = %s\n", st.Name, st.Expr)
		}
	}
	for _, v := range in.update.Values {
		fmt.Fprintf(b, "    %s <- %s\n", v.Variable.Name, v.Expr)
	}
}
