//go:build linux || darwin

package hdf5_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"golgi/hdf5"
	"golgi/trajectory"
)

// doors are all functions that are given a path, and the words with which they refuse it.
func doors(path string) map[string]error {
	_, created := hdf5.Create(path, hdf5.Overwrite())
	_, shared := hdf5.Create(path, hdf5.Share(1, 2))
	_, appended := hdf5.Append(path)
	_, opened := hdf5.Open(path)
	_, digested := hdf5.ResultDigest(path)
	return map[string]error{"create": errors.Join(created), "create a share": shared, "continue": appended,
		"open": opened, "open to check": hdf5.Check(path), "open to digest": digested}
}

// TestSpecialFiles gives every function what is no regular file: it is refused at once, by name, and stays.
func TestSpecialFiles(t *testing.T) {
	inFolder(t)
	must(t, syscall.Mkfifo("fifo", 0o666))
	must(t, os.Symlink("fifo", "to-fifo"))
	must(t, os.Mkdir("folder", 0o777))
	must(t, os.Symlink("folder", "to-folder"))
	socket, err := net.Listen("unix", "socket")
	must(t, err)
	defer socket.Close()
	const usual = ", and results are kept in regular files; name one"
	for path, want := range map[string]string{
		"fifo": "it is a FIFO" + usual, "to-fifo": "it is a FIFO" + usual, "socket": "it is a socket" + usual,
		"/dev/null": "it is a device" + usual, "folder": "it is a folder; name a file in it",
		"to-folder": "it is a folder; name a file in it",
	} {
		before, err := os.Lstat(path)
		must(t, err)
		for doing, err := range within(t, func() map[string]error { return doors(path) }) {
			doing, _, _ = strings.Cut(doing, " ")
			wantError(t, err, "hdf5: cannot "+doing+" "+path+": "+want)
		}
		after, err := os.Lstat(path)
		must(t, err)
		if before.Mode() != after.Mode() || !os.SameFile(before, after) {
			t.Errorf("%s has become %v", path, after.Mode())
		}
	}
	if isThere("fifo.parts") || isThere("folder.parts") {
		t.Error("a folder of parts is left")
	}
}

// within runs job, which must not take long.
func within[T any](t *testing.T, job func() T) (result T) {
	t.Helper()
	done := make(chan T, 1)
	go func() { done <- job() }()
	select {
	case result = <-done:
	case <-time.After(time.Minute):
		t.Fatal("it hangs")
	}
	return result
}

// TestSpecialParts puts a FIFO in the place of each file of a folder.
func TestSpecialParts(t *testing.T) {
	for _, name := range []string{"lock", "base", "plan-clustered-000002.hdf5", "000002-9f86d081.hdf5"} {
		inFolder(t)
		leave(t, "x.hdf5", 0)
		must(t, os.RemoveAll("x.hdf5.parts/"+name))
		must(t, syscall.Mkfifo("x.hdf5.parts/"+name, 0o666))
		within(t, func() int {
			s, err := hdf5.Append("x.hdf5")
			if err == nil {
				err = errors.Join(s.SaveTrajectory(sample(t)), s.Close())
			}
			if err == nil || !strings.Contains(err.Error(), name) && name != "base" {
				t.Errorf("%s: the error is %v", name, err)
			}
			_ = hdf5.Check("x.hdf5")
			return 0
		})
	}
}

// TestLinks writes through links: their targets are replaced, and the parts stand beside these.
func TestLinks(t *testing.T) {
	inFolder(t)
	must(t, os.MkdirAll("far/away", 0o777))
	writeSample(t, "far/away/x.hdf5")
	must(t, os.Symlink("away/x.hdf5", "far/inner"))
	must(t, os.Symlink("far/inner", "link.hdf5"))
	for _, open := range []func(string, ...hdf5.Option) (*hdf5.Store, error){
		func(path string, _ ...hdf5.Option) (*hdf5.Store, error) { return hdf5.Create(path, hdf5.Overwrite()) },
		hdf5.Append,
	} {
		s := opened(t, open, "link.hdf5")
		must(t, s.SaveTrajectory(sample(t)))
		if got := s.Path(); got != "far/away/x.hdf5.parts" {
			t.Errorf("the parts are in %s", got)
		}
		for i := range 4 {
			if status, err := s.Status(sample(t), i); err != nil || status != trajectory.Finished {
				save(t, s, i)
			}
		}
		must(t, s.Close())
		if got := s.Path(); got != "link.hdf5" {
			t.Errorf("the results are said to be in %s", got)
		}
		wantFiles(t, "far/away/x.hdf5 far/inner link.hdf5")
		wantStatus(t, "link.hdf5", 3, trajectory.Finished)
		wantStatus(t, "far/away/x.hdf5", 3, trajectory.Finished)
	}
	must(t, hdf5.Check("link.hdf5"))
	if digestOf(t, "link.hdf5") != digestOf(t, "far/away/x.hdf5") {
		t.Error("through the link there are other results")
	}
}

