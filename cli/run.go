package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"golgi/hdf5"
	"golgi/manager"
	"golgi/sim"
	"golgi/trajectory"
)

// runOptions are the options of the word run.
type runOptions struct {
	points
	seed, engine, out, figure string
	overwrite, resume, quiet  bool
	workers                   int64
	level                     zerolog.Level
}

func (p *program) runWord() word {
	o := &runOptions{out: filepath.Join("out", p.Name+".hdf5"), level: zerolog.Disabled}
	options := []option{
		{"explore", "NAME=V1,V2,…", "values of a parameter; given several times: all combinations",
			func(text string) error { o.explore = append(o.explore, text); return nil }},
		switchOption("zip", "explore the first values together, then the second ones, and so on", &o.zip),
		{"trials", "N", "repeat each point with other random numbers (1)", o.setTrials},
		{"seed", "N", "random numbers of the runs: sets simulation.seed", o.setSeed},
		numberOption("workers", "runs at a time; 0 is one per core (0)", 0, &o.workers),
		stringOption("engine", "NAME", "what simulates: "+strings.Join(sim.Engines(), ", ")+" (the fastest that works here)", &o.engine),
		stringOption("out", "FILE", "file of the results ("+o.out+")", &o.out),
		switchOption("overwrite", "replace the file if it exists", &o.overwrite),
		switchOption("resume", "add to the file what is missing in it", &o.resume),
		switchOption("quiet", "show no progress", &o.quiet),
		{"log", "LEVEL", "write a log: trace, debug, info, warn, error or off (off)", o.setLevel},
	}
	if p.Report != nil {
		options = append(options, figureOption(&o.figure))
	}
	return word{
		name: "run", doc: "simulate, and store the results", params: true,
		options: options, own: flagOptions(p.Flags),
		run: func(ctx context.Context, rest []string) error { return p.run(ctx, o, rest) },
	}
}

func (o *runOptions) setTrials(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > trajectory.MaxRuns {
		return fmt.Errorf("%q is not a number of trials, from 1 to %d", text, trajectory.MaxRuns)
	}
	o.trials = n
	return nil
}

func (o *runOptions) setSeed(text string) error {
	if _, err := strconv.ParseInt(text, 10, 64); err != nil {
		return fmt.Errorf("%q is not a whole number of 64 bits", text)
	}
	o.seed = text
	return nil
}

func (o *runOptions) setLevel(text string) error {
	level, err := zerolog.ParseLevel(text)
	if text == "off" {
		level, err = zerolog.Disabled, nil
	}
	if err != nil || level == zerolog.NoLevel {
		return fmt.Errorf("%q is no level; there are trace, debug, info, warn, error and off", text)
	}
	o.level = level
	return nil
}

// run executes the word run: all that is wrong with the command is said before anything is computed, and
// the file is finished before the table and the figure are made of it.
func (p *program) run(ctx context.Context, o *runOptions, settings []string) (err error) {
	if o.resume && o.overwrite {
		return p.wrong("run", errors.New("cli: --resume keeps the file, and --overwrite replaces "+
			"it; give one of them"))
	}
	if o.seed != "" {
		settings = append(settings, manager.Seed+"="+o.seed)
	}
	screen := newDisplay(p.stderr, p.Name, o.quiet)
	log := zerolog.New(screen.logWriter()).Level(o.level).With().Timestamp().Logger()
	a, err := p.assemble("run", settings, manager.WithEngine(p.engine(o)), manager.WithLog(log),
		manager.WithProgress(screen.progress))
	if err != nil {
		return err
	}
	if err := errors.Join(checkEngine(o.engine), p.explore(o, a)); err != nil {
		return p.wrong("run", err)
	}
	defer func() { err = errors.Join(err, a.manager.Close()) }()
	last, err := o.execute(ctx, a, screen)
	if last.Total == 0 {
		return err
	}
	p.summarise(last, o.out)
	if last.Finished+last.Present == 0 || p.Report == nil {
		return err
	}
	fmt.Fprintln(p.stdout)
	return errors.Join(err, p.show(o.out, o.figure))
}

// engine returns the engine that was asked for, or else the fastest that works here.
func (p *program) engine(o *runOptions) string {
	if o.engine != "" {
		return o.engine
	}
	name, why := sim.FastestEngine()
	if why != nil && !o.quiet {
		fmt.Fprintf(p.stderr, "%s: a faster engine does not work here, so that %q simulates: %v\n", p.Name, name, why)
	}
	return name
}

// explore gives the trajectory its points.
func (p *program) explore(o *runOptions, a assembled) error {
	e, err := o.exploration(a.traj, p.Explore, a.set)
	if err != nil || e == nil {
		return err
	}
	return a.traj.Explore(e)
}

// execute explores into the file, and returns how far it came: nowhere if nothing has begun.
func (o *runOptions) execute(ctx context.Context, a assembled, screen *display) (manager.Progress, error) {
	if err := checkFigure(o.figure); err != nil {
		return manager.Progress{}, err
	}
	store, err := o.open()
	if err != nil {
		return manager.Progress{}, err
	}
	screen.begin(o.header(a.traj))
	err = a.manager.Explore(ctx, a.traj, store, int(o.workers))
	last := screen.end()
	return last, errors.Join(err, store.Close())
}

// open returns the store in which results go.
func (o *runOptions) open() (trajectory.Store, error) {
	switch {
	case o.resume:
		return hdf5.Append(o.out)
	case o.overwrite:
		return hdf5.Create(o.out, hdf5.Overwrite())
	}
	store, err := hdf5.Create(o.out)
	if err != nil && (exists(o.out) || exists(o.out+".part")) {
		return nil, fmt.Errorf("%w (--out FILE, --overwrite, or --resume to add what is missing)", err)
	}
	return store, err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// checkFigure finds out before the runs whether a file can be written there.
func checkFigure(path string) error {
	if path == "" {
		return nil
	}
	before := exists(path)
	err := os.MkdirAll(filepath.Dir(path), 0o777)
	if err == nil {
		var file *os.File
		if file, err = os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o666); err == nil {
			err = file.Close()
		}
	}
	if err == nil && !before {
		err = os.Remove(path)
	}
	if err != nil {
		return fmt.Errorf("cli: cannot draw a figure there: %w", err)
	}
	return nil
}

func (o *runOptions) header(traj *trajectory.Trajectory) string {
	workers := int(o.workers)
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	over := ""
	if paths := traj.ExploredPaths(); len(paths) > 0 {
		over = " over " + strings.Join(paths, " and ")
	}
	return fmt.Sprintf("%s%s, %d at a time, into %s", count(traj.Len(), "run"), over,
		min(workers, traj.Len()), o.out)
}

// count is 1 run, 2 runs.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// summarise says how many runs have ended how, and where they are.
func (p *program) summarise(last manager.Progress, out string) {
	parts := []string{fmt.Sprintf("%s finished", count(last.Finished, "run"))}
	for _, more := range []struct {
		n    int
		what string
	}{
		{last.Present, "were there before"}, {last.Failed, "failed"}, {last.Stopped, "stopped"},
		{last.Total - last.Done(), "not begun"},
	} {
		if more.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", more.n, more.what))
		}
	}
	fmt.Fprintf(p.stdout, "%s in %s; results in %s\n", strings.Join(parts, ", "), clock(last.Elapsed), out)
}

// clock writes a duration as people read it.
func clock(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600:
		return fmt.Sprintf("%d:%02d min", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d h", s/3600, s/60%60, s%60)
}
