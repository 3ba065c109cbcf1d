package cli_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/component"
	"golgi/hdf5"
	"golgi/trajectory"
)

// TestShowForeign shows a file of pypet's, and says what is in doubt there.
func TestShowForeign(t *testing.T) {
	packed, err := os.Open(filepath.Join("..", "hdf5", "testdata", "foreign", "cases.hdf5.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	source, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(source)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("x.hdf5", all, 0o666); err != nil {
		t.Fatal(err)
	}
	e := program()
	e.Name = "aborted"
	var out, errs bytes.Buffer
	code := cli.Execute(e, []string{"show", "x.hdf5"}, &out, &errs)
	want(t, code, out.String(), errs.String(), 0, "run 0 finished\n\n2 of 3 runs have not finished:\n  2 runs, first run_00000001: not begun, or cut off\n",
		"x.hdf5: parameters: it is missing, so that nothing is known of the parameters\n"+
			"x.hdf5: overview/explorations: parameters.x is explored, and is not there\n"+
			"x.hdf5: overview/runs: run_00000000 is not flagged as completed, and gave results: the exploration was "+
			"aborted, and what pypet has stored counts as finished\n")
}

// An experiment without a report has a table of numbers, also for files in which no run has finished, and of which nobody
// knows the parameters.
func TestShowWithoutReport(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, settings := range []string{"I=1", "--explore fail=error,panic"} {
		e := program()
		e.Report, e.Parts, e.Choose, e.Explore, e.Words, e.Flags = nil, []component.Component{neurons{}, finals{}}, nil, nil, nil, nil
		var out, errs bytes.Buffer
		args := append([]string{"run", "--quiet", "--untried", "--overwrite", "--out", "x.hdf5", "--trials", "3"}, strings.Fields(settings)...)
		cli.Execute(e, args, &out, &errs)
		out.Reset()
		errs.Reset()
		code := cli.Execute(e, []string{"show", "x.hdf5"}, &out, &errs)
		store, err := hdf5.Append("x.hdf5")
		if err != nil {
			t.Fatal(err)
		}
		traj, err := store.LoadTrajectory(e.Name)
		if err == nil {
			err = errors.Join(traj.AddResult(trajectory.Result{Path: "all.rates", Comment: "over all runs", Items: []trajectory.Item{{Name: "mean", Value: 2.5, Unit: "Hz"}}}),
				store.SaveTrajectory(traj))
		}
		if err = errors.Join(err, store.Close()); err != nil {
			t.Fatal(err)
		}
		before := out.String()
		out.Reset()
		const rates = "all.rates  # over all runs\n  mean = 2.5 Hz\n"
		if again := cli.Execute(e, []string{"show", "x.hdf5"}, &out, &errs); again != code || strings.Replace(out.String(), rates, "", 1) == out.String() {
			t.Errorf("with a result of the whole it shows, by code %d\n%s\nafter\n%s", again, &out, before)
		}
		if code != cli.Success || errs.Len() > 0 || strings.Contains(settings, "fail") != strings.Contains(out.String(), "6 of 6 runs have not finished") {
			t.Errorf("%s: code %d\n%s%s", settings, code, &out, &errs)
		}
	}
}
