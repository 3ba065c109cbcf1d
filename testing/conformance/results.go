package conformance

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/sim"
)

// compare compares what is on the stage with what the model expects, and says all differences.
func (m *model) compare(s *stage) error {
	var errs []error
	for _, name := range m.monitors() {
		errs = append(errs, s.compareMonitor(name))
	}
	for _, name := range slices.Sorted(maps.Keys(m.Expect.final)) {
		for _, variable := range slices.Sorted(maps.Keys(m.Expect.final[name])) {
			errs = append(errs, s.compareFinal(name, variable))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Expect.methods)) {
		errs = append(errs, s.compareMethod(name))
	}
	return errors.Join(errs...)
}

// monitors returns the names of the monitors of a model, and what it expects of others.
func (m *model) monitors() []string {
	names := slices.Collect(maps.Keys(m.Expect.monitors))
	for _, o := range m.Objects {
		switch o.(type) {
		case *stateMonitor, *spikeMonitor, *eventMonitor, *rateMonitor:
			names = append(names, o.base().Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (s *stage) compareMonitor(name string) error {
	got, err := s.recorded(name)
	if err != nil {
		return err
	}
	wanted := s.model.Expect.monitors[name]
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
		errs = append(errs, differs(name+"."+variable, want.equals(got[variable], *s.model.Tolerance)))
	}
	return errors.Join(errs...)
}

func differs(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

// recorded returns what a monitor has recorded.
func (s *stage) recorded(name string) (map[string]array, error) {
	switch m := s.objects[name].(type) {
	case *sim.SpikeMonitor:
		got, err := s.net.Spikes(m)
		return happened(got), err
	case *sim.EventMonitor:
		got, err := s.net.Events(m)
		return happened(got), err
	case *sim.PopulationRateMonitor:
		got, err := s.net.Rates(m)
		return map[string]array{"t": vector(got.T), "rate": vector(got.Rate)}, err
	case *sim.StateMonitor:
		got, err := s.net.Traces(m)
		arrays := map[string]array{"t": vector(got.T)}
		for _, trace := range got.Variables {
			arrays[trace.Name] = rows(trace, len(got.Record))
		}
		return arrays, err
	}
	return nil, malformed("%q is no monitor", name)
}

// happened returns what was recorded of spikes or of another event.
func happened(got sim.Spikes) map[string]array {
	arrays := map[string]array{"i": vectorOf(got.I), "t": vector(got.T), "count": vectorOf(counts(got))}
	for _, v := range got.Variables {
		arrays[v.Name] = vector(v.Values)
	}
	return arrays
}

func counts(s sim.Spikes) []int32 {
	list := make([]int32, s.N)
	for _, i := range s.I {
		list[i]++
	}
	return list
}

// rows returns a trace with a row for each recorded element, as the suite has it.
func rows(trace sim.Trace, elements int) array {
	if elements == 0 {
		return vector(nil)
	}
	times := len(trace.Values) / elements
	a := array{shape: []int{elements, times}, values: make([]float64, 0, len(trace.Values))}
	for k := range elements {
		for n := range times {
			a.values = append(a.values, trace.Values[n*elements+k])
		}
	}
	return a
}

func (s *stage) compareFinal(name, variable string) error {
	o, err := placed[sim.Object](s, name)
	if err != nil {
		return err
	}
	got, err := s.net.Get(o, variable)
	if err != nil {
		return err
	}
	want := s.model.Expect.final[name][variable]
	return differs("final "+name+"."+variable, want.equals(vector(got), *s.model.Tolerance))
}

func (s *stage) compareMethod(name string) error {
	o, err := placed[sim.Object](s, name)
	if err != nil {
		return err
	}
	got, err := s.net.Method(o)
	if want := s.model.Expect.methods[name]; err == nil && got != want {
		return fmt.Errorf("%s is integrated by method %q, want %q", name, got, want)
	}
	return err
}
