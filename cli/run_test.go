package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

func TestRun(t *testing.T) {
	folder := t.TempDir()
	path, figure := filepath.Join(folder, "deep", "lif.hdf5"), filepath.Join(folder, "figures", "lif.txt")
	code, out, errs := call("run", "--out", path, "tau=5 ms", "--workers=1", "--figure", figure, "--seed", "7")
	want(t, code, out, errs, cli.Success, "2 runs finished in T; results in "+path+"\n\nrun 0 "+
		"finished\nrun 1 finished\n",
		"lif: 2 runs over neurons.I, 1 at a time, into "+path+"\n")
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
	code, out, errs = call("show", path, "--where", "I > 1.7 && tau == 5*ms")
	want(t, code, out, errs, cli.Success, "run 1 finished\n", "")
	code, out, errs = call("show", path, "--where", "I > 5")
	want(t, code, out, errs, cli.Success, "the condition holds for none of 2 runs\n", "")
	code, out, errs = call("show", path, "--where", "tau > 5")
	want(t, code, out, errs, cli.Usage, "", "query: tau > 5: one side is in s, and the other a plain number; a quantity is written with its unit, as in 5*ms\nsee: lif help show\n")
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
		{[]string{"--explore", "I=1:2:0.5"}, "[{neurons.I [1 1.5 2]}]"},
		{[]string{"--explore", "I=1,2 with tau=5 ms,6 ms", "--trials", "2"},
			"[{neurons.I [1 1 2 2]} {neurons.tau [5, 5, 6, 6] ms} {simulation.trial [0 1 0 1]}]"},
		{[]string{"--explore", "sobol(2, I=1:2)", "--explore", "tau=5*ms:6*ms:1*ms", "--zip"},
			"[{neurons.I [1 1.5]} {neurons.tau [5, 6] ms}]"},
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
	args := []string{"run", "--out", path, "--workers", "1", "--untried", "--explore", "fail=,error,panic"}
	code, out, errs := call(args...)
	toSee := "\nto see what the first that failed has logged: lif show " + path + " run_00000001"
	const failures = "manager: 2 of 3 runs failed; 1 finished and are stored:\n" +
		"  run_00000001 (neurons.fail = error): component \"neurons\": Build: no neurons today\n" +
		"  run_00000002 (neurons.fail = panic): component \"neurons\": Build panicked at helpers_test.go: out of neurons\n"
	want(t, code, out, errs, cli.Failure,
		"1 run finished, 2 failed in T; results in "+path+toSee+"\n\nrun 0 finished\nrun 1 failed\nrun 2 failed\n",
		"lif: 3 runs over neurons.fail, 1 at a time, into "+path+"\n"+
			"2 of 3 runs, 1 failed; run_00000001 failed in T; T, about T left\n"+
			"3 of 3 runs, 2 failed; run_00000002 failed in T; T\n"+failures)
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
	const table = "\n\nrun 0 finished\nrun 1 failed\nrun 2 failed\n"
	code, out, errs = call("resume", "--out", path, "--quiet")
	want(t, code, out, errs, cli.Success, "0 runs finished, 1 were there before, 2 failed before in T; results in "+path+
		"\nto run again what has failed: lif resume --rerun-failed "+path+table, "")
	code, out, errs = call("resume", "--out", path, "--rerun-failed", "--quiet", "--untried")
	want(t, code, out, errs, cli.Failure, "0 runs finished, 1 were there before, 2 failed in T; results in "+path+toSee+table,
		failures)
}

var (
	starts   = regexp.MustCompile(`start: .*, for`)
	logTimes = regexp.MustCompile(`(?m)^  \d+\.\d{3} s `)
	stacks   = regexp.MustCompile(`(?s)stack:\n.*\nlog:`)
)

