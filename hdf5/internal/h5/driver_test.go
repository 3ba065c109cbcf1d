package h5

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"pgregory.net/rapid"
)

var errDisk = errors.New("the disk is broken")

// failing is a hook that has an error when it is asked for the nth time, and counts.
type failing struct{ asked, nth int }

func (f *failing) hook(string, string) error {
	f.asked++
	if f.asked == f.nth {
		return errDisk
	}
	return nil
}

// writeRuns makes the library write before the file is closed.
func writeRuns(root Group) error {
	for i := range 15 {
		g, err := root.Require(fmt.Sprintf("runs/%08d", i))
		if err != nil {
			return err
		}
		d, err := g.Write("z", Vector(make([]float64, 500)), Layout{})
		if err = errors.Join(err, d.SetAttribute("unit", "mV")); err != nil {
			return err
		}
	}
	return nil
}

// writeThrough makes a file in three jobs and returns the errors of all that was done with it.
func writeThrough(path string, hooks ...Hook) []error {
	f, err := Create(path, hooks...)
	if err != nil {
		return []error{err}
	}
	again := func(root Group) error { return errors.Join(root.Delete("runs"), writeRuns(root)) }
	return []error{f.Do(writeRuns), f.Do(again), f.Do(again), f.Close()}
}

// TestFailingDisk lets each operation on a file fail, before it and after it. The library closes the file all
// the same, nothing is written after the failure, and everybody gets to know.
func TestFailingDisk(t *testing.T) {
	defer Keep()()
	var all failing
	path := filepath.Join(t.TempDir(), "x.h5")
	must(t, errors.Join(writeThrough(path, all.hook)...))
	if !isSealed(path) {
		t.Error("without a failure the file is not sealed")
	}
	before := openIdentifiers()
	for nth := 1; nth <= all.asked; nth++ {
		disk := failing{nth: nth}
		path := filepath.Join(t.TempDir(), "x.h5")
		errs := writeThrough(path, nil, disk.hook)
		first := slices.IndexFunc(errs, func(err error) bool { return err != nil })
		for _, err := range errs[max(first, 0):] {
			if !errors.Is(err, errDisk) {
				t.Errorf("operation %d failed, and then there are these errors: %q", nth, errs)
			}
		}
		if disk.asked != nth {
			t.Errorf("operation %d failed, and %d more were tried", nth, disk.asked-nth)
		}
		if nth < all.asked && isSealed(path) { // what fails last is all there
			t.Errorf("operation %d failed, and the file is sealed", nth)
		}
	}
	if after := openIdentifiers(); after != before {
		t.Errorf("%d identifiers were open before, %d are after", before, after)
	}
}

// TestMadeIsAsWritten does with a file in the making whatever the library may do, and with bytes in memory:
// they stay the same, and so do those of the closed file, which has the checksums of what is in it.
func TestMadeIsAsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	rapid.Check(t, func(t *rapid.T) {
		m, err := create(path, nil)
		must(t, err)
		defer os.Remove(path)
		var want []byte
		at := func() int { return rapid.IntRange(0, len(want)+100_000).Draw(t, "at") }
		extend := func(size int) { want = append(want, make([]byte, max(0, size-len(want)))...) }
		t.Repeat(map[string]func(*rapid.T){
			"write": func(t *rapid.T) {
				from, n := at(), rapid.OneOf(rapid.IntRange(1, 100), rapid.IntRange(1, 3<<20)).Draw(t, "bytes")
				p := make([]byte, n)
				fill := rapid.Byte().Draw(t, "fill")
				for i := range p {
					p[i] = fill + byte(i>>12)
				}
				extend(from + n)
				copy(want[from:], p)
				must(t, m.write(p, int64(from)))
				clear(p) // which is the library's again
			},
			"truncate": func(t *rapid.T) {
				size := at()
				extend(size)
				want = want[:size:size]
				must(t, m.truncate(int64(size)))
			},
			"read": func(t *rapid.T) {
				got := make([]byte, rapid.IntRange(0, 100_000).Draw(t, "bytes"))
				from := at()
				must(t, m.read(got, int64(from)))
				wanted := make([]byte, len(got)) // and zeros behind the end
				copy(wanted, want[min(from, len(want)):])
				if !bytes.Equal(got, wanted) {
					t.Fatalf("%d bytes from %d on were read otherwise than written", len(got), from)
				}
			},
			"": func(t *rapid.T) {
				if m.size() != int64(len(want)) {
					t.Fatalf("the size is %d, wanted %d", m.size(), len(want))
				}
			},
		})
		m.seal()
		must(t, m.close())
		got, err := os.ReadFile(path)
		must(t, err)
		trailer, err := trailerOf(int64(len(want)), func(block, size int64) (uint32, error) {
			return checksum(want[block*blockBytes:][:size]), nil
		})
		must(t, err)
		if !bytes.Equal(got, append(want, trailer...)) {
			t.Fatal("the file is not what was written and its trailer")
		}
	})
}

