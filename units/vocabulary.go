package units

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// prefixes of SI, the larger first. Those whose exponent is a multiple of three serve printing.
var prefixes = []struct {
	symbol string
	ten    int
}{
	{"Y", 24}, {"Z", 21}, {"E", 18}, {"P", 15}, {"T", 12}, {"G", 9}, {"M", 6}, {"k", 3},
	{"h", 2}, {"da", 1}, {"", 0}, {"d", -1}, {"c", -2},
	{"m", -3}, {"u", -6}, {"n", -9}, {"p", -12}, {"f", -15}, {"a", -18}, {"z", -21}, {"y", -24},
}

// base is a row of the vocabulary: a unit of size 10^ten with its spelled names and its symbol.
type base struct {
	names  string // separated by spaces; the first is the usual one
	symbol string
	ten    int
	dim    Dimension
	forms  forms
}

// forms says what is derived from a base.
type forms int

const (
	full     forms = iota // all prefixes, and the powers 2 and 3 of each
	unscaled              // powers, but no prefixes
	linear                // prefixes, but no powers
)

// bases are the units of Brian 2.5.1.
//
// Source: Brian 2.5.1, brian2.units.allunits; testdata/brian2_units.txt holds all that follows from it.
var bases = []base{
	{"metre meter", "m", 0, dimLength, full},
	{"gram gramme", "g", -3, dimMass, full},
	{"kilogram kilogramme", "kg", 0, dimMass, unscaled},
	{"second", "s", 0, dimDuration, full},
	{"amp ampere", "A", 0, dimCurrent, full},
	{"kelvin", "K", 0, dimTemperature, unscaled},
	{"mole mol", "mol", 0, dimAmount, full},
	{"candle", "cd", 0, dimLuminosity, full},
	{"molar", "M", 3, dimConcentration, full},
	{"radian", "rad", 0, dimNone, full},
	{"steradian", "sr", 0, dimNone, full},
	{"hertz", "Hz", 0, dimFrequency, full},
	{"newton", "N", 0, dimForce, full},
	{"pascal", "Pa", 0, dimPressure, full},
	{"joule", "J", 0, dimEnergy, full},
	{"watt", "W", 0, dimPower, full},
	{"coulomb", "C", 0, dimCharge, full},
	{"volt", "V", 0, dimVoltage, full},
	{"farad", "F", 0, dimCapacitance, full},
	{"ohm", "ohm", 0, dimResistance, full},
	{"siemens", "S", 0, dimConductance, full},
	{"weber", "Wb", 0, dimMagneticFlux, full},
	{"tesla", "T", 0, dimMagneticDensity, full},
	{"henry", "H", 0, dimInductance, full},
	{"lumen", "lm", 0, dimLuminosity, full},
	{"lux", "lx", 0, dimIlluminance, full},
	{"becquerel", "Bq", 0, dimFrequency, full},
	{"gray", "Gy", 0, dimAbsorbedDose, full},
	{"sievert", "Sv", 0, dimAbsorbedDose, full},
	{"katal", "kat", 0, dimCatalysis, full},
	{"liter litre", "l", -3, dimVolume, linear},
}

// brianShort are the symbols that Brian knows in equations beside the spelled names. The others, such as
// V, s and m, are left to variables.
//
// Source: Brian 2.5.1, brian2.units.stdunits.
const brianShort = "mV mA uA nA pA pF uF nF nS uS mS ms us Hz kHz MHz " +
	"cm cm2 cm3 mm mm2 mm3 um um2 um3 mM uM nM"

// entry is what a word of the vocabulary means, with another word for the same.
type entry struct {
	factor
	synonym string
}

// dictionary holds the names that equations may use, and the symbols that other text may use as well.
type dictionary struct{ names, symbols map[string]entry }

var vocabulary = sync.OnceValue(func() dictionary {
	v := dictionary{names: map[string]entry{}, symbols: map[string]entry{}}
	for _, b := range bases {
		v.add(b)
	}
	for _, short := range strings.Fields(brianShort) {
		v.names[short] = v.symbols[short]
	}
	return v
})

func (v dictionary) add(b base) {
	for _, prefix := range prefixes {
		if b.forms == unscaled && prefix.ten != 0 {
			continue
		}
		v.addPower(b, prefix.symbol, prefix.ten, 1)
		if b.forms != linear {
			v.addPower(b, prefix.symbol, prefix.ten, 2)
			v.addPower(b, prefix.symbol, prefix.ten, 3)
		}
	}
}

// addPower adds the names and the symbol of a power of a prefixed base, mmetre2 and mm2.
func (v dictionary) addPower(b base, prefix string, ten, power int) {
	one := factor{ten: whole(b.ten + ten), dim: b.dim}
	f, err := one.pow(whole(power))
	if err != nil {
		panic("units: the row of " + b.names + " is wrong: " + err.Error())
	}
	suffix := ""
	if power > 1 {
		suffix = strconv.Itoa(power)
	}
	names := strings.Fields(b.names)
	symbol := prefix + b.symbol + suffix
	for _, name := range names {
		v.names[prefix+name+suffix] = entry{f, symbol}
	}
	v.symbols[symbol] = entry{f, prefix + names[0] + suffix}
}

// find looks a word up in both halves of the dictionary.
func (v dictionary) find(word string) (entry, bool) {
	if e, ok := v.names[word]; ok {
		return e, true
	}
	e, ok := v.symbols[word]
	return e, ok
}

// factor is the meaning of a unit while it is put together: 10^ten of its dimension. Keeping the power
// of ten rather than the scale is what makes the scale of uF/cm**2 exact.
type factor struct {
	ten rational
	dim Dimension
}

func (f factor) mul(g factor) (factor, error) {
	ten, err := f.ten.add(g.ten)
	if err != nil {
		return factor{}, err
	}
	dim, err := f.dim.mul(g.dim)
	return factor{ten, dim}, err
}

func (f factor) inverse() factor { return factor{f.ten.neg(), f.dim.inverse()} }

func (f factor) pow(exponent rational) (factor, error) {
	ten, err := f.ten.mul(exponent)
	if err != nil {
		return factor{}, err
	}
	dim, err := f.dim.pow(exponent)
	return factor{ten, dim}, err
}

// scale returns 10^ten, correctly rounded. Of the fractional powers only the halves are known, which is
// what mV/ms**0.5 needs. It returns an error for others, and where the scale leaves 10^-300 .. 10^300.
func (f factor) scale() (float64, error) {
	const sqrt10 = "3.16227766016837933199889354443271853371955513932521682685750485"
	digits, ten := "1", int(f.ten.num)
	switch f.ten.den {
	case 0, 1:
	case 2:
		digits, ten = sqrt10, (ten-1)>>1
	default:
		return 0, fmt.Errorf("its size would be 10^(%s) SI units; take this root of an unprefixed unit", f.ten)
	}
	if ten < -300 || ten > 300 {
		return 0, fmt.Errorf("its size would be 10^%s SI units; sizes go from 10^-300 to 10^300", f.ten)
	}
	return strconv.ParseFloat(digits+"e"+strconv.Itoa(ten), 64)
}
