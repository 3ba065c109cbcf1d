package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// A Raster is the spikes of neurons over time: a dot for each spike, the first neuron at the bottom.
//
// Trains has the times of each neuron's spikes in seconds, as package spiketrain has them. Groups are drawn in colours, with a line between
// them and their names beside them; of groups without names, such as clusters, there are only the lines. The axis is from Start to Stop, in seconds; if both are 0, it
// is that of the spikes. If there are very many spikes, each dot is the darker, the more spikes are there, and none is left out.
type Raster struct {
	Title       string
	Trains      [][]float64
	Groups      []Group
	Start, Stop float64
}

func (r Raster) axes() (*axes, error) {
	groups, starts, err := split(r.Groups, len(r.Trains))
	if err != nil {
		return nil, err
	}
	if err := window(r.Start, r.Stop); err != nil {
		return nil, err
	}
	a := &axes{title: r.Title, x: timeAxis(r.Start, r.Stop), y: axis{name: "neuron", whole: true, exact: true}, height: rasterHeight(len(r.Trains))}
	if a.y.cover(-0.5, float64(len(r.Trains))-0.5); len(r.Trains) == 0 {
		a.y.any = false
	}
	spikes := 0
	for _, train := range r.Trains {
		for _, t := range train {
			if r.Start == 0 && r.Stop == 0 {
				a.x.cover(t)
			}
			if !math.IsNaN(t) && (r.Stop == 0 || t >= r.Start && t <= r.Stop) {
				spikes++
			}
		}
	}
	if spikes == 0 {
		a.note = "no spikes"
	}
	named := false
	for k, g := range groups {
		named = named || g.Name != ""
		a.marks = append(a.marks, dotsMark{each: events(r.Trains, starts[k], starts[k+1]), color: colourOf(groups, k)})
		if k > 0 {
			a.marks = append(a.marks, ruleMark{at: float64(starts[k]) - 0.5, along: true, style: style{color: grey, width: fine}})
		}
	}
	if named {
		a.aside = names{groups, starts}
	}
	return a, nil
}

// events yields the spikes of some neurons.
func events(trains [][]float64, from, to int) func(do func(x, y float64)) {
	return func(do func(x, y float64)) {
		for i := from; i < to; i++ {
			for _, t := range trains[i] {
				do(t, float64(i))
			}
		}
	}
}

// rasterHeight is larger where there are more neurons, up to a limit.
func rasterHeight(n int) vg.Length { return min(max(46, vg.Length(n)*4), 110) }
