package trajectory

import (
	"fmt"
	"strconv"
	"strings"

	"golgi/units"
)

func parseFloat(text string) (float64, error) {
	trimmed := strings.TrimSpace(text)
	if f, err := strconv.ParseFloat(trimmed, 64); err == nil {
		return f, nil
	}
	q, err := units.Parse(trimmed)
	if err != nil || !q.Dimension().IsDimensionless() {
		return 0, fmt.Errorf("%q is not a float64; write a number without a unit, like 2.5 or 1e-3", text)
	}
	return q.SI(), nil
}

func parseQuantity(text string, like units.Quantity) (units.Quantity, error) {
	q, err := units.Parse(strings.TrimSpace(text))
	if err != nil {
		return q, fmt.Errorf("%q is not a quantity in %v like the default %v: %w",
			text, like.Dimension(), like, err)
	}
	if q.Dimension() != like.Dimension() {
		return q, fmt.Errorf("%q is %s, wanted %s like the default %v%s",
			text, kindOf(plain(q)), kindOf(like), like, cure(plain(q), like))
	}
	return q, nil
}

func parseArray(text string, like units.Array) (units.Array, error) {
	a, err := units.ParseArray(strings.TrimSpace(text))
	if err != nil {
		return a, fmt.Errorf("%q is not an array in %v, like \"[1, 2] %v\": %w",
			text, like.Dimension(), like.Dimension(), err)
	}
	if a.Dimension() != like.Dimension() {
		return a, fmt.Errorf("%q is in %v, wanted an array in %v like the default %s",
			text, a.Dimension(), like.Dimension(), show(like))
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
