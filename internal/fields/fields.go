// Package fields reads what the fields of a struct say in their tags: how a parameter or a result is called, in which unit
// it is, what it is for, and between which bounds it lies.
//
//	type Neurons struct {
//		N        int     `comment:"number of neurons" min:"1"`
//		Tau      float64 `unit:"ms" comment:"membrane time constant" min:"0.1"`
//		Synaptic struct {
//			Tau float64 `unit:"ms"` // synaptic.tau
//		}
//		Words []string `name:"-"` // no parameter
//	}
//
// A field is called by its name with a small first letter, unless that letter stands alone: Tau is tau, N is N, R_ee is R_ee,
// EL is EL. A tag name calls it otherwise. The fields of an embedded struct are those of the struct around it.
package fields

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golgi/internal/suggest"
)

// A Field is one field of a struct, or of a struct inside of it.
type Field struct {
	Index    []int  // for reflect.Value.FieldByIndex
	Path     string // names joined by dots, from the outermost struct
	Where    string // type and field, for messages: Neurons.Synaptic.Tau
	Type     reflect.Type
	Unit     string
	Comment  string
	Min, Max string
}

// Name is the last name of the path.
func (f Field) Name() string { return f.Path[strings.LastIndexByte(f.Path, '.')+1:] }

// keys are the tags that there are.
var keys = []string{"name", "unit", "comment", "min", "max"}

type plan struct {
	fields []Field
	err    error
}

var plans sync.Map // of reflect.Type to plan

// Of returns the fields of a struct type in their order, or all that is wrong with them. A struct without exported fields is
// a value, and no group.
func Of(of reflect.Type) ([]Field, error) {
	if of == nil || of.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%v is no struct", of)
	}
	if known, ok := plans.Load(of); ok {
		return known.(plan).fields, known.(plan).err
	}
	r := &reader{seen: map[string]string{}}
	r.read(of, nil, "", nameOf(of), nil)
	made := plan{r.fields, errors.Join(r.faults...)}
	plans.Store(of, made)
	return made.fields, made.err
}

// isGroup reports whether a type is a struct with fields of its own.
func isGroup(of reflect.Type) bool {
	return of.Kind() == reflect.Struct &&
		slices.ContainsFunc(reflect.VisibleFields(of), func(f reflect.StructField) bool { return f.IsExported() })
}

// nameOf is how messages call a type.
func nameOf(of reflect.Type) string {
	if of.Name() == "" {
		return "struct"
	}
	return of.Name()
}

// A reader goes through a struct.
type reader struct {
	fields []Field
	seen   map[string]string // path to where
	faults []error
}

func (r *reader) fault(where, format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s: %s", where, fmt.Sprintf(format, args...)))
}

func (r *reader) read(of reflect.Type, index []int, path, where string, around []reflect.Type) {
	if slices.Contains(around, of) {
		r.fault(where, "it is inside of itself")
		return
	}
	around = append(around, of)
	for i := range of.NumField() {
		f := of.Field(i)
		r.field(f, append(slices.Clone(index), i), path, where+"."+f.Name, around)
	}
}

func (r *reader) field(f reflect.StructField, index []int, path, where string, around []reflect.Type) {
	tags, err := parse(string(f.Tag))
	if err != nil {
		r.fault(where, "%v", err)
		return
	}
	group := isGroup(f.Type)
	switch {
	case tags["name"] == "-":
		return
	case f.Anonymous && group:
		r.read(f.Type, index, path, where, around)
		return
	case !f.IsExported():
		r.fault(where, `it begins with a small letter, and cannot be set; write %s, or leave it out by the tag name:"-"`, upper(f.Name))
		return
	}
	name, named := tags["name"]
	if !named {
		name = called(f.Name)
	}
	if why := wrongName(name); why != "" {
		r.fault(where, "%s", why)
		return
	}
	path = strings.TrimPrefix(path+"."+name, ".")
	if before, twice := r.seen[path]; twice {
		r.fault(where, "it is called %s, as %s is; give one of them another name by a tag, as in name:%q", path, before, name+"2")
		return
	}
	r.seen[path] = where
	if group {
		for _, key := range keys[1:] {
			if _, there := tags[key]; there {
				r.fault(where, "it is a group, and has no %s; tag its fields", key)
			}
		}
		r.read(f.Type, index, path, where, around)
		return
	}
	r.fields = append(r.fields, Field{Index: index, Path: path, Where: where, Type: f.Type, Unit: tags["unit"],
		Comment: tags["comment"], Min: tags["min"], Max: tags["max"]})
}

// wrongName says why a field cannot be called so.
func wrongName(name string) string {
	if name == "" {
		return "its name is empty"
	}
	wrong := strings.IndexFunc(name, func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '-'
	})
	if wrong >= 0 || name[0] == '_' || name[0] == '-' {
		return fmt.Sprintf("it cannot be called %q: a name has letters, digits, '_' and '-', and begins with a letter or digit; "+
			"give it one by a tag, as in name:\"tau\"", name)
	}
	return ""
}

// called is the name of a field without a tag for it.
func called(field string) string {
	first, size := utf8.DecodeRuneInString(field)
	next, _ := utf8.DecodeRuneInString(field[size:])
	if size == len(field) || !unicode.IsLower(next) {
		return field
	}
	return string(unicode.ToLower(first)) + field[size:]
}

func upper(field string) string {
	first, size := utf8.DecodeRuneInString(field)
	return string(unicode.ToUpper(first)) + field[size:]
}

// parse reads a tag as package reflect does, and finds all that reflect would pass over.
func parse(tag string) (map[string]string, error) {
	tags := map[string]string{}
	for rest := strings.TrimSpace(tag); rest != ""; rest = strings.TrimSpace(rest) {
		name, quoted, ok := strings.Cut(rest, ":")
		value, err := strconv.QuotedPrefix(quoted)
		if !ok || err != nil || !strings.HasPrefix(value, `"`) {
			return nil, fmt.Errorf("its tag `%s` cannot be read; write it as in `unit:\"ms\" comment:\"membrane\"`", tag)
		}
		rest = quoted[len(value):]
		if !slices.Contains(keys, name) {
			hint := suggest.DidYouMean(name, keys)
			if hint == "" {
				hint = "there are " + strings.Join(keys, ", ")
			}
			return nil, fmt.Errorf("there is no tag %s; %s", name, hint)
		}
		if _, twice := tags[name]; twice {
			return nil, fmt.Errorf("it has two tags %s", name)
		}
		if tags[name], err = strconv.Unquote(value); err != nil {
			return nil, fmt.Errorf("its tag %s cannot be read: %w", name, err)
		}
	}
	return tags, nil
}
