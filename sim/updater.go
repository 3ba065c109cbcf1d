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
	"golgi/units"
)

// An updater integrates the equations of a group or of synapses, and ends refractoriness.
type updater struct {
	idle
	of     scheduled
	change func(dt float64, p *bind.Part) (*integration, error) // at with the constants of a part
	at     func(dt float64) (*integration, error)               // how, at a step size in seconds
	hangs  bool                                                 // it may hang on the step size, and the object has none of its own
	method string                                               // at the object's own step size, or else at 0.1 ms; empty: nothing is integrated
}

// An integration is how an updater does it.
type integration struct {
	update   *integrate.Update // without values where there is nothing to integrate
	template *lower.Template

	refractoriness *lower.Template // where the update consists of several steps; nil where it does that as well
	propagators    *lower.Template // of matrices that differ between elements; nil where there are none

	system *integrate.System
	fusing sync.Once
	fused  *lower.Template // the update and the threshold in one; nil where that is not legal
}

// scheduled is an object whose operations have the object's clock and order in the schedule.
type scheduled interface {
	Object
	// when is the moment of an operation, which is known as the object with a suffix.
	when(slot bind.Slot, suffix string, p *bind.Part) bind.When
}

// newUpdater returns the updater of a system by a method, nil: nothing is integrated. The step size is the object's own; zero: it has
// none.
func newUpdater(of scheduled, system *integrate.System, by *integrate.Method, r lower.Refractory, own units.Quantity) (*updater, error) {
	steady := *system
	steady.Steady = func(*equations.Timed) bool { return true }
	in, err := newIntegration(of, &steady, by, r)
	if err != nil {
		return nil, err
	}
	u := &updater{of: of, at: func(float64) (*integration, error) { return in, nil }, method: in.update.Method}
	u.change = func(dt float64, p *bind.Part) (*integration, error) {
		changed := *system
		changed.Steady = func(f *equations.Timed) bool { return f.Steady(dt) }
		changed.Scope = withConstantsOf(p, system.Scope)
		return newIntegration(of, &changed, by, r)
	}
	if by == nil || !system.HangsOnStep() {
		return u, nil
	}
	u.at = integrationAt(of, *system, by, r)
	u.hangs = own.SI() == 0
	in, err = u.at(cmp.Or(own.SI(), defaultStep.SI()))
	switch {
	case err == nil:
		u.method = in.update.Method
	case u.hangs: // a network may have a step size at which there is no error
		err = nil
	}
	return u, err
}

// integrationAt returns a function that finds the integration of a system at a step size, each once.
func integrationAt(of scheduled, system integrate.System, by *integrate.Method, r lower.Refractory) func(dt float64) (*integration, error) {
	var lock sync.Mutex
	known := make(map[float64]func() (*integration, error))
	return func(dt float64) (*integration, error) {
		lock.Lock()
		defer lock.Unlock()
		if known[dt] == nil {
			system := system
			system.Steady = func(f *equations.Timed) bool { return f.Steady(dt) }
			known[dt] = sync.OnceValues(func() (*integration, error) { return newIntegration(of, &system, by, r) })
		}
		return known[dt]()
	}
}

// newIntegration returns how a system is integrated.
func newIntegration(of scheduled, system *integrate.System, by *integrate.Method, r lower.Refractory) (*integration, error) {
	in := &integration{update: &integrate.Update{}, system: system}
	if by != nil {
		chosen, faults := integrate.Choose(system, *by)
		if faults != nil {
			for _, fault := range faults {
				fault.Source = cmp.Or(fault.Source, &syntax.Source{Name: of.String()})
			}
			return nil, faults
		}
		in.update = chosen
	}
	if in.update.Adaptive == nil {
		in.template = lower.StateUpdate(in.update, system, r)
	} else {
		in.template = lower.AdaptiveUpdate(in.update, system, r)
	}
	if in.update.Adaptive != nil && r.Given() {
		in.refractoriness = lower.Refractoriness(r, system.Scope)
	}
	if len(in.update.Exponentials) > 0 {
		in.propagators = lower.Propagators(in.update, system)
	}
	return in, nil
}

// Method returns the method by which the equations of a group or of synapses are integrated in this network, at its step size; empty
// where there is nothing to integrate.
func (n *Network) Method(o Object) (string, error) {
	p, err := n.partOf(o)
	if err != nil {
		return "", err
	}
	u := o.integrates()
	if u == nil {
		return "", nil
	}
	in, err := u.at(p.DT())
	if err != nil {
		return "", err
	}
	return in.update.Method, nil
}

// declare gives the propagators their values at the step size, and with the constants that the network has.
func (u *updater) declare(p *bind.Part) error {
	in, err := u.at(p.DT())
	if err == nil && p.Memory().Changed() {
		in, err = u.change(p.DT(), p)
	}
	if err != nil {
		return err
	}
	for _, c := range in.update.Constants {
		p.Number(c.Name, c.Value(p.DT()))
	}
	arrays := in.update.Arrays()
	if in.update.Adaptive != nil {
		arrays = append(arrays, lower.Elapsed.Name, lower.NextStep.Name)
		if !p.HasList(unfinished) {
			p.List(unfinished)
		}
	}
	for _, name := range arrays {
		if !p.Has(name) {
			p.Array(name, name, ir.Float64, p.N)
		}
	}
	return nil
}

// pace gives the propagators their values at another step size, at which the method may be another.
func (u *updater) pace(p *bind.Part) error { return u.declare(p) }

func (u *updater) schedule(s *bind.Schedule, p *bind.Part) error {
	in, err := u.at(p.DT())
	if err != nil {
		return err
	}
	if in.propagators != nil { // they come first in the alphabet
		s.MapAgain(u.of.when(bind.Groups, "_propagators", p), in.propagators, p.Site("propagators").On(p.Clock), p.N)
	}
	when, at := u.moment(p), u.site(p)
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

// moment is when the state is updated.
func (u *updater) moment(p *bind.Part) bind.When { return u.of.when(bind.Groups, "_stateupdater", p) }

// site is where the update is bound.
func (u *updater) site(p *bind.Part) bind.Site { return p.Site("stateupdate").On(p.Clock) }

// unfinished is the list of elements that have not reached the end of the time step.
const unfinished = "_unfinished"

// explain shows what one step does; _dt is the step size.
func (u *updater) explain(b *strings.Builder, p *bind.Part) {
	in, err := u.at(p.DT())
	if err != nil || in.update.Method == "" {
		return
	}
	fmt.Fprintf(b, "  method %s:\n", in.update.Method)
	explainUpdate(b, in.update)
}

// explainUpdate writes intermediate results and new values.
func explainUpdate(b *strings.Builder, u *integrate.Update) {
	for _, st := range u.Steps {
		if st.Scope == nil {
			fmt.Fprintf(b, "    %s = %s\n", st.Name, st.Expr)
		}
	}
	for _, v := range u.Values {
		fmt.Fprintf(b, "    %s <- %s\n", v.Variable.Name, v.Expr)
	}
}
