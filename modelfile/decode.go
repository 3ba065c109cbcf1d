package modelfile

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Structs are read by their fields, which have tags:
//
//	N int `key:"n,needed"`
//
// is a key that must be there. What is null counts as absent.

// reads is what reads itself of a value that is not null.
type reads interface{ read(v value) }

// A place is where something stands in a file, for what is found wrong with it later. Structs that embed one are told.
type place struct{ at value }

func (p *place) put(v value) { p.at = v }

// fault says what is wrong there.
func (p *place) fault(format string, args ...any) { p.at.fault(format, args...) }

// faultAt says what is wrong with a key of it.
func (p *place) faultAt(key, format string, args ...any) { p.at.key(key).fault(format, args...) }

// into reads a value into what a pointer points to.
func (v value) into(target reflect.Value) {
	if p, ok := target.Addr().Interface().(interface{ put(value) }); ok {
		p.put(v)
	}
	if v.isNull() {
		return
	}
	if r, ok := target.Addr().Interface().(reads); ok {
		r.read(v)
		return
	}
	switch target.Kind() {
	case reflect.Pointer:
		target.Set(reflect.New(target.Type().Elem()))
		v.into(target.Elem())
	case reflect.Struct:
		v.intoStruct(target)
	case reflect.Map:
		v.intoMap(target)
	case reflect.Slice:
		v.intoList(target)
	case reflect.String:
		if v.first() != '"' {
			v.wants("a text in quotes")
			return
		}
		target.SetString(v.string())
	case reflect.Float64:
		x, _ := v.float("a number")
		target.SetFloat(x)
	case reflect.Int:
		n, _ := v.int()
		target.SetInt(int64(n))
	case reflect.Bool:
		if v.first() != 't' && v.first() != 'f' {
			v.wants("true or false")
		}
		target.SetBool(v.first() == 't')
	default:
		panic(fmt.Sprintf("modelfile: nothing reads a %v", target.Type()))
	}
}

func (v value) intoStruct(target reflect.Value) {
	if v.first() != '{' {
		v.wants("an object in braces, with keys")
		return
	}
	fields := make(map[string]reflect.Value)
	needed := make(map[string]bool)
	fieldsOf(target, fields, needed)
	v.members(func(key string, member value) {
		field, known := fields[key]
		if !known {
			member.fault("there is no such key here; %s", nearest(key, slices.Sorted(maps.Keys(fields))))
			return
		}
		if !member.isNull() {
			delete(needed, key)
		}
		member.into(field)
	})
	for _, key := range slices.Sorted(maps.Keys(needed)) {
		v.fault("the key %q is missing", key)
	}
}

// fieldsOf gathers the fields of a struct, and of those that it embeds, by their keys.
func fieldsOf(of reflect.Value, fields map[string]reflect.Value, needed map[string]bool) {
	for k := range of.NumField() {
		field := of.Type().Field(k)
		key, more, _ := strings.Cut(field.Tag.Get("key"), ",")
		switch {
		case key != "":
			fields[key] = of.Field(k)
			if more == "needed" {
				needed[key] = true
			}
		case field.Anonymous && field.Type.Kind() == reflect.Struct:
			fieldsOf(of.Field(k), fields, needed)
		}
	}
}

func (v value) intoMap(target reflect.Value) {
	if v.first() != '{' {
		v.wants("an object in braces, { }, with a key for each name")
		return
	}
	target.Set(reflect.MakeMap(target.Type()))
	v.members(func(key string, member value) {
		element := reflect.New(target.Type().Elem()).Elem()
		if member.isNull() {
			member.fault("it is null; leave the key out, or give it a value")
		}
		member.into(element)
		target.SetMapIndex(reflect.ValueOf(key), element)
	})
}

func (v value) intoList(target reflect.Value) {
	if v.first() != '[' {
		v.wants("a list in brackets, [ ]")
		return
	}
	list := reflect.MakeSlice(target.Type(), 0, 0)
	v.elements(func(_ int, member value) {
		element := reflect.New(target.Type().Elem()).Elem()
		if member.isNull() {
			member.fault("it is null, which cannot stand in a list")
		}
		member.into(element)
		list = reflect.Append(list, element)
	})
	target.Set(list)
}

// isNumber reports whether a value is written as a number.
func (v value) isNumber() bool { return v.first() == '-' || v.first() >= '0' && v.first() <= '9' }

// isInfinite reports whether a value is one of the texts that are infinite numbers.
func (v value) isInfinite() bool { return string(v.raw()) == `"inf"` || string(v.raw()) == `"-inf"` }

// float returns the number that a value is. "inf" and "-inf" are infinite.
func (v value) float(wanted string) (x float64, ok bool) {
	switch {
	case v.isNumber():
		x, err := strconv.ParseFloat(string(v.raw()), 64)
		if err != nil { // the syntax is right
			v.fault("the number %s does not fit 64 bits, whose largest is 1.8e308", v.raw())
		}
		return x, err == nil
	case string(v.raw()) == `"inf"`:
		return math.Inf(1), true
	case string(v.raw()) == `"-inf"`:
		return math.Inf(-1), true
	}
	v.wants(wanted)
	return 0, false
}

// mostInt is the largest integer up to which a float64 has all.
const mostInt = 1 << 53

const tooLarge = "the number %s is too large; whole numbers go to 2**53"

// int returns the whole number that a value is: 3, and also 3.0 and 3e0.
func (v value) int() (n int, ok bool) {
	if n, err := strconv.Atoi(string(v.raw())); err == nil {
		if n < -mostInt || n > mostInt {
			v.fault(tooLarge, v.raw())
			return 0, false
		}
		return n, true
	}
	if !v.isNumber() {
		v.wants("a whole number")
		return 0, false
	}
	x, err := strconv.ParseFloat(string(v.raw()), 64)
	switch {
	case x != math.Trunc(x):
		v.fault("it is %s; wanted a whole number", v.raw())
	case err != nil || math.Abs(x) > mostInt:
		v.fault(tooLarge, v.raw())
	default:
		return int(x), true
	}
	return 0, false
}
