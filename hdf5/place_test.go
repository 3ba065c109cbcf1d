package hdf5_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

// inFolder works in a new folder, so that errors name short paths.
func inFolder(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
}

func wantFiles(t *testing.T, want string) {
	t.Helper()
	var names []string
	must(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if !d.IsDir() {
			names = append(names, path)
		}
		return err
	}))
	if got := strings.Join(names, " "); got != want {
		t.Errorf("there are the files %q, wanted %q", got, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(text), 0o666))
}

// wantFinished checks that a file has run i of the sample.
func wantFinished(t *testing.T, path string, i int) {
	t.Helper()
	s := opened(t, reading, path)
	run, err := s.LoadRun(sample(t), i)
	must(t, err)
	if run.Record().Status != trajectory.Finished {
		t.Errorf("run %d in %s is %s", i, path, run.Record().Status)
	}
	must(t, s.Close())
}

func TestCreateWhileWriting(t *testing.T) {
	inFolder(t)
	s := create(t, "out/deep/x.hdf5")
	wantFiles(t, "out/deep/x.hdf5.part")
	must(t, s.SaveTrajectory(sample(t)))
	must(t, s.Close())
	must(t, s.Close())
	wantFiles(t, "out/deep/x.hdf5")
}

// TestCreateRefused has every way in which a place is no place for a new file.
func TestCreateRefused(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	write(t, "y.hdf5.part", "left over")
	must(t, os.Mkdir("folder", 0o777))
	busy := create(t, "busy.hdf5")
	for _, c := range []struct {
		path string
		opts []hdf5.Option
		want string
	}{
		{"x.hdf5", nil, "hdf5: x.hdf5 exists; choose another name, or ask to overwrite it"},
		{"y.hdf5", nil, "hdf5: y.hdf5.part exists, with the finished runs of a program that was " +
			"interrupted; rename it, or ask to overwrite it"},
		{"busy.hdf5", nil, "hdf5: busy.hdf5.part is being written by another program; choose another name"},
		{"busy.hdf5", []hdf5.Option{hdf5.Overwrite()},
			"hdf5: busy.hdf5.part is being written by another program; choose another name"},
		{"folder", nil, "hdf5: cannot create folder: it is a folder; name a file in it"},
		{"folder/", nil, `hdf5: cannot create "folder/": this names no file`},
		{"", nil, `hdf5: cannot create "": this names no file`},
		{"x.hdf5/y.hdf5", nil, "hdf5: cannot create x.hdf5/y.hdf5: mkdir x.hdf5: not a directory"},
		{"/proc/x.hdf5", nil,
			"hdf5: cannot create /proc/x.hdf5.part: open /proc/x.hdf5.part: no such file or directory"},
		{"z.hdf5", []hdf5.Option{hdf5.Compress(10)},
			"hdf5: cannot compress at level 10; levels go from 1 (fast) to 9 (small), and 0 is off"},
	} {
		if c.path == "/proc/x.hdf5" && !isLinux() {
			continue
		}
		_, err := hdf5.Create(c.path, c.opts...)
		wantError(t, err, c.want)
	}
	wantFinished(t, "x.hdf5", 0)
	must(t, busy.Close())
	wantFiles(t, "x.hdf5 y.hdf5.part")
}

func isLinux() bool {
	_, err := os.Stat("/proc/self/statm")
	return err == nil
}

// TestCreateUnwritable needs to be somebody whom permissions bind.
func TestCreateUnwritable(t *testing.T) {
	inFolder(t)
	must(t, os.Mkdir("out", 0o555))
	if os.WriteFile("out/probe", nil, 0o666) == nil {
		t.Skip("the superuser writes everywhere")
	}
	_, err := hdf5.Create("out/x.hdf5")
	wantError(t, err, "hdf5: cannot create out/x.hdf5.part: open out/x.hdf5.part: permission denied")
}

// TestOverwrite replaces a file once the new one has a run, and not before.
func TestOverwrite(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	write(t, "x.hdf5.part", "left over")
	s := create(t, "x.hdf5", hdf5.Overwrite())
	wantFinished(t, "x.hdf5", 1)
	traj := sample(t)
	must(t, s.SaveTrajectory(traj))
	wantError(t, s.Close(), "hdf5: x.hdf5 was not overwritten, since no run has ended")
	wantFinished(t, "x.hdf5", 1)
	wantFiles(t, "x.hdf5")

	s = create(t, "x.hdf5", hdf5.Overwrite())
	must(t, s.SaveTrajectory(traj))
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, traj, 3), nil)))
	wantFinished(t, "x.hdf5", 1)
	must(t, s.Close())
	wantFinished(t, "x.hdf5", 3)
	wantFiles(t, "x.hdf5")
}

