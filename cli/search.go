package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"golgi/search"
	"golgi/trajectory"
)

// searchOf returns what the experiment searches, repeated as often as the command says; nil where that says what to explore.
func (p *program) searchOf(a assembled, s *study) trajectory.Search {
	switch {
	case p.Search == nil || len(s.explore) > 0:
		return nil
	case s.trials > 1:
		return unset{search.Repeat{Search: p.Search, With: s.repetitions()}, a}
	}
	return unset{p.Search, a}
}

// unset is a search over what the command has not set.
type unset struct {
	trajectory.Search
	a assembled
}

// Next refuses points that have values of parameters which are set.
func (u unset) Next(so *trajectory.Results) (trajectory.Exploration, error) {
	e, err := u.Search.Next(so)
	if err != nil || e == nil || len(u.a.set) == 0 {
		return e, err
	}
	columns, err := e.Columns(so)
	if err != nil {
		return nil, err
	}
	for _, column := range columns {
		if p, err := u.a.traj.Parameter(column.Path); err == nil && slices.Contains(u.a.set, p.Path) {
			return nil, Misuse(fmt.Errorf("cli: %s is set, and the experiment searches over it; only one of them can be", p.Path))
		}
	}
	return e, nil
}

// searchable refuses executions of a search that cannot be.
func (x *execution) searchable(a assembled) error {
	if a.search != nil && x.n > 0 {
		return Misuse(errors.New("cli: a search needs the results of all runs, and cannot be shared between programs; leave out --share"))
	}
	return nil
}

// explore has the manager carry out what was assembled.
func (a assembled) explore(ctx context.Context, store trajectory.Store, workers int) error {
	if a.search != nil {
		return a.manager.Search(ctx, a.traj, store, workers, a.search)
	}
	return a.manager.Explore(ctx, a.traj, store, workers)
}
