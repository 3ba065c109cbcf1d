package trajectory

import (
	"fmt"
	"strconv"
	"strings"

	"golgi/units"
)

// parse reads text as a value of the kind and dimension of the default like. A list is written with commas,
// in brackets or without them.
func parse(text string, like any) (any, error) {
	switch like := like.(type) {
	case string:
		return text, checkText(text)
	case bool:
		return parseBool(text)
	case int64:
		return parseInteger(text)
	case float64:
		return parseFloat(text)
	case units.Quantity:
		return parseQuantity(text, like)
	case units.Array:
		return parseArray(text, like)
	case []string:
		return parseList(text, parseString)
	case []bool:
		return parseList(text, parseBool)
	case []int64:
		return parseList(text, parseInteger)
	case []float64:
		return parseList(text, parseFloat)
	}
	return nil, fmt.Errorf("a value of type %T cannot be read from text", like)
}

func parseString(text string) (string, error) { return text, checkText(text) }

func parseBool(text string) (bool, error) {
	switch strings.TrimSpace(text) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, fmt.Errorf("%q is not a bool; write true or false", text)
}

func parseInteger(text string) (int64, error) {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not an int; write one like -3 or 42, within 64 bits", text)
	}
	return n, nil
}

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
			text, kind(plain(q)), kind(like), like, cure(plain(q), like))
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

func parseList[T any](text string, element func(string) (T, error)) ([]T, error) {
	list := []T{}
	for _, part := range splitList(text) {
		v, err := element(part)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
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
