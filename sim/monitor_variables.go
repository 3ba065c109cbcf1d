package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// recordedVariables are the variables and subexpressions that a monitor records.
type recordedVariables struct {
	names  []string
	probes []*lower.Template // one per name
	infos  []equations.Info
}

// readVariables reads the names that a monitor is to record of an object; taken are those under which it records something
// else, and what that is. Where selected, it records the elements of a list.
func (m *monitor) readVariables(from elements, taken map[string]string, selected bool) (recordedVariables, error) {
	v := recordedVariables{names: m.spec.Variables}
	of, scope := from.of, from.scope()
	var errs []error
	for k, name := range v.names {
		if slices.Contains(v.names[:k], name) {
			errs = append(errs, fmt.Errorf("sim: %s: Variables has %q twice", m, name))
			continue
		}
		if what, is := taken[name]; is {
			errs = append(errs, fmt.Errorf("sim: %s: a variable %q cannot be recorded: %s that name", m, name, what))
			continue
		}
		if name == windowsName || name == windowStepsName {
			errs = append(errs, fmt.Errorf("sim: %s: a variable %q cannot be recorded: %s that name", m, name, windowsTaken))
			continue
		}
		sym, ok := scope.Lookup(name)
		if !ok || sym.Kind == equations.Number || sym.Kind == equations.Bound || sym.Kind == equations.Callable || sym.Side == equations.Clock {
			errs = append(errs, fmt.Errorf("sim: %s: %s", m, noVariable(of, name)))
			continue
		}
		probe, err := probeOf(of, name, scope, selected)
		if err != nil {
			errs = append(errs, fmt.Errorf("sim: %s: %w", m, err))
			continue
		}
		v.probes, v.infos = append(v.probes, probe), append(v.infos, sym.Info)
	}
	return v, errors.Join(errs...)
}

// declare declares where the values of n elements go in a step.
func (v *recordedVariables) declare(p *bind.Part, n int) {
	for _, name := range v.names {
		p.Array(outputName(name), name, ir.Float64, n)
	}
}

// outputName names the array in which a variable's values are gathered. The space keeps it apart from other arrays.
func outputName(variable string) string { return lower.Output.Name + " " + variable }

// outputs returns the arrays that declare declared, and has each written by add.
func (v *recordedVariables) outputs(p *bind.Part, site bind.Site, add func(*lower.Template, bind.Site)) []ir.ArrayID {
	list := make([]ir.ArrayID, len(v.names))
	for k, name := range v.names {
		list[k] = p.ArrayID(outputName(name))
		add(v.probes[k], site.With(lower.Output.Name, list[k]))
	}
	return list
}

// unitsOf returns the unit of a variable and that of its square; empty where there is none.
func (v *recordedVariables) unitsOf(k int) (unit, square string) {
	dim := v.infos[k].Dim
	if dim.IsDimensionless() || v.infos[k].Type != equations.Float {
		return "", ""
	}
	if squared, err := dim.Pow(2, 1); err == nil {
		square = squared.String()
	}
	return dim.String(), square
}

// traces returns what rows hold of each variable, of which each row has width values.
func (v *recordedVariables) traces(e engine.Entries, width int) []Trace {
	var list []Trace
	for k, name := range v.names {
		trace := Trace{Name: name, Values: column(e, k, width)}
		trace.Unit, _ = v.unitsOf(k)
		list = append(list, trace)
	}
	return list
}

// column returns variable k of rows, in which each variable has width values.
func column(e engine.Entries, k, width int) []float64 {
	values := make([]float64, 0, len(e.T)*width)
	for n := range e.T {
		row := e.Rows[n*e.Width : (n+1)*e.Width]
		values = append(values, row[k*width:(k+1)*width]...)
	}
	return values
}

// refill gives entries, which have their times, the rows of a recording, of width values for each variable.
func (v *recordedVariables) refill(e *engine.Entries, r recording, width int) error {
	e.Width = width * len(v.names)
	e.Rows = make([]float64, len(e.T)*e.Width)
	for k, name := range v.names {
		values, err := r.rows(name, len(e.T), width)
		if err != nil {
			return err
		}
		for n := range e.T {
			copy(e.Rows[n*e.Width+k*width:][:width], values[n*width:])
		}
	}
	return nil
}
