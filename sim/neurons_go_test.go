package sim_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// restless is a group whose neurons spike often; changed changes it.
func restless(changed func(*sim.Neurons)) sim.Neurons {
	spec := sim.Neurons{Name: "G", Size: 5, Equations: "dv/dt = (1.4 + 0.1*i - v)/(3*ms) : 1 (unless refractory)\nk : integer\nlimit : 1",
		Method: "exact", Threshold: "v > limit", Reset: "v = 0.1*k\nk = (k + 1) % 4", Refractory: "0.5 ms",
		Initial: []sim.Set{{Variable: "limit", Value: "1 + 0.02*i"}}}
	changed(&spec)
	return spec
}

func overLimit(now sim.NeuronState) ([]int, error) {
	v, err := now.Get("v")
	limit, limitErr := now.Get("limit")
	var over []int
	for i := range slices.Backward(v) { // in any order
		if v[i] > limit[i] {
			over = append(over, i)
		}
	}
	return over, errors.Join(err, limitErr)
}

func toSteps(now sim.NeuronState, neurons []int) error {
	k, err := now.Get("k")
	if err != nil {
		return err
	}
	v, next := make([]float64, len(neurons)), make([]int, len(neurons))
	for n, i := range neurons {
		v[n], next[n] = float64(0.1*k[i]), (int(k[i])+1)%4
	}
	return errors.Join(now.Set(sim.Set{Variable: "v", Value: v, Index: neurons}), now.Set(sim.Set{Variable: "k", Value: next, Index: neurons}))
}

// A threshold and a reset in Go that do what texts say give the same bits, on every engine, also with refractory neurons,
// pathways and a moved test.
func TestThresholdsAndResetsInGo(t *testing.T) {
	for _, engine := range sim.Engines() {
		var results [][]float64
		for k := range 4 {
			g := neurons(t, restless(func(n *sim.Neurons) {
				n.EventSchedule = []sim.EventSchedule{{Event: "spike", When: "before_synapses"}}
				if k&1 != 0 {
					n.Threshold, n.ThresholdFunc = "", overLimit
				}
				if k&2 != 0 {
					n.Reset, n.ResetFunc = "", toSteps
				}
			}))
			syn := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, OnPre: "v_post += 0.05", Connect: []sim.Connect{{Condition: "i != j"}}})
			listed := spikeMonitor(t, "listed", g)
			net := network(t, sim.Options{Engine: engine}, syn, listed)
			run(t, net, "12 ms")
			run(t, net, "8 ms")
			s := spikes(t, net, listed)
			results = append(results, slices.Concat(s.T, floats(s.I), get(t, net, g, "v"), get(t, net, g, "k"), get(t, net, g, "lastspike")))
		}
		for k := range results {
			if !slices.Equal(results[k], results[0]) || len(results[0]) < 40 {
				t.Errorf("engine %s: variant %d gives\n%v\nwant\n%v", engine, k, results[k], results[0])
			}
		}
	}
}

// Brian 1's EmpiricalThreshold is a threshold with a refractory period, and no (unless refractory): while a neuron stays above, it
// spikes again after the period. Source: its rule, a neuron spikes where v > threshold and it has not spiked in the last
// int(refractory/dt) steps.
func TestEmpiricalThreshold(t *testing.T) {
	const period = 30 // steps
	last := slices.Repeat([]int{-period}, 4)
	rule := func(now sim.NeuronState) ([]int, error) {
		v, err := now.Get("v")
		step := int(math.Round(now.Time().SI() / 1e-4))
		var list []int
		for i := range v {
			if v[i] > 0.5 && step-last[i] >= period {
				last[i], list = step, append(list, i)
			}
		}
		return list, err
	}
	waves := sim.Neurons{Name: "G", Size: 4, Equations: "v = sin(2*pi*60*Hz*(1 + i)*t) : 1", Threshold: "v > 0.5", Refractory: "3 ms"}
	said, done := waves, waves
	done.Threshold, done.ThresholdFunc, done.Refractory = "", rule, ""
	var got [2]sim.Spikes
	for k, spec := range []sim.Neurons{said, done} {
		listed := spikeMonitor(t, "listed", neurons(t, spec))
		net := network(t, sim.Options{}, listed)
		run(t, net, "100 ms")
		got[k] = spikes(t, net, listed)
	}
	if !slices.Equal(got[0].T, got[1].T) || !slices.Equal(got[0].I, got[1].I) || len(got[0].T) < 40 {
		t.Errorf("as a text %d spikes, by the rule %d", len(got[0].T), len(got[1].T))
	}
}