// TestLinksToNothing: what leads nowhere is refused, and an exploration that was interrupted is found through a link.
func TestLinksToNothing(t *testing.T) {
	inFolder(t)
	must(t, os.Symlink("far/x.hdf5", "dangling"))
	must(t, os.Symlink("loop", "loop"))
	const nothing = "it is a link to far/x.hdf5, which is not there; remove the link, or name that file"
	const loop = "it is a link that leads back to itself, or through more than 40 others; name the file itself"
	for path, want := range map[string]string{"dangling": nothing, "loop": loop} {
		for doing, err := range doors(path) {
			doing, _, _ = strings.Cut(doing, " ")
			wantError(t, err, "hdf5: cannot "+doing+" "+path+": "+want)
		}
	}
	leave(t, "far/x.hdf5", 0, 1)
	wantStatus(t, "dangling", 1, trajectory.Finished)
	s := opened(t, hdf5.Append, "dangling")
	save(t, s, 2, 3)
	must(t, s.Close())
	wantFiles(t, "dangling far/x.hdf5 loop")
}

// TestPartsElsewhere has links where the folder of parts goes: one on the same file system works in every way, others are refused
// before anything runs.
func TestPartsElsewhere(t *testing.T) {
	inFolder(t)
	must(t, os.Mkdir("roomy", 0o777))
	must(t, os.Symlink("roomy", "x.hdf5.parts"))
	leave(t, "x.hdf5", 0)
	for _, path := range []string{"x.hdf5", "x.hdf5.parts"} {
		wantStatus(t, path, 0, trajectory.Finished)
	}
	s := opened(t, hdf5.Append, "x.hdf5")
	save(t, s, 1, 2, 3)
	must(t, s.Close())
	wantFiles(t, "x.hdf5")
	wantStatus(t, "x.hdf5", 3, trajectory.Finished)

	must(t, os.Symlink("nowhere", "y.hdf5.parts"))
	write(t, "z.hdf5.parts", "mine")
	const refused = ", where its parts go, is "
	want := map[string]string{"y.hdf5": "a link to what is not there; remove the link", "z.hdf5": "no folder; move it away"}
	if far, err := os.MkdirTemp("/dev/shm", "golgi"); err == nil {
		defer os.RemoveAll(far)
		if os.Rename("x.hdf5", far+"/x.hdf5") == nil {
			t.Log("/dev/shm is no other file system")
		} else {
			must(t, os.Symlink(far, "w.hdf5.parts"))
			want["w.hdf5"] = "on another file system, from which a finished file cannot be moved here; remove the link or mount, or name a file over there"
		}
	}
	for path, why := range want {
		_, err := hdf5.Create(path)
		wantError(t, err, "hdf5: cannot create "+path+": "+path+".parts"+refused+why)
		_, err = hdf5.Append(path)
		wantError(t, err, "hdf5: cannot continue "+path+": "+path+".parts"+refused+why)
	}
}

// TestKeptSegmentsUnderOtherNames: segments to which a file leads belong to it, whatever names lead to them.
func TestKeptSegmentsUnderOtherNames(t *testing.T) {
	inFolder(t)
	s := create(t, "x.hdf5", hdf5.KeepSegments())
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, -1, 0, 1, 2, 3)
	must(t, s.Close())
	must(t, os.Link("x.hdf5", "y.hdf5"))
	must(t, os.Symlink("x.hdf5.parts", "y.hdf5.parts"))
	for _, path := range []string{"x.hdf5", "y.hdf5"} {
		s := opened(t, reading, path)
		if newer, err := s.Newer(); newer != nil || err != nil {
			t.Errorf("%s: its own segments are taken for %v, %v", path, newer, err)
		}
		must(t, s.Close())
		wantStatus(t, path, 3, trajectory.Finished)
	}
}

