package enginetest

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"golgi/internal/quick"
	"golgi/sim"
)

// TestMain is also what the child processes of BenchmarkFirstResult run.
func TestMain(m *testing.M) {
	if engine := os.Getenv(firstResultOn); engine != "" {
		if err := firstResult(engine); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(runTests(m))
}

// runTests runs the tests. The kernels of 10,000 random models, or of fuzzing, would drive all others out of
// the user's cache: they have one of their own.
func runTests(m *testing.M) int {
	err := quick.C()
	if err == nil && os.Getenv("GOLGI_SLOW") == "" && !fuzzing() {
		return m.Run()
	}
	cache, cacheErr := os.MkdirTemp("", "enginetest")
	if err = errors.Join(err, cacheErr); err == nil {
		defer os.RemoveAll(cache)
		err = os.Setenv("XDG_CACHE_HOME", cache)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return m.Run()
}

// Every engine passes the suite.
func TestEngines(t *testing.T) {
	for _, engine := range sim.Engines() {
		t.Run(engine, func(t *testing.T) { Run(t, engine) })
	}
}
