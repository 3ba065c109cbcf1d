package topology

import (
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/rng"
)

// Skipper draws the members of rows, each with the same probability p.
type Skipper struct {
	p    float64
	gaps rng.Gaps
}

// NewSkipper returns a Skipper for 0 ≤ p ≤ 1.
func NewSkipper(p float64) Skipper { return Skipper{p: p, gaps: rng.NewGaps(mathlib.Log1p(-p))} }

// Row appends to js, in ascending order, the members of 0 ≤ j < n that one row draws.
func (s Skipper) Row(js []int32, n int, stream *rng.Stream) []int32 {
	if s.p >= 1 {
		for j := range int32(n) {
			js = append(js, j)
		}
		return js
	}
	for j := stream.Gap(s.gaps); j < int64(n); j += 1 + stream.Gap(s.gaps) {
		js = append(js, int32(j))
	}
	return js
}

// RowVarying appends to js, in ascending order, the members of 0 ≤ j < len(p) that one row draws, member j
// with probability 0 ≤ p[j] ≤ 1: it skips with the largest probability and keeps a candidate with
// p[j]/largest.
//
// Source: Devroye (1986), Non-uniform random variate generation, VI.2, thinning.
func RowVarying(js []int32, p []float64, stream *rng.Stream) []int32 {
	largest := 0.0
	for _, x := range p {
		largest = max(largest, x)
	}
	if largest <= 0 {
		return js
	}
	s := NewSkipper(largest)
	for j := stream.Gap(s.gaps); j < int64(len(p)); j += 1 + stream.Gap(s.gaps) {
		if p[j] >= s.p || float64(stream.Next()*s.p) < p[j] {
			js = append(js, int32(j))
		}
	}
	return js
}

// Candidate is a member that RowVarying draws if its probability is above a number.
type Candidate struct {
	Member int32
	Above  float64
}

// Candidates appends to list the members of 0 ≤ j < n among which RowVarying chooses, where the largest probability is known and others only
// where they are asked for: certain says whether that of a member is as large.
func Candidates(list []Candidate, n int, largest float64, certain func(j int32) bool, stream *rng.Stream) []Candidate {
	if largest <= 0 {
		return list
	}
	s := NewSkipper(largest)
	for j := stream.Gap(s.gaps); j < int64(n); j += 1 + stream.Gap(s.gaps) {
		c := Candidate{int32(j), -1}
		if !certain(c.Member) {
			c.Above = float64(stream.Next() * s.p)
		}
		list = append(list, c)
	}
	return list
}
