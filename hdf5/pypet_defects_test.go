package hdf5_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// These are defects of pypet 0.7.0 that were found by trying it, which Golgi does not share. Those of explorations are in package
// manager.

// throughFile returns a parameter, and the same as the item of a result, as they come back from a file.
func throughFile(t *testing.T, path string, value any) (parameter, item any) {
	t.Helper()
	inFolder(t)
	traj, err := trajectory.New("defects")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: path, Value: value}))
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	run, err := traj.Run(0)
	must(t, err)
	must(t, run.Add("r", "x", value, ""))
	must(t, trajectory.SaveRun(s, run))
	must(t, s.Close())
	s = opened(t, reading, "x.hdf5")
	loaded, err := s.LoadTrajectory("defects")
	must(t, err)
	p, err := loaded.Parameter(path)
	must(t, err)
	run, err = s.LoadRun(loaded, 0)
	must(t, err)
	return p.Value, run.Results()[0].Items[0].Value
}

// pypet stores a parameter that is an integer in 32 bits: 2**31 comes back as -2147483648, and 2**40 as 0. It stores no text with
// letters beyond ASCII, and no array of texts with such. What is in a mixed list comes back as bytes, or not at all.
func TestValuesComeBack(t *testing.T) {
	for _, value := range []any{1 << 31, 1 << 40, math.MinInt64, uint64(math.MaxUint64), "größe", "神経細胞", "", " blanks ",
		[]string{"größe", ""}, []int{1 << 40}, []float64{}, true, []byte{0, 1}} {
		parameter, item := throughFile(t, "x", value)
		want := value
		switch v := value.(type) {
		case int:
			want = int64(v)
		case []int:
			want = []int64{int64(v[0])}
		}
		if !reflect.DeepEqual(parameter, want) || !reflect.DeepEqual(item, want) {
			t.Errorf("%#v came back as %#v and %#v", value, parameter, item)
		}
	}
}

// pypet makes p.a.r.a.m.e.t.e.r.s of the parameter par.x at the root.
func TestNamesComeBack(t *testing.T) {
	for _, path := range []string{"par.x", "parameter.x", "p.a.r", "results.x", "config.x", "overview.x", "runs.run_00000000", "data", "r_7"} {
		if parameter, _ := throughFile(t, path, 1); parameter != int64(1) {
			t.Errorf("%s came back as %v", path, parameter)
		}
	}
	traj, err := trajectory.New("names")
	must(t, err)
	err = traj.Add(trajectory.Parameter{Path: "parameters.x", Value: 1})
	wantError(t, err, `trajectory: cannot add parameter "parameters.x": paths start below parameters; write "x"`)
}

// pypet says only when it stores a result that it cannot, or never: a mixed list is stored, and cannot be loaded; the NUL at the end of a
// text is lost. What Golgi cannot keep is refused when it is added.
func TestRefusedWhenAdded(t *testing.T) {
	traj, err := trajectory.New("refused")
	must(t, err)
	run, err := traj.Run(0)
	must(t, err)
	for value, want := range map[any]string{
		&[]any{1, "a"}:          "the values of a list are of one kind",
		&[]any{[]any{1}, 2}:     "the values of a list are of one kind",
		&[][]int{{1}, {1, 2}}:   "rows have 1 and 2 elements",
		&map[string]any{"a": 1}: "give each of its values a name",
		"ends with\x00":         "contains a NUL character",
	} {
		if v := reflect.ValueOf(value); v.Kind() == reflect.Pointer {
			value = v.Elem().Interface()
		}
		if err := run.Add("r", "x", value, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%#v: the error is %v, wanted one with %q", value, err, want)
		}
	}
}

// A kill while pypet stores a run leaves a group without marks, which resuming does not mend: the run counts as finished, and its result cannot be
// loaded. In Golgi's files, a run that has finished has all its results, or the file is damaged and says so.
func TestNoRunWithoutItsResults(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	edit(t, "x.hdf5", func(root h5.Group) error {
		group, err := root.Open("clustered/results/runs/run_00000001")
		if err != nil {
			return err
		}
		return remove("fano")(group)
	})
	if err := hdf5.Check("x.hdf5"); err == nil {
		t.Error("nobody notices that a result is gone")
	}
}

// Without the column runtime in its table of runs, pypet does not load a trajectory, though it means to. Golgi reads its own table, and
// of pypet's what is there.
func TestTableWithoutRuntime(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	edit(t, "x.hdf5", in("clustered/overview", func(overview h5.Group) error {
		if err := overview.Delete("runs"); err != nil {
			return err
		}
		_, err := overview.WriteTable("runs", []h5.Column{{Name: "idx", Array: list[int64](0, 1, 2, 3)}}, h5.Layout{})
		return err
	}))
	s := opened(t, reading, "x.hdf5")
	traj, err := s.LoadTrajectory("clustered")
	must(t, err)
	run, err := s.LoadRun(traj, 1)
	must(t, err)
	if got := fmt.Sprint(run.Record().Status, traj.Len()); got != "finished4" {
		t.Errorf("run 1 of so many is %s", got)
	}
}
