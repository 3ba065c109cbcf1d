package parts

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golgi/hdf5/internal/failtest"
	"golgi/internal/files"
)

func must(t *testing.T, err error) {
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

// wantTree compares all files and folders below the working folder.
func wantTree(t *testing.T, want string) {
	t.Helper()
	if got := tree(t); got != want {
		t.Errorf("there is %q, wanted %q", got, want)
	}
}

func tree(t *testing.T) string {
	t.Helper()
	var all []string
	must(t, filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if path != "." {
			all = append(all, path)
		}
		return err
	}))
	return strings.Join(all, " ")
}

// folder works in a new folder, and returns that of the parts of a file x in it.
func folder(t *testing.T, hook files.Hook) Folder {
	t.Helper()
	t.Chdir(t.TempDir())
	return Beside("x", files.Disk{Hook: hook})
}

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(text), 0o666))
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"000001-9f86d081.hdf5":                   "segment",
		"12345678-a.hdf5":                        "segment",
		"plan-clustered-000001.hdf5":             "plan",
		"plan-a-b-000012.hdf5":                   "plan",
		"base":                                   "ours",
		"lock":                                   "ours",
		"share-2-of-8.lock":                      "ours",
		"000001-9f86d081.hdf5.9f86.tmp":          "ours",
		"whole.9f86.tmp":                         "ours",
		"spill-1234.tmp":                         "ours",
		"reached-a-00000003.checkpoint":          "ours",
		"reached-a-00000003.checkpoint.9f86.tmp": "ours",
		"reached-00000003.checkpoint":            "",
		"a.tmp":                                  "",
		"a.9f86.tmp":                             "",
		"spill-a.tmp":                            "",
		"2024-results.hdf5":                      "",
		"000001-results.hdf5":                    "",
		"notes.txt":                              "",
		"000001.hdf5":                            "",
		"-9f86d081.hdf5":                         "",
		"000001-.hdf5":                           "",
		"plan-000001.hdf5":                       "",
		"plan--000001.hdf5":                      "",
		"plan-a.hdf5":                            "",
		"share-2-of-8":                           "",
		"share-of-.lock":                         "",
		"99999999999999999999-a.hdf5":            "",
		"-1-a.hdf5":                              "",
		"":                                       "",
	} {
		got := ""
		if isOurs(name) {
			got = "ours"
		}
		if _, is := segmentNumber(name); is {
			got = "segment"
		}
		if _, is := planOf(name); is {
			got = "plan"
		}
		if got != want {
			t.Errorf("%q is taken for %q, wanted %q", name, got, want)
		}
	}
}

func TestContents(t *testing.T) {
	f := folder(t, nil)
	has, err := f.Contents()
	must(t, err)
	if !has.Void() || f.Exists() {
		t.Errorf("a folder that is not there has %v", has)
	}
	must(t, f.Make())
	must(t, f.Make())
	for _, name := range []string{SegmentName(2, "bb"), SegmentName(10, "aa"), PlanName("b", 1),
		PlanName("a-1", 2), PlanName("a-1", 10), PlanName("a", 1), "notes.txt", "000003-cc.hdf5.cc.tmp", "lock"} {
		write(t, f.In(name), "")
	}
	must(t, f.Continue())
	has, err = f.Contents()
	must(t, err)
	want := Contents{
		Plans:    []Plan{{"a", 1, PlanName("a", 1)}, {"a-1", 10, PlanName("a-1", 10)}, {"b", 1, PlanName("b", 1)}},
		Segments: []string{"000002-bb.hdf5", "000010-aa.hdf5"}, Last: 10, Base: true}
	if !reflect.DeepEqual(has, want) {
		t.Errorf("the folder has\n%v\nwanted\n%v", has, want)
	}
	again, is := At("x.parts/")
	if !is || again.File() != "x" || again.Path() != "x.parts" {
		t.Errorf("At found %v, %v", again, is)
	}
	if _, is := At("x"); is {
		t.Error("x is no folder of parts")
	}
}

func TestDraft(t *testing.T) {
	f := folder(t, nil)
	must(t, f.Make())
	for _, text := range []string{"one", "two"} {
		d := f.Draft("a", "9f86")
		write(t, d.Temporary, text)
		err := d.Place()
		if text == "one" {
			must(t, err)
		} else if !errors.Is(err, fs.ErrExist) {
			t.Errorf("a second file of the name: %v", err)
		}
	}
	wantText(t, f.In("a"), "one")
	d := f.Draft("a", "9f86")
	write(t, d.Temporary, "three")
	must(t, d.Replace())
	wantText(t, f.In("a"), "three")
	d = f.Whole("9f86")
	write(t, d.Temporary, "four")
	must(t, d.Replace())
	wantText(t, "x", "four")
	wantTree(t, "x x.parts x.parts/a")
}

