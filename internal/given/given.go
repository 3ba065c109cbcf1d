// Package given checks that arguments are there.
package given

import (
	"fmt"
	"reflect"
)

// An Arg is an argument with what messages call it.
type Arg struct {
	Name  string
	Value any
}

// All returns an error that names the first argument that is nil, or a nil pointer: manager: Explore: the store is nil.
func All(where string, args ...Arg) error {
	for _, a := range args {
		v := reflect.ValueOf(a.Value)
		if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
			return fmt.Errorf("%s: the %s is nil", where, a.Name)
		}
	}
	return nil
}
