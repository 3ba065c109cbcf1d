package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/trajectory"
)

// resumeWord runs what is missing in a file.
func (p *program) resumeWord() word {
	x, failed := p.newExecution(), false
	return word{
		name: "resume", operand: "[FILE]", doc: "simulate what is missing in a file: after an interruption, or a crash\n\nIt goes on as the file was begun.",
		options: append(x.options(p), switchOption("rerun-failed", "run again what has failed or is lost", &failed)),
		own:     flagOptions(p.ReportFlags),
		run: func(ctx context.Context, rest []string) error {
			if err := x.take(p, rest); err != nil {
				return p.wrong("resume", err)
			}
			return p.resume(ctx, x, failed, nil)
		},
	}
}

// take takes the file that is to be resumed, which --out may name as well.
func (x *execution) take(p *program, rest []string) error {
	switch {
	case len(rest) == 0:
		return nil
	case len(rest) > 1:
		return fmt.Errorf("cli: name one file to resume; %q is one too many", rest[1])
	case strings.Contains(rest[0], "=") && !exists(rest[0]):
		return fmt.Errorf("cli: resume cannot take %q: it goes on as the file was begun", rest[0])
	case x.out != p.usualFile() && !samePlace(x.out, rest[0]):
		return fmt.Errorf("cli: name one file to resume; there are %s, and --out %s", rest[0], x.out)
	}
	x.out = rest[0]
	return nil
}

// resume executes the word resume: the study is that of the stored command, and must still make the stored
// trajectory. Another study may add points to that.
func (p *program) resume(ctx context.Context, x *execution, failed bool, added *study) (err error) {
	word, goOn := "resume", "resume"
	if added != nil {
		word, goOn = "run", "append to"
	}
	if err := x.check(p); err != nil {
		return p.wrong(word, err)
	}
	store, err := hdf5.Append(x.out, x.stored()...)
	if err != nil {
		return err
	}
	stored, err := store.LoadTrajectory(p.Name)
	if err == nil {
		err = p.tellNewer("this goes on with what is not finished", store)
	}
	if err != nil {
		return errors.Join(err, store.Close())
	}
	p.tellNotes(x.out, stored)
	screen := newDisplay(p.stderr, p.Name, x.quiet, x.plain)
	opts := x.manage(p, screen)
	if failed {
		opts = append(opts, manager.WithFailedRuns())
	}
	a, err := p.reassemble(stored, opts)
	var wrong *usageError
	if errors.As(err, &wrong) { // it was another command that is wrong now
		err = wrong.error
	}
	if err == nil {
		if err = x.searchable(a); err == nil && added != nil {
			err = p.more(a, stored, added)
		}
		if err != nil {
			err = errors.Join(err, a.manager.Close())
		}
	}
	if err != nil {
		return errors.Join(fmt.Errorf("cli: cannot %s %s: %w", goOn, x.out, plain.Behind("cli", err)), store.Close())
	}
	defer func() { err = errors.Join(err, a.manager.Close()) }()
	if was, is := stored.Provenance.Revision, a.traj.Provenance.Revision; was != is && x.warns() {
		fmt.Fprintf(p.stderr, "%s: revision %q began this file, and %q goes on with it\n", p.Name, was, is)
	}
	return p.execute(ctx, x, a, store, screen)
}

// reassemble makes manager and trajectory anew of what is stored, and checks that they are the same. A
// trajectory that no command has made has the defaults of the program, and the stored points; for one that was merged see reassembleMerged.
func (p *program) reassemble(stored *trajectory.Trajectory, opts []manager.Option) (a assembled, err error) {
	s := &study{}
	studies := studiesOf(stored.Provenance.Command)
	settings, err := parseAgain(studies[0], append(s.options(), s.own(p)...))
	if err != nil {
		return a, err
	}
	sources, _, _, err := hdf5.SourcesOf(stored)
	if err != nil {
		return a, err
	}
	if stored.Provenance.Command == nil && sources != nil {
		a, err = p.reassembleMerged(stored, sources, opts)
	} else if stored.Provenance.Command != nil || p.Search != nil {
		if a, err = p.assembleStudy("resume", s, settings, opts...); err == nil {
			a.traj.Provenance.Command = stored.Provenance.Command
			err = p.again(a, s, studies[1:])
		}
	} else if a, err = p.assemble("resume", nil, opts...); err == nil {
		err = explore(a.traj, stored)
	}
	if err == nil {
		err = a.manager.Describe(a.traj)
	}
	if err == nil && a.search == nil { // which finds its points again
		err = errors.Join(a.traj.Continues(stored), samePoints(a.traj, stored))
	}
	if err != nil && a.manager != nil {
		err = errors.Join(err, a.manager.Close())
	}
	return a, err
}

// samePoints refuses points that the program has gained since: Continues lets them pass, but nobody has asked for
// them here.
func samePoints(traj, stored *trajectory.Trajectory) error {
	if now, was := traj.Len(), stored.Len(); now > was {
		return fmt.Errorf("the program has %s now, and the file has %d; begin a new file for the others",
			plain.Count(now, "run"), was)
	}
	return nil
}

// explore explores the stored points.
func explore(traj, stored *trajectory.Trajectory) error {
	axes, err := stored.Axes()
	if err != nil || len(axes) == 0 {
		return err
	}
	if err := traj.Explore(trajectory.Zip(axes)); err != nil {
		return err
	}
	return traj.RestoreGenerations(stored.Generations())
}
