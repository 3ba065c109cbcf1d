package hdf5_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"golgi/hdf5"
	"golgi/hdf5/internal/h5"
	"golgi/internal/files"
	"golgi/testing/storetest"
)

func TestBackup(t *testing.T) {
	inFolder(t)
	ctx := context.Background()
	writeSample(t, "a.hdf5")
	must(t, os.Chmod("a.hdf5", 0o640))
	must(t, hdf5.Backup(ctx, "a.hdf5", "copy.hdf5"))
	if read(t, "a.hdf5") != read(t, "copy.hdf5") {
		t.Error("the copy has other bytes")
	}
	wantError(t, hdf5.Backup(ctx, "a.hdf5", "copy.hdf5"), "hdf5: copy.hdf5 exists; choose another name, or ask to overwrite it")
	wantError(t, hdf5.Backup(ctx, "a.hdf5", "a.hdf5"), "hdf5: cannot back up a.hdf5: a.hdf5 is the same file")
	must(t, hdf5.Backup(ctx, "a.hdf5", "copy.hdf5", hdf5.Overwrite()))

	leave(t, "b.hdf5", 0)
	must(t, hdf5.Backup(ctx, "b.hdf5", "whole.hdf5"))
	writeSample(t, "c.hdf5", hdf5.KeepSegments())
	must(t, hdf5.Backup(ctx, "c.hdf5", "one.hdf5"))
	must(t, os.RemoveAll("c.hdf5.parts"))
	for _, name := range []string{"whole.hdf5", "one.hdf5"} {
		must(t, hdf5.Check(name))
		wantStatus(t, name, 0, "finished")
		wantStatus(t, name, 3, "pending")
	}
	if digestOf(t, "a.hdf5") != digestOf(t, "one.hdf5") {
		t.Error("the runs of segments are others")
	}
	edit(t, "a.hdf5", add("more", h5.Vector([]int64{1})))
	if err := hdf5.Backup(ctx, "a.hdf5", "no.hdf5"); err == nil || !strings.Contains(err.Error(), "valid checksums") || isThere("no.hdf5") {
		t.Error(err)
	}
	full := hdf5.OnDisk(files.Disk{Free: func(string) (uint64, error) { return 1000, nil }})
	if err := hdf5.Backup(ctx, "copy.hdf5", "no.hdf5", full); err == nil || !strings.HasSuffix(err.Error(), "and the disk has 1000 bytes free") {
		t.Error(err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if err := hdf5.Backup(stopped, "copy.hdf5", "no.hdf5"); !errors.Is(err, context.Canceled) || isThere("no.hdf5.parts") {
		t.Error(err)
	}
}

func TestRename(t *testing.T) {
	inFolder(t)
	ctx := context.Background()
	traj := writeFactors(t, "a.hdf5", 1, sixPoints()...)
	before, size := contents(t, "a.hdf5"), len(read(t, "a.hdf5"))
	must(t, hdf5.Rename(ctx, "a.hdf5", "", "products"))
	must(t, hdf5.Check("a.hdf5"))
	for i, text := range contents(t, "a.hdf5") {
		if want := strings.Replace(before[i], "run of factors", "run of products", 1); text != want {
			t.Errorf("run %d is\n%s\nwanted\n%s", i, text, want)
		}
	}
	if now := len(read(t, "a.hdf5")); now > size+1000 {
		t.Errorf("it has %d bytes, and had %d", now, size)
	}
	must(t, hdf5.Rename(ctx, "a.hdf5", "products", "factors"))
	s := opened(t, reading, "a.hdf5")
	stored, err := s.LoadTrajectory("factors")
	must(t, err)
	got, err := storetest.TrajectoryText(stored)
	must(t, err)
	want, err := storetest.TrajectoryText(traj)
	must(t, err)
	if got != want {
		t.Errorf("the trajectory is\n%s\nand was\n%s", got, want)
	}
	must(t, s.Close())
	writeSample(t, "b.hdf5")
	merge(t, "two.hdf5", hdf5.Merging{Beside: true}, "a.hdf5", "b.hdf5")
	wantError(t, hdf5.Rename(ctx, "two.hdf5", "factors", "clustered"), "hdf5: cannot rename in two.hdf5: there is a trajectory clustered already")
	wantError(t, hdf5.Rename(ctx, "two.hdf5", "factors", "a b"), `hdf5: cannot rename in two.hdf5: trajectory: cannot name a trajectory "a b": the name "a b" `+
		"contains ' '; letters, digits, '_' and '-' are allowed")
	must(t, hdf5.Rename(ctx, "two.hdf5", "factors", "a"))
	must(t, hdf5.Check("two.hdf5"))
}

func TestMove(t *testing.T) {
	inFolder(t)
	writeSample(t, "a.hdf5")
	text := read(t, "a.hdf5")
	write(t, "there.hdf5", "")
	must(t, os.Symlink("a.hdf5", "link.hdf5"))
	leave(t, "b.hdf5", 0)
	writeSample(t, "c.hdf5", hdf5.KeepSegments())
	must(t, os.Rename("c.hdf5.parts", "elsewhere"))
	for _, c := range [][3]string{
		{"a.hdf5", "there.hdf5", "hdf5: there.hdf5 exists; choose another name, or ask to overwrite it"},
		{"a.hdf5", "a.hdf5", "hdf5: a.hdf5 exists; choose another name, or ask to overwrite it"},
		{"link.hdf5", "d.hdf5", "hdf5: cannot rename link.hdf5: it is a link to a.hdf5; name that file"},
		{"b.hdf5", "d.hdf5", "hdf5: b.hdf5.parts has an exploration in progress, or runs to which its file leads (see KeepSegments): finish it (resume), or " +
			"make one file of it under another name (backup)"},
		{"c.hdf5", "d.hdf5", "hdf5: cannot rename c.hdf5: it has links to segments in a folder beside it, which another name does not lead to; make one file " +
			"of it (backup)"},
	} {
		wantError(t, hdf5.Move(c[0], c[1]), c[2])
	}
	must(t, hdf5.Move("a.hdf5", "d.hdf5"))
	if isThere("a.hdf5") || read(t, "d.hdf5") != text {
		t.Error("it is not what it was")
	}
	must(t, os.RemoveAll("elsewhere"))
	wantFiles(t, "b.hdf5.parts/000001-T.hdf5 b.hdf5.parts/lock b.hdf5.parts/plan-clustered-000001.hdf5 c.hdf5 d.hdf5 link.hdf5 there.hdf5")
}
