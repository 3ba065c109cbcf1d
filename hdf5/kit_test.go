package hdf5_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// slow says whether tests may take minutes.
var slow = os.Getenv("GOLGI_SLOW") != ""

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("the error is\n  %v\nwanted\n  %s", err, want)
	}
}

func create(t testing.TB, path string, opts ...hdf5.Option) *hdf5.Store {
	t.Helper()
	return opened(t, hdf5.Create, path, opts...)
}

// opened opens a store, which is closed at the latest when the test ends.
func opened(t testing.TB, open func(string, ...hdf5.Option) (*hdf5.Store, error), path string,
	opts ...hdf5.Option) *hdf5.Store {
	t.Helper()
	s, err := open(path, opts...)
	must(t, err)
	t.Cleanup(func() { _ = s.Close() }) // whoever cares for the error closes before
	return s
}

// reading is hdf5.Open in the form of the others.
func reading(path string, _ ...hdf5.Option) (*hdf5.Store, error) { return hdf5.Open(path) }

// inFolder works in a new folder, so that errors name short paths.
func inFolder(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
}

// anyToken is what differs in the names of segments.
var anyToken = regexp.MustCompile(`-[0-9a-f]{8}\b`)

// wantFiles compares the files below the working folder, with tokens as "-T".
func wantFiles(t *testing.T, want string) {
	t.Helper()
	var names []string
	must(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if !d.IsDir() {
			names = append(names, anyToken.ReplaceAllString(path, "-T"))
		}
		return err
	}))
	if got := strings.Join(names, " "); got != want {
		t.Errorf("there are the files\n%q, wanted\n%q", got, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(text), 0o666))
}

// wantStatus checks how run i of the sample has ended, by what path shows.
func wantStatus(t *testing.T, path string, i int, want trajectory.Status) {
	t.Helper()
	s := opened(t, reading, path)
	wantStatusIn(t, s, path, i, want)
	must(t, s.Close())
}

// wantStatusIn is wantStatus for a store that is open.
func wantStatusIn(t *testing.T, s *hdf5.Store, path string, i int, want trajectory.Status) {
	t.Helper()
	status, err := s.Status(sample(t), i)
	must(t, err)
	if status != want {
		t.Errorf("run %d in %s is %s, wanted %s", i, path, status, want)
	}
	if want == trajectory.Finished {
		run, err := s.LoadRun(sample(t), i)
		must(t, err)
		wantRunText(t, run, sampleRun(t, sample(t), i))
	}
}

func wantText(t *testing.T, s *hdf5.Store, want *trajectory.Trajectory) {
	t.Helper()
	loaded, err := s.LoadTrajectory(want.Name())
	must(t, err)
	got, err := storetest.TrajectoryText(loaded)
	must(t, err)
	wanted, err := storetest.TrajectoryText(want)
	must(t, err)
	if got != wanted {
		t.Errorf("the trajectory came back as\n%s\nwanted\n%s", got, wanted)
	}
	must(t, s.Close())
}

func wantRunText(t testing.TB, got, want *trajectory.Run) {
	t.Helper()
	if got, want := storetest.RunText(got), storetest.RunText(want); got != want {
		t.Errorf("the run came back as\n%s\nwanted\n%s", got, want)
	}
}

// save stores runs of the sample, finished.
func save(t testing.TB, s *hdf5.Store, runs ...int) {
	t.Helper()
	for _, i := range runs {
		must(t, trajectory.SaveRun(s, ended(sampleRun(t, sample(t), i), nil)))
	}
}

// leave leaves an exploration with runs of the sample unfinished.
func leave(t *testing.T, path string, runs ...int) {
	t.Helper()
	s := create(t, path)
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, runs...)
	must(t, s.Close())
}

// unsigned leaves out of an error which process has a lock.
func unsigned(err error) error {
	if err == nil {
		return nil
	}
	who := regexp.MustCompile(`process \d+ on \S+ since [-0-9:TZ]+`)
	return errors.New(who.ReplaceAllString(err.Error(), "P"))
}

func isLinux() bool {
	_, err := os.Stat("/proc/self/statm")
	return err == nil
}

func read(t *testing.T, path string) string {
	t.Helper()
	all, err := os.ReadFile(path)
	must(t, err)
	return string(all)
}

func wantCheck(t *testing.T, err error, want string) {
	t.Helper()
	got := ""
	if err != nil {
		got = err.Error()
	}
	start, open := strings.CutSuffix(want, "…")
	if got != want && !(open && strings.HasPrefix(got, start)) {
		t.Errorf("the check says\n  %s\nwanted\n  %s", got, want)
	}
}

func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
