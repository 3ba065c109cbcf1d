package components

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/component"
	"golgi/internal/suggest"
	"golgi/sim"
	"golgi/trajectory"
)

// A group is the parameters of one component, below its name.
type group struct {
	what   string // what messages call it
	name   string
	list   []parameter
	checks []func(values sim.Namespace) error // what else must be true of the values
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
	for _, p := range g.list {
		for _, l := range p.limits {
			if isName(l.than) && !slices.Contains(g.names(), l.than) {
				return g, fmt.Errorf("%s: parameter %s: limit %s %s: there is no parameter %[4]s%s", g.what, p.name, l.is, l.than, suggest.Meant(l.than, g.names()))
			}
		}
	}
	return g, g.set(set)
}

func (g group) set(set Values) error {
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(set)) {
		k := slices.IndexFunc(g.list, func(p parameter) bool { return p.name == name })
		if k < 0 {
			faults = append(faults, fmt.Errorf("%s: Set: there is no parameter %q (there are: %s)%s", g.what, name, component.Listed(g.names()), suggest.Meant(name, g.names())))
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

// declare adds the parameters, of which the defaults must be sound.
func (g group) declare(traj *trajectory.Trajectory) error {
	if err := g.check(g.defaults()); err != nil {
		return err
	}
	for _, p := range g.list {
		if err := g.add(traj, trajectory.Parameter{Path: p.name, Value: p.value, Comment: p.comment, Bounds: p.bounds()}); err != nil {
			return err
		}
	}
	return nil
}

// add adds one parameter below the name, which no other part has.
func (g group) add(traj *trajectory.Trajectory, p trajectory.Parameter) error {
	p.Path = g.name + "." + p.Path
	if there, err := traj.Parameter(p.Path); err == nil && there.Path == p.Path {
		return fmt.Errorf("%s: another part has that name; give one of the two another Name", g.what)
	}
	if err := traj.Add(p); err != nil {
		return fmt.Errorf("%s: %w", g.what, err)
	}
	return nil
}

// addSize adds the number of neurons.
func (g group) addSize(traj *trajectory.Trajectory, size int) error {
	if slices.Contains(g.names(), "N") {
		return fmt.Errorf("%s: a parameter cannot be called N, which is the number of neurons", g.what)
	}
	return g.add(traj, trajectory.Parameter{Path: "N", Value: size, Comment: "number of neurons", Bounds: trajectory.Bounds{Min: "1"}})
}

func (g group) defaults() sim.Namespace {
	values := sim.Namespace{}
	for _, p := range g.list {
		values[p.name] = p.value
	}
	return values
}

// read returns the values of the parameters at the point of a run, if they are sound. All of them count as read.
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
	return values, g.check(values)
}

// check says all that is wrong with values.
func (g group) check(values sim.Namespace) error {
	var faults []error
	for _, p := range g.list {
		faults = append(faults, p.check(values))
	}
	for _, check := range g.checks {
		faults = append(faults, check(values))
	}
	for k, err := range faults {
		if err != nil {
			faults[k] = fmt.Errorf("%s: %w", g.what, err)
		}
	}
	return errors.Join(faults...)
}
