package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/component"
	"golgi/hdf5"
	"golgi/trajectory"
)

// What was interrupted goes on as it was begun: with its options, settings and points.
func TestResume(t *testing.T) {
	folder := t.TempDir()
	path, whole := filepath.Join(folder, "lif.hdf5"), filepath.Join(folder, "whole.hdf5")
	study := []string{"--quiet", "--scale", "2", "tau=5 ms", "--explore", "I=2,3", "--trials", "2", "--seed=7"}
	for i, share := range []string{"1/2", "2/2"} {
		code, _, errs := call(append([]string{"run", "--out", path, "--share", share}, study...)...)
		if code != cli.Success || errs != "" || exists(path) != (i == 1) {
			t.Fatalf("share %s: code %d, the file is there: %t\n%s", share, code, exists(path), errs)
		}
	}
	if code, _, errs := call(append([]string{"run", "--out", whole}, study...)...); code != cli.Success {
		t.Fatal(errs)
	}
	if digest(t, path) != digest(t, whole) {
		t.Error("two shares give other results than one program")
	}
	half := filepath.Join(folder, "half.hdf5")
	if code, _, errs := call(append([]string{"run", "--out", half, "--share", "2/2"}, study...)...); code != cli.Success {
		t.Fatal(errs)
	}
	code, out, errs := call("resume", "--out", half, "--quiet")
	want(t, code, out, errs, cli.Success, "2 runs finished, 2 were there before in T; results in "+half+
		"\n\nrun 0 finished\nrun 1 finished\nrun 2 finished\nrun 3 finished\n", "")
	if digest(t, half) != digest(t, whole) {
		t.Error("what was resumed has other results than what was not interrupted")
	}
}

// A program that is another one now cannot go on with what the old one has begun.
func TestResumeRefusesAnotherProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	if code, _, errs := call("run", "--out", path, "--quiet", "--share", "1/2", "I=2", "--explore", "tau=5 ms,6 ms"); code != cli.Success {
		t.Fatal(errs)
	}
	other := program()
	other.Choose, other.Parts = nil, []component.Component{neurons{}, interrupter{}, noise{}}
	var out, errs bytes.Buffer
	code := cli.Execute(other, []string{"resume", "--out", path, "--quiet"}, &out, &errs)
	want(t, code, out.String(), errs.String(), cli.Failure, "", "cli: cannot resume "+path+": trajectory: another "+
		"trajectory is stored as lif: parameter noise.sigma is new; choose another name\n")
	path = filepath.Join(t.TempDir(), "lif.hdf5")
	if code, _, errs := call("run", "--out", path, "--quiet", "--share", "1/2", "tau=5 ms"); code != cli.Success {
		t.Fatal(errs)
	}
	other = program()
	other.Explore = trajectory.Cartesian{{Path: "I", Values: []float64{1.5, 2, 2.5}}}
	out.Reset()
	errs.Reset()
	code = cli.Execute(other, []string{"resume", "--out", path, "--quiet"}, &out, &errs)
	want(t, code, out.String(), errs.String(), cli.Failure, "", "cli: cannot resume "+path+": the program has 3 runs "+
		"now, and the file has 2; begin a new file for the others\n")
	code, _, text := call("resume", "--out", path, "tau=3 ms")
	want(t, code, "", text, cli.Usage, "", "cli: resume cannot take \"tau=3 ms\": it goes on as the file was begun\nsee: lif help resume\n")
}

// noise is a component that a program has gained.
type noise struct{ component.Base }

func (noise) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "noise.sigma", Value: 1.0})
}

// A newer exploration beside a finished file is told of: show shows the file, and resume goes on with the newer one.
func TestNewerIsToldOf(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lif.hdf5")
	if code, _, errs := call("run", "--out", path, "--quiet", "I=2", "--explore", "tau=5 ms,6 ms"); code != cli.Success {
		t.Fatal(errs)
	}
	half := path + ".half"
	if code, _, errs := call("run", "--out", half, "--quiet", "--share", "1/2", "I=2", "--explore", "tau=7 ms,8 ms"); code != cli.Success {
		t.Fatal(errs)
	}
	if err := os.Rename(half+".parts", path+".parts"); err != nil { // as one that was begun with --overwrite
		t.Fatal(err)
	}
	const newer = "a newer exploration, which will replace the file, "
	code, out, errs := call("show", path)
	want(t, code, out, errs, cli.Success, "run 0 finished\nrun 1 finished\n", "lif: these are the results of the finished "+
		"file: "+newer+"was interrupted; 1 of its 2 runs have ended, and are in "+path+".parts\n")
	code, _, errs = call("resume", "--out", path, "--quiet")
	if said := "lif: this goes on with what is not finished: " + newer; code != cli.Success || !strings.HasPrefix(errs, said) {
		t.Errorf("resume: code %d, and %q", code, errs)
	}
	code, out, errs = call("show", path)
	want(t, code, out, errs, cli.Success, "run 0 finished\nrun 1 finished\n", "")
}

// What is resumed keeps its segments, unless that is not wanted; and the command that has begun an exploration writes its plan
// again when that is lost.
func TestSegmentsAreKept(t *testing.T) {
	t.Chdir(t.TempDir())
	code, _, errs := call("run", "--quiet", "--keep-segments", "--share", "1/2", "--out", "x.hdf5", "--trials", "2")
	plans, err := filepath.Glob("x.hdf5.parts/plan-*")
	if code != cli.Success || err != nil || len(plans) != 1 {
		t.Fatal(code, errs, plans, err)
	}
	if err := os.Remove(plans[0]); err != nil {
		t.Fatal(err)
	}
	code, out, errs := call("run", "--quiet", "--keep-segments", "--out", "x.hdf5", "--trials", "2")
	if code != cli.Success || !strings.HasPrefix(out, "2 runs finished, 2 were there before in T; results in x.hdf5\n") {
		t.Fatalf("code %d\n%s%s", code, out, errs)
	}
	want := digest(t, "x.hdf5")
	for _, c := range []struct {
		option string
		kept   bool
	}{{"--quiet", true}, {"--keep-segments=false", false}} {
		store, err := hdf5.Append("x.hdf5", hdf5.KeepKept()) // as if something were left to do
		if err == nil {
			err = store.Finish()
		}
		code, _, errs := call("resume", c.option, "--out", "x.hdf5")
		if kept := exists("x.hdf5.parts/" + filepath.Base(plans[0])); err != nil || code != cli.Success || kept != c.kept || digest(t, "x.hdf5") != want {
			t.Errorf("%s: code %d, segments are kept: %v, %v\n%s", c.option, code, kept, err, errs)
		}
	}
}
