package cc

import (
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"

	"pgregory.net/rapid"
)

// randomCase draws a plan of that many random kernels.
func randomCase(kernels, seed int) *plantest.Case {
	return rapid.Custom(func(t *rapid.T) *plantest.Case {
		c := plantest.NewCase(5)
		for range kernels {
			c.AddRandom(t)
		}
		return c
	}).Example(seed)
}

// TestRandomKernels compares the engine with the reference engine, bit for bit, on random kernels over
// ranges, lists and synapses. Kernels are compiled by the dozen, since starting a compiler is what takes
// time.
func TestRandomKernels(t *testing.T) {
	t.Parallel()
	e := ordinary()
	covered := map[ir.Op]bool{}
	for seed := range many(3) {
		c := randomCase(25, seed)
		for _, k := range c.Plan.Kernels {
			for _, in := range k.Body {
				covered[in.Op] = true
			}
		}
		diff, err := plantest.NoDiff(c, reference.New(), e)
		if err != nil {
			t.Fatal(err)
		}
		if diff != "" {
			t.Errorf("seed %d: %s", seed, diff)
		}
	}
	for _, op := range ir.Ops() {
		if !covered[op] {
			t.Errorf("no kernel has %v", op)
		}
	}
}

// TestPathways compares the order in which synapses are served, and sums that depend on it.
func TestPathways(t *testing.T) {
	e := ordinary()
	rapid.Check(t, func(t *rapid.T) {
		diff, err := plantest.NoDiff(plantest.Pathways(t), reference.New(), e)
		if err != nil || diff != "" {
			t.Fatal(err, diff)
		}
	})
}
