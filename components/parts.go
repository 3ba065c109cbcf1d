package components

import (
	"strings"

	"golgi/input"
	"golgi/sim"
	"golgi/units"
)

// A Part is one stock part: a row of the page that lists them, docs/components.md.
type Part struct {
	Section, Name, About, Source string
	Text                         string // equations and statements; empty: it has none
	Parameters                   []PartParameter
}

// A PartParameter is a parameter of a stock part.
type PartParameter struct{ Name, Default, Limits, Comment string }

// The stock parts that are data, by kind.
var (
	noArray *sim.TimedArray

	models = []Model{LIF, SoftLIF, AdaptiveThreshold, AdaptiveLIF, QIF, EIF, AdEx, Izhikevich, IzhikevichSteps, RulkovMap, IF, AdaptiveQIF, GIF, HodgkinHuxley, TraubMiles, WangBuzsaki, MorrisLecar}

	currents = []Current{DeltaCurrent, ExponentialCurrent, ExponentialCharge, AlphaCurrent, DualExponentialCurrent, DualExponentialCharge, ExponentialConductance, AlphaConductance,
		DualExponentialConductance, NMDA, DualExpon, DeltaPotential, Summed, SummedConductance, SummedNMDA, Constant, Step, Ramp, Sine, WhiteNoise, OrnsteinUhlenbeck, PoissonExponential, FromArray(noArray),
		FromColumns(noArray)}

	sources = []SourceKind{Poisson, ModulatedPoisson, Regular, Packet, Given(nil, units.Second.OfAll()), ImagePoisson(input.Images{})}

	rules = []Rule{AllToAll(), OneToOne(), Probability(0.1), FixedInDegree(10), FixedOutDegree(10), FixedTotal(1000), FixedFraction(0.1), Clustered(2, 0.1, 2),
		Topographic(Ring(), 0.1), GaussianDistance(Ring(), 1, 0.1), Pairs(nil, nil), Convolution{}.Rule()}

	draws = []Draw{Exactly("1.0"), Uniform("0.0", "1.0"), Normal("1.0", "0.1"), NormalBetween("1.0", "0.5", "0.0", "2.0"), LogNormal("1.0", 0.5), Exponential("1.0"),
		Gamma(2, "0.5"), Binomial(10, 0.1, "1.0"), GaussianProfile(Ring(), "1.0", 0.1), MexicanHat(Ring(), "2.0", 0.05, "1.0", 0.1),
		Convolution{}.Weight()}

	synapses = []Synapse{STDP("10 nS"), NearestSTDP("10 nS"), SoftSTDP("10 nS"), TripletSTDP("10 nS"), Vogels("10 nS"), HomeostaticScaling("10 nS"), Clopath("10 nS"), TsodyksMarkram,
		STP, STD, GapJunction, Graded}

	traces = []Trace{ExponTrace, AlphaTrace, AMPATrace, GABAaTrace, BioNMDATrace}

	spaces = []Space{Line(), Ring(), Grid(10, 10), Torus(10, 10)}
)

// Parts are all stock parts that are data, kind by kind.
func Parts() (all []Part) {
	for _, m := range models {
		all = append(all, Part{"model", m.Name, m.About, m.Source, texts(m.Equations, "step", m.Step, "threshold", m.Threshold, "reset", m.Reset,
			"refractory", string(m.Refractory), "method", m.Method), m.Parameters.rows()})
	}
	for _, c := range currents {
		all = append(all, Part{"current", c.Name, c.About, c.Source, texts(c.Equations, "step", c.Step), c.Parameters.rows()})
	}
	for _, s := range sources {
		all = append(all, Part{"source", s.Name, s.About, s.Source, "", s.Parameters.rows()})
	}
	for _, r := range rules {
		all = append(all, Part{"rule", r.Name, r.About, r.Source, "", r.declared().rows()})
	}
	for _, s := range spaces {
		all = append(all, Part{"space", s.Name, s.About, "", "", nil})
	}
	for _, d := range draws {
		all = append(all, Part{"draw", d.Name, d.About, d.Source, "", d.declared("weight").rows()})
	}
	for _, p := range synapses {
		all = append(all, Part{"synapse", p.Name, p.About, p.Source, texts(p.Model, "pre", p.OnPre, "post", p.OnPost), p.Parameters.rows()})
	}
	for _, p := range traces {
		all = append(all, Part{"trace", p.Name, p.About, p.Source, texts(p.Equations, "step", p.Step), p.Parameters.rows()})
	}
	return all
}

// texts are equations, and statements behind their names, a line each.
func texts(equations string, more ...string) string {
	lines := []string{}
	for line := range strings.Lines(equations) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	for k := 0; k < len(more); k += 2 {
		if more[k+1] == "" || strings.Contains(more[k+1], "x_new") { // of a scheme, its lines would say little
			continue
		}
		lines = append(lines, more[k]+": "+strings.ReplaceAll(strings.TrimSpace(more[k+1]), "\n", "; "))
	}
	return strings.Join(lines, "\n")
}

// rows are the parameters; what is wrong with them, a test finds.
func (p Parameters) rows() (rows []PartParameter) {
	list, _ := p.list()
	for _, parameter := range list {
		var limits []string
		for _, l := range parameter.limits {
			limits = append(limits, l.is+" "+l.than)
		}
		rows = append(rows, PartParameter{parameter.name, parameter.text, strings.Join(limits, ", "), parameter.comment})
	}
	return rows
}
