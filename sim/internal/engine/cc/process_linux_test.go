package cc

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
)

// helper is the environment variable that makes the test binary a process that a test has started: the name
// of its job, the compiler and the cache.
const helper = "GOLGI_CC_TEST_HELPER"

// TestMain runs the tests, or the job of a process.
func TestMain(m *testing.M) {
	words := strings.Split(os.Getenv(helper), "|")
	if len(words) != 3 {
		os.Exit(m.Run())
	}
	if err := jobs[words[0]](options{compiler: words[1], cacheDir: words[2]}); err != nil {
		fmt.Print(err)
		os.Exit(1)
	}
}

// jobs are what processes do.
var jobs = map[string]func(o options) error{
	"simulate": simulate, "simulate with small files": smallFiles, "fill the disk": fillDisk,
	"reach outside in a kernel": kernelOutside, "reach outside in the loop": loopOutside, "overflow": overflow,
	"simulate through Ctrl-C": interrupted,
}

// process is a process that a test has started.
type process struct {
	*exec.Cmd
	said bytes.Buffer
}

// prepare returns a process that is to do a job. It leads a group of its own.
func prepare(job string, o options) *process {
	p := &process{Cmd: exec.Command(os.Args[0])}
	p.Env = append(os.Environ(), fmt.Sprintf("%s=%s|%s|%s", helper, job, o.compiler, o.cacheDir))
	p.Stdout, p.Stderr = &p.said, &p.said
	p.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return p
}

// launch starts a process with more in its environment.
func launch(job string, o options, env ...string) *process {
	p := prepare(job, o)
	p.Env = append(p.Env, env...)
	must(p.Start())
	return p
}

// end waits for the process and returns what it said: nothing where it did its job.
func (p *process) end() string {
	if err := p.Wait(); err != nil && p.said.Len() == 0 {
		return err.Error()
	}
	return p.said.String()
}

// simulate runs a plan as the reference engine does.
func simulate(o options) error {
	e, err := open(o)
	if err != nil {
		return err
	}
	diff, err := plantest.NoDiff(plantest.SmallPathway(), reference.New(), e)
	if diff != "" {
		return errors.New(diff)
	}
	return err
}

