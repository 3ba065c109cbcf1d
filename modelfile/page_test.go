package modelfile

import (
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The page of the format names the format, all kinds of objects, all keys and all types of numbers.
func TestPageIsWhole(t *testing.T) {
	text, err := os.ReadFile("../MODEL_FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	for _, name := range []string{Format, ResultsFormat} {
		if !strings.Contains(page, name) {
			t.Errorf("it does not name the format %s", name)
		}
	}
	words := slices.Collect(maps.Keys(elementTypes))
	keysOf(reflect.TypeFor[content](), &words, map[reflect.Type]bool{})
	for kind, make := range kinds {
		if !strings.Contains(page, "**"+kind+"**") {
			t.Errorf("it has no %s", kind)
		}
		keysOf(reflect.TypeOf(make()), &words, map[reflect.Type]bool{})
	}
	keysOf(reflect.TypeFor[reference](), &words, map[reflect.Type]bool{})
	slices.Sort(words)
	for _, word := range slices.Compact(words) {
		if !strings.Contains(page, "`"+word+"`") && !strings.Contains(page, `"`+word+`"`) {
			t.Errorf("it does not name %s", word)
		}
	}
}

// keysOf gathers the keys that a type reads.
func keysOf(of reflect.Type, keys *[]string, seen map[reflect.Type]bool) {
	switch of.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		keysOf(of.Elem(), keys, seen)
		return
	case reflect.Struct:
	default:
		return
	}
	if seen[of] {
		return
	}
	seen[of] = true
	for k := range of.NumField() {
		if key, _, _ := strings.Cut(of.Field(k).Tag.Get("key"), ","); key != "" {
			*keys = append(*keys, key)
		}
		keysOf(of.Field(k).Type, keys, seen)
	}
}
