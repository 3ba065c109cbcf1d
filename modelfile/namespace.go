package modelfile

import (
	"fmt"

	"golgi/sim"
	"golgi/units"
)

// constant is a value of the namespace: a float, or what Type says.
type constant struct {
	Value number `json:"value"`
	Unit  string `json:"unit"`
	Type  string `json:"type"` // "", "integer" or "boolean"
}

// timedArray has a row, or a value, for each of its steps.
type timedArray struct {
	Values table   `json:"values"`
	DT     float64 `json:"dt"`
	Unit   string  `json:"unit"`
}

// namespace returns the constants and timed arrays of a model for an object: those that the object does not define itself.
func (m *Model) namespace(declared map[string]declaration) (sim.Namespace, error) {
	ns := make(sim.Namespace)
	for name, c := range m.Constants {
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
	return ns, nil
}

// toSim returns the array with floats, which Brian 2 makes of all values.
func (a timedArray) toSim() (*sim.TimedArray, error) {
	unit, err := unitOf(a.Unit)
	if err != nil {
		return nil, err
	}
	return sim.NewTimedArray(sim.Timed{Values: units.ArrayFromSI(a.Values.values, unit.Dim), Columns: a.Values.columns, DT: seconds(a.DT)})
}

func (c constant) toSim() (any, error) {
	switch c.Type {
	case "integer":
		n := int(c.Value)
		if number(n) != c.Value {
			return nil, malformed("%v is no integer", c.Value)
		}
		return n, nil
	case "boolean":
		return c.Value != 0, nil
	case "":
		return quantity(float64(c.Value), c.Unit)
	}
	return nil, malformed("there is no type %q", c.Type)
}
