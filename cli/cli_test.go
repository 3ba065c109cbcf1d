package cli_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golgi/cli"
	"golgi/component"
	"golgi/hdf5"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// neurons is a small component: a group whose drive is a parameter, and which can be told to fail.
type neurons struct{ component.Base }

func (neurons) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(
		trajectory.Parameter{Path: "neurons.I", Value: 1.5, Comment: "drive"},
		trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(10), Comment: "membrane time constant"},
		trajectory.Parameter{Path: "neurons.fail", Value: "", Comment: "how to fail"},
		trajectory.Parameter{Path: "simulation.durations.main", Value: units.Millisecond.Of(50), Comment: "duration",
			Annotations: trajectory.Annotations{"order": 0}},
	)
}

func (neurons) Build(b *component.Build) error {
	drive, err := trajectory.Value[float64](b.Params, "neurons.I")
	if err != nil {
		return err
	}
	tau, err := trajectory.Value[units.Quantity](b.Params, "neurons.tau")
	if err != nil {
		return err
	}
	switch how, _ := trajectory.Value[string](b.Params, "neurons.fail"); how {
	case "error":
		return errors.New("no neurons today")
	case "panic":
		panic("out of neurons")
	}
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "neurons", Size: 3, Equations: "dv/dt = (I - v)/tau : 1",
		Threshold: "v > 1", Reset: "v = 0", Namespace: sim.Namespace{"I": drive, "tau": tau}})
	if err != nil {
		return err
	}
	return b.Objects.Add("neurons", group)
}

func (neurons) Analyse(s *component.Subrun) error {
	group, err := component.Get[*sim.NeuronGroup](s.Objects, "neurons")
	if err != nil {
		return err
	}
	v, err := s.Network.Get(group, "v")
	if err != nil {
		return err
	}
	return s.Run.AddResult(trajectory.Result{Path: "v", Items: []trajectory.Item{{Name: "v", Value: v}}})
}

// program returns an experiment that prints one line for each run that has finished.
func program() cli.Experiment {
	return cli.Experiment{
		Name: "lif", Doc: "Leaky integrate-and-fire neurons.", Explore: []string{"I=1.5,2"},
		Flags: func(flags *flag.FlagSet) { flags.Bool("dry", false, "a flag of its own") },
		Parts: func() (cli.Parts, error) {
			return cli.Parts{Components: []component.Component{neurons{}}}, nil
		},
		Report: func(r cli.Report) error {
			for i := range r.Trajectory.Len() {
				run, err := r.Load(i)
				if errors.Is(err, trajectory.ErrNotFound) {
					continue
				}
				if err != nil {
					return err
				}
				fmt.Fprintf(r.Out, "run %d %s\n", i, run.Record().Status)
			}
			return nil
		},
		Words: []cli.Word{{Name: "shout", Doc: "shout", Run: func(_ context.Context, args []string, out, _ io.Writer) error {
			_, err := fmt.Fprintln(out, strings.ToUpper(strings.Join(args, " ")))
			return err
		}}},
	}
}

// call runs the program in a folder of its own, and returns what it printed.
func call(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = cli.Main(program(), args, &o, &e)
	return code, o.String(), e.String()
}

func TestRunWritesOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "lif.hdf5")
	code, out, errs := call(t, "run", "--out", path, "tau=5 ms", "--workers", "2", "--quiet")
	if code != cli.Success || errs != "" {
		t.Fatalf("code %d, errors:\n%s", code, errs)
	}
	if !strings.HasPrefix(out, "run 0 finished\nrun 1 finished\n2 of 2 runs finished in ") ||
		!strings.HasSuffix(out, "; results in "+path+"\n") {
		t.Errorf("printed\n%s", out)
	}
	store, err := hdf5.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	traj, err := store.LoadTrajectory("lif")
	if err != nil {
		t.Fatal(err)
	}
	if tau, err := trajectory.Value[units.Quantity](traj, "tau"); err != nil || tau.SI() != 0.005 {
		t.Errorf("tau is %v, %v", tau, err)
	}
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
}

func TestTrialsMultiplyThePoints(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	code, out, errs := call(t, "run", "--out", path, "--explore", "I=1.5,2,3", "--explore", "tau=5 ms,6 ms,7 ms", "--zip", "--trials", "2")
	if code != cli.Success || !strings.Contains(out, "6 of 6 runs finished") {
		t.Errorf("code %d\n%s%s", code, out, errs)
	}
	if strings.Count(errs, " finished in ") != 6 {
		t.Errorf("progress\n%s", errs)
	}
}

