// Package topographic is the topographic map of Brian 1: places in one layer of neurons are found again in the next.
//
//	golgi topographic run --figure topographic.png
package topographic

import (
	"errors"

	"gonum.org/v1/gonum/stat"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// Stimulus are the parameters of the first layer.
type Stimulus struct {
	N     int     `comment:"number of neurons" min:"1"`
	Place float64 `comment:"of the middle of those that are active, from 0 to 1" min:"0" max:"1"`
	Width float64 `comment:"part of the layer that is active" min:"0" max:"1"`
	Rate  float64 `unit:"Hz" comment:"of each of them" min:"0"`
}

func stimulus(b *component.Build, p Stimulus) error {
	_, err := component.Add(b, sim.Poisson{Name: "layer1", Size: p.N, Rates: "rate*int(abs((i + 0.5)/N - place) < width/2)", Namespace: sim.NamespaceOf(p)})
	return err
}

var model = components.Model{Equations: "dv/dt = -v/tau : volt", Threshold: "v > V_th", Reset: "v = 0*mV", Method: "exact", Parameters: `
	tau  = 10 ms  > 0  # membrane time constant
	V_th = 10 mV  > 0  # threshold above rest`}

// respond stores where in the second layer the spikes are: their mean and their standard deviation.
func respond(s *component.Subrun) error {
	trains, err := s.Trains("layer2")
	if err != nil {
		return err
	}
	var places, spikes []float64
	for i, times := range trains.Times {
		places, spikes = append(places, (float64(i)+0.5)/float64(trains.N())), append(spikes, float64(len(times)))
	}
	mean, sd := stat.MeanStdDev(places, spikes)
	return errors.Join(s.Run.Add("response", "centre", mean, ""), s.Run.Add("response", "sd", sd, ""))
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{Name: "topographic", Source: "Brian 1, example topographic_map",
	Doc: `Where neurons of one layer are active, neurons of the next layer are, at the same place.

Each neuron of the first layer is connected with half of those of the second one, the more weakly, the farther they are apart; within the
second layer there are wider connections. A part of the first layer spikes, somewhere: the second one responds at this place.`,
	Parts: []component.Component{
		component.Bound[Stimulus]{Group: "layer1", Default: Stimulus{N: 100, Place: 0.5, Width: 0.2, Rate: 30}, Make: stimulus},
		components.Neurons{Name: "layer2", Size: 100, Model: model},
		components.Connection{Name: "forward", From: "layer1", To: "layer2", Onto: "v", Rule: components.Probability(0.5), Weight: components.GaussianProfile(components.Line(), "3 mV", 0.1)},
		components.Connection{Name: "lateral", From: "layer2", To: "layer2", Onto: "v", Rule: components.Probability(0.5), Weight: components.GaussianProfile(components.Line(), "0.5 mV", 0.2)},
		runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"layer1", "layer2"}},
		analyser.Measure{Of: "layer2", During: []string{"measure"}}, analyser.After("measure", respond),
	},
	Explore: trajectory.Cartesian{{Path: "place", Values: []float64{0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}}, {Path: manager.Trial, Values: []int{0, 1, 2}}},
	Campaigns: []cli.Campaign{
		{Name: "map", Run: "--trials 10", Expect: []cli.Expectation{
			{What: "correlation of the places of stimulus and response", Number: correlation, Band: cli.AtLeast(0.99), Source: "what a map is"},
			{What: "width (s.d.) of the response, place = 0.5", Of: "response.sd", Where: "place == 0.5", Band: cli.Between(0.087, 0.104), Source: "Brian 2.5.1, 80 networks: 0.0955 ± 0.0088; 3 s.e. of 10"},
			{What: "rate of the second layer, place = 0.5", Of: "layer2.rate", Where: "place == 0.5", Band: cli.Between(11.1, 16.5), Source: "the same: 13.8 ± 2.8 Hz"},
		}},
		{Name: "none", Run: "--trials 10 forward.weight_sigma=100.0 lateral.weight_peak=0mV", Expect: []cli.Expectation{
			{What: "the same correlation, where weights do not hang on distance", Number: correlation, Band: cli.Between(-0.36, 0.36), Source: "0, with 3 s.d. of 70 runs"},
		}},
	},
}

// correlation returns that of the place of the stimulus and the centre of the response, over all runs.
func correlation(r cli.Report) (float64, error) {
	table, err := trajectory.Rows(r, r.Trajectory, "place", "centre")
	if err != nil {
		return 0, err
	}
	var places, centres []float64
	for _, row := range table.Rows {
		places, centres = append(places, row.Values[0].(float64)), append(centres, row.Values[1].(float64))
	}
	return stat.Correlation(places, centres, nil), nil
}
