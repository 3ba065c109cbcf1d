package trajectory

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/units"
)

// A Frame is a table: columns of one length, each a list with its name, and its unit and comment, if it has any. It is
// what values of several kinds that belong together are stored as.
//
//	trajectory.Frame{
//		{Name: "cell", Value: []string{"exc", "inh"}},
//		{Name: "rate", Value: []float64{3.1, 7.4}, Unit: "Hz"},
//	}
type Frame []Item

// Len returns the number of rows.
func (f Frame) Len() int {
	if len(f) == 0 {
		return 0
	}
	return max(lengthOf(f[0].Value), 0)
}

// Column returns the column of that name. Where there is none, the error wraps [ErrNotFound].
func (f Frame) Column(name string) (Item, error) {
	return itemNamed(f, name, "trajectory: the frame has no column")
}

func (f Frame) checked() (any, error) {
	if len(f) == 0 {
		return nil, errors.New("a frame has no columns; give at least one")
	}
	stored := make(Frame, len(f))
	seen := map[string]bool{}
	var faults []error
	for i, column := range f {
		var err error
		stored[i], err = column.canonical(ours)
		switch {
		case err != nil:
		case seen[column.Name]:
			err = errors.New("there is a column of that name already")
		case lengthOf(stored[i].Value) < 0:
			err = fmt.Errorf("it is %s; a column is a list", kindOf(stored[i].Value))
		case len(column.Dims) > 0:
			err = errors.New("a column has no dims; leave them out")
		case lengthOf(stored[i].Value) != stored.Len():
			err = fmt.Errorf("it has %d rows, and the first column %d; columns have one length",
				lengthOf(stored[i].Value), stored.Len())
		}
		seen[column.Name] = true
		faults = append(faults, prefixed(fmt.Sprintf("column %q", column.Name), err))
	}
	return stored, errors.Join(faults...)
}

// Form returns what kind of [Compound] it is.
func (f Frame) Form() string { return "frame" }

// Parts returns the columns, of which each has the axis row.
func (f Frame) Parts() []Item {
	parts := slices.Clone(f)
	for i := range parts {
		parts[i].Dims = []string{"row"}
	}
	return parts
}

func composeFrame(parts []Item) (any, error) {
	f := slices.Clone(Frame(parts))
	for i := range f {
		f[i].Dims = nil
	}
	return f.checked()
}

// like returns the frame with the units and types of the columns of another one, and false where columns differ otherwise.
func (f Frame) like(other Frame) (any, bool) {
	if len(f) != len(other) {
		return nil, false
	}
	as := slices.Clone(f)
	for i, want := range other {
		if as[i].Name != want.Name || !as[i].convert(want) {
			return nil, false
		}
	}
	return as, true
}

// convert gives a column unit and type of another one, and reports whether that can be.
func (c *Item) convert(like Item) bool {
	if c.Unit != like.Unit {
		numbers, exact := exactly(c.Value, []float64{})
		from, err := itemUnit(c.Unit)
		to, err2 := itemUnit(like.Unit)
		if !exact || err != nil || err2 != nil {
			return false
		}
		converted, err := from.OfAll(numbers.([]float64)...).In(to)
		if err != nil {
			return false
		}
		c.Value, c.Unit = converted, like.Unit
	}
	if alike(c.Value, like.Value) {
		return true
	}
	value, exact := exactly(c.Value, like.Value)
	c.Value = value
	return exact
}

// frameShape returns how many rows and columns there are.
func frameShape(parts []Item) []int {
	rows := 0
	if len(parts) > 0 {
		e, is := parts[0].Value.(Extent)
		if rows = lengthOf(parts[0].Value); is && len(e.Shape) > 0 {
			rows = e.Shape[0]
		}
	}
	return []int{max(0, rows), len(parts)}
}

func (f Frame) kind() string {
	var columns []string
	for _, c := range f {
		of := fmt.Sprintf("%s %v", c.Name, elementOf(c.Value))
		if c.Unit != "" {
			of += " in " + c.Unit
		}
		columns = append(columns, of)
	}
	return "a frame with the columns " + listed(columns)
}

func (f Frame) single() bool { return false }

func (f Frame) shape() []int { return nil }

func (f Frame) clone() any {
	c := make(Frame, len(f))
	for i, column := range f {
		c[i] = column.Clone()
	}
	return c
}

func (f Frame) key(key []byte) []byte {
	for _, c := range f {
		key = appendKey(appendKey(appendKey(key, c.Name), c.Unit), c.Value)
	}
	return key
}

func (f Frame) show() string {
	var columns []string
	for _, c := range f {
		columns = append(columns, strings.TrimSpace(fmt.Sprintf("%s = %s %s", c.Name, show(c.Value), c.Unit)))
	}
	return "{" + strings.Join(columns, ", ") + "}"
}

func (f Frame) numbers() ([]float64, units.Dimension) { return nil, units.Dimension{} }

func (f Frame) measured() (units.Array, func(data any) any, bool) { return units.Array{}, nil, false }

func (f Frame) inUnit(unit units.Unit) (any, error) { return nil, noUnit(f, unit) }

func (f Frame) joined(any) any { panic("trajectory: a frame is not streamed") }

func (f Frame) parse(string) (any, error) {
	return nil, errors.New("a frame cannot be read from text; set it in code")
}
