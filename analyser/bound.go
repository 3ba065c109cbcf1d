package analyser

import (
	"fmt"
	"go/token"
	"reflect"
	"runtime"
	"slices"
	"strings"

	"golgi/component"
	"golgi/internal/given"
	"golgi/trajectory"
)

// After returns an analyser without parameters: a function that is called after each subrun of that name, the pre-run's among
// them. It is called what the function is called, as in "rates"; of one without a name, what it follows, as in "after measure".
func After(subrun string, do func(s *component.Subrun) error) Analyser {
	return after{subrun: subrun, do: do}
}

type after struct {
	component.Base
	subrun string
	do     func(s *component.Subrun) error
}

// Needs names nothing that has to be there before.
func (after) Needs() []string { return nil }

// Gives names nothing.
func (after) Gives() []string { return nil }

// AddParameters refuses what has nothing to do.
func (a after) AddParameters(*trajectory.Trajectory) error {
	if a.do == nil {
		return fmt.Errorf("analyser: After %q has no function, and would do nothing", a.subrun)
	}
	return nil
}

// TypeName is what others are told apart by in the place of a type.
func (a after) TypeName() string {
	if f := runtime.FuncForPC(reflect.ValueOf(a.do).Pointer()); f != nil {
		name := f.Name()
		_, name, _ = strings.Cut(name[strings.LastIndexByte(name, '/')+1:], ".")
		if token.IsIdentifier(name) {
			return name
		}
	}
	return "after " + a.subrun
}

// Subruns names the subrun.
func (a after) Subruns() []string { return []string{a.subrun} }

// Analyse calls the function.
func (a after) Analyse(s *component.Subrun) error {
	if s.Current.Name != a.subrun {
		return nil
	}
	return a.do(s)
}

// A Bound is an analyser whose parameters are the fields of a struct, as [component.Bound] is a component. Give it as a value.
type Bound[P any] struct {
	component.Base
	Group   string                               // of its parameters
	Default P                                    // their defaults
	During  []string                             // subruns after which it measures; empty: all
	Measure func(s *component.Subrun, p P) error // with the parameters at the point of the run
}

// Name is the group.
func (a Bound[P]) Name() string { return a.Group }

// Subruns names the subruns after which it measures.
func (a Bound[P]) Subruns() []string { return a.During }

// Needs names nothing that has to be there before.
func (Bound[P]) Needs() []string { return nil }

// Gives names nothing.
func (Bound[P]) Gives() []string { return nil }

// AddParameters declares the fields.
func (a Bound[P]) AddParameters(traj *trajectory.Trajectory) error {
	switch {
	case a.Group == "":
		return fmt.Errorf("analyser: a Bound[%T] has no Group; name the group of its parameters", a.Default)
	case a.Measure == nil:
		return fmt.Errorf("analyser: the Bound[%T] %q has no Measure, and would do nothing", a.Default, a.Group)
	}
	return trajectory.Declare(traj, a.Group, &a.Default)
}

// Analyse reads the parameters, and measures.
func (a Bound[P]) Analyse(s *component.Subrun) error {
	if err := given.All("analyser: Bound", given.Arg{Name: "subrun", Value: s}, given.Arg{Name: "Measure", Value: a.Measure}); err != nil {
		return err
	}
	if len(a.During) > 0 && !slices.Contains(a.During, s.Current.Name) {
		return nil
	}
	var p P
	if err := trajectory.Fill(s.Params, a.Group, &p); err != nil {
		return err
	}
	return a.Measure(s, p)
}
