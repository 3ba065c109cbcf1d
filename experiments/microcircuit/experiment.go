package microcircuit

import (
	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/units"
)

// names are those of the populations.
func names() (all []string) {
	for _, p := range populations {
		all = append(all, p.name)
	}
	return all
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "microcircuit",
	Doc: "A square millimetre of cortex, or a part of it: four layers, and their spontaneous activity.\n\n" +
		"Each of four layers has excitatory and inhibitory neurons, which are alike in all layers but for their connections and their external inputs. " +
		"These alone make the rates differ, from one to nine spikes a second. " +
		"At scale=1 it has 77169 neurons and 299 million synapses; a smaller scale has less of both, stronger synapses, and a current in place of the means that are lost.",
	Source: "Potjans & Diesmann (2014), Cereb. Cortex 24:785",
	Parts: []component.Component{
		component.Bound[P]{Group: "circuit", Make: build, Default: P{Scale: 0.1, J: 87.8, G: 4, J_sd: 0.1, Rate: 8, Delay_e: 1.5, Delay_i: 0.75, Delay_sd: 0.5,
			Tau_m: 10, C: 250, Tau_syn: 0.5, E_L: -65, V_th: -50, V_r: -65, T_ref: 2}},
		runner.Subruns{{Name: "initial", Duration: units.Second.Of(0.5)}, {Name: "measure", Duration: units.Second.Of(2)}},
		components.Record{Spikes: names(), During: []string{"measure"}},
		analyser.After("measure", measure),
	},
	Campaigns: []cli.Campaign{{Run: "--trials 3 measure=10s", Expect: expected()}},
}

// expected are the rates at a tenth of the scale, and beside them those of the whole network: of an independent simulation, and of PyNEST.
func expected() (all []cli.Expectation) {
	for k, e := range []struct {
		low, high   float64
		tenth, full string
	}{
		{0.44, 0.5, ".470 ± .006", ".906, .903"}, {1.97, 2.19, "2.080 ± .054", "2.983, 2.965"}, {3.9, 4.02, "3.961 ± .020", "4.377, 4.414"}, {4.96, 5.05, "5.005 ± .015", "5.870, 5.876"},
		{5.7, 7.2, "6.42 ± .34", "7.620, 7.569"}, {7.73, 7.92, "7.824 ± .043", "8.632, 8.633"}, {0.77, 0.92, ".844 ± .029", "1.118, 1.105"}, {6.86, 7.06, "6.962 ± .056", "7.832, 7.829"},
	} {
		name := populations[k].name
		all = append(all, cli.Expectation{What: "rate of " + name, Of: "rates." + name, Band: cli.Between(e.low, e.high),
			Source: "independent simulations, 3 seeds: " + e.tenth + "; full scale: " + e.full})
	}
	return all
}
