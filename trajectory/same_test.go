package trajectory_test

import (
	"testing"
	"time"

	"golgi/trajectory"
	"golgi/units"
)

func TestSame(t *testing.T) {
	made := func(change func(*trajectory.Trajectory)) *trajectory.Trajectory {
		traj := clustered(t)
		must(t, traj.Add(trajectory.Parameter{Path: "annotated", Value: 1, Comment: "one",
			Annotations: trajectory.Annotations{"reset": units.Millivolt.Of(-70), "order": 1}}))
		change(traj)
		return traj
	}
	annotated := func(p trajectory.Parameter) func(*trajectory.Trajectory) {
		return func(traj *trajectory.Trajectory) { must(t, traj.Add(p)) }
	}
	nothing := func(*trajectory.Trajectory) {}
	extra := trajectory.Parameter{Path: "extra", Value: 1, Comment: "c",
		Annotations: trajectory.Annotations{"reset": units.FromSI(-0.07, units.Volt.Dim)}}
	otherUnit, otherComment, otherNote, noNote := extra, extra, extra, extra
	otherUnit.Annotations = trajectory.Annotations{"reset": units.Millivolt.Of(-70)}
	otherComment.Comment = ""
	otherNote.Annotations = trajectory.Annotations{"reset": units.Millivolt.Of(-71)}
	noNote.Annotations = nil
	for _, c := range []struct {
		name    string
		one, of func(*trajectory.Trajectory)
		want    bool
	}{
		{"nothing", nothing, nothing, true},
		{"start", func(traj *trajectory.Trajectory) { traj.Provenance.Start = time.Now() }, nothing, true},
		{"unit in which a quantity was written", annotated(extra), annotated(otherUnit), true},
		{"comment", func(traj *trajectory.Trajectory) { traj.Comment = "x" }, nothing, false},
		{"provenance", func(traj *trajectory.Trajectory) { traj.Provenance.Seed = 5 }, nothing, false},
		{"parameter", annotated(extra), nothing, false},
		{"comment of a parameter", annotated(extra), annotated(otherComment), false},
		{"annotation", annotated(extra), annotated(otherNote), false},
		{"no annotation", annotated(extra), annotated(noNote), false},
		{"points", func(traj *trajectory.Trajectory) {
			must(t, traj.Explore(trajectory.Zip{{Path: "R_ee", Values: []float64{1, 2}}}))
		}, func(traj *trajectory.Trajectory) {
			must(t, traj.Explore(trajectory.Zip{{Path: "R_ee", Values: []float64{1}}}))
		}, false},
	} {
		one, of := made(c.one), made(c.of)
		if one.Same(of) != c.want || of.Same(one) != c.want {
			t.Errorf("with another %s, Same is %v and %v, wanted %v", c.name, one.Same(of), of.Same(one), c.want)
		}
	}
}
