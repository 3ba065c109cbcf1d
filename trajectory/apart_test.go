package trajectory_test

import (
	"fmt"
	"math"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// Numbers come without their units, in which they are as they were written.
func TestApart(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{units.Millivolt.Of(-65), "float64 -65 mV"},
		{units.Millisecond.OfAll(5, 7.5), "[]float64 [5 7.5] ms"},
		{3, "int64 3 "},
		{uint8(3), "int64 3 "},
		{uint64(math.MaxUint64), "uint64 18446744073709551615 "},
		{float32(0.5), "float64 0.5 "},
		{"lif", "string lif "},
		{true, "bool true "},
		{[]int{1, 2}, "[]int [1 2] "},
		{nil, "<nil> <nil> "},
	} {
		number, unit := trajectory.Apart(c.value)
		if got := fmt.Sprintf("%T %v %s", number, number, unit); got != c.want {
			t.Errorf("%v: %s, wanted %s", c.value, got, c.want)
		}
	}
}
