package cli

import (
	"math"
	"strconv"
	"testing"
)

// TestTicksSayWhereTheyAre reads the labels of ticks back. (Of gonum's, that at 1.05 says 1.1.)
func TestTicksSayWhereTheyAre(t *testing.T) {
	for _, r := range [][2]float64{{0.8, 1.2}, {1, 3.2}, {-1e-3, 2e-3}, {1e6, 1e6 + 1}, {99999, 100001}, {6.7, 52}} {
		labels := 0
		for _, tick := range (ticks{}).Ticks(r[0], r[1]) {
			if tick.IsMinor() {
				continue
			}
			labels++
			if x, err := strconv.ParseFloat(tick.Label, 64); err != nil || math.Abs(x-tick.Value) > 1e-3*(r[1]-r[0]) {
				t.Errorf("from %v to %v, the tick at %v is called %q", r[0], r[1], tick.Value, tick.Label)
			}
		}
		if labels < 2 {
			t.Errorf("from %v to %v there are %d labels", r[0], r[1], labels)
		}
	}
}
