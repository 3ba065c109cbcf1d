package bind

import (
	"fmt"
	"maps"
	"strings"

	"golgi/internal/memory"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/rng"
)

// Site is where a template is bound: it says what the names in it mean.
type Site struct {
	part   *Part
	clock  int
	steps  int                   // the clock of numbers that hang on the step size
	arrays map[string]ir.ArrayID // instead of those of part, by name
	key    rng.Key               // in the time loop
	built  rng.Key               // outside of it
	within *Part                 // whose arrays and numbers go before those of part; nil: there are none
}

// Site returns a site of the object's own kernels. Random numbers depend on its name. An object between two others is
// on the clock of the first.
func (p *Part) Site(name string) Site {
	key := p.mem.steps.key(p.stream, name)
	s := Site{part: p, clock: p.Clock, key: key, built: key}
	if of := p.mem.buildSeeds(); of != p.mem.steps {
		s.built = of.key(p.stream, name)
	}
	if p.pre != "" {
		s.clock = p.mem.parts[p.pre].Clock
	}
	return s.On(s.clock)
}

// On returns the site on another clock.
func (s Site) On(clock int) Site {
	s.clock, s.steps = clock, clock
	return s
}

// Stepping returns the site with numbers that hang on the step size for another clock, while time and step size are as they were.
func (s Site) Stepping(clock int) Site {
	s.steps = clock
	return s
}

// DT returns the step size at the site in seconds.
func (s Site) DT() float64 { return s.part.mem.clocks[s.clock].dt }

// With returns a site at which an array name of the object's own means another one.
func (s Site) With(name string, id ir.ArrayID) Site {
	arrays := maps.Clone(s.arrays)
	if arrays == nil {
		arrays = make(map[string]ir.ArrayID, 2)
	}
	arrays[name] = id
	s.arrays = arrays
	return s
}

// Keyed returns the site with the random numbers of another name.
func (s Site) Keyed(name string) Site {
	s.key = s.part.mem.steps.key(s.part.stream, name)
	return s
}

// Key returns the key of the random numbers with which something is built at the site.
func (s Site) Key() rng.Key { return s.built }

// Within returns the site with the arrays and numbers of another part, which go before its own.
func (s Site) Within(p *Part) Site {
	s.within = p
	return s
}

// binding fills in a template's parameters, all but the number of the kernel.
func (s Site) binding(t *lower.Template) ir.Binding {
	b := ir.Binding{Arrays: make([]ir.ArrayID, len(t.Arrays)), Consts: s.Consts(t), Calls: t.Calls, Key: s.key}
	for k, ref := range t.Arrays {
		b.Arrays[k] = s.array(ref)
	}
	return b
}

// Consts returns the values of a template's constant parameters.
func (s Site) Consts(t *lower.Template) []ir.Num {
	consts := make([]ir.Num, len(t.Consts))
	for k, num := range t.Consts {
		var value float64
		switch {
		case num.OfStep != nil:
			value = num.OfStep(s.part.mem.clocks[s.steps].dt)
		case !num.Known:
			value = s.number(num.Name)
		default:
			value = s.known(num)
		}
		if num.Type == ir.Float {
			consts[k] = ir.Num{Float: value}
		} else {
			consts[k] = ir.Num{Int: int64(value)}
		}
	}
	return consts
}

// doubts returns what of a template is hardly meant at the step size of the site.
func (s Site) doubts(t *lower.Template) (list []string) {
	for _, num := range t.Consts {
		if num.Doubt == nil {
			continue
		}
		if text := num.Doubt(s.part.mem.clocks[s.steps].dt); text != "" {
			list = append(list, s.part.Owner.String()+": "+text)
		}
	}
	return list
}

// nameOf says which variable an array is: object.variable; "" for what no Set can change.
func (s Site) nameOf(ref lower.Ref) string {
	p, name := s.part, ref.Name
	switch ref.Side {
	case equations.Clock:
		return ""
	case equations.Pre, equations.Post:
		p, name = p.behind(Behind(ref.Side, name))
	default:
		if _, other := s.arrays[ref.Name]; other {
			return ""
		}
	}
	if strings.HasPrefix(name, "_") {
		return ""
	}
	return p.label(name)
}

