package bind

import (
	"fmt"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// A Prologue is what is executed once before each run, since it would give the same in each of its steps.
type Prologue []Once

// Once is a map that was taken out of the time loop.
type Once struct {
	Name   string
	Kernel *ir.Kernel
	domain *ir.Map
}

// again is a map that gives the same as long as what it reads stays the same.
type again struct {
	when     When
	template *lower.Template
	domain   *ir.Map
}

// takeOut decides which of the maps that repeat themselves stay in the time loop: those that read what a step or a clock
// writes there. The others are returned.
func (s *Schedule) takeOut() (prologue Prologue) {
	if len(s.again) == 0 {
		return nil
	}
	written := s.written()
	for _, a := range s.again {
		if len(s.jobs) > 0 || a.reads(written) { // a job may write anything
			a.domain.Kernel = s.kernel(a.template)
			s.add(a.when, ir.Step{Map: a.domain})
			continue
		}
		prologue = append(prologue, Once{a.when.Name, a.template.Kernel, a.domain})
	}
	return prologue
}

// written returns by how many the arrays are written that are written in the time loop.
func (s *Schedule) written() map[ir.ArrayID]int {
	written := make(map[ir.ArrayID]int)
	for _, c := range s.plan.Clocks {
		written[c.Time], written[c.Step], written[c.Tick] = 1, 1, 1
	}
	s.list()
	for n := range s.plan.Steps {
		for _, use := range s.plan.Uses(n) {
			if use.Access.Writes() && use.Place.Kind == ir.ArrayPlace {
				written[ir.ArrayID(use.Place.ID)]++
			}
		}
	}
	for _, a := range s.again {
		for id := range a.writes() {
			written[id]++
		}
	}
	return written
}

// writes returns the arrays that a map writes.
func (a again) writes() map[ir.ArrayID]int {
	own := make(map[ir.ArrayID]int)
	for k, access := range a.template.Kernel.Effects() {
		if access.Writes() {
			own[a.domain.Arrays[k]] = 1
		}
	}
	return own
}

// reads reports whether a map reads one of the arrays that others write.
func (a again) reads(written map[ir.ArrayID]int) bool {
	own := a.writes()
	for k, access := range a.template.Kernel.Effects() {
		if id := a.domain.Arrays[k]; access&ir.Reads != 0 && written[id] > own[id] {
			return true
		}
	}
	return false
}

// Run executes a prologue.
func (m *Memory) Run(list Prologue) error {
	for _, once := range list {
		if err := m.inst.Exec(&m.decl, once.Kernel, once.domain, 0); err != nil {
			return fmt.Errorf("sim: %s: %w", once.Name, err)
		}
	}
	return nil
}
