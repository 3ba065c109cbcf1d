// Package stopping is a network whose activity runs away for some parameters: such runs are ended early, and the others go on.
//
//	golgi stopping run
package stopping

import (
	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

var currents = components.Currents{"ampa": components.ExponentialCurrent, "gaba": components.ExponentialCurrent}

func synapses(from, to, onto, weight string) component.Component {
	return components.Connection{From: from, To: to, Onto: onto, Rule: components.Probability(0.1), Weight: components.Exactly(weight), Delay: components.Exactly("1.5 ms")}
}

// A clock notes at the end of a run how much was simulated.
type clock struct{ component.Base }

// Finish is called however the run ends.
func (clock) Finish(s *component.Subrun) error {
	return s.Run.Add("time", "simulated", s.Network.Time().SI(), "s")
}

// sum adds up a number of the runs that have it, or counts them.
func sum(of string, count bool) func(r cli.Report) (float64, error) {
	return func(r cli.Report) (sum float64, err error) {
		table, err := trajectory.Rows(r, r.Trajectory, of)
		if err != nil {
			return 0, err
		}
		for _, row := range table.Rows {
			switch x := row.Values[0].(float64); {
			case trajectory.IsMissing(x):
			case count:
				sum++
			default:
				sum += x
			}
		}
		return sum, nil
	}
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "stopping", Source: "Meyer & Obermayer (2016), Front. Neuroinform. 10:38: pypet, whose components may cancel subruns",
	Doc: `A network whose activity runs away for some parameters.

Strong excitation lets it spike as fast as it can, which is of no use and takes longest to simulate. After a look of 200 ms such runs are
stopped; what remains of them is cancelled, and the table says which they were.`,
	Parts: []component.Component{
		components.Source{Name: "input", Size: 400, Kind: components.Poisson, Set: components.Values{"rate": "20 Hz"}},
		components.Neurons{Name: "exc", Size: 400, Model: components.LIF, Currents: currents},
		components.Neurons{Name: "inh", Size: 100, Model: components.LIF, Currents: currents},
		synapses("input", "exc", "ampa", "60 pA >= 0"), synapses("input", "inh", "ampa", "60 pA >= 0"),
		synapses("exc", "exc", "ampa", "20 pA >= 0"), synapses("exc", "inh", "ampa", "20 pA >= 0"),
		synapses("inh", "exc", "gaba", "-40 pA <= 0"), synapses("inh", "inh", "gaba", "-40 pA <= 0"),
		runner.Subruns{{Name: "look", Duration: units.Millisecond.Of(200)}, {Name: "measure", Duration: units.Second.Of(2)}},
		components.Stop{Of: "exc", Above: units.Hertz.Of(50), During: []string{"look"}},
		components.Record{Spikes: []string{"exc"}}, analyser.Measure{Of: "exc"}, clock{},
	},
	Explore: trajectory.Line("exc_exc.weight=0pA:40pA:5pA; trial=0,1"),
	Campaigns: []cli.Campaign{
		{Name: "stopped", Run: "stop_exc.above=50Hz", Expect: []cli.Expectation{
			{What: "runs that are stopped", Number: sum("stopped.exc.rate", true), Band: cli.Exactly(10), Source: "those which run away if nobody stops them, below"},
			{What: "rate of the others", Of: "measure.rate", Where: "measure.rate < 50*Hz", Band: cli.Exactly(24.231875), Source: "the same runs where none is stopped, below"},
			{What: "time simulated", Number: sum("simulated", false), Unit: "s", Band: cli.Exactly(19.6), Source: "8 times 2.2 s, and 10 times 0.2 s"},
		}},
		{Name: "all", Run: "stop_exc.above=0Hz", Expect: []cli.Expectation{
			{What: "runs above 50 Hz if none is stopped", Number: sum("measure.rate", true), Where: "measure.rate > 50*Hz", Band: cli.Exactly(10), Source: "counted"},
			{What: "rate of the others if none is stopped", Of: "measure.rate", Where: "measure.rate < 50*Hz", Band: cli.Exactly(24.231875), Source: "stopping changes no other run"},
			{What: "time simulated if none is stopped", Number: sum("simulated", false), Unit: "s", Band: cli.Exactly(39.6), Source: "18 times 2.2 s"},
		}},
	},
}