// TestModes keeps the mode of what is replaced, and lets nobody read parts who cannot read the file.
func TestModes(t *testing.T) {
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o644, 0o660} {
		for _, open := range []func(string, ...hdf5.Option) (*hdf5.Store, error){hdf5.Append, hdf5.Create} {
			inFolder(t)
			writeSample(t, "x.hdf5")
			must(t, os.Chmod("x.hdf5", mode))
			var opts []hdf5.Option
			if s, err := hdf5.Create("x.hdf5", hdf5.Overwrite()); err == nil {
				must(t, s.Close())
			}
			s, err := open("x.hdf5", opts...)
			if errors.Is(err, fs.ErrExist) {
				s, err = open("x.hdf5", hdf5.Overwrite())
			}
			must(t, err)
			must(t, s.SaveTrajectory(sample(t)))
			info, err := os.Stat("x.hdf5.parts")
			must(t, err)
			if more := info.Mode().Perm() &^ (mode | mode>>2 | 0o700); more != 0 {
				t.Errorf("beside a file of mode %04o, the folder has mode %04o", mode, info.Mode().Perm())
			}
			must(t, s.Finish())
			info, err = os.Stat("x.hdf5")
			must(t, err)
			if got := info.Mode().Perm(); got != mode {
				t.Errorf("a file of mode %04o has mode %04o now", mode, got)
			}
		}
	}
}

// TestReadOnly refuses to continue a file that is read-only; to overwrite it needs the right to write.
func TestReadOnly(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	must(t, os.Chmod("x.hdf5", 0o444))
	_, err := hdf5.Append("x.hdf5")
	s, failed := hdf5.Create("x.hdf5", hdf5.Overwrite())
	if os.Geteuid() == 0 { // who may write everything
		wantError(t, err, "hdf5: cannot continue x.hdf5: it is read-only; allow writing (chmod u+w), or choose another name")
		must(t, failed)
		must(t, s.SaveTrajectory(sample(t)))
		must(t, s.Finish())
		info, err := os.Stat("x.hdf5")
		must(t, err)
		if got := info.Mode().Perm(); got != 0o444 {
			t.Errorf("it has mode %04o now", got)
		}
		return
	}
	const refused = "it cannot be written: open x.hdf5: permission denied; allow that (chmod u+w), or choose another name"
	wantError(t, err, "hdf5: cannot continue x.hdf5: "+refused)
	wantError(t, failed, "hdf5: cannot overwrite x.hdf5: "+refused)
}

// TestNamesOfParts: what is called like the folder of parts is no name for a file, and no path leads through a
// folder that is not there.
func TestNamesOfParts(t *testing.T) {
	inFolder(t)
	for path, want := range map[string]string{
		"x.hdf5.parts":     "what ends in .parts is the folder of the parts of a file; choose another name",
		"x.hdf5.parts.tmp": "what ends in .parts.tmp is the folder of the parts of a file; choose another name",
		"a/../b.hdf5":      "there is no folder a/..; make it first, or name b.hdf5",
	} {
		_, err := hdf5.Create(path)
		wantError(t, err, "hdf5: cannot create "+path+": "+want)
	}
	wantFiles(t, "")
	must(t, os.Mkdir("a", 0o777))
	must(t, create(t, "a/../b.hdf5").Close())
	must(t, os.MkdirAll("far/in", 0o777))
	must(t, os.Symlink("far/in", "in"))
	s := create(t, "in/../c.hdf5") // which is far/c.hdf5, as the system sees it
	must(t, s.SaveTrajectory(sample(t)))
	must(t, s.Finish())
	wantFiles(t, "far/c.hdf5 in")
}

// TestStrangers leaves all that Golgi has not made: before it begins, and at the end.
func TestStrangers(t *testing.T) {
	inFolder(t)
	must(t, os.Mkdir("x.hdf5.parts", 0o777))
	write(t, "x.hdf5.parts/thesis.tmp", "precious")
	write(t, "x.hdf5.parts/2024-data.hdf5", "precious")
	const stays = "2024-data.hdf5, thesis.tmp"
	for _, opts := range [][]hdf5.Option{nil, {hdf5.Overwrite()}, {hdf5.Share(1, 2)}} {
		_, err := hdf5.Create("x.hdf5", opts...)
		wantError(t, err, "hdf5: cannot create x.hdf5: x.hdf5.parts is there already, with what Golgi has not made ("+
			stays+"); move that away, or choose another name")
	}
	wantFiles(t, "x.hdf5.parts/2024-data.hdf5 x.hdf5.parts/thesis.tmp")
	leave(t, "y.hdf5", 0, 1)
	write(t, "y.hdf5.parts/thesis.tmp", "precious")
	s := opened(t, hdf5.Append, "y.hdf5")
	save(t, s, 2, 3)
	wantError(t, s.Close(), "hdf5: y.hdf5 is finished, but y.hdf5.parts cannot be removed: y.hdf5.parts stays, with "+
		"what Golgi has not made (thesis.tmp); move that away")
	wantFiles(t, "x.hdf5.parts/2024-data.hdf5 x.hdf5.parts/thesis.tmp y.hdf5 y.hdf5.parts/thesis.tmp")
	wantStatus(t, "y.hdf5", 3, trajectory.Finished)
	if got := read(t, "y.hdf5.parts/thesis.tmp"); got != "precious" {
		t.Errorf("the file has %q now", got)
	}
}

