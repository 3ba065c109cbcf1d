package sim_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"golgi/sim"
	"golgi/units"
)

// plastic describes a network with traces: Poisson neurons onto neurons that spike by themselves and by their synapses.
type plastic struct {
	name    string
	synapse sim.Synapse // without name, ends and what is below
	inputs  int         // 0: 30
	picked  bool        // ends are neurons that are listed
	kept    string      // variables that are values of neurons
}

const pairs = "w : 1\ndx/dt = -x/(20*ms) : 1 (event-driven)\ndy/dt = -y/(15*ms) : 1 (event-driven)\n"

var plastics = []plastic{
	{name: "pairs", kept: "x y", synapse: sim.Synapse{Model: pairs, OnPre: "g += w\nx += 0.1\nw = clip(w - y, 0, 2)", OnPost: "y += 0.12\nw = clip(w + x, 0, 2)"}},
	{name: "sparse", kept: "x y", inputs: 90, synapse: sim.Synapse{Model: pairs, OnPre: "g += w\nx += 0.1\nw = clip(w - y, 0, 2)",
		OnPost: "y += 0.12\nw = clip(w + x, 0, 2)", Connect: []sim.Connect{{Condition: "i % 8 != 3", Probability: "0.1"}}}},
	{name: "read before and behind", kept: "x y", synapse: sim.Synapse{Model: pairs,
		OnPre: "w += 0.01*x\nx = x*0.5 + 1\nw -= 0.01*x\ng += w", OnPost: "w = clip(w + x - y, 0, 2)\nstep = 0.2*(1 - y)\ny += step"}},
	{name: "driven by another", kept: "x z", synapse: sim.Synapse{Model: "w : 1\ndx/dt = (z - x)/(20*ms) : 1 (event-driven)\ndz/dt = -z/(7*ms) : 1 (event-driven)\n",
		OnPre: "z += 1\ng += w", OnPost: "w = clip(w + 0.1*x, 0, 3)"}},
	{name: "an eligibility for each synapse", kept: "", synapse: sim.Synapse{Model: pairs + "dc/dt = -c/(50*ms) : 1 (event-driven)\n",
		OnPre: "x += 0.1\nc -= y\nw += 0.1*c\ng += w", OnPost: "y += 0.1\nc += x"}},
	{name: "a text of both", kept: "x y", synapse: sim.Synapse{Model: pairs + "both = x*2 - y : 1\n",
		OnPre: "x += 0.1\nw = clip(w + both, 0, 2)\ng += w", OnPost: "y += 0.1\nw = clip(w - both, 0, 2)"}},
	{name: "several pathways", kept: "x y", synapse: sim.Synapse{Model: pairs, OnPre: "g += w", OnPost: "y += 0.2",
		Pathways: []sim.Pathway{{Name: "up", OnPre: "x += 0.1\nw -= 0.1*y"}, {Name: "down", OnPost: "w += 0.1*x"}}}},
	{name: "draws", kept: "", synapse: sim.Synapse{Model: pairs, OnPre: "w += rand()*0.1\nx += 0.1\ny += 0.1*rand()\ng += w*rand()", OnPost: "w -= x*rand()"}},
	{name: "with delays", kept: "x y", synapse: sim.Synapse{Model: pairs, Delay: "1.5 ms", PostDelay: "0.3 ms",
		OnPre: "g += w\nx += 0.1\nw = clip(w - y, 0, 2)", OnPost: "y += 0.12\nw = clip(w + x, 0, 2)"}},
	{name: "picked neurons", kept: "x y", picked: true, synapse: sim.Synapse{Model: pairs,
		OnPre: "g += w\nx += 0.1\nw = clip(w - y, 0, 2)", OnPost: "y += 0.12\nw = clip(w + x, 0, 2)"}},
	{name: "one side alone with a delay", kept: "x y", synapse: sim.Synapse{Model: pairs, OnPre: "g += w\nw = clip(w - y, 0, 2)", PostDelay: "2 ms",
		OnPost: "y += 0.12", Pathways: []sim.Pathway{{Name: "trace", OnPre: "x += 0.1", Delay: "0.7 ms"}, {Name: "up", OnPost: "w = clip(w + x, 0, 2)"}}}},
	{name: "one at a time", kept: "", synapse: sim.Synapse{Model: pairs, OnPre: "x += w\ng += w", OnPost: "y = 0.1*x\nw += 0.01*y"}},
	{name: "lastupdate", kept: "", synapse: sim.Synapse{Model: pairs, OnPre: "x += 0.1\ng += w", OnPost: "y += 0.1\nw += (t - lastupdate)/second"}},
}

