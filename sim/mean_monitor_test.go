package sim_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"golgi/sim"
)

func meanMonitor(t testing.TB, spec sim.Recording) *sim.MeanMonitor {
	t.Helper()
	return must[*sim.MeanMonitor](t)(sim.NewMeanMonitor(spec))
}

// A mean monitor has the mean and variance of what a state monitor records, of neurons, parts of them and synapses, in all engines the same.
func TestMeans(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 6, Equations: "dv/dt = (20*mV - v)/(5*ms) + 3*mV*xi/ms**0.5 : volt\nw = v*2 + i*mV : volt\nk = int(v > 5*mV) : integer",
		Method: "euler", Threshold: "v > 15*mV", Reset: "v = 0*mV"})
	part := must[*sim.Subgroup](t)(g.Pick("part", []int{1, 2, 5}))
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: "x : 1", OnPre: "x += 1", Connect: []sim.Connect{{Condition: "i < j"}}})
	var seen []string
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine, Seed: 2}, s, part)
		for k, spec := range []sim.Recording{
			{Of: g, Variables: []string{"v", "w", "k"}}, {Of: part, Variables: []string{"w"}, Record: []int{2, 0}, Every: millisecondsOf(0.3), When: "end"},
			{Of: s, Variables: []string{"x"}},
		} {
			spec.Name = fmt.Sprint("means_", k)
			means := meanMonitor(t, spec)
			spec.Name = fmt.Sprint("states_", k)
			states := stateMonitor(t, spec)
			check(t, net.Add(means, states))
			run(t, net, "4 ms")
			check(t, net.Remove(states))
			traces, got := must[sim.Traces](t)(net.Traces(states)), must[sim.Means](t)(net.Means(means))
			if got.Steps != len(traces.T) || !slices.Equal(got.Record, traces.Record) {
				t.Errorf("%s, %v: %d steps of %v, want %d of %v", engine, spec.Of, got.Steps, got.Record, len(traces.T), traces.Record)
			}
			for n, v := range got.Variables {
				mean, variance := momentsOf(traces.Variables[n].Values, len(got.Record))
				expectRecorded(t, engine+": mean of "+v.Name, v.Mean, mean)
				expectRecorded(t, engine+": variance of "+v.Name, v.Variance, variance)
			}
			seen = append(seen, fmt.Sprint(k, got))
		}
		if half := len(seen) / 2; engine != sim.Engines()[0] && !slices.Equal(seen[:half], seen[half:]) {
			t.Errorf("engines differ: %s", seen)
		}
	}
}

// momentsOf returns mean and variance of each of some elements, in two passes.
func momentsOf(values []float64, elements int) (means, variances []float64) {
	for k := range elements {
		n, sum, squares := 0.0, 0.0, 0.0
		for i := k; i < len(values); i += elements {
			n, sum = n+1, sum+values[i]
		}
		for i := k; i < len(values); i += elements {
			squares += (values[i] - sum/n) * (values[i] - sum/n)
		}
		means, variances = append(means, sum/n), append(variances, squares/n)
	}
	return means, variances
}

func TestMeansAreDescribed(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "v : volt\nmean : 1"})
	m := meanMonitor(t, sim.Recording{Name: "M", Of: g, Variables: []string{"v", "mean"}, Record: []int{1}})
	net := network(t, sim.Options{}, m)
	if got := must[sim.Means](t)(net.Means(m)); !math.IsNaN(got.Variables[0].Mean[0]) || !math.IsNaN(got.Variables[0].Variance[0]) {
		t.Errorf("without a run: %v", got)
	}
	check(t, net.Set(g, sim.Set{Variable: "v", Value: mV(3)}))
	run(t, net, "0.2 ms")
	check(t, net.Set(g, sim.Set{Variable: "v", Value: mV(5)}))
	run(t, net, "0.2 ms")
	r := must[sim.Recorded](t)(net.Recorded(m))
	var said []string
	for _, s := range r.Series[1:] {
		said = append(said, fmt.Sprintf("%s %.3g %s %v", s.Name, s.Values, s.Unit, s.Dims))
	}
	want := []string{"mean_v [0.004] V [element]", "variance_v [1e-06] V^2 [element]", "mean_mean [0]  [element]", "variance_mean [0]  [element]"}
	if !slices.Equal(said, want) || r.Attributes["steps"] != 4 || r.Attributes["monitor"] != "MeanMonitor" {
		t.Errorf("recorded %q %v", said, r.Attributes)
	}
	expectErrors(t, []mistake{
		{"nothing", errorOf(sim.NewMeanMonitor(sim.Recording{Name: "M", Of: g})), `sim: mean monitor "M": Variables must name what to record`},
		{"another name", errorOf(sim.NewMeanMonitor(sim.Recording{Name: "M", Of: g, Variables: []string{"u"}})), `
sim: mean monitor "M": neuron group "G" has no variable "u"; there are: v, mean`},
		{"the times of recording", errorOf(sim.NewMeanMonitor(sim.Recording{Name: "M", Of: g, Variables: []string{"windows"}})), `
sim: mean monitor "M": a variable "windows" cannot be recorded: the times in which was recorded have that name`},
	})
}
