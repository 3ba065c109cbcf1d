package bind

import (
	"fmt"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// Traces of synapses are kept as one value for each neuron while the time loop runs, where that is legal; see package lower. The arrays of the synapses
// are then behind, and are brought up to date when something outside of the loop asks for them. Here is what decides on that, and does it.

// A Hoist is the choice between the plain steps of an object and others, which keep traces of neurons.
type Hoist struct {
	part    *Part
	site    Site
	traces  *lower.Traces
	paths   []TracePath
	steps   []scheduled // instead of the plain ones
	why     string      // it is not chosen; empty: it is
	decided bool

	arrays []ir.ArrayID // of the synapses that the steps do not keep
	spread execution    // brings them up to date
}

// A TracePath is a pathway of synapses with traces, by names of the part.
type TracePath struct {
	Queue       string // of its synapses
	Neurons     string // the queue of the neurons whose spikes these are
	Rows, Order string // of the synapses of each neuron
	First       int32  // neuron, counted in the whole group
	Delay       int32  // in steps
}

// execution is a template that is bound to the values that constants have now.
type execution struct {
	kernel *ir.Kernel
	domain *ir.Map
}

// DeclareTraces declares the arrays of the neurons at both ends; size says how many a side has.
func (p *Part) DeclareTraces(t *lower.Traces, size map[equations.Side]int) {
	array := func(name string, side equations.Side) { p.Array(name, name, ir.Float64, size[side]) }
	for _, side := range t.Sides() {
		array(lower.EventArray(side), side)
		array(lower.SinceArray(side), side)
	}
	for _, name := range t.Names {
		array(lower.ValueArray(name), t.Side[name])
		array(lower.NowArray(name), t.Side[name])
	}
}

// Hoist offers other steps, which add adds, instead of the propagations that were added since there were first steps.
func (s *Schedule) Hoist(p *Part, t *lower.Traces, paths []TracePath, first int, add func()) {
	h := &Hoist{part: p, site: p.Site("traces"), traces: t, paths: paths}
	for _, name := range t.Arrays() {
		h.arrays = append(h.arrays, p.ArrayID(name))
	}
	h.spread = h.execution(t.Spread())
	for k := first; k < len(s.steps); k++ {
		if s.steps[k].step.Propagate != nil {
			s.steps[k].plain = h
		}
	}
	kept := s.steps
	s.steps = nil
	add()
	h.steps, s.steps = s.steps, kept
	s.hoists = append(s.hoists, h)
}

// Len returns how many steps there are.
func (s *Schedule) Len() int { return len(s.steps) }

// execution binds a template over all synapses.
func (h *Hoist) execution(t *lower.Template) execution {
	return execution{t.Kernel, h.site.all(t, h.part.N)}
}

func (h *Hoist) run(e execution) error {
	mem := h.part.mem
	if err := mem.inst.Exec(&mem.decl, e.kernel, e.domain, 0); err != nil {
		return fmt.Errorf("sim: %s: %w", h.part.Owner, err)
	}
	return nil
}

// Choose decides for each object between its plain steps and those that keep traces of neurons.
func (m *Memory) Choose(s *Schedule, lowered bool) error {
	if err := m.catchUp(); err != nil {
		return err
	}
	m.hoists, m.lazy = nil, nil
	for _, h := range s.hoists {
		h.decided = true
		switch {
		case !lowered:
			h.why = "the network is not to be lowered"
		default:
			h.why = s.forbids(h)
		}
		if h.why == "" {
			fits, err := h.fits()
			if err != nil {
				return err
			}
			if !fits {
				h.why = "values, times or spikes under way are not the same for all synapses of a neuron"
			}
		}
		m.hoists = append(m.hoists, h)
	}
	for _, h := range s.hoists {
		if h.why == "" {
			m.lazy = append(m.lazy, h)
			s.take(h)
		}
	}
	if len(s.hoists) > 0 {
		s.dropKernels()
	}
	if lowered {
		for _, f := range s.fuse() {
			m.lazy = append(m.lazy, f)
		}
	}
	return m.watch(false)
}

// forbids says why another step of the time loop needs the plain steps; empty: none does.
func (s *Schedule) forbids(h *Hoist) string {
	if len(s.jobs) > 0 {
		return "a function in Go may set them in a step"
	}
	for _, x := range s.steps {
		if x.plain == h {
			continue
		}
		if s.writes(x.step, h) {
			return x.when.Name + " writes them in a step"
		}
		if r := x.step.Record; r != nil && slices.ContainsFunc(r.Values, h.has) {
			return x.when.Name + " records them in a step"
		}
	}
	for _, a := range s.again {
		if slices.ContainsFunc(a.domain.Arrays, h.has) {
			return a.when.Name + " uses them in a step"
		}
	}
	return ""
}

func (h *Hoist) has(id ir.ArrayID) bool { return slices.Contains(h.arrays, id) }

// writes reports whether a step writes arrays of the synapses.
func (s *Schedule) writes(step ir.Step, h *Hoist) bool {
	b := bindingOf(step)
	if b == nil {
		return false
	}
	for k, access := range s.plan.Kernels[b.Kernel].Effects() {
		if access.Writes() && h.has(b.Arrays[k]) {
			return true
		}
	}
	return false
}

// bindingOf returns the binding of a step that has a kernel; nil: it has none.
func bindingOf(step ir.Step) *ir.Binding {
	switch {
	case step.Map != nil:
		return &step.Map.Binding
	case step.Propagate != nil:
		return &step.Propagate.Binding
	}
	return nil
}

// take puts the steps with traces in the place of the plain ones, and has all others compute what they read of the synapses.
func (s *Schedule) take(h *Hoist) {
	s.steps = slices.DeleteFunc(s.steps, func(x scheduled) bool { return x.plain == h })
	reads := map[ir.ArrayID]ir.Inlined{}
	for k, name := range h.traces.Arrays() {
		t := h.traces.Read(name)
		reads[h.arrays[k]] = ir.Inlined{Kernel: t.Kernel, Binding: h.site.With(lower.Output.Name, h.arrays[k]).binding(t)}
	}
	for k := range s.steps {
		if b := bindingOf(s.steps[k].step); b != nil && slices.ContainsFunc(b.Arrays, h.has) {
			kernel, binding := s.plan.Kernels[b.Kernel].Inline(*b, reads)
			binding.Kernel = s.number(kernel)
			*b = binding
		}
	}
	s.steps = append(s.steps, h.steps...)
}

// dropKernels drops the kernels that no step has.
func (s *Schedule) dropKernels() {
	var kernels []*ir.Kernel
	number := map[int]int{}
	for k, kernel := range s.plan.Kernels {
		if slices.ContainsFunc(s.steps, func(x scheduled) bool { b := bindingOf(x.step); return b != nil && b.Kernel == k }) {
			number[k] = len(kernels)
			kernels = append(kernels, kernel)
		}
	}
	for _, x := range s.steps {
		if b := bindingOf(x.step); b != nil {
			b.Kernel = number[b.Kernel]
		}
	}
	clear(s.kernels)
	for k, kernel := range kernels {
		s.kernels[kernel.Hash()] = k
	}
	s.plan.Kernels = kernels
}

// Hoisted says whether the steps of a part keep traces of neurons, or else why not. It is known when there is a plan.
func (m *Memory) Hoisted(p *Part) (is bool, why string) {
	for _, h := range m.hoists {
		if h.part == p {
			return h.why == "", h.why
		}
	}
	return false, ""
}
