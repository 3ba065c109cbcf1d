package integrate

import (
	"slices"
	"strings"

	"golgi/internal/suggest"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// System is what is integrated: differential variables of a model.
type System struct {
	Source    *syntax.Source
	Variables []*equations.Variable
	Scope     equations.Scope
	// Steady reports whether a function f that is given by values has f(t) the same during a step; nil: none has.
	Steady func(f *equations.Timed) bool
}

// HangsOnStep reports whether it may hang on the step size whether a method can integrate the system: with some, functions that
// are given by values are steady.
func (sys *System) HangsOnStep() bool {
	return slices.ContainsFunc(sys.Variables, func(v *equations.Variable) bool {
		return equations.HasTimed(v.Expr, sys.Scope)
	})
}

// NewSystem returns the system of some of a model's differential equations.
func NewSystem(m *equations.Model, variables []*equations.Variable, scope equations.Scope) *System {
	return &System{Source: m.Source, Variables: variables, Scope: scope}
}

// Update is one time step. All expressions are in terms of the values before it, and of the steps before them.
type Update struct {
	Method       string
	Steps        []Step
	Values       []Value
	Constants    []Constant
	Exponentials []*Exponential
	Adaptive     *Adaptive // nil: it is one step
}

// Step is an intermediate result, computed once, under a name that no user can write.
type Step struct {
	Name  string
	Expr  syntax.Expr
	Scope equations.Scope // what the names in Expr refer to; nil: the scope of the update
	Rests bool            // it is zero for a neuron that is refractory
}

// Value is the value of a variable after the step. A neuron that is refractory takes Refractory where it is
// given; this serves variables that depend on one flagged (unless refractory), which itself keeps its value.
type Value struct {
	Variable   *equations.Variable
	Expr       syntax.Expr
	Refractory syntax.Expr
}

// Constant is a number that an Update refers to by name, and its value at a step size in seconds.
type Constant struct {
	Name  string
	Value func(dt float64) float64
}

// A Method says how to integrate: by its name, or by a scheme written as text. Empty stands for the method that Brian 2
// would choose.
type Method struct {
	Text  string
	Owner string // in the faults of a scheme
	Noise Noise  // that a scheme written as text can integrate

	Error    float64            // of an adaptive method, in the unit of each variable; 0: its default
	Errors   map[string]float64 // of single variables
	MaxSteps int                // of an adaptive method in a time step; 0: its default
}

// olderNames are other names of Brian's for methods.
var olderNames = map[string]string{"linear": exactMethod, "independent": exactMethod, "gsl_rkf45": "rkf45"}

// method is one way to integrate: it returns why it cannot serve a system where it cannot.
type method struct {
	name   string
	update func(*System, Method) (*Update, *syntax.Fault)
}

var methods = append(named(theSchemes), method{exactMethod, plain(exact)}, method{"exponential_euler", plain(exponentialEuler)},
	method{"rkf45", adaptive})

// plain is a method without options.
func plain(update func(*System) (*Update, *syntax.Fault)) func(*System, Method) (*Update, *syntax.Fault) {
	return func(sys *System, _ Method) (*Update, *syntax.Fault) { return update(sys) }
}

func named(schemes []*scheme) []method {
	list := make([]method, len(schemes))
	for n, s := range schemes {
		list[n] = method{s.name, plain(s.update)}
	}
	return list
}

// Names lists the methods there are.
func Names() []string {
	names := make([]string, len(methods))
	for n, m := range methods {
		names[n] = m.name
	}
	slices.Sort(names)
	return names
}

// Choose returns the update of a system by a method, or what is wrong. The fault of an unknown name has no source.
func Choose(sys *System, by Method) (*Update, syntax.Faults) {
	if IsScheme(by.Text) {
		s, faults := readScheme(&syntax.Source{Name: by.Owner, Text: by.Text}, "scheme", by.Noise)
		if faults != nil {
			return nil, faults
		}
		return result(s.update(sys))
	}
	name := strings.TrimSpace(by.Text)
	if name == "" {
		return result(chooseDefault(sys))
	}
	if now, ok := olderNames[name]; ok {
		name = now
	}
	for _, m := range methods {
		if m.name == name {
			update, fault := m.update(sys, by)
			if fault != nil {
				fault.Note += sys.instead()
			}
			return result(update, fault)
		}
	}
	list := equations.List(Names())
	fault := syntax.Faultf(nil, syntax.Span{}, "unknown method %q; there are %s", name, list)
	if strings.HasPrefix(name, "gsl_") {
		return nil, syntax.Faults{fault.WithNote("of Brian's gsl_ methods there is rkf45")}
	}
	return nil, syntax.Faults{fault.WithNote(suggest.DidYouMean(name, Names()))}
}

// IsScheme reports whether the text of a Method is a scheme and no name.
func IsScheme(text string) bool { return strings.Contains(text, "=") }

func result(update *Update, fault *syntax.Fault) (*Update, syntax.Faults) {
	if fault != nil {
		return nil, syntax.Faults{fault}
	}
	return update, nil
}

// instead says which methods can solve a system, but for those that are euler where there is no noise, and for rkf45, which
// can do all that rk4 can.
func (sys *System) instead() string {
	var names []string
	for _, m := range methods {
		wanted := m.name != "rkf45" && (sys.noisy() || m.name != "heun" && m.name != "milstein")
		if !wanted {
			continue
		}
		if _, fault := m.update(sys, Method{}); fault == nil {
			names = append(names, m.name)
		}
	}
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return "; use " + names[0]
	default:
		return "; use " + strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
}

// refusal says that a method cannot solve an equation, or what else, because of what e is.
func (sys *System) refusal(method, what string, e syntax.Expr, why string) *syntax.Fault {
	return syntax.Faultf(sys.Source, e.Span(), "%s", cannot(method, what)).WithNote(why)
}

// chooseDefault tries exact, euler and heun. Source: Brian 2, NeuronGroup: method_choice.
func chooseDefault(sys *System) (*Update, *syntax.Fault) {
	if !sys.noisy() && exactByDefault(sys) {
		update, fault := exact(sys)
		if fault != nil {
			fault.Note += sys.instead()
		}
		return update, fault
	}
	for _, m := range methods {
		if m.name != "euler" && m.name != "heun" {
			continue
		}
		if update, fault := m.update(sys, Method{}); fault == nil || m.name == "heun" {
			return update, fault
		}
	}
	panic("integrate: there is no heun")
}

// Scope returns the scope in which the update's expressions stand. The names of steps are not in it.
func (u *Update) Scope(sys *System) equations.Scope {
	own := make(equations.Symbols)
	number := equations.Info{Type: equations.Float} // of whatever unit: what stands here was checked before
	for _, c := range u.Constants {
		own[c.Name] = equations.Symbol{Name: c.Name, Kind: equations.Bound, Info: number}
	}
	for _, e := range u.Exponentials {
		for _, name := range e.Names() {
			own[name] = equations.Symbol{Name: name, Kind: equations.Stored, Info: number, Side: equations.Own}
		}
	}
	own[stepName] = equations.Symbol{Name: "dt", Kind: equations.Bound, Info: number}
	return equations.Layers{own, sys.Scope}
}

// dropUnused takes out the steps whose results nobody uses.
func (u *Update) dropUnused(scope equations.Scope) {
	used := make(map[string]bool)
	use := func(e syntax.Expr, scope equations.Scope) {
		equations.Mentions(e, scope, func(name string, _ equations.Symbol) bool {
			used[name] = true
			return false
		})
	}
	for _, v := range u.Values {
		use(v.Expr, scope)
	}
	if u.Adaptive != nil {
		for _, e := range u.Adaptive.Errors {
			use(orZero(e), scope)
		}
	}
	for n := len(u.Steps) - 1; n >= 0; n-- {
		st := u.Steps[n]
		if !used[st.Name] {
			u.Steps = slices.Delete(u.Steps, n, n+1)
			continue
		}
		use(st.Expr, st.scopeOr(scope))
	}
}

func (st Step) scopeOr(scope equations.Scope) equations.Scope {
	if st.Scope != nil {
		return st.Scope
	}
	return scope
}
