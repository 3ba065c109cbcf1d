package trajectory

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"golgi/internal/suggest"
	"golgi/units"
)

// ParseAxis returns the axis of the parameter that path means, with values as a [Line] has them: "1, 1.6, 2.5", "1:3:0.5" or
// "5 ms, 10 ms". Quantities may share a unit: "[5, 10] ms".
func (t *Trajectory) ParseAxis(path, text string) (Axis, error) {
	if t == nil {
		return Axis{}, errNoTrajectory
	}
	r := &lineReader{defaults: t, seen: map[string]bool{}}
	p, err := r.explored(piece{path, 0, path})
	axis := Axis{}
	if err == nil {
		axis, err = r.axis(p, piece{text, 0, text})
	}
	return axis, prefixed("trajectory: cannot explore", err)
}

// axis reads the values of a parameter.
func (r *lineReader) axis(p Parameter, values piece) (Axis, error) {
	values = values.trimmed()
	admits, err := p.admission()
	if err != nil {
		return Axis{}, prefixed(p.Path, err)
	}
	if like, is := p.Value.(units.Quantity); is && strings.HasPrefix(values.text, "[") {
		if shared, err := parseArray(values.text, units.ArrayFromSI(nil, like.Dimension())); err == nil {
			err := r.count(values, shared.Len())
			for i := 0; err == nil && i < shared.Len(); i++ {
				err = values.because(admits(shared.At(i)))
			}
			return Axis{p.Path, shared}, prefixed(p.Path, err)
		}
	}
	if strings.HasPrefix(values.text, "[") && strings.HasSuffix(values.text, "]") {
		values = values.part(1, len(values.text)-1).trimmed()
	}
	if values.text == "" {
		return Axis{}, prefixed(p.Path, values.fault("it has no values; give at least one"))
	}
	_, number := numberLike(p.Value)
	var axis []any
	var faults []error
	for _, item := range values.split(number) {
		more, err := r.item(p.Value, item)
		if err == nil {
			err = r.count(item, len(more))
		}
		for k := 0; err == nil && k < len(more); k++ {
			err = item.because(admits(more[k]))
		}
		if axis, faults = append(axis, more...), append(faults, err); len(axis) > MaxRuns {
			return Axis{}, prefixed(p.Path, item.because(tooMany(fmt.Sprintf("more than %d", MaxRuns))))
		}
		if r.enough(err) {
			break
		}
	}
	return Axis{p.Path, axis}, prefixed(p.Path, errors.Join(faults...))
}

// admission returns what says why a value is none of the parameter, as it would be when it is explored.
func (p *Parameter) admission() (admits func(v any) error, err error) {
	bounds, err := p.Bounds.limits(p.Value)
	unit := unitOf(p.Value)
	return func(v any) error {
		v, err := conform(v, p.Value)
		if err != nil {
			return err
		}
		return bounds.check(writtenIn(v, unit))
	}, err
}

// count adds to the number of all values, which has a bound.
func (r *lineReader) count(at piece, n int) error {
	if r.values += n; r.values > mostValues {
		return at.fault("with these there are %d values of all parameters together, and %d are the most; explore in several trajectories", r.values, mostValues)
	}
	return nil
}

// numberLike returns what numbers of a parameter of a default are computed from, and false where it has no numbers: integers of any size are
// computed as int64, floats as float64.
func numberLike(like any) (any, bool) {
	v := reflect.ValueOf(like)
	switch {
	case isQuantity(like):
		return like, true
	case isWhole(v):
		return int64(0), true
	case v.CanFloat():
		return 0.0, true
	}
	return nil, false
}

// item reads a value, a range, or values at equal distances or ratios.
func (r *lineReader) item(like any, text piece) ([]any, error) {
	base, number := numberLike(like)
	if number {
		if err := text.shapeless(); err != nil {
			return nil, err
		}
		if name, args, is := text.call(); is {
			return spread(base, name, args)
		}
		if strings.ContainsRune(text.text, ':') {
			return rangeLike(base, text)
		}
	}
	v, err := parse(text.text, like)
	if err != nil {
		return nil, text.because(err)
	}
	return []any{v}, nil
}

// rangeLike reads first:last:step.
func rangeLike(like any, text piece) ([]any, error) {
	ends := strings.Split(text.text, ":")
	if len(ends) != 3 {
		return nil, text.fault("a range is first:last:step, as in 1:3:0.5")
	}
	v, err := readNumbers(like, text, ends)
	if err != nil {
		return nil, err
	}
	var s Spaced
	switch first := v[0].(type) {
	case int64:
		s = Range(int(first), int(v[1].(int64)), int(v[2].(int64)))
	case float64:
		s = Range(first, v[1].(float64), v[2].(float64))
	case units.Quantity:
		s = Range(first, v[1].(units.Quantity), v[2].(units.Quantity))
	}
	if s.err != nil {
		return nil, text.because(s.err)
	}
	return s.values, nil
}

// readNumbers reads numbers like a default, which stand one behind the other in a text.
func readNumbers(like any, text piece, numbers []string) (values []any, err error) {
	at := 0
	for _, number := range numbers {
		part := text.part(at, at+len(number)).trimmed()
		v, err := parse(part.text, like)
		if err != nil {
			return nil, part.because(err)
		}
		values, at = append(values, v), at+len(number)+1
	}
	return values, nil
}

// spreads are the functions that spread values between two.
var spreads = []string{"lin", "log"}

// spread reads lin(first, last, n) or log(first, last, n).
func spread(like any, name, args piece) ([]any, error) {
	if name.text != "lin" && name.text != "log" {
		return nil, name.fault("unknown function %q; there are lin and log%s", shortened(name.text), suggest.Meant(name.text, spreads))
	}
	parts := strings.Split(args.text, ",")
	if len(parts) != 3 {
		return nil, args.fault("%s needs the first value, the last, and how many, as in %[1]s(1, 10, 5)", name.text)
	}
	ends, err := readNumbers(like, args, parts[:2])
	if err != nil {
		return nil, err
	}
	count := args.part(len(args.text)-len(parts[2]), len(args.text)).trimmed()
	n, err := strconv.Atoi(count.text)
	if err != nil {
		return nil, count.fault("%q is no number of values", shortened(count.text))
	}
	var s Spaced
	switch first := ends[0].(type) {
	case int64:
		s = spaced(name.text, float64(first), float64(ends[1].(int64)), n)
		for i, x := range s.values {
			s.values[i] = math.Round(x.(float64))
		}
	case float64:
		s = spaced(name.text, first, ends[1].(float64), n)
	case units.Quantity:
		s = spaced(name.text, first, ends[1].(units.Quantity), n)
	}
	if s.err != nil {
		return nil, args.because(s.err)
	}
	return s.values, nil
}

func spaced[T Number](name string, first, last T, n int) Spaced {
	if name == "log" {
		return Logarithmic(first, last, n)
	}
	return Linear(first, last, n)
}
