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
	"golgi/hdf5/internal/parts"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

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

func TestCreateWhileWriting(t *testing.T) {
	inFolder(t)
	s := create(t, "out/deep/x.hdf5")
	wantFiles(t, "out/deep/x.hdf5.parts/lock")
	must(t, s.SaveTrajectory(sample(t)))
	wantFiles(t, "out/deep/x.hdf5.parts/lock out/deep/x.hdf5.parts/plan-clustered-000001.hdf5")
	save(t, s, 0, 1)
	must(t, s.Sync())
	must(t, s.Sync())
	const begun = "out/deep/x.hdf5.parts/000001-T.hdf5 out/deep/x.hdf5.parts/lock " +
		"out/deep/x.hdf5.parts/plan-clustered-000001.hdf5"
	wantFiles(t, begun)
	for _, path := range []string{"out/deep/x.hdf5", "out/deep/x.hdf5.parts", "out/deep/x.hdf5.parts/"} {
		wantStatus(t, path, 1, trajectory.Finished)
		wantStatus(t, path, 2, trajectory.Pending)
	}
	must(t, s.Close())
	must(t, s.Close())
	wantFiles(t, begun)
	if got := s.Path(); got != "out/deep/x.hdf5.parts" {
		t.Errorf("the results are said to be in %s", got)
	}
	s = opened(t, hdf5.Append, "out/deep/x.hdf5")
	save(t, s, 2, 3)
	must(t, s.Close())
	wantFiles(t, "out/deep/x.hdf5")
	if got := s.Path(); got != "out/deep/x.hdf5" {
		t.Errorf("the results are said to be in %s", got)
	}
}

