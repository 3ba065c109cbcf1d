package bind

import (
	"errors"
	"slices"

	"golgi/sim/internal/ir"
)

// deferred are arrays that the time loop does not keep, since what they have follows from others.
type deferred interface {
	// has reports whether an array is one of them, or one that they follow from and that can be set.
	has(id ir.ArrayID) bool
	// note looks how far clocks have come: by steps that were run, or by being set.
	note(ran bool) error
	// catchUp brings them up to date.
	catchUp() error
	// agrees reports whether they are what they would be, so that the time loop can go on without them.
	agrees() (bool, error)
}

// Begin says that the time loop goes on from here: what it does not keep will be behind.
func (m *Memory) Begin() error {
	if err := m.watch(true); err != nil {
		return err
	}
	m.behind = slices.Clone(m.lazy)
	return nil
}

// watch has all that is deferred note how far clocks have come.
func (m *Memory) watch(ran bool) error {
	var errs []error
	for _, d := range m.lazy {
		errs = append(errs, d.note(ran))
	}
	return errors.Join(errs...)
}

// Fits reports whether the plan can go on: whether what was read or set meanwhile has left what the time loop keeps as it is.
func (m *Memory) Fits() (bool, error) {
	for _, d := range m.lazy {
		if slices.Contains(m.behind, d) {
			continue
		}
		if agrees, err := d.agrees(); err != nil || !agrees {
			return false, err
		}
	}
	return true, nil
}

// CatchUp brings all arrays up to date: what they follow from is about to change its meaning.
func (m *Memory) CatchUp() error { return m.catchUp() }

// catchUp brings all arrays that are behind up to date, or those among the given ones.
func (m *Memory) catchUp(ids ...ir.ArrayID) error {
	if len(m.behind) == 0 {
		return nil
	}
	var rest []deferred
	for _, d := range m.behind {
		if len(ids) > 0 && !slices.ContainsFunc(ids, d.has) {
			rest = append(rest, d)
			continue
		}
		if err := d.catchUp(); err != nil {
			return err
		}
	}
	m.behind = rest
	return nil
}

// catchUpAlone is catchUp for several goroutines at once.
func (m *Memory) catchUpAlone() error {
	m.catching.Lock()
	defer m.catching.Unlock()
	return m.catchUp()
}
