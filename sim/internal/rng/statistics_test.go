package rng

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"golgi/sim/internal/mathlib"
)

// The keys are fixed, so the tests are, too: they pass always or never. A sound generator would fail one of
// them with another key once in about 100,000.
const (
	samples = 200_000
	sigmas  = 4.5 // the band of a quantity that is normal about its expectation
)

var testKey = NewKey(2012, 11, "test", "statistics")

// A sequence is one way of running through counters: its i-th number.
type sequence struct {
	name string
	at   func(draw func(Key, uint32, uint64, uint32) float64, i int) float64
}

type drawer = func(Key, uint32, uint64, uint32) float64

// Numbers must be independent along each of these.
var sequences = []sequence{
	{"indices", func(f drawer, i int) float64 { return f(testKey, uint32(i), 7, 0) }},
	{"ticks", func(f drawer, i int) float64 { return f(testKey, 7, uint64(i), 0) }},
	{"large ticks", func(f drawer, i int) float64 { return f(testKey, 7, uint64(i)<<32, 0) }},
	{"draws", func(f drawer, i int) float64 { return f(testKey, 7, 7, uint32(i)) }},
	{"keys", func(f drawer, i int) float64 { return f(Key{uint32(i), 0}, 7, 7, 0) }},
	{"seeds", func(f drawer, i int) float64 { return f(NewKey(uint64(i), 0, "test", "a"), 7, 7, 0) }},
	{"trials", func(f drawer, i int) float64 { return f(NewKey(0, uint64(i), "test", "a"), 7, 7, 0) }},
	{"objects", func(f drawer, i int) float64 { return f(NewKey(0, 0, strconv.Itoa(i), "a"), 7, 7, 0) }},
}

func (s sequence) take(f drawer, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = s.at(f, i)
	}
	return x
}

func TestUniformMoments(t *testing.T) {
	for _, s := range sequences {
		x := s.take(Uniform, samples)
		mean, variance := stat.MeanVariance(x, nil)
		checkBand(t, s.name+": mean", mean, 0.5, math.Sqrt(1./12/samples))
		checkBand(t, s.name+": variance", variance, 1./12, math.Sqrt(1./180/samples))
	}
}

func TestUniformChiSquare(t *testing.T) {
	const bins = 256
	for _, s := range sequences {
		var counts [bins]float64
		for _, u := range s.take(Uniform, samples) {
			counts[int(u*bins)]++
		}
		checkChiSquare(t, s.name, counts[:], func(int) float64 { return 1. / bins })
	}
}

func TestNormalMoments(t *testing.T) {
	for _, s := range sequences {
		x := s.take(Normal, samples)
		mean, variance := stat.MeanVariance(x, nil)
		checkBand(t, s.name+": mean", mean, 0, math.Sqrt(1./samples))
		checkBand(t, s.name+": variance", variance, 1, math.Sqrt(2./samples))
		checkBand(t, s.name+": skewness", stat.Skew(x, nil), 0, math.Sqrt(6./samples))
		checkBand(t, s.name+": kurtosis", stat.ExKurtosis(x, nil), 0, math.Sqrt(24./samples))
	}
}

// TestNormalKolmogorovSmirnov: sqrt(n) D stays below 2.4 but once in 100,000.
func TestNormalKolmogorovSmirnov(t *testing.T) {
	for _, s := range sequences {
		x := s.take(Normal, samples)
		slices.Sort(x)
		d := 0.0
		for i, v := range x {
			p := distuv.UnitNormal.CDF(v)
			d = max(d, p-float64(i)/samples, float64(i+1)/samples-p)
		}
		if root := math.Sqrt(samples) * d; root > 2.4 {
			t.Errorf("%s: sqrt(n) D = %.2f, want at most 2.4", s.name, root)
		}
	}
}

// TestNeighboursAreIndependent: successive numbers along every sequence, and the numbers of two sequences.
func TestNeighboursAreIndependent(t *testing.T) {
	for _, f := range []drawer{Uniform, Normal} {
		for _, s := range sequences {
			x := s.take(f, samples+2)
			for lag := 1; lag <= 2; lag++ {
				r := stat.Correlation(x[:samples], x[lag:samples+lag], nil)
				checkBand(t, s.name+": correlation of neighbours", r, 0, math.Sqrt(1./samples))
			}
		}
	}
}

