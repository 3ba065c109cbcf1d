package sim_test

import (
	"fmt"
	"math"
	"testing"

	"golgi/sim"
)

// Nothing is an ordinary number of elements: what takes some takes none.
func TestNothing(t *testing.T) {
	for _, engine := range sim.Engines() {
		t.Run(engine, func(t *testing.T) { testNothing(t, engine) })
	}
}

func testNothing(t *testing.T, engine string) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 3, Equations: "v : 1", Threshold: "True", Reset: "v += 1",
		Initial: []sim.Set{{Variable: "v", Value: []float64{}, Index: []int{}}}})
	none := must[*sim.Subgroup](t)(g.Subgroup("none", 2, 2))
	part := must[*sim.Subgroup](t)(none.Subgroup("part", 0, 0))
	syn := func(name string, source, target sim.Group, c sim.Connect) *sim.Synapses {
		return synapses(t, sim.Synapse{Name: name, Source: source, Target: target, Model: "w : 1\nx = 2*w : 1", OnPre: "v_post += w",
			OnPost: "w += 1", Delay: "w*ms + rand()*ms", Connect: []sim.Connect{c}, Initial: []sim.Set{{Variable: "w", Value: "rand()"}}})
	}
	list := []*sim.Synapses{syn("unmet", g, g, sim.Connect{Condition: "i > 10"}), syn("unlisted", g, g, sim.Connect{I: []int{}, J: []int{}}),
		syn("impossible", g, g, sim.Connect{Probability: "0"}), syn("from", none, g, sim.Connect{}),
		syn("to", g, part, sim.Connect{Condition: "i < 2", Probability: "0.5"}), syn("among", none, none, sim.Connect{Probability: "1/(1.0 + j)"})}
	net := network(t, sim.Options{Engine: engine}, g)
	var monitors []*sim.StateMonitor
	for _, s := range list {
		monitors = append(monitors, stateMonitor(t, sim.Recording{Name: "of_" + s.Name(), Of: s, Variables: []string{"w", "x"}}))
	}
	monitors = append(monitors, stateMonitor(t, sim.Recording{Name: "of_none", Of: none, Variables: []string{"v"}}),
		stateMonitor(t, sim.Recording{Name: "no_record", Of: g, Variables: []string{"v"}, Record: []int{}}))
	spiking := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: part, Variables: []string{"v"}}))
	rate := must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: "rate", Of: none}))
	counts := must[*sim.SpikeCounter](t)(sim.NewSpikeCounter(sim.Recording{Name: "counts", Of: none}))
	check(t, net.Add(spiking, rate, counts))
	for _, m := range monitors {
		check(t, net.Add(m))
	}
	check(t, net.Set(list[0], sim.Set{Variable: "w", Value: []float64{}}))
	run(t, net, "1 ms")
	for _, m := range monitors {
		got := must[sim.Traces](t)(net.Traces(m))
		recorded := must[sim.Recorded](t)(net.Recorded(m))
		if len(got.T) != 10 || len(got.Record) != 0 || len(got.Variables[0].Values) != 0 || fmt.Sprint(recorded.Series[2].Shape) != "[10 0]" {
			t.Errorf("%s: %+v, want ten times and nothing else", m.Name(), got)
		}
	}
	if got := spikes(t, net, spiking); len(got.T) != 0 || len(got.Variables) != 1 || len(got.Variables[0].Values) != 0 {
		t.Errorf("spikes of nobody: %+v", got)
	}
	if got := must[sim.Rates](t)(net.Rates(rate)); len(got.T) != 10 || !math.IsNaN(got.Rate[0]) {
		t.Errorf("rate of nobody: %+v", got)
	}
	if got := must[[]int32](t)(net.Counts(counts)); len(got) != 0 {
		t.Errorf("counts of nobody: %v", got)
	}
	if got := get(t, net, none, "v"); len(got) != 0 {
		t.Errorf("v of nobody: %v", got)
	}
}

// What a monitor records of spikes is as the threshold finds it.
func TestSpikeMonitorVariables(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "g", Size: 4, Method: "euler", Refractory: "0.3 ms", Threshold: "v > 1", Reset: "v = 0\nk += 1",
			Equations: "dv/dt = (1 + i)/ms : 1\nk : integer\ntwice = 2*v*mV : volt\nodd = i % 2 == 1 : boolean"})
		part := must[*sim.Subgroup](t)(g.Subgroup("part", 2, 4))
		m := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "m", Of: part,
			Variables: []string{"v", "k", "twice", "odd", "lastspike"}}))
		net := network(t, sim.Options{Engine: engine}, m)
		run(t, net, "1 ms")
		// At 0.1 ms: neuron 2 of the group is above 1 after 4 steps (1.2), neuron 3 after 3 (1.2); then again from 0.
		got := spikes(t, net, m)
		text := fmt.Sprint(got.I)
		for _, v := range got.Variables[:4] {
			text += fmt.Sprintf(" %s %q %.1f", v.Name, v.Unit, v.Values)
		}
		want := `[1 0 1 0 1] v "" [1.2 1.2 1.2 1.2 1.2] k "" [0.0 0.0 1.0 1.0 2.0] twice "V" [0.0 0.0 0.0 0.0 0.0] odd "" [1.0 0.0 1.0 0.0 1.0]`
		if text != want {
			t.Errorf("%s: got %s, want %s", engine, text, want)
		}
		for k := range got.T {
			if got.Variables[4].Values[k] != got.T[k] || got.Variables[2].Values[k] != 2*got.Variables[0].Values[k]*1e-3 {
				t.Errorf("%s: spike %d at %v s has %v", engine, k, got.T[k], got.Variables)
			}
		}
	}
}
