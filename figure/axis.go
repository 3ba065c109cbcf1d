package figure

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"golgi/units"
)

// An axis is given in SI, and shown in a unit that suits it.
type axis struct {
	name       string
	dim        units.Dimension
	written    units.Unit // that in which the data were written; the zero value: none
	exact      bool       // it ends where the data do
	zero       bool       // it begins with 0
	log, whole bool
	categories []string // they are at 0, 1, 2, …
	headroom   float64  // above the last category, of their distance

	any       bool // whether there are data
	low, high float64

	// What settle finds out.
	scale      float64 // SI of one that is shown
	from, to   float64 // as shown
	offset     string  // what is subtracted of the numbers at ticks
	label      string
	ticks      []tick
	steps, big float64 // for place: of logarithms
}

// A tick is one without a label where it is minor.
type tick struct {
	value float64 // as shown
	label string
	minor bool
}

// cover extends the axis to some data. What is no number is nowhere, and neither are logarithms of what is not above 0.
func (a *axis) cover(xs ...float64) {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) || a.log && x <= 0 {
			continue
		}
		if !a.any {
			a.any, a.low, a.high = true, x, x
		}
		a.low, a.high = min(a.low, x), max(a.high, x)
	}
}

// largest is the largest number that has a place: of larger ones sums and differences may be infinite.
const largest = 1e300

// moderate says that an axis has a number that is too large.
func (a *axis) moderate() error {
	if x := max(math.Abs(a.low), math.Abs(a.high)); a.any && x > largest {
		return fmt.Errorf("%q has a number as large as %.4g, and figures show numbers up to %g; leave it out", a.name, x, largest)
	}
	return nil
}

// takes notes the dimension of data, and the unit in which they are written.
func (a *axis) takes(data units.Array) {
	a.dim = data.Dimension()
	if unit, is := data.Written(); is && a.written == (units.Unit{}) {
		a.written = unit
	}
}

// shares reports whether two axes can be one.
func (a *axis) shares(b *axis) bool {
	return a.name == b.name && a.dim == b.dim && a.log == b.log && a.exact == b.exact && a.zero == b.zero && slices.Equal(a.categories, b.categories)
}

// unite makes two axes one.
func (a *axis) unite(b *axis) {
	if b.any {
		a.cover(b.low, b.high)
	}
	if a.any {
		b.cover(a.low, a.high)
	}
}

const (
	mostDigits   = 1e5   // a number that is larger, or
	fewestDigits = 1e-2  // smaller, is shown with a power of ten
	far          = 1e-4  // of a range to its numbers, of which the labels would be long
	same         = 1e-12 // what differs less, relatively, is one number
	margin       = 0.04  // around data
)

// settle chooses the unit, the ends and about as many ticks as are wanted.
func (a *axis) settle(want int) {
	a.scale, a.offset, a.ticks, a.label = 1, "", nil, a.name
	if len(a.categories) > 0 {
		a.from, a.to = -0.5, float64(len(a.categories))-0.5+a.headroom
		for k, name := range a.categories {
			a.ticks = append(a.ticks, tick{value: float64(k), label: name})
		}
		a.label = with(a.name, unitText(a.unit()))
		return
	}
	if !a.any {
		a.from, a.to = 0, 1
		a.label = with(a.name, unitText(a.unit()))
		return
	}
	unit := a.unit()
	size := max(math.Abs(a.low), math.Abs(a.high)) / unit.Scale
	span := a.high/unit.Scale - a.low/unit.Scale
	isFar := !a.log && !a.zero && span < far*size && span > same*size
	if isFar {
		size = span
	}
	power := 0
	if (!a.log || a.high < 7*a.low) && size > 0 && (size >= mostDigits || size < fewestDigits) { // logarithms of a wide range are powers of ten anyway
		power = min(max(3*int(math.Floor(math.Log10(size)/3)), -300), 306)
	}
	a.scale = unit.Scale * math.Pow10(power)
	text := unitText(unit)
	if power != 0 {
		text = strings.TrimSpace("10" + raised(strconv.Itoa(power)) + " " + text)
	}
	a.ends()
	if a.log {
		a.ticks = logTicks(a.from, a.to)
	} else {
		var offset float64
		a.ticks, offset = linearTicks(a.from, a.to, want, a.whole, isFar)
		if isFar {
			a.offset = strconv.FormatFloat(offset*math.Pow10(power), 'g', 13, 64)
		}
	}
	name := a.name
	if a.offset != "" {
		name += " − " + a.offset
	}
	a.label = with(name, text)
}

// ends chooses where the axis ends.
func (a *axis) ends() {
	a.from, a.to = a.low/a.scale, a.high/a.scale
	if a.log {
		a.logEnds()
		return
	}
	if a.zero {
		a.from, a.to = min(a.from, 0), max(a.to, 0)
	}
	if a.exact && !a.whole {
		a.from, a.to = rounded(a.from, a.to)
	}
	span, largest := a.to-a.from, max(math.Abs(a.from), math.Abs(a.to))
	switch {
	case largest < same:
		a.from, a.to = -1, 1
		if a.zero {
			a.from = 0
		}
	case span < same*largest:
		a.from, a.to = a.from-largest/10, a.to+largest/10
	case !a.exact:
		pad := margin * span
		if a.from != 0 || !a.zero {
			a.from = pull(a.from, -pad)
		}
		if a.to != 0 || !a.zero {
			a.to = pull(a.to, pad)
		}
	}
}

// pull moves an end, but not through 0, where the range is far from it.
func pull(end, by float64) float64 {
	if moved := end + by; end == 0 || moved*end > 0 {
		return moved
	}
	return 0
}

// rounded moves ends outwards to round numbers, if they nearly are there: recordings end one step before these.
func rounded(from, to float64) (float64, float64) {
	const near = 0.012
	span := to - from
	if !(span > same*max(math.Abs(from), math.Abs(to))) {
		return from, to
	}
	for _, part := range []float64{1, 0.5, 0.2, 0.1, 0.05} {
		s := math.Pow(10, math.Floor(math.Log10(span))) * part
		low, high := math.Floor(from/s)*s, math.Ceil(to/s)*s
		if from-low <= near*span {
			from = low
		}
		if high-to <= near*span {
			to = high
		}
	}
	return from, to
}

// place returns where a number is, from 0 to 1 along the axis.
func (a *axis) place(si float64) float64 {
	v := si / a.scale
	if a.log {
		return (math.Log10(v) - a.steps) / (a.big - a.steps)
	}
	return (v - a.from) / (a.to - a.from)
}
