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
func (p *program) resume(ctx context.Context, x *execution, failed bool, added *study) error {
	c := continuation{word: "resume", what: "resume"}
	if added != nil {
		c.word, c.what = "run", "append to"
	}
	if failed {
		c.opts = []manager.Option{manager.WithFailedRuns()}
	}
	c.assemble = func(stored *trajectory.Trajectory, opts []manager.Option) (assembled, error) {
		a, err := p.reassemble(stored, opts)
		if err == nil {
			err = x.searchable(a)
		}
		if err == nil && added != nil {
			err = p.more(a, stored, added)
		}
		return a, err
	}
	return p.goOn(ctx, x, c)
}

// A continuation is how one goes on with a file.
type continuation struct {
	word, what string // of the command, and what it does to the file
	opts       []manager.Option
	// assemble makes manager and trajectory, which are those of the stored one. With an error, too, the manager may be there.
	assemble func(stored *trajectory.Trajectory, opts []manager.Option) (assembled, error)
}

// goOn simulates what is missing in a file.
func (p *program) goOn(ctx context.Context, x *execution, c continuation) (err error) {
	if err := x.check(p); err != nil {
		return p.wrong(c.word, err)
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
	a, err := c.assemble(stored, append(x.manage(p, screen), c.opts...))
	if err != nil {
		if a.manager != nil {
			err = errors.Join(err, a.manager.Close())
		}
		return errors.Join(fmt.Errorf("cli: cannot %s %s: %w", c.what, x.out, plain.Behind("cli", unhinted(err))), store.Close())
	}
	defer func() { err = errors.Join(err, a.manager.Close()) }()
	if was, is := stored.Provenance.Revision, a.traj.Provenance.Revision; was != is && x.warns() {
		fmt.Fprintf(p.stderr, "%s: revision %q began this file, and %q goes on with it\n", p.Name, was, is)
	}
	return p.execute(ctx, x, a, store, screen)
}

// unhinted is a usage error without its hint: it is another command that is wrong.
func unhinted(err error) error {
	var wrong *usageError
	if errors.As(err, &wrong) {
		return wrong.error
	}
	return err
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
		err = a.continues(stored)
	}
	if err != nil && a.manager != nil {
		err = errors.Join(err, a.manager.Close())
	}
	return a, err
}

// continues describes the trajectory, and refuses a stored one that is another, or has other points. A search finds its points again.
func (a assembled) continues(stored *trajectory.Trajectory) error {
	err := a.manager.Describe(a.traj)
	if err == nil && a.search == nil {
		err = errors.Join(a.traj.Continues(stored), samePoints(a.traj, stored))
	}
	return err
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
