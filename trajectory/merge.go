package trajectory

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Part is a trajectory that is merged with others.
type Part struct {
	Of string // what errors call it, such as the name of its file
	*Trajectory
}

// A Merging says how trajectories become one.
type Merging struct {
	Explore bool   // parameters that differ in value, and that nothing explores, are explored then
	Number  string // path of a parameter that tells each run of which part it is: 0, 1, …; none where it is ""
}

// Merge makes one trajectory, of that name, of several that vary one experiment, and returns for each run of each part which run of the merged one has
// its point. No part may change meanwhile.
//
// All parts must have the same parameters, of the same kinds. What any of them explores is explored: in the runs of another it has the default that it has
// there. What none explores must have one value, or is an error that names it, unless how says that it is explored then.
//
// Points come in the order of the parts, and each once: generations stay, but without what was there before. So a run keeps all that it depends on,
// its simulation.trial among it, and no trial is renumbered: what was drawn for trial 0 would be said to be trial 5. Parts with the same trials and
// different results need a parameter that tells them apart, see [Merging]. An experiment that has not got it cannot go on with such a trajectory.
//
// Of comments, annotations and provenance the first part counts that has some; bounds are wide enough for all; links are those of all. Settings and
// results of the trajectories as a whole are left to who merges, as wildcards are. How the parts are bracketed changes neither points nor their order.
func Merge(name string, parts []Part, how Merging) (merged *Trajectory, runs [][]int, err error) {
	m, err := newMerger(parts, how)
	if err == nil {
		merged, err = m.frame(name)
	}
	for k := 0; err == nil && k < len(parts); k++ {
		var of []int
		if of, err = m.take(merged, k); err != nil {
			err = prefixed("points of "+parts[k].Of, err)
		}
		runs = append(runs, of)
	}
	if err != nil {
		return nil, nil, prefixed("trajectory: cannot merge", err)
	}
	return merged, runs, nil
}

// A merger has the parts, and what of each is needed again and again.
type merger struct {
	parts    []Part
	how      Merging
	leaves   []map[string]Parameter
	tables   [][]axis
	explored []string
}

func newMerger(parts []Part, how Merging) (*merger, error) {
	m := &merger{parts: parts, how: how}
	if len(parts) == 0 {
		return nil, errors.New("there are no parts")
	}
	for _, part := range parts {
		switch {
		case part.Trajectory == nil:
			return nil, fmt.Errorf("%s: %w", part.Of, errNoTrajectory)
		case part.laws != ours:
			return nil, fmt.Errorf("%s: another program wrote it, and what it has cannot be held by the laws of Golgi", part.Of)
		}
		table, err := part.table()
		if err != nil {
			return nil, err
		}
		m.leaves, m.tables = append(m.leaves, part.leaves()), append(m.tables, table)
	}
	for _, table := range m.tables {
		for _, a := range table {
			m.explore(a.path)
		}
	}
	return m, m.compare()
}

func (m *merger) explore(path string) {
	if !slices.Contains(m.explored, path) {
		m.explored = append(m.explored, path)
	}
}

// compare returns an error where parameters differ, and explores those that may.
func (m *merger) compare() error {
	var unlike, differ []string
	for _, path := range m.paths() {
		fault, values := m.compareAt(path)
		switch {
		case fault != "" && !values:
			unlike = append(unlike, fault)
		case fault != "" && m.how.Explore:
			m.explore(path)
		case fault != "":
			differ = append(differ, fault)
		}
	}
	var faults []error
	if len(unlike) > 0 {
		faults = append(faults, fmt.Errorf("they have other parameters: %s; only what varies the same parameters is one experiment", someOf(unlike)))
	}
	if len(differ) > 0 {
		faults = append(faults, fmt.Errorf("parameters differ that nothing explores: %s; have them explored (Explore, --explore-differing), or leave out what is of another experiment",
			someOf(differ)))
	}
	if path := m.how.Number; path != "" && slices.ContainsFunc(m.leaves, func(l map[string]Parameter) bool { _, is := l[path]; return is }) {
		faults = append(faults, fmt.Errorf("%s is a parameter already, and cannot tell the parts apart; choose another path", path))
	}
	return errors.Join(faults...)
}

