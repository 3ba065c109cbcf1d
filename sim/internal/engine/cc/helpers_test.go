package cc

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// slow says whether tests may take minutes.
var slow = os.Getenv("GOLGI_SLOW") != ""

// many returns how many of something the tests that compare engines take: n, or where they may take minutes,
// far more.
func many(n int) int {
	switch {
	case len(sanitizers) > 0:
		return 4 * n
	case slow:
		return 100 * n
	}
	return n
}

// sanitizers are flags that kernels are compiled with behind the others, by `make test-sanitizers`.
var sanitizers = strings.Fields(os.Getenv("GOLGI_SANITIZERS"))

// ordinary is the engine of all tests that want nothing special of it. What one of them has had compiled the
// others find loaded; there can be no folder below a device, so that nothing is left on the disk.
var ordinary = sync.OnceValue(func() *Engine {
	dir := filepath.Join(os.DevNull, "kernels")
	e, err := open(options{flags: defaultFlags(sanitizers...), cacheDir: dir})
	must(err)
	return e
})

// openTest returns an engine with a cache of its own.
func openTest(t testing.TB, o options) *Engine {
	t.Helper()
	if o.cacheDir == "" {
		o.cacheDir = t.TempDir()
	}
	if o.flags == nil {
		o.flags = defaultFlags()
	}
	o.flags = slices.Concat(o.flags, sanitizers)
	e, err := open(o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// must panics on an error that is a fault of the test.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// expect checks the whole text of an error.
func expect(t *testing.T, err error, want string) {
	t.Helper()
	if got := fmt.Sprint(err); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