func TestMistakesInGoThresholds(t *testing.T) {
	nothing := func(sim.NeuronState) ([]int, error) { return nil, nil }
	failing := func(changed func(*sim.Neurons)) error {
		net := network(t, sim.Options{}, neurons(t, restless(changed)))
		return net.Run(t.Context(), units.Millisecond.Of(5))
	}
	expectErrors(t, []mistake{
		{"both", errorOf(sim.NewNeuronGroup(restless(func(n *sim.Neurons) { n.ThresholdFunc, n.ResetFunc = nothing, toSteps }))), `
sim: neuron group "G": give Threshold or ThresholdFunc, not both
sim: neuron group "G": give Reset or ResetFunc, not both`},
		{"a reset without threshold", errorOf(sim.NewNeuronGroup(restless(func(n *sim.Neurons) { n.Threshold, n.Reset, n.ResetFunc = "", "", toSteps }))), `
sim: neuron group "G": it has a reset but no threshold; set Threshold to the condition for a spike`},
		{"code on spikes", errorOf(sim.NewNeuronGroup(restless(func(n *sim.Neurons) {
			n.Reset, n.ResetFunc, n.RunOnEvent = "", toSteps, []sim.RunOnEvent{{Event: "spike", Code: "k = 1"}}
		}))), `sim: neuron group "G": run_on_event: there is code for event "spike" already; join the two`},
		{"a neuron that is not there", failing(func(n *sim.Neurons) {
			n.Threshold, n.ThresholdFunc = "", func(sim.NeuronState) ([]int, error) { return []int{1, 5}, nil }
		}), `sim: neuron group "G": threshold, at 0 s: it lists neuron 5, but there are neurons 0 to 4`},
		{"a variable that is not there", failing(func(n *sim.Neurons) {
			n.Reset, n.ResetFunc = "", func(now sim.NeuronState, neurons []int) error {
				return now.Set(sim.Set{Variable: "x", Value: 1.0, Index: neurons})
			}
		}), `sim: neuron group "G": reset, at 2.7 ms: sim: neuron group "G" has no variable "x"; there are: v, k, limit`},
	})
}

// Who calls functions in Go in steps says so; functions of texts keep nothing.
func TestWhoCallsGo(t *testing.T) {
	overs := func(spec *sim.Neurons) { spec.Threshold, spec.ThresholdFunc = "", overLimit }
	steps := func(spec *sim.Neurons) { spec.Reset, spec.ResetFunc = "", toSteps }
	plain := func(*sim.Neurons) {}
	for _, c := range []struct {
		changed func(*sim.Neurons)
		want    bool
	}{{plain, false}, {overs, true}, {steps, true}} {
		group, err := sim.NewNeuronGroup(restless(c.changed))
		if err != nil {
			t.Fatal(err)
		}
		part, err := group.Subgroup("part", 0, 2)
		if err != nil || sim.CallsGo(group) != c.want || sim.CallsGo(part) != c.want {
			t.Errorf("the group %v, a part %v, wanted %v; %v", sim.CallsGo(group), sim.CallsGo(part), c.want, err)
		}
	}
	operation, err := sim.NewNetworkOperation(sim.Operation{Name: "O", Do: func(*sim.Network) error { return nil }})
	if err != nil || !sim.CallsGo(operation) || sim.CallsGo((*sim.NetworkOperation)(nil)) {
		t.Error("an operation calls a function in Go", err)
	}
}
