package units

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Array is a row of numbers with one dimension. It never changes: what goes in and out is copied. The
// zero value is the empty array of plain numbers.
type Array struct {
	si      []float64
	dim     Dimension
	written Unit
}

// ArrayFromSI returns the array of a dimension whose values in SI units are xs. It copies xs.
func ArrayFromSI(xs []float64, dim Dimension) Array {
	a := coherent(dim).OfAll(xs...)
	a.written = Unit{}
	return a
}

// Len returns how many numbers there are.
func (a Array) Len() int { return len(a.si) }

// At returns number i, from 0, as a quantity in the unit of the array. Like an index it panics where
// there is none.
func (a Array) At(i int) Quantity { return Quantity{si: a.si[i], dim: a.dim, written: a.written} }

// SI returns a copy of the values in SI units.
func (a Array) SI() []float64 { return slices.Clone(a.si) }

// Dimension returns what the array measures.
func (a Array) Dimension() Dimension { return a.dim }

// Unit returns the unit that String prints in: the one written, or else the best one for the largest
// finite number; SI units where numbers of that unit do not give all of them to the last bit.
func (a Array) Unit() Unit {
	if a.written.isSet() && a.in(a.written) {
		return a.written
	}
	if best := a.best(); a.in(best) {
		return best
	}
	return coherent(a.dim)
}

// in reports whether numbers of a unit give all of the array.
func (a Array) in(u Unit) bool {
	return !slices.ContainsFunc(a.si, func(si float64) bool { return !u.Has(si) })
}

func (a Array) best() Unit {
	largest := 0.0
	for _, x := range a.si {
		if x = math.Abs(x); x > largest && !math.IsInf(x, 1) {
			largest = x
		}
	}
	return bestUnit(largest, a.dim)
}

// In returns the numbers of units, as Quantity.In does for one.
func (a Array) In(u Unit) ([]float64, error) {
	if a.dim != u.Dim {
		return nil, mismatch("convert", a, u.Of(1))
	}
	xs := make([]float64, len(a.si))
	for i, si := range a.si {
		xs[i], _ = u.number(si)
	}
	return xs, nil
}

// Add returns a + b, element by element. Arrays go together that have one length, or of which one has
// length 1; it returns an error otherwise, and a *DimensionError where the dimensions differ.
func (a Array) Add(b Array) (Array, error) {
	if a.dim != b.dim {
		return Array{}, mismatch("add", a, b)
	}
	return a.zip(b, a.dim, func(x, y float64) float64 { return x + y })
}

// Sub returns a - b, with the rules of Add.
func (a Array) Sub(b Array) (Array, error) {
	if a.dim != b.dim {
		return Array{}, mismatch("subtract", a, b)
	}
	return a.zip(b, a.dim, func(x, y float64) float64 { return x - y })
}

// Mul returns a b, element by element, for lengths as in Add. It returns an error where an exponent of
// the dimension leaves its range.
func (a Array) Mul(b Array) (Array, error) {
	dim, err := a.dim.Mul(b.dim)
	if err != nil {
		return Array{}, err
	}
	return a.zip(b, dim, func(x, y float64) float64 { return float64(x * y) })
}

// Div returns a / b, with the rules of Mul.
func (a Array) Div(b Array) (Array, error) {
	dim, err := a.dim.Div(b.dim)
	if err != nil {
		return Array{}, err
	}
	return a.zip(b, dim, func(x, y float64) float64 { return x / y })
}

// zip combines two arrays of one length, or stretches one of length 1 along the other.
func (a Array) zip(b Array, dim Dimension, f func(x, y float64) float64) (Array, error) {
	n := len(a.si)
	if n == 1 {
		n = len(b.si)
	}
	if len(b.si) != n && len(b.si) != 1 {
		return Array{}, fmt.Errorf("units: arrays of lengths %d and %d do not go together; "+
			"the lengths must be equal, or one of them 1", len(a.si), len(b.si))
	}
	result := make([]float64, n)
	for i := range result {
		result[i] = canonical(f(a.si[i%len(a.si)], b.si[i%len(b.si)]))
	}
	return Array{si: result, dim: dim}, nil
}

// String prints the array in its Unit: "[1, 2, 3] mV". ParseArray reads it back to the same bits.
func (a Array) String() string {
	unit := a.Unit()
	texts := make([]string, len(a.si))
	for i, si := range a.si {
		x, _ := unit.number(si)
		texts[i] = formatNumber(x)
	}
	return withUnit("["+strings.Join(texts, ", ")+"]", unit)
}

// MarshalText is String.
func (a Array) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText is ParseArray.
func (a *Array) UnmarshalText(text []byte) error {
	parsed, err := ParseArray(string(text))
	if err != nil {
		return err
	}
	*a = parsed
	return nil
}
