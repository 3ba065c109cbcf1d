package sim

import (
	"fmt"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
)

// MethodOptions are the settings of a method of integration. The zero value of each is its default.
type MethodOptions struct {
	// Noise is, of a scheme written as text, which noise it can integrate: "" (none), "additive" (its factor depends
	// neither on variables nor on time), or "multiplicative" (any, in the sense of Stratonovich).
	Noise string
}

// noises are the values of MethodOptions.Noise.
var noises = map[string]integrate.Noise{
	"": integrate.NoNoise, "additive": integrate.Additive, "multiplicative": integrate.Multiplicative,
}

// Methods lists the names of the methods of integration.
func Methods() []string { return integrate.Names() }

// methodOf reads the method of integration.
func methodOf(o fmt.Stringer, text string, options MethodOptions) (integrate.Method, error) {
	noise, ok := noises[options.Noise]
	switch {
	case !ok:
		return integrate.Method{}, fmt.Errorf("sim: %s: MethodOptions.Noise is %q; there are %s", o, options.Noise,
			equations.List([]string{`""`, `"additive"`, `"multiplicative"`}))
	case noise != integrate.NoNoise && !integrate.IsScheme(text):
		return integrate.Method{}, fmt.Errorf("sim: %s: MethodOptions.Noise is for a scheme written as text; "+
			"the methods that have a name know which noise they can integrate", o)
	}
	return integrate.Method{Text: text, Owner: o.String() + ": method", Noise: noise}, nil
}
