package cli_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golgi/cli"
	"golgi/component"
	"golgi/hdf5"
	"golgi/trajectory"
)

// What a child finds in its environment: its words, and whether flaky components fail.
const (
	wordsVariable = "GOLGI_CLI_WORDS"
	flakyVariable = "GOLGI_CLI_FLAKY"
)

// flaky fails in one of seven trials, on a bad day; what is tried before the runs has none.
type flaky struct{ component.Base }

func (flaky) Build(b *component.Build) error {
	trial, err := trajectory.Value[int](b.Params, "simulation.trial")
	if err == nil && os.Getenv(flakyVariable) != "" && trial%7 == 3 && !b.Draft {
		err = errors.New("a bad day")
	}
	return err
}

// TestKilledOften kills an exploration at any time, whose runs end faster than they can be written, and resumes it,
// 500 times: what has finished stays, and what has failed is run again at last. Then the results are those of an
// exploration that nobody has disturbed.
func TestKilledOften(t *testing.T) {
	if words := os.Getenv(wordsVariable); words != "" {
		x := program()
		x.Choose, x.Parts = nil, []component.Component{flaky{}, neurons{}, finals{}}
		os.Exit(cli.Execute(x, strings.Fields(words), os.Stdout, os.Stderr))
	}
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("takes minutes; GOLGI_SLOW=1 runs it")
	}
	const kills, study = 500, " --quiet --workers 8 --trials 600 durations.main=0.1ms"
	t.Chdir(t.TempDir())
	if out, err := child("run --out whole.hdf5"+study, false).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := digest(t, "whole.hdf5")
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	for done, explorations := 0, 0; done < kills; explorations++ {
		life := 500 * time.Millisecond
		for finished := 0; !exists("x.hdf5"); done++ {
			words := "run --out x.hdf5" + study
			if planned("x.hdf5") {
				words = "resume --quiet --workers 8 --out x.hdf5"
			}
			killed(t, child(words, true), time.Duration(random.Int64N(int64(life))))
			life = life * 8 / 7 // so that at last it is enough, however busy the machine is
			now := finishedIn(t, "x.hdf5")
			if now < finished {
				t.Fatalf("after %d kills, %d runs have finished, and before there were %d", done, now, finished)
			}
			finished = now
		}
		if out, err := child("resume --rerun-failed --quiet --out x.hdf5", false).CombinedOutput(); err != nil {
			t.Fatalf("after %d kills: %v\n%s", done, err, out)
		}
		if err := hdf5.Check("x.hdf5"); err != nil || digest(t, "x.hdf5") != want {
			t.Fatalf("after %d kills, the results are others (%v)", done, err)
		}
		if left, err := filepath.Glob("x.hdf5.parts*"); err != nil || len(left) > 0 {
			t.Fatalf("after %d kills, %q is left", done, left)
		}
		if err := os.Remove("x.hdf5"); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d kills, %d explorations", done, explorations+1)
	}
}

// child returns this program with words for the experiment.
func child(words string, bad bool) *exec.Cmd {
	c := exec.Command(os.Args[0], "-test.run=^TestKilledOften$")
	c.Env = append(os.Environ(), wordsVariable+"="+words)
	if bad {
		c.Env = append(c.Env, flakyVariable+"=yes")
	}
	return c
}

// planned reports whether an exploration was begun that can be resumed.
func planned(path string) bool {
	plans, _ := filepath.Glob(path + ".parts/plan-*.hdf5")
	return plans != nil || exists(path)
}

// killed lets a command live so long. If it ends before, it must have found nothing wrong but a bad day, or a run that was killed
// twice, at last alone.
func killed(t *testing.T, c *exec.Cmd, span time.Duration) {
	t.Helper()
	var errs strings.Builder
	c.Stderr = &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(span, func() { _ = c.Process.Kill() })
	err := c.Wait()
	expected := strings.Contains(errs.String(), "a bad day") || strings.Contains(errs.String(), "the program has died with it")
	if timer.Stop() && err != nil && !expected {
		t.Fatalf("%v\n%s", err, errs.String())
	}
}

// finishedIn returns how many runs of a file have finished, all of which can be read.
func finishedIn(t *testing.T, path string) (n int) {
	t.Helper()
	store, err := hdf5.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	traj, err := store.LoadTrajectory("lif")
	if errors.Is(err, trajectory.ErrNotFound) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	runs, err := store.LoadRuns(traj, 0, traj.Len())
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range runs {
		if run.Record().Status == trajectory.Finished {
			if _, err := run.Result("v"); err != nil {
				t.Fatal(fmt.Errorf("%s: %w", run.Name(), err))
			}
			n++
		}
	}
	return n
}
