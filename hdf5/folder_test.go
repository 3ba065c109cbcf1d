package hdf5_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/trajectory"
)

// TestShares has two programs write one file.
func TestShares(t *testing.T) {
	inFolder(t)
	one, two := create(t, "x.hdf5", hdf5.Share(1, 2)), create(t, "x.hdf5", hdf5.Share(2, 2))
	_, err := hdf5.Create("x.hdf5", hdf5.Share(2, 2))
	wantError(t, unsigned(err), "hdf5: cannot write x.hdf5: share 2/2 is in the hands of P; take another share")
	_, err = hdf5.Create("x.hdf5", hdf5.Share(1, 3))
	if err == nil || !strings.HasSuffix(err.Error(), "; take a share of 2, or wait for the end") {
		t.Errorf("shares of two and three: %v", err)
	}
	must(t, one.SaveTrajectory(sample(t)))
	must(t, two.SaveTrajectory(sample(t)))
	_, err = one.Begin(sampleRun(t, sample(t), 1))
	wantError(t, err, "hdf5: run_00000001 of clustered is not in share 1/2")
	if !errors.Is(err, trajectory.ErrElsewhere) {
		t.Errorf("a run of the other share: %v", err)
	}
	_, err = two.Begin(sampleRun(t, sample(t), -1))
	wantError(t, err, "hdf5: pre_run of clustered is not in share 2/2")
	save(t, one, -1, 0, 2)
	save(t, two, 1)
	must(t, two.Sync())
	must(t, one.Close())
	wantFiles(t, "x.hdf5.parts/000001-T.hdf5 x.hdf5.parts/000001-T.hdf5 x.hdf5.parts/lock "+
		"x.hdf5.parts/plan-clustered-000001.hdf5 x.hdf5.parts/share-1-of-2.lock x.hdf5.parts/share-1-of-3.lock "+
		"x.hdf5.parts/share-2-of-2.lock")
	save(t, two, 3)
	must(t, two.Close())
	wantFiles(t, "x.hdf5")
	for i := -1; i < 4; i++ {
		wantStatus(t, "x.hdf5", i, trajectory.Finished)
	}
}

// TestSharesAndLeftovers: what was left by a mistake is in no share's way, unless somebody has a share of it, or it has a run.
func TestSharesAndLeftovers(t *testing.T) {
	inFolder(t)
	mistaken := continued(t) // with another point
	begin := func(path string) *hdf5.Store {
		s := create(t, path, hdf5.Share(2, 2))
		must(t, s.SaveTrajectory(mistaken))
		return s
	}
	must(t, begin("left.hdf5").Close())
	one, two := create(t, "left.hdf5", hdf5.Share(1, 2)), create(t, "left.hdf5", hdf5.Share(2, 2))
	must(t, one.SaveTrajectory(sample(t)))
	must(t, two.SaveTrajectory(sample(t)))
	save(t, one, -1, 0, 2)
	must(t, one.Close())
	save(t, two, 1, 3)
	must(t, two.Close())
	wantFiles(t, "left.hdf5")

	live := begin("live.hdf5")
	one = create(t, "live.hdf5", hdf5.Share(1, 2))
	if err := one.SaveTrajectory(sample(t)); !errors.Is(err, trajectory.ErrExists) {
		t.Errorf("beside somebody at work: %v", err)
	}
	must(t, trajectory.SaveRun(live, ended(sampleRun(t, mistaken, 1), nil)))
	must(t, live.Close())
	must(t, one.Close())
	one = create(t, "live.hdf5", hdf5.Share(1, 2))
	if err := one.SaveTrajectory(sample(t)); !errors.Is(err, trajectory.ErrExists) {
		t.Errorf("where a run has finished: %v", err)
	}
	must(t, one.Close())
	wantStatus(t, "live.hdf5", 1, trajectory.Finished)
}

