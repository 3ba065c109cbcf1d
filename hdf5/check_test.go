package hdf5_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
)

// TestCheck breaks the sample's file in one place after the other. In what Check is to say, @ is "hdf5: " and
// the place, and a text that ends in "…" goes on in words of the library.
func TestCheck(t *testing.T) {
	const (
		clustered = "clustered"
		table     = "clustered/overview/table"
		params    = "clustered/parameters"
		number    = params + "/neurons/N"
		tau       = params + "/neurons/tau"
		factor    = params + "/connections/R_ee"
		clusters  = params + "/connections/clusters"
		runs      = "clustered/results/runs"
		partial   = "clustered/results/_p_partial"
		fano      = runs + "/run_00000000/fano"
		lists     = "explored_data__rr__"
	)
	inFolder(t)
	writeSample(t, "x.hdf5")
	whole := read(t, "x.hdf5")
	for _, c := range []struct {
		at     string
		change func(h5.Group) error
		want   string
	}{
		{"", func(h5.Group) error { return nil }, ""},
		{"", attribute("format", "nsdf"),
			`@x.hdf5 is an HDF5 file, but not one of Golgi's: its attribute "format" is "nsdf", not "golgi"`},
		{"", attribute("format_version", int64(8)),
			"@x.hdf5 has version 8 of the format, and this Golgi reads versions up to 7; read it with a newer one"},
		{"", attribute("format_version", int64(1)), "@x.hdf5 has version 1 of the format, which no release of " +
			"Golgi has written; this one reads versions from 2 on: run the experiment again"},
		{"", attribute("format_version", "2"), `@attribute "format_version" of "" is of type string, wanted int64`},
		{"", add("x", h5.Scalar(1.0)), `@the root group: its member "x" is not a group`},
		{clustered, makeGroup("extra"),
			`@: its member "extra" is none of ["config" "overview" "parameters" "derived_parameters" "results"]`},
		{clustered, remove("overview"),
			"@/derived_parameters/runs/run_00000000: no run of that name has finished\n…"},
		{clustered, attribute("seed", "one"),
			`hdf5: attribute "seed" of "clustered" is of type string, wanted int64`},
		{clustered, attribute("start", "now"), `hdf5: attribute "start" of "clustered": parsing time "now" …`},

		{tau, remove("data__brn2__"), "@: this parameter has no value"},
		{tau, attribute("units", "bolt"), "@: units: unknown unit \"bolt\"…"},
		{tau, add("_p_si_explored_data__brn2__", list(1.0)), "@/_p_si_explored_data__brn2__: it has 1 values, and there are 4 numbers"},
		{tau, add("_p_si_explored_data__brn2__", list[int64](1)),
			"@/_p_si_explored_data__brn2__: it is int64 of shape [1], wanted a list of float64"},
		{number, replaceColumn("data", "data", list[int64]()),
			`hdf5: read dataset "clustered/parameters/neurons/N/data": the shape [0] has no 1 rows from 0 on`},
		{number, replaceColumn("data", "value", list[int64](1)),
			`hdf5: read table "clustered/parameters/neurons/N/data": it has no column "data"`},
		{number, replaceColumn("data", "data", h5.Array{Shape: []int{1, 2}, Data: []int64{1, 2}}),
			"@/data: its column data has rows of shape [2], wanted single values"},
		{number, replaceColumn("data", "data", list("x")), ""},
		{params + "/neurons", makeGroup("_a"), ""}, // no parameter is in it
		{params + "/neurons", add("x", h5.Scalar(1.0)),
			"@/x: it is neither a parameter nor a result, nor a group of its own with some"},
		{params, remove("neurons"), "hdf5: clustered/overview/explorations: neurons.tau is explored, and is no parameter"},
		{factor, replaceColumn("explored_data", "data", list(1.0, 2, 3)),
			"trajectory: cannot explore: a Zip (with, --zip) needs as many values of each, …"},
		{factor, remove("explored_data"),
			`hdf5: open dataset "clustered/parameters/connections/R_ee/explored_data": …`},
		{clusters, replaceColumn(lists, "idx", list[int64](0, 1, 2, 4)),
			`hdf5: open dataset "clustered/parameters/connections/clusters/explored__rr__/set_00000/xa_00000004": …`},
		{clusters, replaceColumn(lists, "idx", list(0.0, 1, 2, 3)),
			"@/explored_data__rr__: its column idx is float64, wanted int64"},

		{table, replace("status", list("finished", "finished", "failed")), "@: its columns differ in length"},
		{table, replace("status", list("finished", "done", "failed", "pending")),
			`@: row 1: there is no status "done"`},
		{table, replace("status", list("finished", "finished", "finished", "pending")),
			`hdf5: clustered/results/runs/run_00000002: it is missing, and the run is finished
hdf5: clustered/derived_parameters/_p_partial/run_00000002: no run of that name has ended early, and has results there
hdf5: clustered/results/_p_partial/run_00000002: no run of that name has ended early, and has results there`},
		{table, replace("status", list("finished", "finished", "stopped", "pending")), ""},
		{table, replace("status", list("finished", "finished", "lost", "pending")), ""},
		{table, replace("status", list("finished", "pending", "failed", "pending")),
			`hdf5: clustered/results/runs/run_00000001: it is there, and the run is pending
hdf5: clustered/derived_parameters/runs/run_00000001: no run of that name has finished`},
		{table, replace("duration", list(1, -1e300, 1, 1)),
			"@: row 1: -1e+300 s is not how long a run can have taken"},
		{table, replace("start", list(1, 1, 1e10, 1)),
			"@: row 2: 1e+10 s since 1970 is not when a run can have been started"},
		{table, replace("start", list[int64](1, 1, 1, 1)),
			"@/start: it is int64 of shape [4], wanted a list of float64"},
		{table, replace("run", list[int64](0, 1, 3, 2)), "hdf5: clustered/overview: run 2 comes after run 3"},
		{table, replace("run", list[int64](0, 1, 2, 1<<40)), "@: row 3: there is no run 1099511627776"},
		{table, replace("run", list[int64](0, 1, 2, 4)), `@: row 3 is called run_00000003, wanted run_00000004
@: it has 4 rows, to that of run 4, and there are 4 runs`},
		{table, replace("results.fano.mean", list(1.0)),
			"@/results.fano.mean: it has the shape [1], and the table 4 rows"},

		{runs, makeGroup("run_00000007"), "@/run_00000007: no run of that name has finished"},
		{runs, makeGroup("extra"), "@/extra: no run of that name has finished"},
		{partial, makeGroup("run_00000001"), "@/run_00000001: no run of that name has ended early, and has results there"},
		{"clustered/results", remove("_p_partial"), "hdf5: clustered/derived_parameters/_p_partial/run_00000002: no run " +
			"of that name has ended early, and has results there"},
		{"clustered/derived_parameters", remove("_p_partial"), ""},
		{partial + "/run_00000002/fano", replace("mean", list(1.0)), "@/mean: it has 0 dimension scales for the shape [1]"},
		{fano, makeGroup("extra"), "@/extra: it is no dataset, and so no item of the result"},
		{fano, replace("mean", list(1.0)), "@/mean: it has 0 dimension scales for the shape [1]"},
		{fano, replaceColumn("mean", "x", list(1.0)), "@/mean: it holds what no value of a trajectory is"},
		{runs + "/run_00000000", replace("fano", h5.Scalar(1.0)),
			"@/fano: it is neither a parameter nor a result, nor a group of its own with some"},
	} {
		write(t, "x.hdf5", whole)
		edit(t, "x.hdf5", in(c.at, c.change))
		must(t, h5.Seal("x.hdf5")) // so that no child tries it first
		wantCheck(t, hdf5.Check("x.hdf5"), strings.ReplaceAll(c.want, "@", "hdf5: "+c.at))
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
	must(t, h5.Seal("x.hdf5"))
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
		"":           "hdf5: the name of the file is empty: file does not exist",
		"empty.hdf5": "hdf5: empty.hdf5 is empty, as where a disk was full or a copy was interrupted; put a copy of it in its place, or remove it",
		"text.hdf5":  "hdf5: text.hdf5 is not an HDF5 file",
		"folder":     "hdf5: cannot open folder: it is a folder; name a file in it",
		"short.hdf5": "hdf5: short.hdf5 is damaged: …",
	} {
		_, err := hdf5.Open(path)
		wantCheck(t, err, want)
		wantCheck(t, hdf5.Check(path), want)
		_, err = hdf5.ResultDigest(path)
		wantCheck(t, err, want)
	}
	if _, err := hdf5.Open("short.hdf5"); !strings.HasPrefix(err.Error(), "hdf5: short.hdf5 is damaged: it was cut off, as where a disk is full or a copy was interrupted; put a copy of it in its place (HDF5: ") {
		t.Errorf("of a truncated file it says: %v", err)
	}
}

// TestTruncatedAnywhere opens beginnings of a file, none of which is one: many more with GOLGI_SLOW.
func TestTruncatedAnywhere(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	whole := read(t, "x.hdf5")
	stride := 2003
	if slow {
		stride = 97
	}
	for n := 0; n < len(whole); n += stride {
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

// TestForeignIsNotRead has a file of five kilobytes that takes two gigabytes of memory, and 10 s, to read: it is told by
// its attributes that it is none of ours.
func TestForeignIsNotRead(t *testing.T) {
	path := filepath.Join("internal", "sandbox", "testdata", "bomb.h5")
	want := "hdf5: " + path + ` is an HDF5 file, but not one of Golgi's: its attribute "format" is "", not "golgi"`
	before := processorTime(t)
	_, opened := hdf5.Open(path)
	_, appended := hdf5.Append(path)
	_, digested := hdf5.ResultDigest(path)
	for _, err := range []error{opened, appended, digested, hdf5.Check(path)} {
		wantError(t, err, want)
	}
	if took := processorTime(t) - before; took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}
