package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"golgi/analyser/spiketrain"
	"golgi/figure"
	"golgi/trajectory"
	"golgi/units"
)

// recordings are what is drawn of a run.
type recordings struct {
	run, point  string
	window      timeWindow
	start, stop float64 // of all spikes, s
	trains      [][]float64
	groups      []figure.Group
	rates       []figure.Curve
	states      []figure.Trace
	others      []string // of what it gave
}

// recordingsOf finds what was recorded among what a run gave: t with i are spikes, t with rate a rate, and t with other numbers of as many times states.
func recordingsOf(run *trajectory.Run, w timeWindow) (*recordings, error) {
	r := &recordings{run: strings.Replace(run.Name(), "_", " ", 1), window: w, start: math.Inf(1), stop: math.Inf(-1)}
	if run.Index() >= 0 {
		r.run = fmt.Sprintf("run %d", run.Index())
	}
	for _, res := range run.Results() {
		if err := r.add(res); err != nil {
			return nil, err
		}
	}
	if r.start > r.stop {
		r.start, r.stop = 0, 0
	}
	return r, nil
}

// add adds what is to be drawn of a result.
func (r *recordings) add(res trajectory.Result) error {
	times, has := numbersOf(res, "t")
	if !has {
		for _, item := range res.Items {
			r.others = append(r.others, res.Path+"."+item.Name)
		}
		return nil
	}
	if neurons, are := numbersOf(res, "i"); are {
		return r.addSpikes(res, times, neurons)
	}
	r.addStates(res, times)
	return nil
}

// numbersOf returns an item as numbers in SI.
func numbersOf(res trajectory.Result, name string) ([]float64, bool) {
	item, err := res.Item(name)
	if err != nil {
		return nil, false
	}
	values, is := floats(item.Value)
	if unit := unitOr(item.Unit); is && unit.Scale != 1 {
		for k := range values {
			values[k] *= unit.Scale
		}
	}
	return values, is
}

// floats returns a list, or the elements of an array, as new float64s.
func floats(value any) ([]float64, bool) {
	switch v := value.(type) {
	case trajectory.NDArray:
		return floats(v.Data)
	case []float64:
		return slices.Clone(v), true
	case []float32:
		return converted(v), true
	case []int64:
		return converted(v), true
	case []int32:
		return converted(v), true
	case []uint64:
		return converted(v), true
	case []uint32:
		return converted(v), true
	case []int16:
		return converted(v), true
	case []uint16:
		return converted(v), true
	case []int8:
		return converted(v), true
	case []uint8:
		return converted(v), true
	}
	return nil, false
}

func converted[T float32 | int64 | uint64 | int32 | uint32 | int16 | uint16 | int8 | uint8](list []T) []float64 {
	all := make([]float64, len(list))
	for k, x := range list {
		all[k] = float64(x)
	}
	return all
}

// annotated returns a number that a monitor has noted.
func annotated(res trajectory.Result, name string) (float64, bool) {
	switch v := res.Annotations[name].(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case units.Quantity:
		return v.SI(), true
	}
	return 0, false
}

// mostNeurons bounds what the number of a neuron in a file can make of a figure.
const mostNeurons = 10_000_000

// addSpikes adds the spikes of a group.
func (r *recordings) addSpikes(res trajectory.Result, times, neurons []float64) error {
	if len(times) != len(neurons) {
		return fmt.Errorf("golgi: %s has %d times of spikes, and %d neurons", res.Path, len(times), len(neurons))
	}
	n, noted := annotated(res, "neurons")
	for _, i := range neurons {
		if !noted {
			n = max(n, i+1)
		}
		if !(i >= 0 && i < mostNeurons) || i != math.Trunc(i) || noted && i >= n {
			return fmt.Errorf("golgi: %s has a spike of neuron %v, and there is none", res.Path, i)
		}
	}
	if !(n <= mostNeurons) {
		return fmt.Errorf("golgi: %s says that it has %v neurons; figures are drawn of up to %d", res.Path, n, mostNeurons)
	}
	start, has := annotated(res, "start")
	stop, ends := annotated(res, "stop")
	if has && ends && (stop <= r.window.start || start >= r.window.stop) && stop > start {
		return nil // it was recorded at another time
	}
	if has && ends && stop > start {
		if stop <= r.window.start || start >= r.window.stop { // nothing was recorded
			return nil
		}
		r.start, r.stop = min(r.start, max(start, r.window.start)), max(r.stop, min(stop, r.window.stop))
	}
	var ts []float64
	var is []int32
	for k, t := range times {
		if math.IsNaN(t) {
			return fmt.Errorf("golgi: %s has a spike of neuron %v without a time", res.Path, neurons[k])
		}
		if t >= r.window.start && t <= r.window.stop {
			ts, is = append(ts, t), append(is, int32(neurons[k]))
			if !has || !ends {
				r.start, r.stop = min(r.start, t), max(r.stop, t)
			}
		}
	}
	trains, err := spiketrain.Trains(is, ts, int(n))
	if err != nil {
		return fmt.Errorf("golgi: %s: %w", res.Path, err)
	}
	r.trains = append(r.trains, trains...)
	r.groups = append(r.groups, figure.Group{Name: lastOf(res.Path), N: len(trains)})
	return nil
}

const mostElements = 5 // of states that are drawn

