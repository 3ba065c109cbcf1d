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
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/hdf5"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// neurons are a small group whose drive is a parameter, and which can be told to fail.
type neurons struct{ component.Base }

func (neurons) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(
		trajectory.Parameter{Path: "neurons.I", Value: 1.5, Comment: "drive"},
		trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(10), Comment: "membrane time constant"},
		trajectory.Parameter{Path: "neurons.fail", Value: "", Comment: "how to fail"},
		trajectory.Parameter{Path: "neurons.weights", Value: make([]float64, 100)},
		trajectory.Parameter{Path: "simulation.durations.main", Value: units.Millisecond.Of(5),
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
	how, err := trajectory.Value[string](b.Params, "neurons.fail")
	switch {
	case err != nil:
		return err
	case how == "error":
		return errors.New("no neurons today")
	case how == "panic":
		panic("out of neurons")
	}
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "neurons", Size: 3, Equations: "dv/dt = (I - " +
		"v)/tau : 1",
		Threshold: "v > 1", Reset: "v = 0", Namespace: sim.Namespace{"I": drive, "tau": tau}})
	if err != nil {
		return err
	}
	return b.Objects.Add("neurons", group)
}

// interrupter presses Ctrl-C when a long subrun begins.
type interrupter struct{ component.Base }

func (interrupter) AddToNetwork(s *component.Subrun) error {
	if s.Current.Duration.SI() > 1000 {
		return syscall.Kill(os.Getpid(), syscall.SIGINT)
	}
	return nil
}

// finals stores v as it is in the end.
type finals struct{ component.Base }

func (finals) Analyse(s *component.Subrun) error {
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

// program is an experiment that reports one line for each run, and draws them into a text file.
func program() cli.Experiment {
	scale := 1.0
	return cli.Experiment{
		Name:    "lif",
		Doc:     "leaky integrate-and-fire neurons\n\nThey leak, and fire.",
		Explore: []string{"I=1.5,2"},
		Flags: func(f *flag.FlagSet) {
			f.Float64Var(&scale, "scale", scale, "`FACTOR` of the number of neurons")
			f.Bool("dry", false, "a switch of its own")
		},
		Parts: func() (cli.Parts, error) {
			if scale <= 0 {
				return cli.Parts{}, fmt.Errorf("lif: scale %v is not positive", scale)
			}
			return cli.Parts{Components: []component.Component{neurons{}, interrupter{}},
				Analysers: []analyser.Analyser{finals{}}}, nil
		},
		Report: report,
		Words: []cli.Word{{Name: "shout", Doc: "shout", Run: func(_ context.Context, args []string, out, _ io.Writer) error {
			_, err := fmt.Fprintln(out, strings.ToUpper(strings.Join(args, " ")))
			return err
		}}},
	}
}

func report(r cli.Report) error {
	var lines []string
	for i := range r.Trajectory.Len() {
		run, err := r.Load(i)
		if errors.Is(err, trajectory.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		lines = append(lines, fmt.Sprintf("run %d %s\n", i, run.Record().Status))
	}
	table := strings.Join(lines, "")
	fmt.Fprint(r.Out, table)
	if r.Figure == "" {
		return nil
	}
	return os.WriteFile(r.Figure, []byte(table), 0o666)
}

// call executes a command, and returns what was printed, with times as T.
func call(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = cli.Main(program(), args, &o, &e)
	return code, timeless(o.String()), timeless(e.String())
}

var times = regexp.MustCompile(`\d+\.\d s`)

func timeless(text string) string { return times.ReplaceAllString(text, "T") }

// want compares what a command has given.
func want(t *testing.T, code int, out, errs string, wantCode int, wantOut, wantErrs string) {
	t.Helper()
	if code != wantCode || out != wantOut || errs != wantErrs {
		t.Errorf("code %d, printed\n%serrors\n%swanted code %d, "+
			"printed\n%serrors\n%s", code, out, errs, wantCode, wantOut, wantErrs)
	}
}

func TestRun(t *testing.T) {
	folder := t.TempDir()
	path, figure := filepath.Join(folder, "deep", "lif.hdf5"), filepath.Join(folder, "figures", "lif.txt")
	code, out, errs := call("run", "--out", path, "tau=5 ms", "--workers=1", "--figure", figure, "-seed", "7")
	want(t, code, out, errs, cli.Success, "2 runs finished in T; results in "+path+"\n\nrun 0 "+
		"finished\nrun 1 finished\n",
		"lif: 2 runs over neurons.I, 1 at a time, into "+path+"\n"+
			"1 of 2 runs; run_00000000 finished in T; T, about T left\n2 of 2 runs; run_00000001 "+
			"finished in T; T\n")
	if drawn, err := os.ReadFile(figure); err != nil || string(drawn) != "run 0 finished\nrun 1 finished\n" {
		t.Errorf("the figure has %q, %v", drawn, err)
	}
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
	traj := load(t, path)
	if tau, err := trajectory.Value[units.Quantity](traj, "tau"); err != nil || tau.SI() != 0.005 {
		t.Errorf("tau is %v, %v", tau, err)
	}
	if seed, err := trajectory.Value[int](traj, "seed"); err != nil || seed != 7 || traj.Provenance.Seed != 7 {
		t.Errorf("the seed is %v, %v, and in the provenance %d", seed, err, traj.Provenance.Seed)
	}
	code, out, errs = call("show", path)
	want(t, code, out, errs, cli.Success, "run 0 finished\nrun 1 finished\n", "")
}

func load(t *testing.T, path string) *trajectory.Trajectory {
	t.Helper()
	store, err := hdf5.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	traj, err := store.LoadTrajectory("lif")
	if err != nil {
		t.Fatal(err)
	}
	return traj
}

// What a command explores, as the axes that are stored.
func TestPoints(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "[{neurons.I [1.5 2]}]"},
		{[]string{"I=3"}, "[]"},
		{[]string{"tau=3 ms"}, "[{neurons.I [1.5 2]}]"},
		{[]string{"--explore", "I=1,2"}, "[{neurons.I [1 2]}]"},
		{[]string{"--explore", "I=1,2", "--explore=tau=5 ms,6 ms"},
			"[{neurons.I [1 1 2 2]} {neurons.tau [5, 6, 5, 6] ms}]"},
		{[]string{"--explore", "I=1,2", "--explore", "tau=5 ms,6 ms", "--zip"},
			"[{neurons.I [1 2]} {neurons.tau [5, 6] ms}]"},
		{[]string{"--explore", "I=1,2", "--explore", "tau=5 ms,6 ms", "--zip", "--trials", "2"},
			"[{neurons.I [1 1 2 2]} {neurons.tau [5, 5, 6, 6] ms} {simulation.trial [0 1 0 1]}]"},
		{[]string{"I=3", "--trials", "3"}, "[{simulation.trial [0 1 2]}]"},
	} {
		path := filepath.Join(t.TempDir(), "lif.hdf5")
		code, _, errs := call(append([]string{"run", "--quiet", "--out", path}, c.args...)...)
		if code != cli.Success || errs != "" {
			t.Errorf("%q: code %d\n%s", c.args, code, errs)
			continue
		}
		axes, err := load(t, path).Axes()
		if got := fmt.Sprint(axes); err != nil || got != c.want {
			t.Errorf("%q explores %s, wanted %s: %v", c.args, got, c.want, err)
		}
	}
}

