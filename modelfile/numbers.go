package modelfile

import (
	"math"
	"reflect"
)

// Lists of numbers stand in the text, or in a binary file beside it.

// number is a number; true and false are 1 and 0.
type number float64

func (n *number) read(v value) {
	switch string(v.raw()) {
	case "true":
		*n = 1
	case "false":
		*n = 0
	default:
		x, _ := v.float("a number")
		*n = number(x)
	}
}

// numbers is a list of them.
type numbers []float64

func (list *numbers) read(v value) {
	*list = numbers{}
	switch {
	case v.isReference():
		if r, of, ok := v.reference(1, false); ok {
			*list = r.floats(of)
		}
	case v.first() == '[':
		v.elements(func(_ int, element value) {
			var n number
			n.read(element)
			*list = append(*list, float64(n))
		})
	default:
		v.wants(`a list of numbers, [0.1, 0.2], or {"array": ...}`)
	}
}

// floats returns the numbers of an array.
func (r *reference) floats(of elementType) []float64 {
	list := make([]float64, r.length())
	r.parts(of, func(k int, part []float64) { copy(list[k:], part) })
	r.checkBools(list)
	return list
}

func (r *reference) length() int {
	n := 1
	for _, extent := range r.Shape {
		n *= extent
	}
	return n
}

// checkBools says which byte is neither 0 nor 1.
func (r *reference) checkBools(list []float64) {
	if r.Type != "bool" {
		return
	}
	for k, x := range list {
		if x > 1 {
			r.fault("byte %d of the array is %g; a bool is 0 or 1", k, x)
			return
		}
	}
}

// ints is a list of whole numbers.
type ints []int

func (list *ints) read(v value) {
	*list = ints{}
	switch {
	case v.isReference():
		if r, of, ok := v.reference(1, true); ok {
			r.ints(of, list)
		}
	case v.first() == '[':
		v.elements(func(_ int, element value) {
			n, _ := element.int()
			*list = append(*list, n)
		})
	default:
		v.wants(`a list of whole numbers, [0, 1, 2], or {"array": ...}`)
	}
}

func (r *reference) ints(of elementType, list *ints) {
	*list = make(ints, r.length())
	r.parts(of, func(first int, part []float64) {
		for k, x := range part {
			if math.Abs(x) > mostInt {
				r.fault("number %d of the array is %.0f; whole numbers go to 2**53", first+k, x)
				return
			}
			(*list)[first+k] = int(x)
		}
	})
}

// table is a list of numbers, or of rows of equally many numbers.
type table struct {
	columns int // 0: it is a list
	values  numbers
}

func (t *table) read(v value) {
	if v.isReference() {
		if r, of, ok := v.reference(2, false); ok {
			t.values = r.floats(of)
			if len(r.Shape) == 2 {
				t.columns = r.Shape[1]
			}
		}
		return
	}
	if v.first() != '[' || v.doc.text[v.doc.space(v.from+1)] != '[' {
		t.values.read(v)
		return
	}
	v.elements(func(k int, element value) {
		var row numbers
		element.into(reflect.ValueOf(&row).Elem())
		switch {
		case k == 0 && len(row) == 0:
			element.fault("the row is empty")
		case k == 0:
			t.columns = len(row)
		case len(row) != t.columns:
			element.fault("this row has %d numbers, and the first has %d", len(row), t.columns)
		}
		t.values = append(t.values, row...)
	})
}
