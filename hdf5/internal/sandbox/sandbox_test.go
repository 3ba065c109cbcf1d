package sandbox

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golgi/hdf5/internal/h5"
)

// lost makes a child that never comes to Main.
const lost = "GOLGI_SANDBOX_TEST_LOST"

func TestMain(m *testing.M) {
	if os.Getenv(lost) != "" {
		fmt.Fprintln(os.Stderr, "which way to Main?")
		os.Exit(3)
	}
	Main(func(path string, with io.ReadWriter) error {
		var word [8]byte
		if _, err := with.Read(word[:]); err != nil {
			return err
		}
		err := obey(path)
		if err == nil {
			_, err = with.Write([]byte("fine"))
		}
		return err
	})
	os.Exit(m.Run())
}

// obey does what the file says, and reads it if it is an HDF5 file.
func obey(path string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	switch string(raw) {
	case "fine":
		return nil
	case "wrong":
		return errors.New("hdf5: this is wrong")
	case "panic":
		panic("no such thing")
	case "crash":
		if err := syscall.Kill(os.Getpid(), syscall.SIGSEGV); err != nil {
			return err
		}
		select {} // the signal may take its time
	case "nil":
		return errors.New((*exampleError)(nil).text)
	case "memory":
		for hoard := [][]byte{}; ; {
			hoard = append(hoard, make([]byte, 64<<20))
		}
	case "time":
		select {}
	case "exit":
		os.Exit(7)
	}
	return readHDF5(path)
}

type exampleError struct{ text string }

func readHDF5(path string) error {
	f, err := h5.Open(path)
	if err != nil {
		return err
	}
	err = errors.Join(f.Do(readGroup), f.Close())
	if errors.Is(err, h5.ErrMemory) {
		return errors.New("hdf5: this takes more memory than there is")
	}
	return err
}

// readGroup reads all there is, whether or not some of it can be read.
func readGroup(g h5.Group) error {
	members, err := g.Members()
	err = errors.Join(err, readAttributes(g.Object))
	for _, m := range members {
		if m.Type == h5.DatasetType {
			err = errors.Join(err, readDataset(g, m.Name))
		} else if child, failed := g.Open(m.Name); failed == nil {
			err = errors.Join(err, readGroup(child))
		}
	}
	return err
}

func readDataset(g h5.Group, name string) error {
	d, err := g.Dataset(name)
	if err != nil {
		return err
	}
	_, err = d.Read()
	return errors.Join(err, readAttributes(d.Object))
}

func readAttributes(o h5.Object) error {
	names, err := o.Attributes()
	for _, name := range names {
		_, failed := o.Attribute(name)
		err = errors.Join(err, failed)
	}
	return err
}

func fileOf(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.hdf5")
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestVerdicts starts children that end in every way there is.
func TestVerdicts(t *testing.T) {
	const killed, guess = "reading it killed the process that tried (", "); it is damaged, or not made by HDF5"
	for _, c := range []struct{ content, want string }{
		{"wrong", "hdf5: FILE: " + killed + "exit status 1: hdf5: this is wrong" + guess},
		{"panic", "hdf5: FILE: " + killed + "exit status 2: panic: no such thing" + guess},
		{"crash", "hdf5: FILE: " + killed + "segmentation fault" + guess},
		{"nil", "hdf5: FILE: " + killed + "segmentation fault" + guess},
		{"exit", "hdf5: FILE: " + killed + "exit status 7" + guess},
		{"time", "hdf5: FILE: reading it took longer than 300ms; it is damaged, or not made by HDF5"},
	} {
		path := fileOf(t, c.content)
		limit := time.Minute
		if c.content == "time" {
			limit = 300 * time.Millisecond
		}
		wantError(t, within(path, limit), strings.ReplaceAll(c.want, "FILE", path))
	}
	if err := try(fileOf(t, "fine")); err != nil {
		t.Error(err)
	}
}

// try lets a child read a file.
func try(path string) error { return within(path, time.Minute) }

func within(path string, limit time.Duration) error {
	p, err := start(path, time.Minute)
	if err != nil {
		return err
	}
	p.limit = limit
	err = p.Exchange(func() error {
		if _, err := p.Write([]byte("read it!")); err != nil {
			return err
		}
		_, err := io.ReadFull(p, make([]byte, len("fine")))
		return err
	})
	if again := p.Exchange(func() error { return errors.New("this is not asked any more") }); err != nil && again != err {
		return again
	}
	return errors.Join(err, p.Close())
}

// TestMemory has a child take memory without end. Go dies in several ways where there is no more.
func TestMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("memory is limited on Linux only")
	}
	err := try(fileOf(t, "memory"))
	if err == nil || !strings.Contains(err.Error(), "reading it killed the process that tried") {
		t.Errorf("the error is %v", err)
	}
}

