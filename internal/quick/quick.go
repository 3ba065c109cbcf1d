// Package quick makes tests quick.
package quick

import (
	"cmp"
	"flag"
	"os"
	"slices"
	"strings"
)

// optimising is what takes gcc the least time: with -O0, all functions of the headers would be compiled.
const optimising = " -Og"

// What C has done.
var (
	changed bool
	before  []string // CC=, as C found it, if it was set
)

// C leaves out the optimising of C, into which most of the time of tests goes that compile kernels. Benchmarks, and
// tests that may take minutes (GOLGI_SLOW), have it. It is called by TestMain.
func C() error {
	flag.Parse()
	if bench := flag.Lookup("test.bench"); os.Getenv("GOLGI_SLOW") != "" || bench != nil && bench.Value.String() != "" {
		return nil
	}
	changed = true
	if cc, set := os.LookupEnv("CC"); set {
		before = []string{"CC=" + cc}
	}
	cc := strings.TrimSuffix(os.Getenv("CC"), optimising) // of a test that has started this one
	return os.Setenv("CC", cmp.Or(cc, "cc")+optimising)
}

// ForGo is the environment for the command go, with $CC as it was before C: for another compiler of C, Go compiles anew all that uses C,
// and all that uses that, which takes minutes.
func ForGo() []string {
	if !changed {
		return os.Environ()
	}
	others := slices.DeleteFunc(os.Environ(), func(variable string) bool { return strings.HasPrefix(variable, "CC=") })
	return append(others, before...)
}
