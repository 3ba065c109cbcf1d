package equations

import (
	"slices"
	"strings"

	"golgi/sim/internal/syntax"
)

// circles finds subexpressions that refer to themselves, through others or not: one fault for each circle.
// Whatever leads into one counts as broken, so that nothing follows it round.
func (m *Model) circles() syntax.Faults {
	t := tracer{model: m, state: make(map[string]visit)}
	for _, v := range m.Variables {
		t.follow(v)
	}
	return t.faults
}

type visit uint8

const (
	under visit = iota + 1 // on the path that is followed
	sound                  // leads into no circle
	leads                  // leads into one
)

// tracer follows references depth first.
type tracer struct {
	model  *Model
	state  map[string]visit
	path   []string
	faults syntax.Faults
}

// follow follows what a subexpression refers to, and returns whether it leads into a circle.
func (t *tracer) follow(v *Variable) bool {
	switch t.state[v.Name] {
	case under:
		t.circle(v)
		return true
	case sound, leads:
		return t.state[v.Name] == leads
	}
	t.state[v.Name], t.path = under, append(t.path, v.Name)
	state := sound
	for _, w := range t.references(v) {
		if t.follow(w) {
			state = leads
		}
	}
	t.state[v.Name], t.path = state, t.path[:len(t.path)-1]
	t.model.broken[v.Name] = t.model.broken[v.Name] || state == leads
	return state == leads
}

// references returns the subexpressions that a subexpression refers to.
func (t *tracer) references(v *Variable) []*Variable {
	if v.Kind != syntax.Subexpression {
		return nil
	}
	var list []*Variable
	for _, id := range syntax.Identifiers(v.Expr) {
		w := t.model.byName[id.Name]
		if w != nil && w.Kind == syntax.Subexpression && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

// circle reports the circle that leads from v along the path back to it.
func (t *tracer) circle(v *Variable) {
	const most = 8
	names := append(slices.Clone(t.path[slices.Index(t.path, v.Name):]), v.Name)
	if len(names) > most {
		names = slices.Concat(names[:most-2], []string{"..."}, names[len(names)-1:])
	}
	fault := syntax.Faultf(t.model.Source, v.At, "%q refers to itself: %s", v.Name, strings.Join(names, " -> "))
	t.faults = append(t.faults, fault)
}
