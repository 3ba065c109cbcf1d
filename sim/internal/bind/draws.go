package bind

import (
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// Seeds are what random numbers depend on, besides the names of objects.
type Seeds struct{ Seed, Trial int64 }

// Drawn says what random numbers were drawn for.
type Drawn struct {
	Steps bool // the time loop
	Built bool // initial values, assignments, connections and delays
	Fixed bool // these, where they were fixed
}

// Touched is what building has read and written: variables, as object.variable. All is "*".
type Touched struct {
	Reads, Writes, Draws map[string]bool
	Listed               bool // which objects there are was asked for
}

// Reseed sets the seeds on which the random numbers from now on depend. None of them was drawn yet.
func (m *Memory) Reseed(s Seeds) {
	m.steps, m.building, m.fixed, m.drawn = s, s, nil, Drawn{}
	m.note(&m.touched.Writes, "*")
}

// Seeds returns the seeds of the time loop.
func (m *Memory) Seeds() Seeds { return m.steps }

// BuildWith sets the seeds of what is built from now on, and leaves those of the time loop.
func (m *Memory) BuildWith(s Seeds) { m.building = s }

// Fix has what is built depend on other seeds, also synapses that were added meanwhile and connect later; nil ends that.
func (m *Memory) Fix(s *Seeds) { m.fixed = s }

// BuildSeeds returns the seeds of what is built, but for what is fixed.
func (m *Memory) BuildSeeds() Seeds { return m.building }

// Fixes reports whether what is built is fixed just now.
func (m *Memory) Fixes() bool { return m.fixed != nil }

func (m *Memory) buildSeeds() Seeds {
	if m.fixed != nil {
		return *m.fixed
	}
	return m.building
}

// Drawn returns what random numbers were drawn for since the last Reseed.
func (m *Memory) Drawn() Drawn { return m.drawn }

// DrawSteps notes that the time loop draws random numbers.
func (m *Memory) DrawSteps() { m.drawn.Steps = true }

// Draws notes that random numbers are drawn to build the object.
func (p *Part) Draws() {
	if p.mem.fixed != nil {
		p.mem.drawn.Fixed = true
		return
	}
	p.mem.drawn.Built = true
	p.mem.note(&p.mem.touched.Draws, p.Owner.Name())
}

// Later runs a job that was put off when the object was added, with the seeds of that time.
func (p *Part) Later(job func() error) error {
	now := p.mem.fixed
	p.mem.fixed = p.fixed
	defer func() { p.mem.fixed = now }()
	return job()
}

// Wrote and Looked note that a variable was written, or read, but by a kernel.
func (p *Part) Wrote(variable string)  { p.mem.note(&p.mem.touched.Writes, p.label(variable)) }
func (p *Part) Looked(variable string) { p.mem.note(&p.mem.touched.Reads, p.label(variable)) }

// Listed notes that it was asked for which objects there are.
func (m *Memory) Listed() { m.touched.Listed = true }

// WroteAll notes that all may have been written.
func (m *Memory) WroteAll() { m.note(&m.touched.Writes, "*") }

// Touched returns what was read and written since it was asked last.
func (m *Memory) Touched() Touched {
	t := m.touched
	m.touched = Touched{}
	return t
}

func (m *Memory) note(in *map[string]bool, name string) {
	if *in == nil {
		*in = map[string]bool{}
	}
	(*in)[name] = true
}

// Touch notes what a kernel reads and writes.
func (s Site) Touch(t *lower.Template) {
	effects := t.Kernel.Effects()
	for k, ref := range t.Arrays {
		name := s.nameOf(ref)
		if name == "" {
			continue
		}
		if effects[k]&ir.Reads != 0 {
			s.part.mem.note(&s.part.mem.touched.Reads, name)
		}
		if effects[k].Writes() {
			s.part.mem.note(&s.part.mem.touched.Writes, name)
		}
	}
}