// TestKeepSegments makes a file of links, and continues it with links and without.
func TestKeepSegments(t *testing.T) {
	inFolder(t)
	s := create(t, "x.hdf5", hdf5.KeepSegments())
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, -1, 0, 1)
	must(t, s.Sync())
	save(t, s, 2, 3)
	must(t, s.Close())
	const kept = "x.hdf5 x.hdf5.parts/000001-T.hdf5 x.hdf5.parts/000002-T.hdf5 x.hdf5.parts/lock " +
		"x.hdf5.parts/plan-clustered-000001.hdf5"
	wantFiles(t, kept)
	want := digestOf(t, "x.hdf5")
	must(t, os.Rename("x.hdf5.parts/lock", "lock")) // there it is not needed
	must(t, os.Mkdir("elsewhere", 0o777))
	must(t, os.Rename("x.hdf5", "elsewhere/x.hdf5"))
	must(t, os.Rename("x.hdf5.parts", "elsewhere/x.hdf5.parts"))
	for i := -1; i < 4; i++ {
		wantStatus(t, "elsewhere/x.hdf5", i, trajectory.Finished)
	}
	s = opened(t, hdf5.Append, "elsewhere/x.hdf5")
	must(t, s.SaveTrajectory(continued(t)))
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, continued(t), 4), nil)))
	must(t, s.Close())
	wantFiles(t, "elsewhere/x.hdf5 lock")
	for i := -1; i < 4; i++ {
		wantStatus(t, "elsewhere/x.hdf5", i, trajectory.Finished)
	}
	if digestOf(t, "elsewhere/x.hdf5") == want {
		t.Error("the fifth run does not count")
	}
}

// TestPlans saves a trajectory several times: one that says nothing new is not written again.
func TestPlans(t *testing.T) {
	inFolder(t)
	s := create(t, "x.hdf5")
	traj := sample(t)
	must(t, s.SaveTrajectory(traj))
	later := sample(t)
	later.Provenance.Start = later.Provenance.Start.AddDate(1, 0, 0)
	must(t, s.SaveTrajectory(later))
	wantFiles(t, "x.hdf5.parts/lock x.hdf5.parts/plan-clustered-000001.hdf5")
	described := sample(t)
	described.Comment = "another"
	must(t, s.SaveTrajectory(described))
	must(t, s.SaveTrajectory(continued(t)))
	if err := s.SaveTrajectory(traj); !errors.Is(err, trajectory.ErrExists) {
		t.Errorf("fewer points are saved: %v", err)
	}
	must(t, s.Close())
	wantFiles(t, "x.hdf5.parts/lock x.hdf5.parts/plan-clustered-000001.hdf5 "+
		"x.hdf5.parts/plan-clustered-000002.hdf5 x.hdf5.parts/plan-clustered-000003.hdf5")
	wantText(t, opened(t, reading, "x.hdf5"), continued(t))
}

// A folder that was begun and has no plan yet is said to be there.
func TestFolderWithoutPlan(t *testing.T) {
	inFolder(t)
	must(t, os.MkdirAll("x.hdf5.parts", 0o777))
	_, err := hdf5.Open("x.hdf5")
	wantError(t, err, "hdf5: there is no x.hdf5: file does not exist (x.hdf5.parts was begun, and holds no plan yet: begin it again)")
	must(t, create(t, "x.hdf5").Close())
}

// TestAbandon: what was made for an exploration that was refused goes, and nothing else does.
func TestAbandon(t *testing.T) {
	inFolder(t)
	refused := func(open func(string, ...hdf5.Option) (*hdf5.Store, error), path string, traj *trajectory.Trajectory, runs ...int) {
		t.Helper()
		s := opened(t, open, path)
		must(t, s.SaveTrajectory(traj))
		save(t, s, runs...)
		must(t, s.Abandon())
		must(t, s.Close())
	}
	refused(hdf5.Create, "x.hdf5", sample(t))
	wantFiles(t, "")
	refused(hdf5.Create, "x.hdf5", sample(t), -1, 0, 1, 2, 3) // it was not refused at all
	wantFiles(t, "x.hdf5")
	refused(hdf5.Append, "x.hdf5", continued(t))
	wantFiles(t, "x.hdf5")
	wantStatus(t, "x.hdf5", 3, trajectory.Finished)
	refused(func(path string, opts ...hdf5.Option) (*hdf5.Store, error) {
		return hdf5.Create(path, append(opts, hdf5.Overwrite())...)
	}, "x.hdf5", continued(t))
	wantFiles(t, "x.hdf5")
	leave(t, "left.hdf5")
	refused(hdf5.Append, "left.hdf5", sample(t))
	wantFiles(t, "left.hdf5.parts/lock left.hdf5.parts/plan-clustered-000001.hdf5 x.hdf5")
	refused(hdf5.Append, "left.hdf5", sample(t), 1)
	wantFiles(t, "left.hdf5.parts/000001-T.hdf5 left.hdf5.parts/lock left.hdf5.parts/plan-clustered-000001.hdf5 x.hdf5")
}