// TestFolderOfMistake begins an exploration that ends before any run does: it is in nobody's way.
func TestFolderOfMistake(t *testing.T) {
	inFolder(t)
	leave(t, "x.hdf5")
	s := create(t, "x.hdf5")
	must(t, s.SaveTrajectory(products(t, 3)))
	must(t, s.Close())
	writeSample(t, "y.hdf5")
	s = create(t, "y.hdf5", hdf5.Overwrite())
	must(t, s.SaveTrajectory(products(t, 3)))
	must(t, s.Close())
	s = opened(t, hdf5.Append, "y.hdf5")
	wantNewer(t, s, nil)
	save(t, s, 2, 3)
	must(t, s.Close())
	wantStatus(t, "y.hdf5", 3, trajectory.Finished)
}

// TestNewer has an exploration in progress beside a finished file: that is shown, and the other is told of.
func TestNewer(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5")
	wantNewer(t, opened(t, reading, "x.hdf5"), nil)
	s := create(t, "x.hdf5", hdf5.Overwrite())
	must(t, s.SaveTrajectory(products(t, 3)))
	newer := hdf5.Newer{Path: "x.hdf5.parts", Running: "P", Runs: 3}
	wantNewer(t, opened(t, reading, "x.hdf5"), &newer)
	saveProduct(t, s, products(t, 3), 1)
	must(t, s.Close())
	newer.Running, newer.Ended = "", 1
	r := opened(t, reading, "x.hdf5")
	wantNewer(t, r, &newer)
	wantText(t, r, sample(t))
	wantNewer(t, opened(t, reading, "x.hdf5.parts"), nil)
	must(t, hdf5.Check("x.hdf5"))
	s = opened(t, hdf5.Append, "x.hdf5")
	wantNewer(t, s, &newer)
	saveProduct(t, s, products(t, 3), 0)
	must(t, s.Close())
	must(t, os.WriteFile("x.hdf5.parts/000009-9f86d081.hdf5", []byte("no segment"), 0o666))
	wantError(t, hdf5.Check("x.hdf5"), "hdf5: x.hdf5.parts/000009-9f86d081.hdf5 is not an HDF5 file")
	must(t, os.Remove("x.hdf5.parts/000009-9f86d081.hdf5"))
	s = opened(t, hdf5.Append, "x.hdf5")
	saveProduct(t, s, products(t, 3), 2)
	must(t, s.Close())
	r = opened(t, reading, "x.hdf5")
	wantNewer(t, r, nil)
	wantText(t, r, products(t, 3))
}

// TestNothingNewer: segments that were kept are those of the file.
func TestNothingNewer(t *testing.T) {
	inFolder(t)
	writeSample(t, "x.hdf5", hdf5.KeepSegments())
	for _, path := range []string{"x.hdf5", "x.hdf5.parts"} {
		wantNewer(t, opened(t, reading, path), nil)
	}
	s := create(t, "x.hdf5", hdf5.Overwrite(), hdf5.KeepSegments())
	must(t, s.SaveTrajectory(sample(t)))
	save(t, s, 0)
	must(t, s.Close())
	wantNewer(t, opened(t, reading, "x.hdf5"), &hdf5.Newer{Path: "x.hdf5.parts", Runs: 4, Ended: 1})
}

func wantNewer(t *testing.T, s *hdf5.Store, want *hdf5.Newer) {
	t.Helper()
	got, err := s.Newer()
	must(t, err)
	if got != nil && got.Running != "" {
		got.Running = unsigned(errors.New(got.Running)).Error()
	}
	if (got == nil) != (want == nil) || got != nil && !reflect.DeepEqual(got, want) {
		t.Errorf("the newer exploration is %v, wanted %v", got, want)
	}
}
