//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package parts

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"

	"golgi/internal/files"
)

// TestMain lets the test program hold a lock as another process.
func TestMain(m *testing.M) {
	if file := os.Getenv("GOLGI_TEST_HOLD"); file != "" {
		os.Exit(holdLock(file, os.Getenv("GOLGI_TEST_SHARE"), os.Getenv("GOLGI_TEST_SHARES")))
	}
	os.Exit(m.Run())
}

// holdLock takes a lock, says what came of it, and keeps it until its input ends.
func holdLock(file, share, shares string) int {
	f := Beside(file, files.Disk{})
	i, _ := strconv.Atoi(share) // 0 is none
	n, _ := strconv.Atoi(shares)
	var err error
	if n > 0 {
		_, err = f.Share(i, n)
	} else {
		_, err = f.Lock()
	}
	if err != nil {
		os.Stdout.WriteString(err.Error() + "\n")
		return 1
	}
	os.Stdout.WriteString("held\n")
	_, _ = io.Copy(io.Discard, os.Stdin)
	return 0
}

// hold has another process take a lock, until stop is called.
func hold(t *testing.T, f Folder, i, n int) (stop func()) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "GOLGI_TEST_HOLD="+f.File(),
		"GOLGI_TEST_SHARE="+strconv.Itoa(i), "GOLGI_TEST_SHARES="+strconv.Itoa(n))
	out, err := child.StdoutPipe()
	must(t, err)
	in, err := child.StdinPipe()
	must(t, err)
	must(t, child.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "held\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	return func() {
		_ = in.Close()
		_ = child.Wait()
	}
}

// wantHeld checks the error of a lock that is taken; the process is called P, and where and when it is left
// out.
func wantHeld(t *testing.T, err error, want string, shares int) {
	t.Helper()
	var held *HeldError
	if !errors.As(err, &held) {
		t.Fatalf("the error is %v", err)
	}
	who := regexp.MustCompile(`process \d+ on \S+ since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`)
	if got := who.ReplaceAllString(err.Error(), "P"); got != want || held.Shares != shares {
		t.Errorf("the error is %q with %d shares, wanted %q with %d", got, held.Shares, want, shares)
	}
}

func TestLock(t *testing.T) {
	f := folder(t, nil)
	must(t, f.Make())
	stop := hold(t, f, 0, 0)
	_, err := f.Lock()
	wantHeld(t, err, "the exploration is in the hands of P", 0)
	_, err = f.Share(1, 2)
	wantHeld(t, err, "the exploration is in the hands of P", 0)
	stop()
	l, err := f.Lock()
	must(t, err)
	_, err = f.Lock() // in the same process
	wantHeld(t, err, "the exploration is in the hands of P", 0)
	alone, err := l.Alone()
	must(t, err)
	if !alone {
		t.Error("a lock is not had alone")
	}
	must(t, l.Valid())
	must(t, l.Release())
}

func TestShares(t *testing.T) {
	f := folder(t, nil)
	must(t, f.Make())
	stop := hold(t, f, 2, 3)
	_, err := f.Share(2, 3)
	wantHeld(t, err, "share 2/3 is in the hands of P", 3)
	_, err = f.Share(1, 4)
	wantHeld(t, err, "share 2/3 is in the hands of P", 3)
	_, err = f.Lock()
	wantHeld(t, err, "the exploration is in the hands of P (share 2/3)", 3)
	one, err := f.Share(1, 3)
	must(t, err)
	alone, err := one.Alone()
	must(t, err)
	if alone {
		t.Error("a share is had alone while there is another")
	}
	must(t, one.Release())
	stop()
	one, err = f.Share(1, 3)
	must(t, err)
	alone, err = one.Alone()
	must(t, err)
	if !alone {
		t.Error("the last share is not alone")
	}
	_, err = f.Share(2, 3)
	wantHeld(t, err, "the exploration is in the hands of P (share 1/3)", 3)
	must(t, one.Release())
}

// TestSharesAtOnce has many begin at the same time: a look at the others keeps nobody out.
func TestSharesAtOnce(t *testing.T) {
	const n = 16
	f := folder(t, nil)
	must(t, f.Make())
	locks := make(chan *Lock, n)
	for i := 1; i <= n; i++ {
		go func() {
			l, err := f.Share(i, n)
			if err != nil {
				t.Errorf("share %d: %v", i, err)
			}
			locks <- l
		}()
	}
	for range n {
		if l := <-locks; l != nil {
			defer l.Release()
		}
	}
}

// TestLockOfRemoved removes a folder from under its lock.
func TestLockOfRemoved(t *testing.T) {
	f := folder(t, nil)
	must(t, f.Make())
	l, err := f.Lock()
	must(t, err)
	must(t, f.Remove())
	wantError(t, l.Valid(), "stat x.parts/lock: no such file or directory")
	must(t, f.Make())
	again, err := f.Lock()
	must(t, err)
	wantError(t, l.Valid(), "x.parts was removed, and there is another in its place")
	must(t, again.Valid())
	must(t, errors.Join(l.Release(), again.Release()))
	_, err = Beside("nowhere/x", files.Disk{}).Lock()
	wantError(t, err, "open nowhere/x.parts/lock: no such file or directory")
}

// TestWithoutLocks is for file systems that have none.
func TestWithoutLocks(t *testing.T) {
	f := folder(t, nil)
	must(t, f.Make())
	t.Setenv("HDF5_USE_FILE_LOCKING", "FALSE")
	for range 2 {
		l, err := f.Lock()
		must(t, err)
		defer l.Release()
	}
}

// TestSignature reads a lock file in which anything stands.
func TestSignature(t *testing.T) {
	f := folder(t, nil)
	must(t, f.Make())
	for text, want := range map[string]string{"": "another program", "\n": "another program",
		"process 1 on h since now\nmore": "process 1 on h since now", "\xff": "?"} {
		write(t, f.In("lock"), text)
		if got := signature(f.In("lock")); got != want {
			t.Errorf("%q is signed by %q, wanted %q", text, got, want)
		}
	}
	if got := signature(f.In("no lock")); got != "another program" {
		t.Errorf("a lock that is not there is signed by %q", got)
	}
}
