package components

import (
	"fmt"
	"slices"

	"golgi/sim"
)

// total draws pairs, and lists them by source, then target: at most 1<<28 of them, which take 16 bytes each.
func total(e ends) ([]sim.Connect, error) {
	n := e.count("n")
	perSource := e.post
	if e.noAutapses {
		perSource--
	}
	all := e.pre * perSource
	switch {
	case n > 0 && all == 0 || n > all && !e.replacing:
		return nil, fmt.Errorf("cannot draw n = %d of %d pairs; lower n, or draw WithReplacement", n, all)
	case n == 0:
		return []sim.Connect{{Condition: "False"}}, nil
	}
	pick, err := e.random()
	if err != nil {
		return nil, err
	}
	pairs := draw(n, all, e.replacing, pick)
	slices.Sort(pairs)
	c := sim.Connect{I: make([]int, n), J: make([]int, n)}
	for k, pair := range pairs {
		c.I[k], c.J[k] = pair/perSource, pair%perSource
		if e.noAutapses && c.J[k] >= c.I[k] {
			c.J[k]++
		}
	}
	return []sim.Connect{c}, nil
}

// draw returns n numbers below all, different ones unless replacing.
//
// Source: R. Floyd, in Bentley (1987), Commun. ACM 30:754: each set of different ones has the same probability.
func draw(n, all int, replacing bool, pick func(int) int) []int {
	numbers := make([]int, 0, n)
	if replacing {
		for range n {
			numbers = append(numbers, pick(all))
		}
		return numbers
	}
	taken := make(map[int]bool, n)
	for top := all - n; top < all; top++ {
		x := pick(top + 1)
		if taken[x] {
			x = top
		}
		taken[x] = true
		numbers = append(numbers, x)
	}
	return numbers
}
