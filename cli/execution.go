package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/rs/zerolog"

	"golgi/hdf5"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/sim"
)

// An execution is how runs are carried out, and where they go. It bears on no result.
type execution struct {
	engine, out, figure string
	i, n                int // share i of n, if n > 0
	keep, quiet, plain  bool
	merge               bool          // --keep-segments=false was given
	every               time.Duration // between checkpoints
	profile             bool          // where the time goes is measured
	measured            sim.ProfilingSummary
	longest             time.Duration // that a run may take; 0: any time
	memory              int64         // bytes from which on runs wait; 0: they never do
	untried             bool          // points are not tried before the runs
	workers             int64
	level               zerolog.Level
	logs                bool     // of all runs are stored
	made                []string // folders that are made for the file
}

func (p *program) newExecution() *execution {
	return &execution{out: p.usualFile(), level: zerolog.WarnLevel, every: time.Minute}
}

// usualFile is where results go, and are looked for, if no other file is named.
func (p *program) usualFile() string { return filepath.Join("out", p.Name+".hdf5") }

func (x *execution) options(p *program) []option {
	options := []option{
		numberOption("workers", "runs at a time; 0 is one per core (0)", 0, &x.workers),
		engineOption(&x.engine),
		{"out", "FILE", "file of the results (" + x.out + ")", x.setOut, false},
		{"share", "I/N", "only every Nth run, from the Ith on: other programs take the other shares", x.setShare, false},
		{"keep-segments", "", "do not copy results into one file in the end, but link them", x.setKeep, false},
		switchOption("untried", "begin without a trial whether points can be built", &x.untried),
		{"checkpoint", "DURATION", "note how far a run has come after each such time, between subruns, so that it goes on from there after a crash; 0s is never (1m)",
			x.setCheckpoint, false},
		{"time-limit", "DURATION", "stop runs that take longer, and store them as failed (none)", x.setTimeLimit, false},
		{"memory-cap", "SIZE", "let runs wait for others to end while the program uses so much memory, as in 8GB (none)", x.setMemoryCap, false},
		switchOption("profile", "measure which objects take the time of the runs, and print a table of it", &x.profile),
		switchOption("quiet", "show no progress", &x.quiet),
		switchOption("keep-logs", "store what all runs log, and not only those that fail", &x.logs),
		switchOption("plain", "show progress as lines that stay, as without a terminal, or with TERM=dumb", &x.plain),
		{"log", "LEVEL", "write a log: trace, debug, info, warn or off (warn)", x.setLevel, false},
	}
	return append(options, figureOption(&x.figure))
}

func engineOption(to *string) option {
	return stringOption("engine", "NAME", "what simulates: "+strings.Join(sim.Engines(), ", ")+" (the fastest that works here)", to)
}

func (x *execution) setKeep(text string) error {
	var err error
	x.keep, err = strconv.ParseBool(text)
	if err != nil {
		return fmt.Errorf("%q is not true or false", text)
	}
	x.merge = !x.keep
	return nil
}

func (x *execution) setCheckpoint(text string) (err error) {
	x.every, err = duration(text)
	return err
}

func (x *execution) setTimeLimit(text string) (err error) {
	x.longest, err = duration(text)
	return err
}

func duration(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q is no duration; there are 30s, 5m, 1h30m and so on, and 0s", text)
	}
	return d, nil
}

func (x *execution) setMemoryCap(text string) error {
	bytes, err := humanize.ParseBytes(text)
	if err != nil || bytes < 1<<20 || bytes > math.MaxInt64 {
		return fmt.Errorf("%q is no size of memory; there are 500MB, 8GB, 7.5GiB and so on, from 1MiB on", text)
	}
	x.memory = int64(bytes)
	return nil
}

func (x *execution) setShare(text string) error {
	first, second, _ := strings.Cut(text, "/")
	i, err := strconv.Atoi(first)
	n, err2 := strconv.Atoi(second)
	if errors.Join(err, err2) != nil || i < 1 || i > n {
		return fmt.Errorf("%q is no share; those of 8 programs are 1/8, 2/8, … 8/8", text)
	}
	x.i, x.n = i, n
	return nil
}

func (x *execution) setLevel(text string) error {
	level, err := zerolog.ParseLevel(text)
	if text == "off" {
		level, err = zerolog.Disabled, nil
	}
	if err != nil || level == zerolog.NoLevel {
		return fmt.Errorf("%q is no level; there are trace, debug, info, warn and off", text)
	}
	if level != zerolog.Disabled {
		level = min(level, zerolog.WarnLevel) // only off hides warnings
	}
	x.level = level
	return nil
}

