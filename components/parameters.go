package components

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// Parameters describe the parameters of a stock part, a line each: name, default, and what it is.
//
//	tau = 5 ms   # decay time constant
//	n   = 10     # number of synapses of each target
//
// A default with a decimal point is a float, one without an integer, one with a unit a quantity.
type Parameters string

// Values give parameters other values than their defaults, by name, as a command line does: {"tau": "10 ms"}.
type Values map[string]string

// A parameter is one line of Parameters.
type parameter struct {
	name    string
	text    string
	value   any // int64, float64, bool or units.Quantity
	comment string
}

var parameterLine = regexp.MustCompile(`^([A-Za-z]\w*)\s*=\s*([^#]*?)\s*#\s*(.+)$`)

// list reads the lines.
func (p Parameters) list() (all []parameter, err error) {
	for line := range strings.Lines(string(p)) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		parts := parameterLine.FindStringSubmatch(line)
		if parts == nil {
			return nil, fmt.Errorf("parameter %q: wanted a line as tau = 5 ms # decay time constant", line)
		}
		value, err := readValue(parts[2])
		if err != nil {
			return nil, fmt.Errorf("parameter %s: %w", parts[1], err)
		}
		all = append(all, parameter{parts[1], parts[2], value, parts[3]})
	}
	return all, nil
}

// readValue reads a value: an integer, a truth value, a float or a quantity.
func readValue(text string) (any, error) {
	switch text {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, nil
	}
	q, err := units.Parse(text)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%q is no value: %w", text, err)
	case q.Dimension().IsDimensionless():
		return q.SI(), nil
	}
	return q, nil
}

// as returns a text as a value like another.
func as(like any, text string) (any, error) {
	value, err := readValue(text)
	if err != nil {
		return nil, err
	}
	if n, is := value.(int64); is {
		if _, wanted := like.(float64); wanted {
			return float64(n), nil
		}
	}
	q, quantity := value.(units.Quantity)
	want, wanted := like.(units.Quantity)
	switch {
	case quantity && wanted && q.Dimension() != want.Dimension():
		return nil, fmt.Errorf("%s has unit %s, and the default is %s", text, q.Dimension(), want)
	case fmt.Sprintf("%T", value) != fmt.Sprintf("%T", like):
		return nil, fmt.Errorf("%s is no value like the default, %v", text, like)
	}
	return value, nil
}

// A group is the parameters of one component, below its name.
type group struct {
	what string // what messages call it
	name string
	list []parameter
}

// groupOf reads the parameters of a component, and gives those that set names their values there.
func groupOf(what, name string, set Values, all ...Parameters) (group, error) {
	g := group{what: fmt.Sprintf("components: %s %q", what, name), name: name}
	if !isName(name) {
		return g, fmt.Errorf("%s: a name begins with a letter and has letters, digits and underscores", g.what)
	}
	for _, p := range all {
		list, err := p.list()
		if err != nil {
			return g, fmt.Errorf("%s: %w", g.what, err)
		}
		g.list = append(g.list, list...)
	}
	for k, p := range g.list {
		if slices.ContainsFunc(g.list[:k], func(q parameter) bool { return q.name == p.name }) {
			return g, fmt.Errorf("%s: two parameters are called %s", g.what, p.name)
		}
	}
	return g, g.set(set)
}

func (g group) set(set Values) error {
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(set)) {
		k := slices.IndexFunc(g.list, func(p parameter) bool { return p.name == name })
		if k < 0 {
			faults = append(faults, fmt.Errorf("%s: Set: there is no parameter %q (there are: %s)", g.what, name, component.Listed(g.names())))
			continue
		}
		value, err := as(g.list[k].value, set[name])
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: Set: %s: %w", g.what, name, err))
			continue
		}
		g.list[k].value = value
	}
	return errors.Join(faults...)
}

func (g group) names() (names []string) {
	for _, p := range g.list {
		names = append(names, p.name)
	}
	return names
}

// without returns the group without some of its parameters.
func (g group) without(names Values) group {
	g.list = slices.DeleteFunc(slices.Clone(g.list), func(p parameter) bool { _, is := names[p.name]; return is })
	return g
}

// declare adds the parameters.
func (g group) declare(traj *trajectory.Trajectory) error {
	for _, p := range g.list {
		if err := traj.Add(trajectory.Parameter{Path: g.name + "." + p.name, Value: p.value, Comment: p.comment}); err != nil {
			return err
		}
	}
	return nil
}

// read returns the values of the parameters at the point of a run. All of them count as read.
func (g group) read(r trajectory.Reader) (sim.Namespace, error) {
	values := sim.Namespace{}
	for _, p := range g.list {
		there, err := r.Parameter(g.name + "." + p.name)
		if err != nil {
			return nil, err
		}
		values[p.name] = there.Value
		if n, is := there.Value.(int64); is {
			values[p.name] = int(n)
		}
	}
	return values, nil
}

var nameRule = regexp.MustCompile(`^[A-Za-z]\w*$`)

func isName(name string) bool { return nameRule.MatchString(name) }
