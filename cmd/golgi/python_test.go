package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

// The package of Python reads files and drives programs, among them this one: python/tests/reading. What takes seconds is skipped there as here.
func TestPythonPackage(t *testing.T) {
	const python = "/usr/bin/python3"
	if out, err := exec.Command(python, "-c", "import importlib.util as u, sys; sys.exit(None in map(u.find_spec, ['h5py', 'pytest', 'xarray', 'pandas']))").CombinedOutput(); err != nil {
		t.Skipf("%s lacks h5py, pytest, xarray or pandas (make test-readers-install installs them): %v %s", python, err, out)
	}
	program, err := exec.LookPath("golgi") // this test, called so: see TestMain
	if err != nil {
		t.Fatal(err)
	}
	noted(t, "../../python")
	samples := t.TempDir()
	if err := errors.Join(makeSample(filepath.Join(samples, "sample.hdf5"), false, ""), makeGrown(filepath.Join(samples, "grown.hdf5")),
		makePosted(filepath.Join(samples, "posted.hdf5")), makeRandom(samples, map[bool]int{false: 1, true: 40}[takesMinutes()])); err != nil {
		t.Fatal(err)
	}
	t.Log("GOLGI_SLOW=" + os.Getenv("GOLGI_SLOW"))
	c := exec.Command(python, "-W", "ignore", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs", "tests/reading")
	c.Dir = "../../python"
	c.Env = append(os.Environ(), "GOLGI="+program, "GOLGI_SAMPLES="+samples, "PYTHONDONTWRITEBYTECODE=1", "MPLBACKEND=Agg")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// noted looks at all files of a folder, so that Go, which keeps outcomes of tests, knows that this one depends on them.
func noted(t *testing.T, folder string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == ".pyc" {
			return err
		}
		_, err = os.Stat(path)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}

// makeGrown leaves the folder of an exploration that has gained points twice, and was interrupted: run i gave 10 i, in mV, and x points of x; run 5 has failed.
func makeGrown(path string) error {
	traj, err := trajectory.New("grown")
	if err != nil {
		return err
	}
	store, err := hdf5.Create(path)
	if err != nil {
		return err
	}
	err = traj.Add(trajectory.Parameter{Path: "x", Value: 0}, trajectory.Parameter{Path: "g.tau", Value: units.Millisecond.Of(1)}, trajectory.Parameter{Path: "list", Value: []string{}})
	for first := 0; first < 9; first += 3 {
		var points trajectory.Explicit
		for i := first; i < first+3; i++ {
			points = append(points, trajectory.Point{"x": i, "tau": units.Microsecond.Of(float64(i) + 0.1), "list": strings.Fields("a b c")[:i%3]})
		}
		if err = errors.Join(err, traj.Explore(points), store.SaveTrajectory(traj)); err != nil {
			return err
		}
		for i := first; i < min(first+3, 8); i++ {
			var reason error
			if i == 5 {
				reason = errors.New("no convergence")
			}
			err = errors.Join(err, saveRun(store, traj, i, reason, trajectory.Result{Path: "z", Items: []trajectory.Item{
				{Name: "z", Value: 10 * float64(i), Unit: "mV"}, {Name: "xs", Value: make([]float64, i)}}}), store.Sync())
		}
	}
	return errors.Join(err, store.Close())
}

// makePosted makes a file of two runs with links, results of the whole, logs, derived parameters and a description, whose first run was post-processed.
func makePosted(path string) error {
	traj, err := trajectory.New("posted")
	if err != nil {
		return err
	}
	store, err := hdf5.Create(path)
	if err != nil {
		return err
	}
	traj.Provenance.Posts = []trajectory.Post{{Golgi: "v2", Command: []string{"post", "später"}, Start: time.Unix(1795253459, 0)}}
	err = errors.Join(traj.Add(trajectory.Parameter{Path: "g.x", Value: units.Millivolt.Of(1), Bounds: trajectory.Bounds{Min: "0 mV"}}),
		traj.AddLink(trajectory.Link{Path: "short", Target: "g.x"}), traj.Explore(trajectory.Axis{Path: "x", Values: units.Volt.OfAll(0.0027, 1.0/3)}),
		traj.AddResult(trajectory.Result{Path: "fit.line", Comment: "over all", Items: []trajectory.Item{{Name: "slope", Value: 2.5, Unit: "mV"}}}),
		traj.AddResultLink(trajectory.Link{Path: "best", Target: "fit.line"}), store.SaveTrajectory(traj))
	for i := range 2 {
		err = errors.Join(err, saveRun(store, traj, i, nil, trajectory.Result{Path: "a.stats", Items: []trajectory.Item{
			{Name: "value", Value: float64(i)}, {Name: "text", Value: strconv.Itoa(i)}}}))
	}
	if err = errors.Join(err, store.Sync()); err != nil {
		return err
	}
	run, err := store.LoadRun(traj, 0)
	if err != nil {
		return err
	}
	return errors.Join(run.Reopen(1, trajectory.Refuse), run.Add("a.stats", "later", 7.5, "Hz"), store.Amend(run), store.Finish())
}

// saveRun stores a run with a result, a link to it, a derived parameter and a log.
func saveRun(store *hdf5.Store, traj *trajectory.Trajectory, i int, reason error, res trajectory.Result) error {
	run, err := traj.Run(i)
	if err != nil {
		return err
	}
	start := time.Unix(1795253459+int64(i), 0)
	run.Begin(start)
	err = errors.Join(run.AddResult(res), run.AddLink(trajectory.Link{Path: "quick", Target: res.Path}),
		run.AddDerived(trajectory.Parameter{Path: "d.twice", Value: 2 * i, Comment: "of i"}))
	run.End(start.Add(time.Second), reason)
	run.KeepLog("0.001 s debug größer\n")
	return errors.Join(err, trajectory.SaveRun(store, run))
}
