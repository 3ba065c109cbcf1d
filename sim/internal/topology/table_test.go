package topology

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A table has the synapses that were added, by rows or in lists, in their order; whether that is the order of the presynaptic neurons, it knows.
func TestTable(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		pres := rapid.IntRange(1, 6).Draw(rt, "pres")
		neuron := rapid.Int32Range(0, int32(pres)-1)
		ascending := rapid.Bool().Draw(rt, "ascending")
		var pre, post []int32
		table := NewTable(pres)
		for range rapid.IntRange(0, 8).Draw(rt, "calls") {
			list := rapid.SliceOfN(neuron, 0, 5).Draw(rt, "list")
			if rapid.Bool().Draw(rt, "row") && len(list) > 0 {
				list = slices.Repeat(list[:1], len(list))
			}
			if ascending {
				last := int32(0)
				if len(pre) > 0 {
					last = pre[len(pre)-1]
				}
				for k := range list {
					list[k] = max(list[k], last)
				}
				slices.Sort(list)
			}
			posts := make([]int32, len(list))
			for k := range posts {
				posts[k] = int32(len(post) + k)
			}
			if len(list) > 0 && list[0] == slices.Max(list) && slices.IsSorted(list) {
				table.AddRow(list[0], posts)
			} else {
				table.Add(list, posts)
			}
			pre, post = append(pre, list...), append(post, posts...)
			table.Room(len(post) + 3)
		}
		table.Finish(len(post) + 1)
		if table.Len() != len(pre) || !slices.Equal(table.Pre(), pre) || !slices.Equal(table.Post, post) {
			rt.Fatalf("%v, %v instead of %v, %v", table.Pre(), table.Post, pre, post)
		}
		if table.Sorted() != slices.IsSorted(pre) || !slices.Equal(table.Sent(), counts(pre, pres)) {
			rt.Fatalf("sorted %v, sent %v of %v", table.Sorted(), table.Sent(), pre)
		}
		if !slices.Equal(table.Received(), counts(post, len(post)+1)) {
			rt.Fatalf("received %v of %v", table.Received(), post)
		}
		if x := IndexOf(counts(pre, pres)); !slices.Equal(x.Rows, NewIndex(pre, 0, pres).Rows) || x.Order != nil {
			rt.Fatalf("rows %v of %v", x.Rows, pre)
		}
	})
}
