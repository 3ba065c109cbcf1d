package reference

import (
	"testing"

	"golgi/sim/internal/engine/plantest"
)

// What is under way comes after so many steps times the factor, to the nearest; 0 comes at once.
func TestStretch(t *testing.T) {
	for _, c := range []struct {
		factor float64
		before string // after 2 + until steps
		until  int64
		after  string
	}{
		{1, "[0 0 0]", 3, "[1 2 0]"}, // two of three steps are over: it is due after 1
		{2, "[0 0 0]", 4, "[1 2 0]"},
		{0.5, "[0 0 0]", 3, "[1 2 0]"},
		{0.4, "[0 0 0]", 2, "[1 2 0]"},
		{6, "[0 0 0]", 8, "[1 2 0]"},
	} {
		p := plantest.SmallPathway()
		in := bound(p.Plan)
		before := sums(p, in, 2)
		must(in.Stretch(0, c.factor))
		copied, err := in.Clone()
		must(err)
		if c.until > 2 {
			before = sums(p, in, c.until)
		}
		must(copied.Close())
		if after := sums(p, in, c.until+1); before != c.before || after != c.after {
			t.Errorf("stretched by %v: %s and then %s, want %s and then %s", c.factor, before, after, c.before, c.after)
		}
	}
	in := bound(plantest.SmallPathway().Plan)
	sums(plantest.SmallPathway(), in, 2)
	expect(t, in.Stretch(0, 1e7), "reference: a delay is 1048577 steps; at most 1048576 are possible")
	expect(t, in.Stretch(1, 1), "reference: there is no queue 1; the instance has 1")
}
