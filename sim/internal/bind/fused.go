package bind

import (
	"fmt"
	"slices"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// State update and threshold of a group of neurons are one step where that is legal; see package lower. While the time loop runs, not_refractory is then behind.
// Here is what decides on that, and brings it up to date.

// A Fusion offers one step instead of two.
type Fusion struct {
	Part            *Part
	Update, Test    When
	Site            Site                   // of the update
	Both            func() *lower.Template // nil: it is not legal
	AllRefractory   *lower.Template        // what not_refractory is after a step, of all neurons and then of those that spike; nil: there is none
	SpikeRefractory *lower.Template
}

// notRefractory is the array that a fused step does not keep.
const notRefractory = "not_refractory"

// Fuse offers a step. The two that it stands for have been added.
func (s *Schedule) Fuse(f Fusion) { s.fusions = append(s.fusions, f) }

// fuse takes the steps that are offered where nothing forbids it, and returns those that keep not_refractory behind.
func (s *Schedule) fuse() (chosen []*flags) {
	if len(s.jobs) > 0 || len(s.fusions) == 0 { // a function in Go may do anything
		return nil
	}
	uses := s.uses()
	gone := map[int]bool{}
	for _, f := range s.fusions {
		update, test := s.find(f.Update), s.find(f.Test)
		if update < 0 || test < 0 || s.order.compare(f.Update, f.Test) >= 0 || !s.allows(f, update, test, uses) {
			continue
		}
		template := f.Both()
		if template == nil {
			continue
		}
		domain := s.all(template, f.Site, f.Part.N)
		domain.Kernel, domain.Out = s.kernel(template), s.steps[test].step.Map.Out
		s.steps[update].step = ir.Step{Name: f.Update.Name + ", " + f.Test.Name, Clock: f.Update.Clock, Map: domain}
		gone[test] = true
		if f.AllRefractory != nil {
			chosen = append(chosen, &flags{fusion: f})
		}
	}
	var steps []scheduled
	for n, x := range s.steps {
		if !gone[n] {
			steps = append(steps, x)
		}
	}
	s.steps = steps
	s.dropKernels()
	return chosen
}

// find returns the number of the step at a moment; -1: there is none.
func (s *Schedule) find(when When) int {
	return slices.IndexFunc(s.steps, func(x scheduled) bool { return x.when == when && x.step.Map != nil && x.step.Map.N > 0 })
}

// uses returns how each step uses memory.
func (s *Schedule) uses() (uses [][]ir.Use) {
	s.list()
	for n := range s.steps {
		uses = append(uses, s.plan.Uses(n))
	}
	return uses
}

// allows reports whether no other step uses not_refractory, and none between the two uses what would come earlier.
func (s *Schedule) allows(f Fusion, update, test int, uses [][]ir.Use) bool {
	between := func(when When) bool {
		return s.order.compare(when, f.Update) >= 0 && s.order.compare(when, f.Test) <= 0
	}
	tested := bindingOf(s.steps[test].step).Arrays
	for _, a := range s.again { // they may be steps, too
		for _, id := range a.domain.Arrays {
			if f.has(id) || between(a.when) && slices.Contains(tested, id) {
				return false
			}
		}
	}
	for n, x := range s.steps {
		if n == update || n == test {
			continue
		}
		if slices.ContainsFunc(uses[n], func(u ir.Use) bool { return u.Place.Kind == ir.ArrayPlace && f.has(ir.ArrayID(u.Place.ID)) }) ||
			between(x.when) && collide(uses[n], uses[test]) {
			return false
		}
	}
	return true
}

// collide reports whether two steps use a place, and one of them writes it.
func collide(a, b []ir.Use) bool {
	return slices.ContainsFunc(a, func(u ir.Use) bool {
		return slices.ContainsFunc(b, func(v ir.Use) bool { return u.Place == v.Place && (u.Access.Writes() || v.Access.Writes()) })
	})
}

// has reports whether an array is the not_refractory of the neurons.
func (f Fusion) has(id ir.ArrayID) bool {
	return f.AllRefractory != nil && f.Part.ArrayID(notRefractory) == id
}

// flags is not_refractory of a group of neurons, which the time loop does not keep.
type flags struct {
	fusion Fusion
	steps  int64   // of the clock, when it was looked at last
	last   float64 // time of the last of the steps since they were up to date, in seconds
	ran    bool    // there was one
}

// has reports whether an array is not_refractory, or what it follows from.
func (f *flags) has(id ir.ArrayID) bool {
	return f.fusion.has(id) || f.fusion.Part.ArrayID("lastspike") == id
}

// note looks how far the clock has come.
func (f *flags) note(ran bool) error {
	mem, clock, step := f.fusion.Part.mem, f.fusion.Update.Clock, make([]int64, 1)
	if err := mem.inst.Read(mem.clocks[clock].inner.Step, 0, step); err != nil {
		return err
	}
	if ran && step[0] > f.steps {
		f.ran, f.last = true, float64(float64(step[0]-1)*mem.clocks[clock].dt)
	}
	f.steps = step[0]
	return nil
}

// agrees: a step works it out anew.
func (f *flags) agrees() (bool, error) { return true, nil }

// catchUp brings not_refractory up to date.
func (f *flags) catchUp() error {
	if err := f.note(true); err != nil || !f.ran {
		return err
	}
	f.ran = false
	p, mem := f.fusion.Part, f.fusion.Part.mem
	last, err := mem.Scratch("last time", ir.Float64, 1)
	if err == nil {
		err = mem.inst.Write(last, 0, []float64{f.last})
	}
	if err != nil {
		return err
	}
	all := f.fusion.Site.With(lower.LastTime.Name, last).all(f.fusion.AllRefractory, p.N)
	spiking := f.fusion.Site.all(f.fusion.SpikeRefractory, p.N)
	spiking.List, spiking.From, spiking.To = p.spikes, 0, int32(p.N)
	for _, e := range []execution{{f.fusion.AllRefractory.Kernel, all}, {f.fusion.SpikeRefractory.Kernel, spiking}} {
		if err := mem.inst.Exec(&mem.decl, e.kernel, e.domain, 0); err != nil {
			return fmt.Errorf("sim: %s: %w", p.Owner, err)
		}
	}
	return nil
}
