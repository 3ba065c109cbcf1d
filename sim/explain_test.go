package sim_test

import (
	"flag"
	"os"
	"testing"

	"golgi/sim"
)

var update = flag.Bool("update", false, "rewrite golden files")

// Explain says all that a network does; its text is for people, and pinned so that changes are seen.
func TestExplain(t *testing.T) {
	p := newPair(t)
	net := network(t, sim.Options{Seed: 1}, p.objects()...)
	got := net.Explain()
	const golden = "testdata/explain.golden"
	if *update {
		check(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	check(t, err)
	if got != string(want) {
		t.Errorf("Explain differs from %s; see it with go test ./sim -run Explain -update\n%s", golden, got)
	}
}
