package storetest

import (
	"errors"
	"strings"
	"testing"

	"golgi/trajectory"
)

// amender returns what the store has of trajectory.Amender, or skips.
func amender(t *testing.T, b *box) trajectory.Amender {
	t.Helper()
	a, is := b.Store.(trajectory.Amender)
	if !is {
		t.Skip("the store is no trajectory.Amender")
	}
	return a
}

// testAmended adds to runs that have finished: a result, items of old results, and another one in the place of an old one. All else stays, to the bit; and so
// it is when the store is opened anew.
func testAmended(t *testing.T, open Opener) {
	b, traj := opened(t, open, 3)
	for i := range 3 {
		run := sampleRun(t, traj, i)
		must(t, run.Add("settled", "number", 10*i, ""))
		must(t, run.Add("settled", "other", 1.5, "mV"))
		must(t, trajectory.SaveRun(b, run))
	}
	traj.Provenance.Posts = []trajectory.Post{{Golgi: "v1", Revision: "8c5d23b", Go: "go1.27", Program: "3fd1", Command: []string{"post", "--existing=replace", ""}, Start: sampleStart,
		Environment: trajectory.Environment{Modules: []string{"a v1"}, Sources: []trajectory.Source{{Module: "own", Diff: "+größer\n"}}}}}
	traj.Provenance.Environment = trajectory.Environment{Platform: "linux/amd64", CPU: "a fast one", Compiler: "gcc 12 -O3", Modules: []string{"a v1", "b v2"},
		Sources: []trajectory.Source{{Module: "own", Revision: "8c5d23b", Diff: strings.Repeat("-kleiner\n+größer\n", 9000)}, {Module: "golgi"}}}
	must(t, b.SaveTrajectory(traj))
	var want []*trajectory.Run
	for i := range 2 {
		want = append(want, amend(t, b, traj, i, 1))
		wantRun(t, b.loadRun(traj, i), want[i])
	}
	traj.Provenance.Posts = append(traj.Provenance.Posts, trajectory.Post{})
	must(t, traj.AddConfig(trajectory.Parameter{Path: "notes.later", Value: "of somebody else"}))
	must(t, b.SaveTrajectory(traj))
	want[1] = amend(t, b, traj, 1, 2) // and once more
	want = append(want, sampleRun(t, traj, 2))
	must(t, want[2].Add("settled", "number", 20, ""))
	must(t, want[2].Add("settled", "other", 1.5, "mV"))
	table, err := trajectory.Rows(b, traj)
	if err != nil || len(table.Rows) != 3 {
		t.Fatalf("the table has %v, %v", table, err)
	}
	b.again()
	loaded := b.loadTrajectory("sample")
	for i, run := range want {
		wantRun(t, b.loadRun(loaded, i), run)
	}
	stored, err := TrajectoryText(loaded)
	must(t, err)
	saved, err := TrajectoryText(traj)
	must(t, err)
	wantText(t, stored, saved)
	anew := plainTrajectory(t, "sample", 3) // by a program that knows of no post-processing, nor of what was said since
	must(t, b.SaveTrajectory(anew))
	if loaded = b.loadTrajectory("sample"); len(anew.Provenance.Posts) != 2 || len(loaded.Provenance.Posts) != 2 {
		t.Errorf("who goes on has %d post-processings, and the store %d, of 2", len(anew.Provenance.Posts), len(loaded.Provenance.Posts))
	}
	if note, err := trajectory.Value[string](loaded.Config(), "notes.later"); note != "of somebody else" {
		t.Errorf("of the settings there is %q, %v", note, err)
	}
	must(t, b.Close())
}

// amend post-processes a run, and returns it.
func amend(t *testing.T, b *box, traj *trajectory.Trajectory, i, post int) *trajectory.Run {
	t.Helper()
	run := b.loadRun(traj, i)
	must(t, run.Reopen(post, trajectory.Replace))
	must(t, run.AddResult(trajectory.Result{Path: "added.later", Comment: "größer", Annotations: scalars(), Items: []trajectory.Item{
		{Name: "list", Value: []float64{1, 2, float64(i + post)}, Unit: "Hz", Dims: []string{"bin"}}}}))
	must(t, run.Add("settled", "number", 10*i+post, ""))
	must(t, run.Add("monitors.deep.all", "further", "text", ""))
	run.Warn("it is late")
	must(t, amender(t, b).Amend(run))
	return run
}

// testAmendRefused adds to what has not finished.
func testAmendRefused(t *testing.T, open Opener) {
	b, traj := opened(t, open, 1)
	a := amender(t, b)
	elsewhere := trajectory.NewMemoryStore()
	must(t, elsewhere.SaveTrajectory(traj))
	must(t, trajectory.SaveRun(elsewhere, sampleRun(t, traj, 0)))
	run, err := elsewhere.LoadRun(traj, 0)
	must(t, err)
	must(t, run.Reopen(1, trajectory.Refuse))
	wantError(t, "Amend of a run that is not there", a.Amend(run), trajectory.ErrNotFound)
	must(t, b.begin(freshRun(t, traj, 0)).Abort(errors.New("no luck")))
	wantError(t, "Amend of a run that failed", a.Amend(run), trajectory.ErrNotFound)
	wantRefused(t, "Amend of no run", a.Amend(nil))
	must(t, b.Close())
}
