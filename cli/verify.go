package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golgi/hdf5"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/trajectory"
)

// verifyWord runs a run of a file again, and compares.
func (p *program) verifyWord() word {
	engine := ""
	return word{name: "verify", operand: "[FILE] RUN", options: []option{engineOption(&engine)},
		doc: "run a run of a file again, and compare all that it gives, to the last bit\n\n" +
			"RUN is its number, from 0, or its name. The exit code is 1 if anything differs. Another engine must give the same.",
		run: func(ctx context.Context, rest []string) error {
			if len(rest) == 1 {
				rest = []string{p.usualFile(), rest[0]}
			}
			if len(rest) != 2 {
				return p.wrong("verify", errors.New("cli: name one run, behind the file that has it"))
			}
			number, err := runNumber(rest[1])
			if number == trajectory.PreRun {
				err = fmt.Errorf("cli: %s precedes all runs, and cannot be run again alone; name a run", rest[1])
			}
			if err := errors.Join(err, checkEngine(engine)); err != nil {
				return p.wrong("verify", err)
			}
			return p.verify(ctx, rest[0], number, engine)
		}}
}

// verify executes the word verify.
func (p *program) verify(ctx context.Context, path string, number int, engine string) (err error) {
	store, err := hdf5.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	stored, err := store.LoadTrajectory(p.Name)
	if err != nil {
		return err
	}
	p.tellNotes(path, stored)
	if err := checkRun(path, stored, number); err != nil {
		return err
	}
	before, err := store.LoadRun(stored, number)
	if err == nil {
		err = unfinishedError(before)
	}
	if err != nil {
		return err
	}
	after, engine, err := p.runAgain(ctx, stored, number, engine)
	if err != nil {
		return fmt.Errorf("cli: cannot run %s of %s again: %w", before.Name(), path, err)
	}
	return p.compare(before, after, engine)
}

// runAgain executes a run of what is stored, and returns it as a store returns it.
func (p *program) runAgain(ctx context.Context, stored *trajectory.Trajectory, number int, engine string) (run *trajectory.Run, used string, err error) {
	used = p.engine(&execution{engine: engine})
	a, err := p.reassemble(stored, []manager.Option{manager.WithEngine(used), manager.WithoutTrials()})
	if err != nil {
		return nil, used, err
	}
	defer func() { err = errors.Join(err, a.manager.Close()) }()
	if err := a.restore(stored); err != nil {
		return nil, used, err
	}
	folder, err := os.MkdirTemp("", "golgi-verify-*")
	if err != nil {
		return nil, used, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "again.hdf5")
	scratch, err := hdf5.Create(path, hdf5.Share(number+1, a.traj.Len())) // of which it is all
	if err != nil {
		return nil, used, err
	}
	if err := errors.Join(a.manager.Explore(ctx, a.traj, scratch, 1), scratch.Close()); err != nil {
		return nil, used, err
	}
	if scratch, err = hdf5.Open(scratch.Path()); err != nil {
		return nil, used, err
	}
	defer func() { err = errors.Join(err, scratch.Close()) }()
	run, err = scratch.LoadRun(a.traj, number)
	return run, used, err
}

// restore gives what was assembled the points that its search has found, as they are stored; the search is not asked.
func (a assembled) restore(stored *trajectory.Trajectory) error {
	if a.search == nil {
		return nil
	}
	axes, err := stored.Axes()
	if err != nil || len(axes) == 0 {
		return err
	}
	if _, err := a.traj.Expand(trajectory.Zip(axes)); err != nil {
		return err
	}
	if err := a.traj.RestoreGenerations(stored.Generations()); err != nil {
		return err
	}
	return errors.Join(a.traj.Continues(stored), samePoints(a.traj, stored))
}

// compare says whether two executions of a run gave the same.
func (p *program) compare(before, after *trajectory.Run, engine string) error {
	differences := before.Differences(after)
	name := nameOf(before.Trajectory(), before.Index())
	if differences == nil {
		fmt.Fprintf(p.stdout, "%s gives the same again, to the last bit, by engine %s: %s\n", name, engine, plain.Count(len(before.Results()), "result"))
		return nil
	}
	fmt.Fprintf(p.stdout, "%s gives something else now, by engine %s:\n", name, engine)
	for _, line := range shortened(differences) {
		fmt.Fprintf(p.stdout, "  %s\n", line)
	}
	was, is := before.Trajectory().Provenance, after.Trajectory().Provenance
	return fmt.Errorf("cli: %s of them differ; the file was made by engine %s and revision %q, and this is revision %q",
		plain.Count(len(differences), "item"), was.Engine, was.Revision, is.Revision)
}
