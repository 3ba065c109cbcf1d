package trajectory_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"golgi/trajectory"
)

// TestResultsOfTheWhole adds, replaces and refuses results of a trajectory as a whole, which no run can see.
func TestResultsOfTheWhole(t *testing.T) {
	traj := clustered(t)
	result := func(path string, value any) trajectory.Result {
		return trajectory.Result{Path: path, Items: []trajectory.Item{{Name: "a", Value: value}}}
	}
	must(t, traj.AddResult(result("fit.line", 1)))
	must(t, traj.AddResult(result("fit.line", []int{2, 3})))
	must(t, traj.AddResultLink(trajectory.Link{Path: "best", Target: "line"}))
	for _, c := range []struct {
		err  error
		want string
	}{
		{traj.AddResult(result("fit", 1)), `cannot add result "fit": there is a group of that path already`},
		{traj.AddResult(result("best", 1)), `cannot add result "best": there is a link of that path already, to fit.line`},
		{traj.AddResult(result("runs.x", 1)), `cannot add result "runs.x": stores have the results of runs below runs; choose another name`},
		{traj.AddResult(result("runs", 1)), `cannot add result "runs": stores have the results of runs below runs; choose another name`},
		{traj.AddResult(result("a b", 1)), `cannot add result "a b": the name "a b" contains ' '; ` + allLetters},
		{traj.AddResult(trajectory.Result{Path: "x"}), `cannot add result "x": it has no items; give at least one`},
		{traj.AddResultLink(trajectory.Link{Path: "runs", Target: "fit"}), `cannot add link "runs": stores have the results of runs below runs; choose another name`},
		{traj.AddResultLink(trajectory.Link{Path: "fit.fit", Target: "fit"}), `cannot add link "fit.fit": it would be in fit, to which it leads; put it elsewhere`},
	} {
		wantFault(t, c.err, "trajectory: "+c.want, nil)
	}
	_, err := traj.Result("lin")
	wantFault(t, err, `trajectory: clustered: there is no result "lin"; did you mean fit.line?`, trajectory.ErrNotFound)
	r := run(t, traj, 0)
	if _, err := r.Result("line"); err == nil || len(r.Results()) > 0 {
		t.Error("a run sees results of the whole")
	}
	if err := traj.AddResult(result("later", 1)); err != nil || len(traj.Results()) != 2 {
		t.Errorf("with frozen parameters there are the results %v: %v", traj.Results(), err)
	}
	other := clustered(t)
	if traj.Same(other) || traj.Continues(other) != nil {
		t.Error("results of the whole are what a store keeps, and no run depends on them")
	}
	must(t, other.TakeOver(traj))
	if !traj.Same(other) {
		t.Error("with the same results it is another one")
	}
	small, err := traj.Shrink()
	must(t, err)
	if len(small.Results()) > 0 {
		t.Errorf("of all runs, and not of some, are %v", small.Results())
	}
}

// TestLinksToResults looks up what links among the results of a run lead to, also where it goes on from a checkpoint.
func TestLinksToResults(t *testing.T) {
	r := run(t, clustered(t), 0)
	must(t, r.Add("deep.monitors", "rate", 1.5, "Hz"))
	must(t, r.AddLink(trajectory.Link{Path: "$.m", Target: "monitors"}, trajectory.Link{Path: "d", Target: "deep"}))
	for _, name := range []string{"run_00000000.m.rate", "$.m.rate", "d.monitors.rate", "rate"} {
		if x, err := r.Float(name); x != 1.5 || err != nil {
			t.Errorf("%s is %v, %v", name, x, err)
		}
	}
	wantFault(t, r.AddLink(trajectory.Link{Path: "x", Target: "none"}), `trajectory: run_00000000: cannot add link "x": there is no result "none"; there are: deep.monitors`,
		trajectory.ErrNotFound)
	wantFault(t, r.AddLink(trajectory.Link{Path: "deep.monitors.x", Target: "deep"}), `trajectory: run_00000000: cannot add link "deep.monitors.x": `+
		`deep.monitors is a result, and nothing can be below it`, nil)
	wantFault(t, r.Append("y", trajectory.Link{}), `trajectory: run_00000000: cannot append to "y": AddLink adds a link`, nil)
	done := run(t, clustered(t), 0)
	must(t, errors.Join(done.Add("r", "x", 1, ""), done.AddLink(trajectory.Link{Path: "again", Target: "r"})))
	done.End(time.Now(), nil)
	must(t, done.Reopen(1, trajectory.Refuse))
	must(t, done.AddLink(trajectory.Link{Path: "again", Target: "r"})) // as when it was executed
	wantFault(t, done.AddLink(trajectory.Link{Path: "x", Target: "y"}), `trajectory: run_00000000: cannot add link "x": post-processing adds results, and no links`, nil)
	var kept bytes.Buffer
	must(t, r.SaveProgress(&kept))
	again := run(t, clustered(t), 0)
	take, err := again.ReadProgress(&kept)
	must(t, err)
	take()
	if got, want := fmt.Sprint(again.Links()), fmt.Sprint(r.Links()); got != want {
		t.Errorf("the checkpoint has the links %s, wanted %s", got, want)
	}
	must(t, r.Remove("d"))
	if got := fmt.Sprint(r.Links(), len(r.Results())); got != "[{run_00000000.m deep.monitors}] 1" {
		t.Errorf("without a link there are %s", got)
	}
	must(t, r.Remove("monitors"))
	if got := fmt.Sprint(r.Links(), len(r.Results())); got != "[] 0" {
		t.Errorf("without the result there are %s", got)
	}
}
