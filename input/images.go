package input

import (
	"fmt"
	"slices"

	"golgi/units"
)

// Images are pictures of one size, in shades from 0 (black) to 1 (white), row by row and one after another. They never change.
type Images struct {
	count, rows, columns int
	shades               []float64
}

// Len returns how many images there are.
func (m Images) Len() int { return m.count }

// Size returns how many rows and columns each image has.
func (m Images) Size() (rows, columns int) { return m.rows, m.columns }

// Pixels returns how many pixels each image has.
func (m Images) Pixels() int { return m.rows * m.columns }

// Shades returns the shades of all pixels, from 0 to 1.
func (m Images) Shades() []float64 { return slices.Clone(m.shades) }

// Image returns image k, from 0. Like an index it panics where there is none.
func (m Images) Image(k int) Images {
	if k < 0 || k >= m.count {
		panic(fmt.Sprintf("input: there is no image %d; there are %d", k, m.count))
	}
	return Images{1, m.rows, m.columns, m.shades[k*m.Pixels() : (k+1)*m.Pixels()]}
}

// Between returns the pixels as currents, rates or whatever has a unit: black is low and white high, what is between in proportion.
// They stand as the Values of a sim.Timed with Pixels columns, or, of a single image, as the Rates of a sim.Poisson. It returns
// an error where low and high have different units.
func (m Images) Between(low, high units.Quantity) (units.Array, error) {
	if low.Dimension() != high.Dimension() {
		return units.Array{}, fmt.Errorf("input: black is %s and white %s; they must have one unit", low, high)
	}
	values := make([]float64, len(m.shades))
	for k, shade := range m.shades {
		values[k] = float64(low.SI()*(1-shade)) + float64(high.SI()*shade)
	}
	return units.ArrayFromSI(values, low.Dimension()), nil
}
