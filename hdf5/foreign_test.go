package hdf5_test

import (
	"errors"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// likePypet makes x.hdf5 in a new folder: the sample without all that pypet does not write, and without some of overview, and
// with more.
func likePypet(t *testing.T, more func(clustered h5.Group) error, lacking ...string) {
	t.Helper()
	inFolder(t)
	writeSample(t, "ours.hdf5")
	ours, err := h5.Open("ours.hdf5")
	must(t, err)
	file, err := h5.Create("x.hdf5")
	must(t, err)
	must(t, h5.Both(ours, file, func(from, to h5.Group) error {
		from, openErr := from.Open("clustered")
		to, makeErr := to.Create("clustered")
		if err := errors.Join(openErr, makeErr); err != nil {
			return err
		}
		for _, name := range []string{"overview", "parameters", "derived_parameters", "results"} {
			if err := h5.Copy(from, name, to, name); err != nil {
				return err
			}
		}
		overview, err := to.Open("overview")
		for _, name := range append(lacking, "table", "pre_run") {
			err = errors.Join(err, overview.Delete(name))
		}
		return errors.Join(err, more(to))
	}))
	must(t, errors.Join(ours.Close(), file.Close()))
}

// TestLikePypet reads a file that has nothing but what pypet writes, too.
func TestLikePypet(t *testing.T) {
	likePypet(t, func(h5.Group) error { return nil })
	wantRefused(t, "x.hdf5")

	want := sample(t)
	want.Provenance = trajectory.Provenance{}
	s := opened(t, reading, "x.hdf5")
	loaded, err := s.LoadTrajectory("clustered")
	must(t, err)
	wanted, err := storetest.TrajectoryText(want)
	must(t, err)
	wanted = strings.Replace(wanted, "reset = quantity in V float64 -0.07 bfb1eb851eb851ec",
		"reset = float64 -70 c051800000000000", 1) // pypet has no units of such
	if got, err := storetest.TrajectoryText(loaded); err != nil || got != wanted {
		t.Errorf("the trajectory came back as %v\n%s\nwanted\n%s", err, got, wanted)
	}
	run, err := s.LoadRun(loaded, 1)
	must(t, err)
	wantRunText(t, run, sampleRun(t, want, 1))
	if run.Record() != ended(sampleRun(t, want, 1), nil).Record() {
		t.Errorf("the record of the run is %+v", run.Record())
	}
	if _, err := s.LoadRun(loaded, 2); !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("a run that pypet has not finished: %v", err)
	}
}

