package hdf5

import (
	"context"
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
		renamed, _, err := trajectory.Merge(name, []trajectory.Part{{Of: path, Trajectory: p.t}}, trajectory.Merging{})
		if err != nil {
			return err
		}
		settings, err := p.t.Config().Parameters("")
		for _, s := range settings {
			if err == nil {
				err = renamed.AddConfig(*s)
			}
		}
		p.Trajectory = renamed
		return err
	})
}
