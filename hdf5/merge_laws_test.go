package hdf5_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"golgi/hdf5"
	"golgi/trajectory"
)

// drawPoints draws the points that a file has, and how the run of each has ended.
func drawPoints(rt *rapid.T) []pointed {
	statuses := rapid.SampledFrom([]trajectory.Status{trajectory.Finished, trajectory.Finished, trajectory.Failed, trajectory.Lost, trajectory.Stopped,
		trajectory.Pending})
	points := rapid.Custom(func(rt *rapid.T) pointed {
		return pointed{float64(rapid.IntRange(0, 3).Draw(rt, "x")), rapid.IntRange(0, 2).Draw(rt, "trial"), statuses.Draw(rt, "status")}
	})
	return rapid.SliceOfNDistinct(points, 1, 5, func(p pointed) string { return fmt.Sprint(p.x, p.trial) }).Draw(rt, "points")
}

// better is which of two ends of a run of one point goes before the other.
var better = []trajectory.Status{trajectory.Pending, trajectory.Stopped, trajectory.Lost, trajectory.Failed, trajectory.Finished}

// TestMergeLaws merges random files: every run is there with all that it gave, whatever the order of the files; and whichever files are merged first, the
// outcome is the same, to where runs are from.
func TestMergeLaws(t *testing.T) {
	fewChecks(t, 2)
	inFolder(t)
	rapid.Check(t, func(rt *rapid.T) {
		names := []string{"a.hdf5", "b.hdf5", "c.hdf5"}
		want := map[string]trajectory.Status{}
		texts := map[string]string{}
		for _, name := range names {
			points := drawPoints(rt)
			writeFactors(t, name, 1, points...)
			for i, text := range contents(t, name) {
				at, gave, _ := strings.Cut(text, "\n")
				if slices.Index(better, points[i].status) >= slices.Index(better, want[at]) {
					want[at], texts[at] = points[i].status, gave
				}
			}
		}
		files := rapid.Permutation(names).Draw(rt, "files")
		merge(t, "all.hdf5", hdf5.Merging{}, files...)
		all := contents(t, "all.hdf5")
		got := map[string]string{}
		for _, text := range all {
			at, gave, _ := strings.Cut(text, "\n")
			got[at] = gave
		}
		if !maps.Equal(got, texts) || len(all) != len(texts) {
			rt.Fatalf("there is\n%v\nwanted\n%v", got, texts)
		}
		merge(t, "two.hdf5", hdf5.Merging{}, files[:2]...)
		merge(t, "left.hdf5", hdf5.Merging{}, "two.hdf5", files[2])
		merge(t, "two.hdf5", hdf5.Merging{}, files[1:]...)
		merge(t, "right.hdf5", hdf5.Merging{}, files[0], "two.hdf5")
		for _, name := range []string{"left.hdf5", "right.hdf5"} {
			if other := contents(t, name); !slices.Equal(all, other) || wholeText(t, name) != wholeText(t, "all.hdf5") {
				rt.Fatalf("%s has\n%s\nwanted\n%s", name, strings.Join(other, "\n"), strings.Join(all, "\n"))
			}
		}
	})
}

// wholeText says what a file knows of generations and of where its runs are from.
func wholeText(t testing.TB, path string) string {
	t.Helper()
	s, err := hdf5.Open(path)
	must(t, err)
	defer s.Close()
	traj, err := s.LoadTrajectory("factors")
	must(t, err)
	text := fmt.Sprint(traj.Generations())
	ps, err := traj.Config().Parameters("")
	must(t, err)
	for _, p := range ps {
		text += fmt.Sprint("\n", p.Path, " ", p.Value)
	}
	return text
}