func TestRowsAreIndependent(t *testing.T) {
	base := sequences[0].take(Uniform, samples)
	other := func(key Key, tick uint64, draw uint32) []float64 {
		x := make([]float64, samples)
		UniformSlice(x, key, 0, tick, draw)
		return x
	}
	for name, x := range map[string][]float64{
		"the next tick":      other(testKey, 8, 0),
		"a tick 2^32 later":  other(testKey, 1<<32+7, 0),
		"the next draw":      other(testKey, 7, 1),
		"another seed":       other(NewKey(2013, 11, "test", "statistics"), 7, 0),
		"another trial":      other(NewKey(2012, 12, "test", "statistics"), 7, 0),
		"seed/trial swapped": other(NewKey(11, 2012, "test", "statistics"), 7, 0),
		"another object":     other(NewKey(2012, 11, "tesu", "statistics"), 7, 0),
		"another site":       other(NewKey(2012, 11, "test", "statisticr"), 7, 0),
	} {
		checkBand(t, name+": correlation", stat.Correlation(base, x, nil), 0, math.Sqrt(1./samples))
	}
}

// TestEveryBitIsFair: each of the 128 bits of a block is one half of the time.
func TestEveryBitIsFair(t *testing.T) {
	var ones [128]float64
	for i := range uint32(samples) {
		for w, word := range Block(testKey, i, 0, 0) {
			for b := range 32 {
				ones[32*w+b] += float64(word >> b & 1)
			}
		}
	}
	for bit, n := range ones {
		checkBand(t, "bit "+strconv.Itoa(bit), n/samples, 0.5, math.Sqrt(0.25/samples))
	}
}

// TestGapsAreGeometric: counts of gaps against p (1-p)^n.
func TestGapsAreGeometric(t *testing.T) {
	for _, p := range []float64{0.9, 0.5, 0.2, 0.02} {
		bins := int(4/p) + 2 // the last holds all longer gaps
		counts := make([]float64, bins)
		s := NewStream(testKey, 0, 0)
		for range samples {
			counts[min(s.Gap(NewGaps(mathlib.Log1p(-p))), int64(bins-1))]++
		}
		checkChiSquare(t, "gaps", counts, func(n int) float64 {
			if n == bins-1 {
				return math.Pow(1-p, float64(n))
			}
			return p * math.Pow(1-p, float64(n))
		})
	}
}

// TestSkippingDrawsBernoulliRows: in a matrix of 2000 rows, the successes per row and per column have the
// binomial's mean and variance.
func TestSkippingDrawsBernoulliRows(t *testing.T) {
	const rows, columns, p = 2000, 1000, 0.1
	gaps := NewGaps(mathlib.Log1p(-p))
	perRow, perColumn := make([]float64, rows), make([]float64, columns)
	for row := range perRow {
		s := NewStream(testKey, uint32(row), 0)
		for j := s.Gap(gaps); j < columns; j += 1 + s.Gap(gaps) {
			perRow[row]++
			perColumn[j]++
		}
	}
	checkBinomial(t, "successes per row", perRow, columns, p)
	checkBinomial(t, "successes per column", perColumn, rows, p)
}

// checkBinomial holds the counts to mean n p and variance n p (1-p).
func checkBinomial(t *testing.T, name string, counts []float64, n, p float64) {
	t.Helper()
	mean, variance := stat.MeanVariance(counts, nil)
	want, size := n*p*(1-p), float64(len(counts))
	checkBand(t, name+": mean", mean, n*p, math.Sqrt(want/size))
	checkBand(t, name+": variance", variance, want, want*math.Sqrt(2/size))
}

// checkBand fails where got is further than sigmas standard errors from want.
func checkBand(t *testing.T, name string, got, want, standardError float64) {
	t.Helper()
	if !(math.Abs(got-want) <= sigmas*standardError) {
		t.Errorf("%s = %g, want %g +- %g", name, got, want, sigmas*standardError)
	}
}

// checkChiSquare fails where counts deviate from their probabilities more, or less, than once in 100,000.
func checkChiSquare(t *testing.T, name string, counts []float64, probability func(int) float64) {
	t.Helper()
	total, x := 0.0, 0.0
	for _, n := range counts {
		total += n
	}
	for i, n := range counts {
		expected := total * probability(i)
		x += (n - expected) * (n - expected) / expected
	}
	p := distuv.ChiSquared{K: float64(len(counts) - 1)}.Survival(x)
	if !(p > 1e-5 && p < 1-1e-5) {
		t.Errorf("%s: chi-square %.1f in %d bins has p = %g", name, x, len(counts), p)
	}
}
