package cli_test

import (
	"bytes"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
)

// louder is an experiment that gives something else: it adds a result, and leaves one out.
type louder struct{ component.Base }

func (louder) Analyse(s *component.Subrun) error {
	return s.Run.AddResult(trajectory.Result{Path: "v", Items: []trajectory.Item{{Name: "v", Value: []float64{0, 0, 1}}, {Name: "w", Value: 1.5, Unit: "mV"}}})
}

// A run of a file is run again, alone, and compared: by another engine it is the same, by another program it is not.
func TestVerify(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, errs := call("run", "--quiet", "--out", "x.hdf5", "--engine", "reference", "--explore", "I=1.5,2", "--trials", "2", "tau=7ms"); code != cli.Success {
		t.Fatal(errs)
	}
	fastest, _ := sim.FastestEngine()
	code, out, errs := call("verify", "x.hdf5", "3")
	want(t, code, out, errs, cli.Success, "run_00000003 (neurons.I = 2, simulation.trial = 1) gives the same again, to the last bit, by engine "+fastest+": 1 result\n", "")
	code, out, errs = call("verify", "x.hdf5", "run_00000000", "--engine", "reference")
	want(t, code, out, errs, cli.Success, "run_00000000 (neurons.I = 1.5, simulation.trial = 0) gives the same again, to the last bit, by engine reference: 1 result\n", "")

	e := program()
	e.Choose = func() ([]component.Component, error) { return []component.Component{neurons{}, louder{}}, nil }
	var o, er bytes.Buffer
	code = cli.Execute(e, []string{"verify", "x.hdf5", "1", "--engine", "reference"}, &o, &er)
	if code != cli.Failure || !strings.HasPrefix(o.String(), "run_00000001 (neurons.I = 1.5, simulation.trial = 1) gives something else now, by engine reference:\n"+
		"  v.v differs in 3 of 3 numbers, first at [0]: ") || !strings.HasSuffix(o.String(), "in the first, and 0 in the second\n  v.w is 1.5 in the second, and not there in the first\n") ||
		!strings.HasPrefix(er.String(), "cli: 2 items of them differ; the file was made by engine reference and revision ") {
		t.Errorf("code %d\n%s%s", code, o.String(), er.String())
	}
	for _, c := range []struct{ words, want string }{
		{"x.hdf5 4", "cli: there is no run 4 in x.hdf5; it has 4, from 0 to 3\nsee: lif help verify\n"},
		{"x.hdf5 -1", "cli: unknown option -1; options have two dashes\nsee: lif help verify\n"},
		{"x.hdf5 second", "cli: \"second\" is no run; say run_00000003, or 3\nsee: lif help verify\n"},
		{"x.hdf5", "cli: \"x.hdf5\" is no run; say run_00000003, or 3\nsee: lif help verify\n"},
		{"", "cli: name one run, behind the file that has it\nsee: lif help verify\n"},
		{"3", "hdf5: there is no out/lif.hdf5: file does not exist\n"}, // the usual file
		{"y.hdf5 1", "hdf5: there is no y.hdf5: file does not exist\n"},
	} {
		if _, out, errs := call(append([]string{"verify"}, strings.Fields(c.words)...)...); out != "" || errs != c.want {
			t.Errorf("%s: %s%s", c.words, out, errs)
		}
	}
}

// The word profile measures one run, and makes no file.
func TestProfileWord(t *testing.T) {
	t.Chdir(t.TempDir())
	code, out, errs := call("profile", "--engine", "reference", "--explore", "I=2,3", "tau=7ms")
	for _, want := range []string{"run_00000000 (neurons.I = 2), engine reference, in T:\n", "neurons_stateupdater", "groups", "all else"} {
		if code != cli.Success || errs != "" || !strings.Contains(out, want) {
			t.Errorf("code %d, no %q in\n%s%s", code, want, out, errs)
		}
	}
	if exists("out") {
		t.Error("it has made a folder")
	}
}
