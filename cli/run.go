package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"golgi/hdf5"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
)

// settings are the flags of "run".
type settings struct {
	explore          []string
	zip              bool
	workers          int
	seed             int64
	seedGiven        bool
	trials           int
	out, figure      string
	overwrite, quiet bool
	engine, log      string
}

func runWord(e Experiment) Word {
	s := &settings{}
	return Word{
		Name: "run", Doc: "explore, and write one HDF5 file; name=value sets a parameter",
		Flags: func(flags *flag.FlagSet) { s.declare(e, flags) },
		Run: func(ctx context.Context, args []string, out, errs io.Writer) error {
			return s.run(ctx, e, args, out, errs)
		},
	}
}

func (s *settings) declare(e Experiment, flags *flag.FlagSet) {
	flags.Func("explore", "`NAME=a,b,c`: run at each of these values; several make all combinations", func(text string) error {
		s.explore = append(s.explore, text)
		return nil
	})
	flags.BoolVar(&s.zip, "zip", false, "explore first values together, then second ones, …, instead of all combinations")
	flags.IntVar(&s.workers, "workers", 0, "run `N` at a time; 0 is one per core")
	flags.Func("seed", "`N`: random numbers, the parameter "+manager.Seed, func(text string) error {
		_, err := fmt.Sscan(text, &s.seed)
		s.seedGiven = true
		return err
	})
	flags.IntVar(&s.trials, "trials", 1, "repeat each point `N` times with other random numbers")
	flags.StringVar(&s.out, "out", "out/"+e.Name+".hdf5", "write results to `FILE`")
	flags.BoolVar(&s.overwrite, "overwrite", false, "replace FILE if it exists")
	flags.StringVar(&s.figure, "figure", "", "draw a figure to `FILE` (.png, .svg, .pdf)")
	flags.StringVar(&s.engine, "engine", "", "`NAME` of the simulation engine")
	flags.BoolVar(&s.quiet, "quiet", false, "show no progress")
	flags.StringVar(&s.log, "log", "warn", "log at `LEVEL`: debug, info, warn, error, disabled")
	if e.Flags != nil {
		e.Flags(flags)
	}
}

// run explores and reports. What went wrong in single runs is reported after what was found.
func (s *settings) run(ctx context.Context, e Experiment, args []string, out, errs io.Writer) error {
	level, err := zerolog.ParseLevel(s.log)
	if err != nil || s.log == "" {
		return usagef("%s run: unknown log level %q; there are debug, info, warn, error, disabled", e.Name, s.log)
	}
	if s.workers < 0 {
		return usagef("%s run: cannot run %d at a time; give --workers 1 or more, or 0 for one per core", e.Name, s.workers)
	}
	show := newProgress(errs, s.quiet)
	log := zerolog.New(show.logWriter()).Level(level).With().Timestamp().Logger()
	m, traj, err := prepare(e, args, manager.WithEngine(s.engine), manager.WithLog(log), manager.WithProgress(show.update))
	if err != nil {
		return err
	}
	if err := s.points(e, traj); err != nil {
		return errors.Join(err, m.Close())
	}
	return errors.Join(s.store(ctx, e, m, traj, show, out), m.Close())
}

// store explores into a new file, and tells what was found.
func (s *settings) store(ctx context.Context, e Experiment, m *manager.NetworkManager, traj *trajectory.Trajectory,
	show *progress, out io.Writer) error {
	store, err := create(s.out, s.overwrite)
	if err != nil {
		return err
	}
	begin := time.Now()
	runsErr := m.Explore(ctx, traj, store, s.workers)
	show.end()
	if !show.began() { // nothing was run, and nothing is to be told
		return errors.Join(runsErr, store.Close())
	}
	reportErr := report(e, traj, store, out, s.figure)
	if err := store.Close(); err != nil {
		return errors.Join(runsErr, err)
	}
	show.summary(out, s.out, time.Since(begin))
	return errors.Join(runsErr, reportErr)
}

// create makes the store, and says how to replace a file that exists.
func create(path string, overwrite bool) (*hdf5.Store, error) {
	if overwrite {
		return hdf5.Create(path, hdf5.Overwrite())
	}
	store, err := hdf5.Create(path)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%w\ncli: give --overwrite to replace it, or another --out", err)
	}
	return store, err
}

