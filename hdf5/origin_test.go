package hdf5_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

// other is a sample with another parameter.
func other(t *testing.T) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.New("clustered")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(15)}))
	must(t, traj.Explore(trajectory.Zip{{Path: "tau", Values: units.Millisecond.OfAll(1, 2, 3, 4)}}))
	return traj
}

// begin leaves runs 0 and 1 of a trajectory in a folder, in a segment with its own numbers.
func begin(t *testing.T, path string, traj *trajectory.Trajectory, runs ...int) {
	t.Helper()
	open := hdf5.Create
	if isThere(path+".parts") || isThere(path) {
		open = hdf5.Append
	}
	s := opened(t, open, path)
	must(t, s.SaveTrajectory(traj))
	for _, i := range runs {
		run, err := traj.Run(i)
		must(t, err)
		must(t, run.AddResult(trajectory.Result{Path: "z", Items: []trajectory.Item{{Name: "z", Value: i}}}))
		must(t, trajectory.SaveRun(s, run))
	}
	must(t, s.Close())
}

// segmentOf returns the path of the only segment of a file.
func segmentOf(t *testing.T, path string) string {
	t.Helper()
	segments, err := filepath.Glob(path + ".parts/0*.hdf5")
	must(t, err)
	if len(segments) != 1 {
		t.Fatalf("%s has the segments %q", path, segments)
	}
	return segments[0]
}

func cp(t *testing.T, from, to string) { t.Helper(); write(t, to, read(t, from)) }

// TestBelongsElsewhere puts into the folder of an exploration what is not its: every function that reads it says so,
// by name, and nothing is changed.
func TestBelongsElsewhere(t *testing.T) {
	const plan = "x.hdf5.parts/plan-clustered-000001.hdf5"
	const stranger, runs = ": this belongs elsewhere: it has runs of clustered for other parameters or points than " +
		plan + " has; move it away, or put the right plan back", "x.hdf5.parts/000007-9f86d081.hdf5"
	const renamed = " is another file: it was written as @, a part of an exploration in progress; give it that name in " +
		"the folder from where it is, or move it away"
	inFolder(t)
	begin(t, "x.hdf5", sample(t), 0, 1)
	begin(t, "points.hdf5", continued(t), 2)
	begin(t, "other.hdf5", other(t), 2)
	begin(t, "products.hdf5", products(t, 9), 2)
	writeSample(t, "done.hdf5")
	made, err := os.Getwd()
	must(t, err)
	for _, c := range []struct {
		name string
		mix  func() string // returns the name that @ stands for
		want string
	}{
		{"a segment for other points", func() string {
			from := segmentOf(t, "points.hdf5")
			cp(t, from, "x.hdf5.parts/"+filepath.Base(from))
			return "x.hdf5.parts/" + filepath.Base(from)
		}, "hdf5: @" + stranger},
		{"a segment for other parameters", func() string {
			from := segmentOf(t, "other.hdf5")
			cp(t, from, "x.hdf5.parts/"+filepath.Base(from))
			return "x.hdf5.parts/" + filepath.Base(from)
		}, "hdf5: @" + stranger},
		{"a segment of another trajectory", func() string {
			from := segmentOf(t, "products.hdf5")
			cp(t, from, "x.hdf5.parts/"+filepath.Base(from))
			return "x.hdf5.parts/" + filepath.Base(from)
		}, "hdf5: @: this belongs elsewhere: it has runs of products, of which there is no plan in x.hdf5.parts; " +
			"move it away, or put the plan back, or begin the exploration as it was begun: then it writes its plan again, and keeps the runs that there are"},
		{"the plan of another", func() string {
			cp(t, "other.hdf5.parts/plan-clustered-000001.hdf5", plan)
			return segmentOf(t, "x.hdf5")
		}, "hdf5: @" + stranger},
		{"no plan", func() string {
			must(t, os.Remove(plan))
			return segmentOf(t, "x.hdf5")
		}, "hdf5: @: this belongs elsewhere: it has runs of clustered, of which there is no plan in x.hdf5.parts; " +
			"move it away, or put the plan back, or begin the exploration as it was begun: then it writes its plan again, and keeps the runs that there are"},
		{"a finished file as a segment", func() string {
			cp(t, "done.hdf5", runs)
			return ""
		}, "hdf5: " + runs + " is no segment: it has the parameters of clustered, as finished files and plans have; move it away"},
		{"a finished file as a plan of what it has not", func() string {
			cp(t, "done.hdf5", "x.hdf5.parts/plan-products-000001.hdf5")
			return ""
		}, "hdf5: x.hdf5.parts/plan-products-000001.hdf5 is no plan of products: it has no parameters of that; " +
			"put the right one back, or move it away"},
		{"a segment under another name", func() string {
			cp(t, segmentOf(t, "x.hdf5"), runs)
			segments, err := filepath.Glob("x.hdf5.parts/000001-*.hdf5")
			must(t, err)
			return filepath.Base(segments[0])
		}, "hdf5: " + runs + renamed},
		{"a plan as a later one", func() string {
			cp(t, plan, "x.hdf5.parts/plan-clustered-000002.hdf5")
			return "plan-clustered-000001.hdf5"
		}, "hdf5: x.hdf5.parts/plan-clustered-000002.hdf5" + renamed},
		{"a plan as a segment", func() string {
			cp(t, plan, runs)
			return "plan-clustered-000001.hdf5"
		}, "hdf5: " + runs + renamed},
	} {
		t.Run(c.name, func(t *testing.T) {
			inFolder(t)
			must(t, os.CopyFS(".", os.DirFS(made)))
			want := strings.ReplaceAll(c.want, "@", c.mix())
			before := listing(t, "x.hdf5.parts")
			_, opened := hdf5.Open("x.hdf5")
			_, inFolder := hdf5.Open("x.hdf5.parts")
			_, digested := hdf5.ResultDigest("x.hdf5")
			_, appended := hdf5.Append("x.hdf5")
			share, shared := hdf5.Create("x.hdf5", hdf5.Share(1, 2))
			if c.name == "no plan" { // which a share may write anew
				must(t, errors.Join(shared, share.Close()))
				shared = appended
			}
			for _, err := range []error{opened, inFolder, digested, hdf5.Check("x.hdf5"), appended, shared} {
				wantError(t, err, want)
			}
			if after := listing(t, "x.hdf5.parts"); after != before {
				t.Errorf("there is\n%s, and was\n%s", after, before)
			}
		})
	}
}

