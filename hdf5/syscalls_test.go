package hdf5_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golgi/hdf5"
)

// The errors that system calls are made to give, one at a time, and what Go calls them. Those of a call that was
// interrupted are nobody's business.
var broken = []struct {
	call   string
	errors []string
}{
	{"pwrite64", []string{"ENOSPC", "EIO", "EINTR"}},
	{"write", []string{"ENOSPC"}},
	{"fsync", []string{"EIO", "ENOSPC", "EINTR"}},
	{"openat", []string{"EMFILE", "EIO", "ENOSPC"}},
	{"renameat", []string{"EIO"}}, {"linkat", []string{"EIO", "ENOSPC", "EPERM"}},
	{"unlinkat", []string{"EIO"}}, {"mkdirat", []string{"ENOSPC"}}, {"getdents64", []string{"EIO"}},
	{"pread64", []string{"EIO"}}, {"flock", []string{"EIO"}}, {"close", []string{"EIO"}},
}

var systemSays = map[string]string{"ENOSPC": "no space left on device", "EIO": "input/output error",
	"EMFILE": "too many open files", "EPERM": "operation not permitted"}

// TestSystemCalls lets the system fail a program that explores, at the first call of a kind (in each of its threads), at
// the second, and so on. What it has said to be committed is there; what it says of the failure names the file and the
// cause; if it says nothing, all is finished; and it can be resumed. The tool for that is strace, since Go calls the
// system without the library of C.
func TestSystemCalls(t *testing.T) {
	if os.Getenv(childVariable) != "" {
		exploreInSilence(t)
		return
	}
	if !slow {
		t.Skip("takes minutes; GOLGI_SLOW=1 runs it")
	}
	strace, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(strace, "-o", os.DevNull, "true").Run()
	}
	if err != nil {
		t.Skipf("strace does not work here (%v); apt-get install strace", err)
	}
	c := scenario{name: "system", runs: 7}
	t.Chdir(memoryFolder(t))
	want := c.uninterrupted(t)
	for _, b := range broken {
		for _, code := range b.errors {
			tried, told := 0, 0
			for nth, missed := 1, 0; missed < 3 && nth <= 80 && !t.Failed(); nth++ {
				clean(t)
				reached, said := c.fail(t, strace, fmt.Sprintf("%s:error=%s:when=%d", b.call, code, nth), code, want)
				if missed++; reached {
					missed = 0
					tried++
				}
				if said {
					told++
				}
			}
			t.Logf("%s gives %s at %d places, %d of which were told of", b.call, code, tried, told)
		}
	}
}

// fail lets one call fail, and reports whether it came to that, and whether it had to be told.
func (c scenario) fail(t *testing.T, strace, inject, code, want string) (reached, said bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	trace := filepath.Join(t.TempDir(), "trace")
	run := exec.CommandContext(ctx, strace, "-f", "-qq", "-o", trace, "-e", "trace="+strings.SplitN(inject, ":", 2)[0],
		"-e", "inject="+inject, os.Args[0], "-test.run=^TestSystemCalls$")
	run.Env = append(os.Environ(), childVariable+"=explore")
	out, _ := run.CombinedOutput() // how the child ends is what it says
	if ctx.Err() != nil {
		t.Fatalf("%s: it hangs", inject)
	}
	reached = strings.Contains(read(t, trace), "(INJECTED)")
	committed, fault, came := understood(t, string(out))
	switch {
	case came && fault == "":
		if got := digestOf(t, "x.hdf5"); got != want {
			t.Errorf("%s: nothing is said to be wrong, and the results are others", inject)
		}
	case came && (!strings.Contains(fault, "x.hdf5") || !strings.Contains(fault, systemSays[code])):
		t.Errorf("%s: this does not say what is wrong with which file: %s", inject, fault)
	case !came && strings.Contains(string(out), "fatal error: runtime: netpoll"): // Go's own call, without which it cannot be
	case !came && strings.Contains(string(out), "goroutine "): // it need not come to the end: it may not even begin
		t.Errorf("%s: the program says\n%s", inject, out)
	}
	c.wantReadable(t, inject, committed)
	c.resume(t)
	if got := digestOf(t, "x.hdf5"); got != want {
		t.Errorf("%s: the resumed file has other results", inject)
	}
	if err := hdf5.Check("x.hdf5"); err != nil {
		t.Errorf("%s: %v", inject, err)
	}
	return reached, fault != ""
}

// understood returns what a child has said: which runs are committed, the fault, and whether it came to the end.
func understood(t *testing.T, out string) (committed []int, fault string, came bool) {
	t.Helper()
	for line := range strings.Lines(out) {
		if runs, is := strings.CutPrefix(line, "committed"); is {
			for _, word := range strings.Fields(runs) {
				i, err := strconv.Atoi(word)
				must(t, err)
				committed = append(committed, i)
			}
		}
		if text, is := strings.CutPrefix(line, "in the end "); is {
			text, err := strconv.Unquote(strings.TrimSpace(text))
			must(t, err)
			return committed, text, true
		}
	}
	return committed, "", false
}

// exploreInSilence is the child.
func exploreInSilence(t *testing.T) {
	var committed []int
	err := scenario{name: "system", runs: 7}.start(t, &committed)
	slices.Sort(committed)
	fmt.Println("committed", strings.Trim(fmt.Sprint(committed), "[]"))
	text := ""
	if err != nil {
		text = err.Error()
	}
	fmt.Printf("in the end %q\n", text)
}
