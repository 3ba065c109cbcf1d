package hdf5_test

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
)

var (
	_ trajectory.Witness = (*hdf5.Store)(nil)
	_ trajectory.Sharer  = (*hdf5.Store)(nil)
)

// died makes of the folder of a store what it would be if its process had died now.
func died(t *testing.T, path, as string) {
	t.Helper()
	must(t, os.CopyFS(as+".parts", os.DirFS(path+".parts")))
}

// wantBegun checks which runs are under way by what a file or folder says, or were.
func wantBegun(t *testing.T, path, want string) {
	t.Helper()
	s := opened(t, reading, path)
	all, err := s.Begun()
	must(t, err)
	var texts []string
	for _, b := range all {
		state := "alive"
		if b.Died {
			state = "died"
		}
		texts = append(texts, fmt.Sprintf("%d %s", b.Run, state))
	}
	if got := strings.Join(texts, ", "); got != want {
		t.Errorf("in %s the runs %q were begun, wanted %q", path, got, want)
	}
	must(t, s.Close())
}

// wantDeaths checks what a store says of deaths, with an "a" of those with no other run under way.
func wantDeaths(t *testing.T, s *hdf5.Store, traj *trajectory.Trajectory, want string) {
	t.Helper()
	all, err := s.Deaths(traj)
	must(t, err)
	var texts []string
	for _, d := range all {
		text := fmt.Sprint(d.Run)
		if d.Alone {
			text += "a"
		}
		texts = append(texts, text)
	}
	if got := strings.Join(texts, " "); got != want {
		t.Errorf("the deaths are %q, wanted %q", got, want)
	}
}

func begun(t *testing.T, s *hdf5.Store, traj *trajectory.Trajectory, i int) trajectory.RunWriter {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	w, err := s.Begin(run)
	must(t, err)
	return w
}

// TestBegun begins runs, lets the process die, as far as the folder can tell, again and again, and finishes the file.
func TestBegun(t *testing.T) {
	inFolder(t)
	traj := tiny(t, 6)
	s := create(t, "a.hdf5")
	must(t, s.SaveTrajectory(traj))
	wantDeaths(t, s, traj, "")
	wantBegun(t, "a.hdf5", "")
	one, two := begun(t, s, traj, 1), begun(t, s, traj, 2)
	wantBegun(t, "a.hdf5", "1 alive, 2 alive")
	must(t, one.Commit())
	must(t, s.Sync())
	wantBegun(t, "a.hdf5", "2 alive")
	begun(t, s, traj, 0)
	must(t, two.Abort(nil))
	wantBegun(t, "a.hdf5", "0 alive")
	begun(t, s, traj, 3)
	died(t, "a.hdf5", "b.hdf5")
	wantBegun(t, "b.hdf5", "0 died, 3 died")
	must(t, hdf5.Check("b.hdf5"))
	must(t, s.Close())
	wantBegun(t, "a.hdf5", "")

	s = opened(t, hdf5.Append, "b.hdf5")
	must(t, s.SaveTrajectory(traj))
	wantDeaths(t, s, traj, "0 3")
	wantBegun(t, "b.hdf5", "0 died, 3 died")
	must(t, begun(t, s, traj, 0).Commit()) // which was innocent
	must(t, s.Sync())
	wantDeaths(t, s, traj, "3")
	begun(t, s, traj, 3)
	wantDeaths(t, s, traj, "3")
	died(t, "b.hdf5", "c.hdf5")
	must(t, s.Close())

	s = opened(t, hdf5.Append, "c.hdf5")
	must(t, s.SaveTrajectory(traj))
	wantDeaths(t, s, traj, "3 3a")
	done, err := s.Watch(traj, trajectory.PreRun)
	must(t, err)
	must(t, s.Stopping(true))
	begun(t, s, traj, 4)
	died(t, "c.hdf5", "d.hdf5")
	wantBegun(t, "d.hdf5", "3 died, 3 died")
	must(t, s.Stopping(false))
	died(t, "c.hdf5", "e.hdf5")
	wantBegun(t, "e.hdf5", "3 died, 3 died, -1 died, 4 died")
	must(t, done(true))
	must(t, s.Close())

	s = opened(t, hdf5.Append, "e.hdf5")
	must(t, s.SaveTrajectory(traj))
	wantDeaths(t, s, traj, "3 3a -1 4")
	done, err = s.Watch(traj, trajectory.PreRun)
	must(t, err)
	must(t, done(false))
	wantDeaths(t, s, traj, "3 3a -1 4")
	done, err = s.Watch(traj, trajectory.PreRun)
	must(t, err)
	must(t, done(true))
	wantDeaths(t, s, traj, "3 3a 4")
	must(t, begun(t, s, traj, 4).Abort(errors.New("no convergence")))
	must(t, begun(t, s, traj, 3).Abort(fmt.Errorf("%w: twice", trajectory.ErrLost)))
	must(t, s.Sync())
	wantDeaths(t, s, traj, "")
	for _, i := range []int{2, 5} {
		must(t, begun(t, s, traj, i).Commit())
	}
	must(t, s.Close())
	if isThere("e.hdf5.parts") {
		t.Error("the folder with the notes is still there")
	}
	wantBegun(t, "e.hdf5", "")
}

