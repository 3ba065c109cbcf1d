package trajectory

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A preset reads the value that a parameter will have, like its default.
type preset func(like any) (any, error)

// Preset sets a parameter that is not declared yet: when it is added under that full path, its default is replaced. So who puts an experiment
// together can set what the components declare later. Where no such parameter has been added by Explore or the first run, these are an error.
func (t *Trajectory) Preset(path string, value any) error {
	return t.preset(path, func(like any) (any, error) { return conform(value, like) })
}

// PresetText is Preset for text, as [Trajectory.SetText] reads it.
func (t *Trajectory) PresetText(path, text string) error {
	return t.preset(path, func(like any) (any, error) { return parse(text, like) })
}

func (t *Trajectory) preset(path string, value preset) error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	err := t.laws.path(path)
	switch {
	case err != nil:
	case t.frozen:
		err = faultf(ErrFrozen, "parameters are frozen since Explore or the first run; preset it before")
	case t.parameters.has(path):
		err = fmt.Errorf("it is declared already; use Set")
	case t.parameters.groups[path]:
		err = fmt.Errorf("it is a group; give the full path of a parameter")
	}
	if err != nil {
		return prefixed(fmt.Sprintf("trajectory: cannot preset %q", path), err)
	}
	if t.presets == nil {
		t.presets = map[string]preset{}
	}
	t.presets[path] = value
	return nil
}

// presetValue returns the value of a parameter that is added, and whether it was preset.
func (t *Trajectory) presetValue(p Parameter) (any, bool, error) {
	value, is := t.presets[p.Path]
	if !is {
		return p.Value, false, nil
	}
	v, err := value(p.Value)
	if err == nil {
		_, err = p.Bounds.limits(v)
	}
	return v, true, prefixed("it was preset", err)
}

// presetsLeft returns an error if something was preset that was never declared.
func (t *Trajectory) presetsLeft() error {
	var faults []error
	for _, path := range slices.Sorted(maps.Keys(t.presets)) {
		faults = append(faults, faultf(ErrNotFound, "%s was preset, and is declared by nobody; %s", path, hint(path, t.parameters.paths)))
	}
	return errors.Join(faults...)
}

// Lock has parameters keep their values: they can be set, explored and removed no more, unless they are unlocked. A path means a parameter or a group,
// and then all parameters in it now.
func (t *Trajectory) Lock(paths ...string) error { return t.lock(paths, true) }

// Unlock is the inverse of Lock.
func (t *Trajectory) Unlock(paths ...string) error { return t.lock(paths, false) }

func (t *Trajectory) lock(paths []string, lock bool) error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.locked == nil {
		t.locked = map[string]bool{}
	}
	for _, path := range paths {
		full, err := t.parameters.node(path)
		if err != nil {
			return prefixed("trajectory: cannot "+map[bool]string{true: "lock", false: "unlock"}[lock], err)
		}
		for _, p := range t.parameters.in(full) {
			t.locked[p] = lock
		}
	}
	return nil
}

// checkLock returns an error if the parameter of that full path is locked.
func (t *Trajectory) checkLock(path string) error {
	if !t.locked[path] {
		return nil
	}
	return faultf(ErrFrozen, "it is locked at %s; Unlock it first", show(t.parameters.leaves[path].Value))
}
