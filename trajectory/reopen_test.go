package trajectory_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"golgi/trajectory"
)

// finishedRun is a run that has given some results, and then finished.
func finishedRun(t *testing.T) *trajectory.Run {
	t.Helper()
	traj, err := trajectory.New("test")
	must(t, err)
	run, err := traj.Run(0)
	must(t, err)
	must(t, run.Add("a", "x", 1, ""))
	must(t, run.Add("a", "y", 2, ""))
	must(t, run.Add("b.c", "x", 3, ""))
	run.End(time.Now(), nil)
	return run
}

// Results that a run gets when it is reopened bear the number of the post-processing, and those that are there stay, unless they are to be replaced.
func TestReopen(t *testing.T) {
	const keep = "; keep it (--existing keep), replace it (--existing replace), or give the new one another name"
	whole := trajectory.Result{Path: "a", Items: []trajectory.Item{{Name: "x", Value: 7}}}
	for _, c := range []struct {
		existing trajectory.Existing
		give     func(r *trajectory.Run) error
		want     string // the error
		items    string
		amended  string
	}{
		{trajectory.Refuse, func(r *trajectory.Run) error { return r.Add("a", "z", 7, "") }, "", "a.x=1/0 a.y=2/0 a.z=7/2 b.c.x=3/0", "[a]"},
		{trajectory.Refuse, func(r *trajectory.Run) error { return r.Add("d", "x", 7, "") }, "", "a.x=1/0 a.y=2/0 b.c.x=3/0 d.x=7/2", "[d]"},
		{trajectory.Refuse, func(r *trajectory.Run) error { return r.Add("a", "x", 7, "") },
			`trajectory: run_00000000: cannot add to result "a": item "x": one of that name is there already, from the run itself` + keep, "a.x=1/0 a.y=2/0 b.c.x=3/0", "[]"},
		{trajectory.Refuse, func(r *trajectory.Run) error { return r.AddResult(whole) },
			`trajectory: run_00000000: cannot add result "a": one of that path is there already, from the run itself` + keep, "a.x=1/0 a.y=2/0 b.c.x=3/0", "[]"},
		{trajectory.Refuse, func(r *trajectory.Run) error { return r.Add("b", "x", 7, "") },
			`trajectory: run_00000000: cannot add result "b": there is a group of that path already`, "a.x=1/0 a.y=2/0 b.c.x=3/0", "[]"},
		{trajectory.Keep, func(r *trajectory.Run) error {
			return errors.Join(r.Add("a", "x", 7, ""), r.AddResult(whole), r.Add("a", "z", 8, ""))
		}, "", "a.x=1/0 a.y=2/0 a.z=8/2 b.c.x=3/0", "[a]"},
		{trajectory.Keep, func(r *trajectory.Run) error { return r.Add("a", "x", 7, "") }, "", "a.x=1/0 a.y=2/0 b.c.x=3/0", "[]"},
		{trajectory.Replace, func(r *trajectory.Run) error { return r.Add("a", "x", 7, "") }, "", "a.x=7/2 a.y=2/0 b.c.x=3/0", "[a]"},
		{trajectory.Replace, func(r *trajectory.Run) error { return r.AddResult(whole) }, "", "a.x=7/2 b.c.x=3/0", "[a]"},
		{trajectory.Replace, func(r *trajectory.Run) error { return errors.Join(r.Add("a", "x", 7, ""), r.Add("a", "x", 8, "")) },
			`trajectory: run_00000000: cannot add to result "a": item "x": there is an item of that name already, which this post-processing has given`, "a.x=7/2 a.y=2/0 b.c.x=3/0", "[a]"},
		{trajectory.Replace, func(r *trajectory.Run) error { return errors.Join(r.AddResult(whole), r.AddResult(whole)) },
			`trajectory: run_00000000: cannot add result "a": there is a result of that path already, which this post-processing has given`, "a.x=7/2 b.c.x=3/0", "[a]"},
		{trajectory.Replace, func(r *trajectory.Run) error { return r.AddDerived(trajectory.Parameter{Path: "p", Value: 1}) },
			`trajectory: run_00000000: cannot add derived parameter "p": post-processing adds results, and what parameters the run has derived is settled`, "a.x=1/0 a.y=2/0 b.c.x=3/0", "[]"},
		{trajectory.Replace, func(r *trajectory.Run) error { return r.Append("s", whole) },
			`trajectory: run_00000000: cannot append to "s": post-processing streams nothing; AddResult adds it as a whole`, "a.x=1/0 a.y=2/0 b.c.x=3/0", "[]"},
	} {
		run := finishedRun(t)
		must(t, run.Reopen(2, c.existing))
		err := c.give(run)
		items := ""
		for _, res := range run.Results() {
			for _, item := range res.Items {
				items += fmt.Sprintf(" %s.%s=%v/%d", res.Path, item.Name, item.Value, item.Post)
			}
		}
		if err == nil {
			err = errors.New("")
		}
		if got := fmt.Sprint(run.Amended()); err.Error() != c.want || items != " "+c.items || got != c.amended || run.Record().Posts != 2 {
			t.Errorf("%v: it has%s, amended %s, and the error is\n%v\nwanted\n%s, amended %s, and\n%s", c.existing, items, got, err, c.items, c.amended, c.want)
		}
	}
}

func TestReopenErrors(t *testing.T) {
	run := finishedRun(t)
	must(t, run.Reopen(3, trajectory.Keep))
	fresh, err := run.Trajectory().Run(0)
	must(t, err)
	for want, err := range map[string]error{
		"trajectory: run_00000000 is pending, and only runs that have finished are analysed again":  fresh.Reopen(1, trajectory.Keep),
		"trajectory: run_00000000: there is no post-processing 2 after number 3; they count from 1": run.Reopen(2, trajectory.Keep),
		"trajectory: 7 says nothing of results that exist; there are Refuse, Keep and Replace":      run.Reopen(4, 7),
	} {
		if fmt.Sprint(err) != want {
			t.Errorf("the error is %v, wanted %s", err, want)
		}
	}
}
