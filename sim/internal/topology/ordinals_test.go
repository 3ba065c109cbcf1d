package topology

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The synapses of a pair are numbered in their order, wherever they stand.
func TestOrdinals(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		pres, posts := rapid.IntRange(1, 5).Draw(rt, "pres"), rapid.IntRange(1, 5).Draw(rt, "posts")
		table := NewTable(pres)
		var want []int32
		seen := map[[2]int32]int32{}
		for range rapid.IntRange(0, 60).Draw(rt, "synapses") {
			pair := [2]int32{rapid.Int32Range(0, int32(pres)-1).Draw(rt, "pre"), rapid.Int32Range(0, int32(posts)-1).Draw(rt, "post")}
			table.Add(pair[:1], pair[1:])
			want = append(want, seen[pair])
			seen[pair]++
		}
		table.Finish(posts)
		if got := table.Ordinals(); !slices.Equal(got, want) {
			rt.Errorf("%v are numbered %v, want %v", table, got, want)
		}
	})
}