// TestDeathsAreWorthKeeping begins anew where programs have died before any run had ended: they would die of the same run again, so
// that a share goes on with what is known, and who works alone is told.
func TestDeathsAreWorthKeeping(t *testing.T) {
	inFolder(t)
	traj := tiny(t, 6)
	one := create(t, "a.hdf5", hdf5.Share(1, 2))
	must(t, one.SaveTrajectory(traj))
	begun(t, one, traj, 2)
	died(t, "a.hdf5", "b.hdf5")
	must(t, one.Close())
	two := create(t, "b.hdf5", hdf5.Share(2, 2))
	must(t, two.SaveTrajectory(traj))
	wantDeaths(t, two, traj, "")
	must(t, two.Close())
	one = create(t, "b.hdf5", hdf5.Share(1, 2))
	must(t, one.SaveTrajectory(traj))
	wantDeaths(t, one, traj, "2a")
	must(t, one.Close())
	_, err := hdf5.Create("b.hdf5")
	wantError(t, err, "hdf5: b.hdf5.parts exists, with the runs of an exploration that was interrupted; continue it, or ask to overwrite it")
	wantBegun(t, "b.hdf5", "2 died")
	s := create(t, "b.hdf5", hdf5.Overwrite())
	must(t, s.SaveTrajectory(traj))
	wantDeaths(t, s, traj, "")
	must(t, s.Close())
	must(t, create(t, "b.hdf5").Close()) // nobody has died

	s = create(t, "d.hdf5") // as is known where a finished file is to be replaced
	must(t, s.SaveTrajectory(traj))
	must(t, s.Finish())
	s = create(t, "d.hdf5", hdf5.Overwrite())
	must(t, s.SaveTrajectory(traj))
	begun(t, s, traj, 1)
	must(t, os.CopyFS("dead", os.DirFS("d.hdf5.parts")))
	must(t, s.Close())
	must(t, os.RemoveAll("d.hdf5.parts"))
	must(t, os.Rename("dead", "d.hdf5.parts"))
	must(t, opened(t, hdf5.Append, "d.hdf5.parts").Close())
	wantBegun(t, "d.hdf5.parts", "1 died")

	one = create(t, "c.hdf5", hdf5.Share(1, 2))
	must(t, one.SaveTrajectory(traj))
	must(t, begun(t, one, traj, trajectory.PreRun).Abort(trajectory.ErrLost)) // after which the notes are of no account
	must(t, one.Close())
	two = create(t, "c.hdf5", hdf5.Share(2, 2))
	must(t, two.SaveTrajectory(traj))
	status, err := two.Status(traj, trajectory.PreRun)
	if err != nil || status != trajectory.Lost {
		t.Errorf("the pre-run of share 1/2 is %s, %v", status, err)
	}
	must(t, two.Close())
}

// TestWatchMisused watches what is not there, ends it twice, and goes on when the store is closed.
func TestWatchMisused(t *testing.T) {
	inFolder(t)
	traj := tiny(t, 4)
	s := create(t, "a.hdf5")
	_, err := s.Watch(traj, 0)
	if !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("a trajectory that was not saved: %v", err)
	}
	must(t, s.SaveTrajectory(traj))
	for _, i := range []int{-2, 4} {
		_, err = s.Watch(traj, i)
		wantError(t, err, fmt.Sprintf("hdf5: %s in a.hdf5 has 4 runs, and no run %d", traj.Name(), i))
	}
	done, err := s.Watch(traj, 1)
	must(t, err)
	must(t, errors.Join(done(false), done(false)))
	begun(t, s, traj, 2)
	must(t, done(false))
	begun(t, s, traj, 3)
	wantBegun(t, "a.hdf5", "2 alive, 3 alive") // each in a line of its own
	open, err := s.Watch(traj, 1)
	must(t, err)
	must(t, s.Close())
	for _, err := range []error{s.Stopping(true), open(true), open(true)} {
		wantError(t, err, "hdf5: a.hdf5 is closed")
	}
}

