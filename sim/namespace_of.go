package sim

import (
	"fmt"
	"reflect"

	"golgi/internal/fields"
	"golgi/units"
)

// NamespaceOf returns the fields of a struct as a namespace: the parameters of a component for its equations. They are called as
// trajectory.Declare calls them, those of a struct inside by their own names; a number with a tag unit is a quantity. What
// no equation can use (a text, a list, a name that two groups have) is an error only where an equation uses its name, and a
// name that the language or the equations have themselves is theirs.
//
//	sim.Neurons{…, Equations: "dv/dt = (bias - v)/tau : 1", Namespace: sim.NamespaceOf(p)}
func NamespaceOf(p any) Namespace {
	ns := Namespace{}
	v := reflect.Indirect(reflect.ValueOf(p))
	if !v.IsValid() {
		return Namespace{"": unusable("sim: NamespaceOf: the struct is nil")}
	}
	list, err := fields.Of(v.Type())
	if err != nil {
		return Namespace{"": unusable(fmt.Sprintf("sim: NamespaceOf: %v", err))}
	}
	from := map[string]string{}
	for _, f := range list {
		name := f.Name()
		if before, twice := from[name]; twice {
			ns[name] = unusable(fmt.Sprintf("%s and %s are both called so; give the namespace one of them by hand", before, f.Where))
			continue
		}
		from[name] = f.Where
		ns[name] = fieldOf(f, v.FieldByIndex(f.Index))
	}
	return ns
}

// A field is a value of a namespace that gives way to names of the equations.
type field struct{ value any }

// unusable says why a field is no value.
type unusable string

func fieldOf(f fields.Field, v reflect.Value) any {
	if q, is := v.Interface().(units.Quantity); is {
		return field{q}
	}
	switch {
	case v.CanInt():
		return field{v.Int()}
	case v.CanUint() && v.Uint() <= 1<<53:
		return field{int64(v.Uint())}
	case v.Kind() == reflect.Bool:
		return field{v.Bool()}
	case v.CanFloat() && f.Unit == "":
		return field{v.Float()}
	case v.CanFloat():
		unit, err := units.ParseUnit(f.Unit)
		if err != nil {
			return unusable(fmt.Sprintf("%s: unit %q: %v", f.Where, f.Unit, err))
		}
		return field{unit.Of(v.Float())}
	}
	return unusable(fmt.Sprintf("%s is a %v; equations use quantities, numbers and truth values", f.Where, v.Type()))
}
