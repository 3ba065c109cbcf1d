package figure

import (
	"errors"

	"golgi/units"
)

// Intervals are the histogram of the intervals between the spikes of each neuron, one for each group. Trains and Groups are those of a [Raster].
type Intervals struct {
	Title  string
	Trains [][]float64
	Groups []Group
	Bins   int
	LogY   bool
}

func (i Intervals) axes() (*axes, error) {
	samples, err := perGroup(i.Trains, i.Groups, units.Second, func(train []float64) (values []float64) {
		for k := 1; k < len(train); k++ {
			values = append(values, train[k]-train[k-1])
		}
		return values
	})
	if err != nil {
		return nil, err
	}
	a, err := Histogram{Title: i.Title, X: "interval", Y: "intervals", Samples: samples, Bins: i.Bins, LogY: i.LogY}.axes()
	if err == nil && a.note != "" {
		a.note = "no intervals"
	}
	return a, err
}

// Rates are the histogram of the mean rates of neurons, one for each group, from Start to Stop, in seconds. Trains and Groups are those of a [Raster].
type Rates struct {
	Title       string
	Trains      [][]float64
	Groups      []Group
	Start, Stop float64
	Bins        int
}

func (r Rates) axes() (*axes, error) {
	if err := window(r.Start, r.Stop); err != nil {
		return nil, err
	}
	if r.Stop == 0 && r.Start == 0 {
		return nil, errors.New("a rate needs a time; set Stop, and Start, to those of the recording, in seconds")
	}
	samples, err := perGroup(r.Trains, r.Groups, units.Hertz, func(train []float64) []float64 {
		n := 0
		for _, t := range train {
			if t >= r.Start && t < r.Stop {
				n++
			}
		}
		return []float64{float64(n) / (r.Stop - r.Start)}
	})
	if err != nil {
		return nil, err
	}
	a, err := Histogram{Title: r.Title, X: "rate", Y: "neurons", Samples: samples, Bins: r.Bins}.axes()
	if err == nil && a.note != "" {
		a.note = "no neurons"
	}
	return a, err
}

// perGroup returns a sample for each group, with some numbers of each of its trains.
func perGroup(trains [][]float64, groups []Group, unit units.Unit, of func(train []float64) []float64) (samples []Sample, err error) {
	groups, starts, err := split(groups, len(trains))
	if err != nil {
		return nil, err
	}
	for k, g := range groups {
		var values []float64
		for _, train := range trains[starts[k]:starts[k+1]] {
			values = append(values, of(train)...)
		}
		samples = append(samples, Sample{g.Name, unit.OfAll(values...)})
	}
	return samples, nil
}
