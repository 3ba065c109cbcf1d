package figure

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"golgi/units"
)

// A Histogram is how often numbers fall into bins: filled where there is one sample, else an outline for each.
//
// X names the numbers, as in "weight", and Y what is counted, "count" if it is empty. Bins is about how many there are; if it is 0, the rule of Freedman & Diaconis
// (1981) says so. They begin and end at round numbers, the last one has its end, too, and whole numbers without
// a unit stand in the middle of theirs. With LogY, the counts have logarithms.
type Histogram struct {
	Title   string
	X, Y    string
	Samples []Sample
	Bins    int
	LogY    bool
}

// A Sample is numbers with a name for the legend.
type Sample struct {
	Name   string
	Values units.Array
}

const mostHistogramBins = 200

func (h Histogram) axes() (*axes, error) {
	a := &axes{title: h.Title, x: axis{name: h.X}, y: axis{name: h.Y, zero: !h.LogY, log: h.LogY, whole: !h.LogY}, height: 80}
	if a.y.name == "" {
		a.y.name = "count"
	}
	if h.Bins < 0 || h.Bins > mostHistogramBins {
		return nil, fmt.Errorf("Bins is %d; it can be 1 to %d, or 0 for as many as suit the numbers", h.Bins, mostHistogramBins)
	}
	if err := countable(len(h.Samples), "samples"); err != nil {
		return nil, err
	}
	var titles []string
	var all []units.Array
	for _, s := range h.Samples {
		titles, all = append(titles, s.Name), append(all, s.Values)
	}
	if err := oneDimension("Values", titles, all); err != nil {
		return nil, err
	}
	samples := make([][]float64, len(all))
	var pooled []float64
	for k, v := range all {
		if v.Len() > 0 {
			a.x.takes(v)
		}
		samples[k] = slices.DeleteFunc(v.SI(), func(x float64) bool { return !shown(x, &axis{}) })
		a.x.cover(samples[k]...)
		pooled = append(pooled, samples[k]...)
	}
	if len(pooled) == 0 {
		a.note = "no numbers"
		return a, nil
	}
	if err := a.x.moderate(); err != nil {
		return nil, err
	}
	unit := a.x.unit().Scale
	first, width, n := bins(pooled, unit, h.Bins)
	if a.x.dim.IsDimensionless() && !slices.ContainsFunc(pooled, func(x float64) bool { return x != math.Trunc(x) || math.Abs(x) > mostWhole }) {
		first, width, n = wholeBins(pooled, width)
	}
	a.x.cover(first*unit, (first+width*float64(n))*unit)
	for k, sample := range samples {
		m := stepsMark{first: first * unit, width: width * unit, style: styleOf(k), filled: len(samples) == 1, counts: counted(sample, first*unit, width*unit, n)}
		for _, c := range m.counts {
			a.y.cover(c)
		}
		a.marks = append(a.marks, m)
		if name := h.Samples[k].Name; name != "" && len(samples) > 1 {
			a.legend = append(a.legend, key{name: name, style: style{color: m.style.color, width: m.style.width, dashes: m.style.dashes}, line: true})
		}
	}
	if h.LogY {
		a.y.cover(0.5)
	}
	return a, nil
}

// bins returns where bins begin, their width, a round number, and how many there are, all in a unit.
func bins(values []float64, unit float64, wanted int) (first, width float64, n int) {
	slices.Sort(values)
	low, high := values[0]/unit, values[len(values)-1]/unit
	if size := max(math.Abs(low), math.Abs(high)); !(high-low > same*size) {
		if size == 0 {
			size = 1
		}
		return low - size/20, size / 10, 1
	}
	if wanted == 0 {
		quarter := func(part float64) float64 { return values[int(part*float64(len(values)-1))] / unit }
		ideal := 2 * (quarter(0.75) - quarter(0.25)) / math.Cbrt(float64(len(values)))
		wanted = 30
		if ideal > 0 {
			wanted = int(min(max((high-low)/ideal, 5), 60))
		}
	}
	width = roundStep((high - low) / float64(wanted))
	first = math.Floor(low/width+1e-9) * width
	n = max(int(math.Ceil((high-first)/width-1e-9)), 1)
	return first, width, n
}

const mostWhole = 1e9

// wholeBins are those of sorted whole numbers, which stand in the middle of bins.
func wholeBins(values []float64, width float64) (first, whole float64, n int) {
	low, high := values[0], values[len(values)-1]
	whole = max(1, math.Round(width))
	return low - 0.5, whole, int((high-low)/whole) + 1
}

// roundStep returns the multiple of 1, 2, 2.5 or 5 times a power of ten that is next.
func roundStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	best := power
	for _, digit := range []float64{1, 2, 2.5, 5, 10} {
		if math.Abs(math.Log(digit*power/x)) < math.Abs(math.Log(best/x)) {
			best = digit * power
		}
	}
	return best
}

// counted counts numbers in bins.
func counted(values []float64, first, width float64, n int) []float64 {
	counts := make([]float64, n)
	for _, x := range values {
		counts[min(max(int((x-first)/width+1e-9), 0), n-1)]++
	}
	return counts
}

// A stepsMark is columns that touch.
type stepsMark struct {
	first, width float64
	counts       []float64
	style        style
	filled       bool
}

func (m stepsMark) draw(c *canvas, in plane) {
	floor := in.area.Min.Y
	height := func(n float64) vg.Length {
		if !shown(n, in.y) {
			return floor
		}
		return max(in.atY(n), floor)
	}
	corners := []vg.Point{{X: in.atX(m.first), Y: floor}}
	for k, n := range m.counts {
		left, right := in.atX(m.first+float64(k)*m.width), in.atX(m.first+float64(k+1)*m.width)
		corners = append(corners, vg.Point{X: left, Y: height(n)}, vg.Point{X: right, Y: height(n)})
	}
	corners = append(corners, vg.Point{X: in.atX(m.first + float64(len(m.counts))*m.width), Y: floor})
	if m.filled {
		light := m.style.color
		light.A = 90
		c.fill(light, corners)
	}
	m.style.width = 3 * dot
	c.stroke(in.area, m.style, corners)
}
