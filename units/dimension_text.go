package units

import "strings"

// term is one factor of a product of units, such as m^2.
type term struct {
	symbol string
	power  rational
}

func (t term) String() string {
	if t.power == whole(1) {
		return t.symbol
	}
	return t.symbol + "^" + t.power.String()
}

// named are the units beyond the base ones in whose terms dimensions are told, the likelier first. The
// field says V s and ohm s rather than weber and henry.
var named = []struct {
	symbol string
	dim    Dimension
}{
	{"V", dimVoltage}, {"S", dimConductance}, {"F", dimCapacitance}, {"ohm", dimResistance},
	{"Hz", dimFrequency}, {"C", dimCharge}, {"J", dimEnergy}, {"W", dimPower}, {"N", dimForce},
	{"Pa", dimPressure},
}

// namedPowers are the powers of a named unit that a product may hold, the simpler first.
var namedPowers = []rational{{1, 1}, {2, 1}, {1, 2}, {-1, 1}, {-2, 1}, {-1, 2}}

// String tells the dimension in the field's terms: "V", "S/m^2", "V/s", "mol/m^3", "V s^-1/2",
// "kg m s^-1"; "1" for a plain number. ParseUnit reads it and finds the same dimension.
//
// Of all ways to write it, the one with the fewest factors is taken: one named unit (V, S, F, ohm, C, J,
// W, N, Pa) and base units, or base units alone. Hz stands only alone.
func (d Dimension) String() string { return joinTerms(d.terms()) }

// joinTerms writes "a/b" where there is one whole power above and one below, and a product otherwise.
func joinTerms(terms []term) string {
	if len(terms) == 0 {
		return "1"
	}
	if isPlainQuotient(terms) {
		return terms[0].String() + "/" + term{terms[1].symbol, terms[1].power.neg()}.String()
	}
	texts := make([]string, len(terms))
	for i, t := range terms {
		texts[i] = t.String()
	}
	return strings.Join(texts, " ")
}

func isPlainQuotient(terms []term) bool {
	return len(terms) == 2 && terms[0].power.isWhole() && terms[1].power.isWhole() &&
		terms[0].power.num > 0 && terms[1].power.num < 0
}

// terms returns the factors of String, positive powers first.
func (d Dimension) terms() []term {
	for _, n := range named {
		if n.dim == d {
			return []term{{n.symbol, whole(1)}}
		}
	}
	best := d.baseTerms()
	if len(best) < 2 { // nothing is shorter
		return best
	}
	for _, power := range namedPowers {
		for _, n := range named {
			if n.dim == dimFrequency {
				continue
			}
			if terms := d.termsWith(n.symbol, n.dim, power); len(terms) < len(best) {
				best = terms
			}
		}
	}
	return positiveFirst(best)
}

func (d Dimension) baseTerms() []term {
	terms := []term{}
	for i, e := range d.exponents {
		if e.num != 0 {
			terms = append(terms, term{baseSymbols[i], e})
		}
	}
	return terms
}

// termsWith writes d as a power of a named unit and base units.
func (d Dimension) termsWith(symbol string, dim Dimension, power rational) []term {
	factor, err := dim.pow(power)
	if err != nil {
		return d.baseTerms()
	}
	rest, err := d.mul(factor.inverse())
	if err != nil { // only at the brink of the range of exponents
		return d.baseTerms()
	}
	return append([]term{{symbol, power}}, rest.baseTerms()...)
}

func positiveFirst(terms []term) []term {
	var above, below []term
	for _, t := range terms {
		if t.power.num > 0 {
			above = append(above, t)
		} else {
			below = append(below, t)
		}
	}
	return append(above, below...)
}
