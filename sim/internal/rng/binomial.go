package rng

import (
	"math"
)

// A Table draws numbers of a distribution in constant time: a uniform number chooses cell k of as many as there are, which gives
// Least + k with probability Keep[k], and else Least + Other[k].
//
// Source: Walker (1977), ACM Trans. Math. Softw. 3:253; Vose (1991), IEEE Trans. Softw. Eng. 17:972, which fills it in linear time.
type Table struct {
	Least float64
	Keep  []float64
	Other []int32
}

// widest is how far from its mean a count may be, in standard deviations: the probability beyond is below 1e-21.
const widest = 10

// Binomial returns a table of how many of n events happen, each with probability p in [0, 1]; false where there are more than most
// counts that may happen. Counts further from the mean than 10 standard deviations, and 10, are left out.
func Binomial(n, p float64, most int) (Table, bool) {
	mean, deviation := float64(n*p), math.Sqrt(float64(float64(n*p)*(1-p)))
	least := max(math.Floor(mean-float64(widest*deviation))-widest, 0)
	largest := min(math.Ceil(mean+float64(widest*deviation))+widest, n)
	switch {
	case p == 0:
		least, largest = 0, 0
	case p == 1:
		least, largest = n, n
	}
	if largest-least >= float64(most) {
		return Table{}, false
	}
	return tableOf(least, binomialWeights(n, p, least, largest)), true
}

// binomialWeights returns what is in proportion to the probabilities of counts, from the likeliest to both sides: so nothing
// underflows but what is as good as 0.
func binomialWeights(n, p, least, largest float64) []float64 {
	weights := make([]float64, int(largest-least)+1)
	if len(weights) == 1 {
		return []float64{1}
	}
	likeliest := min(max(math.Floor(float64((n+1)*p)), least), largest)
	at, odds := int(likeliest-least), p/(1-p)
	weights[at] = 1
	for k := at; k+1 < len(weights); k++ {
		count := least + float64(k)
		weights[k+1] = float64(weights[k]*odds) * (n - count) / (count + 1)
	}
	for k := at; k > 0; k-- {
		count := least + float64(k)
		weights[k-1] = weights[k] / odds * count / (n - count + 1)
	}
	return weights
}

// tableOf returns the table of a distribution in proportion to weights.
func tableOf(least float64, weights []float64) Table {
	n := len(weights)
	t := Table{Least: least, Keep: make([]float64, n), Other: make([]int32, n)}
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	share := make([]float64, n) // of a cell
	var small, large []int
	for k, w := range weights {
		t.Keep[k], t.Other[k] = 1, int32(k)
		share[k] = float64(w*float64(n)) / sum
		if share[k] < 1 {
			small = append(small, k)
		} else {
			large = append(large, k)
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, g := small[len(small)-1], large[len(large)-1]
		small, large = small[:len(small)-1], large[:len(large)-1]
		t.Keep[s], t.Other[s] = share[s], int32(g)
		if share[g] = (share[g] + share[s]) - 1; share[g] < 1 {
			small = append(small, g)
		} else {
			large = append(large, g)
		}
	}
	return t
}
