package topology

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"golgi/sim/internal/rng"
)

// An Index lists every synapse once, at its neuron, in ascending order; Order is left out exactly where the synapses
// come sorted by neuron.
func TestIndex(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n, start := rapid.IntRange(1, 20).Draw(rt, "n"), int32(rapid.IntRange(0, 1000).Draw(rt, "start"))
		neurons := rapid.SliceOf(rapid.Int32Range(start, start+int32(n)-1)).Draw(rt, "neurons")
		if rapid.Bool().Draw(rt, "sorted") {
			slices.Sort(neurons)
		}
		x := NewIndex(neurons, start, n)
		if (x.Order == nil) != slices.IsSorted(neurons) {
			rt.Fatalf("Order is %v for %v", x.Order, neurons)
		}
		if len(x.Rows) != n+1 || x.Rows[0] != 0 || x.Rows[n] != int64(len(neurons)) || !slices.IsSorted(x.Rows) {
			rt.Fatalf("rows are %v for %d synapses", x.Rows, len(neurons))
		}
		seen := make(map[int32]bool)
		for r := range n {
			last := int32(-1)
			for k := x.Rows[r]; k < x.Rows[r+1]; k++ {
				s := int32(k)
				if x.Order != nil {
					s = x.Order[k]
				}
				if neurons[s] != start+int32(r) || s <= last || seen[s] {
					rt.Fatalf("neuron %d lists synapse %d after %d, which belongs to %d", r, s, last, neurons[s])
				}
				last, seen[s] = s, true
			}
		}
		if len(seen) != len(neurons) {
			rt.Fatalf("%d of %d synapses are listed", len(seen), len(neurons))
		}
	})
}

func TestIndexOfNothing(t *testing.T) {
	if x := NewIndex(nil, 5, 3); x.Order != nil || !slices.Equal(x.Rows, []int64{0, 0, 0, 0}) {
		t.Errorf("%v", x)
	}
	if n := NewTable(3).Len(); n != 0 {
		t.Errorf("an empty table has %d synapses", n)
	}
}

