package manager_test

import (
	"errors"
	"fmt"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/manager"
	"golgi/trajectory"
)

// A post-processing that was interrupted goes on where its program is the same. That of a program which was mended meanwhile is another one, also where git knows nothing
// of it, and analyses all runs; and so it is where an old Golgi has forgotten what there was.
func TestPostOfAnotherProgram(t *testing.T) {
	measuring := func(x float64, most int) analyser.Analyser {
		return analyser.After("measure", func(s *component.Subrun) error {
			if s.Run.Index() >= most {
				return errors.New("interrupted")
			}
			return s.Run.Add("statistics", "x", x, "")
		})
	}
	for _, c := range []struct {
		after  func(p *trajectory.Provenance)
		posts  int
		counts [2]int
		xs     string
	}{
		{func(*trajectory.Provenance) {}, 1, [2]int{2, 2}, "[1 1 2 2]"},
		{func(p *trajectory.Provenance) { p.Posts[0].Program = "another" }, 2, [2]int{4, 0}, "[2 2 2 2]"},
		{func(p *trajectory.Provenance) { p.Posts[0] = trajectory.Post{} }, 2, [2]int{4, 0}, "[2 2 2 2]"},
	} {
		_, traj, store, err := exploredPosts(t, postable())
		check(t, err)
		if _, err := posted(t, store, manager.Post{Existing: trajectory.Replace}, postable(measuring(1, 2))); err == nil {
			t.Fatal("nothing has interrupted it")
		}
		stored, err := store.LoadTrajectory("posts")
		check(t, err)
		if len(stored.Provenance.Posts) != 1 || len(stored.Provenance.Posts[0].Program) != 64 {
			t.Fatalf("the provenance is %+v", stored.Provenance.Posts)
		}
		c.after(&stored.Provenance)
		check(t, store.SaveTrajectory(stored))
		got, err := posted(t, store, manager.Post{Existing: trajectory.Replace}, postable(measuring(2, 4)))
		check(t, err)
		stored, err = store.LoadTrajectory("posts")
		check(t, err)
		if n := len(stored.Provenance.Posts); n != c.posts || [2]int{got.Analysed, got.Before} != c.counts {
			t.Errorf("there are %d post-processings, and it says %+v", n, got)
		}
		var xs []float64
		for i := range traj.Len() {
			run, err := store.LoadRun(traj, i)
			check(t, err)
			x, err := run.Float("statistics.x")
			check(t, err)
			xs = append(xs, x)
		}
		if fmt.Sprint(xs) != c.xs {
			t.Errorf("the analysers gave %v, wanted %s", xs, c.xs)
		}
	}
}