// TestCreateRefused has every way in which a place is no place for a new file.
func TestCreateRefused(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	leave(t, "y.hdf5", 0)
	must(t, os.Mkdir("folder", 0o777))
	busy := create(t, "busy.hdf5")
	const taken = "hdf5: cannot write busy.hdf5: the exploration is in the hands of P; wait for its end, " +
		"or choose another name"
	for _, c := range []struct {
		path string
		opts []hdf5.Option
		want string
	}{
		{"x.hdf5", nil, "hdf5: x.hdf5 exists; choose another name, or ask to overwrite it"},
		{"y.hdf5", nil, "hdf5: y.hdf5.parts exists, with the runs of an exploration that was interrupted; " +
			"continue it, or ask to overwrite it"},
		{"busy.hdf5", nil, taken},
		{"busy.hdf5", []hdf5.Option{hdf5.Overwrite()}, taken},
		{"busy.hdf5", []hdf5.Option{hdf5.Share(1, 2)}, taken},
		{"folder", nil, "hdf5: cannot create folder: it is a folder; name a file in it"},
		{"folder/", nil, `hdf5: cannot create "folder/": this names no file`},
		{"", nil, `hdf5: cannot create "": this names no file`},
		{"x.hdf5/y.hdf5", nil, "hdf5: cannot write x.hdf5/y.hdf5: mkdir x.hdf5: not a directory"},
		{"/proc/x.hdf5", nil,
			"hdf5: cannot write /proc/x.hdf5: mkdir /proc/x.hdf5.parts: no such file or directory"},
		{"z.hdf5", []hdf5.Option{hdf5.Compress(10)},
			"hdf5: cannot compress at level 10; levels go from 1 (fast) to 9 (small), and 0 is off"},
		{"z.hdf5", []hdf5.Option{hdf5.Share(9, 8)},
			"hdf5: there is no share 9/8; shares count from 1/n to n/n"},
		{"z.hdf5", []hdf5.Option{hdf5.Share(1, 0)},
			"hdf5: there is no share 1/0; shares count from 1/n to n/n"},
		{"z.hdf5", []hdf5.Option{hdf5.Share(1, 8), hdf5.Overwrite()},
			"hdf5: share 1/8 cannot overwrite what the others write; remove the old file first"},
	} {
		if c.path == "/proc/x.hdf5" && !isLinux() {
			continue
		}
		_, err := hdf5.Create(c.path, c.opts...)
		wantError(t, unsigned(err), c.want)
	}
	wantStatus(t, "x.hdf5", 0, trajectory.Finished)
	must(t, busy.Close())
	wantFiles(t, "x.hdf5 y.hdf5.parts/000001-T.hdf5 y.hdf5.parts/lock y.hdf5.parts/plan-clustered-000001.hdf5")
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

// TestCreateUnwritable needs to be somebody whom permissions bind.
func TestCreateUnwritable(t *testing.T) {
	inFolder(t)
	must(t, os.Mkdir("out", 0o555))
	if os.WriteFile("out/probe", nil, 0o666) == nil {
		t.Skip("the superuser writes everywhere")
	}
	_, err := hdf5.Create("out/x.hdf5")
	wantError(t, err, "hdf5: cannot write out/x.hdf5: mkdir out/x.hdf5.parts: permission denied")
}

// TestOverwrite replaces a file when the new one is finished, and not before.
func TestOverwrite(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	s := create(t, "x.hdf5", hdf5.Overwrite())
	traj := sample(t)
	must(t, s.SaveTrajectory(traj))
	save(t, s, 3)
	must(t, s.Close())
	wantStatus(t, "x.hdf5", 1, trajectory.Finished)
	wantStatus(t, "x.hdf5", 3, trajectory.Pending)
	wantStatus(t, "x.hdf5.parts", 3, trajectory.Finished)

	s = create(t, "x.hdf5", hdf5.Overwrite())
	must(t, s.SaveTrajectory(traj))
	save(t, s, 0, 1, 2, 3)
	wantStatus(t, "x.hdf5", 3, trajectory.Pending)
	must(t, s.Close())
	wantStatus(t, "x.hdf5", 3, trajectory.Finished)
	wantFiles(t, "x.hdf5")
}

// TestNothingSaved leaves no file without a trajectory.
func TestNothingSaved(t *testing.T) {
	inFolder(t)
	must(t, create(t, "x.hdf5").Close())
	wantFiles(t, "")
	must(t, create(t, "x.hdf5", hdf5.Share(1, 2)).Finish())
	wantFiles(t, "")
	writeSample(t, "x.hdf5")
	must(t, create(t, "x.hdf5", hdf5.Overwrite()).Close())
	must(t, opened(t, hdf5.Append, "x.hdf5").Close())
	s := opened(t, hdf5.Append, "x.hdf5")
	must(t, s.SaveTrajectory(sample(t))) // which it has
	must(t, s.Close())
	wantStatus(t, "x.hdf5", 1, trajectory.Finished)
	wantFiles(t, "x.hdf5")
}

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

// continued is the sample with one more point.
func continued(t testing.TB) *trajectory.Trajectory {
	t.Helper()
	more := sample(t)
	must(t, more.Explore(trajectory.Zip{
		{Path: "R_ee", Values: []float64{9}},
		{Path: "clusters", Values: []any{[]int{9}}},
		{Path: "kind", Values: []string{"9"}},
		{Path: "plastic", Values: []bool{true}},
		{Path: "neurons.tau", Values: units.Millisecond.OfAll(9)},
	}))
	return more
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

// TestUnsealed cuts the checksums off, as other programs do that write into the file: a child tries it then.
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

// TestNoSpace finds before it begins that the finished file has no room, and loses nothing.
func TestNoSpace(t *testing.T) {
	inFolder(t)
	full := func(string) (uint64, error) { return 17, nil }
	s := create(t, "x.hdf5", hdf5.OnDisk(parts.Disk{Free: full}))
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, 0, 1, 2, 3)
	err := s.Close()
	if err == nil || !regexp.MustCompile(`^hdf5: cannot finish x\.hdf5: it needs \d+ bytes, and the disk has `+
		`17 bytes free; all that was committed is in x\.hdf5\.parts$`).MatchString(err.Error()) {
		t.Errorf("the error is %v", err)
	}
	wantStatus(t, "x.hdf5", 3, trajectory.Finished)
	must(t, opened(t, hdf5.Append, "x.hdf5").Close())
	wantFiles(t, "x.hdf5")
}

// TestVanished removes the folder from under an exploration.
func TestVanished(t *testing.T) {
	inFolder(t)
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, 0)
	must(t, s.Sync())
	must(t, os.RemoveAll("x.hdf5.parts"))
	save(t, s, 1)
	err := s.Sync()
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v", err)
	}
	_, again := s.Begin(sampleRun(t, sample(t), 2))
	wantError(t, again, err.Error())
	wantError(t, s.Close(), err.Error())
	wantFiles(t, "")
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
