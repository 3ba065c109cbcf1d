package main

import (
	"fmt"
	"slices"
	"strings"

	"golgi/cli"
	"golgi/internal/suggest"
	"golgi/trajectory"
)

// usual returns the columns of a table for which none are named.
func (t *tabled) usual(u usual) (columns []column, err error) {
	for _, name := range split(u.records) {
		c, _ := t.recordColumn(name)
		columns = append(columns, c)
	}
	for _, path := range t.traj.ExploredPaths() {
		p, err := t.traj.Parameter(path)
		if err != nil {
			return nil, err
		}
		columns = append(columns, t.parameterColumn(p))
	}
	n, err := trajectory.NumbersOf(t.store, t.traj)
	if err != nil {
		return nil, err
	}
	numbers := slices.DeleteFunc(slices.Clone(n.Columns), func(c trajectory.NumberColumn) bool { return slices.Contains(n.Unsure, c.Path) })
	for _, c := range numbers[:min(len(numbers), u.numbers)] {
		columns = append(columns, t.numberColumn(n.Runs, c))
	}
	if u.texts {
		for _, path := range n.Unsure {
			columns = append(columns, t.itemColumn(item{path: path, kind: "string", runs: n.Runs}))
		}
		for _, c := range n.Texts {
			columns = append(columns, t.textColumn(n.Runs, c))
		}
	}
	return unlike(columns), nil
}

// unlike writes short names out where they are the same.
func unlike(columns []column) []column {
	seen := map[string]int{}
	for _, c := range columns {
		seen[c.Short]++
	}
	for k, c := range columns {
		if seen[c.Short] > 1 {
			columns[k].Short = strings.TrimPrefix(strings.TrimPrefix(c.Name, "parameters."), "results.")
		}
	}
	return columns
}

// named returns the columns of some names: of what is known of every run, of parameters and of single values of results, by their paths or
// the unambiguous ends of these.
func (t *tabled) named(names []string) (columns []column, err error) {
	var numbers *trajectory.Numbers
	for _, name := range names {
		c, is := t.recordColumn(name)
		if !is {
			if c, is, err = t.namedParameter(name); err != nil {
				return nil, err
			}
		}
		if !is {
			if numbers == nil {
				if numbers, err = trajectory.NumbersOf(t.store, t.traj); err != nil {
					return nil, err
				}
			}
			if c, err = t.namedItem(numbers, name); err != nil {
				return nil, err
			}
		}
		if slices.ContainsFunc(columns, func(before column) bool { return before.path == c.path }) {
			return nil, cli.Misuse(fmt.Errorf("golgi: the column %s is named twice", c.path))
		}
		columns = append(columns, c)
	}
	return unlike(columns), nil
}

func (t *tabled) namedParameter(name string) (column, bool, error) {
	p, err := t.traj.Parameter(strings.TrimPrefix(name, "parameters."))
	switch {
	case err == nil:
		return t.parameterColumn(p), true, nil
	case isNotFound(err):
		return column{}, false, nil
	}
	return column{}, false, err
}

// namedItem returns the column of an item among numbers.
func (t *tabled) namedItem(n *trajectory.Numbers, name string) (column, error) {
	name = strings.TrimPrefix(name, "results.")
	var fits []column
	var paths []string
	add := func(path string, make func() column) bool {
		paths = append(paths, path)
		if path == name {
			fits = []column{make()}
			return true
		}
		if trajectory.IsNamed(path, name) {
			fits = append(fits, make())
		}
		return false
	}
	for _, c := range n.Columns {
		if slices.Contains(n.Unsure, c.Path) {
			continue
		}
		if add(c.Path, func() column { return t.numberColumn(n.Runs, c) }) {
			return fits[0], nil
		}
	}
	for _, path := range n.Unsure {
		if add(path, func() column { return t.itemColumn(item{path: path, kind: "string", runs: n.Runs}) }) {
			return fits[0], nil
		}
	}
	for _, c := range n.Texts {
		if add(c.Path, func() column { return t.textColumn(n.Runs, c) }) {
			return fits[0], nil
		}
	}
	switch len(fits) {
	case 1:
		return fits[0], nil
	case 0:
		return column{}, cli.Misuse(fmt.Errorf("golgi: there is no column %q; %s", name, t.hint(name, paths)))
	}
	var ambiguous []string
	for _, c := range fits {
		ambiguous = append(ambiguous, c.path)
	}
	return column{}, fmt.Errorf("golgi: the column %q is ambiguous; write more of its path: %s", name, strings.Join(ambiguous, ", "))
}

// hint helps who has named a column that there is not.
func (t *tabled) hint(name string, items []string) string {
	var all []string
	for _, c := range recordColumns {
		all = append(all, c.name)
	}
	ps, _ := t.traj.Parameters("")
	for _, p := range ps {
		all = append(all, p.Path)
	}
	all = append(all, items...)
	ends := slices.Clone(all)
	for k, path := range ends {
		ends[k] = path[strings.LastIndexByte(path, '.')+1:]
	}
	if hint := suggest.DidYouMean(name, append(ends, all...)); hint != "" {
		return hint
	}
	const most = 20
	if len(all) > most {
		return fmt.Sprintf("there are %s and %d more", strings.Join(all[:most], ", "), len(all)-most)
	}
	return "there are " + strings.Join(all, ", ")
}
