package sim_test

import (
	"slices"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// firing is a group that a test fuses, or not, with what else there is in the network.
type firing struct {
	name   string
	spec   sim.Neurons
	others func(t *testing.T, g *sim.NeuronGroup) []sim.Object
	fused  bool
}

// leaky are neurons that fire at different rates, and are refractory for 2 ms.
func leaky(change func(*sim.Neurons)) sim.Neurons {
	spec := sim.Neurons{Name: "G", Size: 500, Equations: "dv/dt = (I - v)/(10*ms) : 1 (unless refractory)\ndw/dt = -w/(3*ms) : 1\nI : 1\nlong : second", Threshold: "v > 1",
		Reset: "v = 0; w += 1", Refractory: "2 ms", Namespace: sim.Namespace{"tau_r": units.Millisecond.Of(3)},
		Initial: []sim.Set{{Variable: "I", Value: "3*i/N"}, {Variable: "long", Value: "(i % 70)*0.1*ms"}}}
	if change != nil {
		change(&spec)
	}
	return spec
}

func recurrent(onPre string) func(t *testing.T, g *sim.NeuronGroup) []sim.Object {
	return func(t *testing.T, g *sim.NeuronGroup) []sim.Object {
		return []sim.Object{synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, OnPre: onPre, Connect: []sim.Connect{{Probability: "0.02"}}})}
	}
}

func everyStep(r sim.Regularly) func(t *testing.T, g *sim.NeuronGroup) []sim.Object {
	return func(t *testing.T, g *sim.NeuronGroup) []sim.Object {
		r.Name, r.Of = "R", g
		return []sim.Object{must[*sim.RunRegularly](t)(sim.NewRunRegularly(r))}
	}
}

var firings = []firing{
	{"alone", leaky(nil), nil, true},
	{"never refractory", leaky(func(n *sim.Neurons) { n.Refractory = "" }), nil, true},
	{"refractory for no time", leaky(func(n *sim.Neurons) { n.Refractory = "0 ms" }), nil, true},
	{"for a constant", leaky(func(n *sim.Neurons) { n.Refractory = "2*tau_r" }), nil, true},
	{"for half a step more", leaky(func(n *sim.Neurons) { n.Refractory = "2.05 ms" }), nil, true},
	{"for ever", leaky(func(n *sim.Neurons) { n.Refractory = "inf s" }), nil, true},
	{"noisy", leaky(func(n *sim.Neurons) { n.Equations += "\ndx/dt = -x/ms + xi/sqrt(ms) : 1" }), nil, true},
	{"synapses onto what is not refractory", leaky(nil), recurrent("w_post += 0.1"), true},
	{"statements before", leaky(nil), everyStep(sim.Regularly{Code: "I += 0.01"}), true},
	{"statements behind", leaky(nil), everyStep(sim.Regularly{Code: "w += v", When: "end"}), true},
	{"statements between that leave v alone", leaky(nil), everyStep(sim.Regularly{Code: "w += 0.01", When: "after_groups"}), true},

	{"statements between", leaky(func(n *sim.Neurons) { n.Threshold = "v > 1 + 0.1*I" }), everyStep(sim.Regularly{Code: "I += 0.01", When: "after_groups"}), false},
	{"statements onto what is refractory", leaky(nil), everyStep(sim.Regularly{Code: "v += 0.01"}), false},
	{"between, who reads lastspike", leaky(nil), everyStep(sim.Regularly{Code: "w += int(lastspike < 0*ms)", When: "before_thresholds"}), false},
	{"synapses onto what is refractory", leaky(nil), recurrent("v_post += 0.1"), false},
	{"synapses between", leaky(nil), func(t *testing.T, g *sim.NeuronGroup) []sim.Object {
		return []sim.Object{synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Pathways: []sim.Pathway{{Name: "early", OnPre: "w_post += 0.1", When: "after_groups"}},
			Connect: []sim.Connect{{Probability: "0.02"}}})}
	}, false},
	{"it is recorded who is refractory", leaky(nil), func(t *testing.T, g *sim.NeuronGroup) []sim.Object {
		return []sim.Object{stateMonitor(t, sim.Recording{Name: "M", Of: g, Variables: []string{"not_refractory"}})}
	}, false},
	{"as long as a condition holds", leaky(func(n *sim.Neurons) { n.Refractory = "w > 0.5" }), nil, false},
	{"each for a time of its own", leaky(func(n *sim.Neurons) { n.Refractory = "long" }), nil, false},
	{"equations with not_refractory", leaky(func(n *sim.Neurons) { n.Equations += "\ndx/dt = int(not_refractory)/ms : 1" }), nil, false},
	{"a threshold with a function", leaky(func(n *sim.Neurons) { n.Threshold = "v > 1 + 0.1*rand()" }), nil, false},
	{"a threshold before the update", leaky(func(n *sim.Neurons) { n.EventSchedule = []sim.EventSchedule{{Event: "spike", When: "start"}} }), nil, false},
	{"a function in Go", leaky(nil), func(t *testing.T, _ *sim.NeuronGroup) []sim.Object {
		return []sim.Object{must[*sim.NetworkOperation](t)(sim.NewNetworkOperation(sim.Operation{Name: "O", Do: func(*sim.Network) error { return nil }}))}
	}, false},
}

