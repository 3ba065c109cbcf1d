package cc

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// script writes a compiler that does something before, or instead of, what cc does. It appends a line to the
// file "compiled" beside it for each unit.
func script(t *testing.T, before string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "compiler")
	text := "#!/bin/sh\ncase \"$*\" in *-shared*) echo unit >> " + path + ".compiled\n" + before +
		";;\nesac\nexec cc \"$@\"\n"
	must(os.WriteFile(path, []byte(text), 0o700))
	return path
}

// compilations returns how many units a script has compiled.
func compilations(script string) int {
	content, _ := os.ReadFile(script + ".compiled")
	return strings.Count(string(content), "unit")
}

// works reports whether an engine runs a plan as the reference engine does.
func works(t *testing.T, e *Engine) {
	t.Helper()
	c := small(func(*plantest.Case, *ir.Propagate) {})
	diff, err := plantest.NoDiff(c, reference.New(), e)
	if err != nil || diff != "" {
		t.Error(err, diff)
	}
}

// files returns the paths in a cache that end in something.
func files(dir, suffix string) []string {
	found, err := filepath.Glob(filepath.Join(dir, "*"+suffix))
	must(err)
	return found
}

// TestCacheIsUsed checks that what one engine compiled another loads, and that what belongs together is
// compiled at once.
func TestCacheIsUsed(t *testing.T) {
	o := options{compiler: script(t, ""), cacheDir: t.TempDir()}
	for range 3 {
		works(t, openTest(t, o))
	}
	if n := compilations(o.compiler); n != 1 {
		t.Errorf("compiled %d times, want once", n)
	}
	if n := len(files(o.cacheDir, ".kernel")); n != 3 { // raster over a range, the pathway over ranges and lists
		t.Errorf("%d kernels are in the cache, want 3", n)
	}
	o.flags = append([]string{"-O1"}, defaultFlags[1:]...)
	works(t, openTest(t, o))
	if n := compilations(o.compiler); n != 2 {
		t.Errorf("compiled %d times, want again for other flags", n)
	}
}

// TestConcurrentBinds has instances of one engine need the same kernels at once: they are compiled once.
func TestConcurrentBinds(t *testing.T) {
	o := options{compiler: script(t, "sleep 0.1"), cacheDir: t.TempDir()}
	e := openTest(t, o)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() { works(t, e) })
	}
	wait.Wait()
	if n := compilations(o.compiler); n != 1 {
		t.Errorf("compiled %d times, want once", n)
	}
}

// rewrite returns a function that puts other files in the place of all units. (This process has the old ones
// mapped: cutting them off would cut off its code.)
func rewrite(edit func(content []byte) []byte) func(dir string) {
	return func(dir string) {
		for _, path := range files(dir, ".so") {
			content, err := os.ReadFile(path)
			must(err)
			must(os.Remove(path))
			must(os.WriteFile(path, edit(content), 0o600))
		}
	}
}

// TestCacheIsRepaired spoils what is in the cache. The spoilt files count as missing, and are made anew.
func TestCacheIsRepaired(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(dir string){
		"units cut off": rewrite(func(content []byte) []byte { return content[:1000] }),
		"units empty":   rewrite(func([]byte) []byte { return nil }),
		"a bit changed": rewrite(func(content []byte) []byte { content[len(content)/2] ^= 1; return content }),
		"units gone": func(dir string) {
			for _, path := range files(dir, ".so") {
				must(os.Remove(path))
			}
		},
		"entries foreign": func(dir string) {
			for _, path := range files(dir, ".kernel") {
				must(os.WriteFile(path, []byte("../../../etc/passwd"), 0o600))
			}
		},
		"a whole file that is no library": func(dir string) {
			content := []byte("#include <stdio.h>\n")
			must(os.WriteFile(filepath.Join(dir, hashOf(content)+".so"), content, 0o600))
			for _, path := range files(dir, ".kernel") {
				must(os.WriteFile(path, []byte(hashOf(content)), 0o600))
			}
		},
	} {
		o := options{compiler: script(t, ""), cacheDir: t.TempDir()}
		works(t, openTest(t, o))
		spoil(o.cacheDir)
		works(t, openTest(t, o))
		works(t, openTest(t, o))
		if n := compilations(o.compiler); n != 2 {
			t.Errorf("%s: compiled %d times, want twice", name, n)
		}
	}
}

func TestMissingCompiler(t *testing.T) {
	_, err := open(options{compiler: "no-such-compiler"})
	expect(t, err, `cc: there is no C compiler "no-such-compiler": install gcc or clang (Debian, Ubuntu: apt `+
		`install gcc libc6-dev; Fedora: dnf install gcc), or choose the engine "reference"`)
}