func isSealed(path string) bool {
	f, err := OpenSealed(path)
	return err == nil && f.Close() == nil
}

func TestFailureText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.h5")
	_, err := Create(path, func(op, of string) error {
		if op != "create" || of != path {
			t.Errorf("the hook was asked about %s of %s", op, of)
		}
		return syscall.ENOSPC
	})
	wantError(t, err, `hdf5: create file "`+path+`": no space left on device`)
	disk := failing{nth: 5}
	err = errors.Join(writeThrough(path, disk.hook)[3])
	wantError(t, err, `hdf5: write file "`+path+`": the disk is broken`)
}

// TestFileLimit meets a limit of the system, as a full disk is one.
func TestFileLimit(t *testing.T) {
	var usual syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &usual))
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	for _, most := range []uint64{0, 1, 1000, 40_000} {
		must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: most, Max: usual.Max}))
		errs := writeThrough(filepath.Join(t.TempDir(), "x.h5"))
		must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &usual))
		if err := errs[len(errs)-1]; !errors.Is(err, syscall.EFBIG) {
			t.Errorf("with files of at most %d bytes: %v", most, err)
		}
	}
}

// TestNoPlainFile opens what would make the library wait, or read without end.
func TestNoPlainFile(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	must(t, syscall.Mkfifo(pipe, 0o666))
	none := filepath.Join(t.TempDir(), "none")
	for path, want := range map[string]string{
		pipe: "this is no plain file", os.DevNull: "this is no plain file", t.TempDir(): "this is no plain file",
		none: "no such file or directory",
	} {
		for _, open := range []func(string) (*File, error){Open, OpenSealed} {
			_, err := open(path)
			wantError(t, err, `hdf5: open file "`+path+`": `+want)
		}
	}
	if _, err := Open(none); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error does not say that there is no file: %v", err)
	}
	if _, err := Create(pipe); !errors.Is(err, fs.ErrExist) {
		t.Errorf("the error does not say that there is a file: %v", err)
	}
}

// TestLinkIsNotFollowed: the library finds no file but the one it was given.
func TestLinkIsNotFollowed(t *testing.T) {
	other, _ := sealed(t)
	f := newFile(t)
	do(t, f, func(root Group) error {
		must(t, root.LinkExternal("link", other, "/"))
		_, err := root.Open("link")
		wantLibraryError(t, err, `hdf5: open group "link"`)
		return nil
	})
}

// TestReads compares what a disk reads with the bytes of its file: more of it than it keeps in memory.
func TestReads(t *testing.T) {
	raw := make([]byte, recentBytes+3*blockBytes+1234)
	for i := range raw {
		raw[i] = byte(i * i >> 7)
	}
	path := filepath.Join(t.TempDir(), "x.h5")
	trailer, err := trailerOf(int64(len(raw)), func(i, size int64) (uint32, error) {
		return checksum(raw[i*blockBytes : i*blockBytes+size]), nil
	})
	must(t, err)
	must(t, os.WriteFile(path, slices.Concat(raw, trailer), 0o666))
	k, err := openSealed(path)
	must(t, err)
	defer k.close()
	const most = 5 * blockBytes
	beyond := slices.Concat(raw, make([]byte, most))
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(raw)).Draw(t, "at")
		if rapid.Bool().Draw(t, "whole blocks") {
			at = at / blockBytes * blockBytes
		}
		p := make([]byte, rapid.IntRange(0, most).Draw(t, "bytes"))
		if err := k.read(p, int64(at)); err != nil {
			t.Fatal(err)
		}
		if string(p) != string(beyond[at:at+len(p)]) {
			t.Fatalf("%d bytes at %d are others", len(p), at)
		}
		if n := len(k.recent); n > recentBytes/blockBytes {
			t.Fatalf("%d blocks are in memory", n)
		}
	})
	whole := make([]byte, len(raw))
	must(t, k.read(whole, 0))
	if string(whole) != string(raw) {
		t.Error("the file in one piece is another")
	}
}

// TestShrinks cuts a file while it is open.
func TestShrinks(t *testing.T) {
	path, raw := sealed(t)
	f, err := Open(path)
	must(t, err)
	must(t, os.Truncate(path, 300_000))
	err = f.Do(readBlocks)
	wantError(t, err, fmt.Sprintf(`hdf5: read dataset "large": read file %q: it became shorter than %d bytes`,
		path, len(raw)))
	must(t, f.Close())
}
