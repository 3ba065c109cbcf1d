package hdf5_test

import (
	"errors"
	"io/fs"
	"os"
	"regexp"
	"testing"

	"golgi/hdf5"
	"golgi/internal/files"
	"golgi/trajectory"
)

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
	must(t, os.WriteFile("main.go", []byte("package main\n"), 0o666))
	const source = "hdf5: main.go is not an HDF5 file, and is not overwritten; choose another name, or move it away"
	busy := create(t, "busy.hdf5")
	const taken = "hdf5: cannot write busy.hdf5: the exploration is in the hands of P; wait for its end, " +
		"or choose another name"
	for _, c := range []struct {
		path string
		opts []hdf5.Option
		want string
	}{
		{"x.hdf5", nil, "hdf5: x.hdf5 exists; choose another name, or ask to overwrite it"},
		{"main.go", nil, source},
		{"main.go", []hdf5.Option{hdf5.Overwrite()}, source},
		{"y.hdf5", nil, "hdf5: y.hdf5.parts exists, with the runs of an exploration that was interrupted; " +
			"continue it, or ask to overwrite it"},
		{"busy.hdf5", nil, taken},
		{"busy.hdf5", []hdf5.Option{hdf5.Overwrite()}, taken},
		{"busy.hdf5", []hdf5.Option{hdf5.Share(1, 2)}, taken},
		{"folder", nil, "hdf5: cannot create folder: it is a folder; name a file in it"},
		{"folder/", nil, `hdf5: cannot create "folder/": this names no file`},
		{"", nil, `hdf5: cannot create "": this names no file`},
		{"x.hdf5/y.hdf5", nil, "hdf5: cannot create x.hdf5/y.hdf5: lstat x.hdf5/y.hdf5: not a directory"},
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
	wantFiles(t, "main.go x.hdf5 y.hdf5.parts/000001-T.hdf5 y.hdf5.parts/lock y.hdf5.parts/plan-clustered-000001.hdf5")
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

// TestNoSpace finds before it begins that the finished file has no room, and loses nothing.
func TestNoSpace(t *testing.T) {
	inFolder(t)
	full := func(string) (uint64, error) { return 17, nil }
	s := create(t, "x.hdf5", hdf5.OnDisk(files.Disk{Free: full}))
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, 0, 1, 2, 3)
	err := s.Close()
	if err == nil || !regexp.MustCompile(`^hdf5: cannot finish x\.hdf5: it needs [\d.]+ KiB, and the disk has `+
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
