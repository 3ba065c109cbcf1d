// Package shared is a network that settles once, and many stimuli which all begin from there.
//
//	golgi shared run --figure response.png
package shared

import (
	"encoding/binary"
	"errors"
	"flag"
	"hash/fnv"
	"math"
	"slices"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// network are the parts that take part in the pre-run; the stimulus comes later.
var network = []component.Component{
	components.Neurons{Name: "exc", Size: 400, Model: components.LIF, Currents: currents, Set: drive, Initial: components.Values{"v": "E_L + rand()*(V_th - E_L)"}, PreRun: true},
	components.Neurons{Name: "inh", Size: 100, Model: components.LIF, Currents: currents, Set: drive, Initial: components.Values{"v": "E_L + rand()*(V_th - E_L)"}, PreRun: true},
	synapses("exc", "exc", "ampa", "20 pA >= 0"), synapses("exc", "inh", "ampa", "20 pA >= 0"),
	synapses("inh", "exc", "gaba", "-100 pA <= 0"), synapses("inh", "inh", "gaba", "-100 pA <= 0"),
}

var (
	currents = components.Currents{"ampa": components.ExponentialCurrent, "gaba": components.ExponentialCurrent, "bias": components.Constant}
	drive    = components.Values{"bias_A": "300 pA", "gaba_tau": "10 ms"}
)

func synapses(from, to, onto, weight string) component.Component {
	return components.Connection{From: from, To: to, Onto: onto, Rule: components.Probability(0.1), Weight: components.Exactly(weight), Delay: components.Exactly("1.5 ms"), PreRun: true}
}

// measure stores how much was simulated in the run, and a number of six digits that changes with the last bit of any spike.
func measure(s *component.Subrun) error {
	trains, err := s.Trains("exc")
	hash := fnv.New64a()
	for i, times := range trains.Times {
		for _, t := range times {
			binary.Write(hash, binary.LittleEndian, []uint64{uint64(i), math.Float64bits(t)})
		}
	}
	start, stop := s.Window()
	if s.Number > 0 { // what came before belongs to the run
		start = 0
	}
	return errors.Join(err, s.Run.Add("check", "fingerprint", int64(hash.Sum64()%1e6), ""), s.Run.Add("check", "simulated", stop-start, "s"))
}

// fingerprint is the mean over the 11 runs, with one transient or with 11.
const fingerprint = 5751226. / 11

// simulated is how much was simulated in all runs and the pre-run.
func simulated(r cli.Report) (float64, error) {
	sum := 0.0
	if before, err := trajectory.Value[units.Quantity](r.Trajectory, "pre_durations.settle"); err == nil {
		sum = before.SI()
	}
	table, err := trajectory.Rows(r, r.Trajectory, "simulated")
	if err != nil {
		return 0, err
	}
	for _, row := range table.Rows {
		sum += row.Values[0].(float64)
	}
	return sum, nil
}

// parts are those of the experiment, in which the network settles once, or in each run.
func parts(each bool) []component.Component {
	all := slices.Concat(network, []component.Component{
		components.Source{Name: "stimulus", Size: 100, Kind: components.Packet, Set: components.Values{"time": "520 ms", "sigma": "2 ms"}},
		components.Connection{From: "stimulus", To: "exc", Onto: "ampa", Rule: components.Probability(0.2), Weight: components.Exactly("20 pA >= 0")},
		components.Record{Spikes: []string{"exc"}, During: []string{"response"}},
		analyser.Measure{Of: "exc", During: []string{"response"}}, analyser.After("response", measure)})
	settle, response := runner.Subrun{Name: "settle", Duration: units.Millisecond.Of(500)}, runner.Subrun{Name: "response", Duration: units.Millisecond.Of(100)}
	if each {
		return append(all, runner.Subruns{settle, response})
	}
	return append(all, runner.PreSubruns{settle}, runner.Subruns{response})
}

// Experiment is the whole of it.
func Experiment() cli.Experiment {
	each := false
	return cli.Experiment{
		Name: "shared", Source: "Meyer & Obermayer (2016), Front. Neuroinform. 10:38: pypet, whose pre-runs do the same",
		Doc: `A network that settles once, and many stimuli which all begin from there.

The first half second is a pre-run: all runs go on from its end, each with a copy of the network. With --each every run simulates it again, which
takes longer and gives the same spikes to the last bit.`,
		Flags:   func(f *flag.FlagSet) { f.BoolVar(&each, "each", each, "let the network settle in each run again") },
		Choose:  func() ([]component.Component, error) { return parts(each), nil },
		Explore: trajectory.Line("stimulus_exc.weight=0pA:100pA:10pA"),
		Campaigns: []cli.Campaign{
			{Name: "shared", Run: "settle=500ms", Expect: []cli.Expectation{
				{What: "mean fingerprint of all spikes, one transient for all", Of: "fingerprint", Band: cli.Exactly(fingerprint), Source: "known from the runs that follow"},
				{What: "time simulated, one transient for all", Number: simulated, Unit: "s", Band: cli.Exactly(1.6), Source: "0.5 s, and 11 times 0.1 s"},
			}},
			{Name: "each", Run: "--each", Expect: []cli.Expectation{
				{What: "mean fingerprint of all spikes, each with its own", Of: "fingerprint", Band: cli.Exactly(fingerprint), Source: "the runs before: every bit of every spike"},
				{What: "time simulated, each with its own", Number: simulated, Unit: "s", Band: cli.Exactly(6.6), Source: "11 times 0.6 s"},
			}},
		},
	}
}