func TestMistakesOnTheCommandLine(t *testing.T) {
	folder := t.TempDir()
	existing, file := filepath.Join(folder, "old.hdf5"), filepath.Join(folder, "file")
	for _, path := range []string{existing, file} {
		if err := os.WriteFile(path, []byte("precious"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"rum", cli.Usage, `cli: lif: unknown word "rum"; there are run, parameters, shout, help; did you mean "run"?`},
		{"run --wokers 2", cli.Usage, `cli: lif run: flag provided but not defined: -wokers; did you mean "workers"?`},
		{"run --workers two", cli.Usage, `cli: lif run: invalid value "two" for flag -workers: parse error; see --help`},
		{"run --workers -1", cli.Usage, `cli: lif run: cannot run -1 at a time; give --workers 1 or more, or 0 for one per core`},
		{"run tau", cli.Usage, `cli: lif: "tau" is neither a flag nor name=value`},
		{"run --trials 0", cli.Usage, "cli: lif run: cannot repeat each point 0 times; give --trials 1 or more"},
		{"run --log loud", cli.Usage, `cli: lif run: unknown log level "loud"; there are debug, info, warn, error, disabled`},
		{"run --explore I", cli.Usage, `cli: lif run: --explore "I" is not NAME=value,value,…`},
	} {
		args := strings.Fields(c.args)
		if args[0] == "run" {
			args = append(args, "--quiet", "--out", filepath.Join(folder, "new.hdf5"), "--overwrite")
		}
		code, _, errs := call(t, args...)
		if code != c.code || strings.TrimSpace(errs) != c.want {
			t.Errorf("%s: code %d, want %d\ngot  %swant %s", c.args, code, c.code, errs, c.want)
		}
	}
	for _, c := range []struct{ args, want string }{
		{"tua=5", "tau"}, {"tau=5 mV", "5 mV"}, {"I=much", "much"}, {"--explore J=1,2", "J"}, {"--engine quick", "reference"},
		{"--out " + existing, "--overwrite"}, {"--out " + file + "/new.hdf5", "file"},
	} {
		args := append([]string{"run", "--quiet"}, strings.SplitN(c.args, " ", 2)...)
		if !strings.HasPrefix(c.args, "--") {
			args = []string{"run", "--quiet", c.args}
		}
		if !strings.Contains(c.args, "--out") {
			args = append(args, "--out", filepath.Join(folder, "new.hdf5"), "--overwrite")
		}
		if code, _, errs := call(t, args...); code == cli.Success || !strings.Contains(errs, c.want) {
			t.Errorf("%v: code %d, %s, want something about %s", args, code, errs, c.want)
		}
	}
	if content, err := os.ReadFile(existing); err != nil || string(content) != "precious" {
		t.Errorf("the existing file holds %q, %v", content, err)
	}
}

// A run that fails is reported and stored as failed; the others finish and are kept.
func TestFailedRunsAreToldAndOthersKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	code, out, errs := call(t, "run", "--out", path, "--log", "disabled", "--explore", "fail=,error,panic")
	if code != cli.Failure || !strings.HasPrefix(out, "run 0 finished\nrun 1 failed\nrun 2 failed\n1 of 3 runs finished in ") {
		t.Errorf("code %d\n%s", code, out)
	}
	for _, want := range []string{"2 of 3 runs failed", "no neurons today", "out of neurons"} {
		if !strings.Contains(errs, want) {
			t.Errorf("errors lack %q:\n%s", want, errs)
		}
	}
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
}

// Ctrl-C keeps what has finished.
func TestInterrupt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	go func() {
		time.Sleep(300 * time.Millisecond)
		_ = syscall.Kill(os.Getpid(), syscall.SIGINT) // Main is listening
	}()
	code, out, errs := call(t, "run", "--out", path, "--workers", "1", "--explore", "main=1 ms,2 ms,1e6 s,3 ms")
	if code != cli.Interrupted || !strings.HasPrefix(out, "run 0 finished\nrun 1 finished\nrun 2 stopped\n2 of 4 runs finished in ") {
		t.Errorf("code %d\n%s%s", code, out, errs)
	}
	if !strings.Contains(errs, "stopping; finished runs are kept") || !strings.HasSuffix(errs, "interrupted\n") {
		t.Errorf("errors\n%s", errs)
	}
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
}

func TestHelpAndWords(t *testing.T) {
	for _, c := range []struct {
		args []string
		want []string
	}{
		{nil, []string{"Leaky integrate-and-fire neurons.", "lif run", "lif shout"}},
		{[]string{"--help"}, []string{"lif parameters"}},
		{[]string{"run", "--help"}, []string{"--explore", "--dry", "--trials N"}},
		{[]string{"shout", "hello"}, []string{"HELLO"}},
		{[]string{"parameters", "tau=7 ms"}, []string{"neurons.tau", "7 ms", "membrane time constant", "simulation.seed"}},
	} {
		code, out, errs := call(t, c.args...)
		for _, want := range c.want {
			if code != cli.Success || !strings.Contains(out, want) {
				t.Errorf("%v: code %d, printed\n%s%s\nwant %q", c.args, code, out, errs, want)
			}
		}
	}
}
