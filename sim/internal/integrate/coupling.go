package integrate

import (
	"maps"
	"slices"
)

// blocks returns the sets of variables that are coupled, each in ascending order.
func (lin *linear) blocks() [][]int {
	coupled := make([][]int, len(lin.b)) // the neighbours of each variable, whoever drives whom
	for i := range lin.a {
		for j := range lin.a[i] {
			coupled[i], coupled[j] = append(coupled[i], j), append(coupled[j], i)
		}
	}
	seen := make([]bool, len(lin.b))
	var blocks [][]int
	for start := range seen {
		if seen[start] {
			continue
		}
		var block []int
		for i, in := range reach(start, len(seen), func(i int) []int { return coupled[i] }) {
			if in {
				seen[i] = true
				block = append(block, i)
			}
		}
		blocks = append(blocks, block)
	}
	return blocks
}

// drives reports whether variable j is variable i or enters its derivative, directly or through others,
// while some variables rest.
func (lin *linear) drives(i, j int, rests func(i int) bool) bool {
	return reach(i, len(lin.b), func(i int) []int {
		if rests(i) {
			return nil
		}
		return slices.Collect(maps.Keys(lin.a[i]))
	})[j]
}

// loops divides a block into the sets of variables that drive each other.
func (lin *linear) loops(block []int) [][]int {
	var loops [][]int
	seen := make(map[int]bool)
	for _, i := range block {
		if seen[i] {
			continue
		}
		var loop []int
		for _, j := range block {
			if lin.drives(i, j, nobody) && lin.drives(j, i, nobody) {
				seen[j] = true
				loop = append(loop, j)
			}
		}
		loops = append(loops, loop)
	}
	return loops
}

// reach returns which of n nodes can be reached from start, itself included.
func reach(start, n int, next func(i int) []int) []bool {
	reached := make([]bool, n)
	reached[start] = true
	for todo := []int{start}; len(todo) > 0; {
		i := todo[0]
		todo = todo[1:]
		for _, j := range next(i) {
			if !reached[j] {
				reached[j] = true
				todo = append(todo, j)
			}
		}
	}
	return reached
}
