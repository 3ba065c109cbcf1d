package trajectory

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A Description is what is said of a group. Groups come into being with what is in them; one that is described needs
// nothing in it.
type Description struct {
	Path        string
	Comment     string
	Annotations Annotations
}

func (g Description) canonical(l laws) (Description, error) {
	notes, err := g.Annotations.canonical(l)
	return Description{g.Path, g.Comment, notes}, errors.Join(l.path(g.Path), prefixed("comment", checkText(g.Comment)), err)
}

// Describe says something of groups of parameters, in the place of what was said of them before. Comments and annotations do not bear on runs,
// and may be given at any time.
func (t *Trajectory) Describe(groups ...Description) error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return prefixed("trajectory", t.parameters.describeAll(t.laws, groups))
}

// Descriptions returns what was said of groups, sorted by path.
func (t *Trajectory) Descriptions() []Description {
	if t == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.parameters.descriptions()
}

// Describe is that of a trajectory for groups of results.
func (r *Run) Describe(groups ...Description) error {
	if r == nil {
		return errNoRun
	}
	groups = slices.Clone(groups)
	for i := range groups {
		path, err := r.expand(groups[i].Path)
		if err != nil {
			return err
		}
		groups[i].Path = path
	}
	return prefixed("trajectory: "+r.Name(), r.results.describeAll(r.trajectory.laws, groups))
}

// Descriptions returns what was said of groups of results, sorted by path.
func (r *Run) Descriptions() []Description {
	if r == nil {
		return nil
	}
	return r.results.descriptions()
}

func (t *branches) describeAll(l laws, groups []Description) error {
	var faults []error
	for _, g := range groups {
		stored, err := g.canonical(l)
		if err == nil {
			err = t.admitGroup(g.Path)
		}
		if err == nil {
			t.describe(stored)
		}
		faults = append(faults, prefixed(fmt.Sprintf("cannot describe %q", g.Path), err))
	}
	return errors.Join(faults...)
}

func (t *branches) descriptions() []Description {
	all := make([]Description, 0, len(t.described))
	for _, path := range slices.Sorted(maps.Keys(t.described)) {
		g := t.described[path]
		all = append(all, Description{g.Path, g.Comment, maps.Clone(g.Annotations)})
	}
	return all
}

// Remove removes a link, a parameter, or a group with all in it, and the links that lead there, before parameters freeze. What is locked stays. Except
// for a link, which is meant by its full path, it is found as in any lookup.
func (t *Trajectory) Remove(path string) error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	full := path
	var err error
	if _, link := t.parameters.links[path]; !link {
		full, err = t.parameters.node(path)
	}
	if err == nil && t.frozen {
		err = faultf(ErrFrozen, "parameters are frozen since Explore or the first run; remove it before")
	}
	for _, p := range t.parameters.in(full) {
		err = errors.Join(err, prefixed(p, t.checkLock(p)))
	}
	if err != nil {
		return prefixed(fmt.Sprintf("trajectory: cannot remove %q", path), err)
	}
	t.parameters.remove(full)
	return nil
}

// Remove removes a link, or a result, which is found as in any lookup, and the links that lead there, before the run has ended. What was streamed to the store cannot be taken back.
func (r *Run) Remove(path string) error {
	if r == nil {
		return errNoRun
	}
	path, err := r.expand(path)
	if err != nil {
		return err
	}
	full := path
	if _, link := r.results.links[path]; !link {
		full, err = r.results.find(path)
	}
	switch {
	case err != nil:
	case r.results.leaves[full].away || r.streams[full]:
		err = errAway
	case r.record.Status != Pending && r.record.Status != Running:
		err = fmt.Errorf("the run is %s; what is stored stays as it is", r.record.Status)
	}
	if err != nil {
		return prefixed(fmt.Sprintf("trajectory: %s: cannot remove %q", r.Name(), path), err)
	}
	r.results.remove(full)
	return nil
}

// AddConfig adds settings of how the experiment is carried out, with paths below config: what is recorded, but what no run depends on. So
// runs cannot read them, and they may be added at any time; one of a path that is there takes its place.
func (t *Trajectory) AddConfig(ps ...Parameter) error {
	return t.addAll("setting", ps, func(p Parameter) error {
		stored, err := p.canonical(t.laws)
		if err == nil && !t.config.has(p.Path) {
			err = t.config.admit(p.Path)
		}
		if err == nil {
			t.config.put(p.Path, stored)
		}
		return err
	})
}

// Config returns the settings as a [Reader]: trajectory.Value[int](traj.Config(), "workers").
func (t *Trajectory) Config() Reader { return settings{t} }

// Settings are the config of a trajectory, nil if there is none.
type settings struct{ of *Trajectory }

func (s settings) Parameter(path string) (*Parameter, error) {
	if s.of == nil {
		return nil, errNoTrajectory
	}
	s.of.mu.RLock()
	defer s.of.mu.RUnlock()
	full, err := s.of.config.find(path)
	if err != nil {
		return nil, prefixed("trajectory", err)
	}
	p := s.of.config.leaves[full]
	return p.clone(), nil
}

func (s settings) Parameters(group string) ([]*Parameter, error) {
	if s.of == nil {
		return nil, errNoTrajectory
	}
	s.of.mu.RLock()
	defer s.of.mu.RUnlock()
	paths, err := s.of.config.below(group)
	ps := make([]*Parameter, len(paths))
	for i, path := range paths {
		p := s.of.config.leaves[path]
		ps[i] = p.clone()
	}
	return ps, prefixed("trajectory", err)
}
