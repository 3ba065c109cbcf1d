package hdf5_test

import (
	"os"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// TestAppend continues a finished file, which has all of itself and the new runs while that goes on.
func TestAppend(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	before := digestOf(t, "x.hdf5")
	s := opened(t, hdf5.Append, "x.hdf5")
	save(t, s, 3)
	must(t, s.Sync())
	for _, i := range []int{-1, 0, 1, 3} {
		wantStatus(t, "x.hdf5", i, trajectory.Finished)
	}
	wantStatus(t, "x.hdf5", 2, trajectory.Failed)
	must(t, os.Rename("x.hdf5", "hidden"))
	_, err := hdf5.Open("x.hdf5")
	wantError(t, err, "hdf5: x.hdf5.parts continues x.hdf5, which is not there; put it back")
	if got := digestOf(t, "hidden"); got != before {
		t.Error("the finished file has changed")
	}
	must(t, os.Rename("hidden", "x.hdf5"))
	must(t, s.Close())
	wantFiles(t, "x.hdf5")
	for _, i := range []int{-1, 0, 1, 3} {
		wantStatus(t, "x.hdf5", i, trajectory.Finished)
	}
	must(t, hdf5.Check("x.hdf5"))
}

// TestAppendRepeats executes a failed run again, and adds points, in a file and in what was left of one.
func TestAppendRepeats(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	s := opened(t, hdf5.Append, "x.hdf5")
	save(t, s, 2)
	more := continued(t)
	must(t, s.SaveTrajectory(more))
	must(t, s.Close())
	wantFiles(t, "x.hdf5 x.hdf5.parts/000001-T.hdf5 x.hdf5.parts/base x.hdf5.parts/lock "+
		"x.hdf5.parts/plan-clustered-000001.hdf5")
	wantText(t, opened(t, reading, "x.hdf5"), more)
	s = opened(t, hdf5.Append, "x.hdf5.parts")
	save(t, s, 3)
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, more, 4), nil)))
	must(t, s.Close())
	wantFiles(t, "x.hdf5")
	for i := range 4 {
		wantStatus(t, "x.hdf5", i, trajectory.Finished)
	}
	wantText(t, opened(t, reading, "x.hdf5"), more)
}

func TestAppendRefused(t *testing.T) {
	inFolder(t)
	_, err := hdf5.Append("x.hdf5")
	wantError(t, err, "hdf5: there is no x.hdf5: file does not exist")
	writeSample(t, "x.hdf5")
	s := opened(t, hdf5.Append, "x.hdf5")
	_, err = hdf5.Append("x.hdf5")
	wantError(t, unsigned(err), "hdf5: cannot write x.hdf5: the exploration is in the hands of P; "+
		"wait for its end, or choose another name")
	must(t, s.Close())
	write(t, "text.hdf5", "not at all")
	_, err = hdf5.Open("text.hdf5")
	wantError(t, err, "hdf5: text.hdf5 is not an HDF5 file")
}

// TestUnsealed cuts the checksums off, as other programs do that write into the file: then a child reads it, also for the file that continues it.
func TestUnsealed(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	want := digestOf(t, "x.hdf5")
	info, err := os.Stat("x.hdf5")
	must(t, err)
	const trailer = 4 + 28 // of a file of one block
	must(t, os.Truncate("x.hdf5", info.Size()-trailer))
	if digestOf(t, "x.hdf5") != want {
		t.Error("without checksums, the results are others")
	}
	wantStatus(t, "x.hdf5", 1, trajectory.Finished)
	const doubt = "it has no valid checksums: another program has changed it since Golgi wrote it, or it is damaged, and " +
		"nobody can tell whether its values are those that Golgi wrote"
	wantError(t, hdf5.Check("x.hdf5"), "hdf5: x.hdf5: "+doubt)
	for _, open := range []func(string, ...hdf5.Option) (*hdf5.Store, error){reading, hdf5.Append} {
		s := opened(t, open, "x.hdf5")
		traj, err := s.LoadTrajectory("clustered")
		must(t, err)
		if len(traj.Notes) != 1 || traj.Notes[0] != doubt {
			t.Errorf("the notes are %q", traj.Notes)
		}
		must(t, s.Close())
	}
	s := opened(t, hdf5.Append, "x.hdf5")
	save(t, s, 2, 3)
	must(t, s.Close())
	for i := range 4 {
		wantStatus(t, "x.hdf5", i, trajectory.Finished)
	}
	// The new file has checksums, and says for good what nobody can tell of the pre-run and of the runs 0 and 1.
	const carried = "3 of its runs came from a file without valid checksums, which this one continues, and nobody can tell " +
		"whether their values are those that Golgi wrote"
	wantError(t, hdf5.Check("x.hdf5"), "hdf5: x.hdf5: "+carried)
	s = opened(t, hdf5.Append, "x.hdf5")
	must(t, s.SaveTrajectory(continued(t)))
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, continued(t), 4), nil)))
	must(t, s.Close())
	wantError(t, hdf5.Check("x.hdf5"), "hdf5: x.hdf5: "+carried)
	s = opened(t, reading, "x.hdf5")
	traj, err := s.LoadTrajectory("clustered")
	must(t, err)
	if len(traj.Notes) != 1 || traj.Notes[0] != carried {
		t.Errorf("the notes are %q", traj.Notes)
	}
	must(t, s.Close())
}

// TestForeignFileAppended leaves a file that is none of ours as it is.
func TestForeignFileAppended(t *testing.T) {
	inFolder(t)
	write(t, "text.hdf5", "not at all")
	s, err := hdf5.Append("text.hdf5")
	if err == nil {
		err = s.SaveTrajectory(sample(t))
		must(t, s.Close())
	}
	wantError(t, err, "hdf5: text.hdf5 is not an HDF5 file")
	wantFiles(t, "text.hdf5")
}
