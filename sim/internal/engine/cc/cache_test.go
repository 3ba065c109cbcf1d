package cc

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
)

// scripted returns options with a cache, and a compiler that does something before, or instead of, what cc
// does. It hardly optimises, and appends a line to a file beside it for each unit. (A shell reads the
// script: what is executed must not be open for writing in any process that is just being started.)
func scripted(t *testing.T, before string) options {
	t.Helper()
	path := filepath.Join(t.TempDir(), "compiler")
	text := "case \"$*\" in *-shared*) echo unit >> \"$0.compiled\"\n" + before + "\nesac\nexec cc \"$@\" -O1\n"
	must(os.WriteFile(path, []byte(text), 0o600))
	return options{compiler: "sh " + path, cacheDir: t.TempDir()}
}

// beside returns the path of a file beside the script, "$0" + suffix in it.
func beside(o options, suffix string) string { return strings.TrimPrefix(o.compiler, "sh ") + suffix }

// compilations returns how many units a script has begun to compile.
func compilations(o options) int {
	content, _ := os.ReadFile(beside(o, ".compiled")) // none before the first
	return strings.Count(string(content), "unit")
}

// works reports whether an engine runs a plan as the reference engine does.
func works(t *testing.T, e *Engine) {
	t.Helper()
	diff, err := plantest.NoDiff(plantest.SmallPathway(), reference.New(), e)
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
	o := scripted(t, "")
	for range 3 {
		works(t, openTest(t, o))
	}
	if n := compilations(o); n != 1 {
		t.Errorf("compiled %d times, want once", n)
	}
	if n := len(files(o.cacheDir, ".kernel")); n != 3 { // raster over a range, the pathway over ranges and lists
		t.Errorf("%d kernels are in the cache, want 3", n)
	}
	o.flags = defaultFlags("-O1")
	works(t, openTest(t, o))
	if n := compilations(o); n != 2 {
		t.Errorf("compiled %d times, want again for other flags", n)
	}
}

// TestConcurrentBinds has instances of one engine need the same kernels at once: they are compiled once.
func TestConcurrentBinds(t *testing.T) {
	o := scripted(t, "sleep 0.1")
	e := openTest(t, o)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() { works(t, e) })
	}
	wait.Wait()
	if n := compilations(o); n != 1 {
		t.Errorf("compiled %d times, want once", n)
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

// TestUnusableCache checks that kernels are compiled without a cache where there can be none.
func TestUnusableCache(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(os.WriteFile(file, nil, 0o600))
	works(t, openTest(t, options{cacheDir: filepath.Join(file, "kernels")}))
}

func TestFailingCompiler(t *testing.T) {
	o := scripted(t, "echo one >&2; echo two >&2; exit 3")
	e := openTest(t, o)
	_, err := plantest.SmallPathway().Run(e)
	expect(t, err, "cc: the C compiler "+e.compiler.path+": exit status 3:\none\ntwo")
	if left := files(o.cacheDir, ""); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}
