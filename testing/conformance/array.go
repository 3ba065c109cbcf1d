package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"golgi/modelfile"
)

// array is a list of numbers, or of rows of equally many numbers. Integers and booleans were written without a point.
type array modelfile.Array

// UnmarshalJSON reads a list of numbers or of rows.
func (a *array) UnmarshalJSON(text []byte) error {
	var rows [][]json.Number
	if json.Unmarshal(text, &rows) != nil || len(rows) == 0 {
		row := []json.Number{}
		if err := json.Unmarshal(text, &row); err != nil {
			return err
		}
		*a = array{Shape: []int{len(row)}, Whole: true}
		return a.append(row)
	}
	*a = array{Shape: []int{len(rows), len(rows[0])}, Whole: true}
	for _, row := range rows {
		if len(row) != len(rows[0]) {
			return errors.New("the rows of an array differ in length")
		}
		if err := a.append(row); err != nil {
			return err
		}
	}
	return nil
}

func (a *array) append(row []json.Number) error {
	for _, literal := range row {
		x, err := literal.Float64()
		if err != nil {
			return err
		}
		a.Values = append(a.Values, x)
		a.Whole = a.Whole && !strings.ContainsAny(literal.String(), ".eE")
	}
	return nil
}

// equals compares an array got with the array a that was wanted; see Equality in the package's text.
func (a array) equals(got modelfile.Array, tol tolerance) error {
	if len(a.Values)+len(got.Values) == 0 {
		return nil // Brian 2 gives an empty list one dimension, whatever it is a list of
	}
	if !slices.Equal(a.Shape, got.Shape) {
		return fmt.Errorf("shape %v, want %v", got.Shape, a.Shape)
	}
	if a.Whole {
		tol = tolerance{}
	}
	scale := a.scale()
	wrong, first := 0, 0
	for k := range slices.Backward(a.Values) {
		allowed := float64(tol.Rel*math.Abs(a.Values[k])) + float64(tol.Abs*scale)
		if !(math.Abs(a.Values[k]-got.Values[k]) <= allowed) { // so that NaN is wrong
			wrong, first = wrong+1, k
		}
	}
	if wrong == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d numbers are wrong, first %s = %v, want %v (relative to the largest: %.2g)",
		wrong, len(a.Values), a.place(first), got.Values[first], a.Values[first],
		math.Abs(a.Values[first]-got.Values[first])/scale)
}

// scale is the largest absolute value, or 1 if that is 0.
func (a array) scale() float64 {
	largest := 0.0
	for _, x := range a.Values {
		largest = math.Max(largest, math.Abs(x))
	}
	if largest == 0 {
		return 1
	}
	return largest
}

// place writes the index of element k.
func (a array) place(k int) string {
	if len(a.Shape) == 2 {
		return fmt.Sprintf("[%d][%d]", k/a.Shape[1], k%a.Shape[1])
	}
	return fmt.Sprintf("[%d]", k)
}

// expectation is what Brian 2 gave.
type expectation struct {
	monitors map[string]map[string]array // by the monitor's name and the variable
	final    map[string]map[string]array // by the object's name and the variable
	methods  map[string]string           // by the object's name: the method chosen by default
}

// UnmarshalJSON tells the two names that are no monitors from those that are.
func (e *expectation) UnmarshalJSON(text []byte) error {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(text, &keys); err != nil {
		return err
	}
	e.monitors = make(map[string]map[string]array)
	for name, text := range keys {
		var err error
		switch name {
		case "final":
			err = json.Unmarshal(text, &e.final)
		case "methods":
			err = json.Unmarshal(text, &e.methods)
		default:
			monitor := make(map[string]array)
			err = json.Unmarshal(text, &monitor)
			e.monitors[name] = monitor
		}
		if err != nil {
			return fmt.Errorf("expect: %s: %w", name, err)
		}
	}
	return nil
}
