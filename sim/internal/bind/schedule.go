package bind

import (
	"slices"
	"strings"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// Slots are the slots of a time step in their order; each also has a before_ and an after_.
//
// Source: Brian 2, Network.schedule.
var Slots = []string{"start", "groups", "thresholds", "synapses", "resets", "end"}

// A Slot is the place of a slot in a time step.
type Slot int

// The slots in which objects are unless a user says otherwise.
const (
	Start Slot = 3*iota + 1
	Groups
	Thresholds
	Synapses
	Resets
	End
)

// FindSlot returns the slot of a name; where there is none, base is the name without before_ or after_.
func FindSlot(name string) (slot Slot, base string, found bool) {
	base, shift := name, Slot(0)
	if rest, ok := strings.CutPrefix(name, "before_"); ok {
		base, shift = rest, -1
	} else if rest, ok := strings.CutPrefix(name, "after_"); ok {
		base, shift = rest, 1
	}
	k := slices.Index(Slots, base)
	return Start + Slot(3*k) + shift, base, k >= 0
}

// String returns the name of a slot.
func (s Slot) String() string {
	return []string{"before_", "", "after_"}[s%3] + Slots[s/3]
}

// Order says in which order a time step has its slots.
type Order [6]int

// InOrder returns the order of slots that are listed by name; false where each of Slots is not there once.
func InOrder(names []string) (o Order, ok bool) {
	if len(names) != len(o) {
		return o, false
	}
	for place, name := range names {
		k := slices.Index(Slots, name)
		if k < 0 || slices.Contains(names[:place], name) {
			return o, false
		}
		o[k] = place - k
	}
	return o, true
}

// place returns where in a time step a slot is. The zero Order is that of Slots.
func (o Order) place(s Slot) int { return int(s) + 3*o[int(s)/3] }

// When says at which moment of a time step a step is executed, and under which name it is known.
type When struct {
	Slot  Slot
	Order int    // within the slot
	Name  string // decides where slot and order are the same
	Clock int
}

// compare orders moments as Brian does.
//
// Source: Brian 2, Network.sorted_objects.
func (o Order) compare(w, v When) int {
	switch {
	case w.Slot != v.Slot:
		return o.place(w.Slot) - o.place(v.Slot)
	case w.Order != v.Order:
		return w.Order - v.Order
	}
	return strings.Compare(w.Name, v.Name)
}

// Schedule gathers the steps of a plan.
type Schedule struct {
	plan    *ir.Plan
	order   Order
	steps   []scheduled
	kernels map[[32]byte]int
	again   []again
	jobs    []Job
	claims  []claim
	doubts  []string
	hoists  []*Hoist
	fusions []Fusion
}

// A Job is a step that is done in Go; network is what the caller of the instance hands over.
type Job func(network any) error

// scheduled is a step with its moment.
type scheduled struct {
	when  When
	step  ir.Step
	plain *Hoist // there are other steps instead of it; nil: there are none
}

// Draws reports whether a plan draws random numbers.
func Draws(plan *ir.Plan) bool {
	return slices.ContainsFunc(plan.Kernels, func(k *ir.Kernel) bool { return k.Draws() })
}

// NewSchedule returns the empty schedule of a memory.
func (m *Memory) NewSchedule(order Order) *Schedule {
	s := &Schedule{plan: &ir.Plan{Memory: &m.decl}, order: order, kernels: make(map[[32]byte]int)}
	for _, c := range m.clocks {
		s.plan.Clocks = append(s.plan.Clocks, c.inner)
	}
	return s
}

// Plan returns the plan of all steps, in order, and what runs before each run. Steps of one moment are in the order in
// which they were added.
func (s *Schedule) Plan() (*ir.Plan, Prologue) {
	prologue := s.takeOut()
	slices.SortStableFunc(s.steps, func(a, b scheduled) int { return s.order.compare(a.when, b.when) })
	s.list()
	return s.plan, prologue
}

// list gives the plan the steps that there are by now.
func (s *Schedule) list() {
	s.plan.Steps = nil
	for _, x := range s.steps {
		s.plan.Steps = append(s.plan.Steps, x.step)
	}
}

// Moments returns the moments of the steps of the plan, in their order. That of a fused step is the state update's.
func (s *Schedule) Moments() []When {
	list := make([]When, len(s.steps))
	for k, x := range s.steps {
		list[k] = x.when
	}
	return list
}

func (s *Schedule) add(when When, step ir.Step) {
	step.Name, step.Clock = when.Name, when.Clock
	s.steps = append(s.steps, scheduled{when: when, step: step})
}

// all returns a template over elements 0 ≤ i < count.
func (s *Schedule) all(t *lower.Template, at Site, count int) *ir.Map {
	s.doubt(t, at)
	return at.all(t, count)
}

// doubt notes what of a template is hardly meant at the step size of a site.
func (s *Schedule) doubt(t *lower.Template, at Site) {
	for _, text := range at.doubts(t) {
		if !slices.Contains(s.doubts, text) {
			s.doubts = append(s.doubts, text)
		}
	}
}

// Doubts returns what is hardly meant of what was added, each thing once.
func (s *Schedule) Doubts() []string { return s.doubts }

// kernel returns the number of a template's kernel in the plan. Kernels that are alike are one.
func (s *Schedule) kernel(t *lower.Template) int { return s.number(t.Kernel) }

// number returns the number of a kernel in the plan.
func (s *Schedule) number(kernel *ir.Kernel) int {
	hash := kernel.Hash()
	k, ok := s.kernels[hash]
	if !ok {
		k = len(s.plan.Kernels)
		s.kernels[hash] = k
		s.plan.Kernels = append(s.plan.Kernels, kernel)
	}
	return k
}

// Map adds a template over elements 0 ≤ i < count. Where it emits elements, they go into the list out.
func (s *Schedule) Map(when When, t *lower.Template, at Site, count int, out ir.ListID) {
	m := s.all(t, at, count)
	m.Kernel, m.Out = s.kernel(t), out
	s.add(when, ir.Step{Map: m})
}

// MapSome adds a template over those of the elements 0 ≤ i < count that come up with the probability in an array of the part.
func (s *Schedule) MapSome(when When, t *lower.Template, at Site, count int, chance string, out ir.ListID) {
	m := s.all(t, at, count)
	m.Kernel, m.Out, m.Skip = s.kernel(t), out, &ir.Skip{Chance: at.part.ArrayID(chance)}
	s.add(when, ir.Step{Map: m})
}

// MapRounds adds a template over elements 0 ≤ i < count that runs again over those that it emits into a list, until there
// are none; endless is said of an element that needs more rounds.
func (s *Schedule) MapRounds(when When, t *lower.Template, at Site, count int, list ir.ListID, rounds int, endless string) {
	m := s.all(t, at, count)
	m.Kernel, m.Out, m.Rounds, m.Endless = s.kernel(t), list, rounds, endless
	s.add(when, ir.Step{Map: m})
}

// MapAgain is Map for a template whose results are a function of the arrays that it reads, its own among them where it changes nothing
// the second time. Where nothing else in the time loop writes these, it runs before each run instead.
func (s *Schedule) MapAgain(when When, t *lower.Template, at Site, count int) {
	s.again = append(s.again, again{when, t, s.all(t, at, count)})
}

// MapSpikes adds a template over those neurons that spike.
func (s *Schedule) MapSpikes(when When, t *lower.Template, at Site, spikes Spikes) {
	m := s.all(t, at, at.part.N)
	m.Kernel, m.List, m.From, m.To = s.kernel(t), spikes.List, spikes.From, spikes.To
	s.add(when, ir.Step{Map: m})
}

// MapWhen adds a template over elements 0 ≤ i < count, in the steps in which there are spikes.
func (s *Schedule) MapWhen(when When, t *lower.Template, at Site, count int, spikes Spikes) {
	m := s.all(t, at, count)
	m.Kernel, m.When = s.kernel(t), &ir.Range{List: spikes.List, From: spikes.From, To: spikes.To}
	s.add(when, ir.Step{Map: m})
}

// Filter adds a template over those neurons that spike, which emits some of them into a list.
func (s *Schedule) Filter(when When, t *lower.Template, at Site, spikes Spikes, out ir.ListID) {
	m := s.all(t, at, at.part.N)
	m.Kernel, m.List, m.From, m.To, m.Out = s.kernel(t), spikes.List, spikes.From, spikes.To, out
	s.add(when, ir.Step{Map: m})
}

// Propagate adds a template over the synapses of neurons that spike. The operation p lacks only the binding and the spikes.
func (s *Schedule) Propagate(when When, t *lower.Template, at Site, spikes Spikes, p ir.Propagate) {
	s.doubt(t, at)
	p.Binding = at.binding(t)
	p.Kernel, p.Spikes, p.From, p.To = s.kernel(t), spikes.List, spikes.From, spikes.To
	s.add(when, ir.Step{Propagate: &p})
}

// Host adds a job.
func (s *Schedule) Host(when When, job Job) {
	s.jobs = append(s.jobs, job)
	s.add(when, ir.Step{Host: &ir.Host{Job: len(s.jobs) - 1}})
}

// Jobs returns the jobs, by their numbers in the plan.
func (s *Schedule) Jobs() []Job { return s.jobs }

// Record adds a recording.
func (s *Schedule) Record(when When, r ir.Record) { s.add(when, ir.Step{Record: &r}) }

// Spikes are the spikes in a step of the neurons From ≤ i < To of a group.
type Spikes struct {
	List     ir.ListID
	From, To int32
}
