package cli_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/trajectory"
)

// interrupted is an experiment that presses Ctrl-C at the end of its second run, once.
func interrupted(runs *int, campaigns ...cli.Campaign) cli.Experiment {
	e := program()
	e.Campaigns, e.Choose = campaigns, func() ([]component.Component, error) {
		return []component.Component{neurons{}, analyser.After("main", func(s *component.Subrun) error {
			if *runs++; *runs == 2 {
				if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
					return err
				}
				<-s.Context.Done()
				return s.Context.Err()
			}
			drive, err := trajectory.Value[float64](s.Params, "I")
			if err != nil {
				return err
			}
			return s.Run.Add("statistics", "x", drive, "mV")
		})}, nil
	}
	return e
}

// What was interrupted is completed by the same word, which then compares; it simulates no run twice.
func TestReproduceGoesOn(t *testing.T) {
	t.Chdir(t.TempDir())
	known := []cli.Expectation{{What: "mean", Of: "x", Band: cli.Exactly(2)}}
	runs := 0
	call := func(run string, words ...string) (int, string, string) {
		var out, errs bytes.Buffer
		code := cli.Execute(interrupted(&runs, cli.Campaign{Run: run, Expect: known}), append([]string{"reproduce", "--engine", "reference", "--workers", "1"}, words...), &out, &errs)
		return code, out.String(), errs.String()
	}
	const drives = "--quiet --explore I=1,2,3 main=2ms"
	if code, out, errs := call(drives); code != cli.Interrupted || strings.Contains(out, "mean") {
		t.Fatalf("code %d\n%s%s", code, out, errs)
	}
	code, out, errs := call(drives)
	if code != cli.Success || !strings.Contains(out, "2 runs finished, 1 were there before") || !strings.Contains(out, "mean  2 mV  exactly 2  ok") || runs != 4 {
		t.Errorf("going on: code %d, %d runs\n%s%s", code, runs, out, errs)
	}
	if code, out, errs = call(drives); code != cli.Success || !strings.Contains(out, "3 runs, all there before") || !strings.Contains(out, "mean  2 mV  exactly 2  ok") || runs != 4 {
		t.Errorf("finished: code %d, %d runs\n%s%s", code, runs, out, errs)
	}
	const other = "cannot compare out/reproduce/lif.hdf5: another command has begun it: run --explore=I=1,2,3 main=2ms (--overwrite simulates anew)"
	if code, _, errs = call("--quiet --explore I=1,2,3 main=1ms"); code != cli.Failure || !strings.Contains(errs, other) {
		t.Errorf("another campaign: code %d, %s", code, errs)
	}
	if code, out, errs = call("--quiet --explore I=1,2,3 main=1ms", "--overwrite"); code != cli.Success || runs != 7 {
		t.Errorf("anew: code %d, %d runs\n%s%s", code, runs, out, errs)
	}
	if err := os.WriteFile("out/reproduce/lif.hdf5", []byte("no results"), 0o666); err != nil {
		t.Fatal(err)
	}
	if code, _, errs = call(drives); code != cli.Failure || !strings.Contains(errs, "(--overwrite simulates anew)") {
		t.Errorf("what is no file of results: code %d, %s", code, errs)
	}
}

// A file with runs that have failed is not compared.
func TestReproduceDoesNotJudgeFailures(t *testing.T) {
	t.Chdir(t.TempDir())
	fail := true
	e := program()
	e.Choose = func() ([]component.Component, error) {
		return []component.Component{neurons{}, analyser.After("main", func(s *component.Subrun) error {
			if fail {
				return errors.New("not today")
			}
			return s.Run.Add("statistics", "x", 1.0, "mV")
		})}, nil
	}
	e.Campaigns = []cli.Campaign{{Run: "--quiet main=2ms", Expect: []cli.Expectation{{What: "mean", Of: "x", Band: cli.Exactly(1)}}}}
	for _, words := range []string{"reproduce", "reproduce", "resume --quiet --rerun-failed out/reproduce/lif.hdf5", "reproduce"} {
		var out, errs bytes.Buffer
		fail = words == "reproduce" && fail
		code := cli.Execute(e, strings.Fields(words), &out, &errs)
		if (code == cli.Success) == fail || strings.Contains(out.String(), "mean") != (words == "reproduce" && !fail) {
			t.Errorf("%s: code %d\n%s%s", words, code, &out, &errs)
		}
	}
}

// Options of reproduce are read before any campaign, and are not those of run.
func TestReproduceOptions(t *testing.T) {
	t.Chdir(t.TempDir())
	campaign := cli.Campaign{Expect: []cli.Expectation{{What: "a", Of: "x", Band: cli.Reported()}}}
	for words, wanted := range map[string]string{
		"--workers x":  "cli: --workers: \"x\" is not a whole number\nsee: lif help reproduce\n",
		"--workers -1": "cli: --workers: -1 is too small; the least is 0\nsee: lif help reproduce\n",
		"--engine foo": "cli: unknown engine \"foo\"; there are reference, cc\nsee: lif help reproduce\n",
	} {
		code, out, errs := reproduced(t, []cli.Campaign{campaign}, strings.Fields(words)...)
		want(t, code, out, errs, cli.Usage, "", wanted)
	}
	// A campaign without words runs as it is.
	code, out, errs := reproduced(t, []cli.Campaign{campaign})
	if code != cli.Success || !strings.HasPrefix(out, "lif run\n") {
		t.Errorf("code %d\n%s%s", code, out, errs)
	}
}

// Where a run lacks a number, the smallest and the largest are not known; and who has panicked is named.
func TestExtremesOfWhatLacks(t *testing.T) {
	t.Chdir(t.TempDir())
	e := program()
	e.Choose = func() ([]component.Component, error) {
		return []component.Component{neurons{}, analyser.After("main", func(s *component.Subrun) error {
			if drive, err := trajectory.Value[float64](s.Params, "I"); err != nil || drive == 2 {
				return err
			}
			return s.Run.Add("statistics", "x", 1.0, "mV")
		})}, nil
	}
	e.Campaigns = []cli.Campaign{{Run: "--quiet --explore I=1,2,3 main=2ms", Expect: []cli.Expectation{
		{What: "least", Number: cli.Least("x"), Band: cli.AtMost(5)},
		{What: "most", Number: cli.Most("x"), Band: cli.AtLeast(0)},
		{What: "least of those", Number: cli.Least("x"), Where: "I != 2", Band: cli.Exactly(1)},
	}}}
	var out, errs bytes.Buffer
	code := cli.Execute(e, []string{"reproduce"}, &out, &errs)
	for _, line := range []string{"least NaN at most 5 OUTSIDE", "most NaN at least 0 OUTSIDE", "least of those 1 exactly 1 ok"} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), line) || code != cli.Failure {
			t.Errorf("code %d, without %q:\n%s%s", code, line, &out, &errs)
		}
	}
	e.Campaigns[0].Expect = []cli.Expectation{{What: "bold", Number: func(cli.Report) (float64, error) { panic("too bold") }, Band: cli.Reported()}}
	errs.Reset()
	if code = cli.Execute(e, []string{"reproduce"}, &out, &errs); code != cli.Failure || !strings.Contains(errs.String(), "cli: \"bold\", which lif expects: panicked at cli/reproduce_resume_test.go:") {
		t.Errorf("code %d: %s", code, &errs)
	}
}
