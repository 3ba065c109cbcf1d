package cli

import (
	"errors"
	"fmt"
	"slices"

	"golgi/hdf5"
	"golgi/manager"
	"golgi/trajectory"
)

// A file that was merged has no command, but those of the files from which it was. It goes on with their options, which must be the same, and with the
// parameters and points that it has.

// reassembleMerged is reassemble for what was merged of sources.
func (p *program) reassembleMerged(stored *trajectory.Trajectory, sources []hdf5.Source, opts []manager.Option) (a assembled, err error) {
	var first []string
	for k, source := range sources {
		words, err := p.ownWords(source.Provenance.Command)
		switch {
		case err != nil:
			return a, fmt.Errorf("the command of %s: %w", source.File, err)
		case k > 0 && !slices.Equal(words, first):
			return a, fmt.Errorf("it was merged of %s, made with the options %q, and %s, made with %q: nobody can tell which are those of a run that is missing",
				sources[0].File, first, source.File, words)
		}
		first = words
	}
	if _, err := parseAgain(first, flagOptions(p.Flags)); err != nil {
		return a, err
	}
	if a, err = p.assemble("resume", nil, opts...); err == nil {
		err = a.take(stored)
	}
	if err == nil {
		err = a.numbered(stored, sources)
	}
	if err == nil {
		err = explore(a.traj, stored)
	}
	return a, err
}

// numbered refuses what has a parameter that merging added, to tell the runs of several files apart: no run can be made of it.
func (a *assembled) numbered(stored *trajectory.Trajectory, sources []hdf5.Source) error {
	for _, path := range stored.ExploredPaths() {
		if _, err := a.traj.Parameter(path); errors.Is(err, trajectory.ErrNotFound) {
			return fmt.Errorf("%s is no parameter of the experiment: it was added when files were merged (--number), and no run can be made with it; "+
				"go on with one of the files, such as %s, and merge them again", path, sources[0].File)
		}
	}
	return nil
}

// ownWords returns the options of the experiment's own in a command, without setting them.
func (p *program) ownWords(command []string) (words []string, err error) {
	dry := func(options []option) []option {
		for k := range options {
			options[k].set = func(string) error { return nil }
		}
		return options
	}
	s := &study{}
	_, err = parseAgain(studiesOf(command)[0], append(dry(s.options()), noted(&words, dry(flagOptions(p.Flags)))...))
	return words, err
}

// take gives parameters the values that they have in a file. Whether the others are the same is seen later.
func (a *assembled) take(stored *trajectory.Trajectory) error {
	ps, err := stored.Parameters("")
	for _, p := range ps {
		if is, missing := a.traj.Parameter(p.Path); err == nil && missing == nil && is.Path == p.Path {
			err = a.traj.Set(p.Path, p.Value)
		}
	}
	return err
}