// TestNothingSaved leaves no file without a trajectory.
func TestNothingSaved(t *testing.T) {
	inFolder(t)
	must(t, create(t, "x.hdf5").Close())
	wantFiles(t, "")
	writeSample(t, "x.hdf5")
	must(t, create(t, "x.hdf5", hdf5.Overwrite()).Close())
	wantFinished(t, "x.hdf5", 1)
	must(t, opened(t, hdf5.Append, "x.hdf5").Close())
	wantFinished(t, "x.hdf5", 1)
	wantFiles(t, "x.hdf5")
}

func TestAppend(t *testing.T) {
	inFolder(t)
	traj := writeSample(t, "x.hdf5")
	s := opened(t, hdf5.Append, "x.hdf5")
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, traj, 3), nil)))
	other, err := hdf5.Open("x.hdf5")
	must(t, err)
	if _, err := other.LoadRun(traj, 3); !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("before Close, the file has the new run already: %v", err)
	}
	must(t, other.Close())
	must(t, s.Close())
	wantFinished(t, "x.hdf5", 1)
	wantFinished(t, "x.hdf5", 3)
	wantFiles(t, "x.hdf5")
	must(t, hdf5.Check("x.hdf5"))
}

// TestAppendResumes continues what an interrupted program has left.
func TestAppendResumes(t *testing.T) {
	inFolder(t)
	traj := writeSample(t, "x.hdf5")
	must(t, os.Rename("x.hdf5", "x.hdf5.part"))
	_, err := hdf5.Open("x.hdf5")
	wantError(t, err, "hdf5: there is no x.hdf5, but x.hdf5.part with the finished runs of a program that "+
		"was interrupted; open that: file does not exist")
	wantFinished(t, "x.hdf5.part", 1)
	s := opened(t, hdf5.Append, "x.hdf5")
	must(t, trajectory.SaveRun(s, ended(sampleRun(t, traj, 3), nil)))
	must(t, s.Close())
	wantFiles(t, "x.hdf5")
	wantFinished(t, "x.hdf5", 1)
	wantFinished(t, "x.hdf5", 3)
}

func TestAppendRefused(t *testing.T) {
	inFolder(t)
	_, err := hdf5.Append("x.hdf5")
	wantError(t, err, "hdf5: there is no x.hdf5: file does not exist")
	writeSample(t, "x.hdf5")
	write(t, "x.hdf5.part", "left over")
	_, err = hdf5.Append("x.hdf5")
	wantError(t, err, "hdf5: there are both x.hdf5 and x.hdf5.part, with the finished runs of a program "+
		"that was interrupted; keep one of them")
	must(t, os.Remove("x.hdf5.part"))
	s := opened(t, hdf5.Append, "x.hdf5")
	_, err = hdf5.Append("x.hdf5")
	wantError(t, err, "hdf5: x.hdf5.part is being written by another program")
	must(t, s.Close())
	write(t, "text.hdf5", "not at all")
	_, err = hdf5.Append("text.hdf5")
	wantError(t, err, "hdf5: text.hdf5.part is not an HDF5 file")
	wantFiles(t, "text.hdf5 x.hdf5")
}

func TestReadOnlyAndClosed(t *testing.T) {
	inFolder(t)
	traj := writeSample(t, "x.hdf5")
	s := opened(t, reading, "x.hdf5")
	const refused = "hdf5: x.hdf5 was opened to be read; use Append to add to it"
	wantError(t, s.SaveTrajectory(traj), refused)
	_, err := s.Begin(sampleRun(t, traj, 3))
	wantError(t, err, refused)
	must(t, s.Close())
	const closed = "hdf5: x.hdf5 is closed"
	wantError(t, s.SaveTrajectory(traj), closed)
	_, err = s.Begin(sampleRun(t, traj, 3))
	wantError(t, err, closed)
	_, err = s.LoadTrajectory("clustered")
	wantError(t, err, closed)
	_, err = s.LoadRun(traj, 0)
	wantError(t, err, closed)
	_, err = s.Trajectories()
	wantError(t, err, closed)
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
		t.Errorf("the file has the trajectories %q, %v", names, err)
	}
	must(t, s.SaveTrajectory(sample(t)))
	wantError(t, s.SaveTrajectory(broken), refused)
	must(t, s.Close())
	must(t, hdf5.Check("x.hdf5"))
	wantText(t, opened(t, reading, "x.hdf5"), sample(t))
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
	more := sample(t)
	must(t, more.Explore(trajectory.Zip{
		{Path: "R_ee", Values: []float64{9}},
		{Path: "clusters", Values: []any{[]int{9}}},
		{Path: "kind", Values: []string{"9"}},
		{Path: "plastic", Values: []bool{true}},
		{Path: "neurons.tau", Values: units.Millisecond.OfAll(9)},
	}))
	_, err = s.Begin(sampleRun(t, more, 4))
	wantError(t, err, "hdf5: clustered in x.hdf5 has 4 runs, and no run_00000004; save the trajectory again "+
		"when it has further points")
}
