package interval

import (
	"golgi/sim/internal/ir"
)

// A Content holds the values of an array, and says between which bounds those of some elements lie.
type Content struct {
	values []float64
	tree   []Range // the bounds of blocks, below those of pairs of them, from number 1 on
	blocks int
	last   struct { // what was asked for last: of rows it is the same for many columns
		index, bounds Range
	}
}

// block is how many elements of a Content have bounds of their own.
const block = 16

// NewContent returns the content of an array as numbers; booleans are 0 and 1. The values are kept, and are not to be changed.
func NewContent(values []float64) *Content {
	c := &Content{values: values, blocks: 1}
	c.last.index = nothing
	for c.blocks*block < len(values) {
		c.blocks *= 2
	}
	c.tree = make([]Range, 2*c.blocks)
	for k := range c.blocks {
		c.tree[c.blocks+k] = boundsOf(values[min(k*block, len(values)):min((k+1)*block, len(values))])
	}
	for n := c.blocks - 1; n > 0; n-- {
		c.tree[n] = both(c.tree[2*n], c.tree[2*n+1])
	}
	return c
}

// nothing is the range of no values.
var nothing = Range{Lo: 1, Hi: 0}

// both is the smallest range with the values of two, either of which may be nothing.
func both(a, b Range) Range {
	switch {
	case a == nothing:
		return b
	case b == nothing:
		return a
	}
	return Range{Lo: min(a.Lo, b.Lo), Hi: max(a.Hi, b.Hi), NaN: a.NaN || b.NaN}
}

// boundsOf returns the bounds of some values. A NaN may be anything.
func boundsOf(values []float64) Range {
	if len(values) == 0 {
		return nothing
	}
	lo, hi := values[0], values[0]
	for _, x := range values {
		if x != x {
			return Anything(ir.Float)
		}
		if x < lo {
			lo = x
		}
		if x > hi {
			hi = x
		}
	}
	return Range{Lo: lo, Hi: hi}
}

// between returns the bounds of the elements from one number to another, both among them.
func (c *Content) between(from, to int) Range {
	first, last := from/block, to/block
	if last <= first+1 {
		return boundsOf(c.values[from : to+1])
	}
	r := both(boundsOf(c.values[from:(first+1)*block]), boundsOf(c.values[last*block:to+1]))
	for a, b := c.blocks+first+1, c.blocks+last; a < b; a, b = a/2, b/2 {
		if a%2 == 1 {
			r = both(r, c.tree[a])
			a++
		}
		if b%2 == 1 {
			b--
			r = both(r, c.tree[b])
		}
	}
	return r
}

// load returns the bounds of elements whose numbers lie in a range.
func (c *Content) load(in *ir.Instr, index Range) Range {
	if c == nil || !index.small() || index.Lo < 0 || index.Hi >= float64(len(c.values)) {
		return Anything(in.Type)
	}
	if c.last.index != index {
		c.last.index, c.last.bounds = index, c.between(int(index.Lo), int(index.Hi))
	}
	return c.last.bounds
}
