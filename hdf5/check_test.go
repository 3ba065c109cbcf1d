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

// replaceColumn puts a table with a single column in the place of one.
func replaceColumn(table, column string, a h5.Array) func(h5.Group) error {
	return func(group h5.Group) error {
		if err := group.Delete(table); err != nil {
			return err
		}
		_, err := group.WriteTable(table, []h5.Column{{Name: column, Array: a}}, h5.Layout{})
		return err
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	all, err := os.ReadFile(path)
	must(t, err)
	return string(all)
}

// TestCheck breaks the sample's file in one place after the other. A text that ends in "…" goes on in words
// of the library.
func TestCheck(t *testing.T) {
	const (
		table    = "clustered/overview/table"
		params   = "clustered/parameters/"
		clusters = params + "connections/clusters"
		runs     = "clustered/results/runs"
		fano     = runs + "/run_00000000/fano"
	)
	inFolder(t)
	writeSample(t, "x.hdf5")
	whole := read(t, "x.hdf5")
	for _, c := range []struct {
		change func(h5.Group) error
		want   string
	}{
		{func(h5.Group) error { return nil }, ""},
		{attribute("format", "nsdf"),
			`hdf5: x.hdf5 is an HDF5 file, but not one of Golgi's: its attribute "format" is "nsdf", not "golgi"`},
		{attribute("format_version", int64(3)),
			"hdf5: x.hdf5 has version 3 of the format, and this Golgi reads version 2; read it with a newer one"},
		{attribute("format_version", int64(1)), "hdf5: x.hdf5 has version 1 of the format, which no release of " +
			"Golgi has written; this one reads version 2: run the experiment again"},
		{attribute("format_version", "2"), `hdf5: attribute "format_version" of "" is of type string, wanted int64`},
		{func(root h5.Group) error { _, err := root.Write("x", h5.Scalar(1.0), h5.Layout{}); return err },
			`hdf5: the root group: its member "x" is not a group`},
		{makeGroup("clustered/extra"), `hdf5: clustered: its member "extra" is none of ["overview" "parameters" ` +
			`"derived_parameters" "results"]`},
		{in("clustered", remove("overview")), "hdf5: clustered/derived_parameters/runs/run_00000000: no run of " +
			"that name has finished\n…"},
		{in("clustered", attribute("seed", "one")),
			`hdf5: attribute "seed" of "clustered" is of type string, wanted int64`},
		{in("clustered", attribute("start", "now")),
			`hdf5: attribute "start" of "clustered": parsing time "now" …`},

		{in(params+"neurons/tau", remove("data__brn2__")),
			"hdf5: clustered/parameters/neurons/tau: this parameter has no value"},
		{in(params+"neurons/tau", attribute("units", "mV")), "hdf5: clustered/parameters/neurons/tau: " +
			`parameters are in SI units, and "mV" is not one`},
		{in(params+"neurons/N", replaceColumn("data", "data", h5.Vector([]int64{}))),
			`hdf5: read dataset "clustered/parameters/neurons/N/data": the shape [0] has no 1 rows from 0 on`},
		{in(params+"neurons/N", replaceColumn("data", "value", h5.Vector([]int64{1}))),
			`hdf5: read table "clustered/parameters/neurons/N/data": it has no column "data"`},
		{in(params+"neurons/N", replaceColumn("data", "data",
			h5.Array{Shape: []int{1, 2}, Data: []int64{1, 2}})),
			"hdf5: clustered/parameters/neurons/N/data: its column data has rows of shape [2], " +
				"wanted single values"},
		{in(params+"neurons", makeGroup("_a")), ""}, // no parameter is in it
		{in(params+"neurons/N", replaceColumn("data", "data", h5.Vector([]string{"x"}))), ""},
		{in(params+"neurons", func(group h5.Group) error {
			_, err := group.Write("x", h5.Scalar(1.0), h5.Layout{})
			return err
		}), "hdf5: clustered/parameters/neurons/x: it is neither a parameter nor a result, " +
			"nor a group of its own with some"},
		{in("clustered/parameters", remove("neurons")), "trajectory: cannot explore: …"},
		{in(params+"connections/R_ee", replaceColumn("explored_data", "data", h5.Vector([]float64{1, 2, 3}))),
			"trajectory: cannot explore: a Zip needs as many values of each, …"},
		{in(params+"connections/R_ee", remove("explored_data")),
			`hdf5: open dataset "clustered/parameters/connections/R_ee/explored_data": …`},
		{in(clusters, replaceColumn("explored_data__rr__", "idx", h5.Vector([]int64{0, 1, 2, 4}))),
			`hdf5: open dataset "clustered/parameters/connections/clusters/explored__rr__/set_00000/xa_00000004": …`},
		{in(clusters, replaceColumn("explored_data__rr__", "idx", h5.Vector([]float64{0, 1, 2, 3}))),
			"hdf5: clustered/parameters/connections/clusters/explored_data__rr__: its column idx is float64, " +
				"wanted int64"},

		{in(table, replace("status", h5.Vector([]string{"finished", "finished", "failed"}))),
			"hdf5: clustered/overview/table: its columns differ in length"},
		{in(table, replace("status", h5.Vector([]string{"finished", "done", "failed", "pending"}))),
			`hdf5: clustered/overview/table: row 1: there is no status "done"`},
		{in(table, replace("status", h5.Vector([]string{"finished", "finished", "finished", "pending"}))),
			"hdf5: clustered/results/runs/run_00000002: it is missing, and the run is finished"},
		{in(table, replace("status", h5.Vector([]string{"finished", "pending", "failed", "pending"}))),
			`hdf5: clustered/results/runs/run_00000001: it is there, and the run is pending
hdf5: clustered/derived_parameters/runs/run_00000001: no run of that name has finished`},
		{in(table, replace("duration", h5.Vector([]float64{1, -1e300, 1, 1}))),
			"hdf5: clustered/overview/table: row 1: -1e+300 s is not how long a run can have taken"},
		{in(table, replace("start", h5.Vector([]float64{1, 1, 1e10, 1}))),
			"hdf5: clustered/overview/table: row 2: 1e+10 s since 1970 is not when a run can have been started"},
		{in(table, replace("start", h5.Vector([]int64{1, 1, 1, 1}))),
			"hdf5: clustered/overview/table/start: it is int64 of shape [4], wanted a list of float64"},
		{in(table, replace("run", h5.Vector([]int64{0, 1, 3, 2}))),
			"hdf5: clustered/overview: run 2 comes after run 3"},
		{in(table, replace("run", h5.Vector([]int64{0, 1, 2, 1 << 40}))),
			"hdf5: clustered/overview/table: row 3: there is no run 1099511627776"},
		{in(table, replace("run", h5.Vector([]int64{0, 1, 2, 4}))),
			`hdf5: clustered/overview/table: row 3 is called run_00000003, wanted run_00000004
hdf5: clustered/overview/table: it has 4 rows, to that of run 4, and there are 4 runs`},
		{in(table, replace("results.fano.mean", h5.Vector([]float64{1}))),
			"hdf5: clustered/overview/table/results.fano.mean: it has the shape [1], and the table 4 rows"},

		{in(runs, makeGroup("run_00000007")),
			"hdf5: clustered/results/runs/run_00000007: no run of that name has finished"},
		{in(runs, makeGroup("extra")), "hdf5: clustered/results/runs/extra: no run of that name has finished"},
		{in(fano, makeGroup("extra")), "hdf5: clustered/results/runs/run_00000000/fano/extra: " +
			"it is no dataset, and so no item of the result"},
		{in(fano, replace("mean", h5.Vector([]float64{1}))),
			"hdf5: clustered/results/runs/run_00000000/fano/mean: it has 0 dimension scales for the shape [1]"},
		{in(fano, replaceColumn("mean", "x", h5.Vector([]float64{1}))),
			"hdf5: clustered/results/runs/run_00000000/fano/mean: it holds what no value of a trajectory is"},
		{in(runs+"/run_00000000", replace("fano", h5.Scalar(1.0))),
			"hdf5: clustered/results/runs/run_00000000/fano: it is neither a parameter nor a result, nor a group of its own with some"},
	} {
		write(t, "x.hdf5", whole)
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
	const runs = "clustered/results/runs"
	edit(t, "x.hdf5", in(runs+"/run_00000000/fano", replace("mean", h5.Vector([]float64{1}))))
	edit(t, "x.hdf5", in(runs+"/run_00000001/fano", makeGroup("extra")))
	edit(t, "x.hdf5", in(runs, makeGroup("run_00000002")))
	wantError(t, hdf5.Check("x.hdf5"),
		`hdf5: clustered/results/runs/run_00000002: it is there, and the run is failed
hdf5: clustered/results/runs/run_00000000/fano/mean: it has 0 dimension scales for the shape [1]
hdf5: clustered/results/runs/run_00000001/fano/extra: it is no dataset, and so no item of the result`)
}

func TestOpenRefused(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	whole := read(t, "x.hdf5")
	write(t, "empty.hdf5", "")
	write(t, "text.hdf5", "results: none")
	write(t, "short.hdf5", whole[:len(whole)/2])
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
	whole := read(t, "x.hdf5")
	for n := 0; n < len(whole); n += 997 {
		write(t, "short.hdf5", whole[:n])
		if hdf5.Check("short.hdf5") == nil {
			t.Errorf("the first %d of %d bytes pass for a file", n, len(whole))
		}
	}
}

// TestAbsurdSize has a result that claims to be 8 TB large.
func TestAbsurdSize(t *testing.T) {
	inFolder(t)
	traj := writeSample(t, "x.hdf5")
	edit(t, "x.hdf5", in("clustered/results/runs/run_00000000/fano", func(group h5.Group) error {
		_, err := group.Allocate("huge", h5.Float64, []int{1 << 20, 1 << 20}, h5.Layout{})
		return err
	}))
	s := opened(t, reading, "x.hdf5")
	_, err := s.LoadRun(traj, 0)
	wantError(t, err, `hdf5: read dataset "clustered/results/runs/run_00000000/fano/huge": it claims 1099511627776 `+
		`values of 8 bytes, more than the file can hold`)
	_, err = s.LoadRun(traj, 1)
	must(t, err)
}
