package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golgi/cli"
	"golgi/internal/memory"
	"golgi/modelfile"
	"golgi/sim"
)

// A command is how a model is run.
type command struct {
	engine, out      string
	seed, trial      int64
	overwrite, quiet bool
}

func runWord() cli.Word {
	c := &command{}
	return cli.Word{Name: "run", Operand: "MODEL.json", Doc: "simulate a model, and say or store what it recorded\n\n" +
		"Without --out a summary is printed. The end of the name of FILE decides how results are stored: .json is the form of\n" +
		"MODEL_FORMAT.md, with large arrays in a binary file beside it; .hdf5 is a file of one run, for h5py, xarray and MATLAB.",
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&c.engine, "engine", "", cli.EngineHelp())
			f.Int64Var(&c.seed, "seed", 0, "seed `N` of the random numbers")
			f.Int64Var(&c.trial, "trial", 0, "trial `N`: other random numbers, as for a repetition")
			f.StringVar(&c.out, "out", "", "store the results in `FILE`: .json or .hdf5")
			f.BoolVar(&c.overwrite, "overwrite", false, "replace the file if it exists")
			f.BoolVar(&c.quiet, "quiet", false, "show no progress")
		},
		Run: func(ctx context.Context, args []string, out, errs io.Writer) error {
			return c.run(ctx, args[0], out, errs)
		}}
}

// run executes the word run: all that is wrong with the command or the model is said before anything is simulated.
func (c *command) run(ctx context.Context, path string, out, errs io.Writer) (err error) {
	warn := func(text string) { fmt.Fprintln(errs, "golgi: "+text) }
	store, err := c.store(path)
	if err != nil {
		return err
	}
	engine, err := cli.EngineOf(c.engine, warn)
	if err != nil {
		return err
	}
	model, err := modelfile.Read(ctx, path)
	if err != nil {
		return err
	}
	if err := c.spares(path, model); err != nil {
		return err
	}
	begun := time.Now()
	s, err := start(ctx, model, modelfile.Options{Engine: engine, Seed: c.seed, Trial: c.trial, Warn: warn})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if model.Duration() == 0 {
		warn(path + ": nothing is simulated: the schedule has no run")
	}
	r := &stored{command: c, path: path, model: model, s: s, begun: begun, warn: warn}
	keep := func() error {
		results, err := s.Results()
		if results == nil {
			return err
		}
		return errors.Join(err, summarise(out, s, results, header(path, model, engine, time.Since(begun))))
	}
	if store != nil {
		if keep, err = store(r); err != nil {
			return err
		}
	}
	line := cli.NewLine(errs, c.quiet)
	line.Show(fmt.Sprintf("golgi: %s: %.6g s by engine %s", nameOf(path, model), model.Duration(), engine))
	if err := simulate(ctx, s, model, line); err != nil {
		return err
	}
	if err := keep(); err != nil || store == nil {
		return err
	}
	fmt.Fprintf(out, "%s\nresults in %s\n", header(path, model, engine, time.Since(begun)), c.out)
	return nil
}

// start makes the objects of a model. Where something is wrong with one, all is said that is wrong with any.
func start(ctx context.Context, model *modelfile.Model, o modelfile.Options) (*modelfile.Simulation, error) {
	s, err := model.Start(ctx, o)
	if err == nil {
		return s, nil
	}
	if fault := model.Check(ctx); fault != nil {
		return nil, fault
	}
	return nil, err
}

// A stored is what is stored of a run.
type stored struct {
	*command
	path  string
	model *modelfile.Model
	s     *modelfile.Simulation
	begun time.Time
	warn  func(text string)
}

// A storing returns what stores a run in the end. It is made before the run, so that what cannot be stored is found out then.
type storing func(r *stored) (func() error, error)

// name is what the model is called: as it says itself, or as its file is called.
func (r *stored) name() string { return nameOf(r.path, r.model) }

