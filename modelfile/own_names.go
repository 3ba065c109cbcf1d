package modelfile

import (
	"maps"
	"reflect"
	"slices"
)

// ownNamespace is that of what has names of its own: they go before the constants and timed arrays of the model.
type ownNamespace struct {
	Namespace map[string]meaning `key:"namespace"`
}

func (n ownNamespace) own() map[string]meaning { return n.Namespace }

// meaning is what a name of an object means: a constant or a timed array.
type meaning struct {
	constant
	array *timedArray // nil: it is a constant
}

func (m *meaning) read(v value) {
	if v.first() == '{' && v.key("values").from != v.from {
		m.array = new(timedArray)
		v.into(reflect.ValueOf(m.array).Elem())
		m.array.checkUnit(m.array.Unit)
		return
	}
	before := len(v.doc.faults.List)
	if m.constant.read(v); len(v.doc.faults.List) == before {
		m.constant.check()
	}
}

// toSim returns what the simulator knows it as.
func (m meaning) toSim() (any, error) {
	if m.array != nil {
		return m.array.toSim()
	}
	return m.constant.toSim()
}

// ownNames returns the names that an object has of its own, sorted.
func ownNames(o object) []string {
	if n, is := o.(interface{ own() map[string]meaning }); is {
		return slices.Sorted(maps.Keys(n.own()))
	}
	return nil
}
