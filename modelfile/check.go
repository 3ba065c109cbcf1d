package modelfile

import (
	"maps"
	"slices"

	"golgi/internal/suggest"
)

// A checker finds what is wrong with a model beyond the types of keys, before anything is made.
type checker struct {
	model   *Model
	objects map[string]object // those that come before what is checked
}

// role is what an object can be for others.
type role uint8

const (
	group     role = 1 << iota // it has neurons
	variables                  // it has variables
)

// check checks a model.
func (m *Model) check() {
	c := &checker{m, make(map[string]object)}
	for _, name := range slices.Sorted(maps.Keys(m.content.Constants)) {
		constant := m.content.Constants[name]
		constant.check()
	}
	for _, name := range slices.Sorted(maps.Keys(m.TimedArrays)) {
		array := m.TimedArrays[name]
		array.checkUnit(array.Unit)
		if _, twice := m.content.Constants[name]; twice {
			array.fault("there is a constant of this name; give one of them another")
		}
	}
	for _, o := range m.content.Objects {
		base := o.base()
		if base.at.doc.faults.full() {
			return
		}
		if before := c.objects[base.Name]; before != nil && base.Name != "" {
			base.faultAt("name", "the object on line %d has this name; give each a name of its own", before.base().at.line())
		}
		if base.Name == "final" || base.Name == "methods" {
			base.faultAt("name", "results have this name for something else; give the object another")
		}
		o.check(c)
		c.objects[base.Name] = o
	}
	for k := range m.Schedule {
		c.checkStep(m, &m.Schedule[k])
	}
	c.knownKeys("record_final", m.RecordFinal)
	c.knownKeys("final", m.Final)
	if m.Final != nil && m.RecordFinal != nil {
		m.faultAt("record_final", "there is also \"final\", which names all that is kept; leave one of them out")
	}
	if m.Streams != "" && m.Streams != "names" && m.Streams != byPosition {
		m.faultAt("streams", "it is %q; wanted \"names\" or %q", m.Streams, byPosition)
	}
}

// refers checks that a key names an object that has a role.
func (c *checker) refers(p *place, key, name string, as role) {
	if name != "" { // else it is missing
		c.known(p.at.key(key), name, as)
	}
}

// knownKeys checks that the keys of an object in the model name objects that have variables.
func (c *checker) knownKeys(key string, names map[string][]string) {
	if len(names) == 0 {
		return
	}
	at := make(map[string]value, len(names))
	c.model.at.key(key).pairs(func(name string, member value) { at[name] = member })
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if c.model.at.doc.faults.full() {
			return
		}
		c.known(at[name], name, variables)
	}
}

func (c *checker) known(v value, name string, as role) {
	o := c.objects[name]
	switch {
	case o == nil && c.model.object(name) != nil:
		v.fault("%q stands below; objects come before those that refer to them", name)
	case o == nil:
		v.fault("no object is named %q; %s", name, nearest(name, c.with(as)))
	case o.is()&as != as:
		v.fault("%q is a %s; wanted %s", name, o.base().Kind, map[role]string{group: "neurons", variables: "neurons or synapses"}[as])
	}
}

// with returns the names of the objects that have a role.
func (c *checker) with(as role) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(c.objects)) {
		if c.objects[name].is()&as == as {
			names = append(names, name)
		}
	}
	return names
}

// noneOf says that a name is none of a kind, and which there are.
func (v value) noneOf(what, name string, there []string) {
	v.fault("there is no %s %q; %s", what, name, nearest(name, there))
}

// nearest says which name may be meant, or which there are.
func nearest(name string, there []string) string {
	if hint := suggest.DidYouMean(name, there); hint != "" {
		return hint
	}
	if len(there) == 0 {
		return "there is none"
	}
	return "there are " + listed(there[:min(len(there), 20)])
}

func (c *checker) checkStep(m *Model, st *step) {
	switch {
	case st.Set != nil:
		c.checkSetting(st.Set)
	case st.SetSpikes != nil:
		c.refers(&st.SetSpikes.place, "object", st.SetSpikes.Object, group)
	case st.Activate != nil:
		c.refers(&st.place, "activate", *st.Activate, 0)
	case st.Deactivate != nil:
		c.refers(&st.place, "deactivate", *st.Deactivate, 0)
	}
	for _, name := range slices.Sorted(maps.Keys(st.SetConstant)) {
		constant := st.SetConstant[name]
		constant.check()
		if _, there := m.content.Constants[name]; !there {
			constant.at.noneOf("constant", name, slices.Sorted(maps.Keys(m.content.Constants)))
		}
	}
}

func (c *checker) checkSetting(s *setting) {
	c.refers(&s.place, "object", s.Object, variables)
	s.assignment.check()
}
