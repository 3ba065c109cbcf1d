package hdf5_test

import (
	"os"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
)

// edit changes a file behind the back of the store.
func edit(t *testing.T, path string, change func(root h5.Group) error) {
	t.Helper()
	file, err := h5.Edit(path)
	must(t, err)
	must(t, file.Do(change))
	must(t, file.Close())
}

// in is a change of the group at a path.
func in(path string, change func(h5.Group) error) func(h5.Group) error {
	return func(root h5.Group) error {
		group, err := root.Open(path)
		if err != nil {
			return err
		}
		return change(group)
	}
}

// replace puts another dataset in the place of one.
func replace(name string, a h5.Array) func(h5.Group) error {
	return func(group h5.Group) error {
		if err := group.Delete(name); err != nil {
			return err
		}
		_, err := group.Write(name, a, h5.Layout{})
		return err
	}
}

func remove(name string) func(h5.Group) error {
	return func(group h5.Group) error { return group.Delete(name) }
}

func makeGroup(path string) func(h5.Group) error {
	return func(group h5.Group) error { _, err := group.Require(path); return err }
}

func attribute(name string, value any) func(h5.Group) error {
	return func(group h5.Group) error { return group.SetAttribute(name, value) }
}

// TestCheck breaks the sample's file in one place after the other. A text that ends in "…" goes on in words
// of the library.
func TestCheck(t *testing.T) {
	const (
		table = "clustered/run_table"
		run0  = "clustered/runs/00000000"
		lists = "clustered/explored_lists/connections.clusters"
	)
	for _, c := range []struct {
		change func(h5.Group) error
		want   string
	}{
		{func(h5.Group) error { return nil }, ""},
		{attribute("format", "nsdf"),
			`hdf5: x.hdf5 is an HDF5 file, but not one of Golgi's: its attribute "format" is "nsdf", not "golgi"`},
		{attribute("format_version", int64(2)),
			"hdf5: x.hdf5 has version 2 of the format, and this Golgi reads up to 1; read it with a newer one"},
		{attribute("format_version", "1"), `hdf5: attribute "format_version" of "" is of type string, wanted int64`},
		{func(root h5.Group) error { _, err := root.Write("x", h5.Scalar(1.0), h5.Layout{}); return err },
			`hdf5: the root group: its member "x" is not a group`},
		{makeGroup("clustered/extra"), `hdf5: clustered: its member "extra" is none of ["parameters" ` +
			`"explored_lists" "run_table" "pre_run_table" "runs"]`},
		{in("clustered", remove("run_table")), `hdf5: open group "clustered/run_table": …`},
		{in("clustered", attribute("seed", "one")),
			`hdf5: attribute "seed" of "clustered" is of type string, wanted int64`},
		{in("clustered", attribute("start", "now")),
			`hdf5: attribute "start" of "clustered": parsing time "now" …`},
		{in("clustered/parameters/neurons", replace("tau", h5.Vector([]float32{1}))),
			"hdf5: clustered/parameters/neurons/tau: it holds float32, which no value of a trajectory has"},
		{in("clustered/parameters", makeGroup("_a")), ""}, // no parameter is in it
		{in("clustered/parameters/neurons", replace("N", h5.Scalar("x"))), ""},
		{in("clustered/parameters", remove("neurons")),
			`trajectory: cannot explore: …`},
		{in(table, replace("status", h5.Vector([]string{"finished", "finished", "failed"}))),
			"hdf5: clustered/run_table: its columns differ in length"},
		{in(table, replace("status", h5.Vector([]string{"finished", "done", "failed", "pending"}))),
			`hdf5: clustered/run_table: row 1: there is no status "done"`},
		{in(table, replace("status", h5.Vector([]string{"finished", "finished", "finished", "pending"}))),
			"hdf5: clustered/runs/00000002: it is missing, and the run is finished"},
		{in(table, replace("status", h5.Vector([]string{"finished", "pending", "failed", "pending"}))),
			"hdf5: clustered/runs/00000001: it is there, and the run is pending"},
		{in(table, replace("duration", h5.Vector([]float64{1, -1e300, 1, 1}))),
			"hdf5: clustered/run_table: row 1: -1e+300 s is not how long a run can have taken"},
		{in(table, replace("start", h5.Vector([]float64{1, 1, 1e10, 1}))),
			"hdf5: clustered/run_table: row 2: 1e+10 s since 1970 is not when a run can have been started"},
		{in(table, replace("start", h5.Vector([]int64{1, 1, 1, 1}))),
			"hdf5: clustered/run_table/start: it is int64 of shape [4], wanted a list of float64"},
		{in(table, replace("run", h5.Vector([]int64{0, 1, 3, 2}))),
			"hdf5: clustered/run_table: row 2 is that of run 3, run_00000002, wanted 2, run_00000002"},
		{in(table, replace("parameters.connections.R_ee", h5.Vector([]float64{1, 2, 3, 4}))),
			`hdf5: read attribute "clustered/run_table/parameters.connections.R_ee@axis": …`},
		{in(table, remove("parameters.connections.R_ee")),
			"hdf5: clustered: the explored parameters do not count as axis 1 to 4"},
		{in(lists, replace("length", h5.Vector([]int64{1, 0, 2, 4}))),
			"hdf5: clustered/explored_lists/connections.clusters: list 3 cannot have the length 4"},
		{in(lists, replace("length", h5.Vector([]int64{1, 0, 2, 2}))),
			"hdf5: clustered/explored_lists/connections.clusters: 1 values are in no list"},
		{in("clustered/runs", makeGroup("00000007")), "hdf5: clustered/runs/00000007: there is no such run"},
		{in("clustered/runs", makeGroup("extra")), "hdf5: clustered/runs/extra: there is no such run"},
		{in(run0, makeGroup("extra")),
			`hdf5: clustered/runs/00000000: its member "extra" is none of ["derived" "results"]`},
		{in(run0+"/results/fano", replace("mean", h5.Vector([]float64{1}))),
			"hdf5: clustered/runs/00000000/results/fano/mean: it has 0 dimension scales for the shape [1]"},
		{in(run0+"/results/fano", replace("mean", h5.Scalar(float32(1)))),
			"hdf5: clustered/runs/00000000/results/fano/mean: it holds float32, which no value of a trajectory has"},
		{in(run0+"/results", replace("fano", h5.Scalar(1.0))),
			`hdf5: clustered/runs/00000000/results: its datasets ["fano"] belong to no result`},
	} {
		inFolder(t)
		writeSample(t, "x.hdf5")
		edit(t, "x.hdf5", c.change)
		wantCheck(t, hdf5.Check("x.hdf5"), c.want)
	}
}

