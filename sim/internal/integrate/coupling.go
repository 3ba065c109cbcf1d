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

// driven tells which variables of a block drive which: entry (n, m) says whether the block's variable m is
// n or enters its derivative, directly or through others, while some variables rest.
func (lin *linear) driven(block []int, rests func(i int) bool) [][]bool {
	drivers := func(i int) []int {
		if rests(i) {
			return nil
		}
		return slices.Collect(maps.Keys(lin.a[i]))
	}
	driven := make([][]bool, len(block))
	for n, i := range block {
		reached := reach(i, len(lin.b), drivers)
		driven[n] = make([]bool, len(block))
		for m, j := range block {
			driven[n][m] = reached[j]
		}
	}
	return driven
}

// loops divides a block into the sets of variables that drive each other.
func (lin *linear) loops(block []int) [][]int {
	driven := lin.driven(block, nobody)
	var loops [][]int
	seen := make([]bool, len(block))
	for n := range block {
		if seen[n] {
			continue
		}
		var loop []int
		for m, j := range block {
			if driven[n][m] && driven[m][n] {
				seen[m] = true
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
