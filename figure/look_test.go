package figure

import (
	"bytes"
	"image"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"

	"golgi/units"
)

// area is some plane of 0 to 1 by -1 to 1.
func area() plane {
	return plane{vg.Rectangle{Max: vg.Point{X: 150, Y: 50}}, &axis{scale: 1, to: 1}, &axis{scale: 1, from: -1, to: 1}}
}

// Of very many points, few are drawn, and the line has the same lowest and highest place in each column of dots.
func TestThinningKeepsExtremes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	n := 200_000
	xs, ys := make([]float64, n), make([]float64, n)
	for k := range xs {
		xs[k] = float64(k) / float64(n)
		if ys[k] = 0.2 * r.NormFloat64(); r.IntN(20_000) == 0 {
			ys[k] = 0.99 // one sample that is far from all others
		}
		if k/1000 == 77 {
			ys[k] = math.NaN()
		}
	}
	in := area()
	type ends struct{ low, high vg.Length }
	of := func(lines [][]vg.Point) map[float64]ends {
		columns := map[float64]ends{}
		for _, line := range lines {
			for _, p := range line {
				at := math.Floor(float64(p.X / dot))
				e, is := columns[at]
				if !is {
					e = ends{p.Y, p.Y}
				}
				columns[at] = ends{min(e.low, p.Y), max(e.high, p.Y)}
			}
		}
		return columns
	}
	var all []vg.Point
	for k := range xs {
		if !math.IsNaN(ys[k]) {
			all = append(all, in.at(xs[k], ys[k]))
		}
	}
	thin := thinned(xs, ys, in)
	drawn := 0
	for _, line := range thin {
		drawn += len(line)
	}
	if most := int(4*150/dot) + 8; drawn > most || len(thin) != 2 {
		t.Errorf("%d lines of %d points are drawn; wanted 2, since there is a gap, and at most %d points", len(thin), drawn, most)
	}
	want, got := of([][]vg.Point{all}), of(thin)
	for at, e := range want {
		if got[at] != e {
			t.Fatalf("column %v reaches from %v to %v, and is drawn from %v to %v", at, e.low, e.high, got[at].low, got[at].high)
		}
	}
}

// In a raster of so many spikes that it is an image, there is a dot for each.
func TestEverySpikeIsThere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var xs, ys []float64
	for range 20_000 {
		xs, ys = append(xs, r.Float64()), append(ys, float64(r.IntN(300)))
	}
	count, wide, high := map[spot]int{}, 625, 208
	for k := range xs {
		count[spot{int(xs[k] * float64(wide)), int(ys[k] / 300 * float64(high))}]++
	}
	img := dotsMark{color: black}.image(count, wide, high, 2, 2).(*image.NRGBA)
	for s := range count {
		if a := img.NRGBAAt(s.x, high-1-s.y).A; a < 80 {
			t.Fatalf("the spike at %v is drawn with %d of 255", s, a)
		}
	}
}

// Curves that follow each other differ in grey, or in line and marker, and the map of colours becomes ever lighter.
func TestColoursInGrey(t *testing.T) {
	for i := range 4 {
		for j := range i {
			if d := math.Abs(luminance(colours[i]) - luminance(colours[j])); d < 0.1 {
				t.Errorf("in grey, colours %d and %d are %.2f apart", i, j, d)
			}
		}
	}
	for i := range 20 {
		for j := range i {
			a, b := styleOf(i), styleOf(j)
			if math.Abs(luminance(a.color)-luminance(b.color)) < 0.1 && i%len(dashes) == j%len(dashes) && a.marker == b.marker {
				t.Errorf("in grey, curves %d and %d are alike", i, j)
			}
		}
	}
	before := -1.0
	for k := range 101 {
		of := mapped(float64(k) / 100)
		if l := luminance(of); l <= before {
			t.Errorf("at %d %%, the map is not lighter than before", k)
		} else {
			before = l
		}
	}
}

// A million spikes and ten million samples are drawn in bounded time, into files without millions of elements.
func TestLargeFigures(t *testing.T) {
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("takes 10 s; GOLGI_SLOW=1 runs it")
	}
	trains := poisson(rand.New(rand.NewPCG(5, 6)), 5000, 80, 0.8, 2.5)
	n := 10_000_000
	ts, vs := make([]float64, n), make([]float64, n)
	for k := range ts {
		ts[k], vs[k] = float64(k)*2.5e-7, math.Sin(float64(k)/1e4)
	}
	f := New("A million spikes", Raster{Trains: trains, Groups: []Group{{"exc", 4000}, {"inh", 1000}}},
		Trace{Label: "v", Curves: []Curve{{X: units.ArrayFromSI(ts, units.Second.Dim), Y: units.ArrayFromSI(vs, units.Volt.Dim)}}})
	for _, format := range Formats() {
		data, err := f.Bytes(format)
		if elements := bytes.Count(data, []byte("\n")); err != nil || len(data) > 2<<20 || format == ".svg" && elements > 500 {
			t.Errorf("%s: %d bytes, %d lines, %v", format, len(data), elements, err)
		}
	}
}

// Whole numbers have a bin each, where there are few, and every number is counted.
func TestBinsOfHistograms(t *testing.T) {
	for _, c := range []struct {
		values       []float64
		first, width float64
		counts       []float64
	}{
		{[]float64{0, 1, 1, 2, 2, 2, 3, 3, 4}, -0.5, 1, []float64{1, 2, 3, 2, 1}},
		{[]float64{7, 7}, 6.5, 1, []float64{2}},
		{[]float64{0.1, 0.1, 0.9}, 0.1, 0.025, nil},
		{[]float64{math.NaN(), 0.5}, 0.475, 0.05, []float64{1}},
	} {
		a, err := Histogram{Samples: []Sample{{Values: Numbers(c.values...)}}}.axes()
		if err != nil {
			t.Fatal(err)
		}
		m := a.marks[0].(stepsMark)
		sum := 0.0
		for _, n := range m.counts {
			sum += n
		}
		if math.Abs(m.first-c.first) > 1e-12 || math.Abs(m.width-c.width) > 1e-12 || c.counts != nil && !slices.Equal(m.counts, c.counts) || c.counts == nil && sum != 3 {
			t.Errorf("%v: bins from %v of %v with %v", c.values, m.first, m.width, m.counts)
		}
	}
}
