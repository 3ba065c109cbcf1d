package manager

import (
	"errors"
	"slices"

	"golgi/trajectory"
)

// extended returns a stored trajectory with the parameters that a program has besides, and these.
func extended(stored, program *trajectory.Trajectory) (*trajectory.Trajectory, []*trajectory.Parameter, error) {
	all, err := trajectory.New(stored.Name())
	if err != nil {
		return nil, nil, err
	}
	ps, err := stored.Parameters("")
	if err != nil {
		return nil, nil, err
	}
	has := map[string]bool{}
	for _, p := range ps {
		has[p.Path] = true
		err = errors.Join(err, all.Add(*p))
	}
	more, err2 := program.Parameters("")
	more = slices.DeleteFunc(more, func(p *trajectory.Parameter) bool { return has[p.Path] })
	err = errors.Join(err, err2)
	for _, p := range more {
		err = errors.Join(err, all.Add(*p))
	}
	axes, err2 := stored.Axes()
	if err = errors.Join(err, err2); err == nil && len(axes) > 0 {
		err = all.Explore(trajectory.Zip(axes))
	}
	return all, more, err
}
