package runner

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"golgi/analyser"
	"golgi/component"
)

// Here is how parts of an experiment are found that would do nothing.

// complete reports all parts that are nil, of one name, or never called, and methods that would never be called.
func (l *LifeCycle) complete() error {
	var faults []error
	for i, part := range l.Parts {
		if isNil(part) {
			faults = append(faults, fmt.Errorf("runner: part %d of %d is nil", i+1, len(l.Parts)))
		}
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	if all := l.of("runner"); len(all) > 1 {
		faults = append(faults, fmt.Errorf("runner: %q and %q are runners both, and a run has one", all[0].name, all[1].name))
	}
	_, none := l.runner().Component.(None)
	for _, m := range l.entering() {
		_, err := ask(m, "Name", func() string { return component.NameOf(m.Component) })
		faults = append(faults, err, m.hidden(), m.miswritten())
		if none && m.role == "analyser" {
			faults = append(faults, fmt.Errorf("runner: Analyse of %q would never be called, since runner.None executes no subrun", m.name))
		}
	}
	return errors.Join(append(faults, l.sameNames())...)
}

func isNil(c component.Component) bool {
	v := reflect.ValueOf(c)
	return !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil()
}

// optional are the methods that a part may have besides its hooks.
var optional = []string{"Analyse", "ExecutePreRun", "ExecuteRun", "Finish", "Name", "Needs", "Gives", "Subruns", "AddsSubruns"}

// hidden reports optional methods with a pointer receiver of a part that is given as a value, which does not have them.
func (m member) hidden() error {
	kind := reflect.TypeOf(m.Component)
	if kind.Kind() == reflect.Pointer {
		return nil
	}
	var faults []error
	for _, name := range optional {
		_, there := kind.MethodByName(name)
		if _, behind := reflect.PointerTo(kind).MethodByName(name); behind && !there {
			faults = append(faults, fmt.Errorf("runner: %s of %s %q has a pointer receiver, and would never be called, "+
				"since the %s is given as a value: give &%s{…}", name, m.role, m.name, m.role, kind.Name()))
		}
	}
	return errors.Join(faults...)
}

// hooks are the methods that a part may have, with their signatures.
var hooks = hooksOf(reflect.TypeFor[analyser.Analyser](), reflect.TypeFor[Runner](), reflect.TypeFor[component.Finisher](), reflect.TypeFor[component.Wired](), reflect.TypeFor[component.Fitting](),
	reflect.TypeFor[component.Scheduled](), reflect.TypeFor[component.Scheduling]())

func hooksOf(interfaces ...reflect.Type) map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for _, of := range interfaces {
		for k := range of.NumMethod() {
			all[of.Method(k).Name] = of.Method(k).Type
		}
	}
	return all
}

// miswritten reports methods that are meant as hooks, and would never be called: those of another signature, and those of
// another spelling.
func (m member) miswritten() error {
	kind := reflect.TypeOf(m.Component)
	if kind.Kind() != reflect.Pointer {
		kind = reflect.PointerTo(kind)
	}
	value := reflect.Zero(kind) // only to be asked for types
	var faults []error
	for k := range kind.NumMethod() {
		name, is := kind.Method(k).Name, value.Method(k).Type()
		if wanted, there := hooks[name]; there && is != wanted {
			faults = append(faults, fmt.Errorf("runner: %s of %s %q is a %v, and would never be called: it must be a %v",
				name, m.role, m.name, is, wanted))
		} else if hook := meant(name, is); !there && hook != "" {
			faults = append(faults, fmt.Errorf("runner: the method %s of %s %q would never be called: call it %s", name, m.role, m.name, hook))
		}
	}
	return errors.Join(faults...)
}

// meant returns the hook that is written otherwise, and has the signature of a method; "" if there is none.
func meant(name string, is reflect.Type) string {
	for hook, wanted := range hooks {
		if is == wanted && (strings.EqualFold(name, hook) || hook == "Analyse" && strings.EqualFold(name, "Analyze")) {
			return hook
		}
	}
	return ""
}

// sameNames reports parts that were given one name.
func (l *LifeCycle) sameNames() error {
	var faults []error
	seen := map[string]bool{}
	for _, m := range l.entering() {
		if seen[m.role+" "+m.name] {
			faults = append(faults, fmt.Errorf("runner: two %ss are called %q; tell them apart by the Group of a Bound, or a method Name() string", m.role, m.name))
		}
		seen[m.role+" "+m.name] = true
	}
	return errors.Join(faults...)
}
