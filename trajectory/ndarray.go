package trajectory

import (
	"fmt"
	"math"
	"slices"

	"golgi/units"
)

// An NDArray is an array of any rank above 1, in row-major order: the last index varies fastest. Data is a list of
// numbers, truth values or texts, or a [units.Array], with as many elements as Shape says. A rank of 1 is
// allowed on entry, and becomes a list; a list of lists, [][]float64{{1, 2}, {3, 4}}, becomes an NDArray.
type NDArray struct {
	Shape []int
	Data  any
}

// maxRank is HDF5's (H5S_MAX_RANK).
const maxRank = 32

func (a NDArray) checked() (any, error) {
	if len(a.Shape) == 0 || len(a.Shape) > maxRank {
		return nil, fmt.Errorf("an array has 1 to %d axes, and its shape has %d", maxRank, len(a.Shape))
	}
	data, err := storedAs(a.Data)
	if data == nil {
		return nil, err
	}
	if lengthOf(data) < 0 {
		return nil, fmt.Errorf("the data of an array are %s; give a list of numbers, bools or strings, or a units.Array",
			kindOf(data))
	}
	n, wrong := product(a.Shape)
	switch {
	case wrong != nil:
		return nil, wrong
	case n != lengthOf(data):
		return nil, fmt.Errorf("an array of shape %v has %d elements, and its data have %d",
			a.Shape, n, lengthOf(data))
	case len(a.Shape) == 1:
		return data, err
	}
	return NDArray{slices.Clone(a.Shape), data}, err
}

// product returns the number of elements of an array of that shape.
func product(shape []int) (int, error) {
	if slices.ContainsFunc(shape, func(n int) bool { return n < 0 }) {
		return 0, fmt.Errorf("the shape %v is not one of an array", shape)
	}
	if slices.Contains(shape, 0) {
		return 0, nil
	}
	n := 1
	for _, length := range shape {
		if n > math.MaxInt/length {
			return 0, fmt.Errorf("the shape %v is not one of an array", shape)
		}
		n *= length
	}
	return n, nil
}

func (a NDArray) kind() string {
	if a.Data == nil {
		return "an array of nothing"
	}
	if of, is := a.Data.(units.Array); is {
		return "an array of quantities in " + of.Dimension().String()
	}
	return fmt.Sprintf("an array of %v", elementOf(a))
}

func (a NDArray) single() bool { return false }

func (a NDArray) shape() []int { return slices.Clone(a.Shape) }

func (a NDArray) clone() any { return NDArray{slices.Clone(a.Shape), cloneValue(a.Data)} }

func (a NDArray) key(key []byte) []byte { return appendKey(fmt.Append(key, a.Shape), a.Data) }

func (a NDArray) show() string { return fmt.Sprintf("%s of shape %v", show(a.Data), a.Shape) }

func (a NDArray) numbers() ([]float64, units.Dimension) { return numbersIn(a.Data) }

func (a NDArray) measured() (units.Array, func(data any) any, bool) {
	data, _, has := formOf(a.Data).measured()
	return data, func(data any) any { return NDArray{a.Shape, data} }, has
}

func (a NDArray) inUnit(unit units.Unit) (any, error) {
	data, err := formOf(a.Data).inUnit(unit)
	return NDArray{a.Shape, data}, err
}

func (a NDArray) joined(more any) any {
	shape := slices.Clone(a.Shape)
	shape[0] += more.(NDArray).Shape[0]
	return NDArray{shape, joined(a.Data, more.(NDArray).Data)}
}

func (a NDArray) parse(string) (any, error) {
	return nil, fmt.Errorf("%s cannot be read from text; set it in code", a.kind())
}
