package enginetest

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golgi/units"
)

// GoString returns the description as Go, to be pasted into a test:
//
//	enginetest.Description{…}.Run(t, sim.CC)
//
// Fields that are zero are left out.
func (d Description) GoString() string { return literal(reflect.ValueOf(d), "", true) }

// literal returns a value as a Go expression, with the indentation of the line it begins in. A struct is
// named unless it is an element of a slice.
func literal(v reflect.Value, indent string, named bool) string {
	switch x := v.Interface().(type) {
	case units.Quantity:
		return fmt.Sprintf("units.MustParse(%q)", x)
	case units.Array:
		values, unit := literal(reflect.ValueOf(x.SI()), indent, true), units.FromSI(1, x.Dimension())
		return fmt.Sprintf("units.ArrayFromSI(%s, units.MustParse(%q).Dimension())", values, unit)
	}
	switch v.Kind() {
	case reflect.Struct:
		text := braces(fields(v, indent+"\t"), indent)
		if named {
			return v.Type().String() + text
		}
		return text
	case reflect.Slice:
		return v.Type().String() + braces(elements(v, indent+"\t"), indent)
	case reflect.Map:
		return v.Type().String() + braces(entries(v, indent+"\t"), indent)
	case reflect.String:
		return quoted(v.String())
	case reflect.Interface:
		return literal(v.Elem(), indent, true)
	case reflect.Float64:
		return floatText(v.Float())
	}
	return fmt.Sprint(v)
}

// braces puts items between braces: short ones in one line, others in lines of their own.
func braces(items []string, indent string) string {
	line := strings.Join(items, ", ")
	if len(line) < 90 && !strings.Contains(line, "\n") {
		return "{" + line + "}"
	}
	inner := "\n" + indent + "\t"
	return "{" + inner + strings.Join(items, ","+inner) + ",\n" + indent + "}"
}

func fields(v reflect.Value, indent string) []string {
	var items []string
	for k := range v.NumField() {
		if !v.Field(k).IsZero() {
			items = append(items, v.Type().Field(k).Name+": "+literal(v.Field(k), indent, true))
		}
	}
	return items
}

func elements(v reflect.Value, indent string) []string {
	var items []string
	for k := range v.Len() {
		items = append(items, literal(v.Index(k), indent, false))
	}
	return items
}

// entries returns those of a map with text keys, sorted.
func entries(v reflect.Value, indent string) []string {
	var items []string
	for _, key := range v.MapKeys() {
		items = append(items, strconv.Quote(key.String())+": "+literal(v.MapIndex(key), indent, true))
	}
	slices.Sort(items)
	return items
}

// quoted returns a text as people write it.
func quoted(text string) string {
	if strings.Contains(text, "\n") && strconv.CanBackquote(strings.ReplaceAll(text, "\n", "")) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}

// floatText returns a number that does not look like an integer.
func floatText(x float64) string {
	text := strconv.FormatFloat(x, 'g', -1, 64)
	if strings.ContainsAny(text, ".e") {
		return text
	}
	return text + ".0"
}
