package barrels

import (
	"errors"
	"math"
	"math/cmplx"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/figure"
	"golgi/runner"
	"golgi/sim"
	"golgi/units"
)

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "barrels",
	Doc: "A map of directions in the barrel cortex, as it begins.\n\n" +
		"Bars move over a field of whiskers, in random directions, and excite neurons of layer 4 that are selective for these. Synapses onto layer 2/3 learn, and lateral ones have " +
		"neighbours spike together, so that neurons become selective, and neighbours alike. In 5 s weights only begin to part; a map needs minutes.",
	Source: "Kremer et al. (2011), J. Neurosci. 31:10689; Brian 2, example Kremer_et_al_2011_barrel_cortex",
	Parts: []component.Component{
		component.Bound[P]{Group: "cortex", Default: defaults, Make: build},
		runner.Subruns{{Name: "learn", Duration: units.Second.Of(5)}},
		components.Record{Spikes: []string{"layer4", "exc", "inh"}},
		analyser.Measure{Of: "layer4", During: []string{"learn"}}, analyser.Measure{Of: "exc", During: []string{"learn"}}, analyser.Measure{Of: "inh", During: []string{"learn"}},
		analyser.After("learn", measure),
		analyser.Drawn{Figure: "map", Draw: draw},
	},
	Campaigns: []cli.Campaign{{Run: "--seed 1", Expect: []cli.Expectation{
		{What: "synapses from layer 4 to 2/3", Of: "synapses.feedforward", Band: cli.Between(3.7734e6, 3.7886e6), Source: "25·484·625/2 = 3.781 M; Brian 2.5.1, a seed: 3.781 M"},
		{What: "lateral excitatory synapses", Of: "synapses.lateral", Band: cli.Between(1.583e6, 1.593e6), Source: "Brian 2.5.1, a seed: 1.588 M"},
		{What: "inhibitory synapses", Of: "synapses.inhibition", Band: cli.Between(5.28e5, 5.33e5), Source: "Brian 2.5.1, a seed: .5304 M"},
		{What: "rate of excitatory neurons", Of: "exc.rate", Band: cli.Reported(), Source: "Brian 2.5.1, a seed: 5.73"},
		{What: "rate of inhibitory neurons", Of: "inh.rate", Band: cli.Reported(), Source: "Brian 2.5.1, a seed: 20.06"},
		{What: "selectivity after 5 s over that before", Of: "gain", Band: cli.AtLeast(1), Source: "it increases; Brian 2.5.1, a seed: 1.90"},
	}}},
}

// directions are what excitatory neurons prefer: for each, the mean direction of its inputs in layer 4, weighted, as a complex number of a length between 0 and 1.
func directions(s *component.Subrun, weigh bool) ([]complex128, error) {
	feedforward, err := component.Get[*sim.Synapses](s.Objects, "feedforward")
	input, err2 := component.Get[*sim.NeuronGroup](s.Objects, "layer4")
	exc, err3 := component.Get[*sim.Subgroup](s.Objects, "exc")
	if err := errors.Join(err, err2, err3); err != nil {
		return nil, err
	}
	of, err := s.Network.Get(input, "selectivity")
	from, err2 := s.Network.Get(feedforward, "i")
	to, err3 := s.Network.Get(feedforward, "j")
	w, err4 := s.Network.Get(feedforward, "w")
	sum, weights := make([]complex128, exc.Size()), make([]float64, exc.Size())
	for k := range w {
		weight := 1.0
		if weigh {
			weight = w[k]
		}
		sum[int(to[k])] += cmplx.Rect(weight, of[int(from[k])])
		weights[int(to[k])] += weight
	}
	for j := range sum {
		sum[j] /= complex(weights[j], 0)
	}
	return sum, errors.Join(err, err2, err3, err4)
}

// measure stores how many synapses there are, and how selective excitatory neurons are at the end, and at the beginning, when all weights were equal.
func measure(s *component.Subrun) error {
	for _, name := range []string{"feedforward", "lateral", "inhibition"} {
		synapses, err := component.Get[*sim.Synapses](s.Objects, name)
		if err != nil {
			return err
		}
		i, err := s.Network.Get(synapses, "i")
		if err := errors.Join(err, s.Run.Add("synapses", name, len(i), "1")); err != nil {
			return err
		}
	}
	mean := map[bool]float64{}
	for _, weigh := range []bool{false, true} {
		all, err := directions(s, weigh)
		if err != nil {
			return err
		}
		for _, z := range all {
			mean[weigh] += cmplx.Abs(z) / float64(len(all))
		}
	}
	return errors.Join(s.Run.Add("selectivity", "before", mean[false], "1"), s.Run.Add("selectivity", "after", mean[true], "1"), s.Run.Add("selectivity", "gain", mean[true]/mean[false], "1"))
}

// draw draws the directions that excitatory neurons prefer, where they are. A few neurons are no map.
func draw(s *component.Subrun) (*figure.Figure, error) {
	all, err := directions(s, true)
	side := int(math.Sqrt(float64(len(all))))
	if err != nil || side < 10 {
		return nil, err
	}
	places, angles := make([]float64, side), make([]float64, len(all))
	for k := range places {
		places[k] = float64(k)
	}
	for k, z := range all {
		angles[k] = math.Mod(cmplx.Phase(z)*180/math.Pi+360, 360)
	}
	return figure.New("", figure.HeatMap{X: "column", Y: "row", Of: "preferred direction (degrees)", XValues: figure.Numbers(places...), YValues: figure.Numbers(places...), Values: figure.Numbers(angles...)}), nil
}
