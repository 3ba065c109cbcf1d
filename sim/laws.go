package sim

import (
	"fmt"
	"math"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
)

// What a variable cannot be, wherever the value comes from: an initial value or a Set, a number, a list or a text.

// refusedValue says why a variable of an object cannot have a value; it is empty where it can.
func refusedValue(m modelled, v *equations.Variable, x float64) string {
	switch {
	case math.IsNaN(x):
		return "NaN is no number"
	case v.Type == equations.Integer && (math.Trunc(x) < math.MinInt32 || math.Trunc(x) > math.MaxInt32):
		return fmt.Sprintf("%.0f is beyond 32-bit integers, %d to %d", x, math.MinInt32, math.MaxInt32)
	}
	return m.refusedValue(v.Name, x)
}

// narrow reports whether the values of a text must be looked at one by one: those of other variables are floats, whose NaNs are
// found in the run.
func narrow(m modelled, v *equations.Variable) bool {
	return v.Type == equations.Integer || m.refusedValue(v.Name, math.NaN()) != ""
}

// obeys checks a value that is given to a variable by a number or a list.
func obeys(o Object, m modelled, v *equations.Variable, x float64) error {
	if why := refusedValue(m, v, x); why != "" {
		return fmt.Errorf("sim: %s: set %q: %s", o, v.Name, why)
	}
	return nil
}

// checkBytes returns what checkText takes of memory for each element, besides what it checks.
func (a *assignment) checkBytes() float64 {
	switch {
	case a.check == nil:
		return 0
	case a.met == nil:
		return bind.ProbeBytes
	}
	return bind.ProbeBytes + 8 // values and what is met
}

// checkText computes what a text will give to elements, and checks it.
func (a *assignment) checkText(site bind.Site, count int) error {
	if a.check == nil {
		return nil
	}
	values, err := site.Probe(a.check, count, 0)
	if err != nil {
		return err
	}
	var met []float64
	if a.met != nil {
		if met, err = site.Probe(a.met, count, 0); err != nil {
			return err
		}
	}
	for k, x := range values {
		why := refusedValue(a.of, a.variable, x)
		if a.whole && !finite(x) {
			why = "" // integers were divided by zero, which has a result in integers
		}
		if why == "" || met != nil && met[k] == 0 {
			continue
		}
		if a.index != nil {
			k = int(a.index[k])
		}
		return fmt.Errorf("sim: %s: set %q: of element %d, %s", a.of, a.variable.Name, k, why)
	}
	return nil
}