// listing returns the names of all files in a folder but for locks.
func listing(t *testing.T, folder string) (names string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), "lock") {
			names += entry.Name() + "\n"
		}
	}
	return names
}

// TestBelongsTogether merges what two machines have of one exploration, and goes on with more points: all of it
// counts.
func TestBelongsTogether(t *testing.T) {
	inFolder(t)
	begin(t, "x.hdf5", sample(t), 0, 1)
	begin(t, "y.hdf5", sample(t), 2)
	from := segmentOf(t, "y.hdf5")
	cp(t, from, "x.hdf5.parts/"+filepath.Base(from))
	must(t, hdf5.Check("x.hdf5"))
	begin(t, "x.hdf5", continued(t), 4)
	must(t, hdf5.Check("x.hdf5"))
	s := opened(t, reading, "x.hdf5")
	for i, want := range []trajectory.Status{"finished", "finished", "finished", "pending", "finished"} {
		if status, err := s.Status(continued(t), i); err != nil || status != want {
			t.Errorf("run %d is %s, %v, wanted %s", i, status, err, want)
		}
	}
	must(t, s.Close())
	begin(t, "x.hdf5", continued(t), 3)
	wantFiles(t, "x.hdf5 y.hdf5.parts/000001-T.hdf5 y.hdf5.parts/lock y.hdf5.parts/plan-clustered-000001.hdf5")
	must(t, hdf5.Check("x.hdf5"))
}

// TestPlanOfAnotherFile continues a finished file, and gets a plan that does not.
func TestPlanOfAnotherFile(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	begin(t, "x.hdf5", continued(t), 4)
	begin(t, "other.hdf5", other(t), 2)
	must(t, os.Remove(segmentOf(t, "x.hdf5")))
	must(t, hdf5.Check("x.hdf5"))
	cp(t, "other.hdf5.parts/plan-clustered-000001.hdf5", "x.hdf5.parts/plan-clustered-000001.hdf5")
	want := "hdf5: x.hdf5.parts/plan-clustered-000001.hdf5 does not continue x.hdf5: this belongs elsewhere, for " +
		"clustered has other parameters or points there; move the one away that is wrong"
	_, opened := hdf5.Open("x.hdf5")
	_, appended := hdf5.Append("x.hdf5")
	for _, err := range []error{opened, appended, hdf5.Check("x.hdf5")} {
		wantError(t, err, want)
	}
}

// TestSegmentAsFile gives a segment the name of a finished file.
func TestSegmentAsFile(t *testing.T) {
	inFolder(t)
	begin(t, "x.hdf5", sample(t), 0)
	segment := segmentOf(t, "x.hdf5")
	must(t, hdf5.Check(segment))
	cp(t, segment, "y.hdf5")
	for doing, err := range map[string]error{"check": hdf5.Check("y.hdf5"), "append": func() error {
		_, err := hdf5.Append("y.hdf5")
		return err
	}()} {
		if err == nil || !strings.HasPrefix(err.Error(), "hdf5: y.hdf5 is another file: it was written as 000001-") {
			t.Errorf("%s: the error is %v", doing, err)
		}
	}
}