func (x *execution) setOut(text string) error {
	if text == "" {
		return errors.New("no file is named; give a path, as in --out out/x.hdf5")
	}
	x.out = text
	return nil
}

// check finds what is wrong before anything is made.
func (x *execution) check(p *program) error {
	return errors.Join(checkEngine(x.engine), p.checkFigure(x.figure, x.out))
}

// manage returns the options of the manager.
func (x *execution) manage(p *program, screen *display) []manager.Option {
	log := zerolog.New(screen.logWriter()).Level(x.level).With().Timestamp().Logger()
	opts := []manager.Option{manager.WithEngine(p.engine(x)), manager.WithLog(log), manager.WithProgress(screen.progress), manager.WithCheckpoints(x.every),
		manager.WithTimeLimit(x.longest), manager.WithMemoryCap(x.memory)}
	if x.untried {
		opts = append(opts, manager.WithoutTrials())
	}
	if p.sources {
		opts = append(opts, manager.WithSources())
	}
	if x.logs {
		opts = append(opts, manager.WithLogsKept())
	}
	if x.profile {
		opts = append(opts, manager.WithProfile(func(s sim.ProfilingSummary) { x.measured = x.measured.Plus(s) }))
	}
	return opts
}

// warns reports whether warnings are shown.
func (x *execution) warns() bool { return x.level <= zerolog.WarnLevel }

// stored returns the options of the store.
func (x *execution) stored() []hdf5.Option {
	var opts []hdf5.Option
	if x.n > 0 {
		opts = append(opts, hdf5.Share(x.i, x.n))
	}
	switch {
	case x.keep:
		opts = append(opts, hdf5.KeepSegments())
	case !x.merge:
		opts = append(opts, hdf5.KeepKept()) // as the file was begun
	}
	return opts
}

// engine returns the engine that was asked for, or else the fastest that works here.
func (p *program) engine(x *execution) string {
	if x.engine != "" {
		return x.engine
	}
	name, why := sim.FastestEngine()
	if why != nil && x.warns() {
		fmt.Fprintf(p.stderr, "%s: %v\n", p.Name, why)
	}
	return name
}

// execute explores into the store, which it closes, and says what came out.
func (p *program) execute(ctx context.Context, x *execution, a assembled, store *hdf5.Store, screen *display) error {
	screen.begin(x.header(a))
	manager.WithSet(a.set...)(a.manager)
	err := tried(a.explore(ctx, store, int(x.workers)))
	screen.finishing()
	if err != nil && !screen.counts() { // no run was begun
		err = joined(err, store.Abandon())
		removeEmpty(x.made)
	} else {
		err = joined(err, store.Close())
	}
	last := screen.end()
	if last.Total == 0 {
		return err
	}
	p.summarise(last, x.out, store.Path())
	p.tellLogs(err, store.Path())
	if x.profile {
		fmt.Fprintf(p.stdout, "\ntime of all runs together:\n%s", x.measured)
	}
	if last.Finished+last.Present == 0 {
		return err
	}
	fmt.Fprintln(p.stdout)
	return errors.Join(err, p.show(store.Path(), x.figure, "", true))
}

// tried adds to an error of points that were tried how to run them all the same.
func tried(err error) error {
	var refused *manager.PointsError
	if errors.As(err, &refused) {
		return fmt.Errorf("%w\n(--untried runs all the same; what fails then is stored as failed)", err)
	}
	return err
}

// joined joins two errors, unless the first says all that the second does.
func joined(first, second error) error {
	if first != nil && second != nil && strings.Contains(first.Error(), second.Error()) {
		return first
	}
	return errors.Join(first, second)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func (x *execution) header(a assembled) string {
	traj := a.traj
	workers := int(x.workers)
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	share, over := "", ""
	if x.n > 0 {
		share = fmt.Sprintf("share %d/%d of ", x.i, x.n)
	}
	if paths := traj.ExploredPaths(); len(paths) > 0 {
		over = " over " + strings.Join(paths, " and ")
	}
	if a.search != nil {
		return fmt.Sprintf("a search%s, %d at a time, into %s", over, workers, x.out)
	}
	return fmt.Sprintf("%s%s%s, %d at a time, into %s", share, plain.Count(traj.Len(), "run"), over,
		min(workers, traj.Len()), x.out)
}
