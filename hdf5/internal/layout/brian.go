package layout

import (
	"math/big"
	"strings"
	"unicode"

	"golgi/units"
)

// brianNames are the symbols of units as Brian 2 spells them out.
var brianNames = map[string]string{
	"kg": "kilogram", "m": "metre", "s": "second", "A": "amp", "K": "kelvin", "mol": "mole", "cd": "candle",
	"V": "volt", "S": "siemens", "F": "farad", "ohm": "ohm", "Hz": "hertz", "C": "coulomb", "J": "joule",
	"W": "watt", "N": "newton", "Pa": "pascal",
}

// brianUnit returns the SI unit of a dimension as an expression of Brian 2, as in "siemens * metre ** -2".
func brianUnit(d units.Dimension) string {
	text := d.String()
	if over := strings.IndexByte(text, '/') + 1; over > 0 && unicode.IsLetter(rune(text[over])) {
		return brianPower(text[:over-1]) + " / " + brianPower(text[over:])
	}
	var factors []string
	for _, factor := range strings.Fields(text) {
		factors = append(factors, brianPower(factor))
	}
	return strings.Join(factors, " * ")
}

func brianPower(factor string) string {
	symbol, power, found := strings.Cut(factor, "^")
	if !found {
		return brianNames[symbol]
	}
	return brianNames[symbol] + " ** (" + power + ")"
}

// unitOfBrian returns the unit that an expression of Brian 2 means, as in "1. * volt * second ** -0.5".
func unitOfBrian(expression string) (units.Unit, error) {
	words := strings.Fields(strings.TrimPrefix(expression, "1. * "))
	for i, word := range words {
		if len(word) > 9 || strings.Trim(word, "-.0123456789") != "" {
			continue
		}
		if power, ok := new(big.Rat).SetString(word); ok {
			words[i] = "(" + power.RatString() + ")"
		}
	}
	return units.ParseUnit(strings.Join(words, " "))
}
