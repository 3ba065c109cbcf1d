package trajectory

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"golgi/internal/fields"
	"golgi/internal/given"
)

// Add adds one item to the result at path, which comes into being with it.
//
//	run.Add("statistics", "rate", trains.Rate(), "Hz")
func (r *Run) Add(path, name string, value any, unit string) error {
	return r.add(path, Item{Name: name, Value: value, Unit: unit})
}

func (r *Run) add(path string, item Item) error {
	if r == nil {
		return errNoRun
	}
	path, err := r.expand(path)
	if err != nil {
		return err
	}
	res, there := r.results.leaves[path]
	if !there {
		return r.AddResult(Result{Path: path, Items: []Item{item}})
	}
	item, err = item.canonical(r.trajectory.laws)
	if err == nil && res.away {
		err = errAway
	}
	at := slices.IndexFunc(res.Items, func(it Item) bool { return it.Name == item.Name })
	switch {
	case err != nil:
	case r.reopened != nil:
		res, item, err = r.reopened.item(res, at, item)
		at = -1
	case at >= 0:
		err = errors.New("there is an item of that name already")
	}
	if err != nil {
		return prefixed(fmt.Sprintf("trajectory: %s: cannot add to result %q: item %q", r.Name(), path, item.Name), err)
	}
	res.Items = append(slices.Clone(res.Items), item.Clone())
	slices.SortFunc(res.Items, func(a, b Item) int { return strings.Compare(a.Name, b.Name) })
	r.results.put(path, res)
	return nil
}

// AddStruct adds the fields of a struct as items of the result at path; the tags name, unit and comment are those of [Declare].
// Those of a struct inside are called field_item. A quantity is stored in the unit of its tag, or, without one, as it was written.
//
//	run.AddStruct("statistics", struct {
//		Rate float64 `unit:"Hz" comment:"mean rate"`
//	}{trains.Rate()})
func (r *Run) AddStruct(path string, result any) error {
	if r == nil {
		return errNoRun
	}
	if err := given.All("trajectory: AddStruct", given.Arg{Name: "struct", Value: result}); err != nil {
		return err
	}
	v := reflect.Indirect(reflect.ValueOf(result))
	list, err := fields.Of(v.Type())
	if err != nil {
		return prefixed("trajectory", err)
	}
	var faults []error
	for _, f := range list {
		value, unit := plainOf(v.FieldByIndex(f.Index)), f.Unit
		if of, is := value.(error); is {
			faults = append(faults, prefixed("trajectory: "+f.Where, of))
			continue
		}
		if value == nil || f.Min+f.Max != "" {
			err := fmt.Errorf("a %v is no item of a result; there are bool, integers, floats, string, units.Quantity, lists of these and units.Array", f.Type)
			if value != nil {
				err = errors.New("a result has no bounds; leave out min and max")
			}
			faults = append(faults, prefixed("trajectory: "+f.Where, err))
			continue
		}
		if elementOf(value) == nil { // which must have that dimension, and is stored in that unit, or in its own if there is none
			if value, err = fieldValue(f, v.FieldByIndex(f.Index)); err != nil {
				faults = append(faults, prefixed("trajectory: "+f.Where, err))
				continue
			}
		}
		faults = append(faults, r.add(path, Item{Name: strings.ReplaceAll(f.Path, ".", "_"), Value: value, Unit: unit, Comment: f.Comment}))
	}
	return errors.Join(faults...)
}

// Float returns a number that the run has given: "statistics.rate", the item rate of the result statistics, or the unambiguous
// end of that. The error wraps [ErrNotFound] if there is none.
func (r *Run) Float(name string) (float64, error) {
	if r == nil {
		return 0, errNoRun
	}
	_, item, err := r.item(name)
	if err != nil {
		return 0, err
	}
	x, is := number(item.Value)
	if !is {
		return 0, fmt.Errorf("trajectory: %s: %s is %s, and no number", r.Name(), name, kindOf(item.Value))
	}
	return x, nil
}

// Floats returns the numbers of a list or an array that the run has given, in row-major order and in the unit of the item; a single number is a list of one.
// The name is that of [Run.Float].
func (r *Run) Floats(name string) ([]float64, error) {
	if r == nil {
		return nil, errNoRun
	}
	_, item, err := r.item(name)
	if err != nil {
		return nil, err
	}
	value := item.Value
	if array, is := value.(NDArray); is {
		value = array.Data
	}
	list := reflect.ValueOf(value)
	if x, is := number(value); is {
		return []float64{x}, nil
	}
	if list.Kind() != reflect.Slice {
		return nil, fmt.Errorf("trajectory: %s: %s is %s, and no list of numbers", r.Name(), name, kindOf(item.Value))
	}
	numbers := make([]float64, list.Len())
	for k := range numbers {
		x, is := realOf(list.Index(k))
		if !is {
			return nil, fmt.Errorf("trajectory: %s: %s is %s, and no list of numbers", r.Name(), name, kindOf(item.Value))
		}
		numbers[k] = x
	}
	return numbers, nil
}

// item returns the item that a path means, with its full path.
func (r *Run) item(name string) (string, Item, error) {
	name, err := r.expand(name)
	if err != nil {
		return "", Item{}, err
	}
	name = r.results.followed(name)
	var paths []string
	var found []Item
	var fits []string
	for path, res := range r.results.all {
		for _, item := range res.Items {
			full := path + "." + item.Name
			if full == name {
				return full, item, nil
			}
			paths = append(paths, full)
			if name != "" && endsIn(full, name) {
				found, fits = append(found, item), append(fits, full)
			}
		}
	}
	switch len(found) {
	case 1:
		return fits[0], found[0], nil
	case 0:
		return "", Item{}, faultf(ErrNotFound, "trajectory: %s: there is no item %q; %s", r.Name(), name, hint(name, paths))
	}
	return "", Item{}, fmt.Errorf("trajectory: %s: %w", r.Name(), ambiguous("item", name, fits))
}

// number returns a stored scalar as a float64, if it is a real number.
func number(v any) (float64, bool) { return realOf(reflect.ValueOf(v)) }
