package hdf5_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/failtest"
	"golgi/internal/files"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// panicked is an error with a stack, as a recovered panic makes one.
type panicked struct{}

func (panicked) Error() string { return "index 3 out of range" }
func (panicked) Stack() string { return "goroutine 1:\n\tmain.go:3" }

// tiny is an experiment for crashes: run 1 fails, run 2 panics, and the others finish, run 4 after streaming.
func tiny(t testing.TB, n int) *trajectory.Trajectory {
	t.Helper()
	traj := products(t, n)
	traj.Provenance.Start = start
	return traj
}

// execute executes run i of the experiment, and puts it into the store. Its errors are those of the store.
func execute(t testing.TB, s *hdf5.Store, traj *trajectory.Trajectory, i int) error {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	w, err := s.Begin(run)
	if err != nil {
		return err
	}
	block := trajectory.Item{Name: "v", Value: []float64{float64(i), 1.5}}
	switch i {
	case 1:
		return w.Abort(errors.New("no convergence"))
	case 2:
		return w.Abort(panicked{})
	}
	err = w.Append("z", trajectory.Result{Items: []trajectory.Item{block, {Name: "z", Value: i * i}}})
	for range i {
		err = errors.Join(err, w.Append("z", block))
	}
	if err != nil {
		return errors.Join(err, w.Abort(nil))
	}
	return w.Commit()
}

// A scenario is a way to write x.hdf5.
type scenario struct {
	name    string
	before  func(t testing.TB) // what there is before
	options []hdf5.Option
	runs    int
	steps   bool // what is tried are steps with whole files: within them it is like the first
}

var scenarios = []scenario{
	{name: "new", runs: 5},
	{name: "merged", runs: 7, steps: true, options: []hdf5.Option{hdf5.MergeAt(2)}},
	{name: "kept", runs: 5, steps: true, options: []hdf5.Option{hdf5.KeepSegments()}},
	{name: "overwritten", runs: 5, steps: true, options: []hdf5.Option{hdf5.Overwrite()},
		before: func(t testing.TB) { writeSample(t, "x.hdf5") }},
	{name: "continued", runs: 5, before: func(t testing.TB) {
		s := create(t, "x.hdf5")
		must(t, explore(t, s, 3, &[]int{}))
		must(t, s.Close())
	}},
}

// syncAfter is how many runs are committed at a time.
const syncAfter = 3

// explore executes what is missing of an experiment of n runs, and notes which are committed.
func explore(t testing.TB, s *hdf5.Store, n int, committed *[]int) error {
	traj := tiny(t, n)
	if err := s.SaveTrajectory(traj); err != nil {
		return err
	}
	var handed []int
	for i := range n {
		status, err := s.Status(traj, i)
		if err != nil {
			return err
		}
		if status != trajectory.Pending {
			continue
		}
		if err := execute(t, s, traj, i); err != nil {
			return err
		}
		if handed = append(handed, i); len(handed) == syncAfter {
			if err := s.Sync(); err != nil {
				return err
			}
			*committed, handed = append(*committed, handed...), nil
		}
	}
	return nil
}

// start explores as a program does: it continues what is there, unless that is to be overwritten.
func (c scenario) start(t testing.TB, committed *[]int, opts ...hdf5.Option) error {
	open := hdf5.Append
	if c.begins() {
		open = hdf5.Create
	}
	return c.run(t, open, committed, append(opts, c.options...)...)
}

func (c scenario) run(t testing.TB, open func(string, ...hdf5.Option) (*hdf5.Store, error), committed *[]int,
	opts ...hdf5.Option) error {
	s, err := open("x.hdf5", opts...)
	if err != nil {
		return err
	}
	err = explore(t, s, c.runs, committed)
	return errors.Join(err, s.Close())
}

// resume continues what is there, or begins again if nothing was saved before.
func (c scenario) resume(t testing.TB) {
	t.Helper()
	open := hdf5.Append
	if c.begins() && !has(t, "x.hdf5.parts") && !has(t, "x.hdf5") {
		open = hdf5.Create
	}
	must(t, c.run(t, open, &[]int{}, c.options...))
}

// begins reports whether there is nothing before that is continued.
func (c scenario) begins() bool { return c.before == nil || c.name == "overwritten" }

// has reports whether the experiment is in a file or folder.
func has(t testing.TB, path string) bool {
	t.Helper()
	s, err := hdf5.Open(path)
	if err != nil {
		return false
	}
	defer s.Close()
	_, err = s.LoadTrajectory("products")
	return err == nil
}

// TestFailpoints stops an exploration before and after an operation on the disk, once by an error and once as a kill
// does, and resumes it: at each of them with GOLGI_SLOW, and else at every 31st.
func TestFailpoints(t *testing.T) {
	for _, c := range scenarios {
		t.Run(c.name+"/crash", func(t *testing.T) { c.stopEverywhere(t, failtest.CrashAt) })
	}
	once := scenarios[0]
	once.steps = true
	t.Run("new/error", func(t *testing.T) { once.stopEverywhere(t, failtest.FailAt) })
}