// addStates adds a rate, or the states of some elements.
func (r *recordings) addStates(res trajectory.Result, times []float64) {
	from, to := 0, len(times)
	for from < to && times[from] < r.window.start {
		from++
	}
	for to > from && times[to-1] > r.window.stop {
		to--
	}
	if from == to && len(times) > 0 {
		return // it was recorded at another time
	}
	t := units.ArrayFromSI(times[from:to], units.Second.Dim)
	for _, item := range res.Items {
		values, is := floats(item.Value)
		if !is || item.Name == "t" || item.Name == "record" || len(times) == 0 || len(values)%len(times) != 0 || len(values) == 0 {
			continue
		}
		width, unit := len(values)/len(times), unitOr(item.Unit)
		column := func(k int) units.Array {
			list := make([]float64, to-from)
			for i := range list {
				list[i] = values[(from+i)*width+k] * unit.Scale
			}
			return units.ArrayFromSI(list, unit.Dim)
		}
		if item.Name == "rate" && width == 1 {
			r.rates = append(r.rates, averaged(figure.Curve{Name: lastOf(res.Path), X: t, Y: column(0)}, r.window.bin))
			continue
		}
		elements, _ := numbersOf(res, "record")
		trace := figure.Trace{Title: lastOf(res.Path), Label: item.Name}
		for k := range min(width, mostElements) {
			name := fmt.Sprintf("%d", k)
			if k < len(elements) {
				name = fmt.Sprintf("%.0f", elements[k])
			}
			trace.Curves = append(trace.Curves, figure.Curve{Name: name, X: t, Y: column(k)})
		}
		if width > mostElements {
			trace.Title += fmt.Sprintf(", the first %d of %d", mostElements, width)
		}
		r.states = append(r.states, trace)
	}
}

// averaged returns the means of a curve in bins of time; of 1/200 of it, where no length is given. A rate of each step is 0 nearly always.
func averaged(c figure.Curve, bin float64) figure.Curve {
	ts, ys := c.X.SI(), c.Y.SI()
	if len(ts) < 2 {
		return c
	}
	if bin == 0 {
		bin = (ts[len(ts)-1] - ts[0]) / 200
	}
	var xs, means []float64
	for k := 0; k < len(ts); {
		end, sum := ts[k]+bin*(1-1e-9), 0.0
		first := k
		for ; k < len(ts) && (k == first || ts[k] < end); k++ {
			sum += ys[k]
		}
		xs, means = append(xs, (ts[first]+ts[k-1])/2), append(means, sum/float64(k-first))
	}
	c.X, c.Y = units.ArrayFromSI(xs, units.Second.Dim), units.ArrayFromSI(means, c.Y.Dimension())
	return c
}

const mostBins = 1e6

// rate returns the rate of a group as a curve, if it has one.
func (r *recordings) rate(group string) (c figure.Curve, has bool, err error) {
	at := 0
	for _, g := range r.groups {
		if g.Name != group {
			at += g.N
			continue
		}
		bin := r.window.bin
		if bin == 0 {
			bin = (r.stop - r.start) / 100
		}
		if !(bin > 0) || g.N == 0 {
			return c, false, nil
		}
		if n := (r.stop - r.start) / bin; n > mostBins {
			return c, false, fmt.Errorf("golgi: %s has %.3g bins of %v s; figures have up to %g; give a longer --bin, or --from and --until", r.run, n, bin, mostBins)
		}
		edges, err := spiketrain.Windows(r.start, r.stop, bin)
		if err != nil {
			return c, false, fmt.Errorf("golgi: %s: %w", r.run, err)
		}
		xs, ys := make([]float64, len(edges)-1), make([]float64, len(edges)-1)
		for _, train := range r.trains[at : at+g.N] {
			for k, n := range spiketrain.Counts(train, edges) {
				ys[k] += float64(n) / (bin * float64(g.N))
			}
		}
		for k := range xs {
			xs[k] = (edges[k] + edges[k+1]) / 2
		}
		return figure.Curve{X: units.ArrayFromSI(xs, units.Second.Dim), Y: units.ArrayFromSI(ys, units.Hertz.Dim)}, true, nil
	}
	return c, false, nil
}

// unrated reports whether a group's rate was not recorded, and so is to be drawn from its spikes.
func (r *recordings) unrated(g figure.Group) bool {
	return !slices.ContainsFunc(r.rates, func(c figure.Curve) bool { return c.Name == g.Name })
}

// panels are those of a run.
func (r *recordings) panels() (all []figure.Panel) {
	if len(r.groups) > 0 {
		all = append(all, figure.Raster{Trains: r.trains, Groups: r.groups, Start: r.start, Stop: r.stop})
	}
	if slices.ContainsFunc(r.groups, r.unrated) {
		all = append(all, figure.Rate{Trains: r.trains, Groups: r.groups, Start: r.start, Stop: r.stop, Bin: r.window.binOf()})
	}
	if len(r.rates) > 0 {
		all = append(all, figure.Trace{Label: "rate", Curves: r.rates})
	}
	for _, trace := range r.states {
		all = append(all, trace)
	}
	return all
}

// other says what a run gave that is not drawn.
func (r *recordings) other() string {
	const most = 6
	if more := len(r.others) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(r.others[:most], ", "), more)
	}
	if len(r.others) == 0 {
		return "nothing"
	}
	return strings.Join(r.others, ", ")
}
