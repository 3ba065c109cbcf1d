package query_test

import (
	"errors"
	"fmt"
	"testing"

	"golgi/query"
)

// What a condition asks of parameters alone is known before any run.
func TestPlanned(t *testing.T) {
	_, traj := explored(t)
	for _, c := range []struct {
		condition string
		points    int // -1: not known
		err       string
	}{
		{"R > 0", traj.Len(), ""},
		{"R > 1e9", 0, ""},
		{"run == 1 && tau > 0*ms", 1, ""},
		{"rate > 20*Hz", -1, ""},
		{"Rr > 1", -1, ""}, // it may be a number that runs give
		{`status == "failed"`, -1, ""},
		{"tau > 5", -1, "query: tau > 5: one side is in s, and the other a plain number; a quantity is written with its unit, as in 5*ms"},
		{"R", -1, "query: the condition is neither true nor false, but 1, at run_00000000"},
		{"", -1, "query: the condition is empty; it is an expression such as R_ee > 2 && fano < 1.2"},
	} {
		points, known, err := query.Planned(traj, c.condition)
		if known != (c.points >= 0) || known && len(points) != c.points || (c.err != "" || err != nil) && fmt.Sprint(err) != c.err {
			t.Errorf("%s: %v, known: %v, %v", c.condition, points, known, err)
		}
	}
	for _, condition := range []string{"R >", "rate > (", "R > 1 rate", "'"} {
		_, _, err := query.Planned(traj, condition)
		if wrong := (*query.ConditionError)(nil); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", condition, err)
		}
	}
}