func report(e Experiment, traj *trajectory.Trajectory, store trajectory.Store, out io.Writer, figure string) error {
	if e.Report == nil {
		return nil
	}
	return e.Report(Report{Trajectory: traj, Out: out, Figure: figure,
		Load: func(i int) (*trajectory.Run, error) { return store.LoadRun(traj, i) }})
}

// prepare makes manager and trajectory, with the parameters that are given as name=value.
func prepare(e Experiment, args []string, opts ...manager.Option) (*manager.NetworkManager, *trajectory.Trajectory, error) {
	parts, err := e.Parts()
	if err != nil {
		return nil, nil, err
	}
	traj, err := trajectory.New(e.Name)
	if err != nil {
		return nil, nil, err
	}
	if parts.Runner == nil {
		parts.Runner = runner.Ordered{}
	}
	m := manager.New(parts.Runner, parts.Components, parts.Analysers, opts...)
	if err := m.AddParameters(traj); err != nil {
		return nil, nil, err
	}
	var faults []error
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		if !ok {
			faults = append(faults, usagef("%s: %q is neither a flag nor name=value", e.Name, arg))
		} else if err := traj.SetText(name, value); err != nil {
			faults = append(faults, &usageError{err.Error()})
		}
	}
	return m, traj, errors.Join(faults...)
}

// points explores what the flags say.
func (s *settings) points(e Experiment, traj *trajectory.Trajectory) error {
	if s.seedGiven {
		if err := traj.Set(manager.Seed, s.seed); err != nil {
			return err
		}
	}
	texts := s.explore
	if texts == nil {
		texts = e.Explore
	}
	var axes []trajectory.Axis
	for _, text := range texts {
		name, values, ok := strings.Cut(text, "=")
		if !ok {
			return usagef("%s run: --explore %q is not NAME=value,value,…", e.Name, text)
		}
		axis, err := traj.ParseAxis(name, values)
		if err != nil {
			return &usageError{err.Error()}
		}
		axes = append(axes, axis)
	}
	if s.trials < 1 || s.trials > trajectory.MaxRuns {
		return usagef("%s run: cannot repeat each point %d times; give --trials 1 or more", e.Name, s.trials)
	}
	return s.exploreAxes(traj, axes)
}

// exploreAxes explores axes, and trials of each of their points.
func (s *settings) exploreAxes(traj *trajectory.Trajectory, axes []trajectory.Axis) error {
	var points trajectory.Exploration = trajectory.Cartesian(axes)
	if s.zip {
		points = trajectory.Zip(axes)
	}
	if s.trials > 1 {
		trials := make([]int, s.trials)
		for k := range trials {
			trials[k] = k
		}
		points = repeated{points, trajectory.Axis{Path: manager.Trial, Values: trials}}
		axes = append(axes, trajectory.Axis{})
	}
	if len(axes) == 0 {
		return nil
	}
	if err := traj.Explore(points); err != nil {
		return &usageError{err.Error()}
	}
	return nil
}

// repeated is an exploration each of whose points is combined with all values of one more axis.
type repeated struct {
	points trajectory.Exploration
	axis   trajectory.Axis
}

// Columns returns the table of all points; the additional axis varies fastest.
func (r repeated) Columns() ([]trajectory.Axis, error) {
	columns, err := r.points.Columns()
	if err != nil {
		return nil, err
	}
	trials := r.axis.Values.([]int)
	if len(columns) == 0 {
		return []trajectory.Axis{r.axis}, nil
	}
	var out []trajectory.Axis
	n := 0
	for _, column := range columns {
		values := column.Values.([]any)
		n = len(values)
		if n > trajectory.MaxRuns/len(trials) {
			return nil, fmt.Errorf("%d points with %d trials are more than %d runs", n, len(trials), trajectory.MaxRuns)
		}
		var stretched []any
		for _, value := range values {
			for range trials {
				stretched = append(stretched, value)
			}
		}
		out = append(out, trajectory.Axis{Path: column.Path, Values: stretched})
	}
	var all []int
	for range n {
		all = append(all, trials...)
	}
	return append(out, trajectory.Axis{Path: r.axis.Path, Values: all}), nil
}
