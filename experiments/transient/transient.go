// Package transient is Brian 1's transient synchronisation: noisy neurons on a ring, of which neighbours spike together for a while.
//
//	golgi transient run --figure transient.png
package transient

import (
	"errors"
	"math"
	"math/cmplx"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

var model = components.Model{Equations: "dv/dt = (v0 - v)/tau + sigma*xi/sqrt(tau) : volt", Threshold: "v > V_th", Reset: "v = 0*mV", Method: "euler",
	Initial: components.Values{"v": "rand()*V_th"}, Parameters: `
	tau   = 10 ms  > 0   # membrane time constant
	v0    = 5 mV         # mean of v without a threshold
	sigma = 4 mV   >= 0  # noise; v without a threshold has the standard deviation sigma/sqrt(2)
	V_th  = 10 mV  > 0   # threshold`}

var onRing = components.Synapse{Name: "OnRing", OnPre: "target_post += w*cos(2*pi*(i - j)/N_pre)"}

// Order are the parameters of the measures.
type Order struct {
	Bin   float64 `unit:"ms" comment:"time in which spikes count as together" min:"0.1"`
	Later float64 `unit:"ms" comment:"time after which the order is compared with what it was" min:"0"`
}

// order stores how spikes are spread over the ring. Their directions have a sum in each bin. The order is its mean square over the number of spikes: 1 where neurons
// spike independently of each other. What remains is the correlation of the sum with that of a bin later.
func order(s *component.Subrun, p Order) error {
	trains, err := s.Trains("ring")
	if err != nil {
		return err
	}
	sums, spikes := make([]complex128, int(1000*(trains.Stop-trains.Start)/p.Bin)+1), 0.0
	for i, times := range trains.Times {
		for _, t := range times {
			sums[int(1000*(t-trains.Start)/p.Bin)] += cmplx.Rect(1, 2*math.Pi*float64(i)/float64(trains.N()))
			spikes++
		}
	}
	square, product, later := 0.0, 0.0, int(min(math.Round(p.Later/p.Bin), float64(len(sums))))
	for k, sum := range sums {
		square += real(sum * cmplx.Conj(sum))
		if k >= later {
			product += real(sum * cmplx.Conj(sums[k-later]))
		}
	}
	return errors.Join(s.Run.Add("order", "order", square/spikes, ""), s.Run.Add("order", "remains", product/square, ""))
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{Name: "transient", Source: "Brian 1, example transient_sync",
	Doc: `Noisy neurons on a ring: neighbours spike together for a while, and then others elsewhere.

Each neuron excites those near it, and inhibits those on the other side. Noise has it spike. Where many neighbours happen to spike, they
go on together for some tens of milliseconds, and silence the others, until noise ends it. Without connections there is nothing of that.`,
	Parts: []component.Component{
		components.Neurons{Name: "ring", Size: 100, Model: model},
		components.Connection{Name: "synapses", From: "ring", To: "ring", Onto: "v", Weight: components.Exactly("0.4 mV"), Synapse: onRing},
		runner.Subruns{{Name: "measure", Duration: units.Second.Of(5)}},
		components.Record{Spikes: []string{"ring"}},
		analyser.Measure{Of: "ring", Statistics: []analyser.Statistic{analyser.Rate, analyser.CV}, During: []string{"measure"}},
		analyser.Bound[Order]{Group: "order", Default: Order{Bin: 5, Later: 20}, During: []string{"measure"}, Measure: order},
	},
	Explore: trajectory.Cartesian{{Path: "weight", Values: units.Millivolt.OfAll(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)}},
	Campaigns: []cli.Campaign{{Run: "--explore weight=0mV,0.4mV --explore later=20ms,500ms --trials 10", Expect: []cli.Expectation{
		{What: "order, 0.4 mV", Of: "order.order", Where: "weight == 0.4*mV", Band: cli.Between(8.85, 9.75), Source: "Brian 2.5.1, 20 rings: 9.30 ± 0.47; 3 s.e. of 10"},
		{What: "order, unconnected", Of: "order.order", Where: "weight == 0*mV", Band: cli.Between(0.92, 0.98), Source: "the same: 0.949 ± 0.029"},
		{What: "rate, 0.4 mV", Of: "ring.rate", Where: "weight == 0.4*mV", Band: cli.Between(18.0, 19.2), Source: "the same: 18.59 ± 0.65 Hz"},
		{What: "what remains of it after 20 ms, 0.4 mV", Of: "remains", Where: "weight == 0.4*mV && later == 20*ms", Band: cli.Between(0.359, 0.399), Source: "the same: 0.379 ± 0.021"},
		{What: "what remains of it after 500 ms, 0.4 mV", Of: "remains", Where: "weight == 0.4*mV && later == 500*ms", Band: cli.Between(-0.045, 0.047), Source: "the same: 0.001 ± 0.048"},
	}}},
}
