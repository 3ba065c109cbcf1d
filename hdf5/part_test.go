package hdf5_test

import (
	"errors"
	"fmt"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// parts are some of a run.
var parts = []trajectory.Excerpt{
	{}, {Depth: 1}, {Depth: 2}, {Most: 1}, {Most: 16}, {Most: 100}, {Most: 1 << 20},
	{Paths: []string{"results"}}, {Paths: []string{"results"}, Depth: 1}, {Paths: []string{"derived_parameters"}},
	{Paths: []string{"monitors"}}, {Paths: []string{"monitors"}, Depth: 1, Most: 64}, {Paths: []string{"other.frame", "other.csr"}},
	{Paths: []string{"results.other"}, Most: 40}, {Paths: []string{"nothing"}},
}

// A part of a run is what of the whole run is in it, and an outline is that of the whole run, in folders and files, for runs that have
// finished and that have failed.
func TestParts(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	writeOnlyKinds(t, "kinds.hdf5")
	leave(t, "left.hdf5", -1, 0, 1)
	for path, name := range map[string]string{"x.hdf5": "clustered", "kinds.hdf5": "kinds", "left.hdf5": "clustered"} {
		s := opened(t, reading, path)
		traj, err := s.LoadTrajectory(name)
		must(t, err)
		for _, part := range parts {
			wantSameParts(t, s, traj, part)
		}
		for i := trajectory.PreRun; i < traj.Len(); i++ {
			got, err := trajectory.Outlines(s, traj, i)
			want, wantErr := trajectory.Outlines(loading{s}, traj, i)
			if fmt.Sprint(got) != fmt.Sprint(want) || errors.Is(err, trajectory.ErrNotFound) != errors.Is(wantErr, trajectory.ErrNotFound) {
				t.Errorf("%s, run %d:\ngot  %v, %v\nwant %v, %v", path, i, got, err, want, wantErr)
			}
		}
		must(t, s.Close())
	}
}

func wantSameParts(t *testing.T, s *hdf5.Store, traj *trajectory.Trajectory, part trajectory.Excerpt) {
	t.Helper()
	texts := func(from trajectory.Loader) (all string) {
		for run, err := range trajectory.LoadParts(from, traj, part) {
			must(t, err)
			all += storetest.RunText(run)
		}
		_, err := trajectory.LoadPart(from, traj, 0, part)
		return all + fmt.Sprint(err)
	}
	if got, want := texts(s), texts(loading{s}); got != want {
		t.Errorf("%+v:\ngot\n%s\nwant\n%s", part, got, want)
	}
}

// What is in no part is not read.
func TestPartsReadNoMore(t *testing.T) {
	inFolder(t)
	traj := products(t, 1)
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	run, err := traj.Run(0)
	must(t, err)
	must(t, run.Add("m.v", "large", make([]float64, 1<<20), "mV"))
	must(t, run.Add("m.v", "small", []float64{1, 2}, "mV"))
	must(t, trajectory.SaveRun(s, run))
	must(t, s.Close())
	for _, part := range []trajectory.Excerpt{{Paths: []string{"m.v.small"}}, {Most: 1000}} {
		s = opened(t, reading, "x.hdf5")
		run, err := trajectory.LoadPart(s, traj, 0, part)
		must(t, err)
		if got := fmt.Sprint(run.Contents()); got != "[m.v m.v.small]" {
			t.Error(got)
		}
		o, err := trajectory.Outlines(s, traj, 0)
		if must(t, err); fmt.Sprint(o) != "[{m.v.large  mV [] 0 {float64 [1048576] 8388608} <nil>} {m.v.small  mV [] 0 {float64 [2] 16} <nil>}]" {
			t.Error(o)
		}
		if n := s.BytesRead(); n > 1<<20 {
			t.Errorf("%d bytes were read", n)
		}
		must(t, s.Close())
	}
}
