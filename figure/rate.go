package figure

import (
	"errors"
	"fmt"
	"math"

	"golgi/units"
)

// A Rate is how many spikes neurons have in bins of time, per neuron and second: a line for each group, with its name if it has one.
//
// Trains, Groups, Start and Stop are those of a [Raster]. Bin is the length of the bins; if it is 0, a round time of which there are about 200. What lies behind the last whole
// bin is left out.
type Rate struct {
	Title       string
	Trains      [][]float64
	Groups      []Group
	Bin         units.Quantity
	Start, Stop float64
}

func (r Rate) axes() (*axes, error) {
	groups, starts, err := split(r.Groups, len(r.Trains))
	if err != nil {
		return nil, err
	}
	bin, err := r.bin()
	if err != nil {
		return nil, err
	}
	if err := window(r.Start, r.Stop); err != nil {
		return nil, err
	}
	a := &axes{title: r.Title, x: timeAxis(r.Start, r.Stop), y: axis{name: "rate", dim: units.Hertz.Dim, zero: true}, height: 56}
	if !a.x.any {
		for _, train := range r.Trains {
			a.x.cover(train...)
		}
	}
	if !a.x.any || len(r.Trains) == 0 {
		a.note = "no spikes"
		return a, nil
	}
	if err := a.x.moderate(); err != nil {
		return nil, err
	}
	if bin == 0 {
		const usualBins = 200
		if bin = roundStep((a.x.high - a.x.low) / usualBins); !(bin > 0) || math.IsInf(bin, 0) {
			bin = 1e-3
		}
	}
	n := (a.x.high - a.x.low) / bin
	if n > mostBins {
		return nil, fmt.Errorf("%.3g bins of %v s are too many; let Bin be larger", n, bin)
	}
	if n < 1 {
		a.x.cover(a.x.low + bin) // of the only one
	}
	for k, g := range groups {
		if g.N == 0 {
			continue
		}
		xs, ys := binned(r.Trains[starts[k]:starts[k+1]], a.x.low, bin, max(int(n+1e-9), 1))
		a.y.cover(ys...)
		s := styleOf(k)
		if len(groups) == 1 {
			s.color = black
		}
		s.marker, s.width = marker{}, 3*dot
		a.marks = append(a.marks, curveMark{xs: xs, ys: ys, style: s, line: true})
		if g.Name != "" && len(groups) > 1 {
			a.legend = append(a.legend, key{name: g.Name, style: s, line: true})
		}
	}
	if a.y.high == 0 {
		a.note = "no spikes"
	}
	return a, nil
}

const mostBins = 1e7

// bin returns the length of the bins in seconds, 0 where it is to be chosen.
func (r Rate) bin() (float64, error) {
	if r.Bin.SI() == 0 {
		return 0, nil
	}
	bin, err := r.Bin.In(units.Second)
	if err != nil {
		return 0, fmt.Errorf("Bin: %w", err)
	}
	if !(bin > 0) || math.IsInf(bin, 0) {
		return 0, errors.New("Bin is no length of time; write, for instance, units.Millisecond.Of(5)")
	}
	return bin, nil
}

// binned returns the middles of bins and the rates in them.
func binned(trains [][]float64, start, bin float64, n int) (xs, ys []float64) {
	xs, ys = make([]float64, n), make([]float64, n)
	for k := range xs {
		xs[k] = start + (float64(k)+0.5)*bin
	}
	for _, train := range trains {
		for _, t := range train {
			if k := math.Floor((t-start)/bin + 1e-9); k >= 0 && k < float64(n) {
				ys[int(k)]++
			}
		}
	}
	for k := range ys {
		ys[k] /= bin * float64(len(trains))
	}
	return xs, ys
}
