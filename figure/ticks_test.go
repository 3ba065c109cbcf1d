package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"golgi/units"
)

// labelled returns those ticks that have labels.
func labelled(ticks []tick) (some []tick) {
	for _, t := range ticks {
		if !t.minor {
			some = append(some, t)
		}
	}
	return some
}

// isRound reports whether a number has digits 1, 2 or 5 times a power of ten as its step.
func isRound(step float64) bool {
	digit := step / math.Pow(10, math.Floor(math.Log10(step)+1e-9))
	for _, d := range []float64{1, 2, 5, 10} {
		if math.Abs(digit-d) < 1e-3*d {
			return true
		}
	}
	return false
}

// Whatever the ends of an axis are, 3 to 8 ticks have labels, at round numbers between them, at equal distances, and none of the smaller ones is outside.
func TestTicksAreRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e5, 1e5).Draw(t, "low")
		span := math.Pow(10, rapid.Float64Range(-6, 5).Draw(t, "span"))
		high := low + max(span, 1e-11*math.Abs(low))
		ticks, _ := linearTicks(low, high, rapid.IntRange(0, 12).Draw(t, "want"), false, rapid.Bool().Draw(t, "far"))
		labels := labelled(ticks)
		if len(labels) < fewestTicks || len(labels) > mostTicks {
			t.Fatalf("%d labels", len(labels))
		}
		step := labels[1].value - labels[0].value
		if noise := 1e-15 * max(math.Abs(low), math.Abs(high)); noise < 1e-4*step && !isRound(step) {
			t.Fatalf("a step of %v", step)
		}
		for _, tick := range ticks {
			if slack := 1e-8 * (high - low); tick.value < low-slack || tick.value > high+slack {
				t.Fatalf("%v is outside of %v to %v", tick.value, low, high)
			}
		}
	})
}

// What a tick is called is where it is. (Of gonum's, that at 1.05 says 1.1.)
func TestTicksSayWhereTheyAre(t *testing.T) {
	for _, r := range [][2]float64{{0.8, 1.2}, {1, 3.2}, {-1e-3, 2e-3}, {99, 101}, {6.7, 52}, {0, 1}, {-5, 5}, {0, 99999}} {
		ticks, offset := linearTicks(r[0], r[1], 5, false, false)
		for _, tick := range labelled(ticks) {
			if x, err := strconv.ParseFloat(strings.Replace(tick.label, "−", "-", 1), 64); err != nil || math.Abs(x-tick.value) > 1e-9*(r[1]-r[0]) || offset != 0 {
				t.Errorf("from %v to %v, the tick at %v is called %q", r[0], r[1], tick.value, tick.label)
			}
		}
	}
}

// What axes are called, and their ticks.
func TestAxes(t *testing.T) {
	for _, c := range []struct {
		name              string
		axis              axis
		low, high         float64
		label, firstTicks string
	}{
		{"ordinary", axis{name: "R_ee"}, 1, 3.2, "R_ee", "1.0 1.5 2.0 2.5 3.0"},
		{"huge", axis{name: "x"}, -1e308, 1e308, "x (10³⁰⁶)", "−100 −50 0 50 100"},
		{"tiny", axis{name: "x"}, 1e-300, 2e-300, "x (10⁻³⁰⁰)", "1.0 1.2 1.4 1.6 1.8 2.0"},
		{"below all numbers", axis{name: "x"}, 0, 5e-324, "x (10⁻³⁰⁰)", "−1.0 −0.5 0 0.5 1.0"},
		{"one number", axis{name: "x"}, 3, 3, "x", "2.7 2.8 2.9 3.0 3.1 3.2 3.3"},
		{"zero", axis{name: "x"}, 0, 0, "x", "−1.0 −0.5 0 0.5 1.0"},
		{"nearly one number", axis{name: "x"}, 1, math.Nextafter(1, 2), "x", "0.90 0.95 1.00 1.05 1.10"},
		{"far from zero", axis{name: "x"}, 1e6, 1e6 + 1, "x − 1000000", "0 0.2 0.4 0.6 0.8 1.0"},
		{"hardly from one", axis{name: "x"}, 1, 1 + 5e-9, "x − 1 (10⁻⁹)", "0 1 2 3 4 5"},
		{"logarithms", axis{name: "x", log: true}, 1e-5, 1e3, "x", "10⁻⁵ 10⁻³ 0.1 10 1000"},
		{"few logarithms", axis{name: "x", log: true}, 1, 40, "x", "1 2 5 10 20"},
	} {
		a := c.axis
		a.cover(c.low, c.high)
		a.settle(5)
		var labels []string
		for _, tick := range labelled(a.ticks) {
			labels = append(labels, tick.label)
		}
		if got := strings.Join(labels, " "); a.label != c.label || got != c.firstTicks {
			t.Errorf("%s: %q with ticks %s;\nwant %q with %s", c.name, a.label, got, c.label, c.firstTicks)
		}
		if at := a.place(c.low); !(at >= -1e-9 && at <= 1) {
			t.Errorf("%s: its data begin at %v of the axis", c.name, at)
		}
	}
}

