package components

import (
	"slices"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/testing/componenttest"
)

// halves is a population of ten that is split twice, with synapses from one part to all; neuron i spikes at i ms.
func halves(prefix string) []component.Component {
	return []component.Component{
		Source{Name: prefix + "clocks", Size: 10, Kind: Regular, Set: Values{"interval": "10 ms", "spread": "1"}},
		Neurons{Name: prefix + "all", Size: 10, Model: Model{Equations: "v : 1"}},
		Split{Of: prefix + "clocks", First: prefix + "exc", Rest: prefix + "inh", Fraction: 0.8},
		Split{Of: prefix + "inh", First: prefix + "one", Rest: prefix + "other", Fraction: 0.5},
		Connection{From: prefix + "other", To: prefix + "all", Onto: "v", Weight: Exactly("1")},
		Connection{From: prefix + "exc", To: prefix + "all", Onto: "v", Weight: Exactly("100")},
	}
}

// Of ten clocks, 0 to 7 are the first part, 8 and 9 the halves of the rest: in 10 ms each neuron gets one spike of 9, and eight of the first part.
func TestSplit(t *testing.T) {
	componenttest.Suite{Parts: halves(""), Copy: halves, Idle: []string{"one.fraction", "clocks.first"}}.Run(t) // which rounds to the same neurons; each clock spikes once, whenever
	s := staged(t, sim.Options{}, halves("")...)
	s.run(10)
	if got, want := s.get("all", "v"), slices.Repeat([]float64{801}, 10); !slices.Equal(got, want) {
		t.Errorf("%v, wanted %v", got, want)
	}
}

func TestMistakesOfSplits(t *testing.T) {
	all := Neurons{Name: "all", Size: 10, Model: LIF}
	s := staged(t, sim.Options{})
	for want, part := range map[string]Split{
		`components: Split of "all": First is "exc" and Rest is ""; wanted two names, which begin with a letter and have letters, digits and underscores`: {Of: "all", First: "exc"},
		`trajectory: cannot add parameter "exc.fraction": 1.2 is not 1 or less`:                                                                           {Of: "all", First: "exc", Rest: "inh", Fraction: 1.2},
		`component: there is no "none" (there are: all)`:                                                                                                  {Of: "none", First: "exc", Rest: "inh", Fraction: 0.2},
	} {
		s.objects = component.NewObjects(nil, func() (*sim.Network, error) { return s.net, nil })
		if err := s.build(all, part); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}