// TestNonsenseInLockFile has lines that no process has written, and runs of which the times are no times of a file: what is
// there stays readable.
func TestNonsenseInLockFile(t *testing.T) {
	inFolder(t)
	traj := tiny(t, 4)
	s := create(t, "a.hdf5")
	must(t, s.SaveTrajectory(traj))
	begun(t, s, traj, 2)
	died(t, "a.hdf5", "b.hdf5")
	lock, err := os.ReadFile("b.hdf5.parts/lock")
	must(t, err)
	first, rest, _ := strings.Cut(string(lock), "\n")
	for _, line := range []string{"9223372036854775807 3 NAME", "4294967296000001 3 NAME", "1795253459123456 4 NAME", "1795253459123456 -2 NAME",
		"1795253459123456 3 another"} {
		first += "\ndied " + strings.ReplaceAll(line, "NAME", traj.Name()) + " alone: process 7"
	}
	must(t, os.WriteFile("b.hdf5.parts/lock", []byte(first+"\n"+rest), 0o666))
	must(t, s.Close())
	wantBegun(t, "b.hdf5", "2 died")
	s = opened(t, hdf5.Append, "b.hdf5")
	must(t, s.SaveTrajectory(traj))
	wantDeaths(t, s, traj, "2a")
	for began, took := range map[time.Time]time.Duration{time.UnixMicro(math.MaxInt64).UTC(): 0, time.Unix(0, 0).UTC(): 200 * 365 * 24 * time.Hour} {
		run, err := traj.Run(3)
		must(t, err)
		run.Begin(began)
		run.End(began.Add(took), trajectory.ErrLost)
		err = trajectory.SaveRun(s, run)
		if err == nil || !strings.HasPrefix(err.Error(), "hdf5: run_00000003 of "+traj.Name()+" cannot be stored: ") {
			t.Errorf("a run from %v for %v: %v", began, took, err)
		}
	}
	for i := range 4 {
		must(t, begun(t, s, traj, i).Commit())
	}
	must(t, s.Close())
	must(t, hdf5.Check("b.hdf5"))
}

// TestBegunInShares has shares die: each knows what is its own to execute, and nobody takes the living for dead.
func TestBegunInShares(t *testing.T) {
	inFolder(t)
	traj := tiny(t, 6)
	one, two := create(t, "a.hdf5", hdf5.Share(1, 2)), create(t, "a.hdf5", hdf5.Share(2, 2))
	must(t, errors.Join(one.SaveTrajectory(traj), two.SaveTrajectory(traj)))
	if one.Has(1) || !one.Has(trajectory.PreRun) || !two.Has(1) || two.Has(0) {
		t.Error("the shares do not know whose runs there are")
	}
	begun(t, one, traj, 0)
	begun(t, two, traj, 1)
	begun(t, two, traj, 3)
	for _, s := range []*hdf5.Store{one, two} {
		_, err := s.Watch(traj, trajectory.PreRun)
		must(t, err)
	}
	died(t, "a.hdf5", "b.hdf5")
	wantDeaths(t, one, traj, "")
	must(t, errors.Join(one.Close(), two.Close()))
	one = opened(t, hdf5.Append, "b.hdf5", hdf5.Share(1, 2))
	must(t, one.SaveTrajectory(traj))
	wantDeaths(t, one, traj, "0 -1")
	begun(t, one, traj, 2)
	two = opened(t, hdf5.Append, "b.hdf5", hdf5.Share(2, 2))
	must(t, two.SaveTrajectory(traj))
	wantDeaths(t, two, traj, "1 3 -1")
	wantBegun(t, "b.hdf5", "0 died, 1 died, 3 died, -1 died, -1 died, 2 alive")
	must(t, errors.Join(one.Close(), two.Close()))
	whole := opened(t, hdf5.Append, "b.hdf5") // what precedes the runs is for each share to know
	must(t, whole.SaveTrajectory(traj))
	wantDeaths(t, whole, traj, "0 1 3")
	must(t, whole.Close())
}

// TestLostRunInFile has a lost run in segments, merged ones, and finished files, until it has finished.
func TestLostRunInFile(t *testing.T) {
	inFolder(t)
	traj := tiny(t, 4)
	s := create(t, "x.hdf5", hdf5.MergeAt(2))
	must(t, s.SaveTrajectory(traj))
	for _, i := range []int{0, 1, 3} {
		w, reason := begun(t, s, traj, i), error(nil)
		if i == 1 {
			reason = trajectory.ErrLost
			must(t, w.Append("z", trajectory.Result{Items: []trajectory.Item{{Name: "z", Value: 1.5}}}))
			must(t, w.Abort(reason))
		} else {
			must(t, w.Commit())
		}
		must(t, s.Sync())
	}
	wantStatus := func(path string, want trajectory.Status) {
		t.Helper()
		must(t, hdf5.Check(path))
		s := opened(t, reading, path)
		run, err := s.LoadRun(traj, 1)
		must(t, err)
		if status := run.Record().Status; status != want || len(run.Results()) != 1 {
			t.Errorf("run 1 in %s is %s, with %d results, wanted %s with one", path, status, len(run.Results()), want)
		}
		must(t, s.Close())
	}
	wantStatus("x.hdf5.parts", trajectory.Lost)
	must(t, s.Finish())
	wantStatus("x.hdf5", trajectory.Lost)
	s = opened(t, hdf5.Append, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	must(t, begun(t, s, traj, 2).Commit())
	must(t, s.Close()) // for good: what is lost is not missing
	wantStatus("x.hdf5", trajectory.Lost)
	s = opened(t, hdf5.Append, "x.hdf5")
	must(t, s.SaveTrajectory(traj))
	w := begun(t, s, traj, 1)
	must(t, w.Append("again", trajectory.Result{Items: []trajectory.Item{{Name: "z", Value: 1.5}}}))
	must(t, w.Commit())
	must(t, s.Close())
	wantStatus("x.hdf5", trajectory.Finished)
}
