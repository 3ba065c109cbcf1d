package hdf5_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// TestPlanIsLost loses the plan of an exploration that was interrupted: whoever begins it again as it was has its runs.
func TestPlanIsLost(t *testing.T) {
	inFolder(t)
	leave(t, "x.hdf5", -1, 0, 1)
	const plan = "x.hdf5.parts/plan-clustered-000001.hdf5"
	cp(t, plan, "plan")
	spoil(t, plan)
	_, err := hdf5.Open("x.hdf5")
	const again = "begin the exploration as it was begun: then it writes its plan again, and keeps the runs that there are"
	wantError(t, err, "hdf5: "+plan+" is damaged: the 16384 bytes from 0 on do not match their checksum; move it away, and "+again)
	must(t, os.Remove(plan))
	_, err = hdf5.Append("x.hdf5")
	if err == nil || !strings.HasSuffix(err.Error(), again) {
		t.Errorf("continued without a plan: %v", err)
	}
	segment := segmentOf(t, "x.hdf5")
	for _, traj := range []*trajectory.Trajectory{other(t), products(t, 3)} {
		s := create(t, "x.hdf5")
		err = s.SaveTrajectory(traj)
		wantError(t, err, "hdf5: "+segment+" has runs of a plan that is lost, and not of this one: it had another trajectory, "+
			"parameters or points; begin the exploration as it was begun, move x.hdf5.parts away, or ask to overwrite it")
		if !errors.Is(err, trajectory.ErrExists) {
			t.Error("it is not said that there are others")
		}
		must(t, s.Close())
	}
	s := create(t, "x.hdf5")
	if err := s.Finish(); err == nil || !strings.Contains(err.Error(), "there is no plan of the runs that it has") {
		t.Errorf("finished without a plan: %v", err)
	}
	s = create(t, "x.hdf5")
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, 2)
	must(t, s.Close())
	for i := range 3 {
		wantStatus(t, "x.hdf5", i, trajectory.Finished)
	}
	must(t, hdf5.Check("x.hdf5"))
}

// TestDamageHasACure damages a finished file and segments, and says once which it is, and what to do.
func TestDamageHasACure(t *testing.T) {
	inFolder(t)
	leave(t, "x.hdf5", 0, 1)
	writeSample(t, "done.hdf5")
	writeSample(t, "kept.hdf5", hdf5.KeepSegments())
	const damage = " is damaged: the 16384 bytes from 0 on do not match their checksum; "
	for opened, c := range map[string]struct{ damaged, cure string }{
		"x.hdf5":    {"x.hdf5.parts/0*", "move it away, and continue the exploration: the runs that were in it are executed again"},
		"done.hdf5": {"done.hdf5", "put a copy of it in its place; what of it can be read is as it was written"},
		"kept.hdf5": {"kept.hdf5.parts/0*", "move it away, and continue the exploration: the runs that were in it are executed again"},
	} {
		paths, err := filepath.Glob(c.damaged)
		must(t, err)
		spoil(t, paths[0])
		s, err := hdf5.Open(opened)
		if err == nil {
			_, err = s.LoadRun(sample(t), 0)
			must(t, s.Close())
		}
		wantError(t, err, "hdf5: "+paths[0]+damage+c.cure)
	}
	for _, path := range []string{"x.hdf5", "kept.hdf5"} {
		must(t, os.Remove(segmentOf(t, path)))
		s := opened(t, hdf5.Append, path)
		save(t, s, 0, 1, 2, 3)
		must(t, s.Close())
		wantStatus(t, path, 0, trajectory.Finished)
	}
}

// spoil flips a bit of the first block of a file.
func spoil(t *testing.T, path string) {
	t.Helper()
	raw := []byte(read(t, path))
	raw[100] ^= 1
	write(t, path, string(raw))
}
