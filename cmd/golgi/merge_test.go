package main

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/trajectory"
)

// squares writes a file with the squares of some numbers; that of 4 fails.
func squares(t *testing.T, path string, seed int, xs ...float64) {
	t.Helper()
	traj, err := trajectory.New("squares")
	if err == nil {
		err = traj.Add(trajectory.Parameter{Path: "x", Value: 0.0}, trajectory.Parameter{Path: "simulation.seed", Value: seed})
	}
	if err == nil {
		err = traj.Explore(trajectory.Axis{Path: "x", Values: xs})
	}
	if err != nil {
		t.Fatal(err)
	}
	store, err := hdf5.Create(path)
	if err == nil {
		err = store.SaveTrajectory(traj)
	}
	for i, x := range xs {
		run, failed := traj.Run(i)
		if err = errors.Join(err, failed); err != nil {
			t.Fatal(err)
		}
		err = errors.Join(run.Add("z", "square", x*x, ""), run.Add("monitors.v", "v", make([]float64, 10000), ""))
		if x == 4 {
			run.Begin(traj.Provenance.Start)
			run.End(traj.Provenance.Start, errors.New("no convergence"))
		}
		err = errors.Join(err, trajectory.SaveRun(store, run))
	}
	if err = errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
}

// sizes are those of files, which compress as their libraries do.
var sizes = regexp.MustCompile(`[0-9.]+ KiB`)

func TestFilesOfResults(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("runs", 0o777); err != nil {
		t.Fatal(err)
	}
	squares(t, "runs/a.hdf5", 1, 1, 2)
	squares(t, "runs/b.hdf5", 1, 2, 3, 4)
	squares(t, "c.h5", 2, 1)
	for _, c := range []struct {
		command   string
		code      int
		out, errs string // the errors begin so
	}{
		{"merge all.hdf5 runs", cli.Success, "all.hdf5: 4 runs of 2 files, of which 3 have finished; 1 run left out of points that are there already\n", ""},
		{"merge all.hdf5 runs", cli.Failure, "", "hdf5: all.hdf5 exists; choose another name, or ask to overwrite it (--overwrite)\n"},
		{"merge all.hdf5 all.hdf5 c.h5 --overwrite", cli.Failure, "", "hdf5: cannot merge into all.hdf5: trajectory: cannot merge: parameters differ that nothing " +
			"explores: simulation.seed is 1 in all.hdf5 and 2 in c.h5; have them explored"},
		{"merge all.hdf5 all.hdf5 c.h5 --overwrite --explore-differing", cli.Success, "all.hdf5: 5 runs of 2 files, of which 4 have finished\n", ""},
		{"merge out.hdf5", cli.Usage, "", "golgi: name a file to make, and those to merge\n"},
		{"merge all.hdf5 c.h5 --overwrite", cli.Usage, "", "golgi: there is only \"c.h5\" to merge; name two at least, or copy it (backup)\n"},
		{"show all.hdf5 3", cli.Success, "run_00000003 of squares in all.hdf5: failed\nmerged from run_00000002 of b.hdf5\nerror:\n  no convergence\n\n" +
			"what    name             value  unit  type     shape  comment\npoint   simulation.seed      1  -     int64    -      -\n" +
			"point   x                    4  -     float64  -      -\nresult  monitors.v.v         -  -     float64  10000  -\nresult  z.square            16  -     float64  -      -\n", ""},
		{"merge out.hdf5 a b --prefer best", cli.Usage, "", `golgi: cannot prefer "best"; there are first and last` + "\n"},
		{"merge out.hdf5 cmd c.h5", cli.Failure, "", "hdf5: cannot merge into out.hdf5: cannot merge cmd: there is no cmd"},
		{"delete all.hdf5 --runs 0,2-3 --dry-run", cli.Success, "all.hdf5: 3 runs 0 2 3 would be deleted\n", ""},
		{"delete all.hdf5 --runs 0", cli.Success, "all.hdf5: 1 run deleted; it has SIZE, and had SIZE\n", ""},
		{"delete all.hdf5 --where x>=3&&seed==1 --result monitors", cli.Success, "all.hdf5: 1 result of 1 run deleted; it has SIZE, and had SIZE\n", ""},
		{`delete all.hdf5 --where status=="failed"`, cli.Success, "all.hdf5: 1 run deleted; it has SIZE, and had SIZE\n", ""},
		{`delete all.hdf5 --where status=="failed"`, cli.Success, "all.hdf5: there are no such runs\n", ""},
		{`delete all.hdf5 --where status=="deleted" --again`, cli.Success, "all.hdf5: 2 runs deleted; it has SIZE, and had SIZE\n", ""},
		{"delete all.hdf5", cli.Usage, "", "golgi: say what to delete: --runs, --where or --result\n"},
		{"delete all.hdf5 --runs 3-1", cli.Usage, "", `golgi: "3-1" names no runs; write numbers and ranges: 3,7-9` + "\n"},
		{"delete all.hdf5 --runs 1-99999999999", cli.Usage, "", `golgi: "1-99999999999" names no runs`},
		{"delete all.hdf5 --runs 1 --where x>1", cli.Usage, "", "golgi: say which runs by --runs or by --where, and not by both\n"},
		{"rename all.hdf5 powers", cli.Success, "all.hdf5: the trajectory is called powers\n", ""},
		{"rename all.hdf5 final.hdf5", cli.Success, "all.hdf5 is called final.hdf5\n", ""},
		{"rename final.hdf5 c.h5", cli.Failure, "", "golgi: cannot rename final.hdf5: c.h5 exists, and nothing is replaced; choose another name, or move it away"},
		{"rename final.hdf5", cli.Usage, "", "golgi: name a file, and the name that it or its trajectory is to have\n"},
		{"backup final.hdf5", cli.Success, "final.hdf5: nothing is wrong with its copy backup_final.hdf5\n", ""},
		{"backup final.hdf5 copy.hdf5", cli.Success, "final.hdf5: nothing is wrong with its copy copy.hdf5\n", ""},
		{"backup none.hdf5", cli.Failure, "", "hdf5: cannot back up none.hdf5: there is no none.hdf5"},
	} {
		code, out, errs := call(strings.Fields(c.command)...)
		out = sizes.ReplaceAllString(out, "SIZE")
		if code != c.code || out != c.out || !strings.HasPrefix(errs, c.errs) || c.errs == "" && errs != "" {
			t.Errorf("golgi %s: code %d\n%s%s\nwanted %d\n%s%s", c.command, code, out, errs, c.code, c.out, c.errs)
		}
	}
}