// A run that fails is reported and stored as failed; the others finish and are kept. To resume leaves it, or
// executes it again.
func TestFailedRuns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	args := []string{"run", "--out", path, "--workers", "1", "--explore", "fail=,error,panic"}
	code, out, errs := call(args...)
	const failures = "manager: 2 of 3 runs failed; 1 finished and are stored:\n" +
		"  run_00000001 (neurons.fail = error): component \"neurons\": Build: no neurons today\n" +
		"  run_00000002 (neurons.fail = panic): component \"neurons\": Build panicked: out of neurons\n"
	want(t, code, out, errs, cli.Failure,
		"1 run finished, 2 failed in T; results in "+path+"\n\nrun 0 finished\nrun 1 failed\nrun 2 failed\n",
		"lif: 3 runs over neurons.fail, 1 at a time, into "+path+"\n"+
			"1 of 3 runs; run_00000000 finished in T; T, about T left\n"+
			"2 of 3 runs, 1 failed; run_00000001 failed in T; T, about T left\n"+
			"3 of 3 runs, 2 failed; run_00000002 failed in T; T\n"+failures)
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
	const table = "\n\nrun 0 finished\nrun 1 failed\nrun 2 failed\n"
	code, out, errs = call("resume", "--out", path, "--quiet")
	want(t, code, out, errs, cli.Success, "0 runs finished, 1 were there before, 2 failed before in T; results in "+path+
		"\nto run again what has failed: lif resume --rerun-failed --out "+path+table, "")
	code, out, errs = call("resume", "--out", path, "--rerun-failed", "--quiet")
	want(t, code, out, errs, cli.Failure, "0 runs finished, 1 were there before, 2 failed in T; results in "+path+table,
		failures)
}

