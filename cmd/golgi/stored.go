package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/trajectory"
)

// An opened is a trajectory of a file that is read.
type opened struct {
	ctx   context.Context // ends what takes long
	path  string
	store *hdf5.Store
	traj  *trajectory.Trajectory
}

// which names a trajectory of a file; "" is the only one.
type which string

func (w *which) flags(set *flag.FlagSet) {
	set.StringVar((*string)(w), "trajectory", "", "the trajectory called `NAME`, where the file has several")
}

// open opens a file and its trajectory; it is to be closed.
func (w which) open(ctx context.Context, path string) (*opened, error) {
	store, err := hdf5.Open(path)
	if err != nil {
		return nil, err
	}
	o := &opened{ctx: ctx, path: path, store: store}
	if o.traj, err = w.in(path, store); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return o, nil
}

func (w which) in(path string, store *hdf5.Store) (*trajectory.Trajectory, error) {
	name := string(w)
	if name == "" {
		names, err := store.Trajectories()
		switch {
		case err != nil:
			return nil, err
		case len(names) == 0:
			return nil, fmt.Errorf("golgi: %s has no trajectory", path)
		case len(names) > 1:
			return nil, cli.Misuse(fmt.Errorf("golgi: %s has several trajectories; choose one of %s by --trajectory", path, strings.Join(names, ", ")))
		}
		name = names[0]
	}
	traj, err := store.LoadTrajectory(name)
	if w != "" && errors.Is(err, trajectory.ErrNotFound) {
		err = cli.Misuse(err)
	}
	return traj, err
}

func (o *opened) close() error { return o.store.Close() }

// run returns the number of a run of which the number or the name is given.
func (o *opened) run(text string) (int, error) {
	if text == trajectory.RunName(trajectory.PreRun) || text == "-1" {
		return trajectory.PreRun, nil
	}
	i, err := strconv.Atoi(strings.TrimPrefix(text, "run_"))
	if err != nil {
		return 0, cli.Misuse(fmt.Errorf("golgi: %q is no run; name one by its number, or as run_00000003 or pre_run", text))
	}
	if i < 0 || i >= o.traj.Len() {
		return 0, cli.Misuse(fmt.Errorf("golgi: there is no run %d in %s; it has %d, from 0 to %d", i, o.path, o.traj.Len(), o.traj.Len()-1))
	}
	return i, nil
}
