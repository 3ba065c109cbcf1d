package main

import (
	"errors"
	"testing"
	"time"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/trajectory"
)

// What runs gave that is no number: an empty text is not the same as none, and a complex number has its unit.
func TestTexts(t *testing.T) {
	t.Chdir(t.TempDir())
	traj, err := trajectory.New("a")
	if err != nil {
		t.Fatal(err)
	}
	store, err := hdf5.Create("a.hdf5")
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(traj.Add(trajectory.Parameter{Path: "p.x", Value: 0}), traj.Explore(trajectory.Axis{Path: "x", Values: []int{0, 1, 2, 3}}),
		store.SaveTrajectory(traj))
	for i, items := range [][]trajectory.Item{
		{{Name: "text", Value: "b"}, {Name: "z", Value: 1 + 2i, Unit: "mV"}, {Name: "mixed", Value: 1}},
		{{Name: "text", Value: ""}, {Name: "z", Value: 2i, Unit: "mV"}, {Name: "mixed", Value: "none"}},
		{{Name: "z", Value: 1i, Unit: "mV"}, {Name: "mixed", Value: 2.5, Unit: "s"}},
		{{Name: "text", Value: "a"}},
	} {
		run, fault := traj.Run(i)
		if err = errors.Join(err, fault); err != nil {
			t.Fatal(err)
		}
		run.Begin(time.Now())
		err = run.AddResult(trajectory.Result{Path: "r", Items: items})
		run.End(time.Now(), nil)
		err = errors.Join(err, trajectory.SaveRun(store, run))
	}
	if err = errors.Join(err, store.Finish()); err != nil {
		t.Fatal(err)
	}
	want(t, []string{"runs", "a.hdf5", "--columns", "run,text,z,mixed", "--sort", "-text", "--json"}, cli.Success, `[
{"run": 0, "results.r.text": "b", "results.r.z": "(1+2i) mV", "results.r.mixed": "1"},
{"run": 3, "results.r.text": "a", "results.r.z": null, "results.r.mixed": null},
{"run": 1, "results.r.text": "", "results.r.z": "(0+2i) mV", "results.r.mixed": "none"},
{"run": 2, "results.r.text": null, "results.r.z": "(0+1i) mV", "results.r.mixed": "2.5 s"}
]
`, "")
}
