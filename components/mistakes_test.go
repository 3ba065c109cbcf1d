package components

import (
	"math"
	"strings"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A mistake is a network with something wrong, and what is said of it before anything runs.
type mistake struct {
	parts []component.Component
	want  string // with "components: " before it
}

// Network of the mistakes: s drives n by a conductance.
var (
	source  = Source{Name: "s", Size: 3, Kind: Poisson}
	targets = Neurons{Name: "n", Size: 4, Model: LIF, Currents: Currents{"ampa": ExponentialConductance, "bias": Constant}}
	join    = Connection{From: "s", To: "n", Onto: "ampa", Weight: Exactly("5 nS")}
)

func ofNeurons(want string, change func(n *Neurons)) mistake {
	n := targets
	n.Currents = Currents{"ampa": ExponentialConductance, "bias": Constant}
	change(&n)
	return mistake{[]component.Component{source, n, join}, `neurons "n": ` + want}
}

func ofJoin(want string, change func(c *Connection)) mistake {
	c := join
	change(&c)
	return mistake{[]component.Component{source, targets, c}, `connection "s_n": ` + want}
}

func weighed(w Draw, want string) mistake {
	return ofJoin(want, func(c *Connection) { c.Weight = w })
}

func delayed(d Draw, want string) mistake {
	return ofJoin(want, func(c *Connection) { c.Delay = d })
}

func ruled(r Rule, want string) mistake { return ofJoin(want, func(c *Connection) { c.Rule = r }) }

// clustered is a rule for 8 neurons and themselves, in 4 clusters.
func clustered(p, ratio float64, want string) mistake {
	n := Neurons{Name: "n", Size: 8, Model: LIF, Currents: Currents{"ampa": ExponentialConductance}}
	return mistake{[]component.Component{n, Connection{From: "n", To: "n", Onto: "ampa", Weight: Exactly("5 nS"), Rule: Clustered(4, p, ratio)}}, `connection "n_n": ` + want}
}

func learning(p Synapse, want string) mistake {
	return ofJoin(want, func(c *Connection) { c.Synapse = p })
}

func driven(kind SourceKind, set Values, want string) mistake {
	return mistake{[]component.Component{Source{Name: "s", Size: 3, Kind: kind, Set: set}, targets, join}, `source "s": ` + want}
}

func named(name, want string) mistake {
	return ofNeurons(want, func(n *Neurons) { n.Currents = Currents{name: ExponentialCurrent} })
}

func set(name, value, want string) mistake {
	return ofNeurons(want, func(n *Neurons) { n.Set = Values{name: value} })
}

// said fails where other things are said of mistakes.
func said(t *testing.T, mistakes []mistake) {
	t.Helper()
	for _, c := range mistakes {
		err := staged(t, sim.Options{}).build(c.parts...)
		if err == nil {
			t.Errorf("nothing is said\nwant %s", c.want)
			continue
		}
		if got := strings.ReplaceAll(err.Error(), "components: ", ""); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestMistakesOfUnits(t *testing.T) {
	gap := Currents{"gap": Summed, "ampa": ExponentialConductance}
	said(t, []mistake{
		weighed(Exactly("-5 nS >= 0"), "weight = -5 nS; wanted 0 nS or more (weight: the same for all)"),
		weighed(Exactly("50 pA"), `weight = 50 pA; onto "ampa", which is a conductance, it needs siemens, such as 5 nS`),
		weighed(Exactly("50"), `weight = 50; onto "ampa", which is a conductance, it needs siemens, such as 5 nS`),
		weighed(Normal("50 mV", "1 mV"), `weight_mean = 50 mV; onto "ampa", which is a conductance, it needs siemens, such as 5 nS`),
		weighed(Normal("5 nS", "1 pA"), `weight_mean = 5 nS and weight_sd = 1 pA have different units (weight: standard deviation)`),
		weighed(MexicanHat(Ring(), "5 nS", 0.1, "1", 0.2), `weight_peak = 5 nS and weight_trough = 1 have different units (weight: inhibition at distance 0)`),
		weighed(Uniform("1 nS", "3 mV"), "weight_low = 1 nS and weight_high = 3 mV have different units (weight: smallest)\n"+
			`connection "s_n": weight_low = 1 nS and weight_high = 3 mV have different units (weight: largest)`),
		weighed(Expression("w_0*rand()", "amp", "w_0 = 5 nS # at most"), `a weight of unit amp; onto "ampa", which is a conductance, it needs siemens, such as 5 nS`),
		weighed(Expression("w_0*rand()", "carrot", ""), `weight: Expression: units: unknown unit "carrot"; units are written like "mV", "nS", "msecond" or "uF/cm**2"
  | carrot
  | ^`),
		weighed(Expression("w_0*rand()", "siemens", "w_0 = 5 nS"), `weight: Expression: parameter "w_0 = 5 nS": its comment is missing, which says what it is: wanted a line as tau = 5 ms > 0 # decay time constant`),
		weighed(Exactly("fast"), "parameter weight: \"fast\" is no value: units: a number is expected, not \"fast\"\n  | fast\n  | ^"),
		ofJoin(`weight = 5 nS; onto "v", which is a potential, it needs volt, such as 0.5 mV`, func(c *Connection) { c.Onto = "v" }),
		delayed(Exactly("5 mV"), `delay = 5 mV; wanted a time, such as 1.5 ms (delay)`),
		delayed(Uniform("1", "2"), `delay_low = 1; wanted a time, such as 1.5 ms (delay)`),
		delayed(Expression("5*mV", "volt", ""), `delay: Expression has unit volt; wanted a time, such as second`),
		learning(STDP("50 pA"), `weight = 5 nS and w_max = 50 pA have different units (w_max is the largest weight)`),
		learning(Synapse{Parameters: "tau = 5 ms > 0 V # odd"}, `parameter tau: limit > 0 V: it has unit V, and the default is 5 ms`),
		learning(Synapse{Parameters: "tau = 5 ms > tua # odd"}, `parameter tau: limit > tua: there is no parameter tua; did you mean "tau"?`),
		learning(Synapse{Parameters: "wild = true > 0 # odd"}, `parameter wild: true is no number, and cannot be > 0`),
		learning(STDP(""), `parameter w_max: it has no value; give one, such as 5 ms`),
		{[]component.Component{Neurons{Name: "n", Size: 4, Model: LIF, Currents: gap}, Connection{From: "n", To: "n", Onto: "gap", Synapse: GapJunction, Weight: Exactly("1 pA")}},
			`connection "n_n": weight = 1 pA; the synapse GapJunction needs siemens, such as 5 nS`},
		set("tau_m", "1 mV", `Set: tau_m: 1 mV has unit V, and the default is 20 ms`),
		set("tau_m", "3", `Set: tau_m: 3 has no unit, and the default is 20 ms`),
		set("tau_m", "true", `Set: tau_m: true is no value like the default, 20 ms`),
		set("tau", "1 ms", `Set: there is no parameter "tau" (there are: tau_m, R, E_L, V_th, V_r, t_ref, ampa_tau, ampa_E, bias_A)`),
		driven(ModulatedPoisson, Values{"depth": "1 Hz"}, `Set: depth: 1 Hz has unit Hz, and the default, 1, has none`),
	})
}

func TestMistakesOfValues(t *testing.T) {
	said(t, []mistake{
		weighed(Gamma(-1, "1 nS"), `weight_shape = -1; wanted more than 0 (weight: shape)`),
		weighed(Gamma(math.Inf(1), "1 nS"), `weight_shape = +Inf; wanted a number that is finite (weight: shape)`),
		weighed(Convolution{Height: 1 << 14, Width: 1 << 14, KernelHeight: 1, KernelWidth: 1, Kernel: units.Nanosiemens.OfAll(1)}.Weight(),
			`weight: Convolution: there are 268435456 neurons in the source; wanted 67108864 or fewer`),
		weighed(Convolution{Height: 1 << 13, Width: 1 << 13, Padding: 1 << 13, KernelHeight: 1, KernelWidth: 1, Kernel: units.Nanosiemens.OfAll(1)}.Weight(),
			`weight: Convolution: it would have 603979776 synapses; wanted 67108864 or fewer`),
		ruled(Probability(math.NaN()), `p = NaN; wanted 0 or more, and 1 or less (probability of a connection)`),
		weighed(Normal("5 nS", "-1 nS"), `weight_sd = -1 nS; wanted 0 nS or more (weight: standard deviation)`),
		weighed(LogNormal("5 nS", -1), `weight_sigma = -1; wanted 0 or more (weight: standard deviation of the logarithm)`),
		weighed(NormalBetween("5 nS", "1 nS", "6 nS", "2 nS"), `weight_low = 6 nS; wanted weight_high = 2 nS or less (weight: smallest)`),
		weighed(NormalBetween("5 nS", "0 nS", "4 nS", "6 nS"), `weight_sd = 0 nS; wanted more than 0 nS (weight: its standard deviation)`),
		weighed(NormalBetween("5 nS", "0.1 nS", "60 nS", "61 nS"), `weight: no number drawn from that normal distribution would lie there; put mean nearer to low and high, or make sd larger`),
		weighed(Uniform("5 nS", "1 nS"), `weight_low = 5 nS; wanted weight_high = 1 nS or less (weight: smallest)`),
		weighed(Binomial(-3, 0.5, "1 nS"), `weight_n = -3; wanted 0 or more, and 1000000 or less (weight: trials)`),
		weighed(Binomial(3, 1.5, "1 nS"), `weight_p = 1.5; wanted 0 or more, and 1 or less (weight: probability)`),
		weighed(GaussianProfile(Space{}, "5 nS", 0.2), `weight: GaussianProfile: it has no space; give one, such as components.Ring()`),
		weighed(GaussianProfile(Ring(), "5 nS", 0), `weight_sigma = 0; wanted more than 0 (weight: width, in units of the space)`),
		weighed(MexicanHat(Torus(0, 2), "5 nS", 0.1, "1 nS", -0.2), "weight_wide = -0.2; wanted more than 0 (weight: its width, in units of the space)\n"+
			`connection "s_n": weight_columns_from = 0; wanted 1 or more (weight: neurons in a row of the source)`),
		weighed(Exactly("inf nS"), `weight = inf nS; wanted a number that is finite (weight: the same for all)`),
		weighed(Convolution{}.Weight(), `weight: Convolution: {Height:0 Width:0 Channels:1 KernelHeight:0 KernelWidth:0 OutChannels:1 Stride:1 Padding:0 Pool:1 Kernel:[]}: wanted sizes from 1 to 16384`),
		delayed(Exactly("-5 ms"), `delay = -5 ms; wanted 0 ms or more (delay: the same for all)`),
		delayed(Uniform("3 ms", "1 ms"), `delay_low = 3 ms; wanted delay_high = 1 ms or less, and 0 ms or more (delay: smallest)`),
		learning(STDP("1 nS"), `weight = 5 nS; STDP keeps weights between 0 and w_max = 1 nS, so begin there`),
		learning(STDP("-5 nS"), `w_max = -5 nS; wanted more than 0 nS (largest weight; the smallest is 0)`),
		ruled(Probability(2), `p = 2; wanted 0 or more, and 1 or less (probability of a connection)`),
		ruled(FixedFraction(3), `p = 3; wanted 0 or more, and 1 or less (fraction of the targets)`),
		ruled(FixedInDegree(-1), `n = -1; wanted 0 or more (synapses of each target)`),
		ruled(FixedInDegree(4), `cannot draw n = 4 of 3 neurons; lower n, or draw WithReplacement`),
		ruled(FixedTotal(13), `cannot draw n = 13 of 12 pairs; lower n, or draw WithReplacement`),
		ruled(FixedTotal(-1), `n = -1; wanted 0 or more, and 268435456 or less (synapses in all)`),
		ruled(OneToOne(), `rule OneToOne: there are 3 sources and 4 targets; wanted equally many`),
		ruled(AllToAll().WithReplacement(), `rule AllToAll: it draws no number of synapses, and nothing is replaced; leave WithReplacement out`),
		ruled(Rule{}.WithReplacement(), `rule AllToAll: it draws no number of synapses, and nothing is replaced; leave WithReplacement out`),
		ruled(GaussianDistance(Ring(), 0.5, -0.2), `sigma = -0.2; wanted more than 0 (width, in units of the space)`),
		ruled(GaussianDistance(Ring(), 1.5, 0.2), `p = 1.5; wanted 0 or more, and 1 or less (probability at distance 0)`),
		ruled(GaussianDistance(Space{}, 0.5, 0.2), `rule GaussianDistance: it has no space; give one, such as components.Ring()`),
		ruled(GaussianDistance(Grid(0, 0), 0.5, 0.2), "columns_from = 0; wanted 1 or more (neurons in a row of the source)\n"+
			`connection "s_n": columns_to = 0; wanted 1 or more (neurons in a row of the target)`),
		ruled(Topographic(Torus(-3, 7), 0.2), `columns_from = -3; wanted 1 or more (neurons in a row of the source)`),
		ruled(Topographic(Ring(), -0.2), `radius = -0.2; wanted 0 or more (largest distance, in units of the space)`),
		ruled(Clustered(-2, 0.1, 2), `clusters = -2; wanted 1 or more (number of clusters)`),
		ruled(Clustered(2, 0.1, 2), `rule Clustered: 3 sources and 4 targets do not divide into 2 clusters`),
		ruled(Clustered(1, 0.1, 0), `rule Clustered: with one cluster and ratio = 0 there would be no connections; raise one of the two`),
		clustered(0.5, 4, `rule Clustered: the probability within clusters would be 1.14; lower ratio or p`),
		clustered(1, 0.1, `rule Clustered: the probability between clusters would be 1.29; raise ratio, or lower p`),
		set("t_ref", "-1 ms", `t_ref = -1 ms; wanted 0 ms or more (refractory period)`),
		set("tau_m", "0 ms", `tau_m = 0 ms; wanted more than 0 ms (membrane time constant)`),
		set("tau_m", "nan ms", `tau_m = nan ms; wanted more than 0 ms (membrane time constant)`),
		set("V_r", "-10 mV", `V_r = -10 mV; wanted V_th = -50 mV or less (reset)`),
		ofNeurons(`ampa_tau_d = 5 ms; wanted more than 0 ms, and anything but ampa_tau_r = 5 ms (ampa: decay time constant)`, func(n *Neurons) {
			n.Currents, n.Set = Currents{"ampa": DualExponentialConductance}, Values{"ampa_tau_r": "5 ms"}
		}),
		ofNeurons(`V_th is given by Set, for all, and by Initial, for each neuron; leave out one`, func(n *Neurons) {
			n.Set, n.Initial = Values{"V_th": "-40 mV"}, Values{"V_th": "-50*mV + 5*mV*rand()"}
		}),
		ofNeurons(`trajectory: cannot add parameter "n.N": -4 is not 1 or more`, func(n *Neurons) { n.Size = -4 }),
		ofNeurons(`InParts(LIF, -3): wanted 1 to 1000 parts`, func(n *Neurons) { n.Model = InParts(LIF, -3) }),
		driven(Poisson, Values{"rate": "1e9 Hz"}, `Poisson: a rate of 1e+09 Hz; in steps of 0.1 ms a neuron spikes once at most, which is 10000 Hz; lower the rate, or simulation.dt`),
		driven(ModulatedPoisson, Values{"rate": "9 kHz"}, `ModulatedPoisson: a rate of 18000 Hz; in steps of 0.1 ms a neuron spikes once at most, which is 10000 Hz; lower the rate, or simulation.dt`),
		driven(Poisson, Values{"rate": "-1 Hz"}, `rate = -1 Hz; wanted 0 Hz or more (rate of each neuron)`),
		driven(Regular, Values{"first": "50 ms"}, `first = 50 ms; wanted 0 ms or more, and less than interval = 20 ms (first spike of neuron 0)`),
		driven(Regular, Values{"spread": "2.0"}, `spread = 2; wanted 0 or more, and 1 or less (part of the interval over which the first spikes of the neurons are spread)`),
		driven(Packet, Values{"sigma": "-1 ms"}, `sigma = -1 ms; wanted 0 ms or more (standard deviation of the spikes)`),
		driven(Given([]int{0}, units.Millisecond.OfAll(1)), Values{"period": "-1 ms"}, `period = -1 ms; wanted 0 ms or more (after which all spikes come again; 0: never)`),
	})
}

func TestMistakesOfNames(t *testing.T) {
	summed := Neurons{Name: "n", Size: 4, Model: LIF, Currents: Currents{"ampa": SummedConductance}}
	said(t, []mistake{
		ofJoin(`Onto "ampaa": "n" has no such variable; it has the currents ampa; did you mean "ampa"?`, func(c *Connection) { c.Onto = "ampaa" }),
		ofJoin(`Onto "bias": that current of "n" takes no spikes; it has the currents ampa`, func(c *Connection) { c.Onto = "bias" }),
		ofJoin(`Onto "I": in "n" it is computed from others, and nothing can be added to it; it has the currents ampa`, func(c *Connection) { c.Onto = "I" }),
		ofJoin(`Onto "": name the variable of n that spikes add to, such as that of one of its Currents`, func(c *Connection) { c.Onto = "" }),
		ofJoin(`it has no Weight; give one, such as components.Exactly("0.1 nA")`, func(c *Connection) { c.Weight = Draw{} }),
		{[]component.Component{source, targets, Connection{From: "s", To: "s", Onto: "ampa", Weight: Exactly("1 nS")}}, `connection "s_s": Onto "ampa": "s" has no such variable (there are: rates)`},
		{[]component.Component{Connection{To: "n", Onto: "ampa", Weight: Exactly("1 nS")}}, `connection "_n": it has no From; name a group, such as that of components.Neurons`},
		{[]component.Component{join}, `component: there is no "s" (there are: none)` + "\n" + `component: there is no "n" (there are: none)`},
		{[]component.Component{source, targets, join, join}, `connection "s_n": another part has that name; give one of the two another Name`},
		{[]component.Component{targets, targets}, `neurons "n": another part has that name; give one of the two another Name`},
		{[]component.Component{source, summed, join}, `connection "s_n": Onto "ampa": that current of "n" is a SummedConductance, which synapses without spikes set in each step; take one that spikes increase, such as ` +
			`components.ExponentialCurrent, or an AlignPre in place of the Connection`},
		{[]component.Component{source, summed, Split{Of: "n", First: "a", Rest: "b", Fraction: 0.5}, Connection{From: "s", To: "b", Onto: "ampa", Weight: Exactly("1 nS")}},
			`connection "s_b": Onto "ampa": that current of "b" is a SummedConductance, which synapses without spikes set in each step; take one that spikes increase, such as ` +
				`components.ExponentialCurrent, or an AlignPre in place of the Connection`},
		{[]component.Component{source, targets, AlignPre{From: "s", To: "n", Onto: "ampa", Trace: ExponTrace, Weight: Exactly("1 nS")}},
			`connection "s_n": Onto "ampa": synapses without spikes set a current in each step, and that one of "n" has a course of its own; take one of the kind Summed, SummedConductance or SummedNMDA`},
		{[]component.Component{source, targets, AlignPre{From: "s", To: "n", Onto: "ampa", Trace: ExponTrace, Weight: Exactly("1 nS"), Delay: Uniform("1 ms", "2 ms")}},
			`AlignPre "s_n": delay: Uniform; one trace is for all targets, so give components.Exactly`},
		{[]component.Component{source, targets, AlignPre{From: "s", To: "n", Onto: "ampa", Weight: Exactly("1 nS")}}, `AlignPre "s_n": it has no Trace; give one, such as components.ExponTrace`},
		{[]component.Component{source, summed, AlignPre{From: "s", To: "n", Onto: "ampa", Trace: ExponTrace, Weight: Exactly("1 nS"), Delay: Exactly("1 mV")}},
			`connection "s_n": delay = 1 mV; wanted a time, such as 1.5 ms (delay)`},
		{[]component.Component{source, Neurons{Name: "n", Size: 4, Model: LIF, Currents: Currents{"gap": Summed}}, Connection{From: "s", To: "n", Onto: "gap", Synapse: GapJunction, Weight: Exactly("1 nS")}},
			`connection "s_n": the synapse GapJunction reads the potential v of "s", and Poisson group "s" has none; connect neurons that have one`},
		named("", `current "": a name begins with a letter and has letters, digits and underscores`),
		named("v", `current "v": a variable of the model is called so; give the current another name, such as "exc"`),
		named("I", `current "I": the sum of the currents is called so; give the current another name, such as "exc"`),
		named("N", `current "N": the number of neurons is called so; give the current another name, such as "exc"`),
		named("tau_m", `current "tau_m": a parameter of the model is called so; give the current another name, such as "exc"`),
		ofNeurons(`current "tau_tau": its tau_tau is one of the current "tau", too; give the current another name`, func(n *Neurons) {
			n.Currents = Currents{"tau": ExponentialCurrent, "tau_tau": ExponentialCurrent}
		}),
		ofNeurons(`current "E": its E_L is a parameter of the model, too; give the current another name`, func(n *Neurons) {
			n.Currents = Currents{"E": {Equations: "I = L : current", Parameters: "L = 0 current # leak"}}
		}),
		ofNeurons(`the Model has no Equations; take a stock one, such as components.LIF`, func(n *Neurons) { n.Model = Model{} }),
		ofNeurons(`the current "exc" has no equations; take a stock one, such as components.ExponentialCurrent`, func(n *Neurons) { n.Currents = Currents{"exc": {}} }),
		ofNeurons(`its model does not use I, the sum of its currents ampa, bias`, func(n *Neurons) { n.Model = Model{Equations: "dv/dt = -v/ms : 1"} }),
		ofNeurons(`parameter "tau = 3 ms": its comment is missing, which says what it is: wanted a line as tau = 5 ms > 0 # decay time constant`, func(n *Neurons) { n.Model = Model{Equations: "v : 1", Parameters: "tau = 3 ms"} }),
		ofNeurons(`parameter "tau 3 ms": wanted a line as tau = 5 ms > 0 # decay time constant`, func(n *Neurons) { n.Model = Model{Equations: "v : 1", Parameters: "tau 3 ms"} }),
		ofNeurons(`a parameter cannot be called N, which is the number of neurons`, func(n *Neurons) { n.Model = Model{Equations: "v : 1\nw = I : amp", Parameters: "N = 3 # odd"} }),
		{[]component.Component{Neurons{Name: "a b", Size: 1, Model: LIF}}, `neurons "a b": a name begins with a letter and has letters, digits and underscores`},
		driven(SourceKind{}, nil, `it has no Kind; give one, such as components.Poisson`),
	})
}

func TestMistakesOfStops(t *testing.T) {
	hertz, spikes := units.Hertz, Record{Spikes: []string{"n"}}
	stopped := func(s Stop, rest ...component.Component) []component.Component {
		s.Of = "n"
		return append([]component.Component{targets, s}, rest...)
	}
	said(t, []mistake{
		{stopped(Stop{Above: units.Millivolt.Of(10)}, spikes), `Stop of "n": Above = 10 mV; wanted a rate, such as 100 Hz`},
		{stopped(Stop{Below: hertz.Of(-10)}, spikes), `Stop of "n": Below = -10 Hz; wanted a rate, such as 100 Hz`},
		{stopped(Stop{Above: hertz.Of(10), Below: hertz.Of(20)}, spikes), `Stop of "n": Above = 10 Hz and Below = 20 Hz would stop each run; wanted Below less than Above`},
		{stopped(Stop{}, spikes), `Stop of "n": it has no bounds, and would stop nothing; give Above or Below, such as units.Hertz.Of(100)`},
		{stopped(Stop{Above: hertz.Of(10)}), `Stop of "n": no spikes of "n" are recorded; list components.Record{Spikes: []string{"n"}} among the parts`},
		{stopped(Stop{Above: hertz.Of(10), During: []string{"a"}}, Record{Spikes: []string{"n"}, During: []string{"b"}}), `Stop of "n": the spikes of "n" are not recorded in subrun "a", but in: b`},
		{[]component.Component{targets, spikes, Stop{Of: "n", Above: hertz.Of(10)}}, `Stop of "n": what was recorded would be lost; list the Stop before the Record among the parts`},
		{[]component.Component{targets, spikes, Stop{Of: "m", Above: hertz.Of(10)}}, `Stop of "m": there is no group "m" (there are: n, spikes_n); did you mean "n"?`},
		{[]component.Component{Stop{}}, `Stop: Of "": name a group`},
	})
}

// A value that is set or explored is as wrong as a default: at once by itself, and at the build of its point with others.
func TestMistakesOfPoints(t *testing.T) {
	traj, err := trajectory.New("x")
	check(t, err)
	c := join
	c.Delay = Uniform("1 ms", "3 ms")
	check(t, c.AddParameters(traj))
	if err := traj.Set("s_n.delay_low", units.Millisecond.Of(-1)); err == nil || err.Error() != "trajectory: cannot set s_n.delay_low: -1 ms is not 0 ms or more" {
		t.Error(err)
	}
	check(t, traj.Set("s_n.delay_low", units.Millisecond.Of(4)))
	run, err := traj.Run(0)
	check(t, err)
	g, err := c.group()
	check(t, err)
	const want = `components: connection "s_n": delay_low = 4 ms; wanted delay_high = 3 ms or less, and 0 ms or more (delay: smallest)`
	if _, err := g.read(run); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestPartsRefuseNil(t *testing.T) {
	var traj *trajectory.Trajectory
	for _, part := range []component.Component{targets, source, join} {
		if part.AddParameters(traj) == nil || part.Build(nil) == nil {
			t.Errorf("%T takes nil", part)
		}
	}
}
