package units

import (
	"cmp"
	"fmt"
	"math"
)

// Quantity is a number with its dimension. It remembers the unit it was written in, for printing; the
// result of a computation has none and prints in the unit that suits it best. The zero value is the
// plain number 0. Use Compare rather than ==, which tells 20 mV from 0.02 V.
type Quantity struct {
	si      float64
	dim     Dimension
	written Unit
}

// Scalar returns a plain number.
func Scalar(x float64) Quantity { return One.Of(x) }

// FromSI returns the quantity of a dimension whose value in SI units is x.
func FromSI(x float64, dim Dimension) Quantity { return Quantity{si: canonical(x), dim: dim} }

// SI returns the value in SI units.
func (q Quantity) SI() float64 { return q.si }

// Dimension returns what the quantity measures.
func (q Quantity) Dimension() Dimension { return q.dim }

// Unit returns the unit that String prints in: the one written, or else the best one. It is the best one, too, where only a number
// of more than 15 digits of the unit written gives the quantity to the last bit, or none: 100 uV as mV.
func (q Quantity) Unit() Unit {
	if !q.written.isSet() {
		return bestUnit(q.si, q.dim)
	}
	x, exact := q.written.number(q.si)
	if exact && !isLong(x) {
		return q.written
	}
	best := bestUnit(q.si, q.dim)
	if x, _ = best.number(q.si); exact && isLong(x) {
		return q.written
	}
	return best
}

// In returns the number of units in the quantity, 20 for 20 mV in Millivolt. It is the inverse of
// Unit.Of: where a number gives the quantity to the last bit, In returns the shortest such. It returns a
// *DimensionError where the dimensions differ.
func (q Quantity) In(u Unit) (float64, error) {
	if q.dim != u.Dim {
		return 0, mismatch("convert", q, u.Of(1))
	}
	x, _ := u.number(q.si)
	return x, nil
}

// Add returns q + r, or a *DimensionError where the dimensions differ.
func (q Quantity) Add(r Quantity) (Quantity, error) {
	if q.dim != r.dim {
		return Quantity{}, mismatch("add", q, r)
	}
	return FromSI(q.si+r.si, q.dim), nil
}

// Sub returns q - r, or a *DimensionError where the dimensions differ.
func (q Quantity) Sub(r Quantity) (Quantity, error) {
	if q.dim != r.dim {
		return Quantity{}, mismatch("subtract", q, r)
	}
	return FromSI(q.si-r.si, q.dim), nil
}

// Mul returns q r. It returns an error where an exponent of the dimension leaves its range.
func (q Quantity) Mul(r Quantity) (Quantity, error) {
	dim, err := q.dim.Mul(r.dim)
	if err != nil {
		return Quantity{}, err
	}
	return FromSI(float64(q.si*r.si), dim), nil
}

// Div returns q / r; a division by zero is that of float64. It returns an error where an exponent of
// the dimension leaves its range.
func (q Quantity) Div(r Quantity) (Quantity, error) {
	dim, err := q.dim.Div(r.dim)
	if err != nil {
		return Quantity{}, err
	}
	return FromSI(q.si/r.si, dim), nil
}

// Neg returns -q, in the unit of q.
func (q Quantity) Neg() Quantity {
	q.si = canonical(-q.si)
	return q
}

// Pow returns q^(num/den), for whole and half powers: others would depend on the processor. The root of a
// negative number is NaN, that of its dimension is taken all the same. It returns an error where
// num/den is neither whole nor half, and in the cases of Dimension.Pow.
func (q Quantity) Pow(num, den int) (Quantity, error) {
	var dim Dimension
	exponent, err := newRational(num, den)
	if err == nil {
		dim, err = q.dim.pow(exponent)
	}
	if err != nil {
		return Quantity{}, fmt.Errorf("units: power of %s: %w", q, err)
	}
	switch exponent.den {
	case 0, 1:
		return FromSI(wholePower(q.si, int(exponent.num)), dim), nil
	case 2:
		return FromSI(wholePower(math.Sqrt(q.si), int(exponent.num)), dim), nil
	}
	return Quantity{}, fmt.Errorf("units: power %s of %s: only whole and half powers are known", exponent, q)
}

// wholePower multiplies x by itself, by squaring. math.Pow may differ between architectures.
func wholePower(x float64, n int) float64 {
	if n < 0 {
		return 1 / wholePower(x, -n)
	}
	result := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result = float64(result * x)
		}
		x = float64(x * x)
	}
	return result
}

// Compare returns -1 where q < r, 0 where they are equal and +1 where q > r; NaN is below all numbers
// and equal to itself. It returns a *DimensionError where the dimensions differ.
func (q Quantity) Compare(r Quantity) (int, error) {
	if q.dim != r.dim {
		return 0, mismatch("compare", q, r)
	}
	return cmp.Compare(q.si, r.si), nil
}

// String prints the quantity in its Unit: "20 mV", "5/ms", "-inf V". Parse reads it back to the same
// bits.
func (q Quantity) String() string {
	unit := q.Unit()
	x, exact := unit.number(q.si)
	if !exact {
		x, unit = q.si, coherent(q.dim)
	}
	return withUnit(formatNumber(x), unit)
}

// MarshalText is String.
func (q Quantity) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText is Parse.
func (q *Quantity) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*q = parsed
	return nil
}
