package reference

import (
	"testing"

	"golgi/sim/internal/engine/plantest"

	"pgregory.net/rapid"
)

// TestRandomKernels compares the engine with the oracle, bit for bit, on random kernels over ranges, lists
// and synapses.
func TestRandomKernels(t *testing.T) {
	e := New()
	for range 10 { // the default number of checks is low for so many paths
		rapid.Check(t, func(t *rapid.T) {
			c := plantest.NewCase(3)
			c.AddRandom(t)
			noDiff(t, e, c)
		})
	}
}

// TestPathways compares the order in which synapses are served, and sums that depend on it, with the oracle.
func TestPathways(t *testing.T) {
	e := New()
	rapid.Check(t, func(t *rapid.T) { noDiff(t, e, plantest.Pathways(t)) })
}

// noDiff compares an engine with the oracle.
func noDiff(t rapid.TB, e *Engine, c *plantest.Case) {
	diff, err := plantest.NoDiff(c, oracle{}, e)
	if err != nil || diff != "" {
		t.Fatalf("%v %s\n%v", err, diff, c.Plan)
	}
}
