package cli_test

import (
	"bytes"
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
	"golgi/runner"
	"golgi/search"
	"golgi/trajectory"
)

// hill is higher the nearer x and y are to a place, a little different in each trial; its runs end in no order.
type hill struct{ component.Base }

func (hill) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "x", Value: 0.5}, trajectory.Parameter{Path: "y", Value: 0.5})
}

func (hill) Build(b *component.Build) error {
	p := trajectory.ValuesOf(b.Params)
	x, y, trial := p.Float("x"), p.Float("y"), p.Int("simulation.trial")
	if !b.Draft {
		time.Sleep(time.Duration(rand.IntN(2000)) * time.Microsecond)
	}
	height := 1 - (x-0.7)*(x-0.7) - (y-0.2)*(y-0.2) + 0.001*float64(trial)
	if err := p.Err(); err != nil {
		return err
	}
	return b.Run.AddResult(trajectory.Result{Path: "hill", Items: []trajectory.Item{{Name: "height", Value: height}}})
}

// climbing is an experiment that searches for the top.
func climbing() cli.Experiment {
	unit := func(path string) trajectory.Interval { return trajectory.Interval{Path: path, From: 0, To: 1} }
	return cli.Experiment{
		Name: "hill", Doc: "a hill", Parts: []component.Component{hill{}, runner.None{}},
		Search: search.Evolution{Over: []trajectory.Interval{unit("x"), unit("y")}, Of: "height", Maximise: true, Generations: 3, Population: 4},
	}
}

// climb executes a command of it.
func climb(e cli.Experiment, words string) (code int, out, errs string) {
	var o, x bytes.Buffer
	code = cli.Execute(e, strings.Fields(words), &o, &x)
	return code, timeless(o.String()), x.String()
}

// pointsIn are the points of a file, in generations.
func pointsIn(t *testing.T, path string) string {
	t.Helper()
	store, err := hdf5.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	traj, err := store.LoadTrajectory("hill")
	if err != nil {
		t.Fatal(err)
	}
	axes, err := traj.Axes()
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(traj.Generations(), axes)
}

// TestSearch runs a search as a command, and what else there is to say of one.
func TestSearch(t *testing.T) {
	t.Chdir(t.TempDir())
	const shared = "a search needs the results of all runs, and cannot be shared between programs; leave out --share"
	for _, c := range []struct {
		words string
		code  int
		says  string
	}{
		{"run --quiet --workers 3 --out x.hdf5", cli.Success, "16 runs finished in T; results in x.hdf5"},
		{"resume --quiet --out x.hdf5", cli.Success, "0 runs finished, 16 were there before in T"},
		{"run --quiet --trials 2 --out trials.hdf5", cli.Success, "32 runs finished in T"},
		{"resume --quiet --out trials.hdf5", cli.Success, "0 runs finished, 32 were there before in T"},
		{"run --quiet --explore x=0.1,0.2 --out plain.hdf5", cli.Success, "2 runs finished in T"},
		{"resume --quiet --out plain.hdf5", cli.Success, "0 runs finished, 2 were there before in T"},
		{"run --append --quiet --explore x=0.3 --out plain.hdf5", cli.Success, "1 run finished, 2 were there before in T"},
		{"verify x.hdf5 0", cli.Success, "run_00000000 (x = "},
		{"verify x.hdf5 13", cli.Success, "run_00000013 (x = "},
		{"verify trials.hdf5 31", cli.Success, "run_00000031 (x = "},
		{"verify plain.hdf5 1", cli.Success, "run_00000001 (x = 0.2) gives the same again, to the last bit, by engine "},
		{"run --append --quiet --explore x=0.1 --out x.hdf5", cli.Usage, "cli: cannot append to x.hdf5: a search has found its points, and what is appended " +
			"would be none of them: that cannot be yet; explore into another file"},
		{"run --quiet x=0.1 --out y.hdf5", cli.Usage, "manager: the search after 0 generations: cli: x is set, and the experiment searches over it; only one of them can be"},
		{"run --dry-run x=0.1", cli.Usage, "cli: x is set, and the experiment searches over it; only one of them can be"},
		{"run --dry-run --workers 2", cli.Success, "hill: a search over x and y, 2 at a time, into out/hill.hdf5\nrun "},
		{"run --quiet --share 1/2 --out z.hdf5", cli.Usage, "cli: " + shared},
		{"resume --quiet --share 1/2 x.hdf5", cli.Usage, "cli: cannot resume x.hdf5: " + shared},
	} {
		code, out, errs := climb(climbing(), c.words)
		if said := out + errs; code != c.code || !strings.HasPrefix(said, c.says) {
			t.Errorf("%s: code %d\n%s\nwanted %d\n%s", c.words, code, said, c.code, c.says)
		}
	}
	_, _, errs := climb(climbing(), "run --out loud.hdf5")
	if !strings.HasPrefix(errs, "hill: a search, ") {
		t.Errorf("progress is\n%s", errs)
	}
	other := climbing()
	e := other.Search.(search.Evolution)
	e.Seed = 7
	other.Search = e
	if code, _, errs := climb(other, "resume --quiet --out x.hdf5"); code != cli.Failure || !strings.Contains(errs, "the search gives other points than before") {
		t.Errorf("another search goes on: code %d\n%s", code, errs)
	}
	if code, out, errs := climb(other, "verify x.hdf5 9"); code != cli.Success || !strings.Contains(out, " gives the same again, to the last bit, by engine ") {
		t.Errorf("a run is none of the search that found its point: code %d\n%s%s", code, out, errs)
	}
	other = climbing()
	other.Parts = append(other.Parts, noise{})
	if code, _, errs := climb(other, "resume --quiet --out x.hdf5"); code != cli.Failure || !strings.Contains(errs, "parameter noise.sigma is new") {
		t.Errorf("another program goes on: code %d\n%s", code, errs)
	}
	if code, out, errs := climb(other, "verify x.hdf5 9"); code != cli.Failure || !strings.Contains(errs, "parameter noise.sigma is new") {
		t.Errorf("another program verifies: code %d\n%s%s", code, out, errs)
	}
	other = climbing()
	other.Explore = trajectory.Cartesian{{Path: "x", Values: []float64{0, 1}}, {Path: "y", Values: []float64{0}}}
	if code, out, errs := climb(other, "run --quiet --out before.hdf5"); code != cli.Success || !strings.HasPrefix(out, "18 runs finished in T") {
		t.Errorf("after an exploration: code %d\n%s%s", code, out, errs)
	}
	for _, run := range []string{"1", "17"} {
		if code, out, errs := climb(other, "verify before.hdf5 "+run); code != cli.Success || !strings.Contains(out, " gives the same again, to the last bit, by engine ") {
			t.Errorf("run %s after an exploration: code %d\n%s%s", run, code, out, errs)
		}
	}
}

