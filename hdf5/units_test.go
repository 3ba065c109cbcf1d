package hdf5_test

import (
	"fmt"
	"os"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

func quantity(text string) units.Quantity { return units.MustParse(text) }

// written is a trajectory with quantities in several units, of which some explored ones are no numbers of the default's.
func written(t *testing.T, v string, explored ...units.Quantity) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("small")
	must(t, err)
	traj.Provenance.Start = start
	must(t, traj.Add(
		trajectory.Parameter{Path: "v", Value: quantity(v), Annotations: trajectory.Annotations{"reset": quantity("7.1 uV")}},
		trajectory.Parameter{Path: "list", Value: units.Microvolt.OfAll(100, 7.1)}))
	must(t, traj.Explore(trajectory.Zip{{Path: "v", Values: explored},
		{Path: "list", Values: []any{units.Microvolt.OfAll(100), units.Millivolt.OfAll(0.1), units.Microvolt.OfAll(7.1)}}}))
	return traj
}

func writtenRun(t *testing.T, traj *trajectory.Trajectory, i int) *trajectory.Run {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	run.Begin(start)
	must(t, run.AddDerived(trajectory.Parameter{Path: "d", Value: quantity("100 uV")}))
	must(t, run.Add("r", "x", quantity("7.1 uV"), ""))
	return ended(run, nil)
}

// Quantities are in the file as they were written, with the explored ones in the unit of the default, and have their bits when they
// are read again, whatever the unit. 2.7 uV is mV of no number to the last bit.
func TestWrittenUnits(t *testing.T) {
	inFolder(t)
	for _, c := range []struct {
		v, unit, spelled string
		si               bool // the SI values stand beside the numbers
		numbers          []float64
	}{
		{"0.1 mV", "mV", "mvolt", true, []float64{0.1, 0.0027, 0.3}},
		{"1 V", "V", "volt", false, []float64{1e-4, 2.7e-6, 3e-4}},
		{"20 uV", "uV", "uvolt", false, []float64{100.00000000000001, 2.7, 300}},
		{"2 A/S", "A/S", "amp / siemens", false, []float64{1e-4, 2.7e-6, 3e-4}},
	} {
		explored := []units.Quantity{quantity("0.1 mV"), quantity("2.7 uV"), quantity("300 uV")}
		traj := written(t, c.v, explored...)
		s := create(t, "x.hdf5", hdf5.Overwrite())
		must(t, s.SaveTrajectory(traj))
		for i := range 3 {
			must(t, trajectory.SaveRun(s, writtenRun(t, traj, i)))
		}
		must(t, s.Finish())
		must(t, hdf5.Check("x.hdf5"))
		wantText(t, opened(t, reading, "x.hdf5"), traj)
		loaded, err := opened(t, reading, "x.hdf5").LoadTrajectory("small")
		must(t, err)
		p, err := loaded.Parameter("v")
		must(t, err)
		if got := fmt.Sprint(p.Value, " ", p.Annotations["reset"]); got != c.v+" 7.1 uV" {
			t.Errorf("%s came back as %s", c.v, got)
		}
		run, err := opened(t, reading, "x.hdf5").LoadRun(loaded, 2)
		must(t, err)
		wantRunText(t, run, writtenRun(t, traj, 2))
		res, err := run.Result("r")
		must(t, err)
		if got := fmt.Sprint(res.Items, run.Derived()[0].Value); got != "[x = 7.1 uV] 100 uV" {
			t.Errorf("the run came back with %s", got)
		}
		wantColumn(t, c.unit, c.spelled, c.si, c.numbers)
	}
}

func wantColumn(t *testing.T, unit, spelled string, si bool, numbers []float64) {
	t.Helper()
	file, err := h5.Open("x.hdf5")
	must(t, err)
	must(t, file.Do(in("small/parameters/v", func(v h5.Group) error {
		got, err := v.Attribute("units")
		must(t, err)
		table, err := v.Dataset("explored_data__brn2__")
		must(t, err)
		column, err := table.ReadColumn("value", 0, 3)
		must(t, err)
		data, err := v.Dataset("data__brn2__")
		must(t, err)
		word, err := data.ReadColumn("unit", 0, 1)
		must(t, err)
		if fmt.Sprint(got, column.Data, word.Data) != fmt.Sprint(unit, numbers, []string{spelled}) {
			t.Errorf("the file has %v in %v, spelled %v; wanted %v in %s, %s", column.Data, got, word.Data, numbers, unit, spelled)
		}
		there, err := v.Has("_p_si_explored_data__brn2__")
		if there != si {
			t.Errorf("in %s, it is %v that SI values are beside the numbers", unit, there)
		}
		return err
	})))
	must(t, file.Close())
}

