package units

import (
	"math"
	"strconv"
	"strings"
)

// coherent returns the unit of a dimension that is one SI unit, V for a voltage.
func coherent(dim Dimension) Unit { return Unit{dim.String(), 1, dim} }

// bestUnit returns the unit in which a computed value reads best: the prefixed one, unless its number has
// more than 15 digits. 0.0001 s is no 100 us, since it is not 100*1e-6, but 0.1 ms, under the next prefix. SI units are left.
func bestUnit(si float64, dim Dimension) Unit {
	for _, size := range []float64{math.Abs(si), float64(1000 * math.Abs(si))} {
		unit := prefixedUnit(size, dim)
		if x, exact := unit.number(si); exact && (!isLong(x) || isLong(si)) {
			return unit
		}
	}
	return coherent(dim)
}

func isLong(x float64) bool { return !math.IsInf(x, 0) && !sameBits(x, roundDigits(x, 15)) }

// prefixedUnit returns the unit of Dimension.String, its first factor under the prefix that puts the
// number into 1 <= x < 1000 (1e6 for squares, 1e9 for cubes). Zero, infinity, NaN and sizes beyond all
// prefixes stay in SI units.
func prefixedUnit(si float64, dim Dimension) Unit {
	lead, ten, rest := leadTerm(dim)
	if !takesPrefix(lead) {
		return coherent(dim)
	}
	power := int(lead.power.num)
	limit := [...]float64{1: 1e3, 2: 1e6, 3: 1e9}[power]
	for _, prefix := range prefixes {
		scale, err := factor{ten: whole(ten + prefix.ten*power)}.scale()
		if err != nil || prefix.ten%3 != 0 {
			continue
		}
		if x := si / scale; 1 <= x && x < limit {
			first := term{prefix.symbol + lead.symbol, lead.power}
			return Unit{joinTerms(append([]term{first}, rest...)), scale, dim}
		}
	}
	return coherent(dim)
}

// leadTerm splits off the factor that takes the prefix, with the size that it has without one. Mass goes
// in grams, since kg has its prefix, and concentration in molar, which is what the field says.
func leadTerm(dim Dimension) (lead term, ten int, rest []term) {
	if dim == dimConcentration {
		return term{"M", whole(1)}, 3, nil
	}
	terms := dim.terms()
	if len(terms) == 0 {
		return term{}, 0, nil
	}
	lead, rest = terms[0], terms[1:]
	if lead.symbol == "kg" {
		return term{"g", lead.power}, -3 * int(lead.power.num), rest
	}
	return lead, 0, rest
}

func takesPrefix(t term) bool {
	return t.symbol != "K" && t.power.isWhole() && 1 <= t.power.num && t.power.num <= 3
}

// formatNumber writes the shortest decimal that reads back as x, with an exponent only where zeros would
// have to be counted.
func formatNumber(x float64) string {
	switch size := math.Abs(x); {
	case math.IsNaN(x):
		return "nan"
	case math.IsInf(x, 0):
		return strings.ToLower(strings.TrimPrefix(strconv.FormatFloat(x, 'g', -1, 64), "+"))
	case x == 0, 1e-4 <= size && size < 1e9:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'e', -1, 64)
}

// withUnit writes a unit behind a number: "20 mV", "5/ms" for the unit 1/ms, "3*(V)".
func withUnit(number string, u Unit) string {
	switch {
	case u.Name == One.Name:
		return number
	case strings.HasPrefix(u.Name, "1/"):
		return number + u.Name[1:]
	case strings.HasPrefix(u.Name, "1"), strings.HasPrefix(u.Name, "("):
		return number + "*" + u.Name
	}
	return number + " " + u.Name
}