// until waits for something to happen.
func until(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for range 2000 {
		if happened() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("waited in vain until %s", what)
}

// TestTwoProcesses has processes compile the same kernels at once: neither compiler ends before both have
// begun.
func TestTwoProcesses(t *testing.T) {
	both := `for i in $(seq 1000); do [ $(wc -l < "$0.compiled") -ge 2 ] && break; sleep 0.01; done`
	o := scripted(t, both)
	one, other := launch("simulate", o), launch("simulate", o)
	third := func() string { return launch("simulate", o).end() }
	for _, said := range []string{one.end(), other.end(), third()} {
		if said != "" {
			t.Error(said)
		}
	}
	if n := compilations(o); n != 2 {
		t.Errorf("compiled %d times, want twice, and then what they made to be used", n)
	}
}

// TestKilled kills a process while it compiles, with its compiler and without. What it leaves behind harms
// nobody, nor does a compiler that goes on.
func TestKilled(t *testing.T) {
	for _, with := range []bool{true, false} {
		wait := `echo $$ > "$0.pid"; for i in $(seq 1000); do [ -e "$0.go" ] && break; sleep 0.01; done`
		o := scripted(t, wait)
		p := launch("simulate", o)
		until(t, "it compiles", func() bool { return compilations(o) == 1 && (!with || groupOf(o) != 0) })
		if with {
			must(errors.Join(syscall.Kill(groupOf(o), syscall.SIGKILL), p.Process.Kill()))
		} else {
			must(p.Process.Kill())
		}
		if said := p.end(); said != "signal: killed" {
			t.Error(said)
		}
		must(os.WriteFile(beside(o, ".go"), nil, 0o600))
		if left := files(o.cacheDir, ""); len(left) != 1 || !strings.Contains(left[0], "tmp-") {
			t.Errorf("it left %v, want one temporary folder", left)
		}
		if !with {
			until(t, "the compiler has ended", func() bool { return len(files(o.cacheDir, "/unit.so")) == 1 })
		}
		if said := launch("simulate", o).end(); said != "" {
			t.Error(said)
		}
		if n := len(files(o.cacheDir, ".kernel")); n != 3 {
			t.Errorf("%d kernels are in the cache, want 3", n)
		}
	}
}

// groupOf returns the group of a script that has written its number, as kill has it; 0: it has not yet.
func groupOf(o options) int {
	content, _ := os.ReadFile(beside(o, ".pid"))
	pid, _ := strconv.Atoi(strings.TrimSpace(string(content)))
	return -pid
}

// interrupted simulates in a program that catches Ctrl-C.
func interrupted(o options) error {
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	return simulate(o)
}

// TestInterrupted has a terminal's Ctrl-C reach all of a program's group while it compiles. What becomes of the runs is for the program to say, and so the
// compiler goes on.
func TestInterrupted(t *testing.T) {
	o := scripted(t, `for i in $(seq 1000); do [ -e "$0.go" ] && break; sleep 0.01; done`)
	p := launch("simulate through Ctrl-C", o)
	until(t, "it compiles", func() bool { return compilations(o) == 1 })
	must(syscall.Kill(-p.Process.Pid, syscall.SIGINT))
	must(os.WriteFile(beside(o, ".go"), nil, 0o600))
	if said := p.end(); said != "" {
		t.Error(said)
	}
}

// TestCacheIsRepaired spoils what a process left in the cache. The spoilt files count as missing for the
// next, which makes them anew, so that the one after it has nothing to make.
func TestCacheIsRepaired(t *testing.T) {
	t.Parallel()
	o := scripted(t, "")
	if said := launch("simulate", o).end(); said != "" {
		t.Fatal(said)
	}
	for name, spoil := range spoilt {
		before := compilations(o)
		spoil(t, o.cacheDir)
		for range 2 {
			if said := launch("simulate", o).end(); said != "" {
				t.Errorf("%s: %s", name, said)
			}
		}
		if n := compilations(o) - before; n != 1 {
			t.Errorf("%s: compiled %d times, want once", name, n)
		}
	}
}

// spoilt are ways to spoil a cache.
var spoilt = map[string]func(t *testing.T, dir string){
	"the unit is cut off": rewriteUnit(func(content []byte) []byte { return content[:len(content)/2] }),
	"the unit is empty":   rewriteUnit(func([]byte) []byte { return nil }),
	"a bit has changed": rewriteUnit(func(content []byte) []byte {
		content[len(content)/2] ^= 1
		return content
	}),
	"the unit is gone":    func(t *testing.T, dir string) { must(os.Remove(present(dir))) },
	"entries are cut off": func(t *testing.T, dir string) { rewriteEntries(dir, "0123") },
	"entries are foreign": func(t *testing.T, dir string) { rewriteEntries(dir, "../../../etc/passwd") },
	"the unit is no library": func(t *testing.T, dir string) {
		replaceUnit(dir, []byte("#include <stdio.h>\n"))
	},
	"the unit is another library": func(t *testing.T, dir string) {
		out := filepath.Join(t.TempDir(), "other.so")
		must(exec.Command("cc", "-shared", "-x", "c", "/dev/null", "-o", out).Run())
		content, err := os.ReadFile(out)
		must(err)
		replaceUnit(dir, content)
	},
}

// present returns the path of the unit that entries name.
func present(dir string) string {
	name, err := os.ReadFile(files(dir, ".kernel")[0])
	must(err)
	return filepath.Join(dir, string(name)+".so")
}

// rewriteUnit returns a function that changes the unit.
func rewriteUnit(edit func(content []byte) []byte) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		content, err := os.ReadFile(present(dir))
		must(err)
		must(os.WriteFile(present(dir), edit(content), 0o600))
	}
}

// rewriteEntries gives all entries other content.
func rewriteEntries(dir, content string) {
	for _, path := range files(dir, ".kernel") {
		must(os.WriteFile(path, []byte(content), 0o600))
	}
}