// network makes the network of a description; others adds objects.
func (c plastic) network(t *testing.T, o sim.Options, others ...func(s *sim.Synapses, g *sim.NeuronGroup) sim.Object) (*sim.Network, *sim.Synapses, *sim.NeuronGroup) {
	t.Helper()
	size := max(30, c.inputs)
	in := poisson(t, sim.Poisson{Name: "I", Size: size, Rates: units.Hertz.Of(60)})
	out := neurons(t, sim.Neurons{Name: "G", Size: 12, Equations: "dv/dt = (1.5 - v + g)/(10*ms) : 1\ndg/dt = -g/(5*ms) : 1\nsum : 1",
		Threshold: "v > 1", Reset: "v = 0", Method: "exact", Initial: []sim.Set{{Variable: "v", Value: "rand()"}}})
	spec := c.synapse
	spec.Name, spec.Source, spec.Target = "S", must[*sim.Subgroup](t)(in.Subgroup("part", 3, size)), must[*sim.Subgroup](t)(out.Subgroup("goal", 1, 11))
	if c.picked {
		spec.Source = must[*sim.Subgroup](t)(in.Pick("some", []int{1, 2, 5, 8, 13, 21, 22, 29}))
		spec.Target = must[*sim.Subgroup](t)(out.Pick("few", []int{0, 3, 4, 7, 11}))
	}
	spec.Initial = []sim.Set{{Variable: "w", Value: "rand()"}}
	if spec.Connect == nil {
		spec.Connect = []sim.Connect{{Probability: "0.6"}}
	}
	s := synapses(t, spec)
	net := network(t, o, s)
	for _, add := range others {
		check(t, net.Add(add(s, out)))
	}
	return net, s, out
}

// state returns all variables of the synapses and the neurons.
func state(t *testing.T, net *sim.Network, s *sim.Synapses, g *sim.NeuronGroup) map[string][]float64 {
	t.Helper()
	all := map[string][]float64{"v": get(t, net, g, "v"), "g": get(t, net, g, "g")}
	for _, name := range []string{"w", "x", "y", "z", "c", "lastupdate"} {
		if values, err := net.Get(s, name); err == nil {
			all[name] = values
		}
	}
	return all
}

// sameBits and nearly compare states.
func sameBits(a, b float64) bool { return a == b }
func nearly(a, b float64) bool   { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }

func compareStates(t *testing.T, what string, got, want map[string][]float64, equal func(a, b float64) bool) {
	t.Helper()
	for name, values := range want {
		if !slices.EqualFunc(got[name], values, equal) {
			k := 0
			for k < len(values) && equal(got[name][k], values[k]) {
				k++
			}
			t.Errorf("%s: %s of %d is %v, want %v", what, name, k, got[name][k], values[k])
		}
	}
}