func wantCheck(t *testing.T, err error, want string) {
	t.Helper()
	got := ""
	if err != nil {
		got = err.Error()
	}
	start, open := strings.CutSuffix(want, "…")
	if got != want && !(open && strings.HasPrefix(got, start)) {
		t.Errorf("the check says\n  %s\nwanted\n  %s", got, want)
	}
}

// TestCheckNamesAll breaks a file in three places at once.
func TestCheckNamesAll(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	edit(t, "x.hdf5", in("clustered/runs/00000000/results/fano", replace("mean", h5.Vector([]float64{1}))))
	edit(t, "x.hdf5", in("clustered/runs/00000001", makeGroup("extra")))
	edit(t, "x.hdf5", in("clustered/runs", makeGroup("00000002")))
	wantError(t, hdf5.Check("x.hdf5"),
		`hdf5: clustered/runs/00000000/results/fano/mean: it has 0 dimension scales for the shape [1]
hdf5: clustered/runs/00000001: its member "extra" is none of ["derived" "results"]
hdf5: clustered/runs/00000002: it is there, and the run is failed`)
}

func TestOpenRefused(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	whole, err := os.ReadFile("x.hdf5")
	must(t, err)
	write(t, "empty.hdf5", "")
	write(t, "text.hdf5", "results: none")
	write(t, "short.hdf5", string(whole[:len(whole)/2]))
	must(t, os.Mkdir("folder", 0o777))
	for path, want := range map[string]string{
		"none.hdf5":  "hdf5: there is no none.hdf5: file does not exist",
		"empty.hdf5": "hdf5: empty.hdf5 is not an HDF5 file",
		"text.hdf5":  "hdf5: text.hdf5 is not an HDF5 file",
		"folder":     "hdf5: folder is not an HDF5 file",
		"short.hdf5": `hdf5: open file "short.hdf5": …`,
	} {
		_, err := hdf5.Open(path)
		wantCheck(t, err, want)
		wantCheck(t, hdf5.Check(path), want)
		_, err = hdf5.ResultDigest(path)
		wantCheck(t, err, want)
	}
	if _, err := hdf5.Open("short.hdf5"); !strings.Contains(err.Error(), "truncated file") {
		t.Errorf("of a truncated file it says: %v", err)
	}
}

// TestTruncatedAnywhere opens the beginnings of a file, none of which is one.
func TestTruncatedAnywhere(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	whole, err := os.ReadFile("x.hdf5")
	must(t, err)
	for n := 0; n < len(whole); n += 997 {
		write(t, "short.hdf5", string(whole[:n]))
		if hdf5.Check("short.hdf5") == nil {
			t.Errorf("the first %d of %d bytes pass for a file", n, len(whole))
		}
	}
}

// TestAbsurdSize has a result that claims to be 8 TB large.
func TestAbsurdSize(t *testing.T) {
	inFolder(t)
	traj := writeSample(t, "x.hdf5")
	edit(t, "x.hdf5", in("clustered/runs/00000000/results/fano", func(group h5.Group) error {
		_, err := group.Allocate("huge", h5.Float64, []int{1 << 20, 1 << 20}, h5.Layout{})
		return err
	}))
	s := opened(t, reading, "x.hdf5")
	_, err := s.LoadRun(traj, 0)
	wantError(t, err, `hdf5: read dataset "clustered/runs/00000000/results/fano/huge": it claims 1099511627776 `+
		`values of 8 bytes, more than the file can hold`)
	_, err = s.LoadRun(traj, 1)
	must(t, err)
}
