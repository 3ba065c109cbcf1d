package hdf5_test

import (
	"errors"
	"fmt"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// Logs stay with their runs while segments are merged, links kept, and files continued; a run that is executed again has that of the last time.
func TestLogsStay(t *testing.T) {
	for name, opts := range map[string][]hdf5.Option{"merged": {hdf5.MergeAt(2)}, "kept": {hdf5.MergeAt(2), hdf5.KeepSegments()}} {
		inFolder(t)
		const n = 6
		traj := tiny(t, n)
		s := create(t, "x.hdf5", opts...)
		must(t, s.SaveTrajectory(traj))
		for _, attempt := range []int{1, 2} {
			for i := range n {
				if attempt == 2 && i != 1 {
					continue
				}
				run, err := traj.Run(i)
				must(t, err)
				run.KeepLog(fmt.Sprintf("run %d, attempt %d", i, attempt))
				if i%2 == 1 {
					must(t, run.Add("r", "x", i, ""))
				}
				run.End(start, map[bool]error{true: errors.New("no luck")}[i < 4])
				must(t, trajectory.SaveRun(s, run))
				must(t, s.Sync())
			}
			must(t, s.Close())
			if attempt == 1 {
				s = opened(t, hdf5.Append, "x.hdf5", opts...)
			}
		}
		must(t, hdf5.Check("x.hdf5"))
		s = opened(t, reading, "x.hdf5")
		for i := range n {
			run, err := s.LoadRun(traj, i)
			must(t, err)
			want := fmt.Sprintf("run %d, attempt %d", i, map[bool]int{false: 1, true: 2}[i == 1])
			if got := run.Record().Log; got != want {
				t.Errorf("%s: the log of run %d is %q, wanted %q", name, i, got, want)
			}
		}
		must(t, s.Close())
	}
}
