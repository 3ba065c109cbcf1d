package components

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golgi/component"
	"golgi/testing/componenttest"
	"golgi/trajectory"
	"golgi/units"
)

// takesSpikes reports whether spikes may add to a current.
func takesSpikes(c Current) bool { return mentions(c.Equations, "x") && !c.summed }

// weightOnto is a weight in the unit of a current.
func weightOnto(c Current) string {
	unit := ""
	for line := range strings.Lines(c.Equations) {
		if name, text, _ := strings.Cut(line, ":"); mentions(name, "x") || strings.Contains(name, "dx/dt") {
			unit = strings.TrimSpace(text)
			break
		}
	}
	return map[string]string{"current": "50 pA", "current/volt": "5 nS", "volt": "1 mV", "current*second": "0.1 pC"}[unit]
}

// contracts are small networks that have each stock part once, with a prefix before all names.
var contracts = map[string]func(prefix string) []component.Component{
	"models": func(prefix string) (parts []component.Component) {
		for _, m := range models {
			parts = append(parts, Neurons{Name: prefix + m.Name, Size: 2, Model: m, Currents: Currents{"bias": Constant}, Set: Values{"bias_A": "1 nA"}})
		}
		return parts
	},
	"currents": func(prefix string) (parts []component.Component) {
		n := Neurons{Name: prefix + "n", Size: 2, Model: LIF, Currents: Currents{}}
		parts = []component.Component{Source{Name: prefix + "s", Size: 2, Kind: Regular, Set: Values{"interval": "1 ms"}}, nil}
		for _, c := range currents {
			if c.Equations == "" { // which an array gives
				continue
			}
			n.Currents[c.Name] = c
			if takesSpikes(c) {
				parts = append(parts, Connection{Name: prefix + c.Name, From: prefix + "s", To: prefix + "n", Onto: c.Name, Weight: Exactly(weightOnto(c))})
			}
		}
		parts[1] = n
		return parts
	},
	"sources": func(prefix string) (parts []component.Component) {
		for _, kind := range append(slices.Clone(sources[:4]), Given([]int{0, 1}, units.Millisecond.OfAll(0.5, 1))) {
			parts = append(parts, Source{Name: prefix + kind.Name, Size: 2, Kind: kind})
		}
		return parts
	},
	"rules": func(prefix string) []component.Component {
		parts := pairNamed(prefix)
		for _, rule := range append(slices.Clone(rules[:3]), FixedInDegree(2), FixedOutDegree(2).WithReplacement(), FixedTotal(5), FixedFraction(0.5), Clustered(2, 0.3, 2), Topographic(Ring(), 0.2),
			GaussianDistance(Torus(2, 2), 0.5, 0.3), Pairs([]int{0, 3}, []int{1, 2})) {
			parts = append(parts, Connection{Name: prefix + rule.Name, From: prefix + "s", To: prefix + "n", Onto: "exc", Rule: rule, Weight: Exactly("10 pA")})
		}
		return parts
	},
	"draws": func(prefix string) []component.Component {
		parts := pairNamed(prefix)
		for _, draw := range []Draw{Exactly("9 pA"), Uniform("1 pA", "9 pA"), Normal("9 pA", "1 pA"), NormalBetween("5 pA", "1 pA", "4 pA", "9 pA"), LogNormal("9 pA", 0.5), Exponential("9 pA"), Gamma(2, "5 pA"),
			Binomial(10, 0.1, "9 pA"), GaussianProfile(Ring(), "9 pA", 0.1), MexicanHat(Line(), "9 pA", 0.1, "3 pA", 0.2), Expression("w_0*i", "amp", "w_0 = 2 pA # of a number")} {
			parts = append(parts, Connection{Name: prefix + draw.Name, From: prefix + "s", To: prefix + "n", Onto: "exc", Weight: draw, Delay: Uniform("0 ms", "1 ms")})
		}
		return parts
	},
	"synapses": func(prefix string) []component.Component {
		parts := pairNamed(prefix)
		for _, p := range []Synapse{STDP("10 pA"), NearestSTDP("10 pA"), SoftSTDP("10 pA"), TripletSTDP("10 pA"), Vogels("10 pA"), HomeostaticScaling("10 pA"), Clopath("10 pA"), TsodyksMarkram, STP, STD} {
			parts = append(parts, Connection{Name: prefix + p.Name, From: prefix + "s", To: prefix + "n", Onto: "exc", Synapse: p, Weight: Exactly("5 pA")})
		}
		return append(parts, Connection{Name: prefix + "gap", From: prefix + "n", To: prefix + "n", Onto: "gap", Synapse: GapJunction, Weight: Exactly("5 nS")},
			Connection{Name: prefix + "graded", From: prefix + "n", To: prefix + "n", Onto: "graded", Synapse: Graded, Weight: Exactly("5 pA")})
	},
	"traces": func(prefix string) []component.Component {
		n := Neurons{Name: prefix + "n", Size: 4, Model: LIF, Currents: Currents{}}
		parts := []component.Component{Source{Name: prefix + "s", Size: 4, Kind: Regular, Set: Values{"interval": "1 ms"}}, nil}
		for k, trace := range traces {
			n.Currents[trace.Name] = []Current{Summed, SummedConductance, SummedNMDA}[k%3]
			parts = append(parts, AlignPre{Name: prefix + trace.Name, From: prefix + "s", To: prefix + "n", Onto: trace.Name, Trace: trace, Weight: Exactly([]string{"5 pA", "1 nS", "1 nS"}[k%3]), Delay: Exactly("0.2 ms")})
		}
		parts[1] = n
		return parts
	},
	"records": func(prefix string) []component.Component {
		s, n := prefix+"s", prefix+"n"
		return append(pairNamed(prefix), Split{Of: s, First: prefix + "a", Rest: prefix + "b", Fraction: 0.5},
			Connection{From: prefix + "a", To: n, Onto: "exc", Name: prefix + "a_n", Weight: Normal("9 pA", "1 pA")},
			Stop{Of: n, Above: units.Hertz.Of(1e6)},
			Record{Spikes: []string{s, n}, Counts: []string{s}, Rates: []string{s}, States: map[string][]string{n: {"v"}}, Means: map[string][]string{n: {"v"}}, Intervals: []string{s}, Bins: units.Millisecond.OfAll(0, 2)})
	},
}

