package topology

import (
	"maps"
	"slices"

	"golgi/sim/internal/rng"
)

// Gap returns how many members are skipped before the next that is drawn, rng.Never where none will be.
func (s Skipper) Gap(stream *rng.Stream) int64 {
	if s.p >= 1 {
		return 0
	}
	return stream.Gap(s.gaps)
}

// dense is from which part on of all members a subset is drawn by going through all of them.
const dense = 1.0 / 16

// Subset gives to take, in ascending order, size different members of 0 ≤ k < n, each set of them with the same probability. It
// stops at an error of take. 0 ≤ size ≤ n ≤ 2^32.
//
// Source: Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S; Bentley & Floyd (1987), Commun. ACM 30:754.
func Subset(n, size int64, stream *rng.Stream, take func(k int64) error) error {
	if float64(size) < float64(dense*float64(n)) {
		for _, k := range sparse(n, size, stream) {
			if err := take(k); err != nil {
				return err
			}
		}
		return nil
	}
	for k := int64(0); size > 0; k++ {
		if float64(stream.Next()*float64(n-k)) >= float64(size) {
			continue
		}
		if err := take(k); err != nil {
			return err
		}
		size--
	}
	return nil
}

// sparse draws a subset in time that goes with its size.
func sparse(n, size int64, stream *rng.Stream) []int64 {
	drawn := make(map[int64]bool, size)
	for last := n - size; last < n; last++ {
		k := min(int64(float64(stream.Next()*float64(last+1))), last)
		if drawn[k] {
			k = last
		}
		drawn[k] = true
	}
	return slices.Sorted(maps.Keys(drawn))
}
