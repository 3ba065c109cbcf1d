package components

import (
	"regexp"
	"strings"

	"golgi/units"
)

var power = regexp.MustCompile(`\^(-?\d+(?:/\d+)?)`)

// unitOf is the unit of a value as equations write it: "S", "m**(2)*kg".
func unitOf(value any) string {
	q, is := value.(units.Quantity)
	if !is {
		return "1"
	}
	return power.ReplaceAllString(strings.ReplaceAll(q.Dimension().String(), " ", "*"), "**($1)")
}
