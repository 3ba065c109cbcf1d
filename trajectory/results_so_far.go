package trajectory

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Results are what a [Search] sees: the runs so far, in the order of their points. It is a [Reader] of the defaults. It cannot be written
// to; one goroutine at a time may use it.
type Results struct {
	from  Loader
	t     *Trajectory
	items map[string][]float64  // numbers that were asked for, by item and run
	alike map[string]*alikeness // the runs by the values of some parameters, which are the key
}

// An alikeness groups runs by their values of some parameters.
type alikeness struct {
	axes []int
	runs map[string][]int
	n    int // runs that are in it
}

// ResultsOf returns the results of all runs of t, which it loads when they are needed.
func ResultsOf(from Loader, t *Trajectory) *Results {
	return &Results{from: from, t: t, items: map[string][]float64{}, alike: map[string]*alikeness{}}
}

var errNoResults = fmt.Errorf("trajectory: there are no results: they are nil, or of nothing")

func (r *Results) missing() bool { return r == nil || r.t == nil || r.from == nil }

// Generation returns the number of the generation that is next: 0 where nothing was explored.
func (r *Results) Generation() int { return len(r.Generations()) }

// Generations returns the number of the first run of each generation.
func (r *Results) Generations() []int {
	if r.missing() {
		return nil
	}
	return r.t.Generations()
}

// Len returns how many runs there are, 0 where nothing was explored.
func (r *Results) Len() int {
	if r.missing() {
		return 0
	}
	return r.t.explored()
}

// Run returns run i with its results; its Err says if it has not finished.
func (r *Results) Run(i int) (*Run, error) {
	if r.missing() {
		return nil, errNoResults
	}
	return r.from.LoadRun(r.t, i)
}

// Table is [Rows] of the runs so far.
func (r *Results) Table(columns ...string) (*Table, error) {
	if r.missing() {
		return nil, errNoResults
	}
	return Rows(r.from, r.t, columns...)
}

// UniquePoints is that of [Trajectory].
func (r *Results) UniquePoints(paths ...string) ([]UniquePoint, error) {
	if r.missing() {
		return nil, errNoResults
	}
	return r.t.UniquePoints(paths...)
}

// Parameter returns a copy of a parameter with its default.
func (r *Results) Parameter(path string) (*Parameter, error) {
	if r.missing() {
		return nil, errNoResults
	}
	return r.t.Parameter(path)
}

// Parameters is that of [Trajectory].
func (r *Results) Parameters(group string) ([]*Parameter, error) {
	if r.missing() {
		return nil, errNoResults
	}
	return r.t.Parameters(group)
}

// Explored is that of [Trajectory].
func (r *Results) Explored(path string) bool { return !r.missing() && r.t.Explored(path) }

// At returns the runs that have the values of a point, in order: several if it is repeated.
func (r *Results) At(point Point) ([]int, error) {
	if r.missing() {
		return nil, errNoResults
	}
	if r.Len() == 0 {
		return nil, nil
	}
	paths := slices.Sorted(maps.Keys(point))
	among, err := r.among(paths)
	if err != nil {
		return nil, err
	}
	var key []byte
	for _, path := range paths {
		like, err := defaultOf(r.t, path)
		if err != nil {
			return nil, prefixed("trajectory", err)
		}
		v, err := conform(point[path], like)
		if err != nil {
			return nil, prefixed("trajectory: "+path, err)
		}
		key = appendKey(key, v)
	}
	return slices.Clone(among.runs[string(key)]), nil
}

