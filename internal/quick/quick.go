// Package quick makes tests quick.
package quick

import (
	"cmp"
	"flag"
	"os"
)

// C leaves out the optimising of C, into which most of the time of tests goes that compile kernels. Benchmarks, and
// tests that may take minutes (GOLGI_SLOW), have it. It is called by TestMain.
func C() error {
	flag.Parse()
	if bench := flag.Lookup("test.bench"); os.Getenv("GOLGI_SLOW") != "" || bench != nil && bench.Value.String() != "" {
		return nil
	}
	return os.Setenv("CC", cmp.Or(os.Getenv("CC"), "cc")+" -O1")
}