func TestFailingCompiler(t *testing.T) {
	o := options{compiler: script(t, "echo one >&2; echo two >&2; exit 3"), cacheDir: t.TempDir()}
	in, err := openTest(t, o).NewInstance()
	must(err)
	defer in.Close()
	err = in.Bind(small(func(*plantest.Case, *ir.Propagate) {}).Plan)
	expect(t, err, "cc: the C compiler "+o.compiler+": exit status 3:\none\ntwo")
	if left := files(o.cacheDir, ""); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

// TestUnusableCache checks that kernels are compiled without a cache where there can be none.
func TestUnusableCache(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(os.WriteFile(file, nil, 0o600))
	works(t, openTest(t, options{cacheDir: filepath.Join(file, "kernels")}))
}

// TestFullDisk has a compiler that cannot write to the cache, which then takes no other file either.
func TestFullDisk(t *testing.T) {
	o := options{cacheDir: t.TempDir()}
	o.compiler = script(t, "case \"$*\" in *"+o.cacheDir+"*) rm -r "+o.cacheDir+"/tmp-*;"+
		" echo full >&2; exit 1;; esac")
	works(t, openTest(t, o))
	if left := files(o.cacheDir, ""); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

// TestCacheIsBounded checks that the units used longest ago go first, with their entries, and what killed
// processes left.
func TestCacheIsBounded(t *testing.T) {
	o := options{cacheDir: t.TempDir(), maxBytes: 100_000}
	works(t, openTest(t, o))
	kept := files(o.cacheDir, ".so")
	for n := range 5 {
		content := make([]byte, 30_000)
		content[0] = byte(n)
		name := hashOf(content)
		path := filepath.Join(o.cacheDir, name+".so")
		must(os.WriteFile(path, content, 0o600))
		must(os.Chtimes(path, time.Time{}, time.Now().Add(-time.Duration(n+1)*time.Hour)))
		must(os.WriteFile(filepath.Join(o.cacheDir, fmt.Sprint(n, ".kernel")), []byte(name), 0o600))
	}
	tmp := filepath.Join(o.cacheDir, "tmp-old")
	must(os.Mkdir(tmp, 0o700))
	must(os.Chtimes(tmp, time.Time{}, time.Now().Add(-2*abandoned)))
	newCache(o.cacheDir, o.maxBytes).prune()
	var total int64
	for _, path := range files(o.cacheDir, ".so") {
		info, err := os.Stat(path)
		must(err)
		total += info.Size()
	}
	if _, err := os.Stat(kept[0]); err != nil || total > o.maxBytes || total < o.maxBytes/4 {
		t.Errorf("%d bytes are left of at most %d; the unit in use: %v", total, o.maxBytes, err)
	}
	if got := len(files(o.cacheDir, ".kernel")) - 3; got != len(files(o.cacheDir, ".so"))-1 {
		t.Errorf("%d entries are left for %d units", got, len(files(o.cacheDir, ".so"))-1)
	}
	if _, err := os.Stat(tmp); err == nil {
		t.Error("an abandoned folder is still there")
	}
}

// helper is the environment variable that makes TestHelperProcess a process of its own: the compiler, and
// the cache.
const helper = "GOLGI_CC_TEST_HELPER"

// TestHelperProcess is what the tests below start: a process that runs a plan.
func TestHelperProcess(t *testing.T) {
	compiler, dir, ok := strings.Cut(os.Getenv(helper), "|")
	if !ok {
		t.Skip("only started by other tests")
	}
	works(t, openTest(t, options{compiler: compiler, cacheDir: dir}))
}

// process starts the helper.
func process(o options) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^TestHelperProcess$")
	cmd.Env = append(os.Environ(), helper+"="+o.compiler+"|"+o.cacheDir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	must(cmd.Start())
	return cmd
}

// TestTwoProcesses has processes compile the same kernels at once.
func TestTwoProcesses(t *testing.T) {
	o := options{compiler: script(t, "sleep 0.3"), cacheDir: t.TempDir()}
	both := []*exec.Cmd{process(o), process(o)}
	for _, cmd := range both {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	if n := compilations(o.compiler); n != 2 {
		t.Errorf("compiled %d times; the test wants both to", n)
	}
	works(t, openTest(t, o))
	if n := compilations(o.compiler); n != 2 {
		t.Errorf("compiled %d times, want what they made to be used", n)
	}
}

// TestKilled kills a process while it compiles. What it leaves behind harms nobody.
func TestKilled(t *testing.T) {
	o := options{compiler: script(t, "sleep 0.5"), cacheDir: t.TempDir()}
	cmd := process(o)
	for compilations(o.compiler) == 0 {
		time.Sleep(5 * time.Millisecond)
	}
	must(syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)) // with its compiler
	_ = cmd.Wait()                                        // says that it was killed
	if left := files(o.cacheDir, ""); len(left) != 1 || !strings.Contains(left[0], "tmp-") {
		t.Errorf("it left %v, want one temporary folder", left)
	}
	works(t, openTest(t, o))
	if n := len(files(o.cacheDir, ".so")); n != 1 {
		t.Errorf("%d units are in the cache, want 1", n)
	}
}
