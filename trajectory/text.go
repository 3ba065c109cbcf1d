package trajectory

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golgi/units"
)

// mostQuoted is how many characters of a text an error shows.
const mostQuoted = 60

// quoted returns a text as errors show it: in quotation marks, and not all of it if it is long.
func quoted(text string) string {
	if len(text) <= 2*mostQuoted {
		return strconv.Quote(text)
	}
	return fmt.Sprintf("%q… (%d bytes)", beginning(text), len(text))
}

// beginning returns the first characters of a long text.
func beginning(text string) string {
	cut := mostQuoted
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut]
}

func parseFloat(text string) (float64, error) {
	trimmed := strings.TrimSpace(text)
	if f, err := strconv.ParseFloat(trimmed, 64); err == nil {
		return f, nil
	}
	q, err := units.Parse(trimmed)
	if err != nil || !q.Dimension().IsDimensionless() {
		return 0, fmt.Errorf("%s is not a float64; write a number without a unit, like 2.5 or 1e-3", quoted(text))
	}
	return q.SI(), nil
}

func parseQuantity(text string, like units.Quantity) (units.Quantity, error) {
	q, err := units.Parse(strings.TrimSpace(text))
	if err != nil {
		return q, fmt.Errorf("%s is not a quantity in %v like the default %v: %w",
			quoted(text), like.Dimension(), like, err)
	}
	if q.Dimension() != like.Dimension() {
		return q, unlike(quoted(text), orNumber(q), like)
	}
	return q, nil
}

func parseArray(text string, like units.Array) (units.Array, error) {
	a, err := units.ParseArray(strings.TrimSpace(text))
	if err != nil {
		return a, fmt.Errorf("%s is not an array in %v, like \"[1, 2] %v\": %w",
			quoted(text), like.Dimension(), like.Dimension(), err)
	}
	if a.Dimension() != like.Dimension() {
		return a, fmt.Errorf("%s is in %v, wanted an array in %v like the default %s",
			quoted(text), a.Dimension(), like.Dimension(), show(like))
	}
	return a, nil
}

// splitList splits "a, b" and "[a, b]" at the commas; a blank text has no elements.
func splitList(text string) []string {
	text = strings.TrimSpace(text)
	if inner, ok := strings.CutPrefix(text, "["); ok && strings.HasSuffix(inner, "]") {
		text = strings.TrimSuffix(inner, "]")
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	parts := strings.Split(text, ",")
	for i, part := range parts {
		parts[i] = strings.TrimSpace(part)
	}
	return parts
}
