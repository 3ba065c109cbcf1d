package engine

import "math"

// Stretched returns after how many steps is due what was due after 0, 1, … n-1 steps, where a queue is stretched.
func Stretched(n int, factor float64) []int64 {
	due := make([]int64, n)
	for k := range due {
		due[k] = int64(min(math.Floor(float64(float64(k)*factor)+0.5), MaxDelay+1)) // a longer one is refused, whatever it is
	}
	return due
}
