package units

import "fmt"

// Dimension is what a number measures: the exponents of the seven SI base units. Exponents are
// fractions, since halves occur (noise is s^-1/2). The zero value is dimensionless. Dimensions are equal
// where == says so, and can be keys of a map.
type Dimension struct{ exponents [7]rational }

// baseSymbols are the symbols of the exponents, in the order in which products are written.
var baseSymbols = [7]string{"kg", "m", "s", "A", "K", "mol", "cd"}

// baseDimension is a product of whole powers of the base units, in the order of baseSymbols.
func baseDimension(kg, m, s, ampere, kelvin, mol, cd int) Dimension {
	var d Dimension
	for i, n := range [7]int{kg, m, s, ampere, kelvin, mol, cd} {
		d.exponents[i] = whole(n)
	}
	return d
}

// The dimensions that units of this package have.
var (
	dimNone            = Dimension{}
	dimMass            = baseDimension(1, 0, 0, 0, 0, 0, 0)
	dimLength          = baseDimension(0, 1, 0, 0, 0, 0, 0)
	dimVolume          = baseDimension(0, 3, 0, 0, 0, 0, 0)
	dimDuration        = baseDimension(0, 0, 1, 0, 0, 0, 0)
	dimCurrent         = baseDimension(0, 0, 0, 1, 0, 0, 0)
	dimTemperature     = baseDimension(0, 0, 0, 0, 1, 0, 0)
	dimAmount          = baseDimension(0, 0, 0, 0, 0, 1, 0)
	dimLuminosity      = baseDimension(0, 0, 0, 0, 0, 0, 1)
	dimConcentration   = baseDimension(0, -3, 0, 0, 0, 1, 0)
	dimFrequency       = baseDimension(0, 0, -1, 0, 0, 0, 0)
	dimForce           = baseDimension(1, 1, -2, 0, 0, 0, 0)
	dimPressure        = baseDimension(1, -1, -2, 0, 0, 0, 0)
	dimEnergy          = baseDimension(1, 2, -2, 0, 0, 0, 0)
	dimPower           = baseDimension(1, 2, -3, 0, 0, 0, 0)
	dimCharge          = baseDimension(0, 0, 1, 1, 0, 0, 0)
	dimVoltage         = baseDimension(1, 2, -3, -1, 0, 0, 0)
	dimCapacitance     = baseDimension(-1, -2, 4, 2, 0, 0, 0)
	dimResistance      = baseDimension(1, 2, -3, -2, 0, 0, 0)
	dimConductance     = baseDimension(-1, -2, 3, 2, 0, 0, 0)
	dimMagneticFlux    = baseDimension(1, 2, -2, -1, 0, 0, 0)
	dimMagneticDensity = baseDimension(1, 0, -2, -1, 0, 0, 0)
	dimInductance      = baseDimension(1, 2, -2, -2, 0, 0, 0)
	dimIlluminance     = baseDimension(0, -2, 0, 0, 0, 0, 1)
	dimAbsorbedDose    = baseDimension(0, 2, -2, 0, 0, 0, 0)
	dimCatalysis       = baseDimension(0, 0, -1, 0, 0, 1, 0)
)

// IsDimensionless reports whether d is that of a plain number.
func (d Dimension) IsDimensionless() bool { return d == dimNone }

// Mul returns the dimension of a product, d e. It returns an error where an exponent leaves the range of
// fractions with terms up to 999.
func (d Dimension) Mul(e Dimension) (Dimension, error) {
	product, err := d.mul(e)
	if err != nil {
		return Dimension{}, fmt.Errorf("units: %s times %s: %w", d, e, err)
	}
	return product, nil
}

// Div returns the dimension of a quotient, d/e, with the errors of Mul.
func (d Dimension) Div(e Dimension) (Dimension, error) {
	quotient, err := d.mul(e.inverse())
	if err != nil {
		return Dimension{}, fmt.Errorf("units: %s over %s: %w", d, e, err)
	}
	return quotient, nil
}

// Pow returns the dimension of a power, d^(num/den). It returns an error where den is zero, and where an
// exponent, be it num/den itself, leaves the range of fractions with terms up to 999.
func (d Dimension) Pow(num, den int) (Dimension, error) {
	exponent, err := newRational(num, den)
	if err != nil {
		return Dimension{}, fmt.Errorf("units: power of %s: %w", d, err)
	}
	power, err := d.pow(exponent)
	if err != nil {
		return Dimension{}, fmt.Errorf("units: power of %s: %w", d, err)
	}
	return power, nil
}

func (d Dimension) mul(e Dimension) (Dimension, error) {
	var product Dimension
	for i := range d.exponents {
		sum, err := d.exponents[i].add(e.exponents[i])
		if err != nil {
			return Dimension{}, err
		}
		product.exponents[i] = sum
	}
	return product, nil
}

func (d Dimension) pow(exponent rational) (Dimension, error) {
	var power Dimension
	for i := range d.exponents {
		e, err := d.exponents[i].mul(exponent)
		if err != nil {
			return Dimension{}, err
		}
		power.exponents[i] = e
	}
	return power, nil
}

func (d Dimension) inverse() Dimension {
	for i, e := range d.exponents {
		d.exponents[i] = e.neg()
	}
	return d
}
