package sim

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/units"
)

// Namespace gives values to names that the equations use and do not define. A value is a units.Quantity, a
// float64, an int, a bool, or a *TimedArray, which is a function of time; [NamespaceOf] makes a namespace of a struct. Values are
// arguments of the compiled kernels: another value does not compile anything again. [Network.SetConstant] changes them between runs.
type Namespace map[string]any

// symbols returns the scope of a namespace, or an error with all that is wrong with it.
func (ns Namespace) symbols(owner fmt.Stringer, m *equations.Model) (equations.Symbols, error) {
	symbols := make(equations.Symbols)
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(ns)) {
		if why, is := ns[name].(unusable); is && name == "" {
			errs = append(errs, fmt.Errorf("%s (%s)", why, owner))
			continue
		}
		value, why := ns[name], refusedConstant(name, m)
		switch f := value.(type) {
		case unusable:
			if why == "" {
				symbols[name] = equations.Symbol{Name: name, Kind: equations.Number, Side: equations.Own,
					ReadOnly: "it is a constant of the namespace", Unusable: string(f)}
			}
			continue
		case field:
			if why != "" {
				continue
			}
			value = f.value
		}
		sym, err := constant(name, value)
		if why != "" {
			err = fmt.Errorf("a constant cannot be named %q: %s", name, why)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("sim: %s: namespace: %w", owner, err))
		}
		symbols[name] = sym
	}
	return symbols, errors.Join(errs...)
}

// refusedConstant says why a constant cannot have a name; it is empty where it can. Such names as tau_pre are constants, too, except
// where synapses know a variable tau of their neurons.
func refusedConstant(name string, m *equations.Model) string {
	switch {
	case m.Variable(name) != nil:
		return "it is a variable of the equations"
	case equations.HasEnd(name) && nameRule.MatchString(name) && !strings.HasPrefix(name, "xi_"):
		return ""
	}
	return refusedName(name)
}

// refusedName says why nothing can have a name; it is empty where something can.
func refusedName(name string) string {
	why := equations.RefusedName(name)
	if why == "" && !nameRule.MatchString(name) {
		return "a name begins with a letter and has letters, digits and underscores"
	}
	return why
}

// constant returns the symbol of a value, or what is wrong with it.
func constant(name string, value any) (equations.Symbol, error) {
	valueOf := numberOf
	if array, is := value.(*TimedArray); is {
		valueOf = func(any) (equations.Symbol, string) { return array.symbol() }
	}
	sym, why := valueOf(value)
	sym.Name, sym.ReadOnly = name, "it is a constant of the namespace"
	if sym.Kind == equations.Number {
		sym.Use = &equations.Use{}
	}
	if sym.Timed != nil {
		sym.Usage = sym.Timed.Usage(name)
	}
	switch why {
	case "":
		return sym, nil
	case fmt.Sprintf(wrongType, value):
		why += otherwise(name, value)
	}
	return sym, fmt.Errorf("%q %s", name, why)
}

// otherwise says how a value becomes one of a namespace, whose type it has not.
func otherwise(name string, value any) string {
	text, is := value.(string)
	if !is {
		return "; a function of time is a *sim.TimedArray"
	}
	if _, err := units.Parse(text); err == nil {
		return fmt.Sprintf(", such as units.MustParse(%q)", text)
	}
	return fmt.Sprintf("; what is computed from other names is a line of the equations, such as %s = %s : 1", name, text)
}

const wrongType = "has a value of type %T; give a units.Quantity, float64, int or bool"

// numberOf returns a value as a symbol without a name, or what is wrong with it.
func numberOf(value any) (sym equations.Symbol, why string) {
	sym = equations.Symbol{Kind: equations.Number, Side: equations.Own, Info: equations.Info{Type: equations.Float}}
	exact := true
	switch x := value.(type) {
	case units.Quantity:
		sym.Value, sym.Dim = x.SI(), x.Dimension()
	case float64:
		sym.Value = x
	case int:
		sym.Value, sym.Type, exact = float64(x), equations.Integer, isExact(int64(x))
	case int64:
		sym.Value, sym.Type, exact = float64(x), equations.Integer, isExact(x)
	case bool:
		sym.Type, sym.Value = equations.Boolean, truth(x)
	default:
		return sym, fmt.Sprintf(wrongType, value)
	}
	switch {
	case !exact:
		return sym, fmt.Sprintf("= %v is beyond the integers that are exact, ±2^53", value)
	case math.IsNaN(sym.Value):
		return sym, "is NaN, which is no number"
	}
	return sym, ""
}

// isExact reports whether an integer is one that floats hold, as all up to 2^53 are.
func isExact(x int64) bool { return -1<<53 <= x && x <= 1<<53 }
