package hdf5_test

import (
	"errors"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/failtest"
	"golgi/internal/files"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// writePosted writes the sample to a file, and post-processes its two finished runs; that which fails has a log, and the file an environment.
func writePosted(t testing.TB, path string) {
	t.Helper()
	writeSample(t, path)
	s := opened(t, hdf5.Append, path)
	traj, err := s.LoadTrajectory("clustered")
	must(t, err)
	traj.Provenance.Posts = []trajectory.Post{{Golgi: "v2", Revision: "8c5d23b", Go: "go1.27", Command: []string{"post", "später"}, Start: start}}
	traj.Provenance.Environment = trajectory.Environment{CPU: "a fast one", Modules: []string{"a v1", "b v2"},
		Sources: []trajectory.Source{{Module: "own", Revision: "8c5d23b", Diff: "-kleiner\n+größer\n"}}}
	must(t, s.SaveTrajectory(traj))
	failed := ended(sampleRun(t, traj, 2), errors.New("no convergence"))
	failed.KeepLog("0.001 s warn größer\n0.002 s debug kleiner")
	must(t, trajectory.SaveRun(s, failed))
	for i := range 2 {
		run, err := s.LoadRun(traj, i)
		must(t, err)
		must(t, run.Reopen(1, trajectory.Refuse))
		must(t, run.Add("added.later", "rate", 2.5+float64(i), "Hz"))
		must(t, run.Add("fano", "later", []float64{1, 2}, ""))
		must(t, s.Amend(run))
	}
	must(t, s.Finish())
}

// What post-processing adds changes nothing of what was there, and has a digest of its own.
func TestPosted(t *testing.T) {
	inFolder(t)
	writeSample(t, "before.hdf5")
	writePosted(t, "x.hdf5")
	must(t, hdf5.Check("x.hdf5"))
	post := func(path string) string {
		digest, err := hdf5.PostDigest(path)
		must(t, err)
		return digest
	}
	if digestOf(t, "x.hdf5") != digestOf(t, "before.hdf5") || post("before.hdf5") != "" || len(post("x.hdf5")) != 64 {
		t.Errorf("the digests are %s, before %s, and of what was added %q", digestOf(t, "x.hdf5"), digestOf(t, "before.hdf5"), post("x.hdf5"))
	}
	s := opened(t, reading, "x.hdf5")
	traj, err := s.LoadTrajectory("clustered")
	must(t, err)
	table, err := trajectory.Rows(s, traj)
	must(t, err)
	if got := table.Rows[1].Run; got != 1 {
		t.Errorf("row 1 is of run %d", got)
	}
	for i, want := range map[int]int{0: 1, 1: 1, 2: 0} {
		run, err := s.LoadRun(traj, i)
		must(t, err)
		rate, err := run.Float("rate")
		if got := run.Record().Posts; got != want || (err == nil) != (want > 0) || err == nil && rate != 2.5+float64(i) {
			t.Errorf("run %d was post-processed up to %d, and its rate is %v, %v", i, got, rate, err)
		}
	}
	wantError(t, s.Amend(nil), "hdf5: Amend: the run is nil")
	run, err := s.LoadRun(traj, 0)
	must(t, err)
	must(t, run.Reopen(1, trajectory.Keep))
	wantError(t, s.Amend(run), "hdf5: x.hdf5 was opened to be read; use Append to add to it")
}

// postTiny post-processes the tiny experiment: it goes on where it was.
func postTiny(t testing.TB, n int, opts ...hdf5.Option) error {
	s, err := hdf5.Append("x.hdf5", opts...)
	if err != nil {
		return err
	}
	return errors.Join(postRuns(t, s, n), s.Close())
}

func postRuns(t testing.TB, s *hdf5.Store, n int) error {
	traj := tiny(t, n)
	traj.Provenance.Posts = []trajectory.Post{{Command: []string{"post"}}}
	if err := s.SaveTrajectory(traj); err != nil {
		return err
	}
	for i := range n {
		run, err := s.LoadRun(traj, i)
		if err != nil {
			return err
		}
		if run.Record().Status != trajectory.Finished || run.Record().Posts == 1 {
			continue
		}
		must(t, run.Reopen(1, trajectory.Replace))
		must(t, run.Add("z", "z", -i, "")) // in the place of what the run gave
		must(t, run.Add("deep.added", "list", []float64{float64(i), 2}, ""))
		if err := s.Amend(run); err != nil {
			return err
		}
		if i%3 == 0 {
			if err := s.Sync(); err != nil {
				return err
			}
		}
	}
	return nil
}

// TestPostFailpoints stops post-processing before and after an operation on the disk, and repeats it: each run is as it was or as it is to be, with all that it has, and in the end
// the file is what it would have been. Segments are merged meanwhile, and links to them kept.
func TestPostFailpoints(t *testing.T) {
	for name, c := range map[string]struct {
		plan func(k int) *failtest.Plan
		opts []hdf5.Option
	}{
		"crash":  {failtest.CrashAt, nil},
		"merged": {failtest.CrashAt, []hdf5.Option{hdf5.MergeAt(2)}},
		"kept":   {failtest.CrashAt, []hdf5.Option{hdf5.KeepSegments()}},
		"error":  {failtest.FailAt, []hdf5.Option{hdf5.MergeAt(2)}},
	} {
		t.Run(name, func(t *testing.T) {
			if !slow && (name == "crash" || name == "error") {
				t.Skip("takes a second; GOLGI_SLOW=1 runs it")
			}
			t.Chdir(memoryFolder(t))
			postedBefore(t, c.opts)
			before := digestOfTexts(t, "")
			must(t, postTiny(t, 7, c.opts...))
			after := digestOfTexts(t, "")
			stride := 89
			if slow {
				stride = 1
			}
			for k := 1; !t.Failed(); k += stride {
				clean(t)
				postedBefore(t, c.opts)
				p := c.plan(k)
				err := postTiny(t, 7, append([]hdf5.Option{hdf5.OnDisk(files.Disk{Hook: p.Hook})}, c.opts...)...)
				if !p.Reached() {
					must(t, err)
					return
				}
				if err != nil && !errors.Is(err, failtest.Err) {
					t.Errorf("%v: the error is %v", p, err)
				}
				now := digestOfTexts(t, p.String())
				for i := range now {
					if now[i] != before[i] && now[i] != after[i] {
						t.Errorf("%v: run %d is neither as it was nor as it is to be:\n%s", p, i, now[i])
					}
				}
				must(t, postTiny(t, 7, c.opts...))
				must(t, hdf5.Check("x.hdf5"))
				for i, text := range digestOfTexts(t, p.String()) {
					if text != after[i] {
						t.Errorf("%v: run %d is not as it is to be:\n%s", p, i, text)
					}
				}
			}
		})
	}
}

// postedBefore writes what is to be post-processed.
func postedBefore(t testing.TB, opts []hdf5.Option) {
	t.Helper()
	s := create(t, "x.hdf5", opts...)
	must(t, explore(t, s, 7, &[]int{}))
	must(t, s.Close())
}

// digestOfTexts returns the texts of all runs, which must be there.
func digestOfTexts(t testing.TB, where string) (texts []string) {
	t.Helper()
	s, err := hdf5.Open("x.hdf5")
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	defer s.Close()
	traj := tiny(t, 7)
	for i := range 7 {
		run, err := s.LoadRun(traj, i)
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		texts = append(texts, storetest.RunText(run)+string(run.Record().Status))
	}
	return texts
}

// TestPostTogether explores, and post-processes, in one store, while segments are merged and runs have hardly ended.
func TestPostTogether(t *testing.T) {
	inFolder(t)
	s := create(t, "x.hdf5", hdf5.MergeAt(2))
	must(t, explore(t, s, 12, &[]int{}))
	must(t, postRuns(t, s, 12))
	must(t, s.Close())
	must(t, hdf5.Check("x.hdf5"))
	one := digestOf(t, "x.hdf5")
	s = create(t, "y.hdf5")
	must(t, explore(t, s, 12, &[]int{}))
	must(t, s.Close())
	s = opened(t, hdf5.Append, "y.hdf5")
	must(t, postRuns(t, s, 12))
	must(t, s.Close())
	posts, err := hdf5.PostDigest("x.hdf5")
	must(t, err)
	if again, err := hdf5.PostDigest("y.hdf5"); err != nil || posts != again || digestOf(t, "y.hdf5") != one {
		t.Errorf("the digests are %s and %s, %s and %s (%v)", one, digestOf(t, "y.hdf5"), posts, again, err)
	}
}
