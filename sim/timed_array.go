package sim

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/units"
)

// Timed describes a TimedArray.
type Timed struct {
	Values  any            // a units.Array, []float64, []int or []bool: the values one after another, row by row; a row for each time
	Columns int            // of a function of time and number: values in each row; 0: it is a function of time alone
	DT      units.Quantity // time between two rows
}

// TimedArray is a function of time that is given by values: in a Namespace it gives texts a function stimulus(t), or, where it has
// columns, stimulus(t, i), which is column i. It never changes, and may be in several namespaces.
//
// Between two rows it has the values of the first of them, before the first row (at time 0) and behind the last those of the nearest. Times
// are rounded as Brian 2 rounds them, to a fraction of DT that hangs on the step size dt of the object, or of a monitor's interval, so that
// a step at a multiple of DT is in the row that begins there:
//
//	row = int(round(t/eps)/K), eps = DT/K, K = max(2**ceil(log2(8*DT/dt)), 1).
//
// Where rows are longer than steps and DT is no multiple of dt, Network.Warnings says so, as Brian 2 does.
//
// Values of []int are integers and those of []bool are conditions; Brian makes floats of both. A column that is not there ends a run
// with an error. f(t) counts as constant over a step where DT is a multiple of dt, so that "exact" can integrate equations
// with it.
//
// Source: Brian 2.5.1, TimedArray.
type TimedArray struct{ sym equations.Symbol }

// NewTimedArray checks a description and returns the function, or an error.
func NewTimedArray(spec Timed) (*TimedArray, error) {
	sym := equations.Symbol{Kind: equations.Callable, Side: equations.Own}
	if err := readTimedValues(&sym, spec.Values); err != nil {
		return nil, err
	}
	_, n := ir.ContentOf(sym.Timed.Values)
	f := sym.Timed
	f.Columns, f.DT = spec.Columns, spec.DT.SI()
	width := max(f.Columns, 1)
	switch {
	case !isDuration(spec.DT) || f.DT == 0:
		return nil, fmt.Errorf("sim: timed array: DT %s is not a time between rows; give one above 0", spec.DT)
	case f.Columns < 0:
		return nil, fmt.Errorf("sim: timed array: %d columns; 0 makes a function of time alone", f.Columns)
	case n == 0 || n > ir.MaxLen:
		return nil, fmt.Errorf("sim: timed array: %d values; there are 1 to %d", n, ir.MaxLen)
	case n%width != 0:
		return nil, fmt.Errorf("sim: timed array: %d values are no rows of %d columns", n, width)
	}
	f.Rows = n / width
	for i := range f.Columns {
		f.Numbers = append(f.Numbers, int32(i))
	}
	return &TimedArray{sym}, nil
}

// readTimedValues gives a symbol its type, unit and values, which are copied.
func readTimedValues(sym *equations.Symbol, values any) error {
	f := &equations.Timed{}
	sym.Timed, sym.Type = f, equations.Float
	switch x := values.(type) {
	case units.Array:
		sym.Dim = x.Dimension()
		f.Values = x.SI()
	case []float64:
		f.Values = slices.Clone(x)
	case []int:
		sym.Type = equations.Integer
		for k, n := range x {
			if n < math.MinInt32 || n > math.MaxInt32 {
				return fmt.Errorf("sim: timed array: Values[%d] = %d is no integer of 32 bits; give floats", k, n)
			}
		}
		f.Values = convertAll(x, func(n int) int32 { return int32(n) })
	case []bool:
		sym.Type = equations.Boolean
		f.Values = convertAll(x, func(b bool) uint8 { return uint8(truth(b)) })
	case [][]float64, [][]int, [][]bool:
		return fmt.Errorf("sim: timed array: Values of type %T; give the rows one after another in one list, and Columns", values)
	default:
		return fmt.Errorf("sim: timed array: Values of type %T; give a units.Array, []float64, []int or []bool", values)
	}
	floats, _ := f.Values.([]float64)
	if k := slices.IndexFunc(floats, math.IsNaN); k >= 0 {
		return fmt.Errorf("sim: timed array: Values[%d] is NaN, which is no number", k)
	}
	return nil
}

// Columns returns how many values a row has: of those that a function of time and number gives; 0 for a function of time alone.
func (a *TimedArray) Columns() int {
	if a == nil || a.sym.Timed == nil {
		return 0
	}
	return a.sym.Timed.Columns
}

// symbol returns the function as a name of a namespace refers to it, or what is wrong with it.
func (a *TimedArray) symbol() (sym equations.Symbol, why string) {
	if a == nil || a.sym.Timed == nil {
		return sym, "is a timed array that NewTimedArray has not made"
	}
	return a.sym, ""
}

// declareTimed declares the values of the functions of a namespace.
func declareTimed(p *bind.Part, constants equations.Symbols) {
	for _, name := range slices.Sorted(maps.Keys(constants)) {
		sym := constants[name]
		if sym.Timed == nil {
			continue
		}
		p.Fixed(name, name, sym.Timed.Values)
		if sym.Timed.Columns > 0 {
			p.Fixed(lower.ColumnsOf(name), fmt.Sprintf("%s (its second argument, a column)", name), sym.Timed.Numbers)
		}
	}
}
