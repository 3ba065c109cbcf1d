package trajectory

import (
	"fmt"

	"golgi/internal/given"
	"golgi/units"
)

// A Reader looks up parameters: a [Run] at its point, a [Trajectory] at the defaults.
type Reader interface {
	// Parameter returns a copy of the parameter that path means: its full path, or the unambiguous end of it.
	Parameter(path string) (*Parameter, error)
	// Parameters returns copies of all parameters below group, sorted by path; "" is the whole tree.
	Parameters(group string) ([]*Parameter, error)
}

// Readable are the types in which [Value] and [Annotation] give a stored value.
type Readable interface {
	Element | int | uint | units.Quantity | units.Array | []int | []uint |
		[]bool | []int8 | []int16 | []int32 | []int64 | []uint8 | []uint16 | []uint32 | []uint64 |
		[]float32 | []float64 | []complex64 | []complex128 | []string | NDArray | Frame | CSR
}

// Value returns the value of the parameter that path means, as a T. An integer can be read as another integer or a float,
// and a float as a wider one, where that is exact, and numbers as quantities without dimension. Anything else of another type is an
// error; so is a quantity read as a float64, since that would lose its unit.
func Value[T Readable](r Reader, path string) (T, error) {
	var none T
	if err := given.All("trajectory: Value", given.Arg{Name: "reader", Value: r}); err != nil {
		return none, err
	}
	p, err := r.Parameter(path)
	if err != nil {
		return none, err
	}
	v, err := as[T](p.Value)
	if err != nil {
		return v, fmt.Errorf("trajectory: parameter %s: %w", p.Path, err)
	}
	return v, nil
}

// Annotation returns the annotation of p with that name, as a T, by the rules of [Value]. Where there is
// none, the error wraps [ErrNotFound].
func Annotation[T Readable](p *Parameter, name string) (T, error) {
	if err := given.All("trajectory: Annotation", given.Arg{Name: "parameter", Value: p}); err != nil {
		var none T
		return none, err
	}
	stored, ok := p.Annotations[name]
	if !ok {
		var none T
		return none, faultf(ErrNotFound, "trajectory: parameter %s has no annotation %q; there are: %s",
			p.Path, name, listed(p.Annotations.Names()))
	}
	v, err := as[T](stored)
	if err != nil {
		return v, fmt.Errorf("trajectory: parameter %s: annotation %q: %w", p.Path, name, err)
	}
	return v, nil
}

// as converts a stored value to T.
func as[T Readable](stored any) (T, error) {
	if v, ok := stored.(T); ok {
		return v, nil
	}
	var wanted T
	if v, ok := read(stored, wanted).(T); ok {
		return v, nil
	}
	return wanted, fmt.Errorf("%s is %s; read it as %s, not as %T",
		show(stored), kindOf(stored), goType(stored), wanted)
}

// read returns stored as the type of wanted, or nil if that cannot be.
func read(stored, wanted any) any {
	switch wanted.(type) {
	case units.Quantity:
		if f, ok := read(stored, 0.0).(float64); ok {
			return units.Scalar(f)
		}
		return nil
	case units.Array:
		if fs, ok := read(stored, []float64{}).([]float64); ok {
			return units.ArrayFromSI(fs, units.Dimension{})
		}
		return nil
	}
	if alike(stored, wanted) {
		return stored
	}
	from, to := elementOrInt(stored), elementOrInt(wanted)
	if from == nil || to == nil {
		return nil
	}
	rank, number := rankOf(from)
	wantedRank, wantedNumber := rankOf(to)
	if !number || !wantedNumber || rank > wantedRank {
		return nil
	}
	if v, exact := exactly(stored, wanted); exact {
		return v
	}
	return nil
}

// goType names the Go type in which a stored value is read.
func goType(stored any) string {
	switch stored.(type) {
	case int64:
		return "int or int64"
	case []int64:
		return "[]int or []int64"
	}
	return fmt.Sprintf("%T", stored)
}
