package conformance

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/modelfile"
)

// compare compares what a simulation has given with what the model expects, and says all differences.
func (m *model) compare(s *modelfile.Simulation) error {
	got, err := s.Results()
	if err != nil {
		return err
	}
	return m.compareResults(got)
}

func (m *model) compareResults(got *modelfile.Results) error {
	var errs []error
	for _, name := range namesIn(m.Expect.monitors, got.Recorded) {
		errs = append(errs, m.compareMonitor(name, got.Recorded[name]))
	}
	for _, name := range slices.Sorted(maps.Keys(m.Expect.final)) {
		for _, variable := range slices.Sorted(maps.Keys(m.Expect.final[name])) {
			errs = append(errs, m.compareFinal(name, variable, got.Final))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Expect.methods)) {
		if want, got := m.Expect.methods[name], got.Methods[name]; got != want {
			errs = append(errs, fmt.Errorf("%s is integrated by method %q, want %q", name, got, want))
		}
	}
	return errors.Join(errs...)
}

// namesIn returns the keys of both maps, sorted.
func namesIn[A, B any](a map[string]A, b map[string]B) []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.Sort(names)
	return slices.Compact(names)
}

func (m *model) compareMonitor(name string, got map[string]modelfile.Array) error {
	if got == nil {
		return malformed("%q is no monitor", name)
	}
	wanted := m.Expect.monitors[name]
	var errs []error
	for _, variable := range slices.Sorted(maps.Keys(wanted)) {
		if _, ok := got[variable]; !ok {
			errs = append(errs, malformed("%s records no %s", name, variable))
		}
	}
	for _, variable := range slices.Sorted(maps.Keys(got)) {
		want, ok := wanted[variable]
		if !ok {
			errs = append(errs, malformed("%s of %s is not expected to be anything", variable, name))
			continue
		}
		errs = append(errs, differs(name+"."+variable, want.equals(got[variable], *m.Tolerance)))
	}
	return errors.Join(errs...)
}

func (m *model) compareFinal(name, variable string, got map[string]map[string]modelfile.Array) error {
	final, ok := got[name][variable]
	if !ok {
		return malformed("there is no final %s of %s", variable, name)
	}
	return differs("final "+name+"."+variable, m.Expect.final[name][variable].equals(final, *m.Tolerance))
}

func differs(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
