package lower

import (
	"math"
	"testing"
)

// Source of the numbers: numpy, 2**np.ceil(np.log2(x)); a float above a power of two has its logarithm.
func TestPowerAbove(t *testing.T) {
	for _, c := range []struct{ x, want float64 }{
		{8, 8}, {8.1, 16}, {7.9, 8}, {80, 128}, {1, 1}, {0.8, 1}, {0.3, 0.5}, {0.5, 0.5}, {1 << 40, 1 << 40},
		{math.Nextafter(16, 17), 16}, {math.Nextafter(16, 15), 16}, {16.00000000001, 32}, {math.Nextafter(1, 2), 2},
	} {
		if got := powerAbove(c.x); got != c.want {
			t.Errorf("powerAbove(%v) = %v, want %v", c.x, got, c.want)
		}
	}
}
