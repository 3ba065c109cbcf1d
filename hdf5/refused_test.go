package hdf5_test

import (
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

func TestReadOnlyAndClosed(t *testing.T) {
	inFolder(t)
	traj := writeSample(t, "x.hdf5")
	s := opened(t, reading, "x.hdf5")
	const refused = "hdf5: x.hdf5 was opened to be read; use Append to add to it"
	wantError(t, s.SaveTrajectory(traj), refused)
	_, err := s.Begin(sampleRun(t, traj, 3))
	wantError(t, err, refused)
	must(t, s.Sync())
	must(t, s.Close())
	const closed = "hdf5: x.hdf5 is closed"
	wantError(t, s.SaveTrajectory(traj), closed)
	_, err = s.Begin(sampleRun(t, traj, 3))
	wantError(t, err, closed)
	_, err = s.LoadTrajectory("clustered")
	wantError(t, err, closed)
	_, err = s.LoadRun(traj, 0)
	wantError(t, err, closed)
	_, err = s.Status(traj, 0)
	wantError(t, err, closed)
	_, err = s.Trajectories()
	wantError(t, err, closed)
	wantError(t, s.Sync(), closed)
}

// TestWriterAfterClose appends and commits to a store that is gone.
func TestWriterAfterClose(t *testing.T) {
	inFolder(t)
	traj := sample(t)
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	w, err := s.Begin(sampleRun(t, traj, 0))
	must(t, err)
	must(t, s.Close())
	const dropped = "hdf5: the run was committed, aborted, or dropped by Close"
	wantError(t, w.Append("x", trajectory.Result{}), dropped)
	wantError(t, w.Commit(), dropped)
	wantError(t, w.Abort(nil), dropped)
}

// TestSaveRefused saves a trajectory whose comment cannot be stored, first as a new one, then as an old one.
func TestSaveRefused(t *testing.T) {
	inFolder(t)
	const refused = `hdf5: write attribute "clustered@comment": string 0, "a\x00b", contains a NUL character`
	s := create(t, "x.hdf5")
	broken := sample(t)
	broken.Comment = "a\x00b"
	wantError(t, s.SaveTrajectory(broken), refused)
	names, err := s.Trajectories()
	if err != nil || len(names) != 0 {
		t.Errorf("the store has the trajectories %q, %v", names, err)
	}
	must(t, s.SaveTrajectory(sample(t)))
	wantError(t, s.SaveTrajectory(broken), refused)
	must(t, s.Finish())
	wantFiles(t, "x.hdf5")
	must(t, hdf5.Check("x.hdf5"))
	wantText(t, opened(t, reading, "x.hdf5"), sample(t))
}

func TestStoreErrors(t *testing.T) {
	inFolder(t)
	traj := sample(t)
	s := create(t, "x.hdf5")
	_, err := s.LoadTrajectory("clustered")
	wantError(t, err, `hdf5: there is no trajectory "clustered" in x.hdf5; it has none`)
	must(t, s.SaveTrajectory(traj))
	for _, name := range []string{"clustered/runs", "", ".", "clustered "} {
		_, err = s.LoadTrajectory(name)
		wantError(t, err, `hdf5: there is no trajectory "`+name+`" in x.hdf5; there are: clustered`)
	}
	_, err = s.LoadRun(traj, 1)
	wantError(t, err, "hdf5: run_00000001 of clustered is not in x.hdf5; it has not ended")
	must(t, trajectory.SaveRun(s, sampleRun(t, traj, 1)))
	_, err = s.Begin(sampleRun(t, traj, 1))
	wantError(t, err, "hdf5: run_00000001 of clustered has finished and is in x.hdf5 already")
	_, err = s.Begin(sampleRun(t, traj, 0))
	must(t, err)
	_, err = s.Begin(sampleRun(t, traj, 0))
	wantError(t, err, "hdf5: run_00000000 of clustered is being written already")
	_, err = s.Begin(sampleRun(t, continued(t), 4))
	wantError(t, err, "hdf5: clustered in x.hdf5 has 4 runs, and no run_00000004; save the trajectory again "+
		"when it has further points")
}
