package cli_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/trajectory"
)

// unfinished makes the beginning of an exploration of I = 1, 2, 3 in three trials: run 0 gave all, 1 lacks a result, 2 an item;
// 3 and 4 have failed alike, 5 otherwise, 6 was stopped; 7 and 8 never ended.
func unfinished(t *testing.T, path string) (*hdf5.Store, *trajectory.Trajectory) {
	t.Helper()
	traj, err := trajectory.New("lif")
	if err == nil {
		err = traj.Add(trajectory.Parameter{Path: "neurons.I", Value: 1.0}, trajectory.Parameter{Path: "simulation.trial", Value: 0})
	}
	if err == nil {
		err = traj.Explore(trajectory.Cartesian{{Path: "I", Values: []float64{1, 2, 3}}, {Path: "trial", Values: []int{0, 1, 2}}})
	}
	store, err2 := hdf5.Create(path)
	if err = errors.Join(err, err2); err == nil {
		err = store.SaveTrajectory(traj)
	}
	for i := 0; i < 7 && err == nil; i++ {
		run, err := traj.Run(i)
		if err == nil {
			run.Begin(time.Now())
			err = give(run, i)
		}
		if err == nil {
			run.End(time.Now(), map[int]error{3: errors.New("burst\nat once"), 4: errors.New("burst\nat once"), 5: errors.New("drowned"),
				6: context.Canceled}[i])
			err = trajectory.SaveRun(store, run)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err = errors.Join(err, store.Sync()); err != nil {
		t.Fatal(err)
	}
	return store, traj
}

// give adds what run i gave.
func give(run *trajectory.Run, i int) error {
	items := []trajectory.Item{{Name: "e", Value: 1.0}, {Name: "i", Value: 2.0}}
	if i == 2 {
		items = items[:1]
	}
	err := run.AddResult(trajectory.Result{Path: "rates", Items: items})
	if i != 1 {
		err = errors.Join(err, run.AddResult(trajectory.Result{Path: "fano", Items: []trajectory.Item{{Name: "mean", Value: 1.0}, {Name: "n", Value: 1}}}))
	}
	return err
}

// show says what is missing while runs are executed, when they were cut off, in one file and in kept segments.
func TestShowSaysWhatIsMissing(t *testing.T) {
	const reasons = `
  2 runs, first run_00000003 (neurons.I = 2, simulation.trial = 0): failed: burst
    at once
  run_00000005 (neurons.I = 2, simulation.trial = 2): failed: drowned
  run_00000006 (neurons.I = 3, simulation.trial = 0): stopped: context canceled
  2 runs, first run_00000007 (neurons.I = 3, simulation.trial = 1): not `
	const rest = `
nothing has finished at 2 of 3 points: neurons.I = 2; neurons.I = 3
1 of 3 runs that finished gave no fano, first run_00000001 (neurons.I = 1, simulation.trial = 1)
1 of 3 runs that finished gave no rates.i, first run_00000002 (neurons.I = 1, simulation.trial = 2)
`
	path := filepath.Join(t.TempDir(), "x.hdf5")
	store, _ := unfinished(t, path)
	shown := func(name, want string) {
		t.Helper()
		var out, errs bytes.Buffer
		code := cli.Execute(program(), []string{"show", path}, &out, &errs)
		_, missing, _ := strings.Cut(out.String(), "\n\n")
		missing = regexp.MustCompile(`process \d+ on \S+ since \S+ is`).ReplaceAllString(missing, "SOMEBODY is")
		if code != cli.Success || errs.Len() > 0 || missing != want {
			t.Errorf("%s: code %d\n%s\ngot\n%s\nwanted\n%s", name, code, &errs, missing, want)
		}
	}
	shown("while it is at work", "6 of 9 runs have not finished, and SOMEBODY is at work:"+reasons+"ended yet"+rest)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	const whole = "6 of 9 runs have not finished:" + reasons + "begun, or cut off" + rest
	shown("cut off", whole)
	for name, opts := range map[string][]hdf5.Option{"kept segments": {hdf5.KeepSegments()}, "one file": nil} {
		again, err := hdf5.Append(path, opts...)
		if err == nil {
			err = again.Finish()
		}
		if err != nil {
			t.Fatal(err)
		}
		shown(name, whole)
	}
	plain := program()
	plain.Report = nil // a table of numbers: those of many runs are all that is looked at
	for _, most := range []int{1000, 0} {
		cli.CountRuns(t, most)
		var out, errs bytes.Buffer
		code := cli.Execute(plain, []string{"show", path}, &out, &errs)
		if _, missing, _ := strings.Cut(out.String(), "\n\n"); missing != whole || code != 0 || errs.Len() > 0 {
			t.Errorf("of %d runs: code %d\n%s%s", most, code, &errs, &out)
		}
	}
}

// TestShowSaysWhatIsUnderWay has runs that are under way, and that were when the program died: what is said of them above is said
// again where they are missing, and of many only some are named. The pre-run is lost, which is why no more will come.
func TestShowSaysWhatIsUnderWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.hdf5")
	store, traj := unfinished(t, path)
	begin := func(i int) {
		t.Helper()
		run, err := traj.Run(i)
		if err == nil {
			_, err = store.Begin(run)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	pre, err := traj.Run(trajectory.PreRun)
	if err != nil {
		t.Fatal(err)
	}
	pre.End(time.Now(), trajectory.ErrLost)
	if err := errors.Join(trajectory.SaveRun(store, pre), store.Sync()); err != nil {
		t.Fatal(err)
	}
	shown := func(path, wantOut, wantErrs string) {
		t.Helper()
		var out, errs bytes.Buffer
		code := cli.Execute(program(), []string{"show", path}, &out, &errs)
		if text := unsigned(out.String()); code != cli.Success || unsigned(errs.String()) != wantErrs || !strings.Contains(text, wantOut) {
			t.Errorf("code %d\n%s\n%s", code, unsigned(errs.String()), text)
		}
	}
	begin(8)
	shown(path, "\n\nPreBuild or the pre-run, which all runs need, has not finished: lost: the program has died with it\n"+
		"6 of 9 runs have not finished, and P is at work:\n", "lif: run_00000008 is under way in P\n")
	shown(path, "  run_00000007 (neurons.I = 3, simulation.trial = 1): not ended yet\n"+
		"  run_00000008 (neurons.I = 3, simulation.trial = 2): under way in P\n", "lif: run_00000008 is under way in P\n")
	begin(7)
	dead := filepath.Join(t.TempDir(), "dead.hdf5")
	if err := os.CopyFS(dead+".parts", os.DirFS(path+".parts")); err != nil {
		t.Fatal(err)
	}
	shown(path, "  2 runs, first run_00000007 (neurons.I = 3, simulation.trial = 1): under way in P\n", "lif: run_00000008, run_00000007 are under way in P\n")
	const died = "  2 runs, first run_00000007 (neurons.I = 3, simulation.trial = 1): cut off when P died\n"
	shown(dead, died, "lif: run_00000008, run_00000007 were under way when P died\n")

	lock := filepath.Join(dead+".parts", "lock") // 20 programs more have died with run 7 and others, as far as the notes say
	text, err := os.ReadFile(lock)
	if err != nil {
		t.Fatal(err)
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	for by := range 20 {
		for i := range 20 {
			first += fmt.Sprintf("\ndied %d %d lif among others: process %d on host since 2026-11-21T09:30:59Z", 2e9*1e6+20*by+i, 7+i%2, by)
		}
	}
	if err := os.WriteFile(lock, []byte(first+"\n"+rest), 0o666); err != nil {
		t.Fatal(err)
	}
	const eight = "run_00000007, run_00000008, run_00000007, run_00000008, run_00000007, run_00000008, run_00000007, run_00000008"
	shown(dead, died, "lif: 13 more programs had runs under way\n"+strings.Repeat("lif: "+eight+", and 12 more were under way when P died\n", 8))
	if err := store.Close(); err != nil {
		t.Error(err)
	}
}

// After a run only that is said which it has not said itself.
func TestRunSaysWhatIsMissing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.hdf5")
	code, out, _ := call("run", "--quiet", "--untried", "--out", path, "--explore", "fail=,error", "--trials", "2")
	want(t, code, out, "", cli.Failure, "2 runs finished, 2 failed in T; results in "+path+
		"\nto see what the first that failed has logged: lif show "+path+" run_00000002\n\nrun 0 finished\nrun 1 finished\nrun 2 failed\nrun 3 failed\n\nnothing has finished at 1 of 2 points: neurons.fail = error\n", "")
}
