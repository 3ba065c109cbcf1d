package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
)

// A single time step is recorded at the time of the next step, as in Brian 2, also on a clock of the monitor's own. The numbers are those
// of Brian2 2.5.1: record_single_timestep of this group after run(0.5*ms), and then run(0.2*ms).
func TestSingleTimeSteps(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "G", Size: 2, Method: "exact",
			Equations: "dv/dt = -v/(5*ms) : 1\nw = 2*v + t/ms : 1\nc = v*10 : 1 (constant over dt)", Initial: []sim.Set{{Variable: "v", Value: "1 + i"}}})
		m := stateMonitor(t, sim.Recording{Name: "M", Of: g, Variables: []string{"v", "w", "c"}})
		slow := stateMonitor(t, sim.Recording{Name: "slow", Of: g, Variables: []string{"v"}, Record: []int{1}, Every: millisecondsOf(0.3)})
		net := network(t, sim.Options{Engine: engine}, m, slow)
		err := net.RecordSingleTimestep(m)
		expectError(t, "before a run", err, `sim: state monitor "M": a single time step can be recorded once the network has run with it`)
		run(t, net, "0.5 ms")
		check(t, net.RecordSingleTimestep(m))
		check(t, net.RecordSingleTimestep(slow))
		run(t, net, "0.2 ms")
		fast, also := must[sim.Traces](t)(net.Traces(m)), must[sim.Traces](t)(net.Traces(slow))
		expectNear(t, engine+": t", fast.T, []float64{0, 0.1e-3, 0.2e-3, 0.3e-3, 0.4e-3, 0.5e-3, 0.5e-3, 0.6e-3})
		expectNear(t, engine+": v", fast.Variables[0].Values[10:], []float64{0.90483742, 1.80967484, 0.90483742, 1.80967484, 0.88692044, 1.77384087})
		expectNear(t, engine+": w", fast.Variables[1].Values[10:12], []float64{2.30967484, 4.11934967})
		expectNear(t, engine+": c", fast.Variables[2].Values[8:12], []float64{9.23116346, 18.46232693, 9.23116346, 18.46232693})
		expectNear(t, engine+": t of the slow one", also.T, []float64{0, 0.3e-3, 0.6e-3, 0.6e-3})
		expectNear(t, engine+": v of the slow one", also.Variables[0].Values, []float64{2, 1.88352907, 1.80967484, 1.77384087})
	}
}

func expectNear(t testing.TB, what string, got, want []float64) {
	t.Helper()
	if !slices.EqualFunc(got, want, func(a, b float64) bool { return a-b < 1e-8 && b-a < 1e-8 }) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// A monitor that has left the network can record a single time step, as can one of synapses.
func TestSingleTimeStepsOfRemoved(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "x : 1"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "w : 1", Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "w", Value: "i + 2*j"}}})
	m := stateMonitor(t, sim.Recording{Name: "M", Of: s, Variables: []string{"w"}, Record: []int{3, 1}})
	net := network(t, sim.Options{}, m)
	run(t, net, "0.1 ms")
	check(t, net.Remove(m))
	check(t, net.Set(s, sim.Set{Variable: "w", Value: "10*w"}))
	check(t, net.RecordSingleTimestep(m))
	expectNear(t, "w", must[sim.Traces](t)(net.Traces(m)).Variables[0].Values, []float64{3, 2, 30, 20})
}

// Values are those of each neuron at its spikes, as Brian2 2.5.1 has them in the example of EventMonitor.values; those of t are its trains.
func TestValuesByNeuron(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "counter1 : integer\ncounter2 : integer\nmax_value : integer",
		Threshold: "counter1 >= max_value", Reset: "counter1 = 0"})
	count := must[*sim.RunRegularly](t)(sim.NewRunRegularly(sim.Regularly{Name: "count", Of: g, Code: "counter1 += 1\ncounter2 += 1"}))
	m := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "M", Of: g, Variables: []string{"counter2"}}))
	net := network(t, sim.Options{}, count, m)
	check(t, net.Set(g, sim.Set{Variable: "max_value", Value: "int(50*(i + 1 + (i == 2)*100))"}))
	run(t, net, "10 ms")
	s := spikes(t, net, m)
	values, trains := must[[][]float64](t)(s.Values("counter2")), must[[][]float64](t)(s.Values("t"))
	for i, want := range [][]float64{{50, 100}, {100}, {}} {
		if !slices.Equal(values[i], want) || len(trains[i]) != len(want) {
			t.Errorf("neuron %d: %v at %v, want %v", i, values[i], trains[i], want)
		}
	}
	if counts := s.Counts(); !slices.Equal(counts, []int{2, 1, 0}) {
		t.Errorf("counts %v, want 2, 1 and 0", counts)
	}
	_, err := s.Values("counter1")
	expectError(t, "another variable", err, `sim: spikes of "G": "counter1" was not recorded with them (there are: t, counter2)`)
	counter := spikeCounter(t, "C", g)
	check(t, net.Add(counter))
	run(t, net, "10 ms")
	if sum := must[int64](t)(net.NumSpikes(counter)); sum != 3 {
		t.Errorf("%d spikes, want 3", sum)
	}
}
