package layout

import (
	"math/big"
	"strings"

	"golgi/units"
)

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
