package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"golgi/cli"
	"golgi/component"
	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

// deadly ends the process in some runs, or before all: as the kernel does that has no memory left, or a C library that
// aborts. The environment says where, so that it can be mended without another program:
//
//	exit 1       in run 1
//	kill 1       likewise, by a signal
//	hang 1       run 1 never ends, whatever it is told
//	trial 1      when point 1 is tried
//	prebuild     before all runs
type deadly struct{ component.Base }

const deadlyVariable = "CLI_TEST_DEADLY"

// slow says whether tests may take minutes.
var slow = os.Getenv("GOLGI_SLOW") != ""

func (deadly) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "x", Value: 0},
		trajectory.Parameter{Path: "simulation.durations.measure", Value: units.Millisecond.Of(5),
			Annotations: trajectory.Annotations{"order": 1}})
}

func (deadly) PreBuild(*component.Build) error {
	if os.Getenv(deadlyVariable) == "prebuild" {
		os.Exit(7)
	}
	return nil
}

func (deadly) Build(b *component.Build) error {
	x, err := trajectory.Value[int](b.Params, "x")
	if err != nil {
		return err
	}
	how, where, _ := strings.Cut(os.Getenv(deadlyVariable), " ")
	if where != fmt.Sprint(x) || b.Draft != (how == "trial") {
		return nil
	}
	switch how {
	case "exit", "trial":
		os.Exit(7)
	case "kill":
		return syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "hang":
		fmt.Fprintln(os.Stderr, "hanging")
		time.Sleep(time.Hour)
	}
	return nil
}

// deadlyProgram is a program with such a component.
func deadlyProgram() cli.Experiment {
	return cli.Experiment{Name: "x", Report: report, Parts: []component.Component{deadly{}}}
}

// deadlyCommand returns the program, as a user starts it.
func deadlyCommand(t *testing.T, how, words string) *exec.Cmd {
	c := exec.Command(os.Args[0], "-test.run", "^"+t.Name()+"$")
	c.Env = append(os.Environ(), "CLI_TEST_COMMAND="+words, deadlyVariable+"="+how)
	return c
}

// beDeadly is the program, in a process that deadlyCommand has started.
func beDeadly() {
	if text := os.Getenv("CLI_TEST_COMMAND"); text != "" {
		os.Exit(cli.Execute(deadlyProgram(), strings.Fields(text), os.Stdout, os.Stderr))
	}
}

// someone is how a process signs; clocks are at the beginning of lines of a log.
var (
	someone = regexp.MustCompile(`process \d+ on \S+ since [-0-9:TZ]+`)
	clocks  = regexp.MustCompile(`(?m)^\d\d:\d\d:\d\d `)
)

// outcome executes a program, which may die, and returns its exit code and all that it says, with processes as P.
func outcome(t *testing.T, how, words string) (code int, text string) {
	c := deadlyCommand(t, how, words)
	out, _ := c.CombinedOutput() // the code says it
	return c.ProcessState.ExitCode(), unsigned(string(out))
}

// here executes a program in this process: it must not die.
func here(t *testing.T, how, words string) (code int, text string) {
	t.Setenv(deadlyVariable, how)
	var all bytes.Buffer
	code = cli.Execute(deadlyProgram(), strings.Fields(words), &all, &all)
	return code, unsigned(all.String())
}

// unsigned returns a text without times and processes.
func unsigned(text string) string {
	return clocks.ReplaceAllString(someone.ReplaceAllString(timeless(text), "P"), "")
}

// wantSaid checks what a program has said, of which some parts are named, and what it has not, after a "!".
func wantSaid(t *testing.T, code int, text string, wantCode int, want ...string) {
	t.Helper()
	if code != wantCode {
		t.Errorf("the exit code is %d, wanted %d\n%s", code, wantCode, text)
	}
	for _, part := range want {
		part, not := strings.CutPrefix(part, "!")
		if strings.Contains(text, part) == not {
			t.Errorf("it says %q: %t\n%s", part, !not, text)
		}
	}
}

// TestRunThatTakesTheProgram has a run that ends the process whenever it is executed. To resume reaches all others, and at
// last the run is lost, is named, and is repeated only if that is asked for.
func TestRunThatTakesTheProgram(t *testing.T) {
	beDeadly()
	for how, dead := range map[string]int{"exit 1": 7, "kill 1": -1} {
		if how == "kill 1" && !slow {
			continue
		}
		path := filepath.Join(t.TempDir(), "x.hdf5")
		into := " --quiet --workers 1 --engine reference --out " + path
		code, text := outcome(t, how, "run --explore x=0,1,2"+into)
		wantSaid(t, code, text, dead, "!WRN")
		code, text = here(t, "", "show "+path)
		wantSaid(t, code, text, cli.Success, "x: run_00000001 was under way when P died\n", "!run 1 ", "!run 2 ")
		const again = "WRN run_00000001 (x = 1) was under way when P died; it is tried again, last and alone\n"
		code, text = outcome(t, how, "resume"+into)
		wantSaid(t, code, text, dead, again)
		code, text = here(t, "", "show "+path)
		wantSaid(t, code, text, cli.Success, "run 2 finished", "!run 1 ")
		const lost = "the program has died with it 2 times, at last with no other run under way (P, P)"
		code, text = here(t, how, "resume"+into)
		wantSaid(t, code, text, cli.Failure, "!WRN", "0 runs finished, 2 were there before, 1 lost in T; results in "+path+
			"\nto run again what has failed: x resume --rerun-failed "+path, "run_00000001 (x = 1): "+lost)
		if err := hdf5.Check(path); err != nil {
			t.Error(err)
		}
		code, text = here(t, how, "resume"+into)
		wantSaid(t, code, text, cli.Success, "WRN run_00000001 (x = 1) is lost: "+lost+"; --rerun-failed (WithFailedRuns) executes it again\n",
			"1 lost before")
		code, text = here(t, "", "show "+path)
		wantSaid(t, code, text, cli.Success, "run 0 finished\nrun 1 lost\nrun 2 finished\n", "!was under way")
		code, text = outcome(t, how, "resume --rerun-failed"+into)
		wantSaid(t, code, text, dead)
		code, text = here(t, "", "show "+path)
		wantSaid(t, code, text, cli.Success, "run 0 finished\nrun 1 lost\nrun 2 finished\n", "was under way when P died")
		code, text = here(t, "", "resume --rerun-failed"+into) // it is mended
		wantSaid(t, code, text, cli.Success, again, "1 run finished, 2 were there before")
		code, text = here(t, "", "show "+path)
		wantSaid(t, code, text, cli.Success, "run 0 finished\nrun 1 finished\nrun 2 finished\n", "!under way")
		if exists(path + ".parts") {
			t.Error("the folder of the parts is still there")
		}
	}
}

