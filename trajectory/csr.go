package trajectory

import (
	"errors"
	"fmt"
	"slices"

	"golgi/units"
)

// A CSR is a matrix of which most elements are 0, in compressed rows, with the names of scipy.sparse.csr_matrix: row i
// has the numbers Data[k] in the columns Indices[k], for k from IndPtr[i] to IndPtr[i+1]-1. Columns ascend within a row. Data
// is a list of numbers, or a [units.Array].
//
//	trajectory.CSR{Shape: [2]int{2, 3}, IndPtr: []int{0, 2, 3}, Indices: []int{0, 2, 1}, Data: []float64{1, 2, 3}}
type CSR struct {
	Shape   [2]int // rows, columns
	IndPtr  []int
	Indices []int
	Data    any
}

func (m CSR) checked() (any, error) {
	data, err := storedAs(m.Data)
	if data == nil || err != nil {
		return nil, err
	}
	of := elementOf(data)
	if _, _, measured := formOf(data).measured(); lengthOf(data) < 0 || !measured && !hasUnit(of) {
		return nil, fmt.Errorf("the data of a CSR are %s; give a list of numbers or a units.Array", kindOf(data))
	}
	switch rows := m.Shape[0]; {
	case rows < 0 || m.Shape[1] < 0:
		return nil, fmt.Errorf("a matrix cannot have the shape %v", m.Shape)
	case rows != len(m.IndPtr)-1:
		return nil, fmt.Errorf("a CSR of %d rows has %d numbers in IndPtr, and this has %d", rows, uint64(rows)+1, len(m.IndPtr))
	case len(m.Indices) != lengthOf(data):
		return nil, fmt.Errorf("a CSR has a column for each number, and this has %d for %d", len(m.Indices), lengthOf(data))
	case m.IndPtr[0] != 0 || m.IndPtr[rows] != len(m.Indices):
		return nil, fmt.Errorf("IndPtr of a CSR goes from 0 to the %d numbers that it has, and this from %d to %d",
			len(m.Indices), m.IndPtr[0], m.IndPtr[rows])
	}
	for i := range m.Shape[0] {
		if err := m.checkRow(i); err != nil {
			return nil, err
		}
	}
	return CSR{m.Shape, m.IndPtr, m.Indices, data}, nil
}

func (m CSR) checkRow(i int) error {
	from, to := m.IndPtr[i], m.IndPtr[i+1]
	if from > to || to > len(m.Indices) {
		return fmt.Errorf("row %d of a CSR goes from %d to %d; IndPtr ascends", i, from, to)
	}
	last := -1
	for _, column := range m.Indices[from:to] {
		if column <= last || column >= m.Shape[1] {
			return fmt.Errorf("row %d of a CSR has column %d after %d; columns ascend, below %d", i, column, last, m.Shape[1])
		}
		last = column
	}
	return nil
}

// Form returns what kind of [Compound] it is.
func (m CSR) Form() string { return "csr" }

// Parts returns shape, indptr, indices and data.
func (m CSR) Parts() []Item {
	entry := []string{"entry"}
	return []Item{{Name: "data", Value: m.Data, Dims: entry}, {Name: "indices", Value: integers[int64](m.Indices), Dims: entry},
		{Name: "indptr", Value: integers[int64](m.IndPtr)}, {Name: "shape", Value: integers[int64](m.Shape[:])}}
}

func composeCSR(parts []Item) (any, error) {
	var m CSR
	for _, name := range []string{"shape", "indptr", "indices", "data"} {
		part, err := itemNamed(parts, name, "a CSR without")
		if err != nil {
			return nil, err
		}
		if name == "data" {
			m.Data = part.Value
			continue
		}
		wide, is := part.Value.([]int64)
		list := make([]int, len(wide))
		for i, n := range wide {
			list[i] = int(n)
		}
		switch {
		case !is || name == "shape" && len(list) != 2:
			return nil, fmt.Errorf("%s of a CSR is %s of shape %v", name, kindOf(part.Value), part.Shape())
		case name == "shape":
			m.Shape = [2]int(list)
		case name == "indptr":
			m.IndPtr = list
		default:
			m.Indices = list
		}
	}
	return m.checked()
}

// emptyCSR returns one without rows and columns.
func emptyCSR(parts []Item) (any, error) {
	data, err := itemNamed(parts, "data", "a CSR without")
	if err != nil {
		return nil, err
	}
	return CSR{IndPtr: []int{0}, Indices: []int{}, Data: data.Value}.checked()
}

// shapeCSR returns how many rows and columns a matrix has.
func shapeCSR(parts []Item) []int {
	part, _ := itemNamed(parts, "shape", "a CSR without")
	shape := []int{}
	wide, _ := part.Value.([]int64)
	for _, n := range wide {
		shape = append(shape, int(n))
	}
	return shape
}

func (m CSR) kind() string {
	if of, is := m.Data.(units.Array); is {
		return "a sparse matrix in " + of.Dimension().String()
	}
	return fmt.Sprintf("a sparse matrix of %v", elementOf(m.Data))
}

func (m CSR) single() bool { return false }

func (m CSR) shape() []int { return nil }

func (m CSR) clone() any {
	return CSR{m.Shape, slices.Clone(m.IndPtr), slices.Clone(m.Indices), cloneValue(m.Data)}
}

func (m CSR) key(key []byte) []byte {
	for _, part := range m.Parts() {
		key = appendKey(key, part.Value)
	}
	return key
}

func (m CSR) show() string {
	return fmt.Sprintf("%s, %d of %d x %d", show(m.Data), len(m.Indices), m.Shape[0], m.Shape[1])
}

func (m CSR) numbers() ([]float64, units.Dimension) { return numbersIn(m.Data) }

func (m CSR) measured() (units.Array, func(data any) any, bool) {
	data, _, has := formOf(m.Data).measured()
	return data, func(data any) any { return CSR{m.Shape, m.IndPtr, m.Indices, data} }, has
}

func (m CSR) inUnit(unit units.Unit) (any, error) {
	data, err := formOf(m.Data).inUnit(unit)
	return CSR{m.Shape, m.IndPtr, m.Indices, data}, err
}

func (m CSR) joined(any) any { panic("trajectory: a sparse matrix is not streamed") }

func (m CSR) parse(string) (any, error) {
	return nil, errors.New("a sparse matrix cannot be read from text; set it in code")
}