// network is a network of the case, with a monitor of spikes.
func (c firing) network(t *testing.T, o sim.Options) (*sim.Network, *sim.NeuronGroup, *sim.SpikeMonitor) {
	t.Helper()
	net := must[*sim.Network](t)(sim.NewNetwork(o))
	g := neurons(t, c.spec)
	m := spikeMonitor(t, "spikes", g)
	check(t, net.Add(g, m))
	if c.others != nil {
		check(t, net.Add(c.others(t, g)...))
	}
	t.Cleanup(func() { check(t, net.Close()) })
	return net, g, m
}

// whole is the state of the group.
func (c firing) whole(t *testing.T, net *sim.Network, g *sim.NeuronGroup) map[string][]float64 {
	t.Helper()
	all := map[string][]float64{}
	names := []string{"v", "w"}
	if c.spec.Refractory != "" {
		names = append(names, "not_refractory", "lastspike") // the first follows from the second
	}
	for _, name := range names {
		all[name] = get(t, net, g, name)
	}
	return all
}

// State update and threshold in one step are the same bits as in two, whatever is looked at and set in between.
func TestFusedStepsAreTheSame(t *testing.T) {
	for _, c := range firings {
		t.Run(c.name, func(t *testing.T) {
			plain, g, m := c.network(t, sim.Options{Seed: 5, Unlowered: true})
			var want []map[string][]float64
			for _, move := range moves {
				move(t, c, plain, g)
				want = append(want, c.whole(t, plain, g))
			}
			for _, engine := range sim.Engines() {
				for odd := range 2 { // after half of the moves, nobody looks
					net, g, fm := c.network(t, sim.Options{Seed: 5, Engine: engine})
					if is := strings.Contains(net.Explain(), "G_stateupdater, G_spike_thresholder"); is != c.fused {
						t.Fatalf("it is fused: %v, want %v\n%s", is, c.fused, net.Explain())
					}
					for k, move := range moves {
						move(t, c, net, g)
						if k%2 == odd || k == len(moves)-1 {
							compareStates(t, c.name+" on "+engine, c.whole(t, net, g), want[k], sameBits)
						}
					}
					got, want := spikes(t, net, fm), spikes(t, plain, m)
					if len(want.T) == 0 || !slices.Equal(got.T, want.T) || !slices.Equal(got.I, want.I) {
						t.Errorf("on %s: %d spikes, want %d, or others", engine, len(got.T), len(want.T))
					}
				}
			}
		})
	}
}

// moves are what is done to a network, one after the other.
var moves = []func(t *testing.T, c firing, net *sim.Network, g *sim.NeuronGroup){
	func(t *testing.T, _ firing, net *sim.Network, _ *sim.NeuronGroup) { run(t, net, "0 ms") },
	func(t *testing.T, _ firing, net *sim.Network, _ *sim.NeuronGroup) { run(t, net, "25.3 ms") },
	func(t *testing.T, _ firing, net *sim.Network, _ *sim.NeuronGroup) { run(t, net, "0 ms") },
	func(t *testing.T, _ firing, net *sim.Network, _ *sim.NeuronGroup) { run(t, net, "0.1 ms") },
	func(t *testing.T, c firing, net *sim.Network, g *sim.NeuronGroup) {
		if c.spec.Refractory != "" {
			check(t, net.Set(g, sim.Set{Variable: "lastspike", Value: "t - (i % 70)*0.1*ms"}))
		}
	},
	func(t *testing.T, _ firing, net *sim.Network, _ *sim.NeuronGroup) { run(t, net, "10 ms") },
	func(t *testing.T, c firing, net *sim.Network, g *sim.NeuronGroup) {
		if c.spec.Refractory != "" {
			check(t, net.Set(g, sim.Set{Variable: "not_refractory", Value: "i % 2 == 0"}))
		}
		run(t, net, "0 ms")
	},
	func(t *testing.T, _ firing, net *sim.Network, _ *sim.NeuronGroup) {
		run(t, net, "10 ms")
		check(t, net.SetTime(units.Millisecond.Of(100)))
	},
	func(t *testing.T, _ firing, net *sim.Network, _ *sim.NeuronGroup) { run(t, net, "5 ms") },
	func(t *testing.T, c firing, net *sim.Network, g *sim.NeuronGroup) {
		run(t, net, "0.3 ms")
		check(t, net.SetConstant(g, "tau_r", units.Millisecond.Of(1)))
	},
	func(t *testing.T, _ firing, net *sim.Network, _ *sim.NeuronGroup) {
		snapshot := must[*sim.Snapshot](t)(net.Snapshot())
		run(t, net, "7 ms")
		check(t, net.Restore(snapshot))
	},
	func(t *testing.T, _ firing, net *sim.Network, _ *sim.NeuronGroup) {
		run(t, net, "5 ms")
		check(t, net.SetDT(units.Microsecond.Of(50)))
	},
	func(t *testing.T, c firing, net *sim.Network, g *sim.NeuronGroup) {
		run(t, net, "5 ms")
		twin := must[*sim.Network](t)(net.Clone())
		run(t, twin, "3 ms")
		check(t, twin.Close())
		run(t, net, "3 ms")
	},
}
