package modelfile

import (
	"errors"
	"strings"

	"golgi/sim"
)

// Array is numbers that came out of a simulation.
type Array struct {
	Shape  []int     // rows and columns, or only the length
	Values []float64 // row by row
	Unit   string    // SI unit; empty where there is none
	Whole  bool      // they are integers, or booleans
}

// vector returns an array of one dimension.
func vector(values []float64, unit string) Array {
	return Array{Shape: []int{len(values)}, Values: values, Unit: unit}
}

// vectorOf returns an array of integers.
func vectorOf(values []int32) Array {
	a := Array{Shape: []int{len(values)}, Values: make([]float64, len(values)), Whole: true}
	for k, x := range values {
		a.Values[k] = float64(x)
	}
	return a
}

// countName is how results call how often something happened to each neuron. What else they call recordings, i and t, the simulator refuses.
const countName = "count"

// happened returns what was recorded of spikes or of another event.
func happened(got sim.Spikes) map[string]Array {
	arrays := map[string]Array{"i": vectorOf(got.I), "t": vector(got.T, "s"), countName: vectorOf(counts(got))}
	for _, v := range got.Variables {
		arrays[v.Name] = vector(v.Values, v.Unit)
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

// rows returns a trace with a row for each recorded element, as Brian 2 has it.
func rows(trace sim.Trace, elements int) Array {
	if elements == 0 {
		return vector(nil, trace.Unit)
	}
	times := len(trace.Values) / elements
	a := Array{Shape: []int{elements, times}, Values: make([]float64, 0, len(trace.Values)), Unit: trace.Unit}
	for k := range elements {
		for n := range times {
			a.Values = append(a.Values, trace.Values[n*elements+k])
		}
	}
	return a
}

// Results are what a simulation has given so far, by the names of objects and of what they have.
type Results struct {
	Recorded map[string]map[string]Array // of monitors
	Final    map[string]map[string]Array // of groups and synapses, the state
	Methods  map[string]string           // by which method what has equations is integrated
}

// Recorded returns what a monitor has recorded; nil for what is none.
func (s *Simulation) Recorded(name string) (map[string]Array, error) {
	o := s.model.object(name)
	if o == nil || s.objects[name] == nil {
		return nil, malformed("no object is named %q", name)
	}
	return o.recorded(s.net, s.objects[name])
}

// Results returns what all monitors have recorded, and the present state of groups and synapses. Where some of it cannot be had, it returns
// the rest too.
func (s *Simulation) Results() (*Results, error) {
	r, failed := s.State()
	if r == nil {
		return nil, failed
	}
	r.Recorded = make(map[string]map[string]Array)
	for _, o := range s.model.content.Objects {
		name := o.base().Name
		got, err := s.Recorded(name)
		if err != nil {
			failed = errors.Join(failed, err)
		} else if got != nil {
			r.Recorded[name] = got
		}
	}
	return r, failed
}

// State returns Results without what was recorded, of which they have a copy.
func (s *Simulation) State() (*Results, error) {
	if err := s.checkResults(); err != nil {
		return nil, err
	}
	var errs []error
	r := &Results{Final: make(map[string]map[string]Array), Methods: make(map[string]string)}
	for _, o := range s.model.content.Objects {
		name := o.base().Name
		made := s.objects[name]
		for _, variable := range s.model.final(o) {
			if r.Final[name] == nil {
				r.Final[name] = make(map[string]Array)
			}
			if values, err := s.state(name, variable); err != nil {
				errs = append(errs, err)
			} else {
				r.Final[name][variable] = values
			}
		}
		if method, err := s.net.Method(made); err != nil {
			errs = append(errs, err)
		} else if method != "" {
			r.Methods[name] = method
		}
	}
	return r, errors.Join(errs...)
}

// state returns the present values of a variable.
func (s *Simulation) state(object, variable string) (Array, error) {
	if strings.HasSuffix(variable, underWaySuffix) {
		return s.underWay(object, variable)
	}
	values, err := s.net.Get(s.objects[object], variable)
	is := s.model.declared(object)[variable]
	a := vector(values, "")
	switch {
	case variable == "i" || variable == "j" || variable == "not_refractory" || is.unit == "integer" || is.unit == "boolean":
		a.Whole = true
	case variable == "delay" || variable == "lastspike" || variable == "lastupdate" || strings.HasSuffix(variable, ".delay"):
		a.Unit = "s"
	case !is.dimension().IsDimensionless():
		a.Unit = is.dimension().String()
	}
	return a, err
}
