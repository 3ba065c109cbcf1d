package cli_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golgi/cli"
	"golgi/component"
	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

var errFull = errors.New("no space left on device")

// full is a stream on which nothing can be written.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// What a command says must be written, or it has failed; progress need not, and ends no exploration.
func TestStreamsThatFail(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	lost := "cli: what lif says could not be written: " + errFull.Error() + "\n"
	for _, args := range [][]string{{"run", "--quiet", "--engine", "reference", "--out", path}, {"show", path}, {"parameters"},
		{"help"}, {"help", "run"}, {"run", "--help"}, {"shout", "x"}} {
		var errs bytes.Buffer
		if code := cli.Execute(program(), args, full{}, &errs); code != cli.Failure || errs.String() != lost {
			t.Errorf("%q: code %d\n%s", args, code, errs.String())
		}
	}
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
	other := filepath.Join(t.TempDir(), "lif.hdf5")
	var out bytes.Buffer
	if code := cli.Execute(program(), []string{"run", "--engine", "reference", "--out", other}, &out, full{}); code != cli.Success {
		t.Errorf("code %d where only progress is lost", code)
	}
	if !strings.Contains(out.String(), "2 runs finished") {
		t.Errorf("printed\n%s", out.String())
	}
	warned := cli.Experiment{Name: "lif", Parts: []component.Component{doubtful{}}}
	args := []string{"run", "--engine", "reference", "--out", other, "--overwrite"}
	if code := cli.Execute(warned, args, io.Discard, full{}); code != cli.Failure {
		t.Errorf("code %d where warnings are lost", code)
	}
	if code := cli.Execute(program(), []string{"run", "--wokers", "2"}, io.Discard, full{}); code != cli.Usage {
		t.Errorf("code %d for a wrong command that nobody can be told of", code)
	}
}

// A program that is started again as a user starts it: with a pipe that breaks, and signals that end it.
func TestPipesAndSignals(t *testing.T) {
	if text := os.Getenv("CLI_TEST_COMMAND"); text != "" {
		os.Exit(cli.Execute(program(), strings.Fields(text), os.Stdout, os.Stderr))
	}
	folder := t.TempDir()
	command := func(words ...string) *exec.Cmd {
		c := exec.Command(os.Args[0], "-test.run", "^TestPipesAndSignals$")
		c.Env = append(os.Environ(), "CLI_TEST_COMMAND="+strings.Join(words, " "))
		return c
	}
	t.Run("nobody reads", func(t *testing.T) {
		path := filepath.Join(folder, "pipe.hdf5")
		c := command("run", "--engine", "reference", "--out", path, "--trials", "40")
		reader, err := c.StderrPipe()
		if err == nil {
			err = c.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		_ = reader.Close()
		if err := c.Wait(); err != nil {
			t.Errorf("the exploration ends: %v", err)
		}
		if err := hdf5.Check(path); err != nil {
			t.Error(err)
		}
	})
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGXCPU} {
		t.Run(s.String(), func(t *testing.T) {
			path := filepath.Join(folder, "signal.hdf5")
			c := command("run", "--engine", "reference", "--out", path, "--overwrite", "--workers", "1", "--explore", "I=1", "--trials", "50", "main=1000s")
			var out, errs bytes.Buffer
			c.Stdout, c.Stderr = &out, &waker{to: &errs, at: "lif: 50 runs", do: func() { _ = c.Process.Signal(s) }}
			err := c.Run()
			if code := c.ProcessState.ExitCode(); code != cli.Interrupted {
				t.Errorf("code %d, %v\n%s%s", code, err, out.String(), errs.String())
			}
			if !strings.Contains(errs.String(), "stopping; finished runs are kept") {
				t.Errorf("printed\n%s%s", out.String(), errs.String())
			}
		})
	}
}

// A waker does something once when a text has been written.
type waker struct {
	to   *bytes.Buffer
	at   string
	do   func()
	done bool
}

func (w *waker) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	if !w.done && strings.Contains(w.to.String(), w.at) {
		w.done = true
		w.do()
	}
	return n, err
}

// doubtful warns in each run, twice the same, and says something that is no warning.
type doubtful struct{ component.Base }

func (doubtful) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "x", Value: 0}, trajectory.Parameter{Path: "simulation.durations.measure",
		Value: units.Millisecond.Of(1), Annotations: trajectory.Annotations{"order": 1}})
}

func (doubtful) Build(b *component.Build) error {
	x, err := trajectory.Value[int](b.Params, "x")
	if x == 2 {
		b.Log.Warn().Msg("x is two")
	}
	return err
}

func (doubtful) Analyse(s *component.Subrun) error {
	s.Log.Info().Msg("all is well")
	s.Log.Warn().Int("spikes", 3).Msg("only 3 spikes")
	s.Log.Warn().Msg("only 3 spikes")
	return nil
}

// Warnings are shown unless they are not wanted, once for all runs, and are stored with each in any case.
func TestWarningsAreShownAndStored(t *testing.T) {
	for _, c := range []struct {
		log   string
		shown bool
	}{{"", true}, {"off", false}, {"error", true}, {"info", true}} {
		path := filepath.Join(t.TempDir(), "x.hdf5")
		args := []string{"run", "--quiet", "--engine", "reference", "--out", path, "--explore", "x=1,2,3", "--workers", "1"}
		if c.log != "" {
			args = append(args, "--log", c.log)
		}
		var out, errs bytes.Buffer
		code := cli.Execute(cli.Experiment{Name: "lif", Parts: []component.Component{doubtful{}}}, args, &out, &errs)
		text := errs.String()
		once, often := strings.Count(text, "only 3 spikes"), strings.Contains(text, "times=6")
		if code != cli.Success || c.shown != (once == 2 && often) || c.shown != strings.Contains(text, "x is two") ||
			!c.shown && text != "" || (c.log == "info") != strings.Contains(text, "all is well") {
			t.Errorf("log %q: code %d\n%s", c.log, code, text)
		}
		store, err := hdf5.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		traj, err := store.LoadTrajectory("lif")
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{"only 3 spikes", "x is two\nonly 3 spikes", "only 3 spikes"} {
			run, err := store.LoadRun(traj, i)
			if err != nil || run.Record().Warnings != want {
				t.Errorf("log %q: run %d has the warnings %q, want %q (%v)", c.log, i, run.Record().Warnings, want, err)
			}
		}
		if err := errors.Join(store.Close(), hdf5.Check(path)); err != nil {
			t.Error(err)
		}
	}
}