// among returns the runs by the values of parameters, with all that have come since it was asked last.
func (r *Results) among(paths []string) (*alikeness, error) {
	table, err := r.t.table()
	if err != nil {
		return nil, err
	}
	name := strings.Join(paths, " ")
	among := r.alike[name]
	if among == nil {
		among = &alikeness{runs: map[string][]int{}}
		for _, path := range paths {
			full, err := r.t.find(path)
			if err != nil {
				return nil, err
			}
			a := r.t.axisOf(full)
			if a < 0 {
				return nil, faultf(ErrNotFound, "trajectory: %s is not explored; there are: %s", full, listed(pathsOf(table)))
			}
			among.axes = append(among.axes, a)
		}
		r.alike[name] = among
	}
	axes := make([]axis, len(among.axes))
	for k, a := range among.axes {
		axes[k] = table[a]
	}
	for ; among.n < r.Len(); among.n++ {
		key := keyOf(axes, among.n)
		among.runs[key] = append(among.runs[key], among.n)
	}
	return among, nil
}

// Mean returns the mean of a number that the runs gave, such as "rate.mean" (of truth values, true is 1 and false 0), over those of them that have finished, and how many these
// are; where that is none, it is NaN.
func (r *Results) Mean(item string, runs ...int) (mean float64, n int, err error) {
	if r.missing() {
		return 0, 0, errNoResults
	}
	sum := 0.0
	for _, i := range runs {
		x, finished, err := r.number(item, i)
		if err != nil {
			return 0, 0, err
		}
		if finished {
			sum, n = sum+x, n+1
		}
	}
	return sum / float64(n), n, nil
}

// unknown is the number of a run that was not loaded, and unfinished that of one that gave none. Others have no such bits, or are loaded again.
var unknown, unfinished = math.Float64frombits(0x7ff8_0000_756e_6b6e), math.Float64frombits(0x7ff8_0000_756e_6669)

// number returns what run i gave, which is loaded once.
func (r *Results) number(item string, i int) (x float64, finished bool, err error) {
	if i < 0 || i >= r.Len() {
		return 0, false, faultf(ErrNotFound, "trajectory: there are no results of a run %d; there are %d runs", i, r.Len())
	}
	numbers := r.items[item]
	before := len(numbers)
	for len(numbers) < r.Len() {
		numbers = append(numbers, unknown)
	}
	r.items[item] = numbers
	if len(numbers)-before > fewRuns {
		if err := r.takeTogether(item, numbers); err != nil {
			return 0, false, err
		}
	}
	if math.Float64bits(numbers[i]) == math.Float64bits(unknown) {
		x, err := r.numberOf(item, i)
		if err != nil {
			return 0, false, err
		}
		numbers[i] = x
	}
	return numbers[i], math.Float64bits(numbers[i]) != math.Float64bits(unfinished), nil
}

// numberOf loads what run i gave.
func (r *Results) numberOf(item string, i int) (float64, error) {
	run, err := r.load(i)
	if err != nil {
		return 0, err
	}
	if run.Err() != nil {
		return unfinished, nil
	}
	path, it, err := run.item(item)
	if err != nil {
		return 0, err
	}
	x, is := inTable(it.Value)
	if !is {
		return 0, fmt.Errorf("trajectory: %s: %s is %s, and no number", run.Name(), path, kindOf(it.Value))
	}
	return x, nil
}

// fewRuns is how many new runs are loaded one by one.
const fewRuns = 32

// takeTogether fills in the numbers that a store has of all runs together.
func (r *Results) takeTogether(item string, numbers []float64) error {
	together, can := r.from.(NumberLoader)
	if !can {
		return nil
	}
	n, err := together.LoadNumbers(r.t, item)
	if err != nil || n == nil || !n.answers(r.t, []string{item}) {
		return err
	}
	if fits := n.fits(item); len(fits) == 1 && fits[0].fault == nil {
		for k, run := range n.Runs {
			if x := fits[0].Values[k]; run < len(numbers) && !IsMissing(x) {
				numbers[run] = x
			}
		}
	}
	return nil
}

func (r *Results) load(i int) (*Run, error) {
	if thin, can := r.from.(ThinLoader); can {
		return thin.LoadThinRun(r.t, i)
	}
	return r.from.LoadRun(r.t, i)
}