func wantText(t *testing.T, path, want string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil || string(text) != want {
		t.Errorf("%s has %q, %v, wanted %q", path, text, err, want)
	}
}

// TestDraftStopped stops a draft at each step, by an error and by a crash: there is nothing of it, or all.
func TestDraftStopped(t *testing.T) {
	const name = "000001-9f86.hdf5"
	for how, give := range map[string]func(files.Draft) error{"place": files.Draft.Place, "replace": files.Draft.Replace} {
		for _, plan := range []func(int) *failtest.Plan{failtest.FailAt, failtest.CrashAt} {
			for k := 1; ; k++ {
				p := plan(k)
				f := folder(t, p.Hook)
				must(t, os.Mkdir(f.Path(), 0o777))
				d := f.Draft(name, "9f86")
				write(t, d.Temporary, "whole")
				err := give(d)
				if !p.Reached() {
					must(t, err)
					break
				}
				if !errors.Is(err, failtest.Err) {
					t.Errorf("%s at %v: the error is %v", how, p, err)
				}
				if _, err := os.Stat(f.In(name)); err == nil {
					wantText(t, f.In(name), "whole")
				}
				must(t, Beside("x", files.Disk{}).Clean())
				if got := tree(t); got != "x.parts" && got != "x.parts x.parts/"+name {
					t.Errorf("%s at %v: there is %q", how, p, got)
				}
			}
		}
	}
}

// TestRemoveStopped stops the removal of a folder at each step: it is whole or gone, and what is left of it
// is removed later.
func TestRemoveStopped(t *testing.T) {
	for _, plan := range []func(int) *failtest.Plan{failtest.FailAt, failtest.CrashAt} {
		for k := 1; ; k++ {
			p := plan(k)
			f := folder(t, p.Hook)
			must(t, os.Mkdir(f.Path(), 0o777))
			for _, name := range []string{"lock", PlanName("a", 1), SegmentName(1, "9f86"), SegmentName(2, "9f86")} {
				write(t, f.In(name), "")
			}
			whole := tree(t)
			err := f.Remove()
			if !p.Reached() {
				must(t, err)
				wantTree(t, "")
				break
			}
			f = Beside("x", files.Disk{})
			if f.Exists() {
				wantTree(t, whole)
			}
			must(t, f.Make())
			must(t, f.Clean())
			must(t, f.Remove())
			wantTree(t, "")
		}
	}
}

// TestRemoveStrangers leaves what somebody else has put into the folder.
func TestRemoveStrangers(t *testing.T) {
	f := folder(t, nil)
	must(t, f.Make())
	write(t, f.In("lock"), "")
	write(t, f.In("notes.txt"), "")
	write(t, f.In("results.hdf5.tmp"), "")
	write(t, f.In("2024-results.hdf5"), "")
	must(t, os.Mkdir(f.In("000001-9f86d081.hdf5"), 0o777))
	names, err := f.Strangers()
	must(t, err)
	if got := strings.Join(names, " "); got != "000001-9f86d081.hdf5 2024-results.hdf5 notes.txt results.hdf5.tmp" {
		t.Errorf("strange is %s", got)
	}
	must(t, f.Clean())
	wantError(t, f.Remove(), "x.parts stays, with what Golgi has not made "+
		"(000001-9f86d081.hdf5, 2024-results.hdf5, notes.txt and 1 more); move that away")
	wantTree(t, "x.parts x.parts/000001-9f86d081.hdf5 x.parts/2024-results.hdf5 x.parts/notes.txt x.parts/results.hdf5.tmp")
}

func TestSpace(t *testing.T) {
	f := folder(t, nil)
	must(t, f.Space(1))
	f.disk.Free = func(string) (uint64, error) { return 999_999, nil }
	must(t, f.Space(999_999))
	wantError(t, f.Space(2_345_678), "it needs 2.24 MiB, and the disk has 977 KiB free")
	f.disk.Free = func(string) (uint64, error) { return 0, fs.ErrPermission }
	if err := f.Space(1); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the error is %v", err)
	}
}

func TestToken(t *testing.T) {
	if a, b := Token(), Token(); a == b || len(a) != 8 {
		t.Errorf("the tokens are %q and %q", a, b)
	}
}
