package trajectory

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// An Element is a number, a truth value or a text, of which there are single values, lists and arrays.
type Element interface {
	bool | int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64 | float32 | float64 |
		complex64 | complex128 | string
}

// A kind says what is to be known of one type of Element; lists, arrays, frames and matrices ask it. What values of
// all kinds can do is in form.go.
type kind struct {
	name  string // as errors have it, with its article
	parse func(text string) (any, error)
}

var kinds = map[reflect.Type]kind{
	reflect.TypeFor[bool]():       {"a bool", boxedParse(parseBool)},
	reflect.TypeFor[int8]():       whole[int8]("an int8"),
	reflect.TypeFor[int16]():      whole[int16]("an int16"),
	reflect.TypeFor[int32]():      whole[int32]("an int32"),
	reflect.TypeFor[int64]():      whole[int64]("an int"),
	reflect.TypeFor[uint8]():      whole[uint8]("a uint8"),
	reflect.TypeFor[uint16]():     whole[uint16]("a uint16"),
	reflect.TypeFor[uint32]():     whole[uint32]("a uint32"),
	reflect.TypeFor[uint64]():     whole[uint64]("a uint64"),
	reflect.TypeFor[float32]():    {"a float32", boxedParse(parseFloat32)},
	reflect.TypeFor[float64]():    {"a float64", boxedParse(parseFloat)},
	reflect.TypeFor[complex64]():  {"a complex64", boxedParse(parseComplex[complex64])},
	reflect.TypeFor[complex128](): {"a complex128", boxedParse(parseComplex[complex128])},
	reflect.TypeFor[string]():     {"a string", boxedParse(parseString)},
}

// allKinds is what a refusal lists.
const allKinds = "there are bool, integers, floats, complex numbers, string, units.Quantity, lists of one of these, " +
	"NDArray, Frame and CSR"

func boxedParse[T any](parse func(string) (T, error)) func(string) (any, error) {
	return func(text string) (any, error) { v, err := parse(text); return v, err }
}

// whole returns the kind of integers of type T.
func whole[T int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64](name string) kind {
	v := reflect.ValueOf(T(0))
	bits, like := v.Type().Bits(), "-3 or 42"
	if v.CanUint() {
		like = "42"
	}
	return kind{name, func(text string) (any, error) {
		var n T
		to := reflect.ValueOf(&n).Elem()
		var err error
		if to.CanUint() {
			var u uint64
			u, err = strconv.ParseUint(strings.TrimSpace(text), 10, bits)
			to.SetUint(u)
		} else {
			var i int64
			i, err = strconv.ParseInt(strings.TrimSpace(text), 10, bits)
			to.SetInt(i)
		}
		if err != nil {
			return nil, fmt.Errorf("%s is not %s; write one like %s, within %d bits", quoted(text), name, like, bits)
		}
		return n, nil
	}}
}

func parseString(text string) (string, error) { return text, checkText(text) }

func parseBool(text string) (bool, error) {
	switch strings.TrimSpace(text) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, fmt.Errorf("%s is not a bool; write true or false", quoted(text))
}

func parseFloat32(text string) (float32, error) {
	f, err := strconv.ParseFloat(strings.TrimSpace(text), 32)
	if err != nil {
		return 0, fmt.Errorf("%s is not a float32; write a number without a unit, like 2.5 or 1e-3", quoted(text))
	}
	return float32(f), nil
}

func parseComplex[T complex64 | complex128](text string) (T, error) {
	bits := reflect.TypeFor[T]().Bits()
	c, err := strconv.ParseComplex(strings.TrimSpace(text), bits)
	if err != nil {
		return 0, fmt.Errorf("%s is not a complex number; write one like 1+2i", quoted(text))
	}
	return T(c), nil
}