// Of many points, which stay in the file, a part of the SI values is read.
func TestManyWrittenUnits(t *testing.T) {
	inFolder(t)
	traj, err := trajectory.New("many")
	must(t, err)
	traj.Provenance.Start = start
	must(t, traj.Add(trajectory.Parameter{Path: "v", Value: quantity("1 mV")}))
	values := make([]units.Quantity, 5000)
	for k := range values {
		values[k] = units.Microvolt.Of(float64(k) / 10)
	}
	must(t, traj.Explore(trajectory.Zip{{Path: "v", Values: values}}))
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	must(t, s.Finish())
	loaded, err := opened(t, reading, "x.hdf5").LoadTrajectory("many")
	must(t, err)
	for k := range values {
		run, err := loaded.Run(k)
		must(t, err)
		v, err := trajectory.Value[units.Quantity](run, "v")
		must(t, err)
		if v.SI() != values[k].SI() {
			t.Fatalf("point %d is %v V, wanted %v", k, v.SI(), values[k].SI())
		}
	}
}

// Bounds are stored with a parameter. What was read of a file is checked again, and further points are.
func TestStoredBounds(t *testing.T) {
	inFolder(t)
	traj, err := trajectory.New("bounded")
	must(t, err)
	traj.Provenance.Start = start
	must(t, traj.Add(trajectory.Parameter{Path: "tau", Value: quantity("5 ms"), Bounds: trajectory.Bounds{Min: "0.1 ms", Max: "1 s"}},
		trajectory.Parameter{Path: "n", Value: 3, Bounds: trajectory.Bounds{Min: "1"}}, trajectory.Parameter{Path: "free", Value: 3}))
	must(t, traj.Explore(trajectory.Zip{{Path: "n", Values: []int{1, 2}}, {Path: "tau", Values: []units.Quantity{quantity("1 s"), quantity("2 ms")}}}))
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	must(t, s.Finish())
	must(t, hdf5.Check("x.hdf5"))
	loaded, err := opened(t, reading, "x.hdf5").LoadTrajectory("bounded")
	must(t, err)
	for path, want := range map[string]trajectory.Bounds{"tau": {Min: "0.1 ms", Max: "1 s"}, "n": {Min: "1"}, "free": {}} {
		p, err := loaded.Parameter(path)
		must(t, err)
		if p.Bounds != want {
			t.Errorf("%s came back with bounds %+v, wanted %+v", path, p.Bounds, want)
		}
	}
	if !traj.Same(loaded) {
		t.Error("it came back as another one")
	}
	wantError(t, loaded.Explore(trajectory.Zip{{Path: "n", Values: []int{0}}, {Path: "tau", Values: []units.Quantity{quantity("2 s")}}}),
		"trajectory: cannot explore: n: 0 is not 1 or more\ntrajectory: cannot explore: tau: 2000 ms is not 1 s or less")
	whole := read(t, "x.hdf5")
	for _, c := range []struct {
		change func(h5.Group) error
		want   string
	}{
		{in("bounded/parameters/n", attribute("min", "2")), "trajectory: cannot explore: n: 1 is not 2 or more"},
		{in("bounded/parameters/tau", attribute("max", "1 ms")), `trajectory: cannot add parameter "tau": 5 ms is not 1 ms or less`},
		{in("bounded/parameters/tau", attribute("min", "1 mV")), `trajectory: cannot add parameter "tau": min "1 mV": it is a quantity in V, and the default a quantity in s`},
		{in("bounded/parameters/tau", attribute("min", int64(1))), `hdf5: attribute "min" of "bounded/parameters/tau" is of type int64, wanted string`},
	} {
		write(t, "x.hdf5", whole)
		edit(t, "x.hdf5", c.change)
		must(t, h5.Seal("x.hdf5"))
		wantError(t, hdf5.Check("x.hdf5"), c.want)
	}
}

// What an interrupted exploration has left whose quantities were stored in SI units, and whose digest has all bits of them, is
// continued by one that was written in other units: testdata/bits3 is of version 3 of the format.
func TestFormerBits(t *testing.T) {
	files := os.DirFS("testdata/bits3")
	folder := t.TempDir()
	must(t, os.CopyFS(folder, files))
	t.Chdir(folder)
	source := quantity("0.1 mV")
	traj := written(t, "0.1 mV", source, quantity("0.0071 mV"), quantity("0.3 mV"))
	s := opened(t, hdf5.Append, "begun.hdf5")
	must(t, s.SaveTrajectory(traj))
	must(t, trajectory.SaveRun(s, writtenRun(t, traj, 2)))
	must(t, s.Finish())
	must(t, hdf5.Check("begun.hdf5"))
	loaded, err := opened(t, reading, "begun.hdf5").LoadTrajectory("small")
	must(t, err)
	if !traj.Same(loaded) {
		t.Error("it came back as another one")
	}
	text, err := storetest.TrajectoryText(loaded)
	must(t, err)
	was, err := storetest.TrajectoryText(written(t, "100 uV", source, quantity("7.1 uV"), quantity("300 uV")))
	must(t, err)
	if text != was {
		t.Errorf("its values are\n%s\nand were\n%s", text, was)
	}
}