// kept returns which variables are values of neurons, as Explain says.
func kept(net *sim.Network) string {
	var names []string
	for line := range strings.Lines(net.Explain()) {
		if name, rest, _ := strings.Cut(strings.TrimSpace(line), " "); strings.HasPrefix(rest, "is kept as one value for each") {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

// Traces that are values of neurons are those of each synapse, but for last bits, and the same bits on all engines.
func TestTracesOfNeuronsAreThoseOfSynapses(t *testing.T) {
	for _, c := range plastics {
		var first map[string][]float64
		for _, engine := range sim.Engines() {
			net, s, g := c.network(t, sim.Options{Seed: 7, Engine: engine})
			if got := kept(net); got != c.kept {
				t.Errorf("%s: values of neurons are %q, want %q", c.name, got, c.kept)
			}
			run(t, net, "300 ms")
			got := state(t, net, s, g)
			if first == nil {
				plain, s, g := c.network(t, sim.Options{Seed: 7, Unlowered: true})
				run(t, plain, "300 ms")
				first = got
				equal := nearly
				if c.kept == "" {
					equal = sameBits
				}
				compareStates(t, c.name, got, state(t, plain, s, g), equal)
			}
			compareStates(t, c.name+" on "+engine, got, first, sameBits)
		}
	}
}

// Who sets lastupdate between runs changes what the next event decays, whether traces are values of neurons or not.
func TestLastUpdateIsSet(t *testing.T) {
	for _, c := range []plastic{plastics[0], plastics[1]} {
		var want map[string][]float64
		for _, unlowered := range []bool{true, false} {
			net, s, g := c.network(t, sim.Options{Seed: 3, Unlowered: unlowered})
			run(t, net, "100 ms")
			check(t, net.Set(s, sim.Set{Variable: "lastupdate", Value: "t"}))
			run(t, net, "100 ms")
			if got := state(t, net, s, g); unlowered {
				want = got
			} else {
				compareStates(t, c.name, got, want, nearly)
			}
		}
	}
}

// Whoever looks changes nothing: monitors, runs in pieces, Get in between, clones and snapshots.
func TestLookingAtTracesChangesNothing(t *testing.T) {
	for _, c := range []plastic{plastics[0], plastics[1], plastics[4], plastics[8]} {
		net, s, g := c.network(t, sim.Options{Seed: 3})
		run(t, net, "200 ms")
		want := state(t, net, s, g)
		var monitor *sim.StateMonitor
		watched, s, g := c.network(t, sim.Options{Seed: 3}, func(s *sim.Synapses, _ *sim.NeuronGroup) sim.Object {
			monitor = stateMonitor(t, sim.Recording{Name: "m", Of: s, Variables: []string{"x", "lastupdate", "w", "y"}, Record: []int{0, 5, 7}})
			return monitor
		})
		if got := kept(watched); got != c.kept {
			t.Errorf("%s: with a monitor, values of neurons are %q", c.name, got)
		}
		run(t, watched, "70 ms")
		before := state(t, watched, s, g)
		run(t, watched, "30 ms")
		copied, snapshot := clone(t, watched), must[*sim.Snapshot](t)(watched.Snapshot())
		defer snapshot.Close()
		run(t, watched, "50 ms")
		check(t, watched.Restore(snapshot))
		run(t, copied, "100 ms")
		run(t, watched, "100 ms")
		compareStates(t, c.name+" in pieces", state(t, watched, s, g), want, sameBits)
		compareStates(t, c.name+" of a clone", state(t, copied, s, g), want, sameBits)
		traces := must[sim.Traces](t)(watched.Traces(monitor))
		for k, v := range traces.Variables[:3] {
			for n, record := range traces.Record {
				if got, want := v.Values[700*3+n], before[v.Name][record]; got != want {
					t.Errorf("%s: %s of %d was recorded as %v, and is %v (%d)", c.name, v.Name, record, got, want, k)
				}
			}
		}
	}
}

// What sets traces, or may do so, gets the plain form: the same bits as if there was no other.
func TestTracesThatAreSet(t *testing.T) {
	regularly := func(code string) func(*sim.Synapses, *sim.NeuronGroup) sim.Object {
		return func(s *sim.Synapses, _ *sim.NeuronGroup) sim.Object {
			return must[*sim.RunRegularly](t)(sim.NewRunRegularly(sim.Regularly{Name: "r", Of: s, Code: code, Every: millisecondsOf(5)}))
		}
	}
	set := func(variable, value string) func(t *testing.T, net *sim.Network, s *sim.Synapses) {
		return func(t *testing.T, net *sim.Network, s *sim.Synapses) {
			check(t, net.Set(s, sim.Set{Variable: variable, Value: value}))
		}
	}
	for _, c := range []struct {
		name   string
		add    func(*sim.Synapses, *sim.NeuronGroup) sim.Object
		before func(t *testing.T, net *sim.Network, s *sim.Synapses)
		amid   func(t *testing.T, net *sim.Network, s *sim.Synapses)
		plain  bool // from the beginning
	}{
		{name: "regularly", add: regularly("x *= 0.9"), plain: true},
		{name: "a function in Go", plain: true, add: func(s *sim.Synapses, _ *sim.NeuronGroup) sim.Object {
			return must[*sim.NetworkOperation](t)(sim.NewNetworkOperation(sim.Operation{Name: "op", Every: millisecondsOf(20), Do: func(net *sim.Network) error {
				return net.Set(s, sim.Set{Variable: "x", Value: "x*0.5"})
			}}))
		}},
		{name: "differing values before", before: set("x", "0.1*j"), plain: true},
		{name: "differing values between", amid: set("x", "0.1*j")},
		{name: "a value for all between", amid: set("x", "0.5")},
		{name: "delays before", before: set("delay", "0.1*ms*(j % 3)"), plain: true},
		{name: "a delay before", before: set("delay", "0.4*ms")},
		{name: "a delay between", amid: set("delay", "0.3*ms")},
		{name: "delays between", amid: set("delay", "0.3*ms*(j % 3)")},
		{name: "another time constant", amid: func(t *testing.T, net *sim.Network, s *sim.Synapses) {
			check(t, net.SetConstant(s, "tau", millisecondsOf(5)))
		}},
		{name: "time goes back", amid: func(t *testing.T, net *sim.Network, _ *sim.Synapses) { check(t, net.SetTime(millisecondsOf(20))) }},
		{name: "spikes under way", amid: func(t *testing.T, net *sim.Network, s *sim.Synapses) {
			check(t, net.SetUnderWay(s, "pre", sim.UnderWay{Steps: []int64{3, 4}, Synapses: []int32{2, 9}}))
		}},
	} {
		var states []map[string][]float64
		for _, unlowered := range []bool{false, true} {
			model := plastics[0]
			model.synapse.Model = strings.Replace(pairs, "20*ms", "tau", 1)
			model.synapse.Namespace = sim.Namespace{"tau": millisecondsOf(20)}
			var others []func(*sim.Synapses, *sim.NeuronGroup) sim.Object
			if c.add != nil {
				others = append(others, c.add)
			}
			net, s, g := model.network(t, sim.Options{Seed: 4, Unlowered: unlowered}, others...)
			if c.before != nil {
				c.before(t, net, s)
			}
			if is := kept(net) != ""; is != (!c.plain && !unlowered) {
				t.Errorf("%s: traces of neurons: %v", c.name, is)
			}
			run(t, net, "100 ms")
			if c.amid != nil {
				c.amid(t, net, s)
			}
			run(t, net, "100 ms")
			states = append(states, state(t, net, s, g))
		}
		equal := nearly
		if c.plain {
			equal = sameBits
		}
		compareStates(t, c.name, states[0], states[1], equal)
	}
}

// Initial values that depend on the neuron alone are values of neurons from the beginning.
func TestInitialTraces(t *testing.T) {
	var states []map[string][]float64
	for _, unlowered := range []bool{false, true} {
		net, s, g := plastics[0].network(t, sim.Options{Seed: 4, Unlowered: unlowered})
		check(t, net.Set(s, sim.Set{Variable: "x", Value: "0.1*i"}))
		check(t, net.Set(s, sim.Set{Variable: "y", Value: "0.1*(j + 1)"}))
		if got := kept(net); !unlowered && got != "x y" {
			t.Errorf("values of neurons are %q", got)
		}
		run(t, net, "50 ms")
		states = append(states, state(t, net, s, g))
	}
	compareStates(t, "initial values", states[0], states[1], nearly)
}

// What a report sets in the middle of a run is seen.
func TestReportsSetTraces(t *testing.T) {
	net, s, g := plastics[0].network(t, sim.Options{Seed: 4})
	done := false
	check(t, net.Report(time.Millisecond, func(sim.Progress) {
		if !done {
			done = true
			check(t, net.Set(s, sim.Set{Variable: "x", Value: "1e6 + j"}))
			check(t, net.Set(s, sim.Set{Variable: "w", Value: "0"}))
		}
	}))
	for !done {
		run(t, net, "1 s")
	}
	if largest := slices.Max(state(t, net, s, g)["w"]); done && largest < 2 {
		t.Errorf("the largest weight is %v, want the bound, 2", largest)
	}
}