// The word show tells of one run, by its name or number, what it has logged, too.
func TestShowRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	if code, _, _ := call("run", "--quiet", "--out", path, "--untried", "--explore", "fail=,panic"); code != cli.Failure {
		t.Fatal(code)
	}
	code, out, errs := call("show", path, "1")
	out = stacks.ReplaceAllString(logTimes.ReplaceAllString(starts.ReplaceAllString(out, "start: then, for"), "  at "), "stack:\n  that\nlog:")
	want(t, code, out, errs, cli.Success, `run_00000001 (neurons.fail = panic): failed
start: then, for T
error:
  component "neurons": Build panicked at helpers_test.go: out of neurons
stack:
  that
log:
  at info run begins
`, "")
	code, out, errs = call("show", path, "run_00000000")
	want(t, code, starts.ReplaceAllString(out, "start: then, for"), errs, cli.Success, "run_00000000 (neurons.fail = ): finished\nstart: then, for T\nresults:\n  v.v\n", "")
	code, out, errs = call("show", path, "run_7")
	want(t, code, out, errs, cli.Usage, "", "cli: there is no run 7 in "+path+"; it has 2, from 0 to 1\nsee: lif help show\n")
	code, out, errs = call("show", path, "first")
	want(t, code, out, errs, cli.Usage, "", "cli: \"first\" is no run; say run_00000003, or 3\nsee: lif help show\n")
	if code, _, _ := call("run", "--quiet", "--overwrite", "--keep-logs", "--out", path); code != cli.Success {
		t.Fatal(code)
	}
	if code, out, _ := call("show", path, "0"); code != cli.Success || !strings.Contains(out, " s info run begins\n") {
		t.Errorf("code %d\n%s", code, out)
	}
}

// The word show says what made a file, and what has post-processed it.
func TestShowProvenance(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.hdf5")
	x := analysed(false, true, rates)
	for _, words := range []string{"run --quiet --engine reference --seed 7 N=3 --out ", "post --quiet --existing replace "} {
		if code, _, errs := executed(t, x, words+path); code != cli.Success {
			t.Fatal(errs)
		}
	}
	code, out, errs := executed(t, x, "show --provenance "+path)
	out = regexp.MustCompile(`(?m)^  (start|golgi|go|platform|processor|program|modules|  ) .*\n`).ReplaceAllString(out, "")
	want(t, code, out, errs, cli.Success, `recorded, 1 run
  command    --seed=7 N=3
  seed       7
  engine     reference

post-processing 1
  command    post --existing=replace
`, "")
}

// What cannot be built is said before the first run, and leaves nothing that is in the way of the command when it is mended.
func TestPointsAreTried(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	for range 2 {
		code, out, errs := call("run", "--out", path, "--quiet", "--explore", "fail=,error,panic")
		want(t, code, out, errs, cli.Failure, "", "manager: 2 of 3 points that were tried cannot be run, and so no run was begun; "+
			"mend them, or leave them out:\n"+
			"  run_00000001 (neurons.fail = error): component \"neurons\": Build: no neurons today\n"+
			"  run_00000002 (neurons.fail = panic): component \"neurons\": Build panicked at helpers_test.go: out of neurons\n"+
			"(--untried runs all the same; what fails then is stored as failed)\n")
	}
	code, out, errs := call("run", "--out", path, "--quiet", "--explore", "fail=,other")
	want(t, code, out, errs, cli.Success, "2 runs finished in T; results in "+path+"\n\nrun 0 finished\nrun 1 finished\n", "")
}

// Ctrl-C keeps what has finished, and begins nothing more.
func TestInterrupt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	code, out, errs := call("run", "--out", path, "--workers", "1", "--quiet", "--explore", "main=1 "+
		"ms,2 ms,1e6 s,3 ms")
	want(t, code, out, errs, cli.Interrupted,
		"2 runs finished, 1 stopped, 1 not begun in T; results in "+path+".parts\nto go on: lif resume "+path+
			"\n\nrun 0 finished\nrun 1 finished\nrun 2 stopped\n",
		"\nstopping; finished runs are kept (press Ctrl-C again to leave at once)\n"+
			"manager: stopped; 2 of 4 runs finished and are stored: context canceled\n")
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
	code, out, errs = call("run", "--out", path)
	want(t, code, out, errs, cli.Failure, "", "hdf5: "+path+".parts exists, with the runs of an exploration that was "+
		"interrupted; continue it, or ask to overwrite it (--out FILE, --overwrite, or: lif resume "+path+")\n")
}

func TestLogGoesToTheStandardError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	_, _, errs := call("run", "--out", path, "--quiet", "--log", "info", "I=2")
	for _, want := range []string{"INF run begins point={} run=0\n", "INF subrun begins duration=\"5 ms\"", "INF run ends", "status=finished"} {
		if !strings.Contains(errs, want) {
			t.Errorf("the log lacks %q:\n%s", want, errs)
		}
	}
}
