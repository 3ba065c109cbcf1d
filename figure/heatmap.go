package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golgi/units"
)

// A HeatMap is numbers at all combinations of the values of two parameters, as colours, with a bar that says which. The cells are equally large, whatever the distances
// between the values are.
//
// X, Y and Of name the parameters and the numbers. Values has a number for each combination, that of XValues[i] and YValues[j] at place j*XValues.Len()+i; a cell
// without one, NaN, is crossed out.
type HeatMap struct {
	Title            string
	X, Y, Of         string
	XValues, YValues units.Array
	Values           units.Array
}

func (h HeatMap) axes() (*axes, error) {
	wide, high := h.XValues.Len(), h.YValues.Len()
	if wide*high != h.Values.Len() {
		return nil, fmt.Errorf("Values has %d numbers, and there are %d values of %q and %d of %q; one is needed for each combination", h.Values.Len(), wide, h.X, high, h.Y)
	}
	a := &axes{title: h.Title, x: listed(h.X, h.XValues), y: listed(h.Y, h.YValues), ratio: math.Min(math.Max(float64(high)/math.Max(float64(wide), 1), 0.5), 1)}
	values := &axis{name: h.Of, exact: true}
	values.takes(h.Values)
	values.cover(h.Values.SI()...)
	if err := values.moderate(); err != nil {
		return nil, err
	}
	if !values.any {
		a.note = "no numbers"
		return a, nil
	}
	a.marks = []mark{fieldMark{wide: wide, high: high, values: h.Values.SI(), colours: values, crossed: true}, frameMark{}}
	a.aside = bar{values}
	return a, nil
}

// listed is an axis with a place for each value.
func listed(name string, values units.Array) axis {
	a := axis{name: name}
	a.takes(values)
	a.cover(values.SI()...)
	unit := a.unit()
	numbers := make([]float64, values.Len())
	for k := range numbers {
		x, err := values.At(k).In(unit)
		if err != nil {
			x = values.At(k).SI()
		}
		numbers[k] = x
	}
	a.categories = labels(numbers)
	return a
}

// few writes a number with a few digits: 12300, and 1.2·10⁷.
func few(x float64, digits int) string {
	text := strconv.FormatFloat(x, 'g', digits, 64)
	if size := math.Abs(x); 1 <= size && size < 1e6 {
		text = strconv.FormatFloat(x, 'f', max(0, digits-1-int(math.Log10(size))), 64)
		if strings.Contains(text, ".") {
			text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
		}
	}
	if mantissa, power, is := strings.Cut(text, "e"); is {
		n, _ := strconv.Atoi(power) // of digits
		text = strings.TrimPrefix(mantissa+"·10", "1·") + raised(strconv.Itoa(n))
	}
	return strings.Replace(text, "-", "−", 1)
}

// labels writes numbers with as many digits as tell them apart, up to six.
func labels(numbers []float64) (all []string) {
	for digits := 3; digits <= 6; digits++ {
		all = nil
		seen := map[string]bool{}
		for _, x := range numbers {
			text := few(x, digits)
			all, seen[text] = append(all, text), true
		}
		if len(seen) == len(all) {
			break
		}
	}
	return all
}
