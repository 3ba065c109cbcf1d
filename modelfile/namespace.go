package modelfile

import (
	"fmt"
	"reflect"

	"golgi/sim"
	"golgi/units"
)

// constant is a value of the namespace: a float, or what Type says.
type constant struct {
	place
	Value number `key:"value,needed"`
	Unit  string `key:"unit"`
	Type  string `key:"type"` // "", "integer" or "boolean"
	short any    // a quantity that was written in short; nil: it was not
}

// read reads also what is short for one: a number, true, false, and a text with a unit, "10 ms".
func (c *constant) read(v value) {
	switch {
	case v.first() == '{':
		v.intoStruct(reflect.ValueOf(c).Elem())
	case v.first() == 't' || v.first() == 'f':
		c.Value.read(v)
		c.Type = "boolean"
	case v.first() == '"' && !v.isInfinite():
		q, err := units.Parse(v.string())
		if err != nil {
			v.fault("%s; wanted a text with a unit, \"10 ms\"", firstLine(err))
		}
		c.short = q
	default:
		x, _ := v.float(`a number, true, false, a text with a unit, "10 ms", or {"value": 0.01, "unit": "second"}`)
		c.Value = number(x)
	}
}

// timedArray has a row, or a value, for each of its steps.
type timedArray struct {
	place
	Values table    `key:"values,needed"`
	DT     duration `key:"dt,needed"`
	Unit   string   `key:"unit"`
}

// functions returns those of the model, for an object.
func (m *Model) functions() sim.Functions {
	fs := make(sim.Functions, len(m.content.Functions))
	for head, body := range m.content.Functions {
		fs[head] = body
	}
	return fs
}

// namespace returns the constants and timed arrays of a model for an object: those that the object does not define itself, and its own.
func (m *Model) namespace(declared map[string]declaration, own map[string]meaning) (sim.Namespace, error) {
	ns := make(sim.Namespace)
	for name, c := range m.content.Constants {
		if _, own := declared[name]; own {
			continue
		}
		value, err := c.toSim()
		if err != nil {
			return nil, fmt.Errorf("constant %q: %w", name, err)
		}
		ns[name] = value
	}
	for name, a := range m.TimedArrays {
		if _, own := declared[name]; own {
			continue
		}
		array, err := a.toSim()
		if err != nil {
			return nil, fmt.Errorf("timed array %q: %w", name, err)
		}
		ns[name] = array
	}
	for name, is := range own {
		value, err := is.toSim()
		if err != nil {
			return nil, fmt.Errorf("namespace %q: %w", name, err)
		}
		ns[name] = value
	}
	return ns, nil
}

// toSim returns the array with floats, which Brian 2 makes of all values.
func (a timedArray) toSim() (*sim.TimedArray, error) {
	unit, err := unitOf(a.Unit)
	if err != nil {
		return nil, err
	}
	return sim.NewTimedArray(sim.Timed{Values: units.ArrayFromSI([]float64(a.Values.values), unit.Dim), Columns: a.Values.columns, DT: seconds(a.DT)})
}

func (c constant) toSim() (any, error) {
	switch {
	case c.short != nil:
		return c.short, nil
	case c.Type == "integer":
		return int(c.Value), nil
	case c.Type == "boolean":
		return c.Value != 0, nil
	}
	return quantity(float64(c.Value), c.Unit)
}

func (c *constant) check() {
	switch {
	case c.Type == "integer" && !whole(float64(c.Value)):
		c.faultAt("value", "%v is no integer", float64(c.Value))
	case c.Type == "boolean" && c.Value != 0 && c.Value != 1:
		c.faultAt("value", "%v is neither true nor false", float64(c.Value))
	case c.Type == "":
		c.checkUnit(c.Unit)
	case c.Type != "integer" && c.Type != "boolean":
		c.at.key("type").noneOf("type", c.Type, []string{"integer", "boolean"})
	case c.Unit != "" && c.Unit != "1":
		c.faultAt("unit", "it is %q; a constant of type %s has no unit", c.Unit, c.Type)
	}
}
