// Package vogels is inhibition that learns to balance excitation: a network whose neurons spike as often as they can comes to an irregular
// activity of a few Hz.
//
//	golgi vogels run
//	golgi plot out/vogels.hdf5 0 --bin 50ms --out run.png
//
// Source: Vogels et al. (2011), Science 334:1569, with the parameters of Brian 2's example Vogels_et_al_2011.
package vogels

import (
	"math"

	"golgi/analyser"
	"golgi/analyser/spiketrain"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// neurons are a population.
func neurons(name string, size int) component.Component {
	return components.Neurons{Name: name, Size: size, Model: components.LIF, Initial: components.Values{"v": "0*mV"},
		Currents: components.Currents{"ampa": components.ExponentialConductance, "gaba": components.ExponentialConductance, "background": components.Constant},
		Set: components.Values{"tau_m": "20 ms", "R": "100 Mohm", "E_L": "-60 mV", "V_th": "-50 mV", "V_r": "-60 mV", "t_ref": "5 ms",
			"ampa_tau": "5 ms", "ampa_E": "0 mV", "gaba_tau": "10 ms", "gaba_E": "-80 mV", "background_A": "200 pA"}}
}

// windowed is a statistic of the rates of a group in the windows of 2 s, one after another.
func windowed(name, about string, of func(rates []float64) float64) analyser.Statistic {
	return analyser.Statistic{Name: name, Unit: "Hz", About: about, Of: func(s spiketrain.Set) (float64, error) {
		rates, err := spiketrain.PopulationRate(s.Times, s.Start, s.Stop, min(2, s.Stop-s.Start))
		if err != nil {
			return 0, err
		}
		return of(rates), nil
	}}
}

// rise returns the largest rise from one rate to the next; NaN of a single one.
func rise(rates []float64) float64 {
	most := math.NaN()
	for k := range rates[1:] {
		if step := rates[k+1] - rates[k]; !(step <= most) {
			most = step
		}
	}
	return most
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "vogels",
	Doc: "Inhibition learns to balance excitation.\n\n" +
		"Without inhibition onto them, excitatory neurons spike as often as they can. Inhibitory synapses onto them grow with each coincidence of spikes, and shrink " +
		"with each inhibitory spike, so that they bring every neuron towards a rate. The network comes to irregular activity within seconds; how fast depends on eta.",
	Source: "Vogels et al. (2011), Science 334:1569; Brian 2, example Vogels_et_al_2011",
	Parts: []component.Component{
		neurons("exc", 8000), neurons("inh", 2000),
		components.Connection{From: "exc", To: "exc", Onto: "ampa", Rule: components.Probability(0.02), Weight: components.Exactly("0.3 nS >= 0")},
		components.Connection{From: "exc", To: "inh", Onto: "ampa", Rule: components.Probability(0.02), Weight: components.Exactly("0.3 nS >= 0")},
		components.Connection{From: "inh", To: "inh", Onto: "gaba", Rule: components.Probability(0.02), Weight: components.Exactly("3 nS >= 0")},
		components.Connection{From: "inh", To: "exc", Onto: "gaba", Rule: components.Probability(0.02), Weight: components.Exactly("1e-10 nS"),
			Synapse: components.Vogels("100 nS"), Set: components.Values{"eta": "1e-4", "rate": "3 Hz"}},
		runner.Subruns{{Name: "learn", Duration: units.Second.Of(10)}},
		components.Record{Spikes: []string{"exc", "inh"}},
		analyser.Measure{Of: "exc", During: []string{"learn"}, Statistics: []analyser.Statistic{
			windowed("first", "rate in the first 2 s", func(rates []float64) float64 { return rates[0] }),
			windowed("last", "rate in the last 2 s", func(rates []float64) float64 { return rates[len(rates)-1] }),
			windowed("rise", "largest rise of the rate from 2 s to the next", rise),
		}},
	},
	Explore: trajectory.Cartesian{{Path: "inh_exc.eta", Values: []float64{1e-4, 3e-4, 1e-3}}},
	Campaigns: []cli.Campaign{
		{Name: "without", Run: "eta=0 learn=0.5s", Expect: []cli.Expectation{
			{What: "excitatory rate without plasticity, 0 to 0.5 s", Of: "first", Band: cli.Between(163.5, 165.5), Source: "Brian 2.5.1, a seed: 164.5"},
		}},
		{Name: "with", Run: "--trials 3 eta=1e-4", Expect: []cli.Expectation{
			{What: "excitatory rate with plasticity, 0 to 2 s", Of: "first", Band: cli.Between(44.5, 48.3), Source: "Brian 2.5.1, 3 seeds: 46.4 ± .9"},
			{What: "the same, 8 s to 10 s", Of: "last", Band: cli.Between(7.9, 9.4), Source: "Brian 2.5.1, 3 seeds: 8.6 ± .4"},
			{What: "largest rise from 2 s to the next", Of: "rise", Band: cli.AtMost(0), Source: "it falls monotonically"},
		}},
		{Name: "long", Run: "eta=1e-3 learn=30s", Expect: []cli.Expectation{
			{What: "excitatory rate, 28 s to 30 s, eta = 1e-3", Of: "last", Band: cli.Between(3, 5), Source: "it nears the target rate, 3 Hz"},
		}},
	},
}