// TestDeathInATrial has the program die of a point that is tried, before any run: the others are executed before it.
func TestDeathInATrial(t *testing.T) {
	beDeadly()
	path := filepath.Join(t.TempDir(), "x.hdf5")
	into := " --quiet --workers 1 --engine reference --out " + path
	code, text := outcome(t, "trial 1", "run --explore x=0,1,2"+into)
	wantSaid(t, code, text, 7, "!finished")
	code, text = here(t, "trial 1", "resume"+into)
	wantSaid(t, code, text, cli.Success, "WRN run_00000001 (x = 1) was under way when P died; it is tried again, last and alone\n",
		"3 runs finished")
}

// TestInnocentRuns kills a program while a run is under way with which nothing is wrong: it finishes.
func TestInnocentRuns(t *testing.T) {
	beDeadly()
	path := filepath.Join(t.TempDir(), "x.hdf5")
	into := " --quiet --workers 2 --engine reference --out " + path
	c := deadlyCommand(t, "hang 0", "run --explore x=0,1,2"+into)
	var errs bytes.Buffer
	c.Stderr = &waker{to: &errs, at: "hanging", do: func() {
		waitFor(t, func() bool { // runs 1 and 2 end beside it, and are committed
			_, text := here(t, "", "show "+path)
			return strings.Contains(text, "run 1 finished\nrun 2 finished\n")
		})
		code, text := here(t, "", "show "+path)
		wantSaid(t, code, text, cli.Success, "x: run_00000000 is under way in P\n", "!run 0 ")
		_ = c.Process.Kill()
	}}
	_ = c.Run()
	code, text := here(t, "", "resume"+into)
	wantSaid(t, code, text, cli.Success, "run_00000000 (x = 0) was under way when P died", "1 run finished, 2 were there before")
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
}

// TestDeathAfterASignal kills a program that was asked to stop and does not: that is no run's fault.
func TestDeathAfterASignal(t *testing.T) {
	beDeadly()
	path := filepath.Join(t.TempDir(), "x.hdf5")
	signals := []syscall.Signal{syscall.SIGTERM}
	if slow {
		signals = append(signals, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT)
	}
	for _, s := range signals {
		c := deadlyCommand(t, "hang 1", "run --overwrite --explore x=0,1,2 --quiet --workers 1 --engine reference --out "+path)
		var errs bytes.Buffer
		c.Stderr = &waker{to: &errs, at: "hanging", do: func() {
			_ = c.Process.Signal(s)
			waitFor(t, func() bool {
				text, err := os.ReadFile(filepath.Join(path+".parts", "lock"))
				return err == nil && strings.Contains(string(text), "asked to stop")
			})
			_ = c.Process.Kill()
		}}
		_ = c.Run()
		code, text := here(t, "", "show "+path)
		wantSaid(t, code, text, cli.Success, "!under way")
	}
	code, text := here(t, "", "resume --quiet --out "+path)
	wantSaid(t, code, text, cli.Success, "!WRN", "run 0 finished\nrun 1 finished\nrun 2 finished\n")
}

// waitFor waits until something is so.
func waitFor(t *testing.T, is func() bool) {
	t.Helper()
	for begun := time.Now(); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Since(begun) > time.Minute {
			t.Error("it takes too long")
			return
		}
	}
}

// TestPreBuildThatTakesTheProgram has what precedes all runs end the process: that is named, and not tried for ever.
func TestPreBuildThatTakesTheProgram(t *testing.T) {
	beDeadly()
	path := filepath.Join(t.TempDir(), "x.hdf5")
	into := " --quiet --engine reference --out " + path
	code, text := outcome(t, "prebuild", "run --explore x=0,1,2"+into)
	wantSaid(t, code, text, 7)
	const again = "WRN PreBuild or the pre-run was under way when P died; they are tried again\n"
	code, text = outcome(t, "prebuild", "resume"+into)
	wantSaid(t, code, text, 7, again)
	for range 2 {
		code, text = here(t, "prebuild", "resume"+into)
		wantSaid(t, code, text, cli.Failure, "manager: without PreBuild and the pre-run no run can begin, and they are lost: the "+
			"program has died with it 2 times, at last with no other run under way (P, P)", "--rerun-failed")
	}
	code, text = here(t, "", "resume --rerun-failed"+into)
	wantSaid(t, code, text, cli.Success, "3 runs finished")
	if err := hdf5.Check(path); err != nil {
		t.Error(err)
	}
	code, text = outcome(t, "prebuild", "resume"+into) // one death after it went well
	wantSaid(t, code, text, 7, "!WRN")
	code, text = here(t, "", "resume"+into)
	wantSaid(t, code, text, cli.Success, again)
}