// Ctrl-C keeps what has finished, and begins nothing more.
func TestInterrupt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	code, out, errs := call("run", "--out", path, "--workers", "1", "--quiet", "--explore", "main=1 "+
		"ms,2 ms,1e6 s,3 ms")
	want(t, code, out, errs, cli.Interrupted,
		"2 runs finished, 1 stopped, 1 not begun in T; results in "+path+".parts\nto go on: lif resume --out "+path+
			"\n\nrun 0 finished\nrun 1 finished\nrun 2 stopped\n",
		"\nstopping; finished runs are kept (press Ctrl-C again to leave at once)\n"+
			"manager: stopped; 2 of 4 runs finished and are stored: context canceled\n")
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
	code, out, errs = call("run", "--out", path)
	want(t, code, out, errs, cli.Failure, "", "hdf5: "+path+".parts exists, with the runs of an exploration that was "+
		"interrupted; continue it, or ask to overwrite it (--out FILE, --overwrite, or: lif resume --out "+path+")\n")
}

// What was interrupted goes on as it was begun: with its options, settings and points.
func TestResume(t *testing.T) {
	folder := t.TempDir()
	path, whole := filepath.Join(folder, "lif.hdf5"), filepath.Join(folder, "whole.hdf5")
	study := []string{"--quiet", "--scale", "2", "tau=5 ms", "--explore", "I=2,3", "--trials", "2", "--seed=7"}
	for i, share := range []string{"1/2", "2/2"} {
		code, _, errs := call(append([]string{"run", "--out", path, "--share", share}, study...)...)
		if code != cli.Success || errs != "" || exists(path) != (i == 1) {
			t.Fatalf("share %s: code %d, the file is there: %t\n%s", share, code, exists(path), errs)
		}
	}
	if code, _, errs := call(append([]string{"run", "--out", whole}, study...)...); code != cli.Success {
		t.Fatal(errs)
	}
	if digest(t, path) != digest(t, whole) {
		t.Error("two shares give other results than one program")
	}
	half := filepath.Join(folder, "half.hdf5")
	if code, _, errs := call(append([]string{"run", "--out", half, "--share", "2/2"}, study...)...); code != cli.Success {
		t.Fatal(errs)
	}
	code, out, errs := call("resume", "--out", half, "--quiet")
	want(t, code, out, errs, cli.Success, "2 runs finished, 2 were there before in T; results in "+half+
		"\n\nrun 0 finished\nrun 1 finished\nrun 2 finished\nrun 3 finished\n", "")
	if digest(t, half) != digest(t, whole) {
		t.Error("what was resumed has other results than what was not interrupted")
	}
}

// A program that is another one now cannot go on with what the old one has begun.
func TestResumeRefusesAnotherProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	if code, _, errs := call("run", "--out", path, "--quiet", "--share", "1/2", "I=2", "--explore", "tau=5 ms,6 ms"); code != cli.Success {
		t.Fatal(errs)
	}
	other := program()
	other.Parts = func() (cli.Parts, error) {
		return cli.Parts{Components: []component.Component{neurons{}, interrupter{}, noise{}}}, nil
	}
	var out, errs bytes.Buffer
	code := cli.Main(other, []string{"resume", "--out", path, "--quiet"}, &out, &errs)
	want(t, code, out.String(), errs.String(), cli.Failure, "", "cli: cannot resume "+path+": trajectory: another "+
		"trajectory is stored as lif: parameter noise.sigma is new; choose another name\n")
	path = filepath.Join(t.TempDir(), "lif.hdf5")
	if code, _, errs := call("run", "--out", path, "--quiet", "--share", "1/2", "tau=5 ms"); code != cli.Success {
		t.Fatal(errs)
	}
	other = program()
	other.Explore = []string{"I=1.5,2,2.5"}
	out.Reset()
	errs.Reset()
	code = cli.Main(other, []string{"resume", "--out", path, "--quiet"}, &out, &errs)
	want(t, code, out.String(), errs.String(), cli.Failure, "", "cli: cannot resume "+path+": the program has 3 runs "+
		"now, and the file has 2; begin a new file for the others\n")
	code, _, text := call("resume", "--out", path, "tau=3 ms")
	want(t, code, "", text, cli.Usage, "", "cli: resume cannot take \"tau=3 ms\": it goes on as the file was begun; "+
		"name the file with --out\nsee: lif help resume\n")
}

// noise is a component that a program has gained.
type noise struct{ component.Base }