func TestRepeat(t *testing.T) {
	if got := Repeat([]int32{2, 0, 1, 3}); !slices.Equal(got, []int32{0, 0, 2, 3, 3, 3}) || cap(got) != 6 {
		t.Errorf("%v", got)
	}
	if got := Repeat(nil); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// row draws one row of a call.
func row(p float64, n int, index uint32) []int32 {
	stream := rng.NewStream(rng.Key{17, 4}, index, 0)
	return NewSkipper(p).Row(nil, n, &stream)
}

// sigmas is the width of the bands below, in standard errors: beyond it lies one of 1e7 draws.
const sigmas = 5.3

// The members of a row ascend and are drawn with probability p each: their number is binomial, every place is as
// likely as any other, and gaps are geometric.
func TestRowsAreDrawnWithTheirProbability(t *testing.T) {
	for _, c := range []struct {
		p       float64
		n, rows int
	}{{0.5, 40, 20000}, {0.2, 100, 20000}, {0.01, 1000, 5000}, {1e-4, 20000, 5000}, {0.97, 30, 20000}, {1e-9, 1000, 20000}} {
		total, squares := 0.0, 0.0
		firsts, adjacent, follow := 0, 0, 0
		for r := range c.rows {
			js := row(c.p, c.n, uint32(r))
			for k, j := range js {
				if j < 0 || int(j) >= c.n || k > 0 && j <= js[k-1] {
					t.Fatalf("p = %v: row %d is %v", c.p, r, js)
				}
				if k > 0 && j == js[k-1]+1 {
					adjacent++
				}
				if int(j) < c.n-1 {
					follow++
				}
				if int(j) == c.n/2 {
					firsts++
				}
			}
			x := float64(len(js))
			total, squares = total+x, squares+x*x
		}
		rows, n := float64(c.rows), float64(c.n)
		variance := n * c.p * (1 - c.p)
		expectNear(t, fmt.Sprintf("p = %v: members", c.p), total, rows*n*c.p, math.Sqrt(rows*variance)+1)
		spread := squares - 2*total*n*c.p + rows*n*c.p*n*c.p // sum of (x - np)²
		fourth := variance * (1 + (3-6/n)*variance)          // fourth central moment of the binomial distribution
		expectNear(t, fmt.Sprintf("p = %v: variance of members", c.p), spread, rows*variance,
			math.Sqrt(rows*max(fourth-variance*variance, 0))+1)
		expectNear(t, fmt.Sprintf("p = %v: member %d", c.p, c.n/2), float64(firsts), rows*c.p, math.Sqrt(rows*c.p*(1-c.p))+1)
		expectNear(t, fmt.Sprintf("p = %v: gaps of none", c.p), float64(adjacent), float64(follow)*c.p,
			math.Sqrt(float64(follow)*c.p*(1-c.p))+1)
	}
}

func expectNear(t *testing.T, what string, got, want, sd float64) {
	t.Helper()
	if !(math.Abs(got-want) <= sigmas*sd) {
		t.Errorf("%s: %v, want %v ± %v", what, got, want, sigmas*sd)
	}
}

// The number of failures before a success is geometric: each class against its expectation.
func TestGapsAreGeometric(t *testing.T) {
	const p, n, rows = 0.15, 2000, 400
	counts, total := make([]float64, 12), 0.0
	for r := range rows {
		js := row(p, n, uint32(r))
		for k := 1; k < len(js) && js[k-1] < n/2; k++ { // far from the end, where gaps are cut off
			total++
			if gap := int(js[k]-js[k-1]) - 1; gap < len(counts) {
				counts[gap]++
			}
		}
	}
	for gap, got := range counts {
		q := p * math.Pow(1-p, float64(gap))
		expectNear(t, fmt.Sprintf("gaps of %d", gap), got, total*q, math.Sqrt(total*q*(1-q)))
	}
}

func TestRowsAtTheEnds(t *testing.T) {
	for _, p := range []float64{0, math.Copysign(0, -1), 1e-300, 5e-324} {
		for r := range uint32(1000) {
			if js := row(p, math.MaxInt32, r); len(js) > 0 {
				t.Errorf("p = %v draws %v", p, js)
			}
		}
	}
	if js := row(1, 1000, 3); len(js) != 1000 || js[0] != 0 || js[999] != 999 {
		t.Errorf("p = 1 draws %d of 1000", len(js))
	}
	if js := row(0.5, 0, 3); len(js) > 0 {
		t.Errorf("an empty row has %v", js)
	}
	if js := row(1e-8, math.MaxInt32, 3); len(js) < 5 || len(js) > 50 { // 21.5 expected
		t.Errorf("a long row has %d members", len(js))
	}
}

// A row is a function of the key and its number: alone, within others, or behind members drawn before.
func TestRowsArePure(t *testing.T) {
	alone := row(0.1, 500, 7)
	var all []int32
	for r := range uint32(10) {
		before := len(all)
		stream := rng.NewStream(rng.Key{17, 4}, r, 0)
		all = NewSkipper(0.1).Row(all, 500, &stream)
		if r == 7 && !slices.Equal(all[before:], alone) {
			t.Errorf("row 7 is %v within others and %v alone", all[before:], alone)
		}
	}
	if slices.Equal(alone, row(0.1, 500, 8)) {
		t.Error("two rows are equal")
	}
	longer := row(0.1, 800, 7)
	if !slices.Equal(alone, longer[:len(alone)]) {
		t.Error("a longer row begins otherwise")
	}
}

// With one probability for all, a row that could vary is the row that does not.
func TestVaryingRowsOfOneProbability(t *testing.T) {
	for _, p := range []float64{0.3, 0.01} {
		same := make([]float64, 700)
		for j := range same {
			same[j] = p
		}
		stream := rng.NewStream(rng.Key{17, 4}, 3, 0)
		if got, want := RowVarying(nil, same, &stream), row(p, 700, 3); !slices.Equal(got, want) {
			t.Errorf("p = %v: %v, want %v", p, got, want)
		}
	}
}

// Each member is drawn with its own probability, and independently of its neighbour.
func TestVaryingRows(t *testing.T) {
	p := []float64{0, 0.01, 0.5, 0.9, 1, 0.2, 0, 0.9, 0.05, 0.6, 1e-12}
	const rows = 100_000
	counts, together := make([]float64, len(p)), make([]float64, len(p))
	for r := range uint32(rows) {
		stream := rng.NewStream(rng.Key{3, 9}, r, 0)
		js := RowVarying(nil, p, &stream)
		for k, j := range js {
			if k > 0 && j <= js[k-1] {
				t.Fatalf("row %d is %v", r, js)
			}
			counts[j]++
			if k > 0 && js[k-1] == j-1 {
				together[j]++
			}
		}
	}
	for j := range p {
		sd := math.Sqrt(rows * p[j] * (1 - p[j]))
		expectNear(t, fmt.Sprintf("member %d", j), counts[j], rows*p[j], sd)
		if j > 0 {
			q := p[j] * p[j-1]
			expectNear(t, fmt.Sprintf("members %d and %d together", j-1, j), together[j], rows*q, math.Sqrt(rows*q*(1-q)))
		}
	}
	for _, none := range [][]float64{nil, {0, 0, 0}} {
		stream := rng.NewStream(rng.Key{3, 9}, 1, 0)
		if js := RowVarying(nil, none, &stream); len(js) > 0 {
			t.Errorf("%v draws %v", none, js)
		}
	}
}

// Golden rows: the bits of connections are the same on every machine and in every version.
func TestGoldenRows(t *testing.T) {
	if got, want := row(0.2, 40, 5), []int32{3, 5, 11, 27, 36, 37}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	p := make([]float64, 40)
	for j := range p {
		p[j] = float64(j) / 60
	}
	stream := rng.NewStream(rng.Key{17, 4}, 5, 0)
	if got, want := RowVarying(nil, p, &stream), []int32{7, 9, 23, 25, 26, 29, 30, 31, 34, 35, 36, 37, 39}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// The connections of the clustered network's paper set: 7.7 million of 25 million pairs.
func BenchmarkRows(b *testing.B) {
	blocks := []struct {
		sources, targets int
		p                float64
	}{{4000, 4000, 0.2}, {4000, 1000, 0.5}, {1000, 4000, 0.5}, {1000, 1000, 0.5}}
	synapses := 0
	for b.Loop() {
		synapses = 0
		var js []int32
		for k, block := range blocks {
			skipper := NewSkipper(block.p)
			for r := range uint32(block.sources) {
				stream := rng.NewStream(rng.Key{uint32(k), 1}, r, 0)
				js = skipper.Row(js[:0], block.targets, &stream)
				synapses += len(js)
			}
		}
	}
	if synapses < 7_600_000 || synapses > 7_800_000 {
		b.Fatal(synapses)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(synapses)/float64(b.N), "ns/synapse")
}

func BenchmarkIndexByTarget(b *testing.B) {
	var post []int32
	for r := range uint32(4000) {
		stream := rng.NewStream(rng.Key{1, 1}, r, 0)
		post = NewSkipper(0.2).Row(post, 4000, &stream)
	}
	b.SetBytes(int64(4 * len(post)))
	for b.Loop() {
		NewIndex(post, 0, 4000)
	}
}
