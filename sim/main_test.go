package sim_test

import (
	"cmp"
	"os"
	"testing"
)

// TestMain runs the tests. Most of their time goes into the optimising of C, which is left out where they should be
// quick.
func TestMain(m *testing.M) {
	if os.Getenv("GOLGI_SLOW") == "" {
		os.Setenv("CC", cmp.Or(os.Getenv("CC"), "cc")+" -O1")
	}
	os.Exit(m.Run())
}
