package sim

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// MethodOptions are the settings of a method of integration. The zero value of each is its default.
type MethodOptions struct {
	// Noise is, of a scheme written as text, which noise it can integrate: "" (none), "additive" (its factor depends
	// neither on variables nor on time), or "multiplicative" (any, in the sense of Stratonovich).
	Noise string

	// AbsoluteError is, of rkf45, how large the error of a step may be, as a number in the SI unit of each variable; 0:
	// 1e-6. AbsoluteErrors are those of single variables, MaxSteps is how many steps of its own a neuron may take in
	// one time step; 0: 100.
	AbsoluteError  float64
	AbsoluteErrors map[string]units.Quantity
	MaxSteps       int
}

// noises are the values of MethodOptions.Noise.
var noises = map[string]integrate.Noise{
	"": integrate.NoNoise, "additive": integrate.Additive, "multiplicative": integrate.Multiplicative,
}

// methodOf reads the method of integration.
func methodOf(o fmt.Stringer, m *equations.Model, text string, options MethodOptions) (integrate.Method, error) {
	noise, ok := noises[options.Noise]
	switch {
	case !ok:
		return integrate.Method{}, fmt.Errorf("sim: %s: MethodOptions.Noise is %q; there are %s", o, options.Noise,
			equations.List([]string{`""`, `"additive"`, `"multiplicative"`}))
	case noise != integrate.NoNoise && !integrate.IsScheme(text):
		return integrate.Method{}, fmt.Errorf("sim: %s: MethodOptions.Noise is for a scheme written as text; "+
			"the methods that have a name know which noise they can integrate", o)
	}
	method := integrate.Method{Text: text, Owner: o.String() + ": method", Noise: noise, Error: options.AbsoluteError,
		MaxSteps: options.MaxSteps, Errors: make(map[string]float64)}
	return method, options.check(o, m, &method)
}

// check takes over the tolerances, or says what is wrong with them.
func (options MethodOptions) check(o fmt.Stringer, m *equations.Model, method *integrate.Method) error {
	name := strings.TrimSpace(method.Text)
	adaptive := name == "rkf45" || name == "gsl_rkf45"
	switch {
	case !adaptive && (options.AbsoluteError != 0 || options.AbsoluteErrors != nil || options.MaxSteps != 0):
		return fmt.Errorf("sim: %s: AbsoluteError, AbsoluteErrors and MaxSteps of MethodOptions are for the method rkf45", o)
	case !(options.AbsoluteError >= 0) || math.IsInf(options.AbsoluteError, 0):
		return fmt.Errorf("sim: %s: AbsoluteError is %v; it must be positive", o, options.AbsoluteError)
	case options.MaxSteps < 0:
		return fmt.Errorf("sim: %s: MaxSteps is %d; it must be positive", o, options.MaxSteps)
	}
	for _, name := range slices.Sorted(maps.Keys(options.AbsoluteErrors)) {
		q, v := options.AbsoluteErrors[name], m.Variable(name)
		switch {
		case v == nil || v.Kind != syntax.Differential:
			return fmt.Errorf("sim: %s: AbsoluteErrors has %q, which follows no differential equation", o, name)
		case q.Dimension() != v.Dim || !(q.SI() > 0) || math.IsInf(q.SI(), 0):
			return fmt.Errorf("sim: %s: the AbsoluteErrors of %q is %s; it must be positive, in the unit of %s", o, name, q, v.Unit)
		}
		method.Errors[name] = q.SI()
	}
	return nil
}
