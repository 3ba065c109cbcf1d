package sim_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func isiHistogramMonitor(t testing.TB, name string, of sim.Object, bins ...float64) *sim.ISIHistogramMonitor {
	t.Helper()
	return must[*sim.ISIHistogramMonitor](t)(sim.NewISIHistogramMonitor(sim.Recording{Name: name, Of: of, Bins: units.Millisecond.OfAll(bins...)}))
}

func histogram(t testing.TB, net *sim.Network, m *sim.ISIHistogramMonitor) []int64 {
	t.Helper()
	return must[sim.ISIHistogram](t)(net.ISIHistogram(m)).Count
}

// intervalsOf counts the intervals between spikes in bins, in ms and with room for rounding.
func intervalsOf(t testing.TB, s sim.Spikes, bins ...float64) []int64 {
	t.Helper()
	count := make([]int64, len(bins))
	for _, train := range must[[][]float64](t)(s.Values("t")) {
		for k := 1; k < len(train); k++ {
			interval := 1e3*(train[k]-train[k-1]) + 1e-6
			for bin := len(bins) - 1; bin >= 0; bin-- {
				if interval >= bins[bin] {
					count[bin]++
					break
				}
			}
		}
	}
	return count
}

// A histogram counts the intervals of what a spike monitor lists: of a group, a subgroup and picked neurons, in all engines, over
// several runs, and with more spikes than an engine gathers at a time.
func TestISIHistograms(t *testing.T) {
	bins := []float64{0.1, 0.3, 0.5, 0.51, 1.2}
	for _, engine := range sim.Engines() {
		g := must[*sim.NeuronGroup](t)(sim.NewPoissonGroup(sim.Poisson{Name: "P", Size: 300, Rates: "2000*Hz"}))
		part := must[*sim.Subgroup](t)(g.Subgroup("part", 5, 12))
		picked := must[*sim.Subgroup](t)(g.Pick("picked", []int{1, 4, 299}))
		net := network(t, sim.Options{Seed: 3, Engine: engine})
		for _, of := range []sim.Group{g, part, picked} {
			check(t, net.Add(spikeMonitor(t, "spikes_"+of.Name(), of), isiHistogramMonitor(t, "intervals_"+of.Name(), of, bins...)))
		}
		run(t, net, "30 ms")
		run(t, net, "0.00005 s")
		run(t, net, "100 ms")
		for _, of := range []string{"P", "part", "picked"} {
			listed, counted := monitorOf[*sim.SpikeMonitor](net, "spikes_"+of), monitorOf[*sim.ISIHistogramMonitor](net, "intervals_"+of)
			want := intervalsOf(t, spikes(t, net, listed), bins...)
			if got := histogram(t, net, counted); !slices.Equal(got, want) || slices.Max(got) < 100 {
				t.Errorf("engine %s, %s: %v, want %v", engine, of, got, want)
			}
		}
	}
}

func monitorOf[M sim.Monitor](net *sim.Network, name string) (found M) {
	for _, o := range net.Objects() {
		if m, is := o.(M); is && m.Name() == name {
			found = m
		}
	}
	return found
}

// Intervals are of whole steps: one of exactly 10 ms is not shorter than the bound, however times are rounded. Those before the first
// bound are in no bin.
func TestISIBoundsAreMet(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "v : 1", Threshold: "timestep(t, dt) % 100 == 0 or timestep(t, dt) % 100 == 30"})
	m := isiHistogramMonitor(t, "M", g, 5, 7, 10)
	net := network(t, sim.Options{}, m)
	run(t, net, "1 s")
	if got, want := histogram(t, net, m), []int64{0, 99, 0}; !slices.Equal(got, want) { // 3 ms and 7 ms by turns
		t.Errorf("%v, want %v", got, want)
	}
}

// An interval in which the monitor was away is not counted; counts and last spikes are cloned and restored, and read within a run.
func TestISIHistogramsComeAndGo(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "v : 1", Threshold: "timestep(t, dt) % 50 == 0"}) // every 5 ms, from 0 ms on
	m := isiHistogramMonitor(t, "M", g, 0)
	var seen []int64
	ask := must[*sim.NetworkOperation](t)(sim.NewNetworkOperation(sim.Operation{Name: "ask", Every: millisecondsOf(5), When: "end",
		Do: func(net *sim.Network) error { seen = append(seen, histogram(t, net, m)[0]); return nil }}))
	net := network(t, sim.Options{}, m, ask)
	expect := func(what string, net *sim.Network, want int64) {
		t.Helper()
		if got := histogram(t, net, m); got[0] != want {
			t.Errorf("%s: %v, want %d", what, got, want)
		}
	}
	run(t, net, "12 ms") // at 0, 5, 10
	expect("at 12 ms", net, 4)
	if !slices.Equal(seen, []int64{0, 2, 4}) {
		t.Errorf("in the run: %v", seen)
	}
	snapshot := must[*sim.Snapshot](t)(net.Snapshot())
	other := clone(t, net)
	run(t, net, "4 ms") // at 15
	expect("at 16 ms", net, 6)
	check(t, net.Deactivate(m))
	run(t, net, "6 ms")
	check(t, net.Activate(m))
	run(t, net, "9 ms") // at 25, 30, of which the first begins anew
	expect("at 31 ms", net, 8)
	run(t, other, "4 ms")
	expect("of the clone", other, 6)
	check(t, net.Restore(snapshot))
	check(t, snapshot.Close())
	run(t, net, "4 ms")
	expect("restored", net, 6)
}

func TestISIHistogramsAreDescribed(t *testing.T) {
	p := newPair(t)
	m := isiHistogramMonitor(t, "M", p.a, 0, 20)
	net := network(t, sim.Options{Seed: 1}, m)
	run(t, net, "30 ms")
	r := must[sim.Recorded](t)(net.Recorded(m))
	want := map[string]any{"monitor": "ISIHistogramMonitor", "source": "A", "neurons": 20, "dt": 1e-4, "start": 0.0, "stop": 0.03}
	if got := fmt.Sprint(r.Series[0], r.Series[1].Name, r.Series[1].Dims); !reflect.DeepEqual(r.Attributes, want) ||
		got != "{bins false [0 0.02] [] [bin] s lower bounds of the bins}count[bin]" {
		t.Errorf("%v %s", r.Attributes, got)
	}
	of := func(r sim.Recording) error { r.Name, r.Of = "M", p.a; return errorOf(sim.NewISIHistogramMonitor(r)) }
	expectErrors(t, []mistake{
		{"no bins", of(sim.Recording{}), `
sim: ISI histogram monitor "M": Bins must have the lower bounds of the bins, such as units.Millisecond.OfAll(0, 10, 20)`},
		{"bins in V", of(sim.Recording{Bins: units.Volt.OfAll(1)}), `sim: ISI histogram monitor "M": Bins[0] = 1 V is not a time of 0 or more`},
		{"bins that go down", of(sim.Recording{Bins: units.Millisecond.OfAll(1, 3, 3)}), `
sim: ISI histogram monitor "M": Bins[2] = 3 ms is not above the bound before it, 3 ms`},
		{"variables", of(sim.Recording{Bins: units.Millisecond.OfAll(1), Variables: []string{"v"}}), `
sim: ISI histogram monitor "M": Variables are for a StateMonitor, a SpikeMonitor or an EventMonitor`},
		{"bins of spikes", errorOf(sim.NewSpikeMonitor(sim.Recording{Name: "S", Of: p.a, Bins: units.Millisecond.OfAll(1)})), `
sim: spike monitor "S": Bins are for an ISIHistogramMonitor`},
	})
}