func (c scenario) stopEverywhere(t *testing.T, plan func(k int) *failtest.Plan) {
	t.Chdir(memoryFolder(t))
	want := c.uninterrupted(t)
	stride := 31
	if slow {
		stride = 1
	}
	for k := 1; ; k += stride {
		clean(t)
		if c.before != nil {
			c.before(t)
		}
		p := plan(k)
		var committed []int
		err := c.start(t, &committed, hdf5.OnDisk(files.Disk{Hook: c.hook(p)}))
		if !p.Reached() {
			must(t, err)
			t.Logf("%d failpoints at the most, every %d tried", k-1, stride)
			return
		}
		if err != nil && !errors.Is(err, failtest.Err) {
			t.Errorf("%v: the error is %v", p, err)
		}
		c.wantReadable(t, p.String(), committed)
		c.resume(t)
		if got := digestOf(t, "x.hdf5"); got != want {
			t.Errorf("%v: the resumed file has other results", p)
		}
		must(t, hdf5.Check("x.hdf5"))
		c.wantNothingElse(t, p.String())
		if t.Failed() {
			return
		}
	}
}

// hook asks the plan for what is tried.
func (c scenario) hook(p *failtest.Plan) func(op, path string) error {
	return func(op, path string) error {
		if c.steps && (op == "create" || op == "write" || op == "truncate") {
			return nil
		}
		return p.Hook(op, path)
	}
}

// memoryFolder returns a new folder, in memory where there is one: thousands of syncs take their time.
func memoryFolder(t testing.TB) string {
	t.Helper()
	folder, err := os.MkdirTemp("/dev/shm", "golgi-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

// clean removes what is in the working folder.
func clean(t testing.TB) {
	t.Helper()
	entries, err := os.ReadDir(".")
	must(t, err)
	for _, entry := range entries {
		must(t, os.RemoveAll(entry.Name()))
	}
}

// uninterrupted returns the digest of the results if nothing happens.
func (c scenario) uninterrupted(t testing.TB) string {
	t.Helper()
	if c.before != nil {
		c.before(t)
	}
	must(t, c.start(t, &[]int{}))
	digest, err := hdf5.ResultDigest("x.hdf5")
	must(t, err)
	return digest
}

// wantReadable checks that what was committed can be read, and that what can be read is right.
func (c scenario) wantReadable(t *testing.T, where string, committed []int) {
	t.Helper()
	path := "x.hdf5.parts"
	if _, err := os.Stat(path); err != nil {
		path = "x.hdf5"
	}
	s, err := hdf5.Open(path)
	if err != nil {
		if len(committed) > 0 || !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("%s: %v; committed were %v", where, err, committed)
		}
		return
	}
	defer s.Close()
	traj := tiny(t, c.runs)
	for _, i := range committed {
		if status, err := s.Status(traj, i); err != nil || status == trajectory.Pending {
			t.Errorf("%s: run %d was committed and is %v, %v", where, i, status, err)
		}
	}
	for i := range c.runs {
		wantRight(t, where, s, traj, i)
	}
	must(t, hdf5.Check(path))
}

// wantRight checks that a run, if there is one, is as it was executed.
func wantRight(t *testing.T, where string, s *hdf5.Store, traj *trajectory.Trajectory, i int) {
	t.Helper()
	run, err := s.LoadRun(traj, i)
	if errors.Is(err, trajectory.ErrNotFound) {
		return
	}
	must(t, err)
	want := map[int]trajectory.Status{1: trajectory.Failed, 2: trajectory.Failed}[i]
	if want == "" {
		want = trajectory.Finished
	}
	if status := run.Record().Status; status != want {
		t.Errorf("%s: run %d is %s, wanted %s", where, i, status, want)
	}
	if got, want := storetest.RunText(run), storetest.RunText(executed(t, traj, i)); got != want {
		t.Errorf("%s: run %d came back as\n%s\nwanted\n%s", where, i, got, want)
	}
}

// executed returns what execute stores of run i.
func executed(t testing.TB, traj *trajectory.Trajectory, i int) *trajectory.Run {
	t.Helper()
	run, err := traj.Run(i)
	must(t, err)
	if i == 1 || i == 2 {
		return run
	}
	var v []float64
	for range i + 1 {
		v = append(v, float64(i), 1.5)
	}
	must(t, run.AddResult(trajectory.Result{Path: "z",
		Items: []trajectory.Item{{Name: "v", Value: v}, {Name: "z", Value: i * i}}}))
	return run
}

// wantNothingElse checks that only the finished file is there, and its folder if that is kept.
func (c scenario) wantNothingElse(t *testing.T, where string) {
	t.Helper()
	left, err := filepath.Glob("*")
	must(t, err)
	more, err := filepath.Glob("x.hdf5.parts/*.tmp")
	must(t, err)
	want := []string{"x.hdf5"}
	if c.name == "kept" {
		want = append(want, "x.hdf5.parts")
	}
	if !slices.Equal(left, want) || len(more) > 0 {
		t.Errorf("%s: there are %q with %q, wanted %q", where, left, more, want)
	}
}