// TestWherePypetHasRuns has results in all the places where pypet may put them.
func TestWherePypetHasRuns(t *testing.T) {
	places := map[string]struct {
		run  int
		path string // "" is nowhere
	}{
		"results/run_set_00000/run_00000001/deep/w":          {1, "deep.w"},
		"results/run_set_00001/run_00000001/w":               {1, ""}, // run 1 is not in that set
		"results/rates/run_00000001":                         {1, "rates"},
		"results/run_00000001/z":                             {1, "z"},
		"results/spikes/run_set_00000/of/run_00000001/inner": {1, "spikes.of.inner"},
		"results/later/runs/run_00000001/z":                  {1, "later.runs.z"},
		"results/runs/run_ALL/early":                         {trajectory.PreRun, "early"},
		"results/summary/mean":                               {trajectory.PreRun, "summary.mean"},
		"results/mean":                                       {trajectory.PreRun, "mean"},
	}
	likePypet(t, func(clustered h5.Group) error {
		if err := clustered.Delete("results/runs/run_ALL"); err != nil {
			return err
		}
		for place := range places {
			group, name := path.Split(place)
			in, err := clustered.Require(strings.TrimSuffix(group, "/"))
			if err == nil {
				err = h5.Copy(clustered, "results/runs/run_00000001/fano", in, name)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	s := opened(t, reading, "x.hdf5")
	traj, err := s.LoadTrajectory("clustered")
	must(t, err)
	want := map[int][]string{1: {"fano"}}
	for _, place := range places {
		if place.path != "" {
			want[place.run] = append(want[place.run], place.path)
		}
	}
	for i, paths := range want {
		run, err := s.LoadRun(traj, i)
		must(t, err)
		var got []string
		for _, res := range run.Results() {
			got = append(got, res.Path)
			if item, err := res.Item("mean"); err != nil || item.Value != 1.8 {
				t.Errorf("%s of %s has mean %v: %v", res.Path, run.Name(), item.Value, err)
			}
		}
		slices.Sort(paths)
		if !slices.Equal(got, paths) {
			t.Errorf("%s gave %q, wanted %q", run.Name(), got, paths)
		}
	}
}

// TestDamageOutsideOfRuns has groups without end beside the runs: their status is known, and loading says what is
// wrong and gives what there is.
func TestDamageOutsideOfRuns(t *testing.T) {
	likePypet(t, func(clustered h5.Group) error {
		_, err := clustered.Require("results" + strings.Repeat("/deeper", 502))
		return err
	})
	s := opened(t, reading, "x.hdf5")
	traj, err := s.LoadTrajectory("clustered")
	must(t, err)
	status, err := s.Status(traj, 1)
	if err != nil || status != trajectory.Finished {
		t.Errorf("the status is %q: %v", status, err)
	}
	for _, i := range []int{trajectory.PreRun, 1} {
		run, err := s.LoadRun(traj, i)
		if err == nil || !strings.HasSuffix(err.Error(), "there are more than 500 groups within each other") {
			t.Errorf("run %d: %v", i, err)
		}
		if _, err := run.Result("fano"); err != nil {
			t.Error(err)
		}
	}
}

// TestTimesThatCannotBeRead is told of among the notes; a table without times has none to tell of.
func TestTimesThatCannotBeRead(t *testing.T) {
	completed := h5.Column{Name: "completed", Array: list[int64](1, 1, 0, 1)}
	for _, c := range []struct {
		columns []h5.Column
		want    []string
	}{
		{[]h5.Column{completed}, nil},
		{[]h5.Column{completed, {Name: "timestamp", Array: list("noon", "noon", "noon", "noon")}, {Name: "finish_timestamp", Array: list(1.0, 2, 3, 4)}},
			[]string{"overview/runs: times are not known: hdf5: clustered/overview/runs: its column timestamp is string, wanted float64"}},
	} {
		likePypet(t, in("overview", func(overview h5.Group) error {
			_, err := overview.WriteTable("runs", c.columns, h5.Layout{})
			return err
		}), "runs")
		s := opened(t, reading, "x.hdf5")
		traj, err := s.LoadTrajectory("clustered")
		must(t, err)
		if !slices.Equal(traj.Notes, c.want) {
			t.Errorf("the notes are %q, wanted %q", traj.Notes, c.want)
		}
		run, err := s.LoadRun(traj, 1)
		must(t, err)
		if r := run.Record(); r.Status != trajectory.Finished || !r.Start.IsZero() {
			t.Errorf("the record is %+v", r)
		}
	}
}

// wantRefused wants a file of pypet's not to be continued.
func wantRefused(t *testing.T, path string) {
	t.Helper()
	s := opened(t, hdf5.Append, path)
	wantError(t, s.SaveTrajectory(sample(t)),
		"hdf5: x.hdf5 was written by pypet, and Golgi only reads it; choose another name")
	must(t, s.Close())
}

// TestPypetFile reads a file of pypet's own.
func TestPypetFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.hdf5")
	out, err := exec.Command(python, filepath.Join("testdata", "write_pypet.py"), path).Output()
	if reason := strings.TrimSpace(string(out)); err != nil || strings.HasPrefix(reason, "missing") {
		t.Skipf("pypet writes no file: %v %s; GOLGI_PYTHONPATH can name a folder that has pypet 0.7", err, reason)
	}
	s, err := hdf5.Open(path)
	must(t, err)
	traj, err := s.LoadTrajectory("T")
	must(t, err)
	run, err := s.LoadRun(traj, 2)
	must(t, err)
	if r := run.Record(); r.Status != trajectory.Finished || r.Start.IsZero() || r.Duration == 0 {
		t.Errorf("the record of the run is %+v", r)
	}
	before, err := s.LoadRun(traj, trajectory.PreRun)
	must(t, err)
	got, err := storetest.TrajectoryText(traj)
	must(t, errors.Join(err, s.Close()))
	golden(t, "pypet.txt", got+storetest.RunText(run)+storetest.RunText(before))
}
