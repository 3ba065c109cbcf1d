package hdf5_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
	"golgi/units"
)

// loading is a store of which only runs can be loaded.
type loading struct{ trajectory.Loader }

// A table of the numbers of a file is that of its runs, whatever they gave, in the folder of parts and in the finished file.
func TestNumbers(t *testing.T) {
	times := 6
	if slow {
		times = 1000
	}
	values := []any{nil, 0.0, 1.0, 2.5, 3, int8(1), uint64(1 << 60), 1 << 60, true, false, "word", "", "größer", 1 + 2i, []float64{1, 2}, units.Millivolt.Of(2),
		units.Microvolt.Of(3), units.Second.Of(1)}
	for seed := range times {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			inFolder(t)
			r := rand.New(rand.NewPCG(uint64(seed), 0))
			traj, err := trajectory.New("a")
			must(t, err)
			must(t, traj.Add(trajectory.Parameter{Path: "p.x", Value: 0}))
			n := 1 + r.IntN(6)
			must(t, traj.Explore(trajectory.Axis{Path: "x", Values: trajectory.Range(1, n, 1)}))
			s := create(t, "x.hdf5")
			must(t, s.SaveTrajectory(traj))
			given := [3][2]any{}
			for k := range given {
				given[k] = [2]any{values[r.IntN(len(values))], values[r.IntN(len(values))]}
			}
			for i := range n {
				run, err := traj.Run(i)
				must(t, err)
				run.Begin(time.Now())
				for k, path := range [][2]string{{"s", "a"}, {"s", "b"}, {"t", "a"}} {
					if value := given[k][r.IntN(2)]; value != nil {
						must(t, run.Add(path[0], path[1], value, ""))
					}
				}
				var reason error
				if r.IntN(10) == 0 {
					reason = errors.New("no convergence")
				}
				run.End(time.Now(), reason)
				must(t, trajectory.SaveRun(s, run))
				if r.IntN(2) == 0 {
					must(t, s.Sync())
				}
			}
			wantSameTables(t, s, traj)
			must(t, s.Close())
			s = opened(t, reading, "x.hdf5")
			wantSameTables(t, s, traj)
			must(t, s.Close())
		})
	}
}

func wantSameTables(t *testing.T, s *hdf5.Store, traj *trajectory.Trajectory) {
	t.Helper()
	records, err := trajectory.Records(s, traj)
	must(t, err)
	wanted, err := trajectory.Records(loading{s}, traj)
	must(t, err)
	if !slices.Equal(records, wanted) {
		t.Errorf("records\ngot  %v\nwant %v", records, wanted)
	}
	for _, item := range []string{"s.a", "b", "t.a", "nothing"} {
		got, err := trajectory.Gather(s, traj, item)
		want, wantErr := trajectory.Gather(loading{s}, traj, item)
		if fmt.Sprint(got, err) != fmt.Sprint(want, wantErr) {
			t.Errorf("%s gathered\ngot  %+v %v\nwant %+v %v", item, got, err, want, wantErr)
		}
	}
	for _, names := range [][]string{nil, {"x", "s.a"}, {"b"}, {"a"}, {"t.a", "s.b"}, {"nothing"}} {
		got, err := trajectory.Rows(s, traj, names...)
		want, wantErr := trajectory.Rows(loading{s}, traj, names...)
		if fmt.Sprint(got, err) != fmt.Sprint(want, wantErr) {
			t.Errorf("%q\ngot  %v %v\nwant %v %v", names, got, err, want, wantErr)
		}
	}
	wantSameTexts(t, s, traj)
}

// wantSameTexts compares the texts that a store has together with those of the runs.
func wantSameTexts(t *testing.T, s *hdf5.Store, traj *trajectory.Trajectory) {
	t.Helper()
	numbers, err := s.LoadNumbers(traj)
	must(t, err)
	for _, c := range numbers.Texts {
		for k, text := range c.Values {
			want := ""
			run, err := s.LoadRun(traj, numbers.Runs[k])
			must(t, err)
			for _, res := range run.Results() {
				for _, item := range res.Items {
					if res.Path+"."+item.Name == c.Path {
						want, _ = item.Value.(string)
					}
				}
			}
			if text != want {
				t.Errorf("%s of run %d is %q, wanted %q", c.Path, numbers.Runs[k], text, want)
			}
		}
	}
}