// paths returns the paths of the parameters of all parts, sorted.
func (m *merger) paths() []string {
	all := map[string]bool{}
	for _, leaves := range m.leaves {
		for path := range leaves {
			all[path] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// compareAt says what differs between the parameters of a path, and whether only their values do.
func (m *merger) compareAt(path string) (fault string, values bool) {
	first, there := m.leaves[0][path]
	var key []byte
	if there {
		key = appendKey(nil, first.Value)
	}
	for k, leaves := range m.leaves[1:] {
		a, b := m.parts[0].Of, m.parts[k+1].Of
		p, is := leaves[path]
		switch {
		case is && !there:
			return fmt.Sprintf("%s is in %s and not in %s", path, b, a), false
		case !is && there:
			return fmt.Sprintf("%s is in %s and not in %s", path, a, b), false
		case !is:
		case !alike(p.Value, first.Value):
			return fmt.Sprintf("%s is %s in %s and %s in %s", path, kindOf(first.Value), a, kindOf(p.Value), b), false
		case fault == "" && !slices.Contains(m.explored, path) && !bytes.Equal(key, appendKey(nil, p.Value)):
			fault, values = fmt.Sprintf("%s is %s in %s and %s in %s", path, show(first.Value), a, show(p.Value), b), true
		}
	}
	return fault, values
}

// someOf joins the first of some texts, and counts the others.
func someOf(texts []string) string {
	if more := len(texts) - mostDifferences; more > 0 {
		texts = append(slices.Clone(texts[:mostDifferences]), fmt.Sprintf("and there are %d more", more))
	}
	return strings.Join(texts, "; ")
}

// frame returns a trajectory with all but the points.
func (m *merger) frame(name string) (*Trajectory, error) {
	t, err := New(name)
	if err != nil {
		return nil, err
	}
	first := m.parts[0]
	t.Provenance = first.Provenance
	groups := map[string]Description{}
	links := map[string]Link{}
	for _, part := range m.parts {
		if t.Comment == "" {
			t.Comment = part.Comment
		}
		for _, g := range part.Descriptions() {
			was := groups[g.Path]
			groups[g.Path] = Description{g.Path, or(was.Comment, g.Comment), was.Annotations.with(g.Annotations)}
		}
		for _, l := range part.Links() {
			if was, is := links[l.Path]; is && was != l {
				return nil, fmt.Errorf("the link %s leads to %s in one and to %s in %s; only one can stay", l.Path, was.Target, l.Target, part.Of)
			}
			links[l.Path] = l
		}
	}
	if err := t.Add(m.parameters()...); err != nil {
		return nil, err
	}
	if m.how.Number != "" {
		p := Parameter{Path: m.how.Number, Value: 0, Comment: "which of the merged files a run is from"}
		if err := t.Add(p); err != nil {
			return nil, err
		}
		m.explore(m.how.Number)
	}
	for _, path := range slices.Sorted(maps.Keys(groups)) {
		if err := t.Describe(groups[path]); err != nil {
			return nil, err
		}
	}
	var all []Link
	for _, path := range slices.Sorted(maps.Keys(links)) {
		all = append(all, links[path])
	}
	return t, t.AddLink(all...)
}

// parameters returns those of the first part, with what others say of them besides.
func (m *merger) parameters() (all []Parameter) {
	for _, path := range slices.Sorted(maps.Keys(m.leaves[0])) {
		p := m.leaves[0][path]
		for _, leaves := range m.leaves[1:] {
			more := leaves[path]
			p.Comment, p.Annotations = or(p.Comment, more.Comment), p.Annotations.with(more.Annotations)
			p.Bounds = p.Bounds.widened(more.Bounds, p.Value)
		}
		all = append(all, p)
	}
	return all
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// with returns annotations with those of others that are not there.
func (a Annotations) with(others Annotations) Annotations {
	if len(others) == 0 {
		return a
	}
	all := maps.Clone(others)
	maps.Copy(all, a)
	return all
}
