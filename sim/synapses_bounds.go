package sim

import (
	"fmt"
	"math"
)

// bounds are what stands in range or sample, for some neurons.
type bounds struct{ from, to, step, p, size []float64 }

// at returns those of one neuron.
func (b bounds) at(k int) bound { return bound{b.from[k], b.to[k], b.step[k], b.p[k], b.size[k]} }

type bound struct{ from, to, step, p, size float64 }

// count is how many values there are.
func (b bound) count() int64 { return max(0, int64(math.Ceil((b.to-b.from)/b.step))) }

// wrong says what is wrong with the bounds of a neuron; it is empty where nothing is. What is to be skipped, it cuts off.
func (g *generating) wrong(b *bound) string {
	for _, x := range []float64{b.from, b.to, b.step} {
		if math.Abs(x) > math.MaxInt32 {
			return fmt.Sprintf("the range from %v to %v in steps of %v leads beyond 32-bit integers", b.from, b.to, b.step)
		}
	}
	switch n := float64(0); {
	case b.step == 0:
		return "the step of the range is 0"
	case !(b.p >= 0):
		return fmt.Sprintf("the probability of the sample is %v, and no number of 0 or more", b.p)
	case g.generator.size == nil:
		b.p = min(b.p, 1)
	default:
		if n = float64(b.count()); g.skips {
			b.size = min(max(b.size, 0), n)
		}
		if b.size < 0 || b.size > n {
			return fmt.Sprintf("there is no sample of %v out of %v values; SkipIfInvalid takes what there is", b.size, n)
		}
		if err := g.synapses.checkMemory(b.size, "are to be drawn"); err != nil {
			return "there is no memory for a sample of that size"
		}
	}
	return ""
}

// within returns which of the values of a range may be neurons, where the others are skipped.
func (g *generating) within(b bound, n int64) (first, end int64) {
	if !g.plain || !g.skips {
		return 0, n
	}
	low, high := -b.from/b.step, (float64(g.far.size)-b.from)/b.step
	if b.step < 0 {
		low, high = (float64(g.far.size-1)-b.from)/b.step, (-1-b.from)/b.step
	}
	first, end = max(0, int64(math.Ceil(low))), min(n, int64(math.Ceil(high)))
	return first, max(first, end)
}
