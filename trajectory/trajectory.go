package trajectory

import (
	"errors"
	"fmt"
	"strings"
	"sync"
)

// A Trajectory is the tree of an experiment's parameters, with the points at which they are explored.
// It is a [Reader] of the defaults.
type Trajectory struct {
	Comment    string     // what the experiment is; set it before the trajectory is saved
	Provenance Provenance // what ran it; likewise
	Notes      []string   // what a store that has loaded it could not take as it is, or doubts, to be shown; never saved

	name        string
	laws        laws
	mu          sync.RWMutex // guards all below
	parameters  *tree[Parameter]
	config      *tree[Parameter]
	results     *tree[Result] // of the trajectory as a whole
	wildcards   map[string]func(run int) string
	presets     map[string]preset
	locked      map[string]bool
	frozen      bool
	axes        []axis         // without values as long as these are stored
	stored      *stored        // points that were not read yet, or nil
	points      map[string]int // the index of each point by its key, so that none occurs twice
	generations []int          // the first point of each
	runs        int            // how many there are where nothing is explored, 0 for one
}

// New returns an empty trajectory. The name is the name of a path: letters, digits, '_' and '-', not
// beginning with '_'.
func New(name string) (*Trajectory, error) {
	if err := checkName(name); err != nil {
		return nil, fmt.Errorf("trajectory: cannot name a trajectory %s: %w", quoted(name), err)
	}
	return empty(name), nil
}

func empty(name string) *Trajectory {
	return &Trajectory{name: name, parameters: newTree[Parameter]("parameter"), config: newTree[Parameter]("setting"),
		results: newTree[Result]("result"), points: map[string]int{}}
}

// Name returns the name of the trajectory.
func (t *Trajectory) Name() string { return t.name }

// Add adds parameters. Paths must be new, below no other parameter, and not begin with "parameters.", which
// is where stores put them. It reports all faults at once; parameters without fault are added all the same.
func (t *Trajectory) Add(ps ...Parameter) error { return t.addAll("parameter", ps, t.add) }

// addAll adds each of some parameters, which are called what, and returns all faults.
func (t *Trajectory) addAll(what string, ps []Parameter, add func(Parameter) error) error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	var faults []error
	for _, p := range ps {
		faults = append(faults, prefixed(fmt.Sprintf("trajectory: cannot add %s %q", what, p.Path), add(p)))
	}
	return errors.Join(faults...)
}

func (t *Trajectory) add(p Parameter) error {
	if t.frozen {
		return faultf(ErrFrozen, "parameters are frozen since Explore or the first run; add it before")
	}
	if rest, found := strings.CutPrefix(p.Path, "parameters."); found && t.laws == ours {
		return fmt.Errorf("paths start below parameters; write %q", rest)
	}
	stored, err := p.canonical(t.laws)
	if err != nil {
		return err
	}
	if err := t.parameters.admit(p.Path); err != nil {
		return err
	}
	value, preset, err := t.presetValue(stored)
	if err != nil {
		return err
	}
	if preset {
		stored.Value = value
		delete(t.presets, p.Path)
	}
	t.parameters.put(p.Path, stored)
	return nil
}

// Set changes the default of the parameter that path means, before it freezes. The value keeps kind and
// dimension of the old one.
func (t *Trajectory) Set(path string, value any) error {
	if t == nil {
		return errNoTrajectory
	}
	return t.change(path, func(old any) (any, error) { return conform(value, old) })
}

// SetText is Set for text, as a command line has it: "2.5", "5 ms", "true", "1, 2, 3". The text is read by
// kind and dimension of the old value.
func (t *Trajectory) SetText(path, text string) error {
	if t == nil {
		return errNoTrajectory
	}
	return t.change(path, func(old any) (any, error) { return parse(text, old) })
}

func (t *Trajectory) change(path string, to func(old any) (any, error)) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	full, err := t.parameters.find(path)
	if err != nil {
		return fmt.Errorf("trajectory: cannot set: %w", err)
	}
	if t.frozen {
		return faultf(ErrFrozen, "trajectory: cannot set %s: parameters are frozen since Explore or the "+
			"first run; set it before", full)
	}
	if err := t.checkLock(full); err != nil {
		return prefixed("trajectory: cannot set "+full, err)
	}
	p := t.parameters.leaves[full]
	if p.Value, err = to(p.Value); err == nil {
		_, err = p.Bounds.limits(p.Value)
	}
	if err != nil {
		return fmt.Errorf("trajectory: cannot set %s: %w", full, err)
	}
	t.parameters.put(full, p)
	return nil
}

// Parameter returns a copy of the parameter that path means, with its default: its full path, or the
// unambiguous end of it.
func (t *Trajectory) Parameter(path string) (*Parameter, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	full, err := t.find(path)
	if err != nil {
		return nil, err
	}
	p, _ := t.parameter(full)
	return p.clone(), nil
}

// Parameters returns copies of all parameters below group, with their defaults, sorted by path. The group
// may be meant by the unambiguous end of its path; "" is the whole tree.
func (t *Trajectory) Parameters(group string) ([]*Parameter, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	paths, err := t.below(group)
	if err != nil {
		return nil, err
	}
	ps := make([]*Parameter, len(paths))
	for i, path := range paths {
		p, _ := t.parameter(path)
		ps[i] = p.clone()
	}
	return ps, nil
}

// Explored reports whether any parameter at or below path is explored.
func (t *Trajectory) Explored(path string) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	full, err := t.parameters.node(path)
	if err != nil {
		return false
	}
	for _, a := range t.axes {
		if a.path == full || strings.HasPrefix(a.path, full+".") {
			return true
		}
	}
	return false
}

// The three below are what readers need of the tree, under its lock.

func (t *Trajectory) find(path string) (string, error) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	full, err := t.parameters.find(path)
	return full, prefixed("trajectory", err)
}

func (t *Trajectory) below(group string) ([]string, error) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	paths, err := t.parameters.below(group)
	return paths, prefixed("trajectory", err)
}

// parameter returns the parameter of that full path and the number of its axis, -1 if it is not explored.
func (t *Trajectory) parameter(path string) (Parameter, int) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.parameters.leaves[path], t.axisOf(path)
}