func (noise) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "noise.sigma", Value: 1.0})
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func digest(t *testing.T, path string) string {
	t.Helper()
	d, err := hdf5.ResultDigest(path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestLogGoesToTheStandardError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	_, _, errs := call("run", "--out", path, "--quiet", "--log", "info", "I=2")
	for _, want := range []string{"INF run begins point={} run=0\n", "INF subrun begins " +
		"duration=\"5 ms\"", "INF run ends", "status=finished"} {
		if !strings.Contains(errs, want) {
			t.Errorf("the log lacks %q:\n%s", want, errs)
		}
	}
}

func TestParameters(t *testing.T) {
	code, out, errs := call("parameters", "tau=7 ms")
	want(t, code, out, errs, cli.Success, `neurons.I                   1.5                          `+
		`      drive
neurons.fail                                                   how to fail
neurons.tau                 7 ms                               membrane time constant
neurons.weights             [0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 …
simulation.build_seed       1                                  random numbers of what is built before the runs
simulation.dt               0.1 ms                             step size of the simulation
simulation.durations.main   5 ms
simulation.seed             1                                  random numbers of the runs
simulation.trial            0                                  number of the repetition, with random numbers of its own
`, "")
}

func TestHelp(t *testing.T) {
	const program = `lif: leaky integrate-and-fire neurons

They leak, and fire.

Usage: lif WORD [options]

  run          simulate, and store the results
  resume       simulate what is missing in a file: after an interruption, or a crash
  parameters   list all parameters, with values and comments
  show         make the table, and the figure, of a file of results
  shout        shout
  help WORD    its options
`
	for _, args := range [][]string{{"help"}, {"--help"}, {"-h"}} {
		code, out, errs := call(args...)
		want(t, code, out, errs, cli.Success, program, "")
	}
	code, out, errs := call()
	want(t, code, out, errs, cli.Usage, "", program+"cli: say what to do\nsee: lif help\n")
	const run = `lif run: simulate, and store the results

Usage: lif run [options] [NAME=VALUE ...]

NAME=VALUE sets a parameter, as in tau="5 ms"; "lif parameters" lists them.

Options:
  --explore NAME=V1,V2,…   values of a parameter; given several times: all combinations
  --zip                    explore the first values together, then the second ones, and so on
  --trials N               repeat each point with other random numbers (1)
  --seed N                 random numbers of the runs: sets simulation.seed
  --workers N              runs at a time; 0 is one per core (0)
  --engine NAME            what simulates: ENGINES (the fastest that works here)
  --out FILE               file of the results (out/lif.hdf5)
  --share I/N              only every Nth run, from the Ith on: other programs take the other shares
  --keep-segments          do not copy results into one file in the end, but link them
  --quiet                  show no progress
  --log LEVEL              write a log: trace, debug, info, warn, error or off (off)
  --figure FILE            draw the results into that file, such as x.png or x.svg
  --overwrite              replace the file if it exists

Options of this experiment:
  --dry            a switch of its own
  --scale FACTOR   FACTOR of the number of neurons (1)
`
	for _, args := range [][]string{{"help", "run"}, {"run", "--help"}, {"run", "--out", "x", "-h"}} {
		code, out, errs := call(args...)
		want(t, code, out, errs, cli.Success, strings.ReplaceAll(run, "ENGINES", strings.Join(sim.Engines(), ", ")), "")
	}
	code, out, errs = call("shout", "hello", "there")
	want(t, code, out, errs, cli.Success, "HELLO THERE\n", "")
}

func TestMistakes(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for _, name := range []string{"old.hdf5", "file"} {
		if err := os.WriteFile(name, []byte("precious"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		want string
		code int
	}{
		{[]string{"rum"}, "cli: lif cannot \"rum\"; did you mean \"run\"?\nsee: lif help", cli.Usage},
		{[]string{"dance"}, "cli: lif cannot \"dance\"; there are run, resume, parameters, show, " +
			"shout, help\nsee: lif help", cli.Usage},
		{[]string{"help", "rum"}, "cli: lif cannot \"rum\"; did you mean \"run\"?\nsee: lif help", cli.Usage},
		{[]string{"run", "--wokers", "2", "--zop", "--log"}, "cli: unknown option --wokers; did you " +
			"mean \"--workers\"?\n" +
			"cli: unknown option --zop; did you mean \"--zip\" or \"--log\"?\n" +
			"cli: --log needs a value: --log LEVEL\nsee: lif help run", cli.Usage},
		{[]string{"run", "--workers", "two"}, "cli: --workers: \"two\" is not a whole number\nsee: " +
			"lif help run", cli.Usage},
		{[]string{"run", "--workers", "-1"}, "cli: --workers: -1 is too small; the least is 0\nsee: " +
			"lif help run", cli.Usage},
		{[]string{"run", "--trials", "0"}, "cli: --trials: \"0\" is not a number of trials, from 1 " +
			"to 1000000\nsee: lif help run", cli.Usage},
		{[]string{"run", "--seed", "1.5"}, "cli: --seed: \"1.5\" is not a whole number of 64 " +
			"bits\nsee: lif help run", cli.Usage},
		{[]string{"run", "--quiet=perhaps"}, "cli: --quiet: \"perhaps\" is not true or false\nsee: " +
			"lif help run", cli.Usage},
		{[]string{"run", "--scale", "big"}, "cli: --scale: cannot read \"big\" as FACTOR: parse " +
			"error\nsee: lif help run", cli.Usage},
		{[]string{"run", "--scale", "-1"}, "lif: scale -1 is not positive\nsee: lif help run", cli.Usage},
		{[]string{"run", "--log", "loud"}, "cli: --log: \"loud\" is no level; there are trace, " +
			"debug, info, warn, error and off\n" +
			"see: lif help run", cli.Usage},
		{[]string{"run", "--engine", "refrence"}, "cli: unknown engine \"refrence\"; there are " +
			"" + strings.Join(sim.Engines(), ", ") +
			"; did you mean \"reference\"?\nsee: lif help run", cli.Usage},
		{[]string{"run", "tauu=5", "tau=5 mV", "tau"}, "trajectory: cannot set: there is no " +
			"parameter \"tauu\"; did you mean neurons.tau?\n" +
			"trajectory: cannot set neurons.tau: \"5 mV\" is a quantity in V, wanted a quantity in " +
			"s like the default 10 ms\n" +
			"cli: \"tau\" is no NAME=VALUE; to set a parameter, write tau=1\nsee: lif help run", cli.Usage},
		{[]string{"run", "--explore", "I", "--explore", "J=1,2"}, "cli: --explore I has no values; " +
			"write --explore I=1,2,3\n" +
			"trajectory: there is no parameter \"J\"; did you mean neurons.I?\nsee: lif help run", cli.Usage},
		{[]string{"run", "--explore", "I=1,1"}, "trajectory: cannot explore: point 1 repeats point " +
			"0 (neurons.I = 1), and would give " +
			"the same results; to repeat an experiment, explore simulation.trial with it\nsee: lif " +
			"help run", cli.Usage},
		{[]string{"run", "--explore", "I=1,2", "--trials", "1000000"}, "trajectory: cannot explore: " +
			"2 points in 1000000 trials are " +
			"more than the 1000000 runs that a trajectory may have\nsee: lif help run", cli.Usage},
		{[]string{"run", "--out", "old.hdf5"}, "hdf5: old.hdf5 exists; choose another name, or ask " +
			"to overwrite it " +
			"(--out FILE, --overwrite, or: lif resume --out old.hdf5)", cli.Failure},
		{[]string{"run", "--share", "3/2"}, "cli: --share: \"3/2\" is no share; those of 8 programs are 1/8, 2/8, " +
			"… 8/8\nsee: lif help run", cli.Usage},
		{[]string{"resume", "--out", "none.hdf5"}, "hdf5: there is no none.hdf5: file does not exist", cli.Failure},
		{[]string{"run", "--out", "file/new.hdf5"}, "hdf5: cannot write file/new.hdf5: mkdir file: " +
			"not a directory", cli.Failure},
		{[]string{"run", "--figure", "file/x.png"}, "cli: cannot draw a figure there: mkdir file: " +
			"not a directory", cli.Failure},
		{[]string{"show"}, "cli: name one file to show\nsee: lif help show", cli.Usage},
		{[]string{"show", "none.hdf5"}, "hdf5: there is no none.hdf5: file does not exist", cli.Failure},
		{[]string{"parameters", "tau=5"}, "trajectory: cannot set neurons.tau: \"5\" is a float64, " +
			"wanted a quantity in s like the " +
			"default 10 ms; give it a unit\nsee: lif help parameters", cli.Usage},
	} {
		code, out, errs := call(c.args...)
		want(t, code, out, errs, c.code, "", c.want+"\n")
	}
	var left []string
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if !slices.Equal(left, []string{"file", "old.hdf5"}) {
		t.Errorf("mistakes have left %v", left)
	}
	if content, err := os.ReadFile("old.hdf5"); err != nil || string(content) != "precious" {
		t.Errorf("the existing file has %q, %v", content, err)
	}
}