// replaceUnit has all entries name another unit, which is whole.
func replaceUnit(dir string, content []byte) {
	rewriteEntries(dir, hashOf(content))
	must(os.WriteFile(present(dir), content, 0o600))
}

// TestMissingCompiler runs a process that finds no compiler.
func TestMissingCompiler(t *testing.T) {
	const cure = "install gcc or clang (Debian, Ubuntu: apt install gcc libc6-dev; Fedora: dnf install gcc), " +
		`or choose the engine "reference"`
	for compiler, want := range map[string]string{
		"":                 `cc: there is no C compiler "cc": ` + cure,
		"no-such-compiler": `cc: there is no C compiler "no-such-compiler": ` + cure,
	} {
		o := options{compiler: compiler, cacheDir: t.TempDir()}
		if said := launch("simulate", o, "PATH="+t.TempDir(), "CC=").end(); said != want {
			t.Errorf("got  %s\nwant %s", said, want)
		}
	}
}

// TestFullDisks runs a process that can write no file of more than a page, neither to the cache nor
// elsewhere, as its compiler cannot. Nothing stays behind for the next.
func TestFullDisks(t *testing.T) {
	o := options{cacheDir: t.TempDir()}
	lines := strings.Split(launch("simulate with small files", o).end(), "\n")
	cache, compiler := lines[0], lines[min(1, len(lines)-1)]
	if !strings.HasPrefix(cache, "cc: the cache of kernels cannot be used: write "+o.cacheDir) ||
		!strings.HasSuffix(cache, "file too large") || !strings.HasPrefix(compiler, "cc: the C compiler /") {
		t.Errorf("it said\n%s", strings.Join(lines, "\n"))
	}
	if left := files(o.cacheDir, ""); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
	if said := launch("simulate", o).end(); said != "" {
		t.Error(said)
	}
}

// smallFiles simulates where no file can hold more than a page.
func smallFiles(o options) error {
	signal.Ignore(syscall.SIGXFSZ) // so that writing fails instead, in the compiler as well
	must(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096}))
	return simulate(o)
}

// TestFullCache runs a process that mounts its cache on disks of a few pages.
func TestFullCache(t *testing.T) {
	t.Parallel()
	p := prepare("fill the disk", scripted(t, ""))
	p.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		p.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER
		p.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
	}
	if err := p.Start(); err != nil {
		t.Skip("this user cannot have mounts of its own: ", err)
	}
	if said := p.end(); strings.HasPrefix(said, "cannot mount") {
		t.Skip(said)
	} else if said != "" {
		t.Error(said)
	}
}

// fillDisk simulates with caches of which each gets full at another moment: while the unit is written, and
// before each of its three entries. It simulates again once there is room.
func fillDisk(o options) error {
	const page = 4096
	if err := simulateOn(o, "1m", 0); err != nil {
		return err
	}
	unit, err := os.Stat(files(o.cacheDir, ".so")[0])
	if err != nil {
		return err
	}
	whole := (unit.Size() + page - 1) / page
	for _, pages := range []int64{1, whole, whole + 1, whole + 2} {
		if err := simulateOn(o, fmt.Sprint(pages*page), 0); err != nil {
			return fmt.Errorf("%d pages: %w", pages, err)
		}
		kept := len(files(o.cacheDir, ".kernel"))
		if err := simulateOn(o, "1m", syscall.MS_REMOUNT); err != nil {
			return fmt.Errorf("%d pages, then more: %w", pages, err)
		}
		all, left := len(files(o.cacheDir, ".kernel")), files(o.cacheDir, "tmp-*")
		if kept != max(0, int(pages-whole)) || all != 3 || len(left) > 0 {
			return fmt.Errorf("%d pages: %d kernels were kept, then %d, with %v", pages, kept, all, left)
		}
	}
	return nil
}

// simulateOn mounts a disk in memory of a size at the cache, and simulates.
func simulateOn(o options, size string, flags uintptr) error {
	if err := syscall.Mount("tmpfs", o.cacheDir, "tmpfs", flags, "size="+size); err != nil {
		return fmt.Errorf("cannot mount a disk in memory: %w", err)
	}
	return simulate(o)
}
