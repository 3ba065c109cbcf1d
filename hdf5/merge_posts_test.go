package hdf5_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// postFactors post-processes the finished runs of a file, by commands of one word each, which add an item of that name.
func postFactors(t testing.TB, path string, salt float64, commands ...string) {
	t.Helper()
	s := opened(t, hdf5.Append, path)
	traj, err := s.LoadTrajectory("factors")
	must(t, err)
	for _, command := range commands {
		traj.Provenance.Posts = append(traj.Provenance.Posts, trajectory.Post{Golgi: "v2", Command: []string{command}, Start: start})
		number := len(traj.Provenance.Posts)
		must(t, traj.AddConfig(trajectory.Parameter{Path: fmt.Sprintf("post.post_%05d.window", number), Value: command}))
		must(t, s.SaveTrajectory(traj))
		for i := range traj.Len() {
			run, err := s.LoadRun(traj, i)
			must(t, err)
			must(t, run.Reopen(number, trajectory.Refuse))
			must(t, run.Add("z", command, float64(i)+salt, "Hz"))
			must(t, run.Add("later."+command, command, []float64{1, 2}, ""))
			must(t, s.Amend(run))
		}
		must(t, s.Sync())
	}
	must(t, s.Finish())
	must(t, hdf5.Check(path))
}

// wantPosts checks which post-processings there are, and that what they gave is marked with their numbers.
func wantPosts(t testing.TB, path, want string) {
	t.Helper()
	s, err := hdf5.Open(path)
	must(t, err)
	defer s.Close()
	traj, err := s.LoadTrajectory("factors")
	must(t, err)
	var words []string
	for number, p := range traj.Provenance.Posts {
		words = append(words, p.Command[0])
		window, err := trajectory.Value[string](traj.Config(), fmt.Sprintf("post.post_%05d.window", number+1))
		if err != nil || window != p.Command[0] {
			t.Errorf("%s: the window of %s is %s, %v", path, p.Command, window, err)
		}
	}
	for i := range traj.Len() {
		run, err := s.LoadRun(traj, i)
		must(t, err)
		last := 0
		for _, res := range run.Results() {
			for _, item := range res.Items {
				if last = max(last, item.Post); item.Post > 0 && words[item.Post-1] != item.Name {
					t.Errorf("%s, run %d: %s is of %s", path, i, item.Name, words[item.Post-1])
				}
			}
		}
		if run.Record().Posts != last {
			t.Errorf("%s, run %d: it was post-processed up to %d, and has something up to %d", path, i, run.Record().Posts, last)
		}
	}
	if got := strings.Join(words, " "); got != want {
		t.Errorf("%s was post-processed by %q, wanted %q", path, got, want)
	}
}

// What post-processing has given to runs stays theirs, whatever number it has in the merged file.
func TestMergePosted(t *testing.T) {
	inFolder(t)
	writeFactors(t, "a.hdf5", 1, finished(1, 2)...)
	postFactors(t, "a.hdf5", 0, "rates")
	writeFactors(t, "b.hdf5", 1, finished(3, 4)...)
	postFactors(t, "b.hdf5", 0, "fits", "rates")
	writeFactors(t, "c.hdf5", 1, finished(5)...)
	postFactors(t, "c.hdf5", 0, "rates")
	writeFactors(t, "d.hdf5", 1, finished(2, 1)...)
	merge(t, "ac.hdf5", hdf5.Merging{}, "a.hdf5", "c.hdf5")
	wantPosts(t, "ac.hdf5", "rates")
	merge(t, "ab.hdf5", hdf5.Merging{}, "a.hdf5", "b.hdf5")
	wantPosts(t, "ab.hdf5", "rates fits rates")
	merge(t, "ba.hdf5", hdf5.Merging{}, "b.hdf5", "a.hdf5")
	wantPosts(t, "ba.hdf5", "fits rates")
	merge(t, "da.hdf5", hdf5.Merging{}, "d.hdf5", "a.hdf5") // which has more of the same runs
	wantPosts(t, "da.hdf5", "rates")
	if text := strings.Join(contents(t, "da.hdf5"), "\n"); strings.Count(text, "result later.rates") != 2 {
		t.Error(text)
	}
	postFactors(t, "d.hdf5", 0.5, "rates")
	_, err := hdf5.Merge(context.Background(), "no.hdf5", []string{"d.hdf5", "a.hdf5"}, hdf5.Merging{})
	if err == nil || !strings.Contains(err.Error(), "runs of one point gave different results: run_00000001 of d.hdf5 and run_00000000 of a.hdf5") {
		t.Error(err)
	}
	before := contents(t, "ba.hdf5")
	deleteFrom(t, "ba.hdf5", hdf5.Deletion{Results: []string{"later.fits"}})
	deleteFrom(t, "ba.hdf5", hdf5.Deletion{Runs: []int{0}})
	wantPosts(t, "ba.hdf5", "fits rates")
	if now := contents(t, "ba.hdf5"); now[1] != withoutResult(before[1], "later.fits") || now[3] != before[3] {
		t.Error(now[1])
	}
}

// An old Golgi that goes on with a file forgets what has post-processed its runs. What that gave stays, of what nobody knows.
func TestMergePostedUnknown(t *testing.T) {
	inFolder(t)
	writeFactors(t, "a.hdf5", 1, finished(1, 2)...)
	s := opened(t, hdf5.Append, "a.hdf5")
	traj, err := s.LoadTrajectory("factors")
	must(t, err)
	run, err := s.LoadRun(traj, 0)
	must(t, err)
	must(t, run.Reopen(2, trajectory.Refuse))
	must(t, run.Add("later", "rate", 1.5, "Hz"))
	must(t, s.Amend(run))
	must(t, s.Finish())
	writeFactors(t, "b.hdf5", 1, finished(3)...)
	postFactors(t, "b.hdf5", 0, "rates")
	merge(t, "ab.hdf5", hdf5.Merging{}, "a.hdf5", "b.hdf5")
	s, err = hdf5.Open("ab.hdf5")
	must(t, err)
	defer s.Close()
	traj, err = s.LoadTrajectory("factors")
	must(t, err)
	posts := traj.Provenance.Posts
	if len(posts) != 3 || posts[0].Command != nil || posts[1].Command != nil || posts[2].Command[0] != "rates" {
		t.Errorf("it was post-processed by %+v", posts)
	}
	for i, want := range []int{2, 0, 3} {
		run, err := s.LoadRun(traj, i)
		if err != nil || run.Record().Posts != want {
			t.Errorf("run %d was post-processed up to %d, wanted %d; %v", i, run.Record().Posts, want, err)
		}
	}
}
