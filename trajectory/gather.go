package trajectory

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"golgi/internal/given"
	"golgi/internal/memory"
)

// A Gathered is one item of all runs as one array: its first axes are those of the runs, and the others are those of the item.
//
// Where the points are all combinations of some values, as those of [Cartesian] and [Product] are, there is an axis for each explored
// parameter, and parameters that change together share one. Else there is one axis of runs. Each axis of runs has coordinates.
type Gathered struct {
	Path string // result.item
	Unit string // that of the first run which gave it

	Axes  []RunAxis // of the runs
	Shape []int     // lengths of all axes
	Dims  []string  // names of all axes; "" where the item has none
	Data  any       // a list in row-major order, such as []float64; nil where it is ragged

	// Ragged has what each run gave where these differ in shape, are frames, or sparse matrices; its places are those of Runs.
	Ragged []any

	Runs    []int  // the number of the run at each place along the axes of runs, row-major
	Present []bool // whether it has given the item; where not, Data is [Missing], false, "" or 0
}

// A RunAxis is one of runs.
type RunAxis struct {
	Name        string // of the first parameter, or "run"
	Coordinates []Axis // the values of each parameter along it
}

// Gather returns an item, by its path or the unambiguous end of that, of all finished runs. Numbers in other units of one dimension are
// converted to the first; single numbers and truth values are float64, as those of [Rows] are. Where runs gave values of several types or dimensions, that is
// an error, and so it is if none has given it, or memory would not hold all of it.
//
//	g, err := trajectory.Gather(store, traj, "monitors.v.v")
func Gather(from Loader, t *Trajectory, item string) (*Gathered, error) {
	if err := given.All("trajectory: Gather", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	g, err := gridOf(t)
	if err != nil {
		return nil, err
	}
	place := make([]int, len(g.Runs))
	for k, run := range g.Runs {
		place[run] = k
	}
	done, err := g.fromNumbers(from, t, item, place)
	if err == nil && !done {
		err = g.fromRuns(from, t, item, place)
	}
	if err != nil {
		return nil, prefixed("trajectory: cannot gather "+item, err)
	}
	return g, nil
}

// fromNumbers takes a single number of which a store has a table, and reports whether it has.
func (g *Gathered) fromNumbers(from Loader, t *Trajectory, item string, place []int) (bool, error) {
	can, is := from.(NumberLoader)
	if !is {
		return false, nil
	}
	n, err := can.LoadNumbers(t, item)
	if err != nil || n == nil || len(n.Unsure) > 0 {
		return false, err
	}
	fits := n.fits(item)
	if len(fits) != 1 || fits[0].fault != nil {
		return false, nil
	}
	data := make([]float64, len(g.Runs))
	for k := range data {
		data[k] = missing
	}
	var lack []int
	for k, run := range n.Runs {
		if x := fits[0].Values[k]; run < len(place) && !IsMissing(x) {
			data[place[run]], g.Present[place[run]] = x, true
		} else {
			lack = append(lack, run)
		}
	}
	if other, err := givenBy(from, t, fits[0].Path, lack); err != nil || other {
		clear(g.Present)
		return false, err
	}
	g.Path, g.Unit, g.Data = fits[0].Path, fits[0].Unit, data
	return true, nil
}

// givenBy reports whether one of some runs gave an item.
func givenBy(from Loader, t *Trajectory, path string, runs []int) (bool, error) {
	if len(runs) == 0 {
		return false, nil
	}
	for run, err := range LoadParts(from, t, Excerpt{Paths: []string{branchResults + "." + path}}, runs...) {
		if err != nil || len(run.results.paths) > 0 {
			return err == nil, err
		}
	}
	return false, nil
}

// fromRuns loads the item of each run.
func (g *Gathered) fromRuns(from Loader, t *Trajectory, item string, place []int) error {
	path, err := itemPath(from, t, item)
	if err != nil {
		return err
	}
	g.Path = path
	result, name := path[:len(path)-len(lastName(path))-1], lastName(path)
	var values []gathering
	for run, err := range LoadParts(from, t, Excerpt{Paths: []string{branchResults + "." + path}}) {
		if err != nil {
			return err
		}
		res, there := run.results.leaves[result]
		if run.Record().Status != Finished || !there {
			continue
		}
		it, err := res.Item(name)
		if err != nil {
			continue
		}
		if len(values) == 0 {
			if err := memory.Ask("all of it", 2*bytesOf(it.Value)*int64(len(g.Runs))); err != nil { // while it is put together
				return err
			}
			g.Unit = it.Unit
		}
		if it.Value, err = inUnitOf(it, g.Unit, len(values) > 0); err != nil {
			return fmt.Errorf("%s: %w", run.Name(), err)
		}
		if x, is := inTable(it.Value); is {
			it.Value = x
		}
		values = append(values, gathering{run.Index(), it})
		g.Present[place[run.Index()]] = true
	}
	if len(values) == 0 {
		return faultf(ErrNotFound, "no run that has finished gave it")
	}
	return g.put(values, place)
}

// A gathering is what a run gave.
type gathering struct {
	run int
	Item
}

// put puts the values into their places.
func (g *Gathered) put(values []gathering, place []int) error {
	first := values[0]
	shape, ragged := first.Shape(), elementOf(first.Value) == nil
	for _, v := range values {
		if kindOf(v.Value) != kindOf(first.Value) {
			return fmt.Errorf("%s gave %s, and %s %s; give it as one type in all runs", RunName(first.run), kindOf(first.Value), RunName(v.run), kindOf(v.Value))
		}
		ragged = ragged || !slices.Equal(v.Shape(), shape)
	}
	if ragged {
		g.Ragged = make([]any, len(g.Runs))
		for _, v := range values {
			g.Ragged[place[v.run]] = v.Value
		}
		return nil
	}
	each, err := product(shape)
	if err != nil {
		return err
	}
	of := elementOf(first.Value)
	data := reflect.MakeSlice(reflect.SliceOf(of), each*len(g.Runs), each*len(g.Runs))
	if all, is := data.Interface().([]float64); is {
		for k := range all {
			all[k] = missing
		}
	}
	for _, v := range values {
		into := data.Slice(place[v.run]*each, (place[v.run]+1)*each)
		if len(shape) == 0 {
			into.Index(0).Set(reflect.ValueOf(v.Value))
			continue
		}
		list := v.Value
		if array, is := list.(NDArray); is {
			list = array.Data
		}
		reflect.Copy(into, reflect.ValueOf(list))
	}
	dims := first.Dims
	if dims == nil {
		dims = make([]string, len(shape))
	}
	g.Shape, g.Dims, g.Data = append(g.Shape, shape...), append(g.Dims, dims...), data.Interface()
	return nil
}

// itemPath returns the full path of an item that a finished run gave.
func itemPath(from Loader, t *Trajectory, item string) (string, error) {
	records, err := Records(from, t)
	if err != nil {
		return "", err
	}
	var last error = faultf(ErrNotFound, "no run has finished that might have given it")
	tried := 0
	for i, record := range records {
		if record.Status != Finished {
			continue
		}
		outlines, err := Outlines(from, t, i)
		if err != nil {
			return "", err
		}
		var paths, fits []string
		for _, o := range outlines {
			paths = append(paths, o.Path)
			if o.Path == item {
				return item, nil
			}
			if IsNamed(o.Path, item) {
				fits = append(fits, o.Path)
			}
		}
		switch len(fits) {
		case 1:
			return fits[0], nil
		case 0:
			last = faultf(ErrNotFound, "%s: there is no item %q; %s", RunName(i), item, hint(item, paths))
		default:
			return "", ambiguous("item", item, fits)
		}
		if tried++; tried == partsAtOnce && strings.Contains(item, ".") { // a full path is looked for in all runs
			return item, nil
		}
	}
	return "", last
}

// inUnitOf returns the value of an item in the unit that the first had.
func inUnitOf(it Item, unit string, notFirst bool) (any, error) {
	if !notFirst || it.Unit == unit {
		return it.Value, nil
	}
	from, err := itemUnit(it.Unit)
	if err != nil {
		return nil, err
	}
	to, err := itemUnit(unit)
	if err != nil {
		return nil, err
	}
	q, err := InUnit(it.Value, from)
	if err != nil {
		return nil, err
	}
	measured, of, has := Measured(q)
	if !has {
		return nil, errors.New("it has no numbers of a unit")
	}
	numbers, err := measured.In(to)
	if err != nil {
		return nil, fmt.Errorf("it is in %s, and the first run gave it in %s; give it in one dimension in all runs", orOne(it.Unit), orOne(unit))
	}
	return of(numbers), nil
}

func orOne(unit string) string {
	if unit == "" {
		return "1"
	}
	return unit
}
