package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"golgi/hdf5"
	"golgi/internal/listing"
	"golgi/manager"
	"golgi/trajectory"
)

// A study is what is run, as a command says it: options, settings and points. Its command is stored with the
// trajectory, so that the study can be resumed.
type study struct {
	points
	seed    string
	command []string
}

// options are those of the study, and own those of the experiment; both are noted in its command.
func (s *study) options() []option {
	return noted(&s.command, []option{
		{"explore", "NAME=VALUES", "values of a parameter; given several times: all combinations",
			func(text string) error { s.explore = append(s.explore, text); return nil }, true},
		switchOption("zip", "explore the first values together, then the second ones, and so on", &s.zip),
		{"trials", "N", "repeat each point with other random numbers (1)", s.setTrials, false},
		{"seed", "N", "random numbers of the runs: sets simulation.seed", s.setSeed, false},
	})
}

func (s *study) own(p *program) []option { return noted(&s.command, flagOptions(p.Flags)) }

func (s *study) setTrials(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > trajectory.MaxRuns {
		return fmt.Errorf("%q is not a number of trials, from 1 to %d", text, trajectory.MaxRuns)
	}
	s.trials = n
	return nil
}

func (s *study) setSeed(text string) error {
	if _, err := strconv.ParseInt(text, 10, 64); err != nil {
		return fmt.Errorf("%q is not a whole number of 64 bits", text)
	}
	s.seed = text
	return nil
}

// assembleStudy makes manager and trajectory of a study, with all its points.
func (p *program) assembleStudy(word string, s *study, settings []string, opts ...manager.Option) (assembled, error) {
	command := append(s.command, settings...)
	a, err := p.assemble(word, settings, opts...)
	if err != nil {
		return a, err
	}
	if err := a.applySeed(s.seed); err != nil {
		return a, p.wrong(word, errors.Join(err, a.manager.Close()))
	}
	a.traj.Provenance.Command = command
	s.from = p.from
	e, err := s.exploration(a.traj, p.Experiment, a.set)
	if err == nil && e != nil {
		err = a.traj.Explore(e)
	}
	a.search = p.searchOf(a, s)
	if err != nil {
		return a, p.wrong(word, errors.Join(err, a.manager.Close()))
	}
	return a, nil
}

// An order is what a command of the word run says.
type order struct {
	*study
	x                         *execution
	overwrite, appending, dry bool
	form                      listing.Form // of a dry run
}

func (p *program) newOrder() *order { return &order{study: &study{}, x: p.newExecution()} }

// runWord simulates a study into a new file.
func (p *program) runWord() word { return p.runWordOf(p.newOrder()) }

// runWordOf is the word run that writes into an order what the command says.
func (p *program) runWordOf(o *order) word {
	return word{
		name: "run", doc: "simulate, and store the results\n\n" + exploreDoc, params: true,
		options: slices.Concat(o.options(), o.x.options(p), []option{configOptionOf(),
			switchOption("append", "add the points to those of the file, and run what is missing", &o.appending),
			switchOption("overwrite", "replace the file if it exists", &o.overwrite),
			switchOption("dry-run", "say what would be run, a line for each point, and what cannot be", &o.dry)}, formsOf("of a dry run: ", &o.form)),
		own: append(o.own(p), flagOptions(p.ReportFlags)...),
		stopping: func() string {
			if o.dry {
				return "stopping"
			}
			return p.stopping
		},
		run: func(ctx context.Context, settings []string) error {
			if o.dry && o.appending {
				return p.wrong("run", errors.New("cli: --dry-run says what a new file would have, and --append adds to one; leave out one"))
			}
			if o.dry {
				return p.dryRun(ctx, o.study, o.x, o.form, o.overwrite, settings)
			}
			if o.form != listing.Table {
				return p.wrong("run", fmt.Errorf("cli: --%s is a form of what --dry-run lists; give both, or list what was run: golgi runs --%[1]s %s", o.form, o.x.out))
			}
			if o.appending {
				return p.append(ctx, o.study, o.x, o.overwrite, settings)
			}
			return p.run(ctx, o.study, o.x, o.overwrite, settings)
		},
	}
}

// formsOf are the switches for the form of a listing.
func formsOf(of string, form *listing.Form) []option {
	options := flagOptions(form.Flags)
	for k := range options {
		options[k].help = of + options[k].help
	}
	return options
}

// exploreDoc is what help says of explorations; trajectory.Line has more.
const exploreDoc = `What NAME= is to be explored over: values, ranges, and what is evenly spread, as many as wanted:

  R_ee=1,1.6,2.5                     values
  R_ee=1:3.5:0.5  tau=5ms:20ms:5ms   first:last:step
  J=log(1e-4,1,9)  J=lin(0,1,11)     first, last, and how many
  "R_ee=1,2 with tau=5ms,10ms"       the first values together, then the second ones
  "R_ee=1,2; tau=5ms,10ms"           all combinations, as of several --explore
  "sobol(64, R_ee=1:3, tau=log(5ms,50ms))"   a sample of intervals; or latin(…), random(…); seed=N for another one`

// run executes the word run: all that is wrong with the command is said before anything is computed, and
// the file is finished before the table and the figure are made of it.
func (p *program) run(ctx context.Context, s *study, x *execution, overwrite bool, settings []string) (err error) {
	if err := errors.Join(x.check(p), s.check()); err != nil {
		return p.wrong("run", err)
	}
	screen := newDisplay(p.stderr, p.Name, x.quiet, x.plain)
	a, err := p.assembleStudy("run", s, settings, x.manage(p, screen)...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.manager.Close()) }()
	if err := x.searchable(a); err != nil {
		return p.wrong("run", err)
	}
	store, err := p.create(x, overwrite)
	if err != nil {
		return err
	}
	return p.execute(ctx, x, a, store, screen)
}

// check finds what is wrong with what is explored.
func (s *study) check() error {
	if s.zip && len(s.explore) < 2 {
		return fmt.Errorf("cli: --zip takes the values of several --explore together, and there is %d", len(s.explore))
	}
	return nil
}

// create returns the store of a new file.
func (p *program) create(x *execution, overwrite bool) (*hdf5.Store, error) {
	opts := x.stored()
	if overwrite {
		opts = append(opts, hdf5.Overwrite())
	}
	x.made = missingAbove(x.out)
	store, err := hdf5.Create(x.out, opts...)
	if err != nil {
		removeEmpty(x.made)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%w (--out FILE, --overwrite, or: %s resume %s)", err, p.called(), x.out)
	}
	return store, err
}
