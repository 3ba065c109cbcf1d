package enginetest

import (
	"regexp"
	"slices"
	"strings"

	"golgi/sim"
)

// column is a list of numbers that an object holds: a variable, or one side of what was recorded.
type column struct {
	name   string
	values []float64
	times  []float64 // when entries were recorded; nil for a variable
	width  int       // values of an entry; 0: one, and the entries are counted
}

// content is an object of a network with the names of its variables: those that may change in a step, and
// those that stay.
type content struct {
	object        sim.Object
	state, static []string
	watch         *sim.StateMonitor // of state; nil where there is nothing to watch, or nobody does
}

// contentsOf returns the objects of a network in the order of adding. Synapses are connected first.
func contentsOf(net *sim.Network) []content {
	var list []content
	explained := net.Explain()
	for _, o := range net.Objects() {
		c := content{object: o}
		switch o.(type) {
		case *sim.NeuronGroup:
			c.state = append(stored(explained, o), present(net, o, "lastspike", "not_refractory")...)
		case *sim.Synapses:
			c.state, c.static = stored(explained, o), present(net, o, "i", "j")
		}
		list = append(list, c)
	}
	return list
}

// definition is a line of Explain that defines a variable with a place in memory: dx/dt = … : unit, or
// x : unit.
var definition = regexp.MustCompile(`(?m)^  (?:d(\w+)/dt = .*|(\w+)) : `)

// stored returns the variables that an object's section of Explain defines.
func stored(explained string, o sim.Object) []string {
	_, section, _ := strings.Cut(explained, "\n"+o.String()+": ")
	section, _, _ = strings.Cut(section, "\n\n")
	var names []string
	for _, found := range definition.FindAllStringSubmatch(section, -1) {
		names = append(names, found[1]+found[2])
	}
	return names
}

// present returns which of some variables an object has, without defining them.
func present(net *sim.Network, o sim.Object, variables ...string) []string {
	return slices.DeleteFunc(variables, func(name string) bool {
		_, err := net.Get(o, name)
		return err != nil
	})
}

// columns returns all that the object holds in a network.
func (c content) columns(net *sim.Network) ([]column, error) {
	switch m := c.object.(type) {
	case *sim.SpikeMonitor:
		s, err := net.Spikes(m)
		return happened(s), err
	case *sim.EventMonitor:
		s, err := net.Events(m)
		return happened(s), err
	case *sim.PopulationRateMonitor:
		r, err := net.Rates(m)
		return []column{{"time", r.T, r.T, 0}, {"rate", r.Rate, r.T, 0}}, err
	case *sim.StateMonitor:
		return traces(net, m)
	}
	var list []column
	for _, name := range slices.Concat(c.state, c.static) {
		values, err := net.Get(c.object, name)
		if err != nil {
			return nil, err
		}
		list = append(list, column{name: name, values: values})
	}
	return list, nil
}

// empty reports whether the object has nothing to watch: no state, or no elements.
func (c content) empty(net *sim.Network) bool {
	if len(c.state) == 0 {
		return true
	}
	i, err := net.Get(c.object, "i")
	return err == nil && len(i) == 0
}

// history returns what state was after every step that was watched.
func (c content) history(net *sim.Network) ([]column, error) {
	if c.watch == nil {
		return nil, nil
	}
	return traces(net, c.watch)
}

// happened returns what was recorded of spikes or of another event.
func happened(s sim.Spikes) []column {
	list := []column{{"time", s.T, s.T, 0}, {"neuron", floats(s.I), s.T, 0}}
	for _, v := range s.Variables {
		list = append(list, column{v.Name, v.Values, s.T, 0})
	}
	return list
}

func traces(net *sim.Network, m *sim.StateMonitor) ([]column, error) {
	tr, err := net.Traces(m)
	list := []column{{"time", tr.T, tr.T, 0}}
	for _, v := range tr.Variables {
		list = append(list, column{v.Name, v.Values, tr.T, len(tr.Record)})
	}
	return list, err
}

func floats(list []int32) []float64 {
	out := make([]float64, len(list))
	for k, x := range list {
		out[k] = float64(x)
	}
	return out
}