func nameOf(path string, model *modelfile.Model) string {
	if model.Name() != "" {
		return model.Name()
	}
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// store returns what stores results as the option out says, nil if they are not to be stored. It is an error where they could not be.
func (c *command) store(model string) (storing, error) {
	if c.out == "" {
		return nil, nil
	}
	store, known := map[string]storing{".json": storeJSON, ".hdf5": storeHDF5, ".h5": storeHDF5}[strings.ToLower(filepath.Ext(c.out))]
	if !known {
		return nil, cli.Misuse(fmt.Errorf("golgi: cannot store in %s: the end of its name says how; there are .json and .hdf5", c.out))
	}
	if err := c.place(model); err != nil {
		return nil, fmt.Errorf("golgi: cannot store in %s: %w", c.out, err)
	}
	return store, nil
}

// place says why results cannot be stored where out says.
func (c *command) place(model string) error {
	if info, err := os.Stat(filepath.Dir(c.out)); err != nil {
		return err
	} else if !info.IsDir() {
		return fmt.Errorf("%s is no folder", filepath.Dir(c.out))
	}
	arrays := c.arrays()
	there, err := os.Stat(c.out)
	_, noArrays := os.Stat(arrays)
	if of, noModel := os.Stat(model); err == nil && noModel == nil && os.SameFile(there, of) {
		return errors.New("that is the model")
	}
	switch {
	case err == nil && !there.Mode().IsRegular():
		return errors.New("it is no plain file")
	case err == nil && !c.overwrite:
		return errors.New("it exists; choose another name, or --overwrite it")
	case err != nil && noArrays == nil && strings.EqualFold(filepath.Ext(c.out), ".json"):
		return fmt.Errorf("%s exists, which would be the file of its arrays; choose another name", arrays)
	}
	return canMakeFiles(filepath.Dir(c.out))
}

// arrays returns the name of the file of large arrays.
func (c *command) arrays() string { return strings.TrimSuffix(c.out, filepath.Ext(c.out)) + ".bin" }

// spares says which file that the model reads would be replaced by results.
func (c *command) spares(path string, model *modelfile.Model) error {
	written := []string{c.out}
	if strings.EqualFold(filepath.Ext(c.out), ".json") {
		written = append(written, c.arrays())
	}
	for _, name := range model.Files() {
		read, err := os.Stat(filepath.Join(filepath.Dir(path), name))
		if err != nil {
			continue // nothing is replaced
		}
		for _, file := range written {
			if there, err := os.Stat(file); err == nil && os.SameFile(read, there) {
				return fmt.Errorf("golgi: cannot store in %s: the model reads %s, which would be replaced; choose another name", c.out, name)
			}
		}
	}
	return nil
}

// canMakeFiles says why no file can be made in a folder.
func canMakeFiles(folder string) error {
	file, err := os.CreateTemp(folder, ".golgi-*")
	if err != nil {
		if of := new(os.PathError); errors.As(err, &of) {
			err = of.Err // the name means nothing to anybody
		}
		return fmt.Errorf("no file can be made in %s: %w", folder, err)
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

func storeJSON(r *stored) (func() error, error) {
	return func() error {
		results, err := r.s.Results()
		if results == nil {
			return err
		}
		return errors.Join(err, results.WriteFile(r.out, modelfile.Header{Name: r.name(), Seed: r.seed, Trial: r.trial}))
	}, nil
}

// lineEvery is how often a line says how far a run is, where lines stay; lookEvery is how often it is looked.
const (
	lineEvery = 10 * time.Second
	lookEvery = 200 * time.Millisecond
)

var errMemory = errors.New("no memory is left for what is recorded; record less, or run for a shorter time")

// full reports whether what has been recorded since the process used some memory could not be held once more, as results are.
func full(before int64) bool {
	grown := memory.Used() - before
	return grown+grown/4+64<<20 > memory.Available()
}

// simulate executes the schedule, and shows how far it is. It ends where memory does.
func simulate(ctx context.Context, s *modelfile.Simulation, model *modelfile.Model, line *cli.Line) error {
	defer line.End()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	total, now, before := model.Duration(), 0.0, memory.Used()
	begun := time.Now()
	shown := begun
	every := lineEvery
	if line.Terminal() {
		every = time.Second
	}
	err := s.Network().Report(lookEvery, func(p sim.Progress) {
		if now = p.Now.SI(); full(before) {
			stop(errMemory)
		}
		if time.Since(shown) >= every {
			line.Show(progress(now, total, time.Since(begun)))
			shown = time.Now()
		}
	})
	if err == nil {
		err = s.Run(ctx)
	}
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("golgi: stopped at about %.4g s of %.4g s: %w", now, total, stopped(ctx, err))
	}
	return err
}

// stopped says why a context was done, and what else went wrong then.
func stopped(ctx context.Context, err error) error {
	if errors.Is(err, ctx.Err()) {
		return context.Cause(ctx)
	}
	return errors.Join(context.Cause(ctx), err)
}

// progress says how much has been simulated.
func progress(now, total float64, elapsed time.Duration) string {
	text := fmt.Sprintf("golgi: %.4g s of %.4g s", now, total)
	if total > 0 && now > 0 && now <= total {
		left := time.Duration(float64(elapsed) * (total - now) / now)
		text += fmt.Sprintf(", %.0f %%; %s, about %s left", 100*now/total, elapsed.Round(time.Second), left.Round(time.Second))
	}
	return text
}

// header says what was simulated, and how.
func header(path string, model *modelfile.Model, engine string, took time.Duration) string {
	return fmt.Sprintf("%s: %.6g s simulated in %.2g s by engine %s", nameOf(path, model), model.Duration(), took.Seconds(), engine)
}
