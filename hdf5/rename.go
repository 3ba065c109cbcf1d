package hdf5

import (
	"context"
	"errors"
	"fmt"

	"golgi/hdf5/internal/write"
	"golgi/internal/given"
	"golgi/trajectory"
)

// Rename gives a trajectory of a finished file another name; was is "" for the only one. The file is made anew, with all else as it is, bit by bit. An
// experiment goes on with the trajectory of its own name alone. See [Move] for the name of the file.
func Rename(ctx context.Context, path, was, name string, opts ...Option) error {
	if err := given.All("hdf5: Rename", given.Arg{Name: "context", Value: ctx}); err != nil {
		return err
	}
	o, err := collect(opts)
	if err != nil {
		return err
	}
	return rewrite(ctx, "rename in", path, o, func(_ *write.Whole, pieces map[string]*piece) error {
		p, err := pieceOf(pieces, was)
		if err != nil {
			return err
		}
		if pieces[name] != nil {
			return fmt.Errorf("there is a trajectory %s already", name)
		}
		if _, err := trajectory.New(name); err != nil {
			return err
		}
		p.Trajectory, err = remade(p.t, name, func(string) bool { return true })
		return err
	})
}

// remade returns a trajectory under a name, with those of its results as a whole that stay.
func remade(t *trajectory.Trajectory, name string, stays func(path string) bool) (*trajectory.Trajectory, error) {
	again, _, err := trajectory.Merge(name, []trajectory.Part{{Trajectory: t}}, trajectory.Merging{})
	if err != nil {
		return nil, err
	}
	settings, err := t.Config().Parameters("")
	faults := []error{err}
	for _, s := range settings {
		faults = append(faults, again.AddConfig(*s))
	}
	for _, res := range t.Results() {
		if stays(res.Path) {
			faults = append(faults, again.AddResult(res))
		}
	}
	for _, l := range t.ResultLinks() {
		if stays(l.Path) && stays(l.Target) {
			faults = append(faults, again.AddResultLink(l))
		}
	}
	return again, errors.Join(faults...)
}