// TestLost has a program that never calls Main, as one in which Go is only a part.
func TestLost(t *testing.T) {
	t.Setenv(lost, "yes")
	path := fileOf(t, "fine")
	wantError(t, try(path), "hdf5: "+path+": this program, started again to read the file, "+
		"did not come to it (exit status 3: which way to Main?)")
}

func TestNoPlainFile(t *testing.T) {
	_, err := Start(os.DevNull)
	wantError(t, err, "hdf5: "+os.DevNull+" is no plain file")
	none := filepath.Join(t.TempDir(), "none")
	_, err = Start(none)
	wantError(t, err, "hdf5: stat "+none+": no such file or directory")
}

// TestGroup keeps a terminal's Ctrl-C from a child, whose death would be blamed on the file.
func TestGroup(t *testing.T) {
	p, err := start(fileOf(t, "fine"), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	group, err := syscall.Getpgid(p.command.Process.Pid)
	if err != nil || group == syscall.Getpgrp() {
		t.Errorf("it is in the group of this program: %v", err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// TestNoneLeft counts processes: a child that has been given up is gone.
func TestNoneLeft(t *testing.T) {
	_ = within(fileOf(t, "time"), 100*time.Millisecond)
	if pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil); err != syscall.ECHILD {
		t.Errorf("there is a child: %d, %v", pid, err)
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		size   int64
		memory uint64
		time   time.Duration
	}{
		{0, 1 << 30, 30 * time.Second},
		{50_000_000, 1<<30 + 400_000_000, 31 * time.Second},
		{1 << 40, 4 << 30, 30*time.Second + 21990*time.Second}, // 2^40 / 5e7 = 21990.2
		{math.MaxInt64, 4 << 30, 30*time.Second + 24*time.Hour},
	} {
		if m, d := memoryFor(c.size), timeFor(c.size); m != c.memory || d != c.time {
			t.Errorf("a file of %d bytes may take %d bytes and %v", c.size, m, d)
		}
	}
}

// TestCrashing reads files that HDF5 1.10.8 dies of: each is a sample with one bit changed. Other versions may
// find an error instead.
func TestCrashing(t *testing.T) {
	deaths := 0
	for _, c := range []struct {
		sample    string
		byte, bit int
	}{
		{"old.h5", 1925, 5}, {"old.h5", 2102, 6}, {"old.h5", 2123, 7}, {"old.h5", 2126, 4}, {"old.h5", 2147, 5},
		{"old.h5", 8664, 0}, {"new.h5", 2079, 4}, {"new.h5", 2122, 1}, {"new.h5", 2149, 6}, {"new.h5", 6601, 7},
	} {
		raw := sample(t, c.sample)
		raw[c.byte] ^= 1 << c.bit
		err := try(fileOf(t, string(raw)))
		if err == nil {
			t.Errorf("%s with bit %d of byte %d changed is read without error", c.sample, c.bit, c.byte)
		} else if strings.Contains(err.Error(), "reading it killed the process that tried") {
			deaths++
		}
	}
	t.Logf("%d of 10 files killed the child", deaths)
}

// TestDamaged changes bits, and cuts, at random: forty times as often with GOLGI_SLOW. What a child comes through,
// this process comes through, too.
func TestDamaged(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	files := 12
	if os.Getenv("GOLGI_SLOW") != "" {
		files = 480
	}
	for i := range files {
		raw := sample(t, []string{"old.h5", "new.h5"}[i%2])
		switch {
		case i < 2: // as it is
		case i%5 == 0:
			raw = raw[:random.IntN(len(raw))]
		default:
			raw[random.IntN(len(raw))] ^= 1 << random.IntN(8)
		}
		path := fileOf(t, string(raw))
		err := try(path)
		if err == nil {
			err = readHDF5(path)
		} else if i >= 2 {
			err = nil
		}
		if err != nil {
			t.Errorf("file %d: %v", i, err)
		}
	}
}

// TestBomb reads a file of five kilobytes that takes two gigabytes of memory.
func TestBomb(t *testing.T) {
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("takes 10 s; GOLGI_SLOW=1 runs it")
	}
	err := try(filepath.Join("testdata", "bomb.h5"))
	if err == nil || !strings.Contains(err.Error(), "memory") {
		t.Errorf("the error is %v", err)
	}
}

func sample(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("the error is\n  %v\nwanted\n  %s", err, want)
	}
}