// brief has two short subruns.
type brief struct{ component.Base }

func (brief) AddParameters(traj *trajectory.Trajectory) error {
	for k, name := range []string{"first", "second"} {
		if err := traj.Add(trajectory.Parameter{Path: "simulation.durations." + name, Value: units.Millisecond.Of(1), Annotations: trajectory.Annotations{"order": k}}); err != nil {
			return err
		}
	}
	return nil
}

// pairNamed are a source and neurons.
func pairNamed(prefix string) []component.Component {
	return []component.Component{Source{Name: prefix + "s", Size: 4, Kind: Regular, Set: Values{"interval": "1 ms"}},
		Neurons{Name: prefix + "n", Size: 4, Model: LIF, Currents: Currents{"exc": ExponentialCurrent, "gap": Summed, "graded": Summed}}}
}

// quickContracts have each type of component; the others differ in their data, and take seconds.
var quickContracts = []string{"sources", "traces", "records"}

// Each stock part keeps the contract of components. That its parameters make a difference, the tests of its numbers say.
func TestContractOfEachPart(t *testing.T) {
	for name, parts := range contracts {
		t.Run(name, func(t *testing.T) {
			if os.Getenv("GOLGI_SLOW") == "" && !slices.Contains(quickContracts, name) {
				t.Skip("GOLGI_SLOW=1")
			}
			traj, err := trajectory.New("idle")
			check(t, err)
			all := append(parts(""), brief{})
			for _, part := range all {
				check(t, part.AddParameters(traj))
			}
			suite := componenttest.Suite{Parts: all, Copy: parts}
			parameters, err := traj.Parameters("")
			check(t, err)
			for _, p := range parameters {
				suite.Idle = append(suite.Idle, p.Path)
			}
			suite.Run(t)
		})
	}
}

// Each kind of stock parts is among those.
func TestContractsHaveEachPart(t *testing.T) {
	text := ""
	for _, parts := range contracts {
		text += fmt.Sprintf("%+v\n", parts(""))
	}
	for _, p := range Parts() {
		if p.Section == "space" || strings.HasPrefix(p.Name, "From") || slices.Contains([]string{"ImagePoisson", "Convolution", "Kernel"}, p.Name) { // which have arrays of their own, and tests
			continue
		}
		if !strings.Contains(text, "Name:"+p.Name+" ") {
			t.Errorf("no contract has the %s %s", p.Section, p.Name)
		}
	}
}
