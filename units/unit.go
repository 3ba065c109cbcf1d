package units

import (
	"math"
	"strconv"
)

// Unit is a named amount of a dimension: one of it is Scale in SI. Units come from this package's
// variables, from Lookup and from ParseUnit, which see to it that the name reads back as the unit.
type Unit struct {
	Name  string
	Scale float64
	Dim   Dimension
}

// Lookup finds a unit by a name that equations may use: those of Brian 2, such as "volt", "nsiemens",
// "mmetre2", "mV", "ms". Symbols that Brian leaves to variables ("V", "s") are known to ParseUnit only.
func Lookup(name string) (Unit, bool) {
	e, ok := vocabulary().names[name]
	if !ok {
		return Unit{}, false
	}
	scale, err := e.scale()
	return Unit{name, scale, e.dim}, err == nil
}

// Of returns x of the unit: Millivolt.Of(20) is 20 mV. Its SI value is x*Scale, rounded once.
func (u Unit) Of(x float64) Quantity {
	// The conversion keeps the compiler from fusing the product with a sum elsewhere.
	return Quantity{si: canonical(float64(x * u.Scale)), dim: u.Dim, written: u}
}

// OfAll returns an array in the unit: Millivolt.OfAll(1, 2, 3) is [1, 2, 3] mV. It copies xs.
func (u Unit) OfAll(xs ...float64) Array {
	si := make([]float64, len(xs))
	for i, x := range xs {
		si[i] = canonical(float64(x * u.Scale))
	}
	return Array{si: si, dim: u.Dim, written: u}
}

// String returns the name.
func (u Unit) String() string { return u.Name }

// canonical makes every NaN the same one, so that printing and parsing keep the bits.
func canonical(x float64) float64 {
	if math.IsNaN(x) {
		return math.NaN()
	}
	return x
}

// isSet tells a unit from the zero Unit, which stands for "none was written".
func (u Unit) isSet() bool { return u.Name != "" }

// number returns the inverse of Of, an x with x*Scale = si, and whether there is one to the last bit. Of
// several it is the shortest in decimal, which is what was written.
func (u Unit) number(si float64) (x float64, exact bool) {
	quotient := si / u.Scale
	if math.IsNaN(quotient) || math.IsInf(quotient, 0) {
		return quotient, sameBits(float64(quotient*u.Scale), si)
	}
	for _, x := range []float64{
		roundDigits(quotient, 15), roundDigits(quotient, 16), quotient,
		math.Nextafter(quotient, math.Inf(1)), math.Nextafter(quotient, math.Inf(-1)),
	} {
		if sameBits(float64(x*u.Scale), si) {
			return x, true
		}
	}
	return quotient, false
}

func sameBits(x, y float64) bool {
	return math.Float64bits(canonical(x)) == math.Float64bits(canonical(y))
}

// roundDigits rounds a finite x to so many significant decimal digits.
func roundDigits(x float64, digits int) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-1, 64), 64)
	if err != nil { // above the largest float64
		return x
	}
	return rounded
}
