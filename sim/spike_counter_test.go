package sim_test

import (
	"maps"
	"slices"
	"testing"

	"golgi/sim"
)

func spikeCounter(t testing.TB, name string, of sim.Object) *sim.SpikeCounter {
	t.Helper()
	return must[*sim.SpikeCounter](t)(sim.NewSpikeCounter(sim.Recording{Name: name, Of: of}))
}

func counts(t testing.TB, net *sim.Network, m *sim.SpikeCounter) []int32 {
	t.Helper()
	return must[[]int32](t)(net.Counts(m))
}

// countOf counts what a spike monitor has recorded.
func countOf(s sim.Spikes) []int32 {
	list := make([]int32, s.N)
	for _, i := range s.I {
		list[i]++
	}
	return list
}

// A counter counts what a spike monitor lists, of a whole group and of a part, on every engine.
func TestSpikeCountersCount(t *testing.T) {
	for _, engine := range sim.Engines() {
		p := newPair(t)
		part := must[*sim.Subgroup](t)(p.a.Subgroup("part", 5, 12))
		all, some := spikeCounter(t, "all", p.a), spikeCounter(t, "some", part)
		listed := spikeMonitor(t, "listed", p.a)
		net := network(t, sim.Options{Seed: 1, Engine: engine}, all, some, listed, p.syn)
		if got := counts(t, net, some); !slices.Equal(got, make([]int32, 7)) {
			t.Errorf("engine %s: before the first step %v", engine, got)
		}
		run(t, net, "33 ms")
		run(t, net, "40 ms")
		want := countOf(spikes(t, net, listed))
		if got := counts(t, net, all); !slices.Equal(got, want) || slices.Max(want) < 3 {
			t.Errorf("engine %s: %v, want %v", engine, got, want)
		}
		if got := counts(t, net, some); !slices.Equal(got, want[5:12]) {
			t.Errorf("engine %s: %v in the part, want %v", engine, got, want[5:12])
		}
	}
}

// Counts stay while the counter is away, and go back with the network.
func TestSpikeCountersComeAndGo(t *testing.T) {
	p := newPair(t)
	counter := spikeCounter(t, "counter", p.a)
	net := network(t, sim.Options{Seed: 1}, counter)
	run(t, net, "30 ms")
	first := counts(t, net, counter)
	snapshot := must[*sim.Snapshot](t)(net.Snapshot())
	check(t, net.Remove(counter))
	run(t, net, "30 ms")
	if got := counts(t, net, counter); !slices.Equal(got, first) {
		t.Errorf("away, it has %v, want %v", got, first)
	}
	check(t, net.Add(counter))
	run(t, net, "30 ms")
	if got := counts(t, net, counter); slices.Equal(got, first) {
		t.Error("back again, it counts nothing")
	}
	check(t, net.Restore(snapshot))
	check(t, snapshot.Close())
	if got := counts(t, net, counter); !slices.Equal(got, first) {
		t.Errorf("restored, it has %v, want %v", got, first)
	}
}

func TestSpikeCountersAreDescribed(t *testing.T) {
	p := newPair(t)
	counter := spikeCounter(t, "counter", p.a)
	net := network(t, sim.Options{Seed: 1}, counter)
	run(t, net, "30 ms")
	got := must[sim.Recorded](t)(net.Recorded(counter))
	if !maps.Equal(got.Attributes, map[string]any{"monitor": "SpikeCounter", "source": "A", "neurons": 20, "dt": 1e-4, "start": 0.0, "stop": 0.03}) {
		t.Errorf("attributes %v", got.Attributes)
	}
	if s := got.Series; len(s) != 1 || s[0].Name != "count" || !slices.Equal(s[0].Dims, []string{"neuron"}) ||
		!slices.Equal(s[0].Values.([]int32), counts(t, net, counter)) {
		t.Errorf("series %v", s)
	}
	_, err := sim.NewSpikeCounter(sim.Recording{Name: "C", Of: p.syn})
	expectError(t, "synapses", err, `sim: spike counter "C": synapses "S" does not spike; record a NeuronGroup or a Subgroup`)
	_, err = net.Counts(spikeCounter(t, "another", p.a))
	expectError(t, "a stranger", err, `sim: spike counter "another" was never added to this network`)
}