const climbVariable = "GOLGI_CLI_CLIMB"

// TestSearchKilled kills searches at any time, or interrupts them, with 1 and with 8 workers, and resumes them: they have the points and results of one that nobody has disturbed.
func TestSearchKilled(t *testing.T) {
	if words := os.Getenv(climbVariable); words != "" {
		os.Exit(cli.Execute(climbing(), strings.Fields(words), os.Stdout, os.Stderr))
	}
	kills := 2
	if slow {
		kills = 200
	}
	t.Chdir(t.TempDir())
	if code, _, errs := climb(climbing(), "run --quiet --workers 3 --out whole.hdf5"); code != cli.Success {
		t.Fatal(errs)
	}
	points, results := pointsIn(t, "whole.hdf5"), digest(t, "whole.hdf5")
	for _, workers := range []int{1, 8} {
		for done := 0; done < kills/2; {
			path := filepath.Join(t.TempDir(), "x.hdf5")
			life := 200 * time.Millisecond
			command := func(words string) *exec.Cmd {
				c := exec.Command(os.Args[0], "-test.run=^TestSearchKilled$")
				c.Env = append(os.Environ(), fmt.Sprintf("%s=%s --quiet --workers %d --out %s", climbVariable, words, workers, path))
				return c
			}
			for ; !exists(path); done++ {
				words := "run"
				if plans, err := filepath.Glob(path + ".parts/plan-*.hdf5"); err != nil || len(plans) > 0 {
					words = "resume --rerun-failed" // with runs that were killed alone, and so are lost
				}
				c := command(words)
				if done%3 == 2 {
					if err := c.Start(); err != nil {
						t.Fatal(err)
					}
					time.Sleep(time.Duration(rand.Int64N(int64(life))))
					_ = c.Process.Signal(os.Interrupt) // it may have ended
					_ = c.Wait()
				} else {
					killed(t, c, time.Duration(rand.Int64N(int64(life))))
				}
				life = life * 8 / 7
			}
			if out, err := command("resume --rerun-failed").CombinedOutput(); err != nil { // if it was interrupted between two generations
				t.Fatalf("%v\n%s", err, out)
			}
			if err := hdf5.Check(path); err != nil || digest(t, path) != results || pointsIn(t, path) != points {
				t.Fatalf("with %d workers, after %d kills, the results are others (%v), or the points:\n%s\nwanted\n%s", workers, done, err,
					pointsIn(t, path), points)
			}
		}
	}
}
