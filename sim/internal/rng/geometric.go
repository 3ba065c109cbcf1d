package rng

import (
	"math"

	"golgi/sim/internal/mathlib"
)

// Never is the gap where no success will come. Adding it to a position below 2^62 does not overflow.
const Never int64 = 1 << 62

// GeometricGap returns how many failures come before the next success, where each trial succeeds with
// probability p:
//
//	gap = floor(ln u / ln(1-p)),  P(gap = n) = p (1-p)^n
//
// for u uniform in (0, 1] and log1mp = ln(1-p) = mathlib.Log1p(-p). A loop over 0, 1, 2, ... that would ask
// each time whether a uniform is below p can so skip to its successes.
//
// At p = 0 (log1mp = 0) and wherever the gap would be 2^62 or more it is Never; at p = 1 (log1mp = -Inf) it
// is 0. u has a step of 2^-53, which bends the distribution where p is not well above that.
//
// Source: Devroye (1986), Non-uniform random variate generation, X.2.
func GeometricGap(u, log1mp float64) int64 {
	if !(log1mp < 0) {
		return Never
	}
	gap := mathlib.Log(u) / log1mp
	if gap >= float64(Never) {
		return Never
	}
	return mathlib.ToInt(gap)
}

// Gaps gives the GeometricGap of many numbers for one probability, in less than half the time.
type Gaps struct {
	log1mp  float64
	inverse float64 // about 1/log1mp
	doubt   float64 // how near to a whole number a rough quotient may be wrong
}

// NewGaps returns what gives the gaps for ln(1-p).
func NewGaps(log1mp float64) Gaps {
	g := Gaps{log1mp: log1mp, inverse: 1 / log1mp, doubt: math.Inf(1)}
	if log1mp < 0 && !math.IsInf(log1mp, 0) {
		g.doubt = float64(-2 * mathlib.RoughLog * g.inverse)
	}
	return g
}

// At returns GeometricGap(u, log1mp): by a rough logarithm, unless the quotient is so near to a whole number that it may be on its other
// side. (A gap has at most 37/|log1mp|, which rounds by less than the doubt.)
func (g Gaps) At(u float64) int64 {
	rough := float64(mathlib.RoughlyLog(u) * g.inverse)
	gap := int64(rough)
	if rest := rough - float64(gap); rest > g.doubt && rest < 1-g.doubt {
		return gap
	}
	return GeometricGap(u, g.log1mp)
}
