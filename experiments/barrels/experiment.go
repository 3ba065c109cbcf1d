package barrels

import (
	"errors"
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
		"neighbours spike together, so that neurons become selective, and neighbours alike. In 5 s selectivity doubles, and is still weak; weights part and a map forms only within minutes.",
	Source: "Kremer et al. (2011), J. Neurosci. 31:10689; Brian 2, example Kremer_et_al_2011_barrel_cortex",
	Parts: []component.Component{
		component.Bound[P]{Group: "cortex", Default: defaults, Make: build},
		runner.Subruns{{Name: "learn", Duration: units.Second.Of(5)}},
		components.Record{Spikes: []string{"layer4", "exc", "inh"}},
		analyser.Measure{Of: "layer4", During: []string{"learn"}}, analyser.Measure{Of: "exc", During: []string{"learn"}}, analyser.Measure{Of: "inh", During: []string{"learn"}},
		analyser.After("learn", measure),
		analyser.Drawn{Figure: "neurons", Draw: draw},
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

// selectivities are how selective excitatory neurons are: of each that has inputs in layer 4, the length of the mean direction of these, weighted, between 0 and 1.
func selectivities(s *component.Subrun, weigh bool) (lengths []float64, err error) {
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
	if err := errors.Join(err, err2, err3, err4); err != nil {
		return nil, err
	}
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
		if weights[j] > 0 {
			lengths = append(lengths, cmplx.Abs(sum[j]/complex(weights[j], 0)))
		}
	}
	if len(lengths) == 0 {
		return nil, errors.New("barrels: no neuron of layer 2/3 has a synapse from layer 4 with a weight above 0: selectivity is that of its inputs; raise P_ff, M4 or EPSP")
	}
	return lengths, nil
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
		all, err := selectivities(s, weigh)
		if err != nil {
			return err
		}
		for _, length := range all {
			mean[weigh] += length / float64(len(all))
		}
	}
	return errors.Join(s.Run.Add("selectivity", "before", mean[false], "1"), s.Run.Add("selectivity", "after", mean[true], "1"), s.Run.Add("selectivity", "gain", mean[true]/mean[false], "1"))
}

// draw draws how selective excitatory neurons are, at the beginning and at the end.
func draw(s *component.Subrun) (*figure.Figure, error) {
	before, err := selectivities(s, false)
	after, err2 := selectivities(s, true)
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	return figure.New("", figure.Histogram{X: "selectivity", Y: "neurons", Bins: 40, Samples: []figure.Sample{
		{Name: "before", Values: figure.Numbers(before...)}, {Name: "after", Values: figure.Numbers(after...)}}}), nil
}
