package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// array is a list of numbers, or of rows of equally many numbers.
type array struct {
	shape  []int     // rows and columns, or only the length
	values []float64 // row by row
	whole  bool      // they are integers or booleans: written without a point
}

// vector returns an array of one dimension.
func vector(values []float64) array { return array{shape: []int{len(values)}, values: values} }

// vectorOf returns an array of integers.
func vectorOf(values []int32) array {
	a := array{shape: []int{len(values)}, values: make([]float64, len(values)), whole: true}
	for k, x := range values {
		a.values[k] = float64(x)
	}
	return a
}

// UnmarshalJSON reads a list of numbers or of rows.
func (a *array) UnmarshalJSON(text []byte) error {
	var rows [][]json.Number
	if json.Unmarshal(text, &rows) != nil || len(rows) == 0 {
		row := []json.Number{}
		if err := json.Unmarshal(text, &row); err != nil {
			return err
		}
		*a = array{shape: []int{len(row)}, whole: true}
		return a.append(row)
	}
	*a = array{shape: []int{len(rows), len(rows[0])}, whole: true}
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
		a.values = append(a.values, x)
		a.whole = a.whole && !strings.ContainsAny(literal.String(), ".eE")
	}
	return nil
}

// equals compares an array got with the array a that was wanted; see Equality in the package's text.
func (a array) equals(got array, tol tolerance) error {
	if len(a.values)+len(got.values) == 0 {
		return nil // Brian 2 gives an empty list one dimension, whatever it is a list of
	}
	if !slices.Equal(a.shape, got.shape) {
		return fmt.Errorf("shape %v, want %v", got.shape, a.shape)
	}
	if a.whole {
		tol = tolerance{}
	}
	scale := a.scale()
	wrong, first := 0, 0
	for k := range slices.Backward(a.values) {
		allowed := float64(tol.Rel*math.Abs(a.values[k])) + float64(tol.Abs*scale)
		if !(math.Abs(a.values[k]-got.values[k]) <= allowed) { // so that NaN is wrong
			wrong, first = wrong+1, k
		}
	}
	if wrong == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d numbers are wrong, first %s = %v, want %v (relative to the largest: %.2g)",
		wrong, len(a.values), a.place(first), got.values[first], a.values[first],
		math.Abs(a.values[first]-got.values[first])/scale)
}

// scale is the largest absolute value, or 1 if that is 0.
func (a array) scale() float64 {
	largest := 0.0
	for _, x := range a.values {
		largest = math.Max(largest, math.Abs(x))
	}
	if largest == 0 {
		return 1
	}
	return largest
}

// place writes the index of element k.
func (a array) place(k int) string {
	if len(a.shape) == 2 {
		return fmt.Sprintf("[%d][%d]", k/a.shape[1], k%a.shape[1])
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