// The unit of an axis suits the size of its numbers.
func TestUnitsOfAxes(t *testing.T) {
	for _, c := range []struct {
		data units.Array
		want string
	}{
		{units.ArrayFromSI([]float64{-0.07, -0.05}, units.Volt.Dim), "mV"},
		{units.ArrayFromSI([]float64{0, 5.3e-8}, units.Siemens.Dim), "nS"},
		{units.ArrayFromSI([]float64{3e-10}, units.Amp.Dim), "pA"},
		{units.ArrayFromSI([]float64{0.2}, units.Hertz.Dim), "Hz"},
		{units.Hertz.OfAll(0.5, 40), "Hz"},
		{units.Millivolt.OfAll(900), "mV"},
		{units.Volt.OfAll(0.07), "mV"},
		{units.Micrometer.OfAll(50), "µm"},
		{units.Ohm.OfAll(1e8), "MΩ"},
		{units.ArrayFromSI([]float64{0.9}, units.Second.Dim), "ms"},
		{units.ArrayFromSI([]float64{0, 10.5}, units.Second.Dim), "s"},
		{units.ArrayFromSI([]float64{100}, units.MustParse("1 uF/cm**2").Dimension()), "F/m²"},
	} {
		var a axis
		a.takes(c.data)
		a.cover(c.data.SI()...)
		if got := unitText(a.unit()); got != c.want {
			t.Errorf("%v is shown in %q; wanted %q", c.data, got, c.want)
		}
	}
}

// The values along a map are written with few digits, and powers of ten as such.
func TestLabelsOfMaps(t *testing.T) {
	for _, c := range []struct {
		numbers []float64
		want    string
	}{
		{[]float64{1, 1.6, 2.25}, "1 1.6 2.25"},
		{[]float64{100, 12300, 999999}, "100 12300 999999"},
		{[]float64{0.001, -0.5, 1e7}, "0.001 −0.5 10⁷"},
		{[]float64{1.2e7, 2e-9, -3e12}, "1.2·10⁷ 2·10⁻⁹ −3·10¹²"},
		{[]float64{1000.1, 1000.2}, "1000.1 1000.2"},
		{[]float64{0, math.NaN(), math.Inf(1)}, "0 NaN +Inf"},
	} {
		if got := strings.Join(labels(c.numbers), " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.numbers, got, c.want)
		}
	}
}

// Keys of a legend stand below each other.
func TestLegends(t *testing.T) {
	keys := func(n int, name string) (all []key) {
		for k := range n {
			all = append(all, key{name: name + strconv.Itoa(k), style: styleOf(k)})
		}
		return all
	}
	for _, c := range []struct {
		keys []key
		want []int // how many in each line
	}{{nil, nil}, {keys(2, "a "), []int{2}}, {keys(7, "tau = "), []int{4, 3}}, {keys(20, "tau = "), []int{4, 4, 4, 1}}, {keys(2, strings.Repeat("long ", 12)), []int{1, 1}}} {
		var got []int
		for _, row := range flow(c.keys, 250) {
			got = append(got, len(row))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%d keys: lines of %v, want %v", len(c.keys), got, c.want)
		}
	}
}
