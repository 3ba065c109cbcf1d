package modelfile

import (
	"bytes"
	"encoding/json"
	"errors"

	"golgi/sim"
	"golgi/units"
)

// number is a number; true and false are 1 and 0.
type number float64

// UnmarshalJSON reads a number, true or false.
func (n *number) UnmarshalJSON(text []byte) error {
	switch string(text) {
	case "true":
		*n = 1
		return nil
	case "false":
		*n = 0
		return nil
	case "null":
		return errors.New("null is no number")
	}
	return json.Unmarshal(text, (*float64)(n))
}

// amount is an expression, or a number with a unit; the zero amount is none.
type amount struct {
	text  string
	Value *number `json:"value"`
	Unit  string  `json:"unit"`
}

// UnmarshalJSON reads a text or a quantity.
func (a *amount) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte(`"`)) {
		return json.Unmarshal(text, &a.text)
	}
	type plain amount // without this method
	if err := decode(text, (*plain)(a)); err != nil {
		return err
	}
	if a.Value == nil && string(text) != "null" {
		return errors.New("a quantity has a value")
	}
	return nil
}

// in returns the text or the quantity; a number without a unit has the default.
func (a amount) in(unit string) (any, error) {
	if a.Value == nil {
		return a.text, nil
	}
	if a.Unit != "" {
		unit = a.Unit
	}
	return quantity(float64(*a.Value), unit)
}

// refractory returns the amount as a refractory period, in seconds if it has no unit.
func (a amount) refractory() (sim.Refractory, error) {
	if a.Value == nil {
		return sim.Refractory(a.text), nil
	}
	time, err := a.quantity("second")
	return sim.RefractoryOf(time), err
}

func (a amount) quantity(unit string) (units.Quantity, error) {
	if a.Unit != "" {
		unit = a.Unit
	}
	return quantity(float64(*a.Value), unit)
}

// quantity returns x in a unit; an empty unit is 1.
func quantity(x float64, unit string) (units.Quantity, error) {
	u, err := unitOf(unit)
	return u.Of(x), err
}

func unitOf(text string) (units.Unit, error) {
	if text == "" {
		text = "1"
	}
	u, err := units.ParseUnit(text)
	if err != nil {
		return units.Unit{}, malformed("unit %q: %w", text, err)
	}
	return u, nil
}

func seconds(x float64) units.Quantity { return units.Second.Of(x) }

// optional returns a step size, the zero Quantity for none.
func optional(dt *float64) units.Quantity {
	if dt == nil {
		return units.Quantity{}
	}
	return seconds(*dt)
}

// deref returns what is there, and else the default.
func deref[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}

// recording says which elements are recorded; nil: all.
type recording []int

// UnmarshalJSON reads true or a list.
func (r *recording) UnmarshalJSON(text []byte) error {
	if string(text) == "true" {
		return nil
	}
	return json.Unmarshal(text, (*[]int)(r))
}
