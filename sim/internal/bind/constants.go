package bind

import (
	"maps"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
)

// Here is how constants of namespaces have other values in a memory than in the descriptions of objects.

// SetConstant gives a constant of the object's namespace another value.
func (p *Part) SetConstant(name string, value float64) {
	p.constants = maps.Clone(p.constants)
	if p.constants == nil {
		p.constants = make(map[string]float64)
	}
	p.constants[name], p.mem.changed = value, true
}

// Constants returns those that have another value. It is not to be changed.
func (p *Part) Constants() map[string]float64 { return p.constants }

// SetConstants takes back what Constants has returned.
func (p *Part) SetConstants(all map[string]float64) {
	p.constants, p.mem.changed = all, p.mem.changed || len(all) > 0
}

// Changed reports whether any part has, or has had, a constant of another value.
func (m *Memory) Changed() bool { return m.changed }

// Constant returns the other value of a constant of a side's namespace; false where there is none.
func (p *Part) Constant(side equations.Side, name string) (float64, bool) {
	if side == equations.Pre || side == equations.Post {
		p, name = p.behind(Behind(side, name))
	}
	return p.constant(name)
}

// constant knows those of linked groups under the names under which their arrays are borrowed.
func (p *Part) constant(name string) (float64, bool) {
	if value, is := p.constants[name]; is {
		return value, true
	}
	if link, rest, is := strings.Cut(name, "."); is {
		if of := p.mem.parts[p.borrowed[link+"."]]; of != nil {
			return of.constant(rest)
		}
	}
	return 0, false
}

// known returns the value of a number that is known from the description.
func (s Site) known(num lower.Number) float64 {
	if s.within != nil {
		if value, is := s.within.constant(num.Name); is && num.Side == equations.Own {
			return value
		}
	}
	if value, is := s.part.Constant(num.Side, num.Name); is {
		return value
	}
	return num.Value
}