func (s Site) array(ref lower.Ref) ir.ArrayID {
	switch ref.Side {
	case equations.Clock:
		clock := s.part.mem.clocks[s.clock].inner
		if ref.Name == "t" {
			return clock.Time
		}
		return clock.Step
	case equations.Pre, equations.Post:
		of, name := s.part.behind(Behind(ref.Side, ref.Name))
		return of.ArrayID(name)
	}
	if id, ok := s.arrays[ref.Name]; ok {
		return id
	}
	if s.within != nil && s.within.Has(ref.Name) {
		return s.within.ArrayID(ref.Name)
	}
	return s.part.ArrayID(ref.Name)
}

// number returns a number that is known only in a network.
func (s Site) number(name string) float64 {
	switch name {
	case "dt":
		return s.DT()
	}
	if s.within != nil {
		if value, ok := s.within.numbers[name]; ok {
			return value
		}
	}
	of, name := s.part.behind(name)
	value, ok := of.numbers[name]
	if name == "N" {
		value, ok = float64(of.N), true
	}
	if !ok {
		panic(fmt.Sprintf("bind: %s does not know the number %q", s.part.Owner, name))
	}
	return value
}

// all is a template at a site as a map over elements 0 ≤ i < count.
func (s Site) all(t *lower.Template, count int) *ir.Map {
	return &ir.Map{Binding: s.binding(t), N: count, List: ir.NoList, Out: ir.NoList}
}

// Number gives a value to a number of the site's object that kernels know by name.
func (s Site) Number(name string, value float64) { s.part.Number(name, value) }

// Exec runs a template once over elements 0 ≤ i < count, outside the time loop; tick is the time coordinate of its random
// numbers.
func (s Site) Exec(t *lower.Template, count int, tick uint64) error {
	mem := s.part.mem
	if t.Kernel.Draws() {
		s.part.Draws()
	}
	s.Touch(t)
	domain := s.all(t, count)
	domain.Key = s.built
	if err := mem.catchUp(domain.Arrays...); err != nil {
		return err
	}
	if err := mem.inst.Exec(&mem.decl, t.Kernel, domain, tick); err != nil {
		return fmt.Errorf("sim: %s: %w", s.part.Owner, err)
	}
	return nil
}

// ExecNow runs a template over elements 0 ≤ i < count as the next step of the site's clock would, with its time and its random numbers.
func (s Site) ExecNow(t *lower.Template, count int) error {
	mem, tick := s.part.mem, make([]int64, 1)
	if err := mem.inst.Read(mem.clocks[s.clock].inner.Tick, 0, tick); err != nil {
		return err
	}
	domain := s.all(t, count)
	if err := mem.catchUp(domain.Arrays...); err != nil {
		return err
	}
	if err := mem.inst.Exec(&mem.decl, t.Kernel, domain, uint64(tick[0])); err != nil {
		return fmt.Errorf("sim: %s: %w", s.part.Owner, err)
	}
	return nil
}

// Contents returns the values of the arrays that a template reads, as floats; nil for the one that it writes, Output.
func (s Site) Contents(t *lower.Template) ([][]float64, error) {
	s.Touch(t)
	contents := make([][]float64, len(t.Arrays))
	for k, ref := range t.Arrays {
		if ref == lower.Output {
			continue
		}
		var err error
		if contents[k], err = s.part.mem.Read(s.array(ref)); err != nil {
			return nil, err
		}
	}
	return contents, nil
}

// Test returns what a template that stores booleans computes of count elements.
func (s Site) Test(t *lower.Template, count int) ([]uint8, error) {
	mem := s.part.mem
	out, err := mem.Scratch("answers", ir.Bool8, count)
	if err != nil {
		return nil, err
	}
	if err := s.With(lower.Output.Name, out).Exec(t, count, 0); err != nil {
		return nil, err
	}
	values := make([]uint8, count)
	return values, mem.inst.Read(out, 0, values)
}

// ProbeBytes is what Probe takes for each element: what is computed, and a copy.
const ProbeBytes = 8 + 8

// Probe returns what a probe computes of count elements.
func (s Site) Probe(t *lower.Template, count int, tick uint64) ([]float64, error) {
	mem := s.part.mem
	if err := memory.Ask(fmt.Sprintf("sim: %s: what is computed of %d elements", s.part.Owner, count), ProbeBytes*int64(count)); err != nil {
		return nil, err
	}
	out, err := mem.Scratch("output", ir.Float64, count)
	if err != nil {
		return nil, err
	}
	if err := s.With(lower.Output.Name, out).Exec(t, count, tick); err != nil {
		return nil, err
	}
	values := make([]float64, count)
	if err := mem.inst.Read(out, 0, values); err != nil || count <= largeScratch {
		return values, err
	}
	return values, mem.shrink(out)
}
